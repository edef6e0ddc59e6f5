"""What is exported and read again, by either engine, is what went in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from hdkg.errors import GraphError
from hdkg.export import jsonld, serialise
from hdkg.export.formats import canonical
from hdkg.resources import graph_dir, ontology_dir
from hdkg.store import open_store, read_quads
from hdkg.store.terms import to_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
HENGDONG = graph_dir() / "hengdong-2023.ttl"
SETS = {
    "example": (FIXTURES / "example.ttl",),
    "hengdong": (HENGDONG,),
    "two counties": (HENGDONG, FIXTURES / "small-county.ttl"),
}
WITH_GRAPHS = {"nquads": ("nquads", ox.RdfFormat.N_QUADS), "trig": ("trig", ox.RdfFormat.TRIG)}
UNIONS = {
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
    "rdfxml": ("xml", ox.RdfFormat.RDF_XML),
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
}
DECIMAL = "<http://www.w3.org/2001/XMLSchema#decimal>"
HOSTILE = f'<urn:a> <urn:p> "a\\"\\\\ \\n]]>&<\\u2028é😀"@zh-Hans-CN , "1.50"^^{DECIMAL} , "@id" , "" .'
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own parsers use what it gave up


def quads(name: str) -> list[ox.Quad]:
    return [quad for path in SETS[name] for quad in read_quads(path)]


def union(found: Iterable[ox.Quad]) -> set[ox.Triple]:
    return {quad.triple for quad in found}


def by_rdflib(text: str, form: str) -> set[ox.Quad]:
    """Return what rdflib reads, as the other engine has it."""
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=form)
    return set(ox.parse(dataset.serialize(format="nquads"), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("form", WITH_GRAPHS)
def test_formats_with_graphs(name: str, form: str) -> None:
    whole = quads(name)
    text = serialise(whole, form)
    theirs, ours = WITH_GRAPHS[form]
    assert set(ox.parse(text, format=ours)) == set(whole)
    assert by_rdflib(text, theirs) == set(whole)
    assert len({quad.graph_name for quad in whole}) == len(SETS[name])


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("form", UNIONS)
def test_formats_without_graphs(name: str, form: str) -> None:
    whole = quads(name)
    text = serialise(whole, form)
    theirs, ours = UNIONS[form]
    assert union(ox.parse(text, format=ours)) == union(whole)
    read = rdflib.Graph().parse(data=text, format=theirs)
    expected = rdflib.Graph()
    for path in SETS[name]:
        expected.parse(path)
    assert set(read) == set(expected)  # no blank nodes: equal sets are isomorphic
    assert not any(isinstance(node, rdflib.BNode) for triple in expected for node in triple)


@pytest.mark.parametrize("name", SETS)
def test_json_ld(name: str) -> None:
    whole = quads(name)
    text = jsonld(whole)
    read, theirs = set(ox.parse(text, format=ox.RdfFormat.JSON_LD)), by_rdflib(text, "json-ld")
    if len(SETS[name]) == 1:
        assert union(read) == union(theirs) == union(whole)
    else:
        assert read == theirs == set(whole)


@pytest.mark.parametrize("form", [*WITH_GRAPHS, *UNIONS, "jsonld"])
def test_the_same_triples_in_any_order_give_the_same_bytes(form: str) -> None:
    whole = quads("two counties")
    write = jsonld if form == "jsonld" else lambda given: serialise(given, form)
    assert write(whole) == write(list(reversed(whole)) + whole[:10])


def test_turtle_is_the_turtle_of_the_build() -> None:
    assert serialise(read_quads(HENGDONG), "ttl") == HENGDONG.read_text("utf-8")


def test_what_was_exported_opens_as_the_same_graphs(tmp_path: Path) -> None:
    for form, ending in {"nquads": "nq", "trig": "trig", "jsonld": "jsonld"}.items():
        path = tmp_path / f"all.{ending}"
        whole = quads("two counties")
        path.write_text(jsonld(whole) if form == "jsonld" else serialise(whole, form), "utf-8")
        assert open_store([path]).graphs == open_store(SETS["two counties"]).graphs


@pytest.mark.parametrize("form", [*WITH_GRAPHS, *UNIONS, "jsonld"])
def test_hostile_texts_and_blank_nodes_come_back(tmp_path: Path, form: str) -> None:
    path = tmp_path / "hostile.ttl"
    path.write_text(f'{HOSTILE}\n<urn:b> <urn:p> [ <urn:q> [ <urn:q> "x" ] ] , [ <urn:q> "y" ] .', "utf-8")
    whole = read_quads(path)
    assert len(whole) == 9
    text = jsonld(whole) if form == "jsonld" else serialise(whole, form)
    kind = {"jsonld": ox.RdfFormat.JSON_LD, **{key: each[1] for key, each in (WITH_GRAPHS | UNIONS).items()}}[form]
    plain = ox.DefaultGraph()
    read, meant = (
        canonical(ox.Quad(each.subject, each.predicate, each.object, plain) for each in some)
        for some in (ox.parse(text, format=kind), whole)
    )
    assert read == meant
    assert len(to_graph([each.triple for each in read])) == 9


def test_rdf_xml_refuses_what_xml_cannot_hold(tmp_path: Path) -> None:
    path = tmp_path / "bell.nt"
    path.write_text('<urn:a> <urn:p> "\\u0007" .', "utf-8")
    with pytest.raises(GraphError, match="control character"):
        serialise(read_quads(path), "rdfxml")
    assert "\\u0007" in serialise(read_quads(path), "nt")


def test_json_ld_that_would_lose_something_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "zero.ttl"
    path.write_text('<urn:a> <urn:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .', "utf-8")
    with pytest.raises(GraphError, match="without a loss; choose nquads"):
        jsonld(read_quads(path))


def test_json_ld_reads_well() -> None:
    document = json.loads(jsonld(quads("hengdong")))
    assert document["@context"] == json.loads((ontology_dir() / "context.jsonld").read_text("utf-8"))["@context"]
    nodes = document["@graph"]
    assert [node["id"] for node in nodes] == sorted(node["id"] for node in nodes)
    assert not any(node["type"] == "Span" for node in nodes), "spans stand inside"
    figure = next(node for node in nodes if node.get("writtenValue") == "27868")
    assert figure["label"]["zh"].startswith("衡东县")
    assert figure["value"] == "27868.0"
    assert [(words["exact"], words["start"], words["end"]) for words in figure["evidence"]] == [
        ("达到27868元", 562, 570)
    ]


@pytest.mark.parametrize("name", ["example", "hengdong"])
def test_every_property_has_a_short_key_and_plain_values(name: str) -> None:
    nodes = json.loads(jsonld(quads(name)))["@graph"]
    assert {key for node in nodes for key in node if ":" in key} == set()
    bare = [value for node in nodes for each in node.values() for value in (each if isinstance(each, list) else [each])]
    assert [value for value in bare if isinstance(value, dict) and set(value) <= {"id", "@value", "type"}] == []


def test_the_context_is_of_the_ontology() -> None:
    context = json.loads((ontology_dir() / "context.jsonld").read_text("utf-8"))["@context"]
    core = rdflib.Graph().parse(ontology_dir() / "core.ttl")
    hd = "https://w3id.org/hdkg/ontology/"
    own = {
        key: term["@id"] for key, term in context.items() if isinstance(term, dict) and term["@id"].startswith("hd:")
    }
    assert len(own) > 50
    assert {key: iri for key, iri in own.items() if iri != f"hd:{key}"} == {}
    for key in own:
        kinds = set(core.objects(rdflib.URIRef(hd + key), rdflib.RDF.type))
        assert kinds, f"{key} is no term of the ontology"
        assert (rdflib.OWL.ObjectProperty in kinds) == (context[key].get("@type") == "@id"), key
    others = {key for key, term in context.items() if isinstance(term, dict)} - set(own)
    assert {key for key in others if (rdflib.URIRef(hd + key), None, None) in core} == set(), "a key of another meaning"
