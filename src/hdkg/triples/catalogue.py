"""Repeat the labels of the ontology's concepts in a county's graph, so that its file can be read alone."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef

from hdkg.resources import Concept, concepts, ontology_dir
from hdkg.triples.namespaces import HD, RDF, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def repeat_labels(graph: Graph, known: Mapping[str, Concept]) -> None:
    """State classes, labels and scheme of each known concept that the graph points to, and where less is better."""
    met = {str(value) for value in graph.objects() if isinstance(value, URIRef)}
    for iri in sorted(met & known.keys()):
        for triple in _repeated(known[iri]):
            graph.add(triple)


@cache
def _repeated(concept: Concept) -> tuple[tuple[URIRef, URIRef, URIRef | Literal], ...]:
    """Return what is repeated of a concept."""
    node = URIRef(concept.iri)
    labels = [Literal(text, lang=language) for language, text in concept.labels.items()]
    return (
        *((node, RDF.type, URIRef(each)) for each in concept.types),
        *((node, predicate, label) for label in labels for predicate in (SKOS.prefLabel, RDFS.label)),
        *((node, SKOS.inScheme, URIRef(scheme)) for scheme in concept.values("inScheme")),
        *([(node, HD["moreIsBetter"], Literal("false", datatype=XSD.boolean))] if concept.less_is_better else ()),
    )
