"""Each shape accepts its passing graph and catches its failing one; each says in two languages what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef

from hdkg.resources import ontology_dir
from hdkg.validation import validate

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/fixtures/shapes"
HD = "https://w3id.org/hdkg/ontology/"
SHAPES = Graph().parse(ontology_dir() / "shapes.ttl")
NAMES = sorted(str(shape).removeprefix(HD) for shape in SHAPES.subjects(RDF.type, SH.NodeShape))
FAILING = sorted(FIXTURES.glob("*-fail*.ttl"))


def test_there_are_as_many_shapes_as_the_contract_has_classes() -> None:
    assert len(NAMES) == 60
    assert len(FAILING) >= len(NAMES) + 5


def test_every_class_has_a_shape() -> None:
    core = Graph().parse(ontology_dir() / "core.ttl")
    classes = {name for name in core.subjects(RDF.type, OWL.Class) if str(name).startswith(HD)}
    assert len(classes) == 59
    assert classes - set(SHAPES.objects(None, SH.targetClass)) == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_accepts_its_passing_graph(name: str) -> None:
    graph = Graph().parse(FIXTURES / f"{name}-pass.ttl")
    target = SHAPES.value(URIRef(HD + name), SH.targetClass)
    assert list(graph.subjects(RDF.type, target)), f"{name}-pass.ttl has no node of the shape's class"
    assert list(validate(graph).lines()) == ["图符合全部约束 / the graph conforms"]


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_has_a_failing_graph(name: str) -> None:
    assert FIXTURES / f"{name}-fail.ttl" in FAILING


@pytest.mark.parametrize("path", FAILING, ids=lambda path: path.stem)
def test_a_shape_catches_its_failing_graph_and_no_other_does(path: Path) -> None:
    report = validate(Graph().parse(path))
    assert not report.conforms
    assert {violation.shape for violation in report.violations} == {path.stem.partition("-")[0]}


def test_every_fixture_belongs_to_a_shape() -> None:
    owners = {path.stem.partition("-")[0] for path in FIXTURES.glob("*.ttl")}
    assert owners == set(NAMES)


def test_every_constraint_says_in_two_languages_what_is_asked_and_what_to_do() -> None:
    constraints = {*SHAPES.objects(None, SH.property), *SHAPES.objects(None, SH.sparql)}
    # A path inside sh:or is no constraint of its own: the shape around it speaks.
    constraints -= {each for each in SHAPES.objects(None, SH.property) if SHAPES.value(each, SH.message) is None}
    constraints |= set(SHAPES.subjects(RDF.type, SH.NodeShape))
    assert len(constraints) > 270
    for constraint in constraints:
        for predicate in (SH.message, URIRef(HD + "remedy")):
            told = [text for text in SHAPES.objects(constraint, predicate) if isinstance(text, Literal)]
            assert sorted(text.language or "" for text in told) == ["en", "zh"], SHAPES.value(constraint, SH.path)


def test_every_shape_has_two_labels_and_a_severity() -> None:
    for name in NAMES:
        shape = URIRef(HD + name)
        languages = {text.language for text in SHAPES.objects(shape, RDFS.label) if isinstance(text, Literal)}
        assert languages == {"zh", "en"}
        assert SHAPES.value(shape, SH.severity) == SH.Violation
