"""Every catalogued query gives the same rows embedded, over HTTP and in rdflib's own engine."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib

from hdkg.queries import Query, catalogue, load, run
from hdkg.store import RemoteStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FIXTURES = Path(__file__).parents[1] / "fixtures"
# What the table of facts has nothing of.
OF_OTHER_GRAPHS = {"initiatives-by-area", "not-understood"}
OF_OTHER_GRAPHS |= {"connections", "contradictions", "economic-structure", "neighbours", "shared-honours"}
# Its ways are found from both ends; rdflib's own engine tries all pairs of nodes, and is asked of a few below.
SMALL_ONLY = {"connections"}
# What several graphs say together: one table of counts, and what counties share.
TOGETHER = {"data-quality", "neighbours", "shared-honours"}


@cache
def graph(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path)


def value(term: object) -> object:
    """Return a term so that two engines' ways of writing one number are equal."""
    if isinstance(term, rdflib.Literal) and isinstance(term.value, int | Decimal) and not isinstance(term.value, bool):
        return Decimal(term.value)
    return term


def values(rows: Iterable[Iterable[object]]) -> list[tuple[object, ...]]:
    return [tuple(value(term) for term in row) for row in rows]


@pytest.mark.parametrize("name", ["example", "small-county", "perfect"])
@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_same_rows_everywhere(query: Query, name: str, perfect_file: Path, endpoint: Callable[..., str]) -> None:
    path = perfect_file if name == "perfect" else FIXTURES / f"{name}.ttl"
    embedded = run(open_store([path]), query)
    remote = run(RemoteStore(endpoint(path)), query)
    assert remote == embedded
    if name == "perfect":
        assert bool(embedded.rows) == (query.name not in OF_OTHER_GRAPHS)
    if query.name in SMALL_ONLY:
        return
    oracle = graph(path).query(query.text)
    assert [str(name) for name in oracle.vars or ()] == list(embedded.columns)
    assert values(row for row in oracle if isinstance(row, tuple)) == values(embedded.rows)


def test_rows_do_not_double_with_a_second_county(perfect_file: Path, endpoint: Callable[..., str]) -> None:
    paths = (perfect_file, FIXTURES / "small-county.ttl")
    both, served = open_store(paths), RemoteStore(endpoint(*paths))
    for query in catalogue():
        result = run(both, query)
        assert run(served, query) == result, query.name
        if query.name not in TOGETHER:
            assert len(result) == sum(len(run(open_store([path]), query)) for path in paths), query.name


FEW = """
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix hd: <https://w3id.org/hdkg/ontology/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:village> rdfs:label "甲村"@zh ; geo:sfWithin <urn:county> .
<urn:county> rdfs:label "乙县"@zh ; hd:honouredWith <urn:honour> .
<urn:honour> rdfs:label "“丙”称号"@zh ; skos:altLabel "丙称号"@zh .
<urn:conferral> hd:honour <urn:honour> ; hd:grantedBy <urn:paper> .
<urn:paper> rdfs:label "丁报"@zh .
"""


def test_ways_are_the_same_everywhere(tmp_path: Path, endpoint: Callable[..., str]) -> None:
    path = tmp_path / "few.ttl"
    path.write_text(FEW, encoding="utf-8")
    query, asked = load("connections"), {"from": "甲村", "to": "丁报"}
    embedded = run(open_store([path]), query, asked)
    assert [str(row["arrow"]) + str(row["relation_en"]) for row in embedded] == [
        "→lies within",
        "→honoured with",
        "←granted",
    ]
    assert run(RemoteStore(endpoint(path)), query, asked) == embedded
    oracle = graph(path).query(query.filled(asked))
    assert values(row for row in oracle if isinstance(row, tuple)) == values(embedded.rows)
