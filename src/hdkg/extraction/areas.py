"""Say which policy area each entity and claim belongs to, by the words of the policy areas' own catalogue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ahocorasick

from hdkg.model import EntityKind, Observation
from hdkg.resources import concepts, ontology_dir

if TYPE_CHECKING:
    from hdkg.model import AnyClaim, Article, Entity, Span

_NONE = frozenset({EntityKind.PROVINCE, EntityKind.CITY, EntityKind.COUNTY, EntityKind.TOWN, EntityKind.VILLAGE})
_STOP = re.compile("[。！？\n]")
_LONGEST_LEAD = 24
_NEAR = 120  # characters


@cache
def _areas() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the local name of each policy area with the words that point to it."""
    found = concepts(ontology_dir() / "policy-areas.ttl")
    return tuple((area.local_name, (*area.surface_forms("zh"), *area.values("hiddenLabel"))) for area in found)


@cache
def _indicator_areas() -> dict[str, str]:
    """Return the policy area of each catalogued indicator that has one."""
    found = concepts(ontology_dir() / "indicators.ttl")
    return {each.local_name: area.rpartition("/")[2] for each in found for area in each.values("policyArea")[:1]}


def area_of(name: str, around: str = "", section: str = "", lead: str = "") -> str:
    """Return the policy area that the words point to, or "".

    Parameters
    ----------
    name
        The name itself: its words count most.
    around, section
        The sentence that it stands in, and the heading above.
    lead
        The sentence that opens its paragraph and says what it is about.

    Examples
    --------
    >>> area_of("“清风”营商环境品牌")
    'business-environment'
    """
    points = dict(_around(around, section, lead))
    _count(points, name, 6)
    if not points:
        return ""
    most = max(points.values())
    tied = [area for area, count in points.items() if count == most]
    return tied[0] if len(tied) == 1 else next(area for area, _ in _areas() if area in tied)


@lru_cache(maxsize=8)
def _around(around: str, section: str, lead: str) -> dict[str, int]:
    """Return the points that each area gets from the words around a name; claims of one sentence ask the same."""
    points: dict[str, int] = {}
    for text, weight in ((lead, 5), (around, 2), (section, 1)):
        _count(points, text, weight)
    return points


def _count(points: dict[str, int], text: str, weight: int) -> None:
    """Add the points of the areas that the words of a text point to, each word once."""
    for area, form in {hit for _, hits in _automaton().iter(text) for hit in hits}:
        points[area] = points.get(area, 0) + weight * len(form)


@cache
def _automaton() -> ahocorasick.Automaton:
    """Return a finder of all the words at once; each hit gives the areas that it points to."""
    found: dict[str, list[tuple[str, str]]] = {}
    for area, forms in _areas():
        for form in forms:
            found.setdefault(form, []).append((area, form))
    automaton = ahocorasick.Automaton()
    for form, hits in found.items():
        automaton.add_word(form, tuple(hits))
    automaton.make_automaton()
    return automaton


class Areas:
    """Gives the entities and claims of one article their policy areas, by their names and the words around them."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.blocks = article.blocks
        self.starts = [block.pieces[0].start for block in self.blocks]
        self.stops = [found.start() for found in _STOP.finditer(article.text)]

    def of_entity(self, entity: Entity, spans: tuple[Span, ...]) -> str:
        """Return the policy area of an entity that is named at the spans, if the words point to one, or ""."""
        if entity.policy_area or entity.kind in _NONE or not spans:
            return entity.policy_area
        return self._area(entity.name, spans[0])

    def of_claim(self, claim: AnyClaim) -> AnyClaim:
        """Return the claim with the policy area that the words point to."""
        if isinstance(claim, Observation):
            return claim  # made with it
        name = getattr(claim, "name", "") or getattr(claim, "honour", "")
        area = claim.policy_area or self._area(name, claim.spans[0])
        return claim if area == claim.policy_area else replace(claim, policy_area=area)

    def of_figure(self, indicator: str, name: str, span: Span) -> str:
        """Return the policy area of a figure: its indicator's, else the one that the words point to, or ""."""
        return _indicator_areas().get(indicator, "") or self._area(name, span)

    def _area(self, name: str, span: Span) -> str:
        return area_of(name, self._sentence(span), self._section(span), self._lead(span))

    def _lead(self, span: Span) -> str:
        """Return the sentence that opens the paragraph, if it is short enough to say what the paragraph is about."""
        at = bisect_right(self.starts, span.start) - 1
        first = self.starts[at] if at >= 0 else 0
        end = self.text.find("。", first, first + _LONGEST_LEAD)
        return self.text[first:end] if end >= 0 else ""

    def _sentence(self, span: Span) -> str:
        """Return the sentence of a span, no further than is near."""
        before, after = bisect_left(self.stops, span.start), bisect_left(self.stops, span.end)
        start = self.stops[before - 1] + 1 if before else 0
        end = self.stops[after] if after < len(self.stops) else len(self.text)
        return self.text[max(start, span.start - _NEAR) : min(end, span.end + _NEAR)]

    def _section(self, span: Span) -> str:
        at = bisect_right(self.starts, span.start) - 1
        return self.blocks[at].section if at >= 0 else ""
