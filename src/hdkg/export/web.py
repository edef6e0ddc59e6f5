"""JSON-LD for web developers: short keys, labels by language, each claim with the words that say it inside.

The keys are those of ``ontology/context.jsonld``; rdflib applies it, and what comes out is read back before it is used.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib.plugins.serializers.jsonld import from_rdf

from hdkg.errors import GraphError
from hdkg.export.formats import as_rdflib, canonical
from hdkg.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterable

    Node = dict[str, Any]

WORDS = ("evidence", "mentionedIn")  # keys whose spans stand inside
FIRST = ("@context", "id", "type", "label", "@graph")
EMPTY = "\ue000hdkg\ue000"  # stands for the empty text while rdflib works
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")


def jsonld(quads: Iterable[ox.Quad]) -> str:
    """Return quads as one JSON-LD document with its context inside.

    Parameters
    ----------
    quads
        Triples, each in its named graph.

    Returns
    -------
    str
        One graph: ``@graph`` is the list of its nodes.  Several: ``@graph`` is the list of graphs, each with ``id``
        and a ``@graph`` of its own.  Nodes by IRI; a span stands inside each claim or entity that rests on it.

    Raises
    ------
    GraphError
        Read back, the document would not be the same triples.

    Examples
    --------
    >>> thing, scope = ox.NamedNode("urn:a"), ox.NamedNode("https://w3id.org/hdkg/ontology/scope")
    >>> json.loads(jsonld([ox.Quad(thing, scope, ox.Literal("全市"), ox.NamedNode("urn:g"))]))["@graph"]
    [{'id': 'urn:a', 'scope': '全市'}]
    """
    wanted = canonical(quads)
    context = json.loads((ontology_dir() / "context.jsonld").read_text("utf-8"))["@context"]
    whole = {key for key, term in context.items() if isinstance(term, dict) and term.get("@type") == "xsd:integer"}
    graphs = {
        name: _nodes([quad.triple for quad in group], context, whole)
        for name, group in groupby(wanted, key=lambda quad: quad.graph_name)
    }
    content: list[Any] = [{"id": _name(name), "@graph": nodes} for name, nodes in graphs.items()]
    if len(graphs) == 1:
        (content,) = graphs.values()
    text = json.dumps({"@context": context, "@graph": content}, ensure_ascii=False, indent=1) + "\n"
    _check(text, wanted, named=len(graphs) > 1)
    return text


def _name(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    """Return the name of a graph as JSON-LD writes it."""
    return graph.value if isinstance(graph, ox.NamedNode) else str(graph)


def _nodes(triples: list[ox.Triple], context: Node, whole: set[str]) -> list[Node]:
    """Return the nodes of one graph, spans inside what rests on them."""
    document = from_rdf(as_rdflib(map(_marked, triples)), context)  # type: ignore[no-untyped-call]
    flat = document.get("@graph") or [{key: value for key, value in document.items() if key != "@context"}]
    nodes = {node["id"]: _tidy(node, whole) for node in flat}
    inside: set[str] = set()
    for node in nodes.values():
        for key in WORDS:
            spans = [iri for iri in node.get(key, ()) if iri in nodes and "Span" in _list(nodes[iri].get("type"))]
            inside.update(spans)
            if spans:
                node[key] = [nodes[iri] if iri in spans else iri for iri in node[key]]
    return [nodes[iri] for iri in sorted(nodes) if iri not in inside]


def _marked(triple: ox.Triple) -> ox.Triple:
    """Return a triple whose empty text is marked: rdflib forgets an empty text beside others."""
    value = triple.object
    if not isinstance(value, ox.Literal) or value.value:
        return triple
    datatype = None if value.language else value.datatype
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(EMPTY, language=value.language, datatype=datatype))


def _tidy(node: Node, whole: set[str]) -> Node:
    """Return a node with its keys and values in one order, and whole numbers as numbers."""
    ordered = sorted(node, key=lambda key: (FIRST.index(key) if key in FIRST else len(FIRST), key))
    return {key: _value(node[key], is_whole=key in whole) for key in ordered}


def _value(value: Any, *, is_whole: bool) -> Any:
    """Return a value with what has no order sorted."""
    if isinstance(value, list):
        return sorted(
            (_value(each, is_whole=is_whole) for each in value), key=lambda each: json.dumps(each, sort_keys=True)
        )
    if isinstance(value, dict):
        return {key: _value(value[key], is_whole=False) for key in sorted(value)}
    if value == EMPTY:
        return ""
    return int(value) if is_whole and isinstance(value, str) and _INTEGER.fullmatch(value) else value


def _list(value: Any) -> list[Any]:
    """Return one value or several as a list."""
    return value if isinstance(value, list) else [value]


def _check(text: str, wanted: list[ox.Quad], *, named: bool) -> None:
    """Read the document back and compare it with what it was made of."""
    read = ox.parse(text, format=ox.RdfFormat.JSON_LD)
    plain = ox.DefaultGraph()
    meant = wanted if named else [ox.Quad(quad.subject, quad.predicate, quad.object, plain) for quad in wanted]
    if canonical(read) != canonical(meant):
        raise GraphError("the graph cannot be written in JSON-LD without a loss", "choose nquads or trig")
