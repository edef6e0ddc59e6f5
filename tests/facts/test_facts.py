"""The flat table says what the graph says: complete rows, checked by a person against ``FACTS.md``'s rules."""

import json
from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph

from hdkg.queries.facts import COLUMNS, facts
from hdkg.resources import queries_dir
from hdkg.store import open_store

SMALL = Path(__file__).parents[1] / "fixtures" / "small-county.ttl"
HEAD = """
@base <https://w3id.org/hdkg/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix hd: <https://w3id.org/hdkg/ontology/> .
@prefix hdc: <https://w3id.org/hdkg/code/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> .
@prefix sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<source/a> hd:about <division/990124> .
<division/990124> a hd:County, hd:Place ; rdfs:label "云溪县"@zh, "Yunxi County"@en, "yunxixian"@zh-Latn .
<indicator/a> skos:prefLabel "产量"@zh, "output"@en .
<period/2023> hd:iso "2023" .
"""


FINAL = ("hd:bound hdc:bound-exact", "sdmx-attribute:obsStatus hdc:status-final")


def span(start: int) -> str:
    return (
        f'<source/a/span/{start}> dcterms:source <source/a> ; hd:start {start} ; hd:end {start + 1} ; hd:exact "甲" .\n'
    )


def figure(name: str, kind: str, value: str, *more: str, written: str = "", start: int = 0) -> str:
    """Return an observation in Turtle."""
    statements = [
        f"<{name}> a hd:Observation, hd:Claim",
        "dcterms:source <source/a>",
        "hd:subject <division/990124>",
        "hd:indicator <indicator/a>",
        'hd:writtenName "产量"',
        f"hd:statisticKind hdc:kind-{kind}",
        f"sdmx-measure:obsValue {value}",
        f'hd:writtenValue "{written or value}"',
        f"prov:wasDerivedFrom <source/a/span/{start}>",
        *(more or FINAL),
    ]
    return " ;\n".join(statements) + " .\n" + span(start)


def ranking(name: str, *more: str, start: int = 0) -> str:
    """Return a ranking in Turtle."""
    statements = [
        f"<{name}> a hd:Ranking, hd:Claim",
        "dcterms:source <source/a>",
        "hd:subject <division/990124>",
        'hd:rankedIn "产量"',
        'hd:scope "全市"',
        f"prov:wasDerivedFrom <source/a/span/{start}>",
        *more,
    ]
    return " ;\n".join(statements) + " .\n" + span(start)


def table(*turtle: str) -> list[dict]:
    """Return the facts of some Turtle without where they stand."""
    rows = facts(Graph().parse(data=HEAD + "".join(turtle), format="turtle"))
    return [
        {key: value for key, value in row.items() if key not in {"subject", "name", "start", "end", "quote"}}
        for row in rows
    ]


def test_complete_rows_of_the_fictional_county() -> None:
    lines = Path(__file__).with_name("small-county.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [json.loads(line) for line in lines]
    assert facts(Graph().parse(SMALL)) == expected
    kinds = "observation ranking award project programme organization place event work"
    assert set(Counter(row["kind"] for row in expected)) == set(kinds.split())
    assert len(expected) == 52


def test_every_column_is_used_and_in_order() -> None:
    rows = facts(Graph().parse(SMALL))
    assert {column for row in rows for column in row} == set(COLUMNS)
    for row in rows:
        assert list(row) == [column for column in COLUMNS if column in row]
        assert len(row["quote"]) == row["end"] - row["start"]
        assert None not in row.values()
        assert "" not in row.values()
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)


def test_numbers_are_numbers_and_grades_are_text() -> None:
    rows = facts(Graph().parse(SMALL))
    by_name = {row["name"]: row for row in rows}
    assert type(by_name["地区生产总值"]["value"]) is float
    assert type(by_name["植树"]["value"]) is int
    assert by_name["断面水质"]["value"] == "Ⅱ类"
    assert by_name["固定资产投资"]["growth_pct"] == -3.4


def test_a_graph_and_a_store_say_the_same() -> None:
    assert facts(open_store([SMALL])) == facts(Graph().parse(SMALL))


def test_the_county_itself_and_places_of_reference_are_no_rows() -> None:
    names = {row["name"] for row in facts(Graph().parse(SMALL)) if row["kind"] == "place"}
    assert "河口镇" in names
    assert not names & {"云溪县", "澄州市", "澄江省"}


def test_figures_that_qualify_a_level_are_no_rows() -> None:
    qualifying = "".join(
        figure(
            f"q-{kind}",
            kind,
            "2.0",
            "hd:bound hdc:bound-exact",
            "sdmx-attribute:obsStatus hdc:status-final",
            f"hd:{link} <o>",
        )
        for kind, link in {
            "growth": "growthOf",
            "change": "changeOf",
            "multiple": "multipleOf",
            "average-growth": "averageGrowthOf",
        }.items()
    )
    assert table(figure("o", "level", "41.1"), qualifying) == [
        {"kind": "observation", "value": 41.1, "growth_pct": 2.0}
    ]


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("level", {"kind": "observation", "value": 2.0}),
        ("cumulative", {"kind": "observation", "value": 2.0}),
        ("share", {"kind": "observation", "value": 2.0}),
        ("multiple", {"kind": "observation", "value": 2.0}),
        ("growth", {"kind": "observation", "growth_pct": 2.0}),
        ("change", None),
        ("average-growth", None),
    ],
)
def test_what_a_figure_alone_becomes(kind: str, row: dict | None) -> None:
    assert table(figure("o", kind, "2.0")) == ([row] if row else [])


