"""Write a graph as Turtle that a person can read and that is the same bytes for the same triples.

rdflib's own serializers order by what is in memory, escape differently from version to version and shorten by chance;
this writer has one way to write each thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from hdkg.errors import GraphError
from hdkg.triples.namespaces import BASE, PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_LOCAL_NAME = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_BELOW_BASE = re.compile(r"[a-z]+/[A-Za-z0-9/_-]+")
_DIGITS = re.compile("([0-9]+)")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_BARE = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile("true|false"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LABEL_FIRST = {RDF.type: 0, URIRef(PREFIXES["rdfs"] + "label"): 1}


def turtle(graph: Graph) -> str:
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
    written = _Terms()
    described: dict[Node, dict[Node, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in graph:
        described[subject][predicate].append(written[value])
    head = [f"@base <{BASE}> .", *(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())]
    blocks = [_block(subject, described[subject], written) for subject in sorted(described, key=_place)]
    return "\n".join([*head, "", "\n\n".join(blocks), ""]) if blocks else "\n".join([*head, ""])


def _place(subject: Node) -> tuple[bool, list[str | int], str]:
    """Return where a subject stands in the file: things before repeated concepts, span 9 before span 10."""
    iri = str(subject)
    parts = _DIGITS.split(iri)
    return not iri.startswith(BASE), [int(part) if at % 2 else part for at, part in enumerate(parts)], iri


class _Terms(dict[Any, str]):
    """How each term of a graph is written: most stand in it several times."""

    def __missing__(self, term: Node) -> str:
        """Write a term that was not met before; literals, whose hashes cost more than their writing, are not held."""
        if isinstance(term, URIRef):
            text = self[term] = _iri(str(term))
            return text
        if isinstance(term, Literal):
            return _literal(term)
        raise GraphError(f"the graph holds a blank node: {term}", "give every node an IRI")


def _block(subject: Node, properties: dict[Node, list[str]], written: _Terms) -> str:
    """Write all that is said of one subject."""
    lines = []
    for predicate in sorted(properties, key=lambda each: (_LABEL_FIRST.get(each, 2), written[each])):  # type: ignore[call-overload]
        name = "a" if predicate == RDF.type else written[predicate]
        lines.append(f"{name} {', '.join(sorted(properties[predicate]))}")
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
    text = str(literal)
    bare = _BARE.get(literal.datatype) if literal.datatype else None
    if bare is not None and bare.fullmatch(text):
        return text
    quoted = '"' + _TO_ESCAPE.sub(_escaped, text) + '"'
    if literal.language:
        return f"{quoted}@{literal.language}"
    if literal.datatype and literal.datatype != XSD.string:
        return f"{quoted}^^{_iri(str(literal.datatype))}"
    return quoted


def _escaped(found: re.Match[str]) -> str:
    """Write one character that may not or should not stand in a string as it is."""
    return _ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}")
