"""What the ontology says of each of its terms, as plain values in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import NamespaceManager

from hdkg.resources import local_name, ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

TERMS = "https://w3id.org/hdkg/ontology/"
ONTOLOGY = URIRef(TERMS)
_KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object",
    OWL.DatatypeProperty: "data",
    OWL.AnnotationProperty: "annotation",
}
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property.

    Attributes
    ----------
    iri, name
        Its IRI, and the local name that is its anchor.
    kind
        ``class``, ``object``, ``data`` or ``annotation``.
    label, definition, example
        By language.
    above, below
        Local names of our wider and narrower terms, next to it.
    domain, range
        What a property leads from and to: local names of ours, prefixed names of others.
    inverse
        Local name of the inverse, or "".
    traits
        ``functional``, ``transitive``.
    alignments
        How it stands to terms of others: (prefixed predicate, prefixed name, IRI).
    rules
        Of a class: what its shape asks, by language.
    """

    iri: str
    name: str
    kind: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    example: Mapping[str, str]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: str = ""
    traits: tuple[str, ...] = ()
    alignments: tuple[tuple[str, str, str], ...] = ()
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Reference:
    """The ontology, read once.

    Examples
    --------
    >>> reference = Reference()
    >>> county = next(term for term in reference.terms if term.name == "County")
    >>> county.label["zh"], county.above
    ('县级行政区', ('AdministrativeDivision',))
    """

    def __init__(self) -> None:
        self.graph = Graph()
        for file in sorted(ontology_dir().glob("*.ttl")):
            self.graph.parse(file)
        self._prefixes = NamespaceManager(self.graph, bind_namespaces="core")
        self._inverses = self._both_ways()
        found = (self._term(node, kind) for cls, kind in _KINDS.items() for node in self._of(cls))
        self.terms: tuple[Term, ...] = tuple(sorted(found, key=lambda term: (term.kind != "class", term.name)))

    def header(self, name: str, language: str = "") -> str:
        """Return what the ontology's header says under a property such as ``dcterms:title``."""
        values = self.graph.objects(ONTOLOGY, self._prefixes.expand_curie(name))
        fitting = (value for value in values if not language or getattr(value, "language", None) in {language, None})
        return min(map(str, fitting), default="")

    def short(self, node: Node) -> str:
        """Return our local name, or a prefixed name of others."""
        if str(node).startswith(TERMS):
            return str(node).removeprefix(TERMS)
        return self._prefixes.normalizeUri(str(node)) if isinstance(node, URIRef) else ""

    def texts(self, node: Node, predicate: URIRef) -> dict[str, str]:
        """Return a node's text in each language; where there are several, the first."""
        found: dict[str, str] = {}
        texts = (text for text in self.graph.objects(node, predicate) if isinstance(text, Literal))
        for text in sorted(texts, key=str):
            if text.language:
                found.setdefault(text.language, str(text))
        return found

    def members(self, scheme: URIRef) -> list[URIRef]:
        """Return the concepts of a scheme, in the order of their IRIs."""
        return sorted(node for node in self.graph.subjects(SKOS.inScheme, scheme) if isinstance(node, URIRef))

    def schemes(self) -> list[URIRef]:
        """Return the concept schemes, in the order of their IRIs."""
        found = self.graph.subjects(RDF.type, SKOS.ConceptScheme)
        return sorted(node for node in found if isinstance(node, URIRef))

    def _of(self, cls: URIRef) -> list[URIRef]:
        """Return our terms of a class."""
        found = self.graph.subjects(RDF.type, cls)
        return sorted(node for node in found if isinstance(node, URIRef) and node.startswith(TERMS))

    def _term(self, node: URIRef, kind: str) -> Term:
        graph = self.graph
        up = RDFS.subClassOf if kind == "class" else RDFS.subPropertyOf
        traits = {"functional": OWL.FunctionalProperty, "transitive": OWL.TransitiveProperty}
        return Term(
            iri=str(node),
            name=local_name(str(node)),
            kind=kind,
            label=self.texts(node, RDFS.label),
            definition=self.texts(node, SKOS.definition),
            example=self.texts(node, SKOS.example),
            above=self._ours(graph.objects(node, up)),
            below=self._ours(graph.subjects(up, node)),
            domain=self._ends(node, RDFS.domain),
            range=self._ends(node, RDFS.range),
            inverse=self._inverses.get(local_name(str(node)), ""),
            traits=tuple(name for name, cls in traits.items() if (node, RDF.type, cls) in graph),
            alignments=tuple(sorted(self._alignments(node, up))),
            rules=self._rules(node),
        )

    def _ours(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        return tuple(sorted(local_name(str(node)) for node in nodes if str(node).startswith(TERMS)))

    def _ends(self, node: URIRef, end: URIRef) -> tuple[str, ...]:
        """Return the classes at one end of a property; those of a union one by one."""
        found: list[str] = []
        for cls in self.graph.objects(node, end):
            union = self.graph.value(cls, OWL.unionOf) if isinstance(cls, BNode) else None
            found.extend(self.short(part) for part in (Collection(self.graph, union) if union else [cls]))
        return tuple(found)

    def _both_ways(self) -> dict[str, str]:
        """Return each property's inverse, whichever of the two says so."""
        pairs = [(local_name(str(a)), local_name(str(b))) for a, b in self.graph.subject_objects(OWL.inverseOf)]
        return dict(pairs) | {b: a for a, b in pairs}

    def _alignments(self, node: URIRef, up: URIRef) -> Iterable[tuple[str, str, str]]:
        for predicate in (up, *_MATCHES):
            for other in self.graph.objects(node, predicate):
                if isinstance(other, URIRef) and not other.startswith(TERMS):
                    yield self.short(predicate), self.short(other), str(other)

    def _rules(self, node: URIRef) -> dict[str, tuple[str, ...]]:
        """Return what the shapes of a class ask."""
        found: dict[str, list[str]] = {"en": [], "zh": []}
        for shape in self.graph.subjects(SH.targetClass, node):
            for part in (shape, *self.graph.objects(shape, SH.property), *self.graph.objects(shape, SH.sparql)):
                for language, text in self.texts(part, SH.message).items():
                    found.setdefault(language, []).append(text)
        return {language: tuple(sorted(set(texts))) for language, texts in sorted(found.items())}