def test_a_figure_in_words_is_told_by_its_value() -> None:
    assert table(figure("o", "multiple", "2.0", written="翻番"))[0]["value"] == 2
    assert table(figure("o", "level", '"Ⅲ类"', written="Ⅲ类"))[0]["value"] == "Ⅲ类"
    assert table(figure("o", "level", "1.0", written="1E9999999"))[0]["value"] == 1


@pytest.mark.parametrize(
    ("status", "told"), [("preliminary", "estimated"), ("estimated", "estimated"), ("planned", "planned")]
)
def test_status_and_bound(status: str, told: str) -> None:
    row = table(
        figure("o", "level", "2.0", "hd:bound hdc:bound-about", f"sdmx-attribute:obsStatus hdc:status-{status}")
    )[0]
    assert (row["bound"], row["status"]) == ("about", told)


def test_a_second_rank_of_a_figure_is_a_row_of_its_own() -> None:
    rows = table(
        figure("o", "level", "2.0"),
        ranking("r1", "hd:ranks <o>", "hd:position 3", start=5),
        ranking("r2", "hd:ranks <o>", "hd:position 1", "sdmx-dimension:refPeriod <period/2023>", start=7),
    )
    assert rows == [
        {"kind": "observation", "value": 2, "rank": 3, "rank_scope": "全市"},
        {"kind": "ranking", "period": "2023", "rank": 1, "rank_scope": "全市"},
    ]


def test_a_rank_of_a_growth_stands_on_the_level() -> None:
    growth = figure("g", "growth", "7.5", *FINAL, "hd:growthOf <o>")
    rank = ranking("r", "hd:ranks <g>", "hd:position 3", "hd:rankChange -4")
    expected = {"rank": 3, "rank_scope": "全市", "rank_change": -4}
    assert table(figure("o", "level", "2.0"), growth, rank) == [
        {"kind": "observation", "value": 2, "growth_pct": 7.5, **expected}
    ]
    alone = growth.replace(" ;\nhd:growthOf <o>", "")
    assert table(alone, rank) == [{"kind": "observation", "growth_pct": 7.5, **expected}]


def test_a_band_alone_is_no_row_and_no_rank() -> None:
    assert table(ranking("r", 'hd:band "第一方阵"')) == []
    rows = table(figure("o", "level", "2.0"), ranking("r", 'hd:band "第一方阵"', "hd:ranks <o>"))
    assert rows == [{"kind": "observation", "value": 2, "rank_scope": "全市"}]


def test_a_rank_comes_before_a_band() -> None:
    band = ranking("r1", 'hd:band "第一方阵"', "hd:ranks <o>", start=1)
    rows = table(figure("o", "level", "2.0"), band, ranking("r2", "hd:position 4", "hd:ranks <o>", start=9))
    assert rows == [{"kind": "observation", "value": 2, "rank": 4, "rank_scope": "全市"}]


def test_what_is_credited_by_its_rank_has_its_programme() -> None:
    credit = """<a> a hd:Attribution ; dcterms:source <source/a> ; hd:attributedResult <r> ; hd:initiative <i> .
    <i> rdfs:label "“三联”工作"@zh ."""
    rank = ranking("r", "hd:position 3", "hd:ranks <o>")
    assert table(figure("o", "level", "2.0"), rank, credit)[0]["programme"] == "“三联”工作"
    assert table(ranking("r", "hd:position 3"), credit)[0]["programme"] == "“三联”工作"


def test_two_sources_that_name_one_thing_are_two_rows(tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    text = SMALL.read_text(encoding="utf-8")
    known = text.split('hd:sha256 "', 1)[1][:16]
    other.write_text(text.replace(known, "0123456789abcdef"), encoding="utf-8")
    rows = facts(open_store([SMALL, other]))
    assert len(rows) == 104
    once = facts(Graph().parse(SMALL))
    assert rows[:52] == once
    assert rows[52:] == once


def test_the_queries_are_all_asked() -> None:
    asked = "comparisons completions credits evidence figures growths honours rankings superlatives things"
    assert sorted(path.stem for path in (queries_dir() / "facts").glob("*.rq")) == asked.split()


def test_a_growth_is_told_as_written() -> None:
    assert json.dumps(table(figure("g", "growth", "-1.0"))) == '[{"kind": "observation", "growth_pct": -1.0}]'
    assert (
        json.dumps(table(figure("g", "growth", "100.0", written="翻番")))
        == '[{"kind": "observation", "growth_pct": 100}]'
    )
