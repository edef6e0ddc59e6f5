"""Find the same things in different graphs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from hdkg.linking.blocking import candidates
from hdkg.linking.judge import NONE, Evidence, Link, judge, shared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hdkg.linking.decisions import Decision, Pair
    from hdkg.linking.thing import Thing


def find_links(things: Sequence[Thing], decisions: Mapping[Pair, Decision] | None = None) -> tuple[Link, ...]:
    """Return the links between things of different graphs.

    Parameters
    ----------
    things
        The things of all graphs; what has the same IRI is one already.
    decisions
        What a person said, which wins: an accepted pair is a link whatever the evidence, a rejected one never.

    Returns
    -------
    tuple of Link
        Exact and close matches, sorted by their IRIs.

    Examples
    --------
    >>> from hdkg.linking.thing import Thing
    >>> names = ("国家首批农业产业强镇", "首批国家农业产业强镇", "中国厨师之乡")
    >>> things = [Thing(f"urn:{at}", "Honour", "", (name,), graphs=frozenset({at})) for at, name in enumerate(names)]
    >>> [(link.subject.iri, link.verdict, link.object.iri) for link in find_links(things)]
    [('urn:0', 'exactMatch', 'urn:1')]
    """
    by_pair = weighed(things, decisions)
    return tuple(by_pair[pair] for pair in sorted(by_pair) if by_pair[pair].verdict != NONE)


def weighed(things: Sequence[Thing], decisions: Mapping[Pair, Decision] | None = None) -> Mapping[Pair, Link]:
    """Return what was judged of each pair that the evidence or a person's word calls a link, or that was withdrawn.

    What is in no known county and fits things of several is linked with none of them: each county has its 人民医院.

    Parameters
    ----------
    things, decisions
        See `find_links`.

    Examples
    --------
    >>> from hdkg.linking.thing import Thing
    >>> counties = ("", "430424", "430426")
    >>> names = [Thing(f"urn:{at}", "Organisation", "", ("人民医院",), county=county, graphs=frozenset({at}))
    ...          for at, county in enumerate(counties)]
    >>> [link.verdict for link in weighed(names[:2]).values()], [link.verdict for link in weighed(names).values()]
    (['exactMatch'], ['noMatch', 'noMatch'])
    """
    by_iri = {thing.iri: thing for thing in things}
    judged = (judge(a, b) for a, b in candidates(things))
    found = _settled([link for link in judged if link.verdict != NONE])
    for (a, b), decision in (decisions or {}).items():
        if a in by_iri and b in by_iri:
            found[a, b] = decided(judge(by_iri[a], by_iri[b]), decision)
    return found


def _settled(links: Sequence[Link]) -> dict[Pair, Link]:
    """Return links by their pairs, those withdrawn of a thing of no known county that fits several counties' things."""
    homes: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if stray := _stray(link):
            homes[stray].add(link.subject.county or link.object.county)
    several = Evidence("county", "one of several", None)
    return {
        (link.subject.iri, link.object.iri): replace(
            link, verdict=NONE, confidence=0.0, evidence=(*link.evidence, several)
        )
        if len(homes.get(_stray(link), ())) > 1
        else link
        for link in links
    }


def _stray(link: Link) -> str:
    """Return the IRI of that one of a pair that is in no known county, where evidence links it to one that is."""
    a, b = link.subject, link.object
    if link.basis != "evidence" or shared(a) or shared(b) or bool(a.county) == bool(b.county):
        return ""
    return b.iri if a.county else a.iri


def decided(link: Link, decision: Decision) -> Link:
    """Return a link as a person decided it; the evidence is kept, so that it can be explained."""
    sure = float(decision.verdict != NONE)
    return replace(link, verdict=decision.verdict, confidence=sure, basis="person", reason=decision.reason)
