"""The corpus is what it claims: the same from the same seed, exact in its offsets, whole in its patterns."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

import benchmarks.corpus
from benchmarks.corpus import Composed, compose
from benchmarks.corpus.patterns import patterns
from benchmarks.corpus.said import Said
from benchmarks.corpus.words import FOLDER, indicators, works
from hdkg.resources import division, rules_dir

ROOT = Path(__file__).parents[2]
# The patterns counted in real articles.
FAMILIES = {"A": 7, "C": 5, "D": 2, "G": 10, "K": 7, "L": 3, "P": 4, "Q": 2, "R": 7, "S": 2, "T": 3, "Z": 2}
IDS = frozenset(f"{family}{number}" for family, count in FAMILIES.items() for number in range(1, count + 1))
FIGURES = frozenset({"value", "growth_pct", "rank", "rank_change", "completion_pct"})
MORE = frozenset({"unit", "period", "rank_scope", "compare", "level", "granted_by", "ordinal", "programme"})
PLAIN = frozenset({"kind", "subject", "name", "bound", "status", "section", "start", "end", "quote"})
KINDS = frozenset({"observation", "ranking", "award", "project", "programme", "organization", "place", "event", "work"})
PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?")


@pytest.fixture(scope="module")
def articles() -> tuple[Composed, ...]:
    return tuple(compose(1, number) for number in range(200))


def test_every_pattern_occurs(articles: tuple[Composed, ...]) -> None:
    used = Counter(pattern for article in articles for pattern in article.patterns)
    assert set(used) == IDS
    assert min(used.values()) >= 8, used


def test_every_pattern_that_states_facts_is_marked_on_its_facts(articles: tuple[Composed, ...]) -> None:
    marked = {name for article in articles for row in article.rows for name in _patterns(row)}
    assert marked == IDS - {"Z1", "Z2"}
    assert marked <= {each.id for each in patterns()} | {"C2", "R3"}


def _patterns(row: dict[str, object]) -> list[str]:
    found = row["patterns"]
    assert isinstance(found, list)
    return found


def test_quotes_stand_at_their_offsets(articles: tuple[Composed, ...]) -> None:
    rows = [(article.text, row) for article in articles for row in article.rows]
    assert len(rows) > 5000
    for text, row in rows:
        start, end = int(str(row["start"])), int(str(row["end"]))
        assert 0 <= start < end
        assert text[start:end] == row["quote"]


def test_rows_keep_to_the_table_of_facts(articles: tuple[Composed, ...]) -> None:
    for article in articles:
        for row in article.rows:
            assert set(row) - {"patterns", "doubtful", "aliases"} <= FIGURES | MORE | PLAIN
            assert row["kind"] in KINDS
            assert row.get("bound") in {None, "over", "under", "about"}
            assert row.get("status") in {None, "estimated", "planned"}
            assert row.get("level") in {None, "国家级", "省级", "市级"}
            assert "period" not in row or PERIOD.fullmatch(str(row["period"]))
            assert ("rank_scope" in row) == ("rank" in row)
            assert "unit" not in row or "value" in row
            assert row["kind"] not in {"observation", "ranking"} or FIGURES & set(row)


def test_a_figure_stands_in_its_quote_or_in_words(articles: tuple[Composed, ...]) -> None:
    written = [row for article in articles for row in article.rows if str(row.get("value", "")).count(".")]
    assert len(written) > 500
    assert [row for row in written if str(row["value"]) not in str(row["quote"]).replace("\n", "")] == []


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, hashing in (("one", "0"), ("two", "1")):
        command = [
            sys.executable,
            "-m",
            "benchmarks.corpus",
            "--articles",
            "6",
            "--seed",
            "7",
            "--out",
            tmp_path / name,
        ]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={"PYTHONHASHSEED": hashing})
    written = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert len(written) == 12
    assert written == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    gold = next(name for name in written if name.endswith(".gold.jsonl"))
    assert all(json.loads(line)["quote"] for line in written[gold].decode().splitlines())


def test_another_seed_gives_another_article() -> None:
    assert compose(1, 0).text != compose(2, 0).text
    assert compose(1, 3).text != compose(1, 6).text


def test_the_front_matter_names_a_real_county_and_a_date(articles: tuple[Composed, ...]) -> None:
    for article in articles:
        front = yaml.safe_load(article.text.split("---")[1])
        county = division(front["code"])
        assert county is not None
        assert county.current
        assert county.short_name in article.text
        assert isinstance(front["published"], date)


def test_an_article_tells_no_indicator_twice_in_one_period(articles: tuple[Composed, ...]) -> None:
    told = Counter(
        (article.name, row["name"], row["period"], row["subject"])
        for article in articles
        for row in article.rows
        if row["kind"] == "observation" and "growth_pct" in row and not row.get("doubtful")
    )
    assert len(told) > 1500
    assert [key for key, count in told.items() if count > 1] == []


def test_a_break_in_mid_sentence_moves_what_stands_behind_it() -> None:
    broken = next(article for article in map(lambda n: compose(1, n), range(0, 200, 3)) if _breaks(article.text))  # noqa: C417
    assert all(broken.text[int(str(row["start"])) : int(str(row["end"]))] == row["quote"] for row in broken.rows)


def _breaks(text: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]\n\n[\u4e00-\u9fff]", text.partition("\n## ")[2]) is not None


def test_texts_add_up() -> None:
    assert ("甲" + Said("乙", patterns=frozenset({"A1"})) + "丙").text == "甲乙丙"


def test_the_word_lists_are_large_and_its_own() -> None:
    names = {each.name for each in indicators()} | {each.thing for each in works()}
    assert len(names) > 200
    assert FOLDER.resolve().parent != rules_dir().resolve()
    sources = [path.read_text("utf-8") for path in (ROOT / "benchmarks/corpus").rglob("*.py")]
    assert len(sources) > 15
    assert [text for text in sources if "rules_dir" in text or "ontology_dir" in text or ".rules" in text] == []


def test_the_examples_of_the_modules() -> None:
    found = pkgutil.walk_packages(benchmarks.corpus.__path__, "benchmarks.corpus.")
    names = [module.name for module in found if not module.name.endswith("__main__")]
    results = [doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS) for name in names]
    assert sum(result.attempted for result in results) >= 10
    assert sum(result.failed for result in results) == 0
