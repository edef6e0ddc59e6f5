"""Blocks: what each line is, what a layout broke is joined, and every span stands where its words are."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdkg.model import BlockKind
from hdkg.reading.blocks import blocks

SHARED = Path(__file__).parents[2] / "../shared"


def told(text: str) -> list[tuple[str, str]]:
    """Return kind and words of each block, pieces parted by a bar."""
    return [(block.kind.value, "|".join(piece.of(text) for piece in block.pieces)) for block in blocks(text)]


LONG = "全县粮食总产量达到41.1万吨，比上年增长3.2%，油菜、蔬菜、水果都有增加，农民的收入跟着涨。"

CASES = {
    "Markdown": (
        f"# 甲县的一年\n\n——写在会前\n\n■文 / 张 三 图 / 李 四\n\n{LONG}\n\n## 农业\n\n{LONG}\n",
        ["title", "title", "byline", "body", "heading", "body"],
    ),
    "plain text with numbered headings": (
        f"甲县2022年统计公报\n\n本报讯\n\n{LONG}\n\n一、农业\n\n{LONG}\n\n（二）工业\n\n{LONG}",
        ["title", "byline", "body", "heading", "body", "heading", "body"],
    ),
    "plain text with short headings": (
        f"甲县交出好答卷\n\n2024年2月21日\n\n{LONG}\n\n农业稳，粮仓满\n\n{LONG}",
        ["title", "byline", "body", "heading", "body"],
    ),
    "each paragraph a line": (
        f"甲县交出好答卷\n本报讯（记者 张三）{LONG}\n{LONG}（通讯员 李四）\n",
        ["title", "byline", "body", "body", "byline"],
    ),
    "captions": (
        f"# 甲\n\n{LONG}\n\n\n\n村民采茶。\n\n\n\n新城。\n\n## 乙\n\n{LONG}\n\n（图为新区）\n\n老街。张三 摄\n\n{LONG}",
        ["title", "body", "caption", "caption", "heading", "body", "caption", "caption", "body"],
    ),
    "wide gaps everywhere set nothing apart": (
        "甲县答卷\n\n\n\n村村增产。\n\n\n\n户户增收。\n\n\n\n企业多了。",
        ["title", "body", "body", "body"],
    ),
    "a label before a paragraph": ("# 甲\n\n**【镜头一】**全县增产。", ["title", "body"]),
    "rules and images": (
        "# 甲\n\n---\n\n全县增产。\n\n![图](a.png)\n\n***\n\n<!-- 乙 -->\n\n企业多了。",
        ["title", "body", "body"],
    ),
    "nothing": ("", []),
    "dashes that begin a paragraph": (f"# 甲\n\n{LONG}\n\n——{LONG}", ["title", "body", "body"]),
}


@pytest.mark.parametrize("name", CASES)
def test_lines_are_told_apart(name: str) -> None:
    text, kinds = CASES[name]
    assert [kind for kind, _ in told(text)] == kinds


JOINED = [
    ("# 甲\n\n## 乙\n\n全县建成\n\n省级示范园区。", "全县建成|省级示范园区。"),
    ("# 甲\n\n## 乙\n\n创建全国县\n\n级文明城市，\r\n\r\n人人参加。", "创建全国县|级文明城市，|人人参加。"),
    ("# 甲\n\n## 乙\n\n打造“一镇\n一品”\n品牌。", "打造“一镇|一品”|品牌。"),
    ("# 甲\n\n## 乙\n\n全县建成\n\n图为新园。张三 摄\n\n三座园区。", "全县建成|三座园区。"),
]


@pytest.mark.parametrize(("text", "words"), JOINED)
def test_a_paragraph_that_the_layout_broke_is_one_block(text: str, words: str) -> None:
    assert [found for kind, found in told(text) if kind == "body"] == [words]


@pytest.mark.parametrize("end", ["。", "！", "？", "；", "：", "。”", "。）", "……"])
def test_a_paragraph_that_ends_is_not_joined(end: str) -> None:
    text = f"# 甲\n\n全县这一年粮食增产、企业增多、收入增加{end}\n\n接着说工业的事情，也有不少。"
    assert [kind for kind, _ in told(text)] == ["title", "body", "body"]


def test_marks_of_markdown_are_in_no_piece() -> None:
    text = "# 甲\n\n**【镜头】**全县**增产**三成。\n\n- 新增企业7家。\n\n见[公报](https://example.org/a)。"
    assert [words for kind, words in told(text) if kind == "body"] == [
        "全县|增产|三成。",
        "新增企业7家。",
        "见[公报]|。",
    ]


def test_sections_are_in_force_until_the_next() -> None:
    text = f"# 甲\n\n{LONG}\n\n## A 农业\n\n{LONG}\n\n### 粮食\n\n{LONG}\n\n## B 工业\n\n{LONG}"
    bodies = [block.section for block in blocks(text) if block.kind is BlockKind.BODY]
    assert bodies == ["", "A 农业", "粮食", "B 工业"]


@given(st.text("甲县增产，。：”）\n\r #一、-*【】—图为摄（本报讯2023年1月日 \u3000", max_size=120))
def test_any_text_is_divided_without_loss_of_order(text: str) -> None:
    spans = [piece for block in blocks(text) for piece in block.pieces]
    assert sorted(spans) == sorted(set(spans))
    assert all(a.end <= b.start for a, b in pairwise(sorted(spans)))
    assert all(piece.of(text).strip() for piece in spans)
    left = [
        char for at, char in enumerate(text) if char in "甲县增产" and not any(s.start <= at < s.end for s in spans)
    ]
    assert not left or "【" in text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not at hand")
def test_the_real_article_is_divided_as_a_reader_would() -> None:
    text = (SHARED / "articles/hengdong-2024-01-12.md").read_text(encoding="utf-8")
    found = blocks(text)
    kinds = [block.kind for block in found]
    assert kinds.count(BlockKind.HEADING) == 3
    assert kinds.count(BlockKind.CAPTION) == 8
    assert [block.kind for block in found if len(block.pieces) > 1] == [BlockKind.BODY] * 3
    broken = ["".join(piece.of(text) for piece in block.pieces) for block in found if len(block.pieces) > 1]
    for words in ("成功创建省级", "全国县级文明城市", "建立了专项人才库"):
        assert sum(words in block for block in broken) == 1
