"""Questions that one article cannot answer: counties beside one another, sources that differ, years in a row.

The expected rows were read out of the sources by hand; the graphs are built from the sources here and now.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rdflib

from hdkg.extraction import extract
from hdkg.queries import Query, catalogue, load, run
from hdkg.reading import read
from hdkg.store import EmbeddedStore, RemoteStore, open_store
from hdkg.triples import to_graph, turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HERE = Path(__file__).parent
PRODUCT = "hdi:gross-regional-product"
ASKED: dict[str, dict[str, Any]] = {
    "contradictions": {},
    "economic-structure": {},
    "neighbours": {"indicator_iri": PRODUCT},
    "shared-honours": {},
}
# The sources that rdflib's own engine is asked about: few, for it takes its time, and with an answer among them.
FEW: dict[str, tuple[str, ...]] = {
    "absent": ("hengyangxian-2022", "qidong-2022-press"),
    "contradictions": ("qidong-2022-press", "qidong-2023-reprints"),
    "economic-structure": ("hengyangxian-2022", "qidong-2023-reprints"),
    "growth-without-level": ("hengdong-2023", "hengyangxian-2022"),
    "initiatives-by-year": ("hengdong-2023", "hengyangxian-2023-press"),
    "neighbours": ("hengyangxian-2022", "qidong-2023-reprints"),
    "panel": ("hengyangxian-2022", "qidong-2022-press"),
    "shared-honours": ("hengyangxian-2023-press", "hengdong-2023"),
    "who-evaluates": ("hengdong-2023", "nanyue-2023"),
}
YEARS = {
    2022: "2022年，青川县开展“企业恳谈日”，收集问题40个。开展“守水岸”专项行动。",
    2023: "2023年，青川县开展“企业恳谈日”，收集问题60个，解决问题55个。开展“连心桥”活动，走访农户300户。",
}
# Two articles of 2023 on one county, each pair of sentences with whether they contradict each other.
PAIRS = (
    ("粮食总产量41.1万吨。", "粮食总产量42.3万吨。", True),
    ("粮食总产量41.1万吨。", "粮食总产量41.14万吨。", False),
    ("粮食总产量41.1万吨。", "粮食总产量41.16万吨。", True),
    ("粮食总产量41.1万吨。", "粮食总产量411000吨。", False),
    ("粮食总产量超过41万吨。", "粮食总产量41.1万吨。", False),
    ("粮食总产量超过42万吨。", "粮食总产量41.1万吨。", True),
    ("粮食总产量约42万吨。", "粮食总产量41.1万吨。", False),
    ("1至9月，粮食总产量30万吨。", "粮食总产量41.1万吨。", False),
    ("新建学校15所。", "新建学校16所。", True),
)


def article(path: Path, text: str, year: int) -> Path:
    """Write an article on a real county of another province, with figures that are made up, and build its graph."""
    path.with_suffix(".txt").write_text(f"总结\n\n{text}\n", encoding="utf-8")
    made = extract(read(path.with_suffix(".txt"), county="510822", published=f"{year + 1}-01-{len(text) % 28 + 1:02}"))
    path.write_text(turtle(to_graph(made)), encoding="utf-8")
    return path


def expected(name: str) -> tuple[list[str], Counter[tuple[str, ...]]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert rows
    return header, Counter(map(tuple, rows))


def found(store: EmbeddedStore, name: str, columns: Iterable[str], **params: Any) -> Counter[tuple[str, ...]]:
    rows = run(store, name, params)
    return Counter(tuple(str(row[column]) for column in columns) for row in rows)


@pytest.fixture(scope="module")
def counties(county_files: dict[str, Path]) -> EmbeddedStore:
    return open_store(county_files.values())


@pytest.mark.parametrize("name", ASKED)
def test_answer_of_several_counties(name: str, counties: EmbeddedStore) -> None:
    columns, rows = expected(name)
    got = found(counties, name, columns, **ASKED[name])
    assert {"missing": rows - got, "unexpected": got - rows} == {"missing": Counter(), "unexpected": Counter()}


def test_initiatives_from_year_to_year(tmp_path: Path) -> None:
    columns, rows = expected("initiatives-by-year")
    store = open_store([article(tmp_path / f"{year}.ttl", text, year) for year, text in YEARS.items()])
    assert found(store, "initiatives-by-year", columns) == rows
    assert not run(store, "initiatives-by-year", {"county": "430424"}).rows


@pytest.mark.parametrize(("one", "other", "contradict"), PAIRS)
def test_what_contradicts(one: str, other: str, contradict: bool, tmp_path: Path) -> None:
    paths = [
        article(tmp_path / f"{place}.ttl", f"2023年，青川县变化不小。2023年，{text}", 2023)
        for place, text in enumerate((one, other))
    ]
    for path in paths:
        assert len(run(open_store([path]), "reported-figures")) == 1, "the sentence is not understood"
    rows = run(open_store(paths), "contradictions")
    assert len(rows) == contradict


def test_a_gap_is_what_two_other_counties_report(counties: EmbeddedStore, county_files: dict[str, Path]) -> None:
    columns = ("gap", "indicator", "others")
    asked = {"county": "430424", "year": "2023"}
    together = found(counties, "absent", columns, **asked)
    assert ("absent", "第二产业增加值", "3") in together
    assert ("part-year", "地区生产总值", "4") in together
    alone = found(open_store([county_files["hengdong-2023"]]), "absent", columns, **asked)
    assert {row[1] for row in alone} < {row[1] for row in together}


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_a_server_s_union_of_all_counties_gives_the_same_rows(
    query: Query, counties: EmbeddedStore, county_files: dict[str, Path], endpoint: Callable[..., str]
) -> None:
    """A union over HTTP holds a triple as often as there are graphs with it; no row may show that."""
    assert run(RemoteStore(endpoint(*county_files.values())), query) == run(counties, query)


@pytest.mark.parametrize("name", FEW)
def test_rdflib_s_own_engine_gives_the_same_rows(name: str, county_files: dict[str, Path]) -> None:
    query, union = load(name), rdflib.Graph()
    for source in FEW[name]:
        union.parse(county_files[source])
    oracle = [tuple(map(numeral, row)) for row in union.query(query.text) if isinstance(row, tuple)]
    embedded = run(open_store([county_files[source] for source in FEW[name]]), query)
    assert oracle == [tuple(map(numeral, row)) for row in embedded.rows]
    assert oracle


def numeral(term: object) -> object:
    """Return a number as a Decimal, so that two engines' ways of writing it are equal."""
    if isinstance(term, rdflib.Literal) and isinstance(term.value, int | Decimal) and not isinstance(term.value, bool):
        return Decimal(term.value)
    return term
