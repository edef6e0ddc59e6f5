"""The committed sources: readable, licensed, in our own words, and with tables of their facts that fit the text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from hdkg.model import Block, BlockKind
from hdkg.reading import read
from hdkg.resources import division, graph_dir

SHARED = Path(__file__).parents[2] / "../shared"
ARTICLE = SHARED / "articles/hengdong-2024-01-12.md"
SOURCES = sorted((graph_dir() / "sources").glob("*.md"))
FACTS = SHARED / "facts/neighbours.json"
TABLES = sorted(
    [*Path(__file__).parent.glob("*.gold.jsonl"), *(Path(__file__).parent / "neighbours").glob("*.gold.jsonl")],
    key=lambda table: table.name.removesuffix(".gold.jsonl"),
)
# How many rows each table has: a row lost or doubled by an edit is seen here.
ROWS = {
    "changning-2022-unverified": 3,
    "changning-2023": 23,
    "changning-2023-reprints": 6,
    "changning-2024": 19,
    "changning-2024-reprints": 10,
    "hengdong-2023": 112,
    "hengyangxian-2022": 11,
    "hengyangxian-2023": 10,
    "hengyangxian-2023-press": 14,
    "hengyangxian-2024-reprints": 7,
    "hengyangxian-2025": 3,
    "nanyue-2023": 20,
    "qidong-2022-press": 12,
    "qidong-2023": 6,
    "qidong-2023-reprints": 24,
    "qidong-2025-press": 5,
}
COMPILED = [source for source in SOURCES if source.stem != "hengdong-2023"]
TRUST = {"": "high", "press": "medium", "reprints": "medium", "unverified": "low"}
PERIODS = {"2024-Q1/Q3": "2024-01/2024-09"}
CLASSES = {"高": "", "中高": "press", "中": "reprints", "低": "unverified"}
KEYS = {
    "id",
    "kind",
    "subject",
    "name",
    "aliases",
    "value",
    "unit",
    "period",
    "growth_pct",
    "rank",
    "rank_scope",
    "rank_change",
    "compare",
    "completion_pct",
    "level",
    "granted_by",
    "ordinal",
    "programme",
    "bound",
    "status",
    "type",
    "within",
    "alt_kind",
    "doubtful",
    "compared_with",
    "quote",
}

needs_facts = pytest.mark.skipif(not FACTS.is_file(), reason="the collected facts are not at hand")
needs_article = pytest.mark.skipif(not ARTICLE.is_file(), reason="the real article is not at hand")


def rows(table: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]


def words(source: Path, block: Block) -> str:
    text = source.read_text("utf-8")
    return "".join(piece.of(text) for piece in block.pieces)


def squeeze(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def test_there_are_sources_and_tables() -> None:
    assert sorted(source.stem for source in SOURCES) == [table.name.removesuffix(".gold.jsonl") for table in TABLES]
    assert {table.name.removesuffix(".gold.jsonl"): len(rows(table)) for table in TABLES} == ROWS


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_source_says_what_it_is(source: Path) -> None:
    article = read(source)
    told = article.metadata
    assert division(told.county) is not None
    name = re.fullmatch(r"[a-z]+-(?P<year>\d{4})(?:-(?P<class>[a-z]+))?", source.stem)
    assert name
    assert name["year"] == str(told.year)
    assert told.reliability == TRUST[name["class"] or ""]
    assert told.restatement
    assert told.licence.startswith("https://creativecommons.org/licenses/")
    assert all((told.title, told.published))
    kinds = [block.kind for block in article.blocks]
    assert kinds[0] is BlockKind.TITLE
    assert {BlockKind.HEADING, BlockKind.BODY} <= set(kinds)
    assert all(block.section for block in article.blocks if block.kind is BlockKind.CAPTION)


def test_the_restatement_of_one_article_names_it() -> None:
    told = read(graph_dir() / "sources/hengdong-2023.md").metadata
    assert all((told.newspaper, told.authors))
    assert told.origins == ()


@pytest.mark.parametrize("source", COMPILED, ids=lambda path: path.stem)
def test_every_section_of_a_source_put_together_has_its_origins(source: Path) -> None:
    article = read(source)
    origins = article.metadata.origins
    assert all(origin.title or origin.newspaper for origin in origins)
    assert all(origin.published[:4] <= article.metadata.published[:4] for origin in origins)
    sections = {block.section for block in article.blocks if block.kind is BlockKind.BODY and block.section}
    assert sections == {section for origin in origins for section in origin.sections}
    before = [block for block in article.blocks if block.kind is BlockKind.BODY and not block.section]
    assert not any(re.search(r"\d", words(source, block)) for block in before), "a figure without an origin"


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_every_row_of_a_table_quotes_its_source(table: Path) -> None:
    text = (graph_dir() / "sources" / table.name.replace(".gold.jsonl", ".md")).read_text(encoding="utf-8")
    facts = rows(table)
    assert len({fact["id"] for fact in facts}) == len(facts)
    for fact in facts:
        assert fact.keys() <= KEYS
        assert fact["quote"] in text, fact["id"]
        value = fact.get("value")
        if isinstance(value, float):
            assert str(value) in text, fact["id"]


@needs_facts
def test_the_neighbours_tell_every_collected_fact_with_its_reliability() -> None:
    told = {fact["id"]: (fact, table) for table in TABLES for fact in rows(table)}
    asked = [fact for facts in json.loads(FACTS.read_text("utf-8"))["counties"].values() for fact in facts]
    assert len(asked) == 161
    for fact in asked:
        row, table = told[fact["id"]]
        name = table.name.removesuffix(".gold.jsonl")
        assert name.partition("-")[2].partition("-")[2] == CLASSES[fact["reliability"]], fact["id"]
        for key in ("value", "unit", "growth_pct", "rank", "level", "granted_by"):
            assert row.get(key) == fact.get(key), (fact["id"], key)
        if fact["kind"] in {"observation", "ranking", "target"}:
            assert row.get("period") == PERIODS.get(fact.get("period"), fact.get("period")), fact["id"]
        source = graph_dir() / f"sources/{name}.md"
        sections = read(source).metadata.origins
        where = next(block.section for block in read(source).blocks if row["quote"] in words(source, block))
        urls = {origin.url for origin in sections if where in origin.sections}
        assert (fact["url"] if str(fact.get("url")).startswith("http") else "") in urls, fact["id"]


@needs_facts
@pytest.mark.parametrize("source", COMPILED, ids=lambda path: path.stem)
def test_the_neighbours_share_no_sentence_with_what_is_collected(source: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours.txt"
    ours.write_text(source.read_text("utf-8").split("---\n", 2)[2], encoding="utf-8")
    table = next(table for table in TABLES if table.name.removesuffix(".gold.jsonl") == source.stem)
    names = {squeeze(fact[key]) for fact in rows(table) for key in ("subject", "name")}
    others = [FACTS, ARTICLE, *sorted((SHARED / "devset").glob("*.txt"))]
    assert len(others) > 5
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("\n".join(path.read_text("utf-8") for path in others), encoding="utf-8")
    command = [sys.executable, str(SHARED / "tools/overlap.py"), str(ours), str(theirs), "--min", "17"]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert [run for line in printed.splitlines() if (run := line.partition(" ")[2]) not in names] == []


@needs_article
def test_the_restatement_tells_every_fact_of_the_article() -> None:
    told = {fact["id"]: fact for fact in rows(Path(__file__).with_name("hengdong-2023.gold.jsonl"))}
    asked = rows(ARTICLE.with_suffix(".gold.jsonl"))
    assert len(asked) == len(told) == 112
    for fact in asked:
        for key in ("kind", "subject", "value", "unit", "period", "growth_pct", "rank", "rank_change", "programme"):
            assert told[fact["id"]].get(key) == fact.get(key), (fact["id"], key)


@needs_article
def test_the_restatement_shares_names_and_figures_but_no_sentence() -> None:
    source = graph_dir() / "sources/hengdong-2023.md"
    command = [sys.executable, str(SHARED / "tools/overlap.py"), str(source), str(ARTICLE), "--min", "12"]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    runs = [line.partition(" ")[2] for line in printed.splitlines()]
    names = {squeeze(fact["name"]) for fact in rows(Path(__file__).with_name("hengdong-2023.gold.jsonl"))}
    names |= {squeeze(read(source).metadata.title)}
    assert runs
    assert max(len(run) for run in runs) <= 16
    for run in runs:  # nothing but a name, two that the text joins, or a name and a word of rank before it
        rest = run
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, "")
        assert any(run in name for name in names) or len(rest) <= 4, run
