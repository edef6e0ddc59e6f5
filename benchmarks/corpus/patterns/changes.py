"""Comparisons and changes: C1, C2, C3, G8."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene


def _named(clause: Said, name: str) -> Said:
    """Return a clause whose last fact is said by the whole of it, as an instance of a pattern too."""
    one = clause.last(lambda fact: replace(fact, patterns=(*fact.patterns, name)))
    return replace(one, patterns=one.patterns | {name})


def above(scene: Scene, clause: Said) -> Said:
    """C1: 高于全市1.2个百分点."""
    scope, points = scene.pick(("全市", "全市", "全省", "全国")), scene.number(0.1, 6, 1)
    mean = scene.pick(("", "", "平均水平", "平均"))
    if scene.chance(0.08):
        more = scene.number(0.1, 6, 1)
        other = "全省" if scope != "全省" else "全国"
        text = f"，分别高于{scope}、{other}{points}、{more}个百分点"
    elif scene.chance(0.1):
        more = scene.number(0.1, 6, 1)
        text = f"，高于{scope}{points}个、{'全省' if scope != '全省' else '全国'}{more}个百分点"
    else:
        forms = [f"高于{scope}{mean}{{}}", f"高出{scope}{mean}{{}}", f"比{scope}{mean}高{{}}"]
        if clause.facts[-1].growth_pct is not None:
            forms += [f"快于{scope}{{}}", f"增速高于{scope}{mean}{{}}"]
        text = "，" + scene.pick(forms).format(f"{points}个百分点")
    done = (clause + text).last(lambda fact: replace(fact, compare=(scope, points)))
    return _named(done, "C1")


def level_with(scene: Scene, clause: Said) -> Said:
    """C2: 与全市增速基本持平; no number, no slot."""
    text = scene.pick(("，与全市平均水平基本持平", "，与全省增速基本持平", "，增速与全市持平"))
    return _named(clause + text, "C2")


def multiple(scene: Scene, clause: Said) -> Said:
    """G8: 是2015年的1.8倍; kept beside the figure."""
    if clause.facts[-1].value is None or scene.part:
        return clause
    since = scene.year - scene.pick((5, 8, 10))
    times = scene.number(1.2, 3.8, 1)
    return _named(clause + f"，是{since}年的{times}倍", "G8")


@pattern("C3", 8, topics="farming people finance trade")
def absolute_change(scene: Scene) -> Said:
    """粮食总产量41.2万吨，比上年增加0.3万吨，增长0.7%."""
    of = scene.indicator("f")
    value = scene.figure(of)
    change = scene.number(of.low * 0.01 + 10**-of.decimals, of.low * 0.09 + 10**-of.decimals, of.decimals)
    rate = (change / value * 100).quantize(change.__class__("0.1"))
    if not rate:
        rate = change.__class__("0.1")
    fewer = scene.chance(0.3)
    verb = scene.pick(("减少", "下降")) if fewer else scene.pick(("增加", "增长"))
    word = scene.pick(("下降", "降低")) if fewer else "增长"
    moved = f"{scene.pick(('比上年', '较上年'))}{'减少' if fewer else '增加'}{change}{of.unit}"
    fact = Fact(
        "observation", of.name, value=value, unit=of.unit, period=scene.period, growth_pct=-rate if fewer else rate
    )
    if scene.chance(0.35):
        return said(f"{of.name}{value}{of.unit}，{moved}", replace(fact, growth_pct=None))
    if scene.chance(0.3):
        return said(f"{of.name}{moved}，达{value}{of.unit}，{verb}{rate}%", fact)
    return said(f"{of.name}{value}{of.unit}，{moved}，{word}{rate}%", fact)


@pattern("C1", 4, topics="ecology people society")
def share_above(scene: Scene) -> Said:
    """空气质量优良天数比例达96.1%，高于全市平均水平2.1个百分点."""
    of = scene.indicator("p")
    value = scene.figure(of)
    # A bulletin may mean the year or its end.
    period = None if scene.genre == "bulletin" else scene.period
    fact = Fact("observation", of.name, value=value, unit=of.unit, period=period)
    return above(scene, said(f"{of.name}{scene.pick(('达', '为', '达到', '保持在'))}{value}%", fact))


@pattern("G8", 3, topics="economy industry trade farming", alone=True)
def alike_multiple(scene: Scene) -> Said:
    """甲、乙分别达到12亿元、5亿元，分别是2015年的1.8倍、2.1倍."""
    chosen = [scene.indicator("f"), scene.indicator("f")]
    values = [scene.figure(of) for of in chosen]
    since = scene.year - scene.pick((5, 10))
    times = [scene.number(1.2, 3.9, 1) for _ in chosen]
    text = (
        f"{chosen[0].name}、{chosen[1].name}分别达到{values[0]}{chosen[0].unit}、{values[1]}{chosen[1].unit}，"
        f"分别是{since}年的{times[0]}倍、{times[1]}倍"
    )
    facts = (
        Fact("observation", of.name, value=value, unit=of.unit, period=scene.period)
        for of, value in zip(chosen, values, strict=True)
    )
    return said(text, *facts)
