"""The committed sources: readable, licensed, in our own words, and with tables of their facts that fit the text."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from hdkg.model import BlockKind
from hdkg.reading import read
from hdkg.resources import division, graph_dir

SHARED = Path(__file__).parents[2] / "../shared"
ARTICLE = SHARED / "articles/hengdong-2024-01-12.md"
SOURCES = sorted((graph_dir() / "sources").glob("*.md"))
TABLES = sorted(Path(__file__).parent.glob("*.gold.jsonl"))
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

needs_article = pytest.mark.skipif(not ARTICLE.is_file(), reason="the real article is not at hand")


def rows(table: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]


def squeeze(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def test_there_are_sources_and_tables() -> None:
    assert [source.stem for source in SOURCES] == [table.name.removesuffix(".gold.jsonl") for table in TABLES]
    assert SOURCES


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_source_says_what_it_is(source: Path) -> None:
    article = read(source)
    told = article.metadata
    assert division(told.county) is not None
    assert source.stem.endswith(f"-{told.year}")
    assert told.restatement
    assert told.licence.startswith("https://creativecommons.org/licenses/")
    assert told.reliability in {"high", "medium", "low"}
    assert all((told.title, told.newspaper, told.authors, told.published))
    kinds = [block.kind for block in article.blocks]
    assert kinds[0] is BlockKind.TITLE
    assert {BlockKind.HEADING, BlockKind.BODY, BlockKind.CAPTION} <= set(kinds)
    assert all(block.section for block in article.blocks if block.kind is BlockKind.CAPTION)


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_every_row_of_a_table_quotes_its_source(table: Path) -> None:
    text = (graph_dir() / "sources" / table.name.replace(".gold.jsonl", ".md")).read_text(encoding="utf-8")
    facts = rows(table)
    assert len(facts) > 100
    assert len({fact["id"] for fact in facts}) == len(facts)
    for fact in facts:
        assert fact.keys() <= KEYS
        assert fact["quote"] in text, fact["id"]
        value = fact.get("value")
        if isinstance(value, float):
            assert str(value) in text, fact["id"]


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
