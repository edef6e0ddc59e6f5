"""How far the graphs that hdkg builds answer the questions as a careful reader does.

The queries are shown right by `test_answers.py`; what is missing here was not read out of the text.  A question that is
answered completely stays so, and the share of all expected rows that are found does not fall: raise both as extraction
gets better.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hdkg.extraction import extract
from hdkg.queries import catalogue, run
from hdkg.reading import read
from hdkg.resources import graph_dir
from hdkg.store import EmbeddedStore, open_graph, open_store
from hdkg.triples import to_graph

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "../shared/articles/hengdong-2024-01-12.md"
# Their expected rows are of other texts, or of one fact.
OF_OTHER_TEXTS = {"citation", "connections", "search", "evidence", "not-understood"}
OF_OTHER_TEXTS |= {"contradictions", "economic-structure", "initiatives-by-year", "neighbours", "shared-honours"}
# What the real article words or orders otherwise than our restatement, of which the expected rows are.
AS_WRITTEN = {
    "湖南第1个、全国第9个": "全国第9个、湖南第1个",
    "近10年来的最好成绩": "近10年来最好成绩",
    "衡阳市廉洁文化示范基地": "“衡阳市廉洁文化示范基地”",
    "加快建设县域经济强县": "“加快建设县域经济强县”首位战略",
    "“聚力中心化”攻坚年的争创优工作综合考评": "“聚力中心化”攻坚年争创优工作综合考评",
}

REAL_COMPLETE = {
    "better-than-the-city",
    "data-quality",
    "derived-figures",
    "enterprises-in-initiatives",
    "firsts",
    "growth",
    "honours",
    "initiatives-without-results",
    "measured-outcomes",
    "moved-in-rank",
    "part-year-figures",
    "recognitions",
    "reported-figures",
    "second-in-the-city",
    "several-honours",
    "share-done",
    "statistics-and-appraisals",
    "timeline",
    "villages",
}
REAL_FOUND, REAL_TRUE = 0.97, 0.97
OUR_COMPLETE = {
    "absent",
    "better-than-the-city",
    "data-quality",
    "derived-figures",
    "enterprises-in-initiatives",
    "growth",
    "growth-without-level",
    "moved-in-rank",
    "recognitions",
    "second-in-the-city",
    "several-honours",
    "statistics-and-appraisals",
    "timeline",
    "villages",
    "who-evaluates",
}
OUR_FOUND, OUR_TRUE = 0.87, 0.87


@dataclass
class Score:
    """What was found of the expected rows."""

    complete: set[str] = field(default_factory=set)
    expected: int = 0
    found: int = 0
    told: int = 0
    gaps: list[str] = field(default_factory=list)


def score(store: EmbeddedStore, words: dict[str, str]) -> Score:
    total = Score()
    for query in catalogue():
        if query.name in OF_OTHER_TEXTS:
            continue
        with (HERE / f"{query.name}.csv").open(encoding="utf-8", newline="") as file:
            columns, *rows = csv.reader(file)
        expected = Counter(tuple(words.get(cell, cell) for cell in row) for row in rows)
        result = run(store, query)
        places = [result.columns.index(column) for column in columns]
        got = Counter(tuple("" if row[place] is None else str(row[place]) for place in places) for row in result.rows)
        total.expected += expected.total()
        total.told += got.total()
        total.found += (expected & got).total()
        total.gaps += [f"{query.name}: missing {'|'.join(row)}" for row in sorted(expected - got)]
        total.gaps += [f"{query.name}: unexpected {'|'.join(row)}" for row in sorted(got - expected)]
        if expected == got:
            total.complete.add(query.name)
    return total


@pytest.mark.skipif(not REAL.is_file(), reason="the real article is not beside the checkout")
def test_the_real_article() -> None:
    article = read(REAL, county="430424", published="2024-01-12")
    reached = score(open_graph(to_graph(extract(article))), AS_WRITTEN)
    report = "\n".join(reached.gaps)
    assert reached.complete >= REAL_COMPLETE, report
    assert reached.found / reached.expected >= REAL_FOUND, report
    assert reached.found / reached.told >= REAL_TRUE, report


def test_the_committed_graph() -> None:
    reached = score(open_store([graph_dir() / "hengdong-2023.ttl"]), {})
    report = "\n".join(reached.gaps)
    assert reached.complete >= OUR_COMPLETE, report
    assert reached.found / reached.expected >= OUR_FOUND, report
    assert reached.found / reached.told >= OUR_TRUE, report
