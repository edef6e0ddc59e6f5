"""The second measuring set is sound: counties are real, keys legal, and every row's words stand in its article."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from hdkg.resources.divisions import division, parents

HERE = Path(__file__).parent / "blind2"
KINDS = {
    *("observation", "ranking", "award", "project", "programme"),
    *("organization", "place", "event", "work"),
}
TEXTS = {"id", "kind", "subject", "name", "quote", "unit", "period", "rank_scope", "ordinal", "programme", "granted_by"}
TEXTS |= {"type"}
NUMBERS = {"growth_pct", "rank", "rank_change", "completion_pct"}
CHOICES: dict[str, set[Any]] = {
    "kind": KINDS,
    "level": {"国家级", "省级", "市级", "县级"},
    "bound": {"over", "under", "about"},
    "status": {"estimated", "planned"},
    "doubtful": {True},
}
KEYS = TEXTS | NUMBERS | set(CHOICES) | {"value", "compare", "aliases"}
KEYS_OF_FIGURES = {"value", "unit", "growth_pct", "rank", "rank_scope", "rank_change"}
KEYS_OF_FIGURES |= {"compare", "completion_pct", "bound", "status"}
DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
PERIOD = re.compile(f"{DATE}(/{DATE})?")
# How many rows each table has: a row lost or doubled by an edit is seen here.
ROWS = {
    "dingan-2022": 44,
    "hutubi-2023": 48,
    "huzhu-2023": 53,
    "jiangzi-2023": 51,
    "kaihua-2021": 55,
    "lishu-2023": 52,
    "neixiang-2023": 62,
    "zhongxian-2022": 59,
}
# Rows whose figure the words say in ideographs (百亿元, 两家, 七成, 十方面), by article and name.
SPELT_OUT = {
    ("kaihua-2021", "规模以上工业总产值"),
    ("kaihua-2021", "民生实事方面"),
    ("neixiang-2023", "集体经济收入10万元以上的村占行政村总数比重"),
    ("zhongxian-2022", "产值超10亿元企业"),
}

each_article = pytest.mark.parametrize("slug", sorted(ROWS))


def rows_of(slug: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{slug}.gold.jsonl").read_text(encoding="utf-8").splitlines()]


def article(slug: str) -> tuple[str, str]:
    """Return the front matter and the text below it."""
    _, front, body = (HERE / f"{slug}.md").read_text(encoding="utf-8").split("---\n", 2)
    return front, body


def field(front: str, key: str) -> str:
    found = re.search(rf'^{key}: "?([^"\n]+)"?$', front, re.MULTILINE)
    assert found, key
    return found[1]


def test_every_article_has_its_table_and_no_row_is_lost() -> None:
    assert {path.stem for path in HERE.glob("*.md")} - {"README"} == set(ROWS)
    assert {path.name.removesuffix(".gold.jsonl") for path in HERE.glob("*.gold.jsonl")} == set(ROWS)
    assert {slug: len(rows_of(slug)) for slug in ROWS} == ROWS


def test_every_kind_of_fact_occurs() -> None:
    assert {row["kind"] for slug in ROWS for row in rows_of(slug)} == KINDS


def test_counties_are_real_and_of_eight_provinces() -> None:
    provinces = set()
    for slug in ROWS:
        front, _ = article(slug)
        code = field(front, "code")
        county = division(code)
        assert county is not None, slug
        assert county.current, slug
        assert county.name == field(front, "county"), slug
        provinces.add(parents(code)[-1].name)
    assert len(provinces) == len(ROWS)


@each_article
def test_front_matter_says_that_the_figures_are_invented(slug: str) -> None:
    front, body = article(slug)
    assert "数字为测试虚构" in front
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", field(front, "published"))
    assert slug.endswith(field(front, "year"))
    assert f"# {field(front, 'title')}\n" in body
    assert 650 <= len("".join(body.split())) <= 950


@each_article
def test_ids_are_numbered_and_no_row_is_twice_there(slug: str) -> None:
    rows = rows_of(slug)
    assert [row["id"] for row in rows] == [f"{slug}-{number:03d}" for number in range(1, len(rows) + 1)]
    bare = Counter(json.dumps({key: row[key] for key in row if key != "id"}, sort_keys=True) for row in rows)
    assert max(bare.values()) == 1


@each_article
def test_keys_and_values_are_legal(slug: str) -> None:
    for row in rows_of(slug):
        assert set(row) <= KEYS, row["id"]
        assert {"id", "kind", "subject", "name", "quote"} <= set(row), row["id"]
        assert all(isinstance(row[key], str) and row[key] for key in TEXTS & set(row)), row["id"]
        assert all(isinstance(row[key], int | float) for key in NUMBERS & set(row)), row["id"]
        assert all(row[key] in legal for key, legal in CHOICES.items() if key in row), row["id"]
        assert PERIOD.fullmatch(row.get("period", "2023")), row["id"]
        assert set(row.get("compare", {"scope": "", "pp": 0})) == {"scope", "pp"}, row["id"]


@each_article
def test_every_quote_stands_in_the_article(slug: str) -> None:
    _, body = article(slug)
    for row in rows_of(slug):
        assert row["quote"] in body, row["id"]
        assert len(row["quote"]) <= 40, row["id"]


@each_article
def test_figures_stand_in_their_quotes(slug: str) -> None:
    """A row's figure (its value, else its growth) is written in its quote as a whole number, unless spelt out."""
    for row in rows_of(slug):
        if row["kind"] != "observation" or (slug, row["name"]) in SPELT_OUT:
            continue
        figure = row["value"] if "value" in row else abs(row["growth_pct"])
        if isinstance(figure, str):
            assert figure in row["quote"], row["id"]
        else:
            assert float(figure) in {float(each) for each in re.findall(r"\d+(?:\.\d+)?", row["quote"])}, row["id"]


@each_article
def test_growth_ranks_and_shares_stand_in_the_article(slug: str) -> None:
    """What hangs on a figure is written near it: a growth, a comparison or a share done with its unit."""
    _, body = article(slug)
    for row in rows_of(slug):
        for key in ("growth_pct", "completion_pct"):
            if key in row and row[key] != 100:
                assert re.search(rf"(?<![\d.]){re.escape(f'{abs(row[key]):g}')}(\.0)?%", body), (row["id"], key)
        if "compare" in row:
            assert f"{row['compare']['scope']}" in body, row["id"]
            assert re.search(rf"{row['compare']['pp']}个百分点", body), row["id"]
        if row.get("rank_scope"):
            assert row["rank_scope"] in body, row["id"]


@each_article
def test_shape_of_figures_ranks_and_initiatives(slug: str) -> None:
    rows = rows_of(slug)
    programmes = {row["name"] for row in rows if row["kind"] == "programme"}
    for row in rows:
        if row["kind"] == "observation":
            assert {"value", "growth_pct"} & set(row), row["id"]
            assert isinstance(row.get("value"), str) or "growth_pct" in row or "unit" in row, row["id"]
        elif row["kind"] == "ranking":
            assert "rank" in row, row["id"]
        else:
            assert not KEYS_OF_FIGURES & set(row), row["id"]
        assert ("rank" in row) == ("rank_scope" in row), row["id"]
        assert row.get("programme") in {None, *programmes}, row["id"]
