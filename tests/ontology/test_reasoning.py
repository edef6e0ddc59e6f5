"""The OWL RL consequences of the ontology and an example hold no contradiction; a sown one is found."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
from rdflib import RDF, RDFS, Graph, URIRef

from hdkg.resources import ontology_dir

EXAMPLE = Path(__file__).parents[1] / "fixtures/example.ttl"
HD = "https://w3id.org/hdkg/ontology/"
ID = "https://w3id.org/hdkg/id/"
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
COUNTY = f"<{ID}division/430424>"


def closure(extra: str = "") -> Graph:
    """Return the example with the class axioms and all that follows from them."""
    graph = Graph()
    for name in ("core", "alignments"):
        graph.parse(ontology_dir() / f"{name}.ttl")
    graph.parse(EXAMPLE)
    graph.parse(data=f"@prefix hd: <{HD}> . {extra}")
    # PROV-O's axiom on which claims, builds and projects stand or fall; its file is not part of the project.
    graph.parse(
        data="""@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix prov: <http://www.w3.org/ns/prov#> .
        prov:Entity owl:disjointWith prov:Activity ."""
    )
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    return sorted(str(message) for message in graph.objects(None, ERROR))


@pytest.fixture(scope="module")
def closed() -> Graph:
    return closure()


def test_nothing_contradicts_anything(closed: Graph) -> None:
    assert contradictions(closed) == []


def test_what_follows_reaches_other_vocabularies(closed: Graph) -> None:
    village = URIRef(f"{ID}place/430424/lihuacun-3fa91c")
    observation = URIRef(f"{ID}observation/00112233445566aa/bbbbbbbbbbbb")
    assert (village, RDF.type, URIRef("https://schema.org/AdministrativeArea")) in closed
    assert (observation, RDF.type, URIRef("http://www.w3.org/ns/prov#Entity")) in closed
    assert (observation, URIRef(HD + "qualifies"), None) in closed
    assert (None, URIRef(HD + "mentions"), village) in closed


def test_a_query_by_superclass_finds_no_more_than_what_is_materialised(closed: Graph) -> None:
    plain = Graph().parse(EXAMPLE)
    for name in ("Entity", "Place", "Organisation", "Initiative", "Claim", "Conferral"):
        cls = URIRef(HD + name)
        assert set(closed.subjects(RDF.type, cls)) == set(plain.subjects(RDF.type, cls)), name


@pytest.mark.parametrize(
    "sown",
    [
        f"{COUNTY} a hd:Town .",
        f"{COUNTY} a hd:Claim .",
        f"{COUNTY} a hd:Enterprise .",
        "<https://example.org/x> a hd:Claim, hd:Build .",
        f"<https://example.org/x> a hd:Project ; hd:mentions {COUNTY} .",
        "<https://example.org/x> a hd:Observation, hd:Ranking .",
    ],
)
def test_a_sown_contradiction_is_found(sown: str) -> None:
    assert contradictions(closure(sown))


def test_superclasses_of_the_contract_are_those_of_the_ontology(ontology: Graph) -> None:
    above = set(ontology.transitive_objects(URIRef(f"{HD}Song"), RDFS.subClassOf))
    assert {str(node).removeprefix(HD) for node in above if str(node).startswith(HD)} == {"Song", "Work", "Entity"}
