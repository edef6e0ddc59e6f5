"""Write a graph as Turtle that a person can read and that is the same bytes for the same triples.

rdflib's own serializers order by what is in memory, escape differently from version to version and shorten by chance;
this writer has one way to write each thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

import rdflib
from rdflib import URIRef

from hdkg.errors import GraphError
from hdkg.triples.held import Literal, Triples
from hdkg.triples.namespaces import BASE, PREFIXES, RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    _Described: TypeAlias = Mapping[Any, Mapping[Any, Collection[Node | Literal]]]

_LOCAL_NAME = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_BELOW_BASE = re.compile(r"[a-z]+/[A-Za-z0-9/_-]+")
_DIGITS = re.compile("([0-9]+)")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_BARE = {
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.boolean): re.compile("true|false"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_STRING = str(XSD.string)
_first = itemgetter(0)
# What every file begins with.
HEAD = "".join([f"@base <{BASE}> .\n", *(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())])


def turtle(graph: Graph | Triples) -> str:
    """Write a graph without blank nodes as sorted Turtle.

    Parameters
    ----------
    graph
        The graph; its order and its own prefixes make no difference.

    Returns
    -------
    str
        Prefixes in a fixed order; things before repeated concepts, each by IRI; predicates by name with class and
        label first; objects by how they are written.  Things are relative to ``@base``.  It ends with a line end.

    Raises
    ------
    GraphError
        The graph holds a blank node, or an IRI that cannot be written.

    Examples
    --------
    >>> from rdflib import Graph
    >>> graph = Graph()
    >>> graph.add((URIRef(BASE + "period/2023"), RDF.type, URIRef(PREFIXES["hd"] + "Period"))) is graph
    True
    >>> print(turtle(graph).splitlines()[-1])
    <period/2023> a hd:Period .
    """
    described: _Described = graph.described if isinstance(graph, Triples) else _described(graph)
    written, predicates = _Terms(), _Predicates()
    blocks = [_block(subject, described[subject], written, predicates) for subject in sorted(described, key=_place)]
    return HEAD + "".join(f"\n{block}\n" for block in blocks)


def _described(graph: Graph) -> _Described:
    """Return the objects of each subject by predicate."""
    described: dict[Node, dict[Node, list[Node | Literal]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in graph:
        term = Literal.of(value) if isinstance(value, rdflib.Literal) else value
        described[subject][predicate].append(term)
    return described


def _place(subject: Node) -> tuple[bool, list[str | int], str]:
    """Return where a subject stands in the file: things before repeated concepts, span 9 before span 10."""
    iri = str(subject)
    parts = _DIGITS.split(iri)
    return not iri.startswith(BASE), [int(part) if at % 2 else part for at, part in enumerate(parts)], iri


class _Terms(dict[Any, str]):
    """How each IRI of a graph is written: most stand in it several times."""

    def __missing__(self, term: Node) -> str:
        """Write an IRI that was not met before."""
        if isinstance(term, URIRef):
            text = self[term] = _iri(str(term))
            return text
        raise GraphError(f"the graph holds a blank node: {term}", "give every node an IRI")


class _Predicates(dict[Any, tuple[int, str]]):
    """Where each predicate of a graph stands in a block, and how it is written."""

    def __missing__(self, predicate: Node) -> tuple[int, str]:
        """Place a predicate that was not met before."""
        place = self[predicate] = (
            (0, "a") if predicate == RDF.type else (1 if predicate == RDFS.label else 2, _iri(str(predicate)))
        )
        return place


def _block(
    subject: Node, properties: Mapping[Any, Collection[Node | Literal]], written: _Terms, predicates: _Predicates
) -> str:
    """Write all that is said of one subject."""
    lines = []
    for (_, name), values in sorted([(predicates[each], values) for each, values in properties.items()], key=_first):
        texts = [_literal(value) if isinstance(value, Literal) else written[value] for value in values]
        if len(texts) > 1:
            texts.sort()
        lines.append(f"{name} {', '.join(texts)}")
    return f"{written[subject]} " + " ;\n    ".join(lines) + " ."


def _iri(iri: str) -> str:
    """Write an IRI: prefixed where what follows the prefix is plain, relative to the base where that is, else whole."""
    if _NOT_IN_IRI.search(iri):
        raise GraphError(f"this is no IRI: {iri!r}", "mint it by hdkg.iris")
    if iri.startswith(BASE) and _BELOW_BASE.fullmatch(iri, len(BASE)):
        return f"<{iri[len(BASE) :]}>"
    # A plain local name has neither / nor #, so that its namespace ends with the last of them.
    local = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX_OF.get(iri[:local])
    if prefix and _LOCAL_NAME.fullmatch(iri, local):
        return f"{prefix}:{iri[local:]}"
    return f"<{iri}>"


def _literal(literal: Literal) -> str:
    """Write a literal: integers, decimals and booleans bare."""
    text, language, datatype = literal
    if datatype and (bare := _BARE.get(datatype)) and bare.fullmatch(text):
        return text
    quoted = '"' + _TO_ESCAPE.sub(_escaped, text) + '"' if _TO_ESCAPE.search(text) else f'"{text}"'
    if language:
        return f"{quoted}@{language}"
    if datatype and datatype != _STRING:
        return f"{quoted}^^{_iri(datatype)}"
    return quoted


def _escaped(found: re.Match[str]) -> str:
    """Write one character that may not or should not stand in a string as it is."""
    return _ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}")
