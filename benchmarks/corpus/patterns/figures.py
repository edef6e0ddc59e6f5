"""A figure and its growth: G1, G2, G5, G6, G9, and what other families build on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns import changes, ranks, targets
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from decimal import Decimal

    from benchmarks.corpus.scene import Scene
    from benchmarks.corpus.words import Indicator

FIGURES = "economy industry farming trade finance towns people science"


def grew(scene: Scene, rate: Decimal, *, bare: bool = False) -> str:
    """Return the words for a change on the year before."""
    up = rate >= 0
    if bare:
        basis = ""
    elif scene.part:
        basis = scene.pick(("", "同比", "同比"))
    else:
        basis = scene.pick(("", "", "同比", "比上年", "较上年", "比上年同期" if scene.genre == "report" else "比上年"))
    verb = scene.pick(("增长", "增长", "增长", "增长", "提高" if basis == "比上年" and scene.chance(0.1) else "增长"))
    if not up:
        verb = scene.pick(("下降", "下降", "减少", "回落" if scene.chance(0.1) else "下降"))
    return f"{basis}{verb}{abs(rate)}%"


def opening(scene: Scene) -> str:
    """Return words that may stand before an indicator in a year's review."""
    return (
        ""
        if scene.part
        else scene.pick(("", "", "", "", "全年", "全县", "全年全县", "我县" if scene.genre == "report" else ""))
    )


def valued(scene: Scene, of: Indicator, rate: Decimal | None) -> Said:
    """Return an indicator with its figure and, if there is one, its growth."""
    value = scene.figure(of)
    fact = Fact("observation", of.name, value=value, unit=of.unit, period=scene.period, growth_pct=rate)
    amount = f"{value}{of.unit}"
    verbs: tuple[str, ...] = ("", "", "", "达", "达到", "为")
    if of.unit in {"亿元", "万元", "万美元"}:
        verbs = (*verbs, "完成", "实现")
    head = f"{opening(scene)}{of.name}{scene.pick(verbs)}"
    if scene.chance(0.25) and of.unit in {"亿元", "万元", "万吨", "万美元"}:
        head = f"{'' if scene.part else scene.pick(('', '全年', '全年共'))}{scene.pick(('实现', '完成'))}{of.name}"
    if rate is None:
        return said(f"{head}{amount}", fact)
    if rate > 0 and scene.chance(0.08):
        return said(_otherwise(scene, of, amount, rate), fact)
    if scene.chance(0.12):
        turned = f"{opening(scene)}{of.name}{grew(scene, rate)}，{scene.pick(('达到', '达', '总量为', '为'))}{amount}"
        return said(turned, fact)
    comparable = scene.genre == "bulletin" and of.unit == "亿元" and scene.chance(0.08)
    price = "按可比价格计算，" if comparable else ""
    return said(
        f"{head}{amount}{scene.pick(('，', '，', '，', '，', '，', '、', ' '))}{price}{grew(scene, rate)}", fact
    )


def _otherwise(scene: Scene, of: Indicator, amount: str, rate: Decimal) -> str:
    """Return a figure and its growth in words that newspapers like better."""
    return scene.pick(
        (
            f"{of.name}{amount}，增幅{rate}%",
            f"{of.name}{amount}，同比增幅达{rate}%",
            f"{of.name}实现{rate}%的增长，达{amount}",
            f"{of.name}以{rate}%的增速攀升至{amount}",
            f"{of.name}增速为{rate}%，总量{amount}",
            f"{of.name}达{amount}，增速{rate}%",
        )
    )


def rated(scene: Scene, of: Indicator, rate: Decimal) -> Said:
    """Return an indicator with its growth alone."""
    fact = Fact("observation", of.name, period=scene.period, growth_pct=rate)
    if rate < 0 and scene.chance(0.3):
        return said(f"{of.name}{scene.pick(('降幅为', '同比降幅达', '降幅'))}{-rate}%", fact)
    if scene.chance(0.15):
        return said(f"{of.name}{scene.pick(('增速为', '增速达', '增幅为', '增速达到'))}{rate}%", fact)
    return said(f"{opening(scene)}{of.name}{grew(scene, rate)}", fact)


def with_tail(scene: Scene, clause: Said) -> Said:
    """Return a clause with what may follow a figure: a rank, a comparison, a change, a target."""
    if scene.chance(0.55):
        return clause
    for tail in scene.pick(TAILS):
        clause = tail(scene, clause)
    return clause


TAILS = (
    (ranks.in_area,),
    (ranks.in_area,),
    (ranks.in_area,),
    (ranks.among,),
    (ranks.band,),
    (ranks.in_two_areas,),
    (ranks.risen,),
    (changes.above,),
    (changes.above,),
    (changes.level_with,),
    (changes.multiple,),
    (targets.exceeded,),
    (ranks.in_area, changes.above),
    (changes.above, ranks.in_area),
    (ranks.among, changes.above),
)


@pattern("G1", 40, topics=FIGURES)
def figure_and_growth(scene: Scene) -> Said:
    """地区生产总值103.5亿元，同比增长6.4%."""
    of = scene.indicator("f")
    return with_tail(scene, valued(scene, of, scene.rate(of)))


@pattern("G1", 10, topics="society ecology")
def fewer_is_better(scene: Scene) -> Said:
    """信访总量320件，同比下降12.1%."""
    of = scene.indicator("d")
    return valued(scene, of, -scene.percent())


@pattern("G2", 25, topics=FIGURES)
def growth_alone(scene: Scene) -> Said:
    """固定资产投资增长9.2%."""
    of = scene.indicator("gf")
    return with_tail(scene, rated(scene, of, scene.rate(of)))


@pattern("G5", 6, topics=FIGURES)
def fall(scene: Scene) -> Said:
    """水泥产量86.1万吨，下降3.2%."""
    of = scene.indicator("fg")
    rate = -scene.percent(0.2, 14)
    return rated(scene, of, rate) if of.kind == "g" else valued(scene, of, rate)


@pattern("G6", 2, topics="economy industry trade finance farming")
def signed_rates(scene: Scene) -> Said:
    """甲、乙、丙增速分别为-2.1%、5.6%和3.0%."""
    chosen = [scene.indicator("fg") for _ in range(3)]
    rates = [-scene.percent(0.3, 9), scene.percent(), scene.percent()]
    scene.dice.shuffle(rates)
    names = "、".join(of.name for of in chosen)
    told = scene.pick(("、", "和"))
    text = f"{names}增速{scene.pick(('分别为', '依次为'))}{rates[0]}%、{rates[1]}%{told}{rates[2]}%"
    return said(
        text,
        *(
            Fact("observation", of.name, period=scene.period, growth_pct=rate)
            for of, rate in zip(chosen, rates, strict=True)
        ),
    )


@pattern("G9", 5, topics="economy industry trade", alone=True)
def basis_said_once(scene: Scene) -> Said:
    """甲12亿元，同比增长3.2%（下同）；乙增长4%."""
    first, second = scene.indicator("f"), scene.indicator("fg")
    rate, other, value = scene.percent(), scene.percent(), scene.figure(first)
    head = scene.pick((f"同比增长{rate}%（下同）", f"增长{rate}%（同比，下同）", f"比上年增长{rate}%（下同）"))
    one = said(
        f"{first.name}{value}{first.unit}，{head}",
        Fact("observation", first.name, value=value, unit=first.unit, period=scene.period, growth_pct=rate),
    )
    two = said(f"{second.name}增长{other}%", Fact("observation", second.name, period=scene.period, growth_pct=other))
    return one + scene.pick(("；", "，")) + two
