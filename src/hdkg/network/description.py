"""What a graph says, read through SPARQL once and held as plain values, node by node."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pyoxigraph as ox

from hdkg.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HD = "https://w3id.org/hdkg/ontology/"
HDC = "https://w3id.org/hdkg/code/"
_PREFIXES = {
    "hd": HD,
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
}
_EVERYTHING = "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }"


class Queryable(Protocol):
    """What a network is read from: an `rdflib.Graph`, or anything else that answers SPARQL with rows of terms."""

    def query(self, text: str, /) -> Any:
        """Answer a SELECT query with an iterable of rows."""


class Term(NamedTuple):
    """An object of a triple: its text, and the language tag if it has one."""

    text: str
    language: str = ""


def local(iri: str) -> str:
    """Return what stands behind the last ``/`` or ``#`` of an IRI.

    Examples
    --------
    >>> local("https://w3id.org/hdkg/code/bound-over")
    'bound-over'
    """
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


class Description:
    """All triples of a graph by subject and predicate; values come back sorted, so the same graph reads the same.

    Parameters
    ----------
    source
        An `rdflib.Graph`, or anything else whose `query` answers a SELECT with rows of terms.
    """

    def __init__(self, source: Queryable) -> None:
        held: dict[str, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
        for row in source.query(_EVERYTHING):
            language = getattr(row["o"], "language", None) or ""
            held[_text(row["s"])][_text(row["p"])].add(Term(_text(row["o"]), language))
        self._held = held

    def subjects(self, *classes: str) -> Iterator[str]:
        """Yield, sorted, the nodes of any of these classes (local names of `hd:`)."""
        wanted = {Term(HD + name) for name in classes}
        kind = expanded("rdf:type")
        for subject in sorted(self._held):
            if not wanted.isdisjoint(self._held[subject].get(kind, ())):
                yield subject

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the texts of all objects of a predicate such as ``hd:subject``, sorted."""
        return sorted({term.text for term in self._terms(subject, predicate)})

    def value(self, subject: str, predicate: str) -> str:
        """Return the first object of a predicate, or ""."""
        return next(iter(self.values(subject, predicate)), "")

    def code(self, subject: str, predicate: str) -> str:
        """Return the local name of a predicate's first object, or ""."""
        return local(self.value(subject, predicate))

    def number(self, subject: str, predicate: str) -> Decimal | None:
        """Return the first object of a predicate as an exact number, or None for none or a grade."""
        text = self.value(subject, predicate)
        try:
            return Decimal(text)
        except ArithmeticError:
            return None

    def label(self, subject: str, language: str = "zh") -> str:
        """Return the label in a language, or ""; terms and catalogued concepts have it from the ontology."""
        return self.own_label(subject, language) or catalogue().own_label(subject, language)

    def own_label(self, subject: str, language: str) -> str:
        """Return the label that stands in the graph itself, or ""."""
        for predicate in ("rdfs:label", "skos:prefLabel"):
            texts = sorted(t.text for t in self._terms(subject, predicate) if t.language.lower() == language.lower())
            if texts:
                return texts[0]
        return ""

    def classes(self, subject: str) -> list[str]:
        """Return the local names of a node's classes in `hd:`, sorted."""
        return [local(iri) for iri in self.values(subject, "rdf:type") if iri.startswith(HD)]

    def _terms(self, subject: str, predicate: str) -> Iterable[Term]:
        return self._held.get(subject, {}).get(expanded(predicate), ())


@cache
def catalogue() -> Description:
    """Return what the ontology says of classes, policy areas, units and indicators: their labels."""
    store = ox.Store()
    for file in sorted(ontology_dir().glob("*.ttl")):
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    return Description(store)


@cache
def expanded(name: str) -> str:
    """Return the IRI that a short name such as ``hd:subject`` stands for.

    Examples
    --------
    >>> expanded("hd:subject")
    'https://w3id.org/hdkg/ontology/subject'
    """
    prefix, _, rest = name.partition(":")
    return _PREFIXES[prefix] + rest


def _text(term: Any) -> str:
    """Return the bare text of an rdflib term (a str) or of a pyoxigraph term (which has `value`)."""
    return str(term) if isinstance(term, str) else str(term.value)
