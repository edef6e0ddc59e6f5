"""Whatever the text: no crash, exact offsets, the same output twice, nothing unaccounted for, changes stay local."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdkg.extraction import extract
from hdkg.extraction.rules import all_rules, compiled
from hdkg.model import Article, Block, BlockKind, Extraction, Metadata, Span
from hdkg.reading import read
from hdkg.reading.blocks import blocks
from hdkg.resources import graph_dir

METADATA = Metadata(county="430424", published="2024-01-12", year=2023)
LONGEST = 40
SOURCE = graph_dir() / "sources/hengdong-2023.md"
ARTICLES = sorted(Path(__file__).parents[1].glob("articles/*-20*.md"))
WORDS = """全县 地区生产总值 255.92亿元 ， 。 ； 、 增长5.7% 下降3成 排名全市第一 “三联” 工作 获评 全国文明村 李花村
汇中再生 等企业 分别 3.1% 和 2024年 1—11月 前三季度 （ ） 高于全市 6.5个百分点 占 比重 由 18:30:52 调整为 新增 7家
《醒来》 其中 百亿元 突破 开展 行动 竣工 项目 ## 第67 提升25个名次 连续三年 力争 预计 余 ①"""
PIECES = (*WORDS.split(), "\n\n", "\u3000", " ")


def article(text: str) -> Article:
    return Article(text, blocks(text), METADATA)


def sound(found: Extraction) -> None:
    """Assert what holds of every extraction."""
    text, keys = found.article.text, {entity.key for entity in found.entities}
    assert found.county in keys
    spans = [span for each in (*found.claims, *found.entities) for span in each.spans]
    assert all(0 <= span.start < span.end <= len(text) and span.end - span.start <= LONGEST for span in spans)
    assert len({claim.key for claim in found.claims}) == len(found.claims)
    assert all(claim.spans for claim in found.claims)
    entries = [(entry.kind, entry.span) for entry in found.ledger]
    assert entries == sorted(entries, key=lambda entry: (entry[1], entry[0]))
    assert len(set(entries)) == len(entries)


def accounted(found: Extraction) -> None:
    """Assert that every run of Arabic digits in the blocks stands in an entry of the ledger."""
    inside = {at for entry in found.ledger for at in range(entry.span.start, entry.span.end)}
    outline = compiled(r"^\s*(?:[（(]?\d{1,2}[)）、.．])")
    for block in found.article.blocks:
        for piece in block.pieces:
            text = piece.of(found.article.text)
            begin = outline.match(text)
            for digits in re.finditer(r"(?<![A-Za-z0-9.])[0-9]+(?![A-Za-z])", text):
                if begin is None or digits.start() >= begin.end():
                    assert piece.start + digits.start() in inside, text[max(0, digits.start() - 9) : digits.end() + 9]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_combination_of_pieces(text: str) -> None:
    found = extract(article(text))
    sound(found)
    assert extract(article(text)) == found


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    sound(extract(article(text)))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_mutated_articles(path: Path) -> None:
    assert len(ARTICLES) >= 8
    whole = read(path)
    draw = random.Random(path.stem)
    for _ in range(6):
        text = whole.text
        for _ in range(12):
            at = draw.randrange(len(text))
            text = text[:at] + draw.choice(("", *PIECES)) + text[at + draw.randrange(6) :]
        found = extract(Article(text, blocks(text), whole.metadata))
        sound(found)


@pytest.mark.parametrize("path", [SOURCE, *ARTICLES], ids=lambda path: path.stem)
def test_every_numeral_is_accounted_for(path: Path) -> None:
    accounted(extract(read(path)))


def claims_of(found: Extraction, block: Block) -> list[tuple[object, ...]]:
    """Return what is claimed in a block, with offsets from its start and without the numbers of keys."""
    start, end = block.pieces[0].start, block.pieces[-1].end
    told = []
    for claim in found.claims:
        if start <= claim.spans[0].start < end:
            slots = {name: getattr(claim, name) for name in claim.__dataclass_fields__}
            spans = tuple((span.start - start, span.end - start) for span in claim.spans)
            told.append((type(claim).__name__, spans, slots.get("name"), slots.get("quantity"), slots.get("period")))
    return told


def test_a_change_stays_in_its_paragraph() -> None:
    before = read(SOURCE)
    bodies = [block for block in before.blocks if block.kind is BlockKind.BODY]
    changed = bodies[len(bodies) // 2]
    end = changed.pieces[-1].end
    text = before.text[:end] + "全县还新建农村公路86公里，增长3.7%。" + before.text[end:]
    first = extract(before)
    second = extract(Article(text, blocks(text, before.blocks[0].pieces[0].start), before.metadata, before.name))
    others = [block for block in bodies if block is not changed]
    start = changed.pieces[0].start
    told = [block for block in second.article.blocks if block.kind is BlockKind.BODY]
    shifted = [block for block in told if block.pieces[0].start != start]
    assert len(others) == len(shifted) > 10
    for old, new in zip(others, shifted, strict=True):
        assert claims_of(first, old) == claims_of(second, new)
    new = next(block for block in told if block.pieces[0].start == start)
    assert len(claims_of(second, new)) == len(claims_of(first, changed)) + 2


def seconds(text: str) -> float:
    """Return the shortest of two runs over a text that is one block."""
    one = Article(text, (Block(BlockKind.BODY, (Span(0, len(text)),)),), METADATA)
    times = []
    for _ in range(2):
        start = time.process_time()
        extract(one)
        times.append(time.process_time() - start)
    return min(times)


def test_time_grows_with_the_length_of_hostile_repetition() -> None:
    triggers = {
        word for rule in all_rules() for word in rule.triggers if not any("\ue000" <= char <= "\uf8ff" for char in word)
    }
    triggers |= {
        "一",
        "十",
        "9",
        "万",
        "1:2",
        "1%",
        "1亿元",
        "，",
        "、",
        "“",
        "《",
        "等1个项目",
        "占全县比重1%",
        "全市第一",
    }
    assert len(triggers) > 120
    for trigger in sorted(triggers):
        many = 300 // len(trigger)
        short, long = seconds(trigger * many), seconds(trigger * (8 * many))
        assert long < 0.25 or long < 30 * short, (trigger, short, long)  # eight times the text; its square is 64
