"""A graph of others as the text that facts are cited from: its canonical N-Triples.

Sorted lines with canonical names for blank nodes (RDF Dataset Canonicalization 1.0) are the same bytes for the same
graph, so that offsets into them hold and their hash names the version.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from hdkg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


NUMBER = re.compile(r"[+-]?\d{1,40}(\.\d{0,40})?([eE][+-]?\d{1,2})?", re.ASCII)


class Document:
    """Triples as text, and where in it each value stands.

    Parameters
    ----------
    triples
        Those of the graph.

    Attributes
    ----------
    text
        The canonical N-Triples.
    triples
        The same as values, blank nodes under their canonical names.

    Examples
    --------
    >>> node, name = ox.NamedNode("urn:a"), ox.NamedNode("urn:name")
    >>> document = Document([ox.Triple(node, name, ox.Literal("青川县", language="zh"))])
    >>> document.find(["urn:a"], ["青川县"])[0].of(document.text)
    '青川县'
    """

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        data = ox.Dataset(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
        data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        self.triples = tuple(sorted((quad.triple for quad in data), key=str))
        self.text = "".join(f"{triple} .\n" for triple in self.triples)
        self._places: dict[str, dict[str, Span]] = {}
        at = 0
        for triple in self.triples:
            start, end = _within(triple)
            if start < end:
                value = "" if isinstance(triple.object, ox.Triple) else triple.object.value
                places = self._places.setdefault(_name(triple.subject), {})
                for key in (value, _plain(value)):
                    places.setdefault(key, Span(at + start, at + end))
            at += len(f"{triple} .\n")

    def find(self, nodes: Iterable[str], values: Iterable[str]) -> tuple[Span, ...]:
        """Return where the first of these values stands that one of these nodes has; of none its first value.

        Parameters
        ----------
        nodes
            IRIs, or canonical names of blank nodes.
        values
            Lexical forms of literals, or IRIs.
        """
        known = [self._places[node] for node in nodes if node in self._places]
        for value in (key for each in values for key in (each, _plain(each))):
            for places in known:
                if value in places:
                    return (places[value],)
        return tuple(min(places.values()) for places in known[:1])


def _within(triple: ox.Triple) -> tuple[int, int]:
    """Return where the value of a triple's object begins and ends in its line, without quotes and brackets."""
    line, value = str(triple), triple.object
    written = str(value)
    at = len(line) - len(written)
    if isinstance(value, ox.NamedNode):
        return at + 1, len(line) - 1
    if isinstance(value, ox.Literal):  # neither a language nor a datatype holds a quotation mark
        return at + 1, at + written.rindex('"')
    return at, len(line)


def _plain(value: str) -> str:
    """Return a number without sign, exponent or needless zeros, for stores write numbers their own way.

    Examples
    --------
    >>> [_plain(each) for each in ("+80.50", "8.05E1", "1E+999999", "many")]
    ['80.5', '80.5', '1E+999999', 'many']
    """
    if not NUMBER.fullmatch(value):
        return value
    return format(Decimal(value).normalize(), "f")


def _name(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode | ox.BlankNode) else ""
