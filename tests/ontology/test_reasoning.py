"""Neither OWL RL nor HermiT finds a contradiction in ontology, imports and graphs; both find what is sown."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import owlrl
import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef

from hdkg.validation.reasoning import axioms, closure, contradictions, inconsistent

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests/fixtures/example.ttl"
HD = "https://w3id.org/hdkg/ontology/"
ID = "https://w3id.org/hdkg/id/"
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
COUNTY = f"<{ID}division/430424>"
SOWN = [
    f"{COUNTY} a hd:Town .",
    f"{COUNTY} a hd:Claim .",
    f"{COUNTY} a hd:Enterprise .",
    "<https://example.org/x> a hd:Claim, hd:Build .",  # by PROV-O alone
    f"<https://example.org/x> a hd:Project ; hd:mentions {COUNTY} .",
    "<https://example.org/x> a hd:Observation, hd:Ranking .",
    "<https://example.org/x> a hd:Period, <http://www.w3.org/2006/time#Instant> .",  # by OWL-Time
    "<https://example.org/x> a hd:Enterprise, <http://www.w3.org/ns/org#Site> .",  # by ORG
]


def example(extra: str = "") -> Graph:
    graph = Graph().parse(EXAMPLE)
    return graph.parse(data=f"@prefix hd: <{HD}> . {extra}")


@pytest.fixture(scope="module")
def closed() -> Graph:
    return closure(axioms(example()))


@pytest.fixture(scope="module")
def oracle() -> Graph:
    graph = axioms(example())
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return graph


def of_things(graph: Graph) -> set[tuple[URIRef, URIRef, URIRef]]:
    """Return what a graph says of things, in terms of classes and properties with names."""
    return {
        (s, p, o)
        for s, p, o in graph
        if isinstance(s, URIRef) and s.startswith(ID) and not isinstance(o, Literal | BNode) and s != o
    }


def test_what_follows_is_what_another_reasoner_finds(closed: Graph, oracle: Graph) -> None:
    ours, theirs = of_things(closed), of_things(oracle)
    assert ours == theirs
    assert len(ours - of_things(example())) > 90


@pytest.mark.parametrize("path", [EXAMPLE, *sorted((ROOT / "graph").glob("*.ttl"))], ids=lambda path: path.stem)
def test_nothing_contradicts_anything(path: Path) -> None:
    assert list(map(str, contradictions(Graph().parse(path)))) == []


def test_what_follows_reaches_other_vocabularies(closed: Graph) -> None:
    village = URIRef(f"{ID}place/430424/lihuacun-3fa91c")
    observation = URIRef(f"{ID}observation/00112233445566aa/bbbbbbbbbbbb")
    assert (village, RDF.type, URIRef("https://schema.org/AdministrativeArea")) in closed
    assert (observation, RDF.type, URIRef("http://www.w3.org/ns/prov#Entity")) in closed
    assert (observation, URIRef(HD + "qualifies"), None) in closed
    assert (None, URIRef(HD + "mentions"), village) in closed


def test_a_query_by_superclass_finds_no_more_than_what_is_materialised(closed: Graph) -> None:
    plain = example()
    for name in ("Entity", "Place", "Organisation", "Initiative", "Claim", "Conferral"):
        cls = URIRef(HD + name)
        assert set(closed.subjects(RDF.type, cls)) == set(plain.subjects(RDF.type, cls)), name


@pytest.mark.parametrize("sown", SOWN)
def test_a_sown_contradiction_is_found_by_owl_rl(sown: str) -> None:
    assert list(contradictions(example(sown)))


def test_the_oracle_finds_the_contradictions_too() -> None:
    graph = axioms(example(SOWN[0]))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    assert list(graph.objects(None, ERROR))


@pytest.fixture
def java() -> None:
    if shutil.which("java") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("HermiT needs Java")


@pytest.mark.usefixtures("java")
def test_hermit_finds_no_contradiction() -> None:
    graphs = [Graph().parse(path) for path in (EXAMPLE, *sorted((ROOT / "graph").glob("*.ttl")))]
    assert len(graphs) > 1
    assert list(map(str, inconsistent(graphs))) == []


@pytest.mark.usefixtures("java")
@pytest.mark.parametrize("sown", [SOWN[0], SOWN[3], SOWN[6]])
def test_a_sown_contradiction_is_found_by_hermit(sown: str) -> None:
    faults = list(inconsistent([example(sown)]))
    assert [fault.problem for fault in faults] == ["is inconsistent with the imports and the graphs"]


@pytest.mark.usefixtures("java")
def test_a_class_without_members_is_found_by_hermit() -> None:
    sown = Graph().parse(data=f"<{HD}Song> <{RDFS.subClassOf}> <{HD}Place> .")
    assert list(map(str, inconsistent([sown]))) == [f"<{HD}Song> can have no members"]


def test_superclasses_of_the_contract_are_those_of_the_ontology(ontology: Graph) -> None:
    above = set(ontology.transitive_objects(URIRef(f"{HD}Song"), RDFS.subClassOf))
    assert {str(node).removeprefix(HD) for node in above if str(node).startswith(HD)} == {"Song", "Work", "Entity"}
