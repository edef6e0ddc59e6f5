"""Every question is answered as a careful reader of the article would.

The expected rows were written by hand from the article's facts; a column that is not in the CSV is not compared (it
holds an IRI, or words that depend on the text).
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
import rdflib

from hdkg.queries import Query, catalogue, run
from hdkg.resources import graph_dir
from hdkg.store import EmbeddedStore, Result, open_graph, open_store

HERE = Path(__file__).parent
SOURCE = graph_dir() / "sources" / "hengdong-2023.md"
SMALL = HERE.parent / "fixtures" / "small-county.ttl"
# Tests of their own below: lists of everything, counts, and what is no part of the table of facts (areas, the ledger).
APART = {"citation", "connections", "data-quality", "evidence", "initiatives-by-area", "not-understood", "search"}
# What one county's one article cannot show: in `test_several_counties.py`.
OF_SEVERAL = {"contradictions", "economic-structure", "initiatives-by-year", "neighbours", "shared-honours"}
ANSWERED = [query for query in catalogue() if query.name not in APART | OF_SEVERAL]


def test_all_questions_are_asked() -> None:
    assert len(ANSWERED) + len(APART) + len(OF_SEVERAL) == len(list(HERE.glob("*.csv"))) == len(catalogue())


def expected(name: str) -> tuple[list[str], Counter[tuple[str, ...]]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert rows
    return header, Counter(map(tuple, rows))


def found(result: Result, columns: list[str]) -> Counter[tuple[str, ...]]:
    places = [result.columns.index(column) for column in columns]
    return Counter(tuple("" if row[place] is None else str(row[place]) for place in places) for row in result.rows)


@pytest.fixture(scope="module")
def store(perfect: rdflib.Graph) -> EmbeddedStore:
    return open_graph(perfect)


@pytest.mark.parametrize("query", ANSWERED, ids=lambda query: query.name)
def test_answer_on_a_perfect_extraction(query: Query, store: EmbeddedStore) -> None:
    columns, rows = expected(query.name)
    got = found(run(store, query), columns)
    assert {"missing": rows - got, "unexpected": got - rows} == {"missing": Counter(), "unexpected": Counter()}


def test_ways_between_two_enterprises(store: EmbeddedStore) -> None:
    columns, rows = expected("connections")
    asked = {"from": "汇中再生", "to": "和富铜业"}
    assert found(run(store, "connections", asked), columns) == rows
    nearest = {row for row in rows if row[0] == "2"}
    assert set(found(run(store, "connections", asked | {"most": 2}), columns)) == nearest
    assert not run(store, "connections").rows


@pytest.mark.parametrize(
    ("start", "end", "ways"),
    [
        ("荆竹村", "衡阳市", ["荆竹村 – 杨桥镇 – 衡东县 – 衡阳市"]),
        ("衡东县", "衡阳市", ["衡东县 – 衡阳市"]),
        ("《人民日报》", "三湘护农", ["《人民日报》 – 主流媒体推介 – “三湘护农”"]),
        ("荆竹村", "荆竹村", []),
        ("荆竹村", "无此地", []),
    ],
)
def test_shortest_ways_between_things_of_other_kinds(
    start: str, end: str, ways: list[str], store: EmbeddedStore
) -> None:
    rows = list(run(store, "connections", {"from": start, "to": end}))
    shortest = min((int(row["steps"]) for row in rows), default=0)
    assert list(dict.fromkeys(str(row["way"]) for row in rows if int(row["steps"]) == shortest)) == ways
    for row in rows:
        assert 1 <= int(row["step"]) <= int(row["steps"]) <= 4


def test_initiatives_of_a_policy_area() -> None:
    columns = ["area", "area_en", "initiative", "class"]
    rows = found(run(open_store([SMALL]), "initiatives-by-area"), columns)
    assert rows == {
        ("党的建设", "Party building", "“三联”工作", "Campaign"): 1,
        ("生态环境", "ecology", "守水岸", "Programme"): 1,
        ("营商环境", "business environment", "“企业恳谈会”", "Mechanism"): 1,
    }
    ecology = run(open_store([SMALL]), "initiatives-by-area", {"area_iri": "hdp:ecology"})
    assert found(ecology, ["initiative"]) == {("守水岸",): 1}


def test_open_and_set_aside_entries_of_the_ledger() -> None:
    columns, rows = expected("not-understood")
    store = open_store([SMALL])
    assert found(run(store, "not-understood"), columns) == rows
    aside = run(store, "not-understood", {"status_iri": "hdc:ledger-set-aside"})
    assert found(aside, ["words", "rule"]) == {("五项指标", "count-of-list"): 1}


def test_evidence_is_the_words_at_their_offsets(store: EmbeddedStore) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    rows = list(run(store, "evidence"))
    for row in rows:
        assert text[int(row["start"]) : int(row["end"])] == str(row["quote"])
    facts = {str(row["fact"]) for row in rows}
    claims = store.query("SELECT ?claim { ?claim a <https://w3id.org/hdkg/ontology/Claim> }")
    assert {str(row[0]) for row in claims.rows} < facts


def test_evidence_of_one_fact(store: EmbeddedStore) -> None:
    figures = list(run(store, "reported-figures"))
    fact = next(str(row["figure"]) for row in figures if str(row["indicator"]) == "地区生产总值")
    columns, rows = expected("evidence")
    assert found(run(store, "evidence", {"fact": fact}), columns) == rows


def test_quality_counts_what_is_there(perfect: rdflib.Graph, store: EmbeddedStore) -> None:
    columns, rows = expected("data-quality")
    result = run(store, "data-quality")
    assert found(result, columns) == rows
    counts = {str(row["measure_en"]): int(row["count"]) for row in result}
    hd = "https://w3id.org/hdkg/ontology/"
    claims = {s for s, _, o in perfect if str(o) == f"{hd}Claim"}
    indicators = {o for _, p, o in perfect if str(p) == f"{hd}indicator"}
    minted = {s for s, _, o in perfect if str(o) == "https://w3id.org/hdkg/indicator/uncatalogued"}
    assert counts == {
        "facts": len(claims),
        "facts without evidence": 0,
        "facts with an inherited slot": 0,
        "facts with an inferred slot": 1,
        "indicators": len(indicators),
        "indicators not in the catalogue": len(minted & indicators),
        "ledger entries set aside": 0,
        "ledger entries not understood": 0,
    }
    assert len(claims) > 70


def test_a_fact_without_evidence_is_counted(perfect: rdflib.Graph) -> None:
    claim = min((subject for subject, _, thing in perfect if str(thing).endswith("/Ranking")), key=str)
    bare = rdflib.Graph()
    for triple in perfect:
        if not (triple[0] == claim and str(triple[1]).endswith("wasDerivedFrom")):
            bare.add(triple)
    counts = {str(row["measure_en"]): int(row["count"]) for row in run(open_graph(bare), "data-quality")}
    assert counts["facts without evidence"] == 1
