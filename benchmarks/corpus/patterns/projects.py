"""Projects and firms: P1-P4, K4, K6."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.corpus.scene import Scene

PROJECTS = "industry farming towns people trade investment ecology"
BUILT = ("开工建设", "加快建设", "启动建设", "顺利推进", "主体完工", "全面竣工")
OPENED = ("建成投用", "投入使用", "建成投用")
PRODUCING = ("竣工投产", "建成投产", "投产达效")
ROADS = ("建成通车", "实现通车", "全线贯通", "竣工通车")


def _round(value: Decimal) -> Decimal:
    """Return the round figure below a figure."""
    step = Decimal(10) ** (len(str(int(value))) - 1)
    return max(Decimal(1), value // step * step)


def _drawn(scene: Scene, count: int) -> list[str]:
    return scene.several(words.lists("projects")["names"][scene.topic], count)


def _rows(names: Sequence[str]) -> list[Fact]:
    return [Fact("project", name) for name in names]


def _verb(scene: Scene, names: Sequence[str]) -> str:
    """Return what became of projects, as suits them: factories produce, roads carry traffic, works are finished."""
    if all(name.endswith(("大道", "大桥", "环线", "高速", "连接线")) for name in names) and scene.chance(0.6):
        return scene.pick(ROADS)
    if not all(name.endswith(words.lists("projects")["sites"]) for name in names):
        return scene.pick(BUILT)
    return scene.pick((*BUILT, *(PRODUCING if scene.topic == "industry" else OPENED)))


def _named(scene: Scene, name: str) -> str:
    """Return a project's name as a sentence of its own has it."""
    stands = name.endswith((*words.lists("projects")["sites"], "工程"))
    return name if stands and scene.chance(0.6) else f"{name}项目"


@pattern("P1", 20, topics=PROJECTS, alone=True)
def projects_moved(scene: Scene) -> Said:
    """城南大道、体育公园等项目建成投用."""
    names = _drawn(scene, scene.pick((1, 2, 2, 3)))
    verb = _verb(scene, names)
    if len(names) == 2 and scene.chance(0.3):
        other = _verb(scene, names[1:])
        verb = _verb(scene, names[:1])
        one = said(f"{_named(scene, names[0])}{verb}", *_rows(names[:1]))
        return one + "，" + said(f"{_named(scene, names[1])}{other}", *_rows(names[1:]))
    if len(names) == 1:
        text = f"{_named(scene, names[0])}{verb}"
    else:
        text = f"{'、'.join(names)}{scene.pick(('等项目', '等重点项目', '等一批项目', '等', '项目'))}{verb}"
    return said(text, *_rows(names))


@pattern("P1", 5, topics=PROJECTS, alone=True)
def project_with_investment(scene: Scene) -> Said:
    """总投资12亿元的抽水蓄能电站项目开工建设: the sum is the project's."""
    drawn = _drawn(scene, 1)
    name = f"{drawn[0]}项目"
    value = scene.number(1, 60, scene.pick((0, 1)))
    text = f"总投资{value}亿元的{name}{_verb(scene, drawn)}"
    return said(text, Fact("project", name), Fact("observation", "总投资", name, value=value, unit="亿元"))


@pattern("K4", 8, topics=PROJECTS, alone=True)
def projects_counted(scene: Scene) -> Said:
    """城南大道、体育公园等6个项目建成投用: the listed ones, and how many in all."""
    names = _drawn(scene, scene.pick((1, 2, 3)))
    number = len(names) + scene.dice.randint(1, 20)
    verb = _verb(scene, names)
    what = scene.pick(("项目", "项目", "重点项目"))
    text = f"{'、'.join(names)}等{number}个{what}{verb}"
    count = Fact(
        "observation",
        f"{verb}{what}",
        value=Decimal(number),
        unit="个",
        period=scene.period,
        aliases=(what, f"{verb[:2]}{what}"),
    )
    return said(text, *_rows(names), count)


@pattern("K4", 5, topics="industry trade", alone=True)
def firms_counted(scene: Scene) -> Said:
    """引进恒岳新材料、华锐电子等8家企业."""
    names = [scene.firm() for _ in range(scene.pick((2, 3)))]
    number = len(names) + scene.dice.randint(1, 16)
    verb = scene.pick(("引进", "培育", "新引进"))
    what = scene.pick(("企业", "龙头企业", "规上企业"))
    text = f"{verb}{'、'.join(names)}等{number}家{what}"
    count = Fact("observation", f"{verb}{what}", value=Decimal(number), unit="家", period=scene.period)
    return said(text, *(Fact("organization", name) for name in names), count)


@pattern("K6", 10, topics="investment industry trade farming", alone=True)
def package(scene: Scene) -> Said:
    """实施市级重点项目62个，总投资250亿元，年度完成投资83亿元."""
    name = scene.fresh(
        (
            "省、市重点项目",
            "市级重点项目",
            "重点建设项目",
            "亿元以上项目",
            "产业项目",
            "重大产业项目",
            "县级重点项目",
        )
    )
    number, total = scene.number(12, 120, 0), scene.number(40, 390, scene.pick((0, 1, 2)))
    done = scene.number(float(total) * 0.2, float(total) * 0.6, 1)
    verb = scene.pick(("实施", "全年实施", "铺排", "共实施", "推进", ""))
    count = said(f"{verb}{name}{number}个", Fact("observation", name, value=number, unit="个", period=scene.period))
    planned = scene.chance(0.35)
    word = "年度计划投资" if planned else "总投资"
    whole = (
        count
        + "，"
        + said(
            f"{word}{total}亿元",
            Fact(
                "observation",
                f"{name}{word}",
                value=total,
                unit="亿元",
                status="planned" if planned else None,
                aliases=(word,),
            ),
        )
    )
    finished = Fact(
        "observation", f"{name}完成投资", value=done, unit="亿元", period=scene.period, aliases=("完成投资",)
    )
    return (
        whole
        + "，"
        + said(f"{scene.pick(('完成投资', '年度完成投资', '全年完成投资', '已完成投资'))}{done}亿元", finished)
    )


