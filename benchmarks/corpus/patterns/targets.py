"""Targets and their completion: T1, T2, T3."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, joined, said

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene


def exceeded(scene: Scene, clause: Said) -> Said:
    """T1: 超额完成年度任务, or the share of it that is done."""
    goal = scene.pick(words.lists("prose")["targets"])
    share = None
    if scene.chance(0.4) and clause.facts[-1].value is not None:
        share = scene.number(88, 128, 1)
        text = scene.pick((f"，完成{goal}的{share}%", f"，占{goal}的{share}%", f"，为{goal}的{share}%"))
    else:
        text = f"，{scene.pick(('超额完成', '提前完成', '圆满完成'))}{goal}"
    done = (clause + text).last(lambda fact: replace(fact, completion_pct=share, patterns=(*fact.patterns, "T1")))
    return replace(done, patterns=done.patterns | {"T1"})


@pattern("T1", 5, topics="people industry ecology towns farming")
def work_over_target(scene: Scene) -> Said:
    """改造老旧小区36个，完成年度任务的112.5%."""
    work = scene.fresh([each for each in words.works() if each.topic == scene.topic])
    value = scene.figure(work)
    fact = Fact("observation", f"{work.verb}{work.thing}", value=value, unit=work.unit, period=scene.period)
    return exceeded(scene, said(f"{work.verb}{work.thing}{value}{work.unit}", fact))


@pattern("T2", 4, topics="people society finance ecology", alone=True)
def kept_within(scene: Scene) -> Said:
    """城镇登记失业率控制在3.5%以内."""
    name, unit, low, high = scene.fresh(
        (
            ("财政供养人员工资支出占比", "%", 20, 45),
            ("居民消费价格涨幅", "%", 1, 3),
            ("政府债务率", "%", 90, 120),
            ("人口自然增长率", "‰", 3, 8),
            ("亿元地区生产总值生产安全事故死亡率", "%", 0, 1),
            ("规模以上工业企业亏损面", "%", 5, 12),
        )
    )
    value = scene.number(low, high, scene.pick((0, 1)))
    fact = Fact("observation", name, value=value, unit=unit, period=scene.period, bound="under")
    return said(f"{name}{scene.pick(('控制在', '始终控制在', '稳定在'))}{value}{unit}以内", fact)


@pattern("T2", 3, topics="finance people farming towns")
def no_less(scene: Scene) -> Said:
    """投入衔接资金不少于1.2亿元."""
    name, unit, low, high = scene.fresh(
        (
            ("投入乡村振兴衔接资金", "亿元", 1, 4),
            ("储备粮规模", "万吨", 2, 9),
            ("应急成品粮油储备", "天", 10, 20),
            ("补充耕地", "亩", 300, 3000),
            ("年度财政教育投入", "亿元", 5, 16),
        )
    )
    value = scene.number(low, high, 0 if unit in {"天", "亩"} else 1)
    fact = Fact("observation", name, value=value, unit=unit, period=scene.period, bound="over")
    return said(f"{name}{scene.pick(('不少于', '不低于'))}{value}{unit}", fact)


@pattern("T3", 30, topics="people", alone=True)
def people_first(scene: Scene) -> Said:
    """12件省级民生实事、20件市级民生实事全部完成."""
    what = scene.pick(("民生实事", "重点民生实事", "为民办实事项目", "民生实事项目"))
    measure = scene.pick(("件", "项", "件", "个" if what.endswith("项目") else "项"))
    done = scene.pick(("全部完成", "全面完成", "100%完成目标任务", "全部办结", "如期完成", "悉数办结"))
    share = None if done == "如期完成" else Decimal(100)
    if scene.chance(0.4):
        value = scene.number(8, 40, 0)
        name = f"{scene.pick(('省市', '省、市', '省市县', '县级', ''))}{what}"
        text = f"{scene.pick(('', '年初确定的'))}{value}{measure}{name}{done}"
        return said(text, _done(scene, name, value, measure, share))
    values = [scene.number(6, 30, 0), scene.number(5, 24, 0)]
    names = [f"省级{what}", f"市级{what}"]
    text = f"{values[0]}{measure}{names[0]}、{values[1]}{measure}{names[1]}{done}"
    return said(text, *(_done(scene, name, value, measure, share) for name, value in zip(names, values, strict=True)))


def _done(scene: Scene, name: str, value: Decimal, unit: str, share: Decimal | None) -> Fact:
    return Fact("observation", name, value=value, unit=unit, period=scene.period, completion_pct=share)


def next_year(scene: Scene) -> Said:
    """Return what a work report aims at in the year to come: planned, with bounds."""
    inside = scene.during(str(scene.year + 1))
    chosen = [each for each in words.indicators() if each.topic in {"economy", "people"} and each.kind in "fg"]
    parts = []
    for of in scene.several(chosen, 3):
        rate = scene.number(4, 12, 0)
        form = scene.pick(("左右", "以上", "", ""))
        bound = {"左右": "about", "以上": "over"}.get(form)
        fact = Fact("observation", of.name, period=inside.period, growth_pct=rate, bound=bound, status="planned")
        parts.append(said(f"{of.name}增长{rate}%{form}", fact))
    head = f"{scene.year + 1}年经济社会发展的主要预期目标是："
    return (head + joined(parts, scene.pick(("，", "；")))).tagged("T2")
