"""The formats that lose nothing: N-Quads and TriG keep the graphs apart, the others hold the union of their triples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import Graph, Literal

from hdkg.errors import GraphError
from hdkg.store.terms import to_graph
from hdkg.triples import turtle
from hdkg.triples.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMATS = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "ttl": ox.RdfFormat.TURTLE,
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def serialise(quads: Iterable[ox.Quad], form: str) -> str:
    r"""Return quads in one of `FORMATS`.

    Parameters
    ----------
    quads
        Triples, each in its named graph; see `hdkg.store.read_quads`.
    form
        ``nquads`` or ``trig``, which keep the graphs, or ``nt``, ``rdfxml`` or ``ttl``, which hold all triples once.

    Returns
    -------
    str
        Sorted, so that the same triples give the same bytes; blank nodes are named by RDFC-1.0.

    Raises
    ------
    GraphError
        A text holds a character that RDF/XML cannot.

    Examples
    --------
    >>> urn = ox.NamedNode("urn:a")
    >>> serialise([ox.Quad(urn, urn, ox.Literal("1.50"), urn)], "nquads")
    '<urn:a> <urn:a> "1.50" <urn:a> .\n'
    """
    kind = FORMATS[form]
    wanted = canonical(quads)
    if form == "rdfxml":
        _check_characters(wanted)
    if kind.supports_datasets:
        return _text(wanted, kind, PREFIXES if form == "trig" else None)
    triples = list(dict.fromkeys(quad.triple for quad in wanted))
    blank = any(isinstance(node, ox.BlankNode) for triple in triples for node in (triple.subject, triple.object))
    if form == "ttl" and not blank:
        return turtle(as_rdflib(triples))
    return _text(triples, kind, None if form == "nt" else PREFIXES)


def _text(data: list[ox.Quad] | list[ox.Triple], kind: ox.RdfFormat, prefixes: dict[str, str] | None) -> str:
    """Return what the engine writes."""
    written = ox.serialize(data, format=kind, prefixes=prefixes)
    return "" if written is None else written.decode("utf-8")


def as_rdflib(triples: Iterable[ox.Triple]) -> Graph:
    """Return triples as an rdflib graph, language tags in the case of BCP 47 (the engine's are in lower case)."""
    graph = Graph()
    for subject, predicate, value in to_graph(triples):
        if isinstance(value, Literal) and value.language:
            graph.add((subject, predicate, Literal(str(value), lang=_cased(value.language))))
        else:
            graph.add((subject, predicate, value))
    return graph


def _cased(tag: str) -> str:
    """Return a language tag with script and region written as BCP 47 recommends: zh-Latn, zh-CN."""
    first, *rest = tag.split("-")
    cases = {4: str.title, 2: str.upper}
    return "-".join([first.lower(), *(cases.get(len(part), str.lower)(part) for part in rest)])


def canonical(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return quads once each in one order, blank nodes with the names that RDFC-1.0 gives them."""
    found = list(set(quads))
    if any(isinstance(node, ox.BlankNode) for quad in found for node in (quad.subject, quad.object, quad.graph_name)):
        dataset = ox.Dataset(found)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        found = list(dataset)
    return sorted(
        found, key=lambda quad: (str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object))
    )


def _check_characters(quads: Iterable[ox.Quad]) -> None:
    """Refuse what XML 1.0 has no way to write."""
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and _NOT_XML.search(quad.object.value):
            problem = f"a text of {quad.subject} holds a control character, which RDF/XML cannot"
            raise GraphError(problem, "choose another format, or mend the text")
