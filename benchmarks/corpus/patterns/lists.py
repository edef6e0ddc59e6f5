"""Several figures in one breath: G3, G4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.numerals import chinese, counted
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from benchmarks.corpus.scene import Scene

WHERE = "economy industry farming trade finance people"


def listed(scene: Scene, parts: Sequence[str]) -> str:
    """Return parts with 、 between, the last at times behind 和."""
    if len(parts) == 1:
        return parts[0]
    last = scene.pick(("、", "、", "和"))
    return "、".join(parts[:-1]) + last + parts[-1]


def rows(
    scene: Scene,
    names: Sequence[str],
    unit: str | None,
    values: Sequence[Decimal | None],
    rates: Sequence[Decimal | None],
) -> list[Fact]:
    """Return one observation for each name, figures and growths in the same order."""
    return [
        Fact("observation", name, value=value, unit=unit, period=scene.period, growth_pct=rate)
        for name, value, rate in zip(names, values, rates, strict=True)
    ]


def _group(scene: Scene, kinds: str) -> tuple[words.Group, list[Decimal], list[Decimal]]:
    group = scene.fresh([each for each in words.groups() if each.topic == scene.topic and each.kind in kinds])
    if any(member in scene.used for member in group.members):
        return _group(scene, kinds)
    scene.used.update(group.members)
    values = [scene.figure(group) for _ in group.members]
    if len(values) == 2:  # town before country, deposits before loans
        values.sort(reverse=True)
    return group, values, [scene.rate(group) for _ in group.members]


@pattern("G3", 8, topics=WHERE)
def together_valued(scene: Scene) -> Said:
    """城镇、农村居民人均可支配收入分别为32100元、18400元."""
    group, values, _ = _group(scene, "f")
    verb = scene.pick(("分别为", "分别达", "分别达到", "分别完成" if group.unit == "亿元" else "分别达到"))
    text = f"{group.together}{verb}{listed(scene, [f'{value}{group.unit}' for value in values])}"
    return said(text, *rows(scene, group.members, group.unit, values, [None] * len(values)))


@pattern("G3", 6, topics=WHERE)
def together_grown(scene: Scene) -> Said:
    """第一、二、三产业增加值分别增长3.1%、5.2%和6.4%."""
    group, values, rates = _group(scene, "fg")
    verb = scene.pick(("分别增长", "分别增长", "同比分别增长", "增速分别为", "分别比上年增长"))
    text = f"{group.together}{verb}{listed(scene, [f'{rate}%' for rate in rates])}"
    return said(text, *rows(scene, group.members, None, [None] * len(values), rates))


@pattern("G3", 14, topics=WHERE)
def several_grown(scene: Scene) -> Said:
    """甲、乙、丙分别增长3.1%、5.2%、6.4%."""
    chosen = [scene.indicator("fg") for _ in range(scene.pick((2, 3, 3, 4)))]
    rates = [scene.percent() for _ in chosen]
    verb = scene.pick(("分别增长", "分别增长", "同比分别增长", "增幅分别为", "分别比上年增长", "增速依次为"))
    names = [of.name for of in chosen]
    text = f"{listed(scene, names)}{verb}{listed(scene, [f'{rate}%' for rate in rates])}"
    return said(text, *rows(scene, names, None, [None] * len(names), rates))


@pattern("G3", 6, topics="economy industry trade finance")
def several_valued(scene: Scene) -> Said:
    """甲、乙分别实现12亿元、8亿元."""
    pool = [
        each for each in words.indicators() if each.topic == scene.topic and each.kind == "f" and each.unit == "亿元"
    ]
    chosen = scene.several(pool, scene.pick((2, 2, 3)))
    values = [scene.figure(of) for of in chosen]
    names = [of.name for of in chosen]
    verb = scene.pick(("分别实现", "分别达", "分别达到", "分别为", "分别完成"))
    text = f"{listed(scene, names)}{verb}{listed(scene, [f'{value}亿元' for value in values])}"
    return said(text, *rows(scene, names, "亿元", values, [None] * len(names)))


@pattern("G4", 6, topics=WHERE)
def valued_and_grown(scene: Scene) -> Said:
    """甲、乙分别为12亿元、8亿元，分别增长3.1%、5.2%."""
    if scene.chance(0.5):
        group, values, rates = _group(scene, "f")
        head, names, unit = group.together, list(group.members), group.unit
    else:
        pool = [
            each
            for each in words.indicators()
            if each.topic == scene.topic and each.kind == "f" and each.unit == "亿元"
        ]
        chosen = scene.several(pool, 2)
        names, unit = [of.name for of in chosen], "亿元"
        head = listed(scene, names)
        values, rates = [scene.figure(of) for of in chosen], [scene.percent() for _ in chosen]
    verb = scene.pick(("分别为", "分别达", "分别达到"))
    facts = rows(scene, names, unit, values, rates)
    text = f"{head}{verb}{listed(scene, [f'{value}{unit}' for value in values])}，"
    if len(names) == 2 and scene.chance(0.15):
        return said(f"{text}前者增长{rates[0]}%，后者增长{rates[1]}%", *facts)
    grown = scene.pick(("分别增长", "分别增长", "同比分别增长", "增长", "分别比上年增长", "增速分别为"))
    return said(f"{text}{grown}{listed(scene, [f'{rate}%' for rate in rates])}", *facts)


@pattern("G4", 6, topics=WHERE)
def told_in_turn(scene: Scene) -> Said:
    """甲12亿元，乙8亿元，分别增长3.1%、5.2%: the growths follow behind both figures."""
    chosen = [scene.indicator("f"), scene.indicator("f")]
    values, rates = [scene.figure(of) for of in chosen], [scene.rate(of) for of in chosen]
    between = scene.pick(("，", "、", "，"))
    text = between.join(f"{of.name}{value}{of.unit}" for of, value in zip(chosen, values, strict=True))
    grown = scene.pick(("分别增长", "同比分别增长", "分别比上年增长"))
    facts = [
        Fact("observation", of.name, value=value, unit=of.unit, period=scene.period, growth_pct=rate)
        for of, value, rate in zip(chosen, values, rates, strict=True)
    ]
    return said(f"{text}，{grown}{rates[0]}%、{rates[1]}%", *facts)


@pattern("R2", 8, topics=WHERE, alone=True)
def alike_in_rank(scene: Scene) -> Said:
    """甲、乙分别增长3.1%、5.2%，均居全市第二; or 分列全市第一、第三."""
    chosen = [scene.indicator("fg") for _ in range(scene.pick((2, 2, 3)))]
    rates = [scene.rate(of) for of in chosen]
    names = [of.name for of in chosen]
    grown = scene.pick(("分别增长", "同比分别增长"))
    head = f"{listed(scene, names)}{grown}{listed(scene, [f'{rate}%' for rate in rates])}"
    ranks = [scene.dice.randint(1, 6) for _ in chosen]
    if scene.chance(0.6):
        ranks = [ranks[0]] * len(ranks)
        count = counted(len(names))
        verb = scene.pick(("均居", "均列", "增速均居", f"{count}项增速均居", f"{count}项指标均位列", "均排名"))
        place = scene.pick((f"第{chinese(ranks[0])}", f"第{ranks[0]}位", f"第{chinese(ranks[0])}位"))
        tail = f"，{verb}全市{place}"
    else:
        places = "、".join(f"第{chinese(rank)}" for rank in ranks)
        verb = scene.pick(("分列", "分别居", "分别排名", "分居", "增速分别位列"))
        tail = f"，{verb}全市{places}{scene.pick(('', '位'))}"
    facts = [
        Fact("observation", name, period=scene.period, growth_pct=rate, rank=rank, rank_scope="全市")
        for name, rate, rank in zip(names, rates, ranks, strict=True)
    ]
    return said(head + tail, *facts)
