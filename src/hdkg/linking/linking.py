"""Find the same things in different graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.linking.blocking import candidates
from hdkg.linking.judge import NONE, Link, judge

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
    said = decisions or {}
    by_iri = {thing.iri: thing for thing in things}
    judged = {(a.iri, b.iri): judge(a, b) for a, b in candidates(things)}
    for (a, b), decision in said.items():
        if a in by_iri and b in by_iri:
            judged[a, b] = decided(judge(by_iri[a], by_iri[b]), decision)
    return tuple(judged[pair] for pair in sorted(judged) if judged[pair].verdict != NONE)


def decided(link: Link, decision: Decision) -> Link:
    """Return a link as a person decided it; the evidence is kept, so that it can be explained."""
    sure = float(decision.verdict != NONE)
    return Link(link.subject, link.object, decision.verdict, sure, "person", link.evidence, decision.reason)
