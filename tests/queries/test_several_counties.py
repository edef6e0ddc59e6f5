"""Questions that one article cannot answer: counties beside one another, sources that differ, years in a row.

The expected rows were read out of the sources by hand; the graphs are built from the sources here and now.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hdkg.extraction import extract
from hdkg.queries import run
from hdkg.reading import read
from hdkg.store import EmbeddedStore, open_store
from hdkg.triples import to_graph, turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
PRODUCT = "hdi:gross-regional-product"
ASKED: dict[str, dict[str, Any]] = {
    "contradictions": {},
    "economic-structure": {},
    "neighbours": {"indicator_iri": PRODUCT},
    "shared-honours": {},
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
