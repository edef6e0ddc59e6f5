"""Graphs of others: what they use is told, and what they say comes in as a valid graph that cites them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SKOS

import hdkg
from hdkg.alignment import Document, alignments
from hdkg.alignment.alignments import _asking
from hdkg.errors import GraphError, QueryError
from hdkg.pipeline.aligning import align, inspect
from hdkg.resources import queries_dir
from hdkg.store import open_store, open_triples, read_quads
from tests.federation.conftest import answering, oxigraph, says

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.federation.conftest import Server

__all__ = ["oxigraph"]  # a fixture
FOREIGN = Path(__file__).resolve().parents[1] / "fixtures" / "align"
HD = "https://w3id.org/hdkg/ontology/"
YUNXI = "990124"  # a code that no county has
NEEDS_CODE = {"data-commons", "cids"}

# What a careful reader takes from each file: figures (subject, name, value, unit, period) and honours.
FIGURES = {
    "schema-org": {
        ("云溪县", "地区生产总值", "80.5", "亿元", "2023"),
        ("云溪县", "粮食总产量", "12.3", "万吨", "2023-01/2023-09"),
        ("新华村", "山羊存栏", "420", "只", "2023-12-31"),
        ("云溪县", "森林覆盖率", "61.5", "%", ""),
    },
    "wikidata": {
        ("云溪县", "人口", "412300", "人", "2020-11-01"),
        ("云溪县", "人口", "401500", "人", "2023"),
        ("云溪县", "地区生产总值", "8050000000", "元", "2023"),
        ("云溪县", "行政区域面积", "1926", "平方公里", ""),
    },
    "data-commons": {
        ("云溪县", "人口", "401500", "人", "2023"),
        ("云溪县", "地区生产总值", "8050000000", "元", "2023"),
        ("云溪县", "茶叶种植面积", "12", "万亩", "2023-11"),
    },
    "cids": {
        ("云溪县", "举办培训", "12", "期", "2023"),
        ("云溪县", "新增残疾人就业", "86", "人", "2023"),
    },
}
HONOURS = {
    "schema-org": {("国家园林县城", "云溪县", ""), ("全国文明村", "新华村", "")},
    "wikidata": {("国家园林县城", "云溪县", "2023")},
    "data-commons": set(),
    "cids": set(),
}
LEFT_OUT = {
    "schema-org": ["https://yunxi.example/hill: no Chinese name", "获得感: 很高 is no figure"],
    "wikidata": [],
    "data-commons": ["https://data.example/o4: no Chinese name"],
    "cids": [],
}


def brought(source: str | Path, out: Path, name: str) -> tuple[Graph, tuple[str, ...]]:
    """Bring a graph in, and return what was written."""
    made = align(source, out, county=YUNXI if name in NEEDS_CODE else "")
    assert list(made.report.lines()) == ["图符合全部约束 / the graph conforms"]
    assert made.used == (name,)
    return Graph().parse(out), made.left_out


def rows(question: str, graph: Graph, *columns: str) -> set[tuple[str, ...]]:
    found = hdkg.query(question, on=graph)
    return {tuple(str(row.get(column, "")) for column in columns) for row in found}


def test_there_is_a_file_for_each_alignment() -> None:
    names = {path.stem for path in FOREIGN.glob("*.ttl")}
    assert names == {each.name for each in alignments()} == set(FIGURES)
    assert len(names) == len(list((queries_dir() / "align").glob("*.rq"))) == 4


@pytest.mark.parametrize("name", FIGURES)
def test_what_it_says_comes_in(name: str, tmp_path: Path) -> None:
    graph, left_out = brought(FOREIGN / f"{name}.ttl", tmp_path / "yunxi.ttl", name)
    assert rows("reported-figures", graph, "subject", "indicator", "value", "unit", "period") == FIGURES[name]
    assert rows("honours", graph, "honour", "recipient", "when") == HONOURS[name]
    assert list(left_out) == LEFT_OUT[name]


@pytest.mark.parametrize("name", FIGURES)
def test_each_fact_cites_the_statement_that_it_rests_on(name: str, tmp_path: Path) -> None:
    graph, _ = brought(FOREIGN / f"{name}.ttl", tmp_path / "yunxi.ttl", name)
    text = (tmp_path / "yunxi.source.nt").read_text("utf-8")
    assert len(Graph().parse(data=text, format="nt")) == len(Graph().parse(FOREIGN / f"{name}.ttl"))
    found = {}
    for span in graph.subjects(RDF.type, URIRef(HD + "Span")):
        start, end = (int(str(graph.value(span, URIRef(HD + each)))) for each in ("start", "end"))
        assert text[start:end] == str(graph.value(span, URIRef(HD + "exact")))
        found[str(span)] = text[start:end]
    assert len(found) > 3
    for claim in graph.subjects(RDF.type, URIRef(HD + "Observation")):
        spans = list(graph.objects(claim, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")))
        written = str(graph.value(claim, URIRef(HD + "writtenValue")))
        assert [float(found[str(span)]) for span in spans] == [float(written)]


def test_what_is_credited_to_a_programme_stays_so(tmp_path: Path) -> None:
    graph, _ = brought(FOREIGN / "cids.ttl", tmp_path / "yunxi.ttl", "cids")
    assert rows("measured-outcomes", graph, "initiative", "result", "value", "result_kind") == {
        ("阳光就业行动", "举办培训", "12", "output"),
        ("阳光就业行动", "新增残疾人就业", "86", "outcome"),
    }
    derived = "<http://www.w3.org/ns/prov#wasDerivedFrom>"
    said = f"SELECT ?words {{ ?claim a <{HD}Attribution> ; {derived}/<{HD}exact> ?words }}"
    assert rows(said, graph, "words") == {("https://impact.example/work",), ("https://impact.example/courses",)}
    participant = f"SELECT ?name {{ ?p <{HD}participates>/<{RDFS.label}> ?name FILTER(LANG(?name) = 'zh') }}"
    assert rows(participant, graph, "name") == {("云溪县残疾人联合会",)}


def test_things_keep_the_iri_that_they_had_and_an_address_is_no_county(tmp_path: Path) -> None:
    county = URIRef(f"https://w3id.org/hdkg/id/division/{YUNXI}")
    graph, _ = brought(FOREIGN / "schema-org.ttl", tmp_path / "a.ttl", "schema-org")
    assert set(graph.objects(county, SKOS.exactMatch)) == {URIRef("https://yunxi.example/county")}
    graph, _ = brought(FOREIGN / "cids.ttl", tmp_path / "b.ttl", "cids")
    assert set(graph.objects(county, SKOS.exactMatch)) == set()
    assert len(set(graph.objects(None, SKOS.exactMatch))) == 2


def test_graphs_of_one_county_meet_on_its_nodes(tmp_path: Path) -> None:
    nodes = []
    for name in ("schema-org", "wikidata"):
        graph, _ = brought(FOREIGN / f"{name}.ttl", tmp_path / f"{name}.ttl", name)
        nodes.append(set(graph.subjects(RDF.type, URIRef(HD + "Entity"))))
    shared = {str(node).rpartition("/")[2].partition("-")[0] for node in nodes[0] & nodes[1]}
    assert shared == {YUNXI, "shahezhen"}


def test_one_behind_a_live_endpoint(oxigraph: Callable[..., Server], tmp_path: Path) -> None:
    url = oxigraph(FOREIGN / "wikidata.ttl").url
    found = inspect(url)
    assert list(found.fits) == ["wikidata"]
    assert found.triples == len(Graph().parse(FOREIGN / "wikidata.ttl"))
    graph, _ = brought(url, tmp_path / "yunxi.ttl", "wikidata")
    assert rows("reported-figures", graph, "subject", "indicator", "value", "unit", "period") == FIGURES["wikidata"]
    assert url in {str(each) for each in graph.objects(None, URIRef("http://www.w3.org/ns/prov#hadPrimarySource"))}


@pytest.mark.parametrize("name", FIGURES)
def test_inspect_tells_which_fits(name: str) -> None:
    found = inspect(FOREIGN / f"{name}.ttl")
    assert list(found.fits) == [name]
    assert found.triples == len(Graph().parse(FOREIGN / f"{name}.ttl"))
    assert found.fits[name] > found.triples / 2
    assert not found.ours


def test_our_own_graph_needs_none() -> None:
    found = inspect(FOREIGN.parent / "small-county.ttl")
    assert (found.ours, found.fits) == (True, {})
    with pytest.raises(GraphError, match="no alignment fits"):
        align(FOREIGN.parent / "small-county.ttl", "never.ttl")


def test_schema_org_may_be_said_without_s(tmp_path: Path) -> None:
    plain = tmp_path / "plain.ttl"
    plain.write_text(
        (FOREIGN / "schema-org.ttl").read_text("utf-8").replace("https://schema", "http://schema"), "utf-8"
    )
    graph, _ = brought(plain, tmp_path / "yunxi.ttl", "schema-org")
    assert rows("honours", graph, "honour", "recipient", "when") == HONOURS["schema-org"]


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_graph_gives_the_same_bytes_however_it_is_written(name: str, tmp_path: Path) -> None:
    again = tmp_path / "again.nt"
    lines = [f"{quad.triple} ." for quad in read_quads(FOREIGN / f"{name}.ttl")]
    again.write_text("\n".join(sorted(lines, reverse=True)) + "\n", "utf-8")
    brought(FOREIGN / f"{name}.ttl", tmp_path / "one" / "a.ttl", name)
    brought(again, tmp_path / "two" / "a.ttl", name)
    for file in ("a.ttl", "a.source.nt"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize("alignment", alignments(), ids=lambda each: each.name)
def test_each_query_has_a_title_and_asks_what_it_constructs(alignment: object) -> None:
    query = next(each.query for each in alignments() if each is alignment)
    assert query.title_zh
    assert query.title_en
    assert open_store([]).query(_asking(query.text)).answer is False
    store = open_triples(quad.triple for quad in read_quads(FOREIGN / f"{query.name}.ttl"))
    assert store.query(_asking(query.text)).answer is True


COUNTY = '<urn:c> a s:AdministrativeArea ; s:name "云溪县"@zh ; s:identifier "990124" .'


def hostile(tmp_path: Path, turtle: str) -> Path:
    path = tmp_path / "hostile.ttl"
    path.write_text(f"@prefix s: <https://schema.org/> .\n{turtle}", "utf-8")
    return path


def test_two_counties_are_told_apart_by_the_user(tmp_path: Path) -> None:
    path = hostile(
        tmp_path,
        f'{COUNTY} <urn:d> a s:AdministrativeArea ; s:name "衡东县"@zh ; s:identifier "430424" .'
        '<urn:d> s:award "中国厨师之乡" .'
        '<urn:t> a s:Place ; s:name "三樟镇"@zh ; s:containedInPlace <urn:d> .',
    )
    with pytest.raises(GraphError, match="more than one county: 云溪县 990124, 衡东县 430424; say which"):
        align(path, tmp_path / "out.ttl")
    made = align(path, tmp_path / "out.ttl", county="430424", year=2023)
    assert rows("honours", made.graph, "recipient") == {("衡东县",)}
    assert made.left_out == ("云溪县: of another county",)
    other = align(path, tmp_path / "out.ttl", county="990124", year=2023)
    assert set(other.left_out) == {
        "衡东县: of another county",
        "三樟镇: of another county",
        "中国厨师之乡: of another county",
    }


HOSTILE = {
    "circles": COUNTY + '<urn:a> a s:Place ; s:name "甲村" ; s:containedInPlace <urn:b> .'
    '<urn:b> a s:Place ; s:name "乙镇" ; s:containedInPlace <urn:a> .',
    "escapes": COUNTY + r'<urn:c> s:award "省级\n“文\"明\\\u001b[31m”县城"@zh .',
    "itself": COUNTY + "<urn:c> s:containedInPlace <urn:c> ; s:award <urn:c> .",
    "figures": COUNTY
    + '<urn:o> a s:Observation ; s:observationAbout <urn:c> ; s:variableMeasured "数"@zh ; s:value "1E+999999999" ;'
    ' s:observationDate "2023-02-31" . <urn:p> a s:Observation ; s:observationAbout <urn:c> ;'
    ' s:variableMeasured "数"@zh ; s:value "NaN" . <urn:q> a s:Observation ; s:observationAbout <urn:c> ;'
    ' s:variableMeasured "数"@zh ; s:value -0.5 ; s:unitText "=cmd|1"@zh ; s:observationDate "9999-99" .',
    "blanks": COUNTY + '[] s:award "国家级"@zh . <urn:c> s:additionalProperty [ s:name "甲"@zh ; s:value [] ] .',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_graphs_come_in_valid(what: str, tmp_path: Path) -> None:
    made = align(hostile(tmp_path, HOSTILE[what]), tmp_path / "out.ttl", year=2023)
    assert list(made.report.lines()) == ["图符合全部约束 / the graph conforms"]
    assert all("\x1b" not in line and "\n" not in line for line in made.left_out)
    if what == "figures":
        assert rows("reported-figures", made.graph, "value", "period") == {("-0.5", "")}
        assert made.left_out == ("数: 1E+999999999 is no figure", "数: NaN is no figure")


def test_an_endpoint_that_cuts_its_answer_is_not_brought_in(tmp_path: Path) -> None:
    body = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"2000001"}}]}}'
    with answering(says(body)) as url, pytest.raises(QueryError, match="has 2000001 triples"):
        align(url, tmp_path / "out.ttl")


def test_canonical_text_is_the_same_for_the_same_graph() -> None:
    quads = read_quads(FOREIGN / "cids.ttl")
    one, two = (Document(quad.triple for quad in order) for order in (quads, quads[::-1]))
    assert one.text == two.text
    assert re.search(r"^_:c14n\d", one.text, re.MULTILINE)


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "hdkg", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment, timeout=300)


def test_the_commands(tmp_path: Path) -> None:
    source, out = FOREIGN / "schema-org.ttl", tmp_path / "yunxi.ttl"
    seen = run("inspect", source)
    assert seen.returncode == 0, seen.stderr
    assert "       5 https://schema.org/name" not in seen.stdout  # ten names
    assert "https://schema.org/Observation" in seen.stdout
    assert "alignment that fits: schema-org (schema.org / schema.org;" in seen.stdout
    done = run("align", source, "--out", out)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [f"hdkg: 未引入 / left out: {each}" for each in LEFT_OUT["schema-org"]]
    assert run("check", out).returncode == 0
    assert run("align", FOREIGN / "cids.ttl", "--out", out).returncode == 1
    assert "say --by" not in run("align", source, "--by", "nothing", "--out", out).stderr
    assert run("align", source, "--by", "wikidata", "--out", out).returncode == 1


def test_without_a_year_it_says_that_questions_need_one(tmp_path: Path) -> None:
    path = hostile(tmp_path, COUNTY + '<urn:c> s:award "中国厨师之乡" .')
    assert align(path, tmp_path / "out.ttl").left_out == ("the year: no figure tells it, give it with --year",)
    made = align(path, tmp_path / "out.ttl", year=2023)
    assert rows("honours", made.graph, "honour") == {("中国厨师之乡",)}
