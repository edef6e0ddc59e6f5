"""Round levels, bounds and estimates: L1, L2, L3, G10."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.figures import grew, rated, valued
from benchmarks.corpus.patterns.numerals import counted
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene
    from benchmarks.corpus.words import Indicator

MONEY = "economy industry trade finance farming"
# A level reached, with the bound that the words give: to step onto it leaves open how far past it.
LEVELS = (
    ("突破{}亿元", "over"),
    ("突破{}亿元大关", "over"),
    ("首次突破{}亿元", "over"),
    ("超{}亿元", "over"),
    ("超过{}亿元", "over"),
    ("迈上{}亿元台阶", None),
    ("跃上{}亿元台阶", None),
    ("跨上{}亿元台阶", None),
)


def _money(scene: Scene) -> Indicator:
    chosen = [
        each for each in words.indicators() if each.topic == scene.topic and each.unit == "亿元" and each.kind in "fg"
    ]
    return scene.fresh(chosen)


def _round(value: Decimal) -> Decimal:
    """Return the round figure just below a figure."""
    step = Decimal(100) if value >= 200 else Decimal(10) if value >= 20 else Decimal(1)
    return max(Decimal(1), value // step * step)


@pattern("L1", 6, topics=MONEY)
def level_passed(scene: Scene) -> Said:
    """财政总收入首次突破20亿元大关，达20.13亿元，增长6.1%: the exact figure counts."""
    of = _money(scene)
    value, rate = scene.figure(of), scene.percent()
    level = _round(value)
    mark = scene.pick(
        (
            f"突破{level}亿元大关",
            f"跃上{level}亿元台阶",
            f"迈上{level}亿元新台阶",
            f"首次突破{level}亿元",
            f"越过{level}亿元关口",
        )
    )
    text = f"{of.name}{mark}，{scene.pick(('达', '达到', '为'))}{value}亿元，{grew(scene, rate)}"
    return said(text, Fact("observation", of.name, value=value, unit="亿元", period=scene.period, growth_pct=rate))


@pattern("L1", 8, topics=MONEY)
def level_alone(scene: Scene) -> Said:
    """民间投资突破40亿元."""
    of = _money(scene)
    level = _round(scene.figure(of))
    mark, bound = scene.pick(LEVELS)
    fact = Fact("observation", of.name, value=level, unit="亿元", period=scene.period, bound=bound)
    return said(of.name + mark.format(level), fact)


@pattern("L3", 4, topics="economy industry trade farming")
def level_in_words(scene: Scene) -> Said:
    """食品加工业产值突破百亿元."""
    of = _money(scene)
    word, value = scene.pick((("百亿", 100), ("十亿", 10), ("百亿", 100))) if of.high > 60 else ("十亿", 10)
    mark, bound = scene.pick(LEVELS)
    fact = Fact("observation", of.name, value=Decimal(value), unit="亿元", period=scene.period, bound=bound)
    return said(of.name + mark.replace("{}亿", word), fact)


@pattern("L3", 6, topics="farming towns society science reform")
def count_in_words(scene: Scene) -> Said:
    """新建乡镇污水处理站两座."""
    work = scene.fresh([w for w in words.works() if w.topic == scene.topic and w.low < 20 and w.decimals == 0])
    number = scene.dice.randint(2, 12)
    name = f"{work.verb}{work.thing}"
    text = scene.pick((f"{name}{counted(number)}{work.unit}", f"{work.verb}{counted(number)}{work.unit}{work.thing}"))
    return said(text, Fact("observation", name, value=Decimal(number), unit=work.unit, period=scene.period))


@pattern("L2", 12, topics="farming ecology towns people society trade reform science industry")
def about_so_many(scene: Scene) -> Said:
    """化解矛盾纠纷2600余件; 发放消费券近300万元."""
    work = scene.fresh([each for each in words.works() if each.topic == scene.topic and each.high >= 200])
    value = scene.figure(work)
    digits = len(str(int(value)))
    value = Decimal(round(int(value), 1 - digits if digits < 4 else 2 - digits))
    name = f"{work.verb}{work.thing}"
    shown, unit = f"{value}", work.unit
    if value >= 10000 and not unit.startswith("万"):
        value = (value / 10000).normalize()
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
        shown, unit = f"{value}", f"万{unit}"
    form = scene.pick(("余", "多", "余", "近", "超", "超过", "逾", "以上", "约", "左右"))
    behind = {"余": "over", "多": "over", "以上": "over", "左右": "about"}
    before = {"近": "under", "超": "over", "超过": "over", "逾": "over", "约": "about"}
    if form in ("余", "多"):
        amount = f"{shown}{form}{unit}" if not unit.startswith("万") else f"{shown}万{form}{unit[1:]}"
    elif form in behind:
        amount = f"{shown}{unit}{form}"
    else:
        amount = f"{form}{shown}{unit}"
    bound = (behind | before)[form]
    return said(f"{name}{amount}", Fact("observation", name, value=value, unit=unit, period=scene.period, bound=bound))


@pattern("G10", 8, topics="economy industry trade finance farming")
def estimated(scene: Scene) -> Said:
    """预计实现地区生产总值320亿元，增长6.5%左右."""
    of = scene.indicator("f")
    clause = valued(scene, of, scene.percent())
    mark = scene.pick(("预计", "预计", "初步核算，", "据初步统计，", "经初步核算，"))
    whole = mark + clause
    about = scene.chance(0.2) and clause.text.endswith("%") and "，" in clause.text
    if about:
        whole = (whole + "左右").last(lambda fact: fact)
    return whole.each(lambda fact: replace(fact, start=0, status="estimated"))


@pattern("G10", 3, topics="economy industry trade")
def estimated_growth(scene: Scene) -> Said:
    """预计固定资产投资增长9%左右."""
    of, rate = scene.indicator("gf"), scene.percent()
    clause = rated(scene, of, rate)
    about = scene.chance(0.5)
    whole = "预计" + clause + ("左右" if about else "")
    return whole.each(
        lambda fact: replace(fact, start=0, end=len(whole.text), status="estimated", bound="about" if about else None)
    )
