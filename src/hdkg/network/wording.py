"""What a claim says, as a short sentence in Chinese and in English."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hdkg.network.look import Named

if TYPE_CHECKING:
    from collections.abc import Callable

    from hdkg.network.description import Description

_BOUNDS = {
    "bound-over": Named("超", "over "),
    "bound-under": Named("近", "nearly "),
    "bound-about": Named("约", "about "),
}
_STATUSES = {
    "status-estimated": Named("预计", "estimated"),
    "status-preliminary": Named("初步", "preliminary"),
    "status-planned": Named("计划", "planned"),
}
_ATTAINMENTS = {
    "attainment-partly": Named("部分完成", "partly done"),
    "attainment-met": Named("完成", "done"),
    "attainment-exceeded": Named("超额完成", "more than done"),
    "attainment-ahead-of-time": Named("提前完成", "done ahead of time"),
}
_SCALES = ((Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million"))
_SCOPES = {"全市": "the city", "全省": "the province", "全国": "the country", "全县": "the county"}
QUALIFIES = ("hd:growthOf", "hd:changeOf", "hd:multipleOf", "hd:averageGrowthOf")


def wording(graph: Description, claim: str, kind: str) -> Named:
    """Return what a claim of this class (local name) says; its label where the class has no wording of its own."""
    say = _WORDINGS.get(kind)
    if say is not None:
        return say(graph, claim)
    zh = graph.label(claim)
    return Named(zh, graph.label(claim, "en") or zh)


def amount(graph: Description, observation: str) -> Named:
    """Return an observation's figure: as written in Chinese, in the base unit in English."""
    bound = _BOUNDS.get(graph.code(observation, "hd:bound"), Named("", ""))
    written = graph.value(observation, "hd:writtenValue")
    value = graph.number(observation, "sdmx-measure:obsValue")
    unit = graph.value(observation, "sdmx-attribute:unitMeasure")
    name = graph.label(unit, "en") or unit.rsplit("/", 1)[-1]
    zh = f"{bound.zh}{written}{graph.value(observation, 'hd:writtenUnit')}"
    if value is None:
        return Named(zh, f"{bound.en}{written}")
    tail = "%" if unit.endswith("/percent") else "" if unit.endswith("/item") else f" {name}"
    return Named(zh, f"{bound.en}{_short(value)}{tail}")


def indicator(graph: Description, observation: str) -> Named:
    """Return the name of what an observation measures."""
    concept = graph.value(observation, "hd:indicator")
    zh = graph.value(observation, "hd:writtenName") or graph.label(concept)
    return Named(zh, graph.label(concept, "en") or zh)


def movement(graph: Description, observation: str) -> Named:
    """Return a growth, change or multiple without the indicator's name: ``增长5.7%``."""
    kind = graph.code(observation, "hd:statisticKind").removeprefix("kind-")
    figure = amount(graph, observation)
    value = graph.number(observation, "sdmx-measure:obsValue")
    if kind == "multiple":
        return Named(f"为{figure.zh}", figure.en if figure.en.endswith(" times") else f"{figure.en} times")
    up = value is None or value >= 0
    zh, en = figure.zh.replace("-", "", 1), figure.en.replace("-", "", 1)
    if kind == "change":
        return Named(f"{'增加' if up else '减少'}{zh}", f"{'up' if up else 'down'} by {en}")
    mean = kind == "average-growth"
    return Named(
        f"{'年均' if mean else ''}{'增长' if up else '下降'}{zh}",
        f"{'up' if up else 'down'} {en}{' a year' if mean else ''}",
    )


def standing(graph: Description, ranking: str) -> Named:
    """Return a position without the name of what was ranked: ``全市第2``."""
    scope = graph.value(ranking, "hd:scope")
    position = graph.value(ranking, "hd:position")
    inside = f" in {_SCOPES.get(scope, scope)}" if scope else ""
    words = [Named(f"{scope}第{position}", f"no. {position}{inside}")] if position else []
    words += [Named(f"{scope}{text}", text) for text in graph.values(ranking, "hd:band")]
    words += [Named(text, text) for text in graph.values(ranking, "hd:ordinal")]
    change = graph.number(ranking, "hd:rankChange")
    if change:
        than = _period(graph, graph.value(ranking, "hd:comparedWith"))
        zh, en = ("较" + than, f" on {than}") if than else ("", "")
        way = ("升", "up") if change > 0 else ("降", "down")
        words.append(Named(f"{zh}{way[0]}{abs(change)}位", f"{way[1]} {abs(change)} places{en}"))
    return _joined(words)


