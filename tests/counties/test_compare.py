"""Counties beside one another: ranked where they can be compared, told apart where they cannot."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from hdkg import queries
from hdkg.counties import (
    CONTRADICTIONS,
    Figure,
    Group,
    SideBySide,
    compare_counties,
    follow_initiatives,
    notes,
    svg,
)
from hdkg.counties.ranking import _ranked
from hdkg.errors import QueryError, TargetError
from hdkg.resources import graph_dir
from hdkg.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hdkg.store import EmbeddedStore

AREA, OUTPUT, REVENUE, PRODUCT = "粮食播种面积", "粮食总产量", "一般公共预算收入", "地区生产总值"
Ranked = list[tuple[str, str, int | None, int | None]]


def ranks(group: Group) -> Ranked:
    return [(str(each.row["county_zh"]), f"{each.value:f}", each.rank, each.rank_to) for each in group.figures]


def comparable(made: SideBySide) -> dict[tuple[str, str, str], Ranked]:
    return {(each.kind, each.period, each.status): ranks(each) for each in made.groups if each.comparable}


@pytest.fixture(scope="module")
def kept() -> EmbeddedStore:
    """Return the five counties of this checkout."""
    return open_store(sorted(graph_dir().glob("*.ttl")))


def test_the_product_of_five_counties(kept: EmbeddedStore) -> None:
    """Read by hand out of the sources under graph/sources."""
    made = compare_counties(kept, PRODUCT)
    assert comparable(made) == {
        ("level", "2023", "final"): [("祁东县", "35511000000", 1, 1), ("南岳区", "5814000000", 2, 2)],
        ("level", "2022", "final"): [
            ("常宁市", "43001000000", 1, 1),
            ("衡阳县", "42077000000", 2, 2),
            ("祁东县", "35907000000", 3, 3),
        ],
        ("growth", "2023", "final"): [("祁东县", "6.2", 1, 1), ("南岳区", "4.9", 2, 2)],
        ("growth", "2022", "final"): [("衡阳县", "5.2", 1, 1), ("常宁市", "5.1", 2, 2), ("祁东县", "5", 3, 3)],
    }
    alone = {(each.period, each.status, ranks(each)[0][0]) for each in made.groups if not each.comparable}
    assert {("2023-01/2023-09", "final", "衡东县"), ("2022", "estimated", "祁东县")} < alone
    growths = {(each.row["county_zh"], each.growth) for each in made.groups[1].figures}
    assert growths == {("祁东县", Decimal("6.2")), ("南岳区", Decimal("4.9"))}
    stated = [each.stated for group in made.groups for each in group.figures if each.stated]
    assert stated == [((1, "衡阳七县市"),), ((3, "全市"),)]


def test_contradictions_come_with_the_words_of_both_sources(kept: EmbeddedStore) -> None:
    made = compare_counties(kept, PRODUCT, year="2022")
    level = next(row for row in made.contradictions if row["kind"] == "level")
    assert (level["written_a"], level["written_b"]) == ("358.72亿元", "359.07亿元")
    assert level["quote_a"] == "全县地区生产总值预计为358.72亿元"
    assert level["quote_b"] == "全县地区生产总值359.07亿元"
    assert not compare_counties(kept, PRODUCT, year="2023").contradictions


def test_units_are_made_comparable_and_a_bound_makes_no_false_rank(store: EmbeddedStore) -> None:
    made = compare_counties(store, AREA)
    assert comparable(made) == {
        ("level", "2023", "final"): [
            ("衡东县", "885000", 1, 1),
            ("常宁市", "300000", 2, 2),
            ("青川县", "300000", 2, 2),
        ]
    }
    assert {each.unit for each in made.groups if each.kind == "level"} == {"mu"}
    hectares = next(each for each in made.groups[1].figures if each.county == "510822")
    assert (hectares.row["written_unit"], hectares.growth) == ("万公顷", Decimal(2))


def test_plans_parts_of_the_year_and_estimates_stand_apart_and_it_is_said(store: EmbeddedStore) -> None:
    area = compare_counties(store, AREA)
    apart = [(each.period, each.status) for each in area.groups if not each.comparable and each.kind == "level"]
    assert apart == [("2024", "planned"), ("2023-01/2023-09", "final"), ("2022", "final")]
    assert notes(area) == (
        "水平：时期口径不一，不混在一起：01–09月 / 全年",
        "水平：状态不一，不混在一起：最终数 / 计划数",
    )
    assert notes(area, "en")[0] == "level: parts of the year differ, not mixed: months 01–09 / whole year"
    output = compare_counties(store, OUTPUT)
    assert [(each.status, each.comparable) for each in output.groups] == [("final", True), ("estimated", False)]


def test_a_similar_indicator_is_named_and_not_mixed(store: EmbeddedStore) -> None:
    made = compare_counties(store, REVENUE)
    assert [county for county, *_ in ranks(made.groups[0])] == ["衡东县", "祁东县"]
    assert "地方一般公共预算收入" in notes(made)[-1]


def test_a_contradiction_makes_ranks_uncertain(store: EmbeddedStore) -> None:
    made = compare_counties(store, OUTPUT)
    assert ranks(made.groups[0]) == [
        ("衡东县", "422000", 1, 1),
        ("常宁市", "419000", 1, 2),
        ("衡东县", "411000", 2, 2),
        ("青川县", "123000", 3, 3),
    ]


def group(*figures: tuple[str, int, str], period: str = "2023") -> Group:
    rows: list[Mapping[str, Any]] = [
        {"county_code": county, "county_zh": county, "value": Decimal(value), "bound": bound, "fact_iri": str(number)}
        for number, (county, value, bound) in enumerate(figures)
    ]
    return Group("level", 2023, period, "CNY", "final", "", tuple(map(Figure, rows)))


@pytest.mark.parametrize(
    ("figures", "places"),
    [
        ([("甲", 3, "exact"), ("乙", 2, "exact"), ("丙", 1, "exact")], {"甲": (1, 1), "乙": (2, 2), "丙": (3, 3)}),
        ([("甲", 2, "exact"), ("乙", 2, "exact"), ("丙", 1, "exact")], {"甲": (1, 1), "乙": (1, 1), "丙": (3, 3)}),
        ([("甲", 3, "exact"), ("乙", 2, "over")], {"甲": (1, 2), "乙": (1, 2)}),
        ([("甲", 3, "exact"), ("乙", 4, "over")], {"甲": (2, 2), "乙": (1, 1)}),
        ([("甲", 3, "exact"), ("乙", 2, "under")], {"甲": (1, 1), "乙": (2, 2)}),
        ([("甲", 3, "exact"), ("乙", 4, "under")], {"甲": (1, 2), "乙": (1, 2)}),
        ([("甲", -3, "exact"), ("乙", 0, "exact")], {"甲": (2, 2), "乙": (1, 1)}),
    ],
)
def test_ranks(figures: list[tuple[str, int, str]], places: dict[str, tuple[int, int]]) -> None:
    assert {each.county: (each.rank, each.rank_to) for each in _ranked(group(*figures)).figures} == places


def test_one_county_or_an_unstated_period_is_not_ranked() -> None:
    for made in (group(("甲", 1, "exact")), group(("甲", 1, "exact"), ("乙", 2, "exact"), period="")):
        assert not made.comparable
        assert {each.rank for each in _ranked(made).figures} == {None}


@pytest.mark.parametrize("name", ["粮食总产量", "粮食产量", "grain output", "hdi:grain-output", "grain-output"])
def test_an_indicator_has_many_names(name: str, store: EmbeddedStore) -> None:
    assert compare_counties(store, name).indicator == "https://w3id.org/hdkg/indicator/grain-output"


@pytest.mark.parametrize(
    ("name", "year", "said"),
    [
        ("粮食", "", "there is no indicator '粮食'; the graphs have: 粮食总产量、粮食播种面积"),
        ("zzz", "", "hdkg panel lists"),
        ("地区生产总值", "", "no county has a figure of '地区生产总值'"),
        ("粮食总产量", "1999", "in 1999"),
        ("粮食总产量", "9 } #", "is no year"),
        ('" } #', "", "there is no indicator"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(name: str, year: str, said: str, store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match=said):
        compare_counties(store, name, year=year)


def test_initiatives_are_followed_over_the_years(store: EmbeddedStore) -> None:
    made = follow_initiatives(store, "青川县")
    assert made.years == ("2022", "2023")
    assert {name: dict(years) for name, years in made.initiatives.values()} == {
        "“企业恳谈日”": {"2022": ("收集问题40个",), "2023": ("收集问题60个", "解决问题55个")},
        "“守水岸”专项行动": {"2022": ()},
    }
    assert follow_initiatives(store, "510822") == made
    with pytest.raises(QueryError, match=r"no county '无此县'; give a code; the graphs hold: .*青川县"):
        follow_initiatives(store, "无此县")
    with pytest.raises(QueryError, match="no initiative of 祁东县"):
        follow_initiatives(store, "祁东县")


def test_a_year_that_names_no_initiative_is_shown(kept: EmbeddedStore) -> None:
    """No initiative of the kept graphs is named in two years; that it is not must be seen."""
    made = follow_initiatives(kept, "衡阳县")
    assert made.years == ("2022", "2023", "2024", "2025")
    assert [set(years) for _, years in made.initiatives.values()] == [{"2023"}, {"2023"}]


def run(*words: str, folder: Path, code: int = 0, **env: str) -> str:
    command = [sys.executable, "-m", "hdkg", "compare", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env={**os.environ, **env})
    assert done.returncode == code, done.stderr.decode()
    return (done.stdout if code == 0 else done.stderr).decode("utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_tables_and_chart_are_the_same_bytes_every_time_and_with_any_fonts(graphs: Path, tmp_path: Path) -> None:
    bare = tmp_path / "fonts.conf"
    bare.write_text("<?xml version='1.0'?><!DOCTYPE fonts SYSTEM 'fonts.dtd'><fonts></fonts>", "utf-8")
    for name, fonts in (("one", ""), ("two", str(bare))):
        outs = ("--out", f"{name}.csv", "--out", f"{name}.svg")
        env = {"FONTCONFIG_FILE": fonts} if fonts else {}
        said = run(str(graphs), "--indicator", OUTPUT, *outs, folder=tmp_path, PYTHONHASHSEED=str(len(fonts)), **env)
        assert said.split() == [f"{name}.csv", f"{name}-contradictions.csv", f"{name}.svg"]
    for ending in (".csv", "-contradictions.csv", ".svg"):
        assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes(), ending
    table = rows(tmp_path / "one.csv")
    assert [(each["county_zh"], each["value"], each["rank"], each["rank_to"]) for each in table] == [
        ("衡东县", "422000", "1", ""),
        ("常宁市", "419000", "1", "2"),
        ("衡东县", "411000", "2", ""),
        ("青川县", "123000", "3", ""),
        ("祁东县", "415000", "", ""),
    ]
    assert [each["comparable"] for each in table] == ["yes"] * 4 + ["no"]
    assert "conflict" not in table[0]["warnings_en"]
    assert "other values for county and period: 411000" in table[0]["warnings_en"]
    (contradiction,) = rows(tmp_path / "one-contradictions.csv")
    assert (contradiction["quote_a"], contradiction["derived"]) == ("粮食总产量41.1万吨", "true")


@pytest.mark.parametrize(("language", "name"), [("en", "gdp-growth.svg"), ("zh", "gdp-growth.zh.svg")])
def test_the_picture_of_the_docs_is_what_the_command_makes(language: str, name: str, tmp_path: Path) -> None:
    """Same bytes; docs/comparing.md says by which command it is made anew."""
    docs = graph_dir().parent / "docs"
    words = ("--indicator", PRODUCT, "--lang", language, "--out", name)
    run(str(graph_dir()), *words, folder=tmp_path)
    assert (tmp_path / name).read_bytes() == (docs / name).read_bytes()
    assert f"--lang {language} --out docs/{name}" in (docs / "comparing.md").read_text("utf-8")


def test_contradictions_have_the_columns_of_their_query_each_once(store: EmbeddedStore) -> None:
    assert queries.run(store, "contradictions").columns == CONTRADICTIONS


HOSTILE = "<script>alert(1)</script>&\"'{{7*7}}\u202e=1+1"


def test_a_chart_is_a_picture_whatever_the_names_are() -> None:
    figures = [("甲" * 60, 3, "exact"), (HOSTILE, -2, "over"), ("甲" * 60, 3, "exact"), ("=cmd", 2, "exact")]
    made = _ranked(group(*figures))
    for each in made.figures:
        assert isinstance(each.row, dict)
        each.row.update(source_title=HOSTILE, written_value=HOSTILE, county_en="", warnings="")
    whole = SideBySide("urn:x", HOSTILE, HOSTILE, (made,), ())
    for language in ("zh", "en"):
        text = svg(whole, language)
        assert text == svg(whole, language)
        root = ET.fromstring(text)  # well-formed, and nothing in it that runs or loads
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= {"svg", "rect", "g", "path", "text", "tspan", "line", "defs", "clipPath"}
        names = {name.rpartition("}")[2] for element in root.iter() for name in element.attrib}
        assert not {name for name in names if name.startswith("on") or name in {"href", "style"}}
        shown = ["".join(element.itertext()) for element in root.iter() if element.tag.endswith("}text")]
        assert sum(label.endswith("…") and "甲甲" in label for label in shown) == 2, shown
        assert "\u202e" not in text


def test_without_the_extra_the_chart_says_what_to_install(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)  # as Python marks what cannot be imported
    with pytest.raises(TargetError, match=r"pip install 'hdkg\[chart\]', or choose \.csv"):
        svg(compare_counties(store, OUTPUT))


def test_no_chart_of_what_cannot_be_compared_and_nothing_written(graphs: Path, tmp_path: Path) -> None:
    words = ("--indicator", REVENUE, "--year", "2022", "--out", "a.csv", "--out", "a.svg")
    assert "no county has a figure" in run(str(graphs), *words, folder=tmp_path, code=1)
    words = ("--indicator", AREA, "--year", "2022", "--out", "a.csv", "--out", "a.svg")
    assert "nothing can be compared" in run(str(graphs), *words, folder=tmp_path, code=1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "choose one of"),
        (("--shared", "--indicator", "x"), "choose one of"),
        (("--shared", "--year", "2023"), "--year goes with --indicator"),
        (("--shared", "--out", "a.svg"), "end the name in .csv or .graphml or .html"),
        (("--indicator", "x", "--out", "a.html"), "end the name in .csv or .svg"),
        (("--initiatives", "x", "--out", "a.txt"), "end the name in .csv"),
    ],
)
def test_wrong_usage(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert said in run(*words, folder=tmp_path, code=2)


def test_the_screen_tells_ranks_what_stands_apart_and_the_words_of_both_sources(graphs: Path, tmp_path: Path) -> None:
    zh = run(str(graphs), "--indicator", OUTPUT, folder=tmp_path)
    for line in ("│ 1–2  │ 常宁市 │ 41.9万吨 │", "│ 祁东县 │ 水平 · 2023 · 预计数 │ 41.5万吨", "名次为推算"):
        assert line in zh
    assert "  衡东县 粮食总产量 水平 2023" in zh
    assert "    41.1万吨 最终数: “粮食总产量41.1万吨”" in zh
    en = run(str(graphs), "--indicator", OUTPUT, "--lang", "en", folder=tmp_path)
    for line in (
        "Changning City",
        "grain output · level · 2023 · final",
        "statuses differ, not mixed",
        "  Hengdong County grain output level 2023",
        "ranks are derived, the largest first",
    ):
        assert line in en


def test_initiatives_as_a_table(graphs: Path, tmp_path: Path) -> None:
    run(str(graphs), "--initiatives", "青川县", "--out", "years.csv", folder=tmp_path)
    assert rows(tmp_path / "years.csv") == [
        {"举措": "“企业恳谈日”", "2022": "收集问题40个", "2023": "收集问题60个；解决问题55个"},
        {"举措": "“守水岸”专项行动", "2022": "提及，无成效", "2023": ""},
    ]


def test_what_counties_share_is_a_table_and_a_network(tmp_path: Path) -> None:
    folder = str(graph_dir())
    said = run(folder, "--shared", "--out", "s.csv", "--out", "s.graphml", "--out", "s.html", folder=tmp_path)
    assert said.split() == ["s.graphml", "s.html", "s.csv"]
    towns = {each["who"] for each in rows(tmp_path / "s.csv") if each["shared"] == "农业产业强镇"}
    assert towns == {"三樟镇", "塔山瑶族乡", "西岭镇"}
    network = nx.read_graphml(tmp_path / "s.graphml")
    label = dict(network.nodes(data="label"))
    edges = {(label[a], data["relation"], label[b]) for a, b, data in network.edges(data=True)}
    assert {
        ("三樟镇", "honoured", "国家首批农业产业强镇"),
        ("塔山瑶族乡", "honoured", "首批国家农业产业强镇"),
        ("西岭镇", "within", "常宁市"),
        ("“五好园区”建设", "county", "衡东县"),
        ("“五好园区”建设", "implements", "“五好”园区建设"),
    } < edges
    alike = {frozenset((a, b)) for a, relation, b in edges if relation == "alike"}
    assert alike == {frozenset(("国家首批农业产业强镇", "首批国家农业产业强镇"))}
    (wide,) = {
        b
        for _, b, relation in network.edges(data="relation")
        if label[b] == "“五好”园区建设" and relation == "implements"
    }
    assert len(list(network.predecessors(wide))) == 2  # each county's own, joined by the province's
    assert set(label.values()) == {each for a, _, b in edges for each in (a, b)}
    page = (tmp_path / "s.html").read_text("utf-8")
    assert "<title>各县共有的荣誉和举措</title>" in page
    assert '"hidden": true' not in page


def test_nothing_shared_is_told(graphs: Path, tmp_path: Path) -> None:
    said = run(str(graphs), "--shared", "--out", "s.csv", "--out", "s.html", folder=tmp_path, code=1)
    assert "these counties share no honour and no initiative" in said
    assert list(tmp_path.iterdir()) == []
