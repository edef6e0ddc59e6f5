"""From a graph of triples to a network: entities, honours and figures as nodes, what connects them as edges."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from hdkg.network.description import HD, Description, Queryable, local
from hdkg.network.fact import claim_fact, mention
from hdkg.network.folding import Folding
from hdkg.network.look import RELATIONS, Named, group_of

if TYPE_CHECKING:
    from hdkg.network.fact import Fact

AREAS = "https://w3id.org/hdkg/policy-area/"


def to_network(source: Queryable) -> nx.MultiDiGraph[str]:
    """Turn a graph into a network for drawing, for shortest paths and for other programs.

    Claims are folded into what they are about: a figure is one node with its growth, rank and comparisons as facts, a
    conferral is an edge from who was honoured to the honour, an attribution an edge from an initiative to its result.

    Parameters
    ----------
    source
        An `rdflib.Graph`, a store, or anything else whose `query` answers a SELECT with rows of terms.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes, named by IRI, have ``label`` and ``label_en``, ``lines`` (label broken into its parts, zh and en),
        ``kind`` (local name of the class), ``group`` (a key of `hdkg.network.look.GROUPS`), ``areas`` (local names of
        policy areas), ``aliases``, ``facts`` (a tuple of `Fact`), ``section`` (where
        the first of them is said) and ``degree``.  Edges, keyed by relation, have
        ``label``, ``label_en`` and ``quote``.  ``network.graph["areas"]`` and ``["kinds"]`` name areas and classes,
        ``["reviews"]`` lists the counties (IRIs) and years that the articles review.
        Nodes and edges are in a fixed order.

    Examples
    --------
    >>> import rdflib
    >>> graph = rdflib.Graph().parse(format="turtle", data='''
    ...     @prefix hd: <https://w3id.org/hdkg/ontology/> .
    ...     @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ...     <urn:a> a hd:Mechanism, hd:Initiative, hd:Entity ; rdfs:label "甲"@zh ; hd:county <urn:b> .
    ...     <urn:b> a hd:County, hd:Entity ; rdfs:label "乙县"@zh .''')
    >>> network = to_network(graph)
    >>> [(network.nodes[node]["label"], network.nodes[node]["kind"]) for node in network]
    [('甲', 'Mechanism'), ('乙县', 'County')]
    """
    return _Assembly(Description(source)).network()


class _Assembly:
    """One graph on its way to a network: what each node says, and which policy areas it belongs to."""

    def __init__(self, graph: Description) -> None:
        self.graph = graph
        self.folding = Folding(graph)
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self.areas: dict[str, set[str]] = defaultdict(set)
        self.result: nx.MultiDiGraph[str] = nx.MultiDiGraph()

    def network(self) -> nx.MultiDiGraph[str]:
        self._collect()
        for node in self.folding.nodes():
            self._add_node(node)
        for start, end, relation, claim in sorted(set(self.folding.links())):
            if start in self.result and end in self.result and start != end:
                self._add_edge(start, end, relation, claim)
        self._spread_areas()
        for node, degree in self.result.degree():
            self.result.nodes[node]["degree"] = degree
        self._name_what_is_used()
        return self.result

    def _collect(self) -> None:
        """Hang each claim's fact, and its policy areas, on the nodes that it speaks of."""
        for claim, kind in sorted(self.folding.claims.items()):
            fact = claim_fact(self.graph, claim, kind)
            areas = {local(area) for area in self.graph.values(claim, "hd:policyArea")}
            for node in self.folding.homes(claim):
                self.facts[node].append(fact)
                self.areas[node] |= areas

    def _add_node(self, node: str) -> None:
        graph = self.graph
        kind = self.folding.kind(node)
        lines = self.folding.lines(node)
        facts = sorted(self.facts[node], key=lambda fact: (fact.evidence, fact.kind, fact.iri))
        facts = facts or list(mention(graph, node))
        if node not in self.folding.claims:
            self.areas[node] |= {local(area) for area in graph.values(node, "hd:policyArea")}
        self.result.add_node(
            node,
            label=" ".join(line.zh for line in lines),
            label_en=" ".join(line.en for line in lines),
            lines=tuple(lines),
            kind=kind,
            group=group_of(graph.classes(node) or [kind]),
            aliases=tuple(graph.values(node, "skos:altLabel")),
            facts=tuple(facts),
            section=next((words.section for fact in facts for words in fact.evidence), ""),
        )

    def _add_edge(self, start: str, end: str, relation: str, claim: str) -> None:
        """Add an edge; of several claims that say the same, the words of the first are kept."""
        if self.result.has_edge(start, end, relation):
            return
        fact = claim_fact(self.graph, claim, self.folding.claims[claim]) if claim else None
        quote = fact.evidence[0].quote if fact and fact.evidence else ""
        name = RELATIONS[relation]
        self.result.add_edge(start, end, relation, label=name.zh, label_en=name.en, quote=quote)

    def _spread_areas(self) -> None:
        """Give nodes without a policy area those of their neighbours, from initiatives outwards, two steps far."""
        hubs = {node for node, data in self.result.nodes(data=True) if data["group"] == "division"}
        for _ in range(2):
            found: dict[str, set[str]] = {}
            for node in self.result:
                if not self.areas[node] and node not in hubs:
                    near = {*self.result.predecessors(node), *self.result.successors(node)} - hubs
                    found[node] = {area for other in near for area in self.areas[other]}
            self.areas.update(found)
        for node in self.result:
            self.result.nodes[node]["areas"] = () if node in hubs else tuple(sorted(self.areas[node]))

    def _name_what_is_used(self) -> None:
        """Put the names of the policy areas and classes that occur into the network's own attributes."""
        areas = {area for _, held in self.result.nodes(data="areas") for area in held}
        self.result.graph["areas"] = {area: self._name(AREAS + area) for area in sorted(areas)}
        kinds = {data["kind"] for _, data in self.result.nodes(data=True)}
        self.result.graph["kinds"] = {kind: self._name(HD + kind) for kind in sorted(kinds)}
        articles = self.graph.subjects("Article")
        self.result.graph["reviews"] = sorted(
            {
                (self.graph.value(article, "hd:about"), self.graph.value(article, "hd:reviewYear"))
                for article in articles
            }
        )

    def _name(self, iri: str) -> Named:
        en = self.graph.label(iri, "en") or local(iri)
        return Named(self.graph.label(iri) or local(iri), en[:1].upper() + en[1:])