@pattern("K6", 4, topics="trade investment industry", alone=True)
def signed(scene: Scene) -> Said:
    """签约引进项目32个，合同引资120亿元."""
    number, money = scene.number(9, 90, 0), scene.number(20, 260, 1)
    name = scene.fresh(
        ("签约招商引资项目", "新签约项目", "引进亿元以上产业项目", "签约“三类500强”项目", "引进湘商回归项目")
    )
    sum_ = scene.pick(("合同引资", "合同金额", "协议引资", "计划总投资"))
    status = "planned" if sum_ == "计划总投资" else None
    head = said(f"{name}{number}个", Fact("observation", name, value=number, unit="个", period=scene.period))
    period = scene.period if sum_ == "合同引资" else None
    return (
        head
        + "，"
        + said(
            f"{sum_}{money}亿元",
            Fact(
                "observation",
                f"{name}{sum_}",
                value=money,
                unit="亿元",
                period=period,
                status=status,
                aliases=(sum_,),
            ),
        )
    )


@pattern("P2", 5, topics="industry investment trade towns people", alone=True)
def greatest(scene: Scene) -> Said:
    """县域历史上投资最大的单体工业项目抽水蓄能电站开工建设."""
    name = _drawn(scene, 1)[0]
    kind = {"industry": "工业", "trade": "文旅", "towns": "城建", "people": "民生", "investment": "基础设施"}[
        scene.topic
    ]
    what = scene.pick(
        (
            f"全县历史上投资最大的{kind}项目",
            f"{scene.short}历史上单体投资最大的{kind}项目",
            f"全县迄今为止规模最大的{kind}项目",
            f"建县以来最大的{kind}项目",
        )
    )
    return said(
        f"{what}{scene.pick(('——', '', ''))}{name}{scene.pick(('开工建设', '正式开工', '建成投用'))}",
        Fact("project", name),
    )


@pattern("P3", 14, topics="industry trade science", alone=True)
def firms_named(scene: Scene) -> Said:
    """恒岳新材料、华锐电子等企业加快技改扩能."""
    names = [scene.firm() for _ in range(scene.pick((2, 2, 3)))]
    did = scene.pick(
        ("加快技改扩能", "逆势增长", "落户园区", "投产达效", "订单饱满、满负荷生产", "成功入规", "挺进国际市场")
    )
    text = f"{'、'.join(names)}等{scene.pick(('企业', '一批企业', '龙头企业'))}{did}"
    return said(text, *(Fact("organization", name) for name in names))


@pattern("P4", 8, topics="industry trade science", alone=True)
def firm_figure(scene: Scene) -> Said:
    """恒岳新材料产值突破12亿元，同比增长8.1%: the firm is the subject."""
    name = scene.firm()
    what, unit, low, high = scene.pick(
        (
            ("产值", "亿元", 2, 40),
            ("年产值", "亿元", 2, 40),
            ("税收", "万元", 1000, 9000),
            ("年销售收入", "亿元", 1, 30),
            ("出口额", "万美元", 200, 6000),
        )
    )
    value = scene.number(low, high, 0 if unit != "亿元" else 1)
    over = scene.chance(0.4)
    rate = scene.percent(2, 40) if not over else None
    value = _round(value) if over else value
    verb = scene.pick(("突破", "超", "超过")) if over else scene.pick(("达", "达到", ""))
    tail = f"，同比增长{rate}%" if rate is not None else ""
    fact = Fact(
        "observation",
        what,
        name,
        value=value,
        unit=unit,
        period=scene.period,
        growth_pct=rate,
        bound="over" if over else None,
    )
    return said(f"{name}{what}{verb}{value}{unit}{tail}", fact, Fact("organization", name))


@pattern("P4", 4, topics="industry", alone=True)
def firms_figures(scene: Scene) -> Said:
    """恒岳新材料、华锐电子产值分别突破10亿元、5亿元."""
    names = [scene.firm(), scene.firm()]
    values = [scene.number(5, 50, 0), scene.number(2, 20, 0)]
    what = scene.pick(("产值", "年产值", "销售收入"))
    text = f"{'、'.join(names)}{what}分别突破{values[0]}亿元、{values[1]}亿元"
    rows = [
        Fact("observation", what, name, value=value, unit="亿元", period=scene.period, bound="over")
        for name, value in zip(names, values, strict=True)
    ]
    return said(text, *rows, *(Fact("organization", name) for name in names))


@pattern("P4", 3, topics="industry", alone=True)
def park_figure(scene: Scene) -> Said:
    """县经济开发区技工贸总收入320亿元，增长9.1%."""
    name = scene.park()
    what, unit, low, high = scene.pick(
        (
            ("规模工业总产值", "亿元", 60, 390),
            ("技工贸总收入", "亿元", 90, 690),
            ("入园企业", "家", 60, 390),
            ("税收", "亿元", 1, 12),
        )
    )
    value = scene.number(low, high, 1 if unit == "亿元" else 0)
    rate = scene.percent() if unit == "亿元" else None
    text = f"{name}{what}{scene.pick(('达', '达到', ''))}{value}{unit}" + (f"，增长{rate}%" if rate is not None else "")
    period = scene.period if unit == "亿元" else None
    fact = Fact("observation", what, name, value=value, unit=unit, period=period, growth_pct=rate)
    return said(text, fact, Fact("place", name))
