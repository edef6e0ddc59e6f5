"""Sentences that say more than one rule reads: names completed from what stands before, ranks and awards in place."""

from __future__ import annotations

from typing import Any

import pytest

from hdkg.extraction import extract
from hdkg.model import Article, Block, BlockKind, Metadata, Span
from hdkg.queries.facts import facts
from hdkg.triples import to_graph

Row = dict[str, Any]


def figure(name: str, value: float | None = None, **slots: object) -> Row:
    return {"kind": "observation", "name": name, **({} if value is None else {"value": value}), **slots}


def award(subject: str, name: str) -> Row:
    return {"kind": "award", "subject": subject, "name": name}


SAID: list[tuple[str, list[Row]]] = [
    ("带动2800户脱贫户户均增收1900元。", [figure("脱贫户", 2800), figure("户均增收", 1900)]),
    ("粮食播种面积51.2万亩，总产21.4万吨。", [figure("粮食播种面积", 51.2), figure("粮食总产", 21.4)]),
    (
        "实现进出口总额7.2亿元，其中出口6.1亿元、进口1.1亿元，分别增长9.5%和12.8%。",
        [figure("出口", 6.1, growth_pct=9.5), figure("进口", 1.1, growth_pct=12.8)],
    ),
    (
        "肉类总产量5.2万吨，其中猪肉4.1万吨，增长2.9%；羊肉0.4万吨，增长1.5%。",
        [figure("猪肉总产量", 4.1), figure("羊肉总产量", 0.4, growth_pct=1.5)],
    ),
    (
        "引进亿元以上项目28个，其中20亿元以上3个。",
        [figure("引进亿元以上项目", 28), figure("20亿元以上项目", 3)],
    ),
    (
        "一般公共预算收入11.5亿元，增长8.3%，其中税收收入8.1亿元，税占比70.4%，增幅居全市第二。",
        [
            figure("一般公共预算收入", 11.5, growth_pct=8.3, rank=2, rank_scope="全市"),
            figure("税占比", 70.4, rank=None),
        ],
    ),
    ("一般公共预算收入年均增长8.4%，突破20亿元大关。", [figure("一般公共预算收入", 20, bound="over")]),
    ("群众满意度测评全省排名由第38位上升至第9位。", [{"kind": "ranking", "rank": 9, "rank_change": 29}]),
    ("地区生产总值增长6.2%，比一季度加快0.7个百分点。", [figure("地区生产总值", growth_pct=6.2)]),
    ("存款余额301.5亿元，较年初新增22.4亿元。", [figure("存款余额", 301.5)]),
    ("年末户籍人口86.3万人，其中男性43.2万人。", [figure("男性户籍人口", 43.2, period="2033-12")]),
    ("每百元营业收入中的成本为83.1元。", [figure("每百元营业收入中的成本", 83.1)]),
    ("2.7万农村人口全部脱贫。", [figure("农村人口", 2.7)]),
    ("八类主要刑事案件发案率下降28.4%。", [figure("八类主要刑事案件发案率", growth_pct=-28.4)]),
    ("氨氮排放量削减3.6%。", [figure("氨氮排放量", growth_pct=-3.6)]),
    ("受益人口达7.9万人。", [figure("受益人口", 7.9)]),
    ("入选省级乡村振兴示范县创建名单。", [award("衡东县", "省级乡村振兴示范县")]),
    ("5人获评全国劳模。", [award("衡东县5人", "全国劳模")]),
]

UNSAID = [
    ("积极创建国家全域旅游示范区，全力推进景区提质。", "award"),
    ("持续创建国家卫生县城。", "award"),
]


def rows(text: str) -> list[Row]:
    """Return the facts of a sentence about a county."""
    article = Article(
        text,
        (Block(BlockKind.BODY, (Span(0, len(text)),)),),
        Metadata(county="430424", published="2034-01-12", year=2033),
    )
    return facts(to_graph(extract(article)))


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[text for text, _ in SAID])
def test_what_a_sentence_says(text: str, expected: list[Row]) -> None:
    found = rows(text)
    for row in expected:
        assert any(all(each.get(slot) == value for slot, value in row.items()) for each in found), (row, found)


@pytest.mark.parametrize(("text", "kind"), UNSAID, ids=[text for text, _ in UNSAID])
def test_what_a_sentence_does_not_say(text: str, kind: str) -> None:
    assert [row for row in rows(text) if row["kind"] == kind] == []
