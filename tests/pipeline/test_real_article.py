"""The real article, wherever it is at hand, goes the whole way and stays quotable."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from hdkg.pipeline.building import BuildResult, build
from hdkg.pipeline.graphs import open_graphs

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "articles" / "hengdong-2024-01-12.md"
PREFIXES = "PREFIX hd: <https://w3id.org/hdkg/ontology/> PREFIX prov: <http://www.w3.org/ns/prov#> "


@pytest.fixture(scope="module")
def result() -> BuildResult:
    """Build the real article's graph in memory."""
    if not ARTICLE.exists():
        pytest.skip("the real article is not beside this checkout")
    return build(ARTICLE, county="430424", published="2024-01-12")


def test_its_graph_is_valid(result: BuildResult) -> None:
    assert list(result.report.lines()) == ["图符合全部约束 / the graph conforms"]


def test_it_keeps_the_hash_of_the_text_and_quotes_at_most_40_characters_as_they_stand(result: BuildResult) -> None:
    store = open_graphs(result.graph)
    (row,) = store.query(PREFIXES + "SELECT ?hash { ?article a hd:Article ; hd:sha256 ?hash }")
    text = ARTICLE.read_bytes().decode("utf-8")
    assert str(row["hash"]) == hashlib.sha256(text.encode()).hexdigest()
    spans = list(
        store.query(PREFIXES + "SELECT ?start ?end ?exact { ?s hd:start ?start ; hd:end ?end ; hd:exact ?exact }")
    )
    assert len(spans) > 50
    for span in spans:
        assert str(span["exact"]) == text[int(span["start"]) : int(span["end"])]
        assert len(span["exact"]) <= 40


def test_no_claim_is_without_words_of_the_article(result: BuildResult) -> None:
    bare = "SELECT ?claim { ?claim a hd:Claim FILTER NOT EXISTS { ?claim prov:wasDerivedFrom/hd:exact ?words } }"
    store = open_graphs(result.graph)
    assert len(store.query(PREFIXES + bare)) == 0
    assert len(store.query(PREFIXES + "SELECT DISTINCT ?claim { ?claim a hd:Claim }")) > 50


def test_county_and_date_may_be_given_in_other_words(result: BuildResult) -> None:
    again = build(ARTICLE, county="衡东县", published="2024-01-12")
    assert again.extraction == result.extraction
