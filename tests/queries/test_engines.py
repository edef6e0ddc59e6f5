"""Every catalogued query gives the same rows embedded, over HTTP and in rdflib's own engine."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib

from hdkg.queries import Query, catalogue, run
from hdkg.store import RemoteStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FIXTURES = Path(__file__).parents[1] / "fixtures"
# What the table of facts has nothing of.
OF_OTHER_GRAPHS = {"initiatives-by-area", "not-understood"}
OF_OTHER_GRAPHS |= {"contradictions", "economic-structure", "neighbours", "shared-honours"}
# rdflib's own engine takes minutes over these on a whole county; it is asked of smaller graphs.
SLOW = {
    (name, "perfect") for name in ("contradictions", "growth-without-level", "initiatives-by-year", "who-evaluates")
}
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
    if (query.name, name) in SLOW:
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
