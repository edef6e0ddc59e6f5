"""Words lead to the facts that they support, whatever the words are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hdkg.errors import QueryError
from hdkg.evidence import search
from hdkg.queries import run
from hdkg.resources import graph_dir
from hdkg.store import EmbeddedStore, Result, open_store

TESTS = Path(__file__).resolve().parents[1]
SMALL = TESTS / "fixtures" / "small-county.ttl"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return open_store([SMALL, graph_dir() / "hengdong-2023.ttl"])


def said(result: Result) -> list[str]:
    return [str(row["says"]) for row in result]


def test_the_query_gives_the_expected_rows() -> None:
    header, *rows = csv.reader((TESTS / "queries" / "search.csv").read_text("utf-8").splitlines())
    result = run(open_store([SMALL]), "search", {"word": "粮食"})
    assert [[str(row[column]) for column in header] for row in result] == rows
    assert len(run(open_store([SMALL]), "search")) > 60, "without a word it lists every fact"


def test_every_word_has_to_occur(store: EmbeddedStore) -> None:
    both = said(search(store, ["粮食", "41.1"]))
    assert both == ["衡东县 粮食总产量 2023", "云溪县 粮食总产量 2023"]
    assert set(both) < set(said(search(store, ["粮食"])))
    assert said(search(store, ["粮食", "zzz"])) == []


def test_english_pinyin_case_and_other_names_find_it_too(store: EmbeddedStore) -> None:
    grain = said(search(store, ["GRAIN output"]))
    assert "云溪县 粮食总产量 2023" in grain
    assert said(search(store, ["yangqiaozhen"])) == ["杨桥镇"]
    level = "云溪县 地区生产总值 2023-01/2023-09"
    assert level in said(search(store, ["gdp"]))
    assert all("GDP" not in str(row["quote"]) for row in search(store, ["gdp"]) if str(row["says"]) == level)


def test_one_county(store: EmbeddedStore) -> None:
    everywhere, here = search(store, ["粮食"]), search(store, ["粮食"], county="990124")
    assert 0 < len(here) < len(everywhere)
    assert all(name.startswith("云溪县") for name in said(here))


def test_quote_and_fact_are_given_by_iri(store: EmbeddedStore) -> None:
    result = search(store, ["粮食"])
    for row in result:
        asked = f"ASK {{ {row['fact'].n3()} (<http://www.w3.org/ns/prov#wasDerivedFrom>) {row['quote_iri'].n3()} }}"
        assert store.query(asked).answer
    assert len(result) > 4


@pytest.mark.parametrize(
    "word",
    ['"', "\\", '" } . ?s ?p ?o #', "') || true || (", "?word", "UNDEF", "<x>", "\n", "\x00", "{", "$1", r"\1", ".*"],
)
def test_hostile_words_find_nothing_and_break_nothing(store: EmbeddedStore, word: str) -> None:
    assert len(search(store, [f"a{word}b"])) == 0


def test_no_word_is_an_error(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="no word"):
        search(store, [" ", ""])
