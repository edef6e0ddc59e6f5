"""What linking many counties must keep to: pairs that grow with their number, no guess, the same bytes in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from benchmarks.linking import drawn, write
from hdkg.errors import GraphError
from hdkg.linking import THINGS, Thing, find_links, judge, linkset, sssom, told, told_in
from hdkg.linking.blocking import candidates
from hdkg.pipeline.graphs import default_graphs
from hdkg.pipeline.linking import explained, link
from hdkg.resources import graph_dir
from hdkg.resources.divisions import county_names
from hdkg.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = (
    "@prefix hd: <https://w3id.org/hdkg/ontology/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    "@prefix hdid: <https://w3id.org/hdkg/id/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
)


def hospital(county: str, graph: int) -> Thing:
    return Thing(f"urn:{county}/{graph}", "Organisation", "", ("人民医院",), county=county, graphs=frozenset({graph}))


def test_common_names_make_no_pairs_across_counties() -> None:
    codes = [each.code for same in county_names()[0].values() for each in same]
    things = [hospital(code, graph) for code in codes for graph in (0, 1)]
    pairs = list(candidates(things))
    assert len(pairs) == len(codes) > 2800
    assert all(a.county == b.county for a, b in pairs)


def test_common_beginnings_make_no_pairs() -> None:
    goods = [chr(code) for code in range(0x4E00, 0x4E00 + 300)]
    honours = [
        Thing(f"urn:{word}", "Honour", "", (f"农业产业示范{word}基地",), graphs=frozenset({at}))
        for at, word in enumerate(goods)
    ]
    by_sound = {(a.iri, b.iri) for a, b in candidates(honours)}
    assert all(judge(a, b).evidence[0].finding == "homophone" for a, b in candidates(honours))
    longer = Thing("urn:longer", "Honour", "", (f"农业产业示范{goods[7]}基地县",), graphs=frozenset({301}))
    assert {(a.iri, b.iri) for a, b in candidates([*honours, longer])} - by_sound == {("urn:longer", f"urn:{goods[7]}")}


def test_a_thing_of_no_known_county_is_not_one_of_several_counties_things(tmp_path: Path) -> None:
    body = "<urn:{0}> a hd:Organisation, hd:Entity ; rdfs:label “人民医院”@zh{1} .".replace("“", '"').replace("”", '"')
    for at, code in enumerate(("", "430424", "430426")):
        where = f" ; hd:county hdid:division\\/{code}" if code else ""
        (tmp_path / f"{at}.ttl").write_text(PREFIXES + body.format(at, where), "utf-8")
    files = sorted(tmp_path.iterdir())
    assert [each.object.iri for each in link(files[:2])] == ["urn:1"]
    assert link(files) == ()
    (told_why,) = explained(files, "urn:0", "urn:2")
    assert (told_why.verdict, told_why.evidence[-1].finding) == ("noMatch", "one of several")
    said = tmp_path / "decisions.tsv"
    said.write_text("subject_id\tobject_id\tdecision\treason\nurn:0\turn:2\taccept\tit says so\n", "utf-8")
    assert [(each.object.iri, each.basis) for each in link(files, said)] == [("urn:2", "person")]


def test_a_city_without_counties_is_a_county(tmp_path: Path) -> None:
    body = '<urn:{0}> a hd:Organisation ; rdfs:label "人民医院"@zh ; a hd:Entity ; hd:county hdid:division\\/{1} .'
    for at, code in enumerate(("441900", "430424")):
        (tmp_path / f"{at}.ttl").write_text(PREFIXES + body.format(at, code), "utf-8")
    assert link([tmp_path]) == ()
    (why,) = explained([tmp_path], "urn:0", "urn:1")
    assert ("county", "different") in {(each.about, each.finding) for each in why.evidence}


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("陕西省生猪产业示范县", "山西省生猪产业示范县", "noMatch"),
        ("中国千山陶瓷之乡", "中国潜山陶瓷之乡", "noMatch"),
        ("中国安吉白茶之乡", "中国吉安白茶之乡", "noMatch"),
        ("陕西省生猪产业示范县", "生猪产业陕西省示范县", "closeMatch"),
        ("中国千山陶瓷之乡", "中国千山陶磁之乡", "closeMatch"),
    ],
)
def test_honours_of_two_divisions_are_two(one: str, other: str, verdict: str) -> None:
    assert judge(Thing("urn:a", "Honour", "", (one,)), Thing("urn:b", "Honour", "", (other,))).verdict == verdict


def test_the_order_of_files_makes_no_difference(tmp_path: Path) -> None:
    files = write(tmp_path / "graphs", drawn(4, 1), 1)
    written = {
        (sssom(links), linkset(links))
        for links in (link(order) for order in (files, files[::-1], files[3:] + files[:3]))
    }
    assert len(written) == 1
    assert written.pop()[0].count("\n") > 50


def test_a_file_says_what_a_store_would_answer(tmp_path: Path) -> None:
    odd = tmp_path / "odd.trig"
    odd.write_text(
        PREFIXES
        + '<urn:g> { <urn:a> a hd:Honour ; rdfs:label "甲"@ZH, "甲", "A"@en, "jia"@zh-Latn ; skos:notation 1 . }'
        + '<urn:h> { <urn:a> rdfs:label "乙"@zh . _:b a hd:Honour ; rdfs:label "丙" . <urn:c> rdfs:label "丁"@zh . }',
        "utf-8",
    )
    files = [odd, *default_graphs()[:3], graph_dir() / "reference" / "programmes.ttl"]
    for file in files:
        answered = set(told(open_store([file]).query(THINGS)))
        assert set(told_in(file)) == answered
        assert answered


@pytest.mark.parametrize(("name", "text"), [("a.ttl", "<urn:a> <urn:b> ."), ("a.md", ""), ("none.ttl", None)])
def test_a_file_that_is_no_graph_is_named(name: str, text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(GraphError, match=name):
        link([tmp_path / name])


def test_links_are_found_in_things_of_several_graphs() -> None:
    """What stands in several graphs is compared with what stands in some of the same."""
    one = Thing("urn:a", "Honour", "", ("中国厨师之乡",), graphs=frozenset({0, 1}))
    other = Thing("urn:b", "Honour", "", ("中国厨师之乡称号",), graphs=frozenset({0, 1}))
    assert len(find_links([one, other])) == 1
    assert len(Graph().parse(data=linkset(find_links([one, other])))) > 3
