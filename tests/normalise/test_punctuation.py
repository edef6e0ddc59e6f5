"""Half-width punctuation is read as full-width, and nothing moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hdkg.extraction import extract
from hdkg.model import Article, Metadata
from hdkg.normalise.punctuation import widen
from hdkg.reading.blocks import blocks

WIDE = "全年完成投资83.4亿元，增长5.6%；实施“春风”行动，送岗1,200个。粮食产量41.1万吨，居全市第2位。"
NARROW = '全年完成投资83.4亿元,增长5.6%;实施"春风"行动,送岗1,200个.粮食产量41.1万吨,居全市第2位.'


def told(text: str) -> list[tuple[object, ...]]:
    """Return what an article of one paragraph says."""
    metadata = Metadata(county="430424", published="2024-01-12", year=2023)
    found = extract(Article(text, blocks(text), metadata))
    return [(type(claim).__name__, getattr(claim, "name", ""), claim.spans) for claim in found.claims]


def test_an_article_in_half_width_punctuation_says_the_same() -> None:
    assert widen(NARROW) == WIDE
    assert told(NARROW) == told(WIDE)
    assert len(told(WIDE)) >= 5


@given(st.text(alphabet='县增长,;:!?."“”0123456789%abc （）\n', max_size=60))
def test_nothing_moves_and_a_second_time_changes_nothing(text: str) -> None:
    once = widen(text)
    assert len(once) == len(text)
    assert widen(once) == once
