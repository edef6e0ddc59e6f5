"""The measuring set is sound: its tables have legal keys and values, and every row's words stand in its article."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from hdkg.resources.divisions import division

HERE = Path(__file__).parent
SETS = (HERE, HERE / "blind")
TABLES = [table for folder in SETS for table in sorted(folder.glob("*.gold.jsonl"))]
KINDS = {
    *("observation", "ranking", "award", "project", "programme"),
    *("organization", "place", "event", "work"),
}
TEXTS = {"id", "kind", "subject", "name", "quote", "unit", "period", "rank_scope", "ordinal", "programme", "granted_by"}
TEXTS |= {"type", "within"}
NUMBERS = {"growth_pct", "rank", "rank_change", "completion_pct"}
CHOICES: dict[str, set[Any]] = {
    "kind": KINDS,
    "level": {"国家级", "省级", "市级", "县级"},
    "bound": {"over", "under", "about"},
    "status": {"estimated", "planned"},
    "alt_kind": KINDS,
    "doubtful": {True},
}
KEYS = TEXTS | NUMBERS | set(CHOICES) | {"value", "compare", "aliases"}
DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
PERIOD = re.compile(f"{DATE}(/{DATE})?")
# How many rows each table has: a row lost or doubled by an edit is seen here.
ROWS = {
    "baiquan-2019": 67,
    "changtu-2021": 65,
    "eshan-2021": 76,
    "hongtong-2022": 58,
    "jiangle-2022": 62,
    "jingning-2021": 60,
    "juye-2023": 73,
    "lingshan-2023": 67,
    "meitan-2023": 62,
    "naiman-2018": 71,
    "ningqiang-2023": 64,
    "quannan-2022": 78,
    "shuyang-2022": 69,
    "susong-2023": 61,
    "wuhua-2020": 72,
    "xishui-2020": 80,
    "yanchi-2023": 81,
    "yingshan-2023": 86,
}

# Figures that the words say in ideographs.
SPELT_OUT = {
    "susong-2023-019",
    "susong-2023-020",
    "baiquan-2019-032",
    "jingning-2021-015",
    "jingning-2021-044",
    "lingshan-2023-039",
    "meitan-2023-062",
    "naiman-2018-034",
    "naiman-2018-061",
    "naiman-2018-068",
    "wuhua-2020-052",
    "yanchi-2023-048",
}


def read(table: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]


def article(table: Path) -> str:
    return table.with_name(f"{slug(table)}.md").read_text(encoding="utf-8")


def slug(table: Path) -> str:
    return table.name.removesuffix(".gold.jsonl")


def test_every_article_has_its_table_and_no_row_is_lost() -> None:
    assert {path.stem for folder in SETS for path in folder.glob("*.md")} - {"README"} == set(ROWS)
    assert {slug(table): len(read(table)) for table in TABLES} == ROWS


def test_every_kind_of_fact_occurs() -> None:
    assert {row["kind"] for table in TABLES for row in read(table)} == KINDS


@pytest.mark.parametrize("table", TABLES, ids=slug)
def test_front_matter_says_that_the_figures_are_invented(table: Path) -> None:
    front = article(table).split("---\n")[1]
    assert "数字为测试虚构" in front
    assert re.search(r'^code: "\d{6}"$', front, re.MULTILINE)
    assert re.search(r"^published: \d{4}-\d{2}-\d{2}$", front, re.MULTILINE)


@pytest.mark.parametrize("table", TABLES, ids=slug)
def test_county_is_the_one_of_its_code_and_its_figures_are_past(table: Path) -> None:
    front = yaml.safe_load(article(table).split("---\n")[1])
    county = division(front["code"])
    assert county is not None
    assert county.name == front["county"]
    assert front["published"].year - front["year"] in {0, 1}
    assert {row["subject"] for row in read(table) if row["kind"] == "event"} <= {county.name}


def test_blind_set_is_ten_counties_of_ten_provinces() -> None:
    codes = re.findall(r'^code: "(\d{2})\d{4}"$', "".join(map(article, TABLES[-10:])), re.MULTILINE)
    assert {table.parent.name for table in TABLES[-10:]} == {"blind"}
    assert len(set(codes)) == len(codes) == 10


@pytest.mark.parametrize("table", TABLES, ids=slug)
def test_ids_are_numbered_and_no_row_is_twice_there(table: Path) -> None:
    rows = read(table)
    assert [row["id"] for row in rows] == [f"{slug(table)}-{number:03d}" for number in range(1, len(rows) + 1)]
    bare = Counter(json.dumps({key: row[key] for key in row if key != "id"}, sort_keys=True) for row in rows)
    assert max(bare.values()) == 1


@pytest.mark.parametrize("table", TABLES, ids=slug)
def test_keys_and_values_are_legal(table: Path) -> None:
    for row in read(table):
        assert set(row) <= KEYS, row["id"]
        assert {"id", "kind", "subject", "name", "quote"} <= set(row), row["id"]
        assert all(isinstance(row[key], str) and row[key] for key in TEXTS & set(row)), row["id"]
        assert all(isinstance(row[key], int | float) for key in NUMBERS & set(row)), row["id"]
        assert all(row[key] in legal for key, legal in CHOICES.items() if key in row), row["id"]
        assert PERIOD.fullmatch(row.get("period", "2023")), row["id"]
        assert set(row.get("compare", {"scope": "", "pp": 0})) == {"scope", "pp"}, row["id"]


@pytest.mark.parametrize("table", TABLES, ids=slug)
def test_every_quote_stands_in_the_article(table: Path) -> None:
    body = article(table).split("---\n", 2)[2]
    for row in read(table):
        assert row["quote"] in body, row["id"]
        assert len(row["quote"]) <= 40, row["id"]


@pytest.mark.parametrize("table", TABLES, ids=slug)
def test_figures_stand_in_their_quotes(table: Path) -> None:
    """A row's figure (its value, else its growth) is written in its quote, in digits, unless the words spell it out."""
    for row in read(table):
        if row["id"] in SPELT_OUT or row["kind"] != "observation":
            continue
        figure = row["value"] if "value" in row else abs(row["growth_pct"])
        shown = figure if isinstance(figure, str) else f"{figure:g}"
        assert shown in row["quote"], row["id"]


@pytest.mark.parametrize("table", TABLES, ids=slug)
def test_shape_of_figures_ranks_and_initiatives(table: Path) -> None:
    rows = read(table)
    programmes = {row["name"] for row in rows if row["kind"] in {"programme", "project"}}
    for row in rows:
        if row["kind"] == "observation":
            assert {"value", "growth_pct"} & set(row), row["id"]
            unitless = isinstance(row.get("value"), str) or any(
                word in row["name"] for word in ("比", "指数", "死亡率")
            )
            assert unitless or "growth_pct" in row or "unit" in row, row["id"]
        if row["kind"] == "ranking":
            assert {"rank", "rank_change"} & set(row), row["id"]
        assert ("rank" in row) == ("rank_scope" in row), row["id"]
        assert row.get("programme", next(iter(programmes), None)) in programmes or "programme" not in row, row["id"]
