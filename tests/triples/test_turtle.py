"""Turtle is sorted, stable, and says what the graph says."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from hdkg.errors import GraphError
from hdkg.triples import turtle

SMALL = Path(__file__).parents[1] / "fixtures" / "small-county.ttl"
EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.ttl"
S, P = URIRef("https://w3id.org/hdkg/id/period/2023"), URIRef("https://w3id.org/hdkg/ontology/iso")


def one(value: Literal | URIRef) -> Graph:
    graph = Graph()
    graph.add((S, P, value))
    return graph


@pytest.mark.parametrize("path", [SMALL, EXAMPLE], ids=lambda path: path.name)
def test_round_trip_loses_nothing(path: Path) -> None:
    graph = Graph().parse(path)
    text = turtle(graph)
    again = Graph().parse(data=text, format="turtle")
    assert isomorphic(again, graph)
    assert turtle(again) == text
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == len(graph) > 100


def test_order_of_insertion_makes_no_difference() -> None:
    triples = list(Graph().parse(SMALL))
    random.Random(7).shuffle(triples)
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    assert turtle(graph) == SMALL.read_text(encoding="utf-8")


@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    written = turtle(one(Literal(text)))
    assert next(Graph().parse(data=written, format="turtle").objects()) == Literal(text)
    (quad,) = ox.parse(written, format=ox.RdfFormat.TURTLE)
    assert quad.object == ox.Literal(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Literal("甲", lang="zh-Latn"), '"甲"@zh-Latn'),
        (Literal("-3.4", datatype=XSD.decimal), "-3.4"),
        (Literal("12", datatype=XSD.integer), "12"),
        (Literal("2023", datatype=XSD.gYear), '"2023"^^xsd:gYear'),
        (Literal("true", datatype=XSD.boolean), "true"),
        (Literal('"\\\n\t\x00\x85'), '"\\"\\\\\\n\\t\\u0000\\u0085"'),
        (URIRef("https://w3id.org/hdkg/unit/CNY"), "hdu:CNY"),
        (URIRef("https://w3id.org/hdkg/unit/a/b"), "<https://w3id.org/hdkg/unit/a/b>"),
        (URIRef("https://w3id.org/hdkg/id/place/430424/a-1"), "<place/430424/a-1>"),
        (URIRef("https://w3id.org/hdkg/id/../x"), "<https://w3id.org/hdkg/id/../x>"),
        (URIRef("https://w3id.org/hdkg/id/a/../x"), "<https://w3id.org/hdkg/id/a/../x>"),
        (URIRef("https://example.org/县"), "<https://example.org/县>"),
    ],
)
def test_each_term_is_written_in_one_way(value: Literal | URIRef, written: str) -> None:
    text = turtle(one(value))
    assert text.splitlines()[-1] == f"<period/2023> hd:iso {written} ."
    assert next(Graph().parse(data=text, format="turtle").objects()) == value


def test_class_and_label_come_first_and_span_9_before_span_10() -> None:
    lines = SMALL.read_text(encoding="utf-8").split("\n\n")
    things = [block for block in lines if block.startswith("<")]
    assert len(things) > 150
    assert all(" a " in block.splitlines()[0] for block in things)
    assert all(block.splitlines()[1].startswith("    rdfs:label") for block in things)
    starts = [int(block.split("/span/")[1].split("-")[0]) for block in things if "/span/" in block.split(" ")[0]]
    assert starts == sorted(starts)
    assert len(starts) > 50


def test_a_blank_node_is_refused() -> None:
    graph = Graph()
    graph.add((BNode(), P, Literal(1)))
    with pytest.raises(GraphError, match="blank node"):
        turtle(graph)


def test_what_is_no_iri_is_refused() -> None:
    with pytest.raises(GraphError, match="no IRI"):
        turtle(one(URIRef("https://example.org/> <a> <b")))


def test_an_empty_graph_is_prefixes_alone() -> None:
    text = turtle(Graph())
    assert text.startswith("@base <https://w3id.org/hdkg/id/> .\n@prefix dcat:")
    assert len(Graph().parse(data=text, format="turtle")) == 0


def test_the_hash_seed_makes_no_difference() -> None:
    code = (
        "import hashlib; from rdflib import Graph; from hdkg.triples import turtle;"
        f"print(hashlib.sha256(turtle(Graph().parse({str(SMALL)!r})).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(seen) == 1
