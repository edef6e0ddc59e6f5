"""A fact is cited with its source, date, words and permanent IRI."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from hdkg.errors import QueryError
from hdkg.evidence import Citation, cite
from hdkg.evidence.citation import Quote
from hdkg.evidence.styles import bibtex, csl_json, gbt7714
from hdkg.queries import run
from hdkg.resources import graph_dir
from hdkg.store import EmbeddedStore, open_store

TESTS = Path(__file__).resolve().parents[1]
GRAIN = "id:observation/dcb07c00e7c45845/a9af7502bbde"
IRI = GRAIN.replace("id:", "https://w3id.org/hdkg/id/")


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return open_store([TESTS / "fixtures" / "small-county.ttl"])


@pytest.fixture(scope="module")
def grain(store: EmbeddedStore) -> Citation:
    (citation,) = cite(store, GRAIN)
    return citation


def test_the_query_gives_the_expected_rows(store: EmbeddedStore) -> None:
    header, *rows = csv.reader((TESTS / "queries" / "citation.csv").read_text("utf-8").splitlines())
    assert [[str(row[column]) for column in header] for row in run(store, "citation", {"fact": IRI})] == rows


@pytest.mark.parametrize("fact", [GRAIN, IRI, f"<{IRI}>"])
def test_whole_and_short_iri_are_the_same(store: EmbeddedStore, grain: Citation, fact: str) -> None:
    assert cite(store, fact) == (grain,)


def test_what_it_holds(grain: Citation) -> None:
    assert (grain.says, grain.says_en) == (
        "云溪县 粮食总产量 2023: 41.1万吨",
        "Yunxi County: grain output, 2023: 41.1万吨",
    )
    (quote,) = grain.quotes
    assert (quote.text, quote.start, quote.end) == ("粮食总产量41.1万吨", 100, 111)
    assert quote.iri.endswith("/span/100-111")


def test_gbt_7714(grain: Citation) -> None:
    assert gbt7714(grain, "2026-11-24") == (
        f"甲乙. 云溪县：稳住底盘再起步[N/OL]. 澄州晚报, 2024-01-15[2026-11-24]. {IRI}. 原文：“粮食总产量41.1万吨”."
    )
    assert "[2026" not in gbt7714(grain)


def test_a_restatement_names_what_it_restates() -> None:
    (town,) = cite(open_store([graph_dir() / "hengdong-2023.ttl"]), "id:division/430424108")
    assert (town.authors, town.publisher) == ((), "")
    text = gbt7714(town)
    assert "[EB/OL]. (2024-01-12). https://w3id.org/hdkg/id/division/430424108." in text
    assert "转述自：" in text
    assert "衡阳日报，2024-01-12" in text


def test_where_else_an_article_appeared_is_no_restatement(grain: Citation) -> None:
    twice = replace(grain, record="甲乙，稳住底盘，澄州晚报，2024-01-15；澄州网")
    assert "著录：甲乙" in gbt7714(twice)
    assert "转述" not in gbt7714(twice) + bibtex(twice) + csl_json([twice])


def test_more_than_three_authors_are_shortened(grain: Citation) -> None:
    many = Citation(IRI, "", "", grain.quotes, "题", ("甲", "乙", "丙", "丁"))
    assert gbt7714(many).startswith("甲, 乙, 丙, 等. 题[EB/OL].")
    assert "{{甲} and {乙} and {丙} and {丁}}" in bibtex(many)


def test_bibtex(grain: Citation) -> None:
    text = bibtex(grain, "2026-11-24")
    assert text.startswith("@article{observation-dcb07c00e7c45845-a9af7502bbde,\n")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", text, re.MULTILINE))
    assert (fields["journal"], fields["date"], fields["year"]) == ("澄州晚报", "2024-01-15", "2024")
    assert (fields["url"], fields["urldate"]) == (IRI, "2026-11-24")
    assert "“粮食总产量41.1万吨”" in fields["note"]


def test_what_tex_reads_as_commands_is_escaped() -> None:
    hostile = Citation("urn:a", "", "", (Quote("100%_a{b}\\c$#&~^\nx", 0, 1, "urn:s"),), "}} @misc{x,")
    text = bibtex(hostile)
    assert (
        r"100\%\_a\textbraceleft{}b\textbraceright{}\textbackslash{}c\$\#\&\textasciitilde{}\textasciicircum{} x"
        in text
    )
    depth = [text[:at].count("{") - text[:at].count("}") for at in range(len(text) + 1)]
    assert min(depth[1 + text.index("{") : -1]) == 1, "an entry ends before its end"
    assert depth[-1] == 0


def test_csl_json(grain: Citation) -> None:
    (item,) = json.loads(csl_json([grain], "2026-11-24"))
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "甲乙"}]
    assert item["issued"] == {"date-parts": [[2024, 1, 15]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 24]]}
    assert (item["URL"], item["container-title"]) == (IRI, "澄州晚报")


def test_a_quote_itself_can_be_cited(store: EmbeddedStore, grain: Citation) -> None:
    (quoted,) = cite(store, grain.quotes[0].iri)
    assert quoted.quotes == grain.quotes


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ("id:observation/0/0", "hold no fact .*hdkg search"),
        ("hdi:grain-output", "is no fact but .*hd:Indicator"),
        ("grain output", "is no IRI"),
        ("urn:x> } # ", "is no IRI"),
    ],
)
def test_what_cannot_be_cited(store: EmbeddedStore, fact: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        cite(store, fact)


def test_a_day_that_is_none(grain: Citation) -> None:
    with pytest.raises(QueryError, match="is no day"):
        gbt7714(grain, "24.11.2026")


def test_what_two_sources_say_has_two_citations(tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    text = (TESTS / "fixtures" / "small-county.ttl").read_text("utf-8")
    other.write_text(text.replace("dcb07c00e7c45845", "aaaaaaaaaaaaaaaa").replace("澄州晚报", "澄州日报"), "utf-8")
    both = cite(
        open_store([TESTS / "fixtures" / "small-county.ttl", other]), "id:initiative/990124/sanliangongzuo-9bb4ee"
    )
    assert {each.publisher for each in both} == {"澄州晚报", "澄州日报"}
    assert all(each.quotes for each in both)


def test_every_claim_can_be_cited(store: EmbeddedStore) -> None:
    claims = store.query("SELECT DISTINCT ?c { ?c a <https://w3id.org/hdkg/ontology/Claim> }").rows
    assert len(claims) > 30
    assert all(cite(store, str(row[0]))[0].quotes for row in claims)
