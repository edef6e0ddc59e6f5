"""The triples of one graph while it is made and written, held as plainly as Python can.

rdflib's literals are parsed, normalised and compared in Python, and its stores keep three indexes of every triple: more
than half the time of building a graph.  What is minted here is right as it is written, and is asked by subject alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import rdflib
from rdflib import URIRef

from hdkg.triples.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Literal(NamedTuple):
    """A literal as it is written; equal to another that is written the same.

    Attributes
    ----------
    text
        The lexical form.
    language
        A BCP 47 tag, or "".
    datatype
        The IRI of its datatype; "" for a string, or where there is a language.
    """

    text: str
    language: str = ""
    datatype: str = ""

    def __str__(self) -> str:
        """Return the lexical form."""
        return self.text

    @classmethod
    def of(cls, literal: rdflib.Literal) -> Literal:
        """Return a literal of rdflib's as it is written.

        Examples
        --------
        >>> Literal.of(rdflib.Literal("衡东县", lang="zh"))
        Literal(text='衡东县', language='zh', datatype='')
        """
        return cls(str(literal), literal.language or "", str(literal.datatype or ""))

    def rdflib(self) -> rdflib.Literal:
        """Return it as rdflib's.

        Examples
        --------
        >>> Literal("衡东县", "zh").rdflib().n3()
        '"衡东县"@zh'
        """
        return rdflib.Literal(self.text, lang=self.language or None, datatype=self.datatype or None)


Term: TypeAlias = URIRef | Literal


class Triples:
    """A graph without blank nodes, in the order in which it was stated.

    Examples
    --------
    >>> held = Triples()
    >>> node, predicate = URIRef("urn:a"), URIRef("urn:b")
    >>> held.add(node, predicate, Literal("1"))
    >>> held.add(node, predicate, Literal("1"))
    >>> len(held), (node, predicate, Literal("1")) in held, len(held.graph())
    (1, True, 1)
    """

    def __init__(self) -> None:
        self._said: dict[URIRef, dict[URIRef, dict[Term, None]]] = {}

    @property
    def described(self) -> Mapping[URIRef, Mapping[URIRef, Collection[Term]]]:
        """What is said of each subject: its objects by predicate."""
        return self._said

    def add(self, subject: URIRef, predicate: URIRef, value: Term) -> None:
        """State a triple."""
        properties = self._said.get(subject)
        if properties is None:
            properties = self._said[subject] = {}
        objects = properties.get(predicate)
        if objects is None:
            properties[predicate] = {value: None}
        else:
            objects[value] = None

    def objects(self, subject: URIRef, predicate: URIRef) -> Collection[Term]:
        """Return what is said of a subject by a predicate."""
        return self._said.get(subject, {}).get(predicate, ())

    def count(self, predicate: URIRef, value: Term) -> int:
        """Count the subjects of which something is said."""
        return sum(value in properties.get(predicate, ()) for properties in self._said.values())

    def __contains__(self, triple: tuple[URIRef, URIRef, Term]) -> bool:
        """Tell whether a triple is stated."""
        subject, predicate, value = triple
        return value in self.objects(subject, predicate)

    def __len__(self) -> int:
        """Count the triples."""
        return sum(len(objects) for properties in self._said.values() for objects in properties.values())

    def graph(self) -> rdflib.Graph:
        """Return them as a graph of rdflib, in the store that other libraries build on."""
        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        for subject, properties in self._said.items():
            for predicate, objects in properties.items():
                for value in objects:
                    graph.add((subject, predicate, value.rdflib() if isinstance(value, Literal) else value))
        return graph
