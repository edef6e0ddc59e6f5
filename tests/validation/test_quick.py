"""The quick engine says what pySHACL says, of every fixture and of graphs spoilt at random."""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from hdkg.resources import graph_dir, ontology_dir
from hdkg.validation import quick, validate
from hdkg.validation.check import by_pyshacl
from hdkg.validation.quick import surely_conforms

FIXTURES = Path(__file__).parents[1] / "fixtures"
EACH = sorted((FIXTURES / "shapes").glob("*.ttl"))
SHAPES_FILE = ontology_dir() / "shapes.ttl"
SHAPES = Graph().parse(SHAPES_FILE)

if os.environ.get("CI") != "true":
    pytest.importorskip("shacl", reason="the quick engine has no wheel for this machine")


def oracle(graph: Graph) -> Counter[tuple[str, ...]]:
    """Return pySHACL's results: focus node, named shape, component, path, value."""
    import pyshacl

    _, results, _ = pyshacl.validate(graph, shacl_graph=SHAPES, inference="none")
    assert isinstance(results, Graph)
    found: Counter[tuple[str, ...]] = Counter()
    for result in results.subjects(RDF.type, SH.ValidationResult):
        shape = results.value(result, SH.sourceShape)
        while isinstance(shape, BNode):
            shape = next(iter(SHAPES.subjects(SH.property, shape)), None)
        node, path, value = (results.value(result, each) for each in (SH.focusNode, SH.resultPath, SH.value))
        component = results.value(result, SH.sourceConstraintComponent)
        found[_plain(node), _plain(shape), _plain(component), _plain(path), _plain(value)] += 1
    return found


def _plain(term: object) -> str:
    """Return a term's text; a number's value, for rdflib writes 1.0e3 as 1000.0."""
    if term is None or isinstance(term, BNode):
        return ""
    if isinstance(term, Literal) and isinstance(term.value, float):
        return repr(term.value)
    return str(term)


def quickly(text: str) -> Counter[tuple[str, ...]]:
    """Return the quick engine's results in the same form."""
    import shacl

    found: Counter[tuple[str, ...]] = Counter()
    for each in shacl.Shapes.from_file(str(SHAPES_FILE)).validate_turtle(text).results:
        node = "" if each.focus_node.startswith("_:") else each.focus_node.strip("<>")
        value = "" if each.value is None or each.value.startswith("_:") else each.value_plain
        if each.value and each.value.endswith("XMLSchema#double>"):
            value = repr(float(value))
        found[node, each.root_shape.strip("<>"), each.component_iri, (each.path or "").strip("<>"), value] += 1
    return found


@pytest.mark.parametrize("path", EACH, ids=lambda path: path.stem)
def test_both_engines_find_the_same_in_a_fixture(path: Path) -> None:
    assert quickly(path.read_text("utf-8")) == oracle(Graph().parse(path))
    assert surely_conforms(path.read_text("utf-8")) == ("-pass" in path.stem)


def test_there_are_as_many_fixtures_as_two_for_a_shape() -> None:
    assert len(EACH) >= 2 * 60


@pytest.mark.parametrize("seed", range(24))
def test_both_engines_find_the_same_in_a_spoilt_graph(seed: int) -> None:
    graph = spoilt(Graph().parse(FIXTURES / "small-county.ttl"), random.Random(seed))
    found = oracle(graph)
    assert found
    assert quickly(graph.serialize(format="nt")) == found


def spoilt(graph: Graph, dice: random.Random) -> Graph:
    """Return a graph with a few triples dropped, doubled or changed until something of it breaks a shape."""
    triples = sorted(graph, key=str)
    while validate(graph).conforms:
        subject, predicate, value = dice.choice(triples)
        others = (Literal("甲", lang="zh"), Literal("x"), Literal("-1.5"), URIRef("urn:x"), dice.choice(triples)[2])
        graph.remove((subject, predicate, value))
        if dice.random() < 0.7:
            graph.add((subject, predicate, dice.choice(others)))
        if dice.random() < 0.2:
            graph.add((subject, URIRef("https://w3id.org/hdkg/ontology/unheardOf"), value))
    return graph


def test_the_graphs_of_the_checkout_conform_by_both() -> None:
    files = sorted(graph_dir().glob("*.ttl"))
    assert len(files) > 5
    for path in files:
        assert surely_conforms(path.read_text("utf-8"))
    smallest = min(files, key=lambda path: path.stat().st_size)
    assert by_pyshacl(Graph().parse(smallest), SHAPES).conforms


@pytest.mark.parametrize("text", ["<urn:a", "\0", "@prefix : <x", '<urn:a> <urn:b> "\\uD800" .'])
def test_what_is_not_turtle_is_never_sure(text: str) -> None:
    assert not surely_conforms(text)


def test_without_the_engine_pyshacl_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shacl", None)
    quick._shapes.cache_clear()
    try:
        good, bad = (FIXTURES / f"shapes/SectionShape-{word}.ttl" for word in ("pass", "fail"))
        assert not surely_conforms(good.read_text("utf-8"))
        assert validate(Graph().parse(good)).conforms
        assert not validate(Graph().parse(bad)).conforms
    finally:
        quick._shapes.cache_clear()
