"""pyoxigraph's terms as rdflib's, lexical forms kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from rdflib.namespace import XSD

from hdkg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.store.result import Term


def to_rdflib(term: object) -> Term:
    """Return a term of pyoxigraph as rdflib's.

    Examples
    --------
    >>> to_rdflib(ox.Literal("衡东县", language="zh")).n3()
    '"衡东县"@zh'
    """
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        return literal(term.value, language=term.language, datatype=term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    raise QueryError("a triple stands as a term in the result", "ask for its subject, predicate and object")


def literal(value: str, *, language: str | None = None, datatype: str | None = None) -> rdflib.Literal:
    """Return a literal with exactly this lexical form; ``xsd:string`` is a plain literal."""
    if language:
        return rdflib.Literal(value, lang=language)
    if datatype in {None, str(XSD.string)}:
        return rdflib.Literal(value)
    return rdflib.Literal(value, datatype=datatype, normalize=False)


def to_graph(triples: Iterable[ox.Triple | ox.Quad]) -> rdflib.Graph:
    """Return triples of pyoxigraph as an rdflib graph."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return graph
