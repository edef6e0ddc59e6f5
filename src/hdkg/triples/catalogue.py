"""Repeat the labels of the ontology's concepts in a county's graph, so that its file can be read alone."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from hdkg.resources import Concept, concepts, ontology_dir
from hdkg.triples.held import Literal
from hdkg.triples.namespaces import HD, RDF, RDFS, SKOS, XSD, uriref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import URIRef

    from hdkg.triples.held import Term, Triples


@cache
def catalogue() -> Mapping[str, Concept]:
    """Return every concept of the ontology's files by its IRI.

    Examples
    --------
    >>> catalogue()["https://w3id.org/hdkg/unit/mu"].label("zh")
    '亩'
    """
    files = sorted(ontology_dir().glob("*.ttl"))
    return MappingProxyType({concept.iri: concept for file in files for concept in concepts(file)})


def repeat_labels(triples: Triples, known: Mapping[str, Concept]) -> None:
    """State classes, labels and scheme of each known concept that the graph points to, and where less is better."""
    met: set[Term] = set()
    for properties in triples.described.values():
        met.update(*properties.values())
    for iri in sorted(known.keys() & {str(value) for value in met if not isinstance(value, Literal)}):
        for subject, predicate, value in _repeated(known[iri]):
            triples.add(subject, predicate, value)


@cache
def _repeated(concept: Concept) -> tuple[tuple[URIRef, URIRef, Term], ...]:
    """Return what is repeated of a concept."""
    node = uriref(concept.iri)
    labels = [Literal(text, language) for language, text in concept.labels.items()]
    return (
        *((node, RDF.type, uriref(each)) for each in concept.types),
        *((node, predicate, label) for label in labels for predicate in (SKOS.prefLabel, RDFS.label)),
        *((node, SKOS.inScheme, uriref(scheme)) for scheme in concept.values("inScheme")),
        *([(node, HD["moreIsBetter"], Literal("false", datatype=str(XSD.boolean)))] if concept.less_is_better else ()),
    )
