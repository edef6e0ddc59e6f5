"""Things done and things there are: K1, K2, K3, K7, and works alone (K1's plain form)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, joined, said

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene

WORKS = "farming ecology towns people industry society finance reform trade science"


def _class(scene: Scene) -> dict[str, str]:
    name = scene.fresh([row["name"] for row in words.rows("classes") if row["topic"] == scene.topic])
    return next(row for row in words.rows("classes") if row["name"] == name)


# What is done to things that were there before: N of them 完成改造.
DONE_TO = ("改造", "整治", "修复", "改扩建", "更新")


def work(scene: Scene) -> Said:
    """Return something done, with how much of it, in one of the orders that reports use."""
    of = scene.fresh([each for each in words.works() if each.topic == scene.topic])
    value = scene.figure(of)
    fact = Fact("observation", f"{of.verb}{of.thing}", value=value, unit=of.unit, period=scene.period)
    forms = [f"{of.verb}{of.thing}{value}{of.unit}"] * 4
    if not of.decimals and not of.unit.startswith(("万", "亿", "公", "亩", "台", "人次", "场次")):
        forms.append(f"{of.verb}{value}{of.unit}{of.thing}")
    if len(of.verb) == 2 and not of.thing.startswith("“"):
        forms.append(f"{of.thing}{of.verb}{value}{of.unit}")
    if of.verb in DONE_TO and not of.decimals and not of.thing.startswith("“"):
        forms.append(f"{value}{of.unit}{of.thing}完成{of.verb}")
    named = of.topic in {"reform", "society"} and of.thing.startswith("“")
    doubtful = (Fact("programme", of.thing, doubtful=True),) if named else ()
    return said(scene.pick(forms), fact, *doubtful)


@pattern("K1", 26, topics=WORKS, alone=True)
def works(scene: Scene) -> Said:
    """新改建农村公路82公里，改造农村危房320户，建成高标准农田3.2万亩."""
    between = scene.pick(("，", "、", "，"))
    return joined([work(scene) for _ in range(scene.pick((2, 2, 3, 3, 4)))], between)


@pattern("K1", 12, topics="industry economy farming trade science people ecology towns society reform")
def added(scene: Scene) -> Said:
    """新增规模以上工业企业12家."""
    row = _class(scene)
    value = scene.number(float(row["low"]), float(row["high"]), 0)
    verb = scene.pick(("新增", "新增", "新增", "全年新增", "净增"))
    name = f"{verb.removeprefix('全年')}{row['name']}"
    text = f"{verb}{row['name']}{value}{row['unit']}"
    return said(text, Fact("observation", name, value=value, unit=row["unit"], period=scene.period))


@pattern("K1", 8, topics="industry farming science trade people", alone=True)
def added_several(scene: Scene) -> Said:
    """新增高新技术企业8家、科技型中小企业20家: one verb, a row each."""
    rows = [_class(scene), _class(scene)]
    parts = []
    for number, row in enumerate(rows):
        value = scene.number(float(row["low"]), float(row["high"]), 0)
        fact = Fact("observation", f"新增{row['name']}", value=value, unit=row["unit"], period=scene.period)
        parts.append(said(f"{'新增' if not number else ''}{row['name']}{value}{row['unit']}", fact))
    return joined(parts, "、")


@pattern("K2", 5, topics="economy reform trade industry")
def net_added(scene: Scene) -> Said:
    """净增经营主体4260户."""
    what, unit = scene.fresh((("经营主体", "户"), ("市场主体", "户"), ("个体工商户", "户"), ("经营主体", "家")))
    if f"净增{what}" in scene.used:
        return added(scene)
    scene.used.add(f"净增{what}")
    value = scene.number(600, 9600, 0)
    text = f"{scene.pick(('净增', '全年净增', '净增各类'))}{what}{value}{unit}"
    return said(text, Fact("observation", f"净增{what}", value=value, unit=unit, period=scene.period))


@pattern("K3", 10, topics="industry economy farming trade science people ecology society")
def added_in_all(scene: Scene) -> Said:
    """新增高新技术企业9家，总数达68家: two indicators; when the total stood so is left open."""
    row = _class(scene)
    value = scene.number(float(row["low"]), float(row["high"]), 0)
    total = scene.number(float(row["total_low"]), float(row["total_high"]), 0) + value
    text = f"新增{row['name']}{value}{row['unit']}"
    word = scene.pick(("总数达", "总数达到", "总量达到", "累计达到", "达到", "总数突破"))
    if word == "总数突破":
        step = Decimal(10) ** max(0, len(str(total)) - 2)
        total = total // step * step
    more = Fact("observation", row["name"], value=total, unit=row["unit"], bound="over" if word == "总数突破" else None)
    first = Fact("observation", f"新增{row['name']}", value=value, unit=row["unit"], period=scene.period)
    return said(text, first) + "，" + said(f"{word}{total}{row['unit']}", more)


@pattern("K3", 4, topics="industry economy farming trade science people")
def in_all_then_added(scene: Scene) -> Said:
    """高新技术企业达68家，净增9家."""
    row = _class(scene)
    value = scene.number(float(row["low"]), float(row["high"]), 0)
    total = scene.number(float(row["total_low"]), float(row["total_high"]), 0) + value
    verb = scene.pick(("净增", "新增"))
    whole = Fact("observation", row["name"], value=total, unit=row["unit"])
    added_ = Fact(
        "observation",
        f"{verb}{row['name']}",
        value=value,
        unit=row["unit"],
        period=scene.period,
    )
    head = said(f"{row['name']}{scene.pick(('达', '达到', '总数达', '发展到'))}{total}{row['unit']}", whole)
    return head + "，" + said(f"{verb}{value}{row['unit']}", added_)


@pattern("K7", 5, topics="farming people towns", alone=True)
def two_measures(scene: Scene) -> Said:
    """提质改造农村公路56条76公里; 消除返贫风险78户254人."""
    verb, thing, first, second, low, high, factor = scene.fresh(
        (
            ("消除", "返贫风险", "户", "人", 30, 300, 3),
            ("改造", "农村公路", "条", "公里", 12, 90, 2),
            ("新增", "公交线路", "条", "公里", 2, 9, 14),
            ("纳入", "防返贫监测对象", "户", "人", 100, 900, 3),
            ("整治", "渠道", "条", "公里", 12, 120, 3),
            ("安置", "搬迁群众", "户", "人", 100, 900, 4),
            ("新建", "污水管网", "处", "公里", 6, 40, 3),
        )
    )
    one = scene.number(low, high, 0)
    two = scene.number(float(one) * factor * 0.8, float(one) * factor * 1.2, 0)
    name = f"{verb}{thing}"
    return said(
        f"{scene.pick(('', '全年'))}{name}{one}{first}{two}{second}",
        Fact("observation", name, value=one, unit=first, period=scene.period),
        Fact("observation", name, value=two, unit=second, period=scene.period),
    )
