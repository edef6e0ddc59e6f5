"""Ranks go by what is better: of some indicators the smallest figure is the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hdkg import queries
from hdkg.counties import compare_counties, figure_rows, order, svg
from hdkg.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hdkg.counties import Group
    from hdkg.store import EmbeddedStore

BETTER = {
    "a": (
        "510822",
        "2024-01-12",
        "2023年，青川县城镇登记失业率2.1%，低于全市0.5个百分点。PM2.5平均浓度25微克/立方米。",
    ),
    "b": (
        "430424",
        "2024-01-20",
        "2023年，衡东县城镇登记失业率3.4%，高于全市0.2个百分点。PM2.5平均浓度31微克/立方米。",
    ),
    "c": ("430426", "2024-01-22", "2023年，祁东县城镇登记失业率超过3%。PM2.5平均浓度31微克/立方米。"),
}


def ranks(group: Group) -> list[tuple[str, str, int | None, int | None]]:
    return [(str(each.row["county_zh"]), f"{each.value:f}", each.rank, each.rank_to) for each in group.figures]


@pytest.fixture(scope="module")
def better(built: Callable[..., Path]) -> EmbeddedStore:
    return open_store(sorted(built(BETTER).glob("*.ttl")))


def test_where_less_is_better_the_smallest_is_the_first(better: EmbeddedStore) -> None:
    made = compare_counties(better, "城镇登记失业率")
    assert made.less_is_better
    (group,) = (each for each in made.groups if each.comparable)
    assert ranks(group) == [("青川县", "2.1", 1, 1), ("祁东县", "3", 2, 3), ("衡东县", "3.4", 2, 3)]
    assert order(made, "en") == "ranks are derived, the smallest first (less is better)"
    assert "从小到大" in svg(made)
    assert {row["less_is_better"] for row in figure_rows(made)} == {"yes"}
    assert ranks(compare_counties(better, "PM2.5平均浓度").groups[0])[0] == ("青川县", "25", 1, 1)


def test_the_query_on_neighbours_and_that_on_the_city_s_average_know_it(better: EmbeddedStore) -> None:
    rows = queries.run(better, "neighbours", {"indicator_iri": "hdi:pm25"})
    assert [(str(row["county"]), str(row["rank"])) for row in rows] == [
        ("青川县", "1"),
        ("祁东县", "2"),
        ("衡东县", "2"),
    ]
    beaten = queries.run(better, "better-than-the-city")
    assert [(str(row["subject"]), str(row["difference"])) for row in beaten] == [("青川县", "-0.5")]
