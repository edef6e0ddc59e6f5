"""Graphs with one named thing each, for labelled pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import GEO, RDF, RDFS

from hdkg.iris import concept_iri, division_iri, entity_iri
from hdkg.model import EntityKind
from hdkg.resources import counties, division
from hdkg.resources.divisions import current_divisions

if TYPE_CHECKING:
    from collections.abc import Callable

HD = "https://w3id.org/hdkg/ontology/"
KINDS = {
    "place": (EntityKind.SITE, ("Place",)),
    "organization": (EntityKind.INSTITUTION, ("Organisation",)),
    "initiative": (EntityKind.INITIATIVE, ("Initiative",)),
    "project": (EntityKind.PROJECT, ("Project",)),
    "event": (EntityKind.EVENT, ("Event",)),
}


def code_of(name: str) -> str:
    """Return the code of a county, or of a city, by its name."""
    found = counties(name) or tuple(each for each in current_divisions() if each.name == name)
    return found[0].code


def stated(graph: Graph, county: str, kind: str, name: str, number: int = 0) -> str:
    """State one thing as a county's graph would, and return its IRI; a number keeps two of one name apart."""
    if kind in {"honour", "indicator"}:
        node = URIRef(concept_iri(kind, name) + (f"-{number}" if number else ""))
        classes: tuple[str, ...] = (kind.capitalize(),)
    else:
        same = division(code_of(county)) if county == name else None
        narrow, classes = KINDS[kind]
        tail = f"-{number}" if number and not same else ""
        code = code_of(county)
        node = URIRef(division_iri(same.code) if same else entity_iri(narrow, name, code) + tail)
        classes = (*classes, "Entity")
        if not same:
            belongs = GEO.sfWithin if kind == "place" else URIRef(HD + "county")
            graph.add((node, belongs, URIRef(division_iri(code))))
    for each in classes:
        graph.add((node, RDF.type, URIRef(HD + each)))
    graph.add((node, RDFS.label, Literal(name, lang="zh")))
    return str(node)


@pytest.fixture(scope="session")
def state() -> Callable[..., str]:
    """Give a function that states one thing in a graph."""
    return stated
