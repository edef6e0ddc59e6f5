"""Which indicators of a graph the catalogue does not have: candidates for it, not faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDFS, SKOS, Graph, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

_UNCATALOGUED = URIRef("https://w3id.org/hdkg/indicator/uncatalogued")
_INDICATOR = URIRef("https://w3id.org/hdkg/ontology/indicator")


def uncatalogued(graph: Graph) -> Iterator[str]:
    """Yield, as lines of text, the minted indicators of a graph with how many figures each has, the most used first.

    Examples
    --------
    >>> node = URIRef("https://w3id.org/hdkg/id/indicator/a-3fa91c")
    >>> graph = Graph().add((node, SKOS.inScheme, _UNCATALOGUED)).add((node, RDFS.label, Literal("竹席产量", "zh")))
    >>> list(uncatalogued(graph))
    ['目录中没有的指标 1 个 / 1 indicator not in the catalogue', '    竹席产量 (0)']
    """
    minted = [node for node in graph.subjects(SKOS.inScheme, _UNCATALOGUED) if isinstance(node, URIRef)]
    if not minted:
        return
    count = len(minted)
    yield f"目录中没有的指标 {count} 个 / {count} indicator{'s' if count != 1 else ''} not in the catalogue"
    used = {node: len(list(graph.subjects(_INDICATOR, node))) for node in minted}
    for node in sorted(minted, key=lambda node: (-used[node], _name(graph, node))):
        yield f"    {_name(graph, node)} ({used[node]})"


def _name(graph: Graph, node: Node) -> str:
    """Return a node's Chinese label, else its IRI."""
    labels = (str(label) for label in graph.objects(node, RDFS.label) if isinstance(label, Literal))
    return min(labels, default=str(node))
