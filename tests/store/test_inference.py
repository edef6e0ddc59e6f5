"""What follows from graphs stands in graphs of its own, and spares whoever asks classes, inverses and the cube."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import OWL, TIME

from hdkg.network import to_network
from hdkg.queries import Query, catalogue, run
from hdkg.queries.facts import facts
from hdkg.resources import graph_dir, ontology_dir, queries_dir
from hdkg.store import RemoteStore, open_graph, open_store
from hdkg.validation.reasoning import closure

if TYPE_CHECKING:
    from collections.abc import Callable

FIXTURES = Path(__file__).parents[1] / "fixtures"
HENGDONG = graph_dir() / "hengdong-2023.ttl"
EXAMPLE = FIXTURES / "example.ttl"
FILES = [HENGDONG, EXAMPLE, FIXTURES / "small-county.ttl"]
PREFIXES = """
    PREFIX hd: <https://w3id.org/hdkg/ontology/> PREFIX geo: <http://www.opengis.net/ont/geosparql#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/>
    PREFIX time: <http://www.w3.org/2006/time#>
"""
HD = "https://w3id.org/hdkg/ontology/"
RULES = sorted((queries_dir() / "inference").glob("*.rq"))
OWN = "https://w3id.org/hdkg/id/inference/"
# A newcomer's question in five triple patterns: what was the county's product?
GDP = """
PREFIX hd: <https://w3id.org/hdkg/ontology/>
SELECT ?period ?value WHERE {
  ?county hd:name "衡东县" .
  ?county hd:figure ?figure .
  ?figure hd:indicatorName "地区生产总值" .
  ?figure hd:periodName ?period .
  ?figure hd:level ?value .
}
"""


def is_told(triple: tuple[object, ...]) -> bool:
    """Tell whether a triple is free of blank nodes, which each engine names its own way."""
    return not any(isinstance(node, rdflib.BNode) for node in triple)


def by_value(triple: tuple[rdflib.term.Node, ...]) -> tuple[object, ...]:
    """Return a triple with numbers as numbers: one engine writes 501 what the other writes 501.0."""
    return tuple(node.value if isinstance(node, rdflib.Literal) and node.datatype else node for node in triple)


def consequences(path: Path, folder: Path) -> list[Path]:
    """Write the graphs of consequences as files, as one does for another store."""
    store = open_store([path], inferred=True)
    written = []
    for name in ("inferred", "flat"):
        graph = store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{OWN}{name}> {{ ?s ?p ?o }} }}").graph
        assert graph is not None
        written.append(folder / f"{name}.ttl")
        graph.serialize(written[-1], format="turtle")
    return written


def test_a_county_s_product_takes_five_patterns_in_every_engine(tmp_path: Path, endpoint: Callable[..., str]) -> None:
    assert GDP.count(" .\n") == 5
    embedded = open_store([HENGDONG], inferred=True).query(GDP)
    assert [(str(row["period"]), float(row["value"])) for row in embedded] == [("2023-01/2023-09", 255.92e8)]
    files = [HENGDONG, *consequences(HENGDONG, tmp_path)]
    assert RemoteStore(endpoint(*files)).query(GDP) == embedded
    whole = rdflib.Graph()
    for file in files:
        whole.parse(file)
    (row,) = whole.query(GDP)
    assert (str(row[0]), float(row[1])) == ("2023-01/2023-09", 255.92e8)


def test_what_the_graphs_assert_is_neither_changed_nor_repeated() -> None:
    plain, more = open_store([HENGDONG]), open_store([HENGDONG], inferred=True)
    assert set(more.graphs) - set(plain.graphs) == {f"{OWN}flat", f"{OWN}inferred"}
    (asserted,) = plain.graphs
    both = (
        f"SELECT * {{ GRAPH <{asserted}> {{ ?s ?p ?o }} GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{OWN}')) }}"
    )
    assert len(more.query(both)) == 0
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{asserted}> {{ ?s ?p ?o }} }}"
    assert more.query(count) == plain.query(count)
    assert len(more) > len(plain) + 500


def test_consequences_follow_at_any_depth() -> None:
    store = open_store(FILES, inferred=True)
    for pattern in (
        "?village a hd:Village ; hd:within ?city . ?city a hd:City",
        "?city a hd:City ; hd:contains ?village . ?village a hd:Village",
        "?firm a hd:Enterprise ; hd:within ?county . ?county a hd:County",
        "?village a hd:Village, schema:AdministrativeArea",
        '?part hd:iso "2023-01/2023-09" ; time:intervalIn/hd:iso "2023"',
        "?growth hd:qualifies ?level . ?level hd:qualifiedBy ?growth",
        "?initiative hd:result ?claim . ?claim hd:resultOf ?initiative",
        "?entity hd:subjectOf ?claim . ?claim hd:subject ?entity",
    ):
        assert store.query(f"{PREFIXES} ASK {{ {pattern} }}").answer, pattern


@pytest.mark.parametrize("path", [EXAMPLE, HENGDONG], ids=lambda path: path.stem)
def test_what_follows_is_what_a_reasoner_finds(path: Path) -> None:
    axioms = rdflib.Graph()
    for name in ("core", "alignments"):
        axioms.parse(ontology_dir() / f"{name}.ttl")
    data = rdflib.Graph().parse(path)
    things = {node for node in data.subjects() if isinstance(node, rdflib.URIRef)}
    reasoned = {
        triple
        for triple in closure(axioms + data)
        if triple[0] in things and isinstance(triple[2], rdflib.URIRef) and triple[1] != OWL.sameAs
        if not triple[2].startswith(str(OWL)) and triple not in data and triple not in axioms
    }
    inferred = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{OWN}inferred> {{ ?s ?p ?o }} }}"
    ours = set(open_store([path], inferred=True).query(inferred).graph or ())
    # The steps of containment and of periods are no axioms: their vocabularies are not ours to extend.
    by_rule = {rdflib.URIRef(f"{HD}within"), rdflib.URIRef(f"{HD}contains"), TIME.intervalIn}
    assert {triple for triple in ours if triple[1] not in by_rule} == {t for t in reasoned if t[1] not in by_rule}
    assert len(reasoned) > 50


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_a_rule_is_plain_sparql(rule: Path) -> None:
    graph = rdflib.Graph()
    for path in (
        ontology_dir() / "core.ttl",
        ontology_dir() / "alignments.ttl",
        EXAMPLE,
        FIXTURES / "small-county.ttl",
    ):
        graph.parse(path)
    text = rule.read_text(encoding="utf-8")
    ours = {triple for triple in open_graph(graph).query(text).graph or () if is_told(triple)}
    theirs = {triple for triple in graph.query(text).graph or () if is_told(triple)}
    assert set(map(by_value, ours)) == set(map(by_value, theirs))
    assert ours


def test_every_subclass_is_found_by_its_superclass_even_where_the_graph_says_the_narrowest_only() -> None:
    graph = rdflib.Graph().parse(data="<urn:a> a <https://w3id.org/hdkg/ontology/Campaign> .")
    ask = f"{PREFIXES} ASK {{ <urn:a> a hd:Initiative, hd:Entity }}"
    assert open_graph(graph, inferred=True).query(ask).answer
    assert not open_graph(graph).query(ask).answer


def test_a_part_of_a_year_a_plan_and_a_breakdown_are_not_taken_for_the_year_s_figure() -> None:
    store = open_store(FILES, inferred=True)
    period = "<http://purl.org/linked-data/sdmx/2009/dimension#refPeriod>"
    part = f"?f hd:year ?y ; {period}/hd:iso ?iso FILTER(STRLEN(?iso) != 4)"
    broken = "?f hd:level ?v ; hd:breakdown ?b FILTER(?b != <https://w3id.org/hdkg/code/breakdown-total>)"
    status = "<http://purl.org/linked-data/sdmx/2009/attribute#obsStatus>"
    planned = f"?f hd:level ?v ; {status} <https://w3id.org/hdkg/code/status-planned>"
    share = "?f hd:level ?v ; hd:statisticKind <https://w3id.org/hdkg/code/kind-share>"
    for pattern in (part, broken, planned, share):
        assert not store.query(f"{PREFIXES} ASK {{ {pattern} }}").answer, pattern
    assert store.query(f"{PREFIXES} ASK {{ ?f hd:year 2023 ; hd:level ?v }}").answer
    assert store.query(f"{PREFIXES} ASK {{ ?f hd:share ?v ; hd:unitName '%' }}").answer


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_the_questions_have_the_same_answers_with_and_without(query: Query) -> None:
    assert run(open_store(FILES, inferred=True), query) == run(open_store(FILES), query)


def test_facts_and_network_are_the_same_with_and_without() -> None:
    plain, more = open_store([HENGDONG]), open_store([HENGDONG], inferred=True)
    assert facts(more) == facts(plain)
    one, two = to_network(plain), to_network(more)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True, keys=True)) == list(two.edges(data=True, keys=True))


def test_a_kept_store_replaces_its_consequences(tmp_path: Path) -> None:
    first = open_store([HENGDONG, EXAMPLE], tmp_path, inferred=True)
    size, graphs = len(first), first.graphs
    del first
    again = open_store([HENGDONG, EXAMPLE], tmp_path, inferred=True)
    assert (len(again), again.graphs) == (size, graphs)
    del again
    less = open_store([EXAMPLE], tmp_path, inferred=True)
    fresh = open_store([EXAMPLE], inferred=True)
    everything = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert set(less.query(everything).graph or ()) == set(fresh.query(everything).graph or ())
