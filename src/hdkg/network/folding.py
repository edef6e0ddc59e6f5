"""Which claims are nodes of their own, at which node the others are at home, and what links nodes."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from hdkg.network.description import local
from hdkg.network.look import RELATIONS, Named
from hdkg.network.wording import QUALIFIES, amount, indicator, movement, moves, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hdkg.network.description import Description

_PLAIN_LINKS = (("within", "geo:sfWithin"), ("county", "hd:county"), ("implements", "hd:implements"))
CLAIMS = (
    "Observation",
    "Ranking",
    "Conferral",
    "Recognition",
    "Attribution",
    "Participation",
    "Comparison",
    "Completion",
    "Superlative",
)
_FOLLOW: Mapping[str, tuple[str, ...]] = {
    "Observation": QUALIFIES,
    "Ranking": ("hd:ranks",),
    "Comparison": ("hd:compares",),
    "Conferral": ("hd:honour",),
    "Recognition": ("hd:honour",),
    "Attribution": ("hd:initiative",),
    "Participation": ("hd:initiative",),
    "Completion": ("hd:completes",),
    "Superlative": ("hd:subject",),
    "": ("hd:targetOf",),  # a target is no claim
}
_GENERAL = ("Entity", "Place", "AdministrativeDivision", "Organisation", "Initiative", "Event", "Work")


class Folding:
    """The claims of a graph folded into what they are about.

    A figure is one node with its growth, rank and comparisons; a conferral is a link from who was honoured to the
    honour, an attribution one from an initiative to its result.

    Parameters
    ----------
    graph
        The triples.

    Attributes
    ----------
    claims
        The class (local name) of each claim.

    Examples
    --------
    >>> import rdflib
    >>> from hdkg.network.description import Description
    >>> graph = rdflib.Graph().parse(format="turtle", data='''
    ...     @prefix hd: <https://w3id.org/hdkg/ontology/> .
    ...     <urn:rank> a hd:Ranking ; hd:ranks <urn:growth> .
    ...     <urn:growth> a hd:Observation ; hd:growthOf <urn:level> ; hd:subject <urn:county> .
    ...     <urn:level> a hd:Observation ; hd:subject <urn:county> .''')
    >>> folding = Folding(Description(graph))
    >>> folding.home("urn:rank"), list(folding.figures())
    ('urn:level', ['urn:level'])
    """

    def __init__(self, graph: Description) -> None:
        self.graph = graph
        # A recognition is a conferral as well, by the classes: the narrower class has the last word.
        self.claims: Mapping[str, str] = {claim: kind for kind in CLAIMS for claim in graph.subjects(kind)}
        self._homes: dict[str, str] = {}

    def home(self, claim: str) -> str:
        """Return the node that a claim (or what it is about) is drawn as."""
        if claim not in self._homes:
            self._homes[claim] = self._home(claim)
        return self._homes[claim]

    def _home(self, claim: str) -> str:
        seen = {claim}
        while True:
            steps = _FOLLOW[self.claims.get(claim, "")]
            onward = next((there for step in steps if (there := self.graph.value(claim, step))), claim)
            if onward in seen:
                return claim
            claim = onward
            seen.add(claim)

    def homes(self, claim: str) -> set[str]:
        """Return the nodes that a claim speaks of: where it is at home, who was honoured, granted or took part."""
        also = ("hd:recipient", "hd:grantedBy", "hd:participates")
        found = {self.home(claim), *(node for step in also for node in self.graph.values(claim, step))}
        if self.claims[claim] == "Attribution":
            found.add(self.home(self.graph.value(claim, "hd:attributedResult")))
        return found

    def figures(self) -> Iterator[str]:
        """Yield the claims that are nodes of their own: figures, and ranks without a figure."""
        for claim, kind in self.claims.items():
            if kind in {"Observation", "Ranking"} and self.home(claim) == claim:
                yield claim

    def nodes(self) -> list[str]:
        """Return what is a node: entities, honours, figures."""
        return sorted({*self.graph.subjects("Entity", "Honour"), *self.figures()})

    def kind(self, node: str) -> str:
        """Return the class of a node that says most, as a local name."""
        return self.claims.get(node) or narrowest(self.graph.classes(node))

    def lines(self, node: str) -> list[Named]:
        """Return what a node is called, in the parts that stand on lines of their own."""
        graph, kind = self.graph, self.kind(node)
        if kind == "Observation":
            parts = [movement(graph, node) if moves(graph, node) else amount(graph, node)]
            parts += [movement(graph, claim) for claim in self._about(node, "Observation")]
            ranks = [standing(graph, claim) for claim in self._about(node, "Ranking")]
            whole = Named(" ".join(part.zh for part in parts), ", ".join(part.en for part in parts))
            return [indicator(graph, node), whole, *ranks]
        if kind == "Ranking":
            name = graph.value(node, "hd:rankedIn")
            return [Named(name, name), standing(graph, node)]
        zh = graph.label(node) or local(node)
        return [Named(zh, graph.label(node, "en") or zh)]

    def links(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield start, end, relation and the claim that says so ("" where the graph states it plainly)."""
        graph = self.graph
        for entity in graph.subjects("Entity"):
            for relation, step in _PLAIN_LINKS:
                for there in graph.values(entity, step):
                    yield entity, there, relation, ""
        for claim, kind in self.claims.items():
            yield from self._claim_links(claim, kind)

    def _claim_links(self, claim: str, kind: str) -> Iterator[tuple[str, str, str, str]]:
        graph = self.graph
        home = self.home(claim)
        subject = graph.value(claim, "hd:subject")
        if kind == "Observation":
            yield subject, home, "reports", claim
        elif kind == "Ranking":
            yield subject, home, "ranked" if home == claim else "reports", claim
            yield graph.value(claim, "hd:rankedInitiative"), home, "appraised", claim
        elif kind in {"Conferral", "Recognition"}:
            yield graph.value(claim, "hd:recipient"), home, "honoured", claim
            for grantor in graph.values(claim, "hd:grantedBy"):
                yield grantor, home, "granted", claim
        elif kind == "Attribution":
            relation = graph.code(claim, "hd:resultKind").removeprefix("result-")
            result = self.home(graph.value(claim, "hd:attributedResult"))
            yield home, result, relation if relation in RELATIONS else "result", claim
        elif kind == "Participation":
            yield home, graph.value(claim, "hd:participates"), "participant", claim
        elif kind == "Comparison":
            yield home, graph.value(claim, "hd:comparator"), "compared", claim

    def _about(self, node: str, kind: str) -> list[str]:
        """Return the claims of a class that are folded into a figure, in the order of the text."""
        return [claim for claim in self._folded[node] if self.claims[claim] == kind]

    @cached_property
    def _folded(self) -> Mapping[str, list[str]]:
        """The claims that are at home at another one, in the order of the text."""
        found: dict[str, list[tuple[tuple[tuple[int, int], ...], str]]] = defaultdict(list)
        for claim in sorted(self.claims):
            home = self.home(claim)
            if home != claim:
                found[home].append((self._places(claim), claim))
        return defaultdict(list, {home: [claim for _, claim in sorted(held)] for home, held in found.items()})

    def _places(self, claim: str) -> tuple[tuple[int, int], ...]:
        """Return where the words of a claim start and end."""
        spans = self.graph.values(claim, "prov:wasDerivedFrom")
        return tuple(
            sorted(
                (int(self.graph.number(span, "hd:start") or 0), int(self.graph.number(span, "hd:end") or 0))
                for span in spans
                if self.graph.value(span, "hd:exact")
            )
        )


def narrowest(classes: list[str]) -> str:
    """Return the class that says most: of the classes of an entity, the one that is no superclass in use.

    Examples
    --------
    >>> narrowest(["Entity", "Initiative", "Mechanism"])
    'Mechanism'
    """
    narrow = [name for name in classes if name not in _GENERAL]
    return narrow[0] if narrow else max(classes, key=_GENERAL.index, default="Entity")
