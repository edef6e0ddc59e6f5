"""How well two hundred counties are linked that are told of twice, with planted duplicates and near-misses."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from benchmarks.linking import Told, drawn, planted, told, triples, write
from hdkg.linking import Thing, find_links, judge, read_things, things_of, told_in
from hdkg.resources.divisions import county_names
from hdkg.store import open_triples

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hdkg.resources import Division

SEED = 20240112


def draw(counties: Sequence[Division], seed: int = SEED) -> tuple[tuple[Told, ...], tuple[Thing, ...]]:
    """Return what is told of counties, and the things of their graphs, one for each wording of each."""
    every = [told(county, seed) for county in counties]
    graphs = [[thing for thing in things if thing.wording == at] for things in every for at in (0, 1)]
    return tuple(thing for things in every for thing in things), read_things(open_triples(triples(g)) for g in graphs)


def test_a_county_is_told_of_the_same_way_however_many_are_drawn() -> None:
    few, many = drawn(3, SEED), drawn(2844, SEED)
    every = {each.code for same in county_names()[0].values() for each in same}
    assert len({county.code for county in many}) == 2844
    assert {county.code for county in many} <= every
    assert [told(county, SEED) for county in few] == [told(county, SEED) for county in drawn(3, SEED)]
    assert told(few[0], SEED) != told(few[0], SEED + 1)


@pytest.mark.parametrize("seed", [SEED, 5])
def test_precision_and_recall(seed: int) -> None:
    """A close match counts as a link, as it does for the labelled pairs."""
    said, things = draw(drawn(200, seed), seed)
    truth = planted(said)
    assert len(truth) > 2500
    assert len({each.iri for each in said}) > 4 * len(truth)
    found = {(link.subject.iri, link.object.iri) for link in find_links(things)}
    right = len(found & truth)
    print(f"seed {seed}: precision {right / len(found):.4f}, recall {right / len(truth):.4f}")  # noqa: T201
    assert right / len(found) >= 0.97, sorted(found - truth)[:10]
    assert right / len(truth) >= 0.93, sorted(truth - found)[:10]


def test_blocking_loses_no_link() -> None:
    """All compared with all, as only few can be, gives the same links."""
    _, things = draw(drawn(8, SEED))
    every = {(a.iri, b.iri): judge(a, b) for a, b in combinations(things, 2) if len(a.graphs | b.graphs) > 1}
    links = {pair: link for pair, link in every.items() if link.verdict != "noMatch"}
    assert len(links) > 100
    assert {(link.subject.iri, link.object.iri): link for link in find_links(things)} == links


def test_files_say_the_same_as_stores(tmp_path: Path) -> None:
    counties = drawn(2, SEED)
    files = write(tmp_path / "graphs", counties, SEED)
    assert len(files) == 4
    assert all(file.stat().st_size > 100_000 for file in files)
    things = things_of(map(told_in, files))
    own = {each.iri: each.names for each in things if each.family not in {"Indicator", "IndustryChain"}}
    _, expected = draw(counties)
    assert own.items() >= {each.iri: each.names for each in expected}.items()
