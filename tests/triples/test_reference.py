"""The reference graph is kept as it is made, is valid, and is where county graphs meet."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import GEO, SKOS

from hdkg.iris import division_iri
from hdkg.pipeline.graphs import default_graphs
from hdkg.resources import graph_dir
from hdkg.resources.divisions import current_divisions, former_names, town_packs, towns
from hdkg.triples import turtle
from hdkg.triples.reference import divisions_graph, former_names_graph
from hdkg.validation import validate

HD = "https://w3id.org/hdkg/ontology/"
KEPT = {"divisions": divisions_graph, "former-names": former_names_graph}


@pytest.fixture(scope="module")
def divisions() -> Graph:
    return divisions_graph()


@pytest.mark.parametrize("name", KEPT)
def test_the_kept_file_is_what_is_made(name: str) -> None:
    kept = graph_dir() / "reference" / f"{name}.ttl"
    assert kept.read_text("utf-8") == turtle(KEPT[name]())


def test_every_division_of_today_and_every_town_is_there_once(divisions: Graph) -> None:
    codes = {each.code for each in current_divisions()} | {town.code for each in town_packs() for town in towns(each)}
    assert len(codes) > 3200
    assert {str(node) for node in divisions.subjects(RDF.type, URIRef(HD + "Entity"))} == set(map(division_iri, codes))


def test_each_lies_within_what_is_described_too(divisions: Graph) -> None:
    above = set(divisions.objects(None, GEO.sfWithin))
    assert len(above) > 300
    assert [node for node in above if (node, RDFS.label, None) not in divisions] == []


def test_a_part_of_it_keeps_to_the_shapes(divisions: Graph) -> None:
    part = Graph()
    for node in set(divisions.subjects()):
        if "/division/43" in str(node):
            for triple in divisions.triples((node, None, None)):
                part.add(triple)
    assert len(set(part.subjects())) > 100
    assert list(validate(part).lines()) == ["图符合全部约束 / the graph conforms"]


def test_only_what_was_verified_is_said_of_the_outside(divisions: Graph) -> None:
    outside = {(str(s)[-6:], str(o).rpartition("/")[2]) for s, o in divisions.subject_objects(SKOS.exactMatch)}
    assert outside == {("430000", "Q45761"), ("430400", "Q144663"), ("430481", "Q1025448")}


def test_hengdong_borders_on_three_counties_of_other_cities_and_they_on_it(divisions: Graph) -> None:
    hengdong = URIRef(division_iri("430424"))
    neighbours = set(divisions.objects(hengdong, GEO.sfTouches))
    assert {str(each)[-6:] for each in neighbours} == {"430212", "430223", "431028"}
    assert neighbours == set(divisions.subjects(GEO.sfTouches, hengdong))


def test_no_former_name_is_one_of_today() -> None:
    today = {(each.code, each.name) for each in current_divisions()}
    former = former_names()
    assert len(former) > 3000
    # A code may get a name back; then the former time has an end.
    assert [each for each in former if (each.code, each.name) in today and not each.last_year] == []


def test_a_county_graph_meets_it_on_the_same_nodes(divisions: Graph) -> None:
    county = Graph().parse(graph_dir() / "hengdong-2023.ttl")
    shared = set(county.subjects(RDF.type, URIRef(HD + "AdministrativeDivision"))) & set(divisions.subjects())
    assert URIRef(division_iri("430424")) in shared
    for node in shared:
        assert county.value(node, SKOS.notation) == divisions.value(node, SKOS.notation)
        assert set(county.objects(node, RDFS.label)) & set(divisions.objects(node, RDFS.label))


def test_commands_that_take_all_graphs_do_not_take_it() -> None:
    assert all(Path(path).parent.name != "reference" for path in default_graphs())