def moves(graph: Description, observation: str) -> bool:
    """Tell whether an observation is a growth, change, average growth or multiple rather than a level."""
    return graph.code(observation, "hd:statisticKind") in {
        "kind-growth",
        "kind-average-growth",
        "kind-change",
        "kind-multiple",
    }


def _observation(graph: Description, claim: str) -> Named:
    name = indicator(graph, claim)
    said = movement(graph, claim) if moves(graph, claim) else amount(graph, claim)
    notes = [*_when(graph, claim, "sdmx-dimension:refPeriod")]
    status = _STATUSES.get(graph.code(claim, "sdmx-attribute:obsStatus"))
    if status:
        notes.append(status)
    return _noted(Named(f"{name.zh} {said.zh}", f"{name.en}: {said.en}"), notes)


def _ranking(graph: Description, claim: str) -> Named:
    name = graph.value(claim, "hd:rankedIn")
    place = standing(graph, claim)
    return _noted(Named(f"{name} {place.zh}", f"{name}: {place.en}"), _when(graph, claim, "sdmx-dimension:refPeriod"))


def _comparison(graph: Description, claim: str) -> Named:
    difference = graph.number(claim, "hd:difference") or Decimal(0)
    scope = graph.value(claim, "hd:scope")
    size = _short(abs(difference))
    way = ("低于", "below") if difference < 0 else ("高于", "above")
    return Named(f"{way[0]}{scope}{size}个百分点", f"{size} percentage points {way[1]} {_SCOPES.get(scope, scope)}")


def _conferral(graph: Description, claim: str) -> Named:
    honour = graph.value(claim, "hd:honour")
    recipient = graph.value(claim, "hd:recipient")
    zh, en = graph.label(honour), graph.label(honour, "en") or graph.label(honour)
    by = "、".join(graph.label(grantor) for grantor in graph.values(claim, "hd:grantedBy"))
    notes = [Named(f"授予：{by}", f"granted by {by}")] if by else []
    notes += [Named(text, text) for text in graph.values(claim, "hd:ordinal")]
    notes += [Named(f"{text}个", f"{text} of them") for text in graph.values(claim, "hd:count")]
    notes += _when(graph, claim, "hd:conferredIn")
    who = Named(graph.label(recipient), graph.label(recipient, "en") or graph.label(recipient))
    return _noted(Named(f"{who.zh} 获 {zh}", f"{who.en}: {en}"), notes)


def _completion(graph: Description, claim: str) -> Named:
    target = graph.label(graph.value(claim, "hd:completes"))
    done = _ATTAINMENTS.get(graph.code(claim, "hd:attainment"), Named("", ""))
    percent = graph.number(claim, "hd:completionPercent")
    share = "" if percent is None else f"{_short(percent)}%"
    zh = " ".join(part for part in (target, done.zh, share) if part)
    return Named(zh, " ".join(part for part in (target, done.en, share) if part))


def _superlative(graph: Description, claim: str) -> Named:
    zh = graph.value(claim, "hd:ordinal") or graph.label(claim)
    return Named(zh, graph.label(claim, "en") or zh)


_WORDINGS: dict[str, Callable[[Description, str], Named]] = {
    "Observation": _observation,
    "Ranking": _ranking,
    "Comparison": _comparison,
    "Conferral": _conferral,
    "Recognition": _conferral,
    "Completion": _completion,
    "Superlative": _superlative,
}


def _when(graph: Description, claim: str, predicate: str) -> list[Named]:
    iso = _period(graph, graph.value(claim, predicate))
    return [Named(iso, iso)] if iso else []


def _period(graph: Description, period: str) -> str:
    """Return a period in ISO 8601, or "" for one that the text leaves open."""
    return graph.value(period, "hd:iso") if period else ""


def _noted(said: Named, notes: list[Named]) -> Named:
    if not notes:
        return said
    extra = _joined(notes)
    return Named(f"{said.zh}（{extra.zh}）", f"{said.en} ({extra.en})")


def _joined(words: list[Named]) -> Named:
    return Named("，".join(word.zh for word in words), ", ".join(word.en for word in words))


def _short(value: Decimal) -> str:
    """Return an exact number for reading: grouped, without idle zeros, scaled from a million up."""
    for factor, name in _SCALES:
        if abs(value) >= factor:
            return f"{_plain(value / factor)}{name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
