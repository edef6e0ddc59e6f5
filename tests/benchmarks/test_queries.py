"""The benchmark of questions: copies are true, derived queries mean the same everywhere, results can be read."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import benchmarks.queries.copies
import benchmarks.queries.derived
import benchmarks.queries.engines
import benchmarks.queries.measuring
import benchmarks.queries.report
from benchmarks.queries import engines
from benchmarks.queries.__main__ import Bench, written
from benchmarks.queries.asked import ANALYTICAL, DERIVED, INTERACTIVE, Asked
from benchmarks.queries.copies import Original, county_years, originals, renamed
from benchmarks.queries.derived import derive, profile
from benchmarks.queries.engines import OURS, Engine, plain, same
from benchmarks.queries.measuring import measure
from benchmarks.queries.stores import Filled, fill
from hdkg.queries import catalogue

GRAPH = Path(__file__).parents[1] / "fixtures/small-county.ttl"
KINDS = 19  # of derived queries


@pytest.mark.parametrize(
    "module",
    [
        benchmarks.queries.copies,
        benchmarks.queries.derived,
        benchmarks.queries.engines,
        benchmarks.queries.measuring,
        benchmarks.queries.report,
    ],
)
def test_the_examples_of_a_module(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted > 0
    assert result.failed == 0


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Original]:
    return originals(tmp_path_factory.mktemp("articles"), 2, 1)


def test_a_copy_is_the_graph_of_another_county_and_year(sources: list[Original]) -> None:
    county, year = next(county_years(1))
    source = sources[0]
    text = renamed(source, county, year, "1")
    assert text == renamed(source, county, year, "1")
    assert text != renamed(source, county, year, "2")
    triples = list(ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES))
    assert len(triples) == source.triples > 500
    assert f'"{county.code}"' in text
    assert f'"{county.name}"@zh' in text
    assert f'"{year}"^^' in text
    assert not re.search(rf"(?<![0-9a-f]){source.county.code}(?![0-9a-f])", text)
    assert source.county.name not in text


def test_the_same_county_and_year_differ_in_hash_and_figures_alone(sources: list[Original]) -> None:
    source = sources[0]
    text = renamed(source, source.county, source.year, "1")
    kinds = {piece[0] for piece in source.pieces if isinstance(piece, tuple)}
    assert kinds == {"hash", "name", "value", "written", "year"}
    pieces = [piece if isinstance(piece, str) else "" for piece in source.pieces]
    assert all(piece in text for piece in pieces)


@pytest.fixture(scope="module")
def queries() -> dict[str, str]:
    return derive(profile(ox.parse(path=GRAPH)), 1)


def test_queries_are_derived_of_every_kind_and_the_same_each_time(queries: dict[str, str]) -> None:
    assert len(queries) == KINDS
    assert queries == derive(profile(ox.parse(path=GRAPH)), 1)
    assert queries != derive(profile(ox.parse(path=GRAPH)), 2)


def test_derived_queries_have_the_same_rows_in_rdflib(queries: dict[str, str]) -> None:
    store = ox.Store()
    store.bulk_load(path=GRAPH)
    graph = rdflib.Graph().parse(GRAPH)
    for name, text in queries.items():
        answer = store.query(text)
        assert isinstance(answer, ox.QuerySolutions)
        ours = [tuple(plain(term.value) if term else "" for term in row) for row in answer]  # type: ignore[union-attr]
        oracle = [tuple(plain(str(term)) for term in row) for row in graph.query(text)]  # type: ignore[union-attr]
        assert ours, name
        assert same(ours, oracle), name


def test_from_stores_to_results(tmp_path: Path, sources: list[Original]) -> None:
    """What is asked is the whole catalogue and what is derived; engines that fail or are too slow are told of."""
    bench = Bench(tmp_path / "stores", tmp_path, sources, 1, 30.0)
    stores, found, questions = bench.grow([2_000, 8_000], 1, 1)
    assert [each.graphs for each in stores] == sorted({each.graphs for each in stores})
    groups = {group: {each.name for each in questions if each.group == group} for group in (INTERACTIVE, ANALYTICAL)}
    assert groups[INTERACTIVE] == {query.name for query in catalogue() if query.interactive is not None}
    assert groups[ANALYTICAL] == {query.name for query in catalogue() if query.interactive is None}
    for name in groups[INTERACTIVE]:
        assert found[-1][name].rows is not None, name
    asked = [
        Asked("counted", DERIVED, ("SELECT (COUNT(*) AS ?n) { ?s a ?o }",)),
        Asked("no query", DERIVED, ("SELECT",)),
    ]
    db = str(tmp_path / "stores/2000/db")
    peers = [Engine(OURS, engines.hdkg, db, 30.0), Engine("pyoxigraph", engines.pyoxigraph, db, 30.0)]
    compared = measure(peers, asked, 1)
    for peer in peers:
        peer.close()
    text = written((stores, found, questions), (stores[0], compared, asked), setting="tiny")
    assert "| reported-figures | interactive |" in text
    assert re.search(r"\| pyoxigraph \| [0-9.e+-]+ \(1 of 2\) \| 1 × SyntaxError \|", text)


def test_an_engine_that_takes_too_long_is_ended(tmp_path: Path, sources: list[Original]) -> None:
    assert fill(tmp_path, 1_000, sources, 1) == fill(tmp_path, 1_000, [], 1)
    engine = Engine("slow", engines.pyoxigraph, str(tmp_path / "db"), 0.5)
    answer = engine.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?i) }")
    engine.close()
    assert answer.rows is None
    assert answer.problem.startswith("more than")


def test_too_many_triples_are_no_store(tmp_path: Path) -> None:
    empty = Original(next(county_years(1))[0], 2014, (), {}, 0)
    with pytest.raises(ValueError, match="not counties enough"):
        fill(tmp_path, 10, [empty], 1)


def test_what_is_filled_is_noted(tmp_path: Path, sources: list[Original]) -> None:
    filled = fill(tmp_path, 1, sources, 1)
    assert isinstance(filled, Filled)
    assert (filled.graphs, filled.size > 0) == (1, True)
