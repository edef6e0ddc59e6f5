"""Initiatives and what they brought about: Q1, Q2."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene

NEAR = "society reform people ecology farming industry investment trade science towns"


@pattern("Q1", 12, alone=True)
def strategy(scene: Scene) -> Said:
    """锚定“三高四区”发展定位，全县上下勠力同心: the figures in the quotes count nothing."""
    quoted, noun = scene.fresh(words.lists("programmes")["strategies"])
    name = f"“{quoted}”{noun}"
    frame = scene.fresh(
        (
            "锚定{}，一张蓝图绘到底",
            "紧扣{}，各项工作稳步推进",
            "全面落实{}",
            "聚焦{}，不断开创发展新局面",
            "围绕{}，谋划实施一批打基础、利长远的大事",
            "对标{}，一个节点一个节点推进",
            "以{}为统领，凝聚起干事创业的强大合力",
        )
    )
    text = frame.format(name)
    return said(text, Fact("programme", name))


@pattern("Q1", 6, topics=NEAR, alone=True)
def brand(scene: Scene) -> Said:
    """打造“办事不求人”营商环境品牌."""
    quoted, noun = scene.fresh(words.lists("programmes")["brands"])
    name = f"“{quoted}”{noun}"
    return said(f"{scene.pick(('着力打造', '精心打造', '叫响', '擦亮'))}{name}", Fact("programme", name))


@pattern("Q2", 26, topics=NEAR, alone=True)
def campaign(scene: Scene) -> Said:
    """深入开展“利剑”专项行动，破获涉黄涉赌案件86起: credited to it."""
    quoted, noun, result = scene.fresh(words.lists("programmes")["campaigns"])
    name = f"“{quoted}”{noun}"
    verb = scene.pick(
        ("深入开展", "扎实开展", "大力开展", "持续开展", "深入实施", "全面推行")
        if noun[-2:] in ("活动", "行动", "战")
        else ("建立", "全面推行", "深入推行", "创新实施")
    )
    verb = "大力实施" if noun.endswith(("工程", "计划")) else verb
    whole = said(f"{verb}{name}", Fact("programme", name))
    if scene.chance(0.25):
        return whole + scene.pick(("，干部作风持续好转", "，取得明显成效", "，群众满意度不断提升"))
    did, thing, unit, low, high = result
    value = scene.number(low, high, 0)
    lead = scene.pick(("", "", "", "全年", "共", "累计"))
    indicator = f"{lead if lead == '累计' else ''}{did}{thing}"
    fact = Fact("observation", indicator, value=value, unit=unit, period=scene.period, programme=name)
    return whole + "，" + said(f"{lead}{did}{thing}{value}{unit}", fact)


@pattern("Q2", 8, topics="society people reform farming", alone=True)
def campaign_with_results(scene: Scene) -> Said:
    """通过“三进三帮”活动，走访群众1200户、办理实事86件."""
    quoted, noun, result = scene.fresh(words.lists("programmes")["campaigns"])
    name = f"“{quoted}”{noun}"
    did, thing, unit, low, high = result
    value, calls = scene.number(low, high, 0), scene.number(60, 2600, 0)
    text = scene.pick((f"深入开展{name}", f"扎实推进{name}", f"开展{name}"))
    visit, target, measure = scene.pick(
        (("走访", "群众", "户"), ("召开", "座谈会", "场次"), ("收集", "问题", "个"), ("发放", "宣传资料", "份"))
    )
    first = Fact("observation", f"{visit}{target}", value=calls, unit=measure, period=scene.period, programme=name)
    second = replace(first, name=f"{did}{thing}", value=value, unit=unit)
    return (
        said(text, Fact("programme", name))
        + "，"
        + said(f"{visit}{target}{calls}{measure}", first)
        + scene.pick(("、", "，"))
        + said(f"{did}{thing}{value}{unit}", second)
    )


@pattern("Q1", 8, alone=True)
def figure_of_speech(scene: Scene) -> Said:
    """跑出高质量发展“加速度”: a figure of speech is no row."""
    return Said(scene.fresh(words.lists("programmes")["slogans"]))


@pattern("Q2", 8, topics=NEAR, alone=True)
def two_campaigns(scene: Scene) -> Said:
    """统筹推进“利剑”专项行动、“三色预警”机制."""
    chosen = [scene.fresh(words.lists("programmes")["campaigns"])[:2] for _ in range(2)]
    names = [f"“{quoted}”{noun}" for quoted, noun in chosen]
    verb = scene.pick(("统筹推进", "扎实开展", "深入推进", "全面推行"))
    return said(f"{verb}{names[0]}{scene.pick(('、', '和'))}{names[1]}", *(Fact("programme", name) for name in names))


@pattern("Q2", 8, topics=NEAR, alone=True)
def campaign_first(scene: Scene) -> Said:
    """“利剑”专项行动成效明显，破获涉黄涉赌案件86起."""
    quoted, noun, (did, thing, unit, low, high) = scene.fresh(words.lists("programmes")["campaigns"])
    name, value = f"“{quoted}”{noun}", scene.number(low, high, 0)
    text = scene.pick((f"{name}成效明显", f"{name}持续推进", f"{name}深入开展", f"以{name}为抓手", f"依托{name}"))
    fact = Fact("observation", f"{did}{thing}", value=value, unit=unit, period=scene.period, programme=name)
    return said(text, Fact("programme", name)) + "，" + said(f"{did}{thing}{value}{unit}", fact)
