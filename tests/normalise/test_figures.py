"""Figures in running text."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdkg.model import Bound
from hdkg.normalise import AFTER, BEFORE, find_figures, unit_forms

CASES = [
    ("全县产值64.5亿元，增长5.7%", [("64.5亿元", "64.5", "亿元", "exact"), ("5.7%", "5.7", "%", "exact")]),
    ("吸引百余家企业，带动三十来户", [("百余家", "100", "家", "over"), ("三十来户", "30", "户", "about")]),
    (
        "节约50万元，临近20户，约30人",
        [("50万元", "50", "万元", "exact"), ("20户", "20", "户", "exact"), ("约30人", "30", "人", "about")],
    ),
    ("第67名、第三批，三方面，三分之一", []),
    ("产值超百亿元", [("超百亿元", "100", "亿元", "over")]),
    ("占百分之五左右", [("百分之五左右", "5", "%", "about")]),
    (
        "不低于15%，10万元以上，3天以内",
        [("不低于15%", "15", "%", "over"), ("10万元以上", "10", "万元", "over"), ("3天以内", "3", "天", "under")],
    ),
    ("来了两三家，一二三产业", []),
    ("分别提高0.7个、2.1个百分点", [("0.7个", "0.7", "个", "exact"), ("2.1个百分点", "2.1", "个百分点", "exact")]),
    ("三樟镇、三农、一体化", []),
    ("播放2000余万次", [("2000余万次", "2000", "万次", "over")]),
    ("近4.5万多人", [("近4.5万多人", "4.5", "万人", "under")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures_are_found(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = find_figures(text)
    assert [
        (each.whole.of(text), each.quantity.written, each.quantity.unit, each.quantity.bound.value) for each in found
    ] == expected


UNITS = st.sampled_from(["个", "亿元", "万亩", "%", "家", "个百分点", "公里", "万人次", "千公顷"])
NUMBERS = st.decimals(min_value=0, max_value=10**6, places=2)


@given(st.lists(st.tuples(NUMBERS, UNITS), min_size=1, max_size=5), st.sampled_from(["", *BEFORE]))
def test_a_list_of_figures_comes_back(figures: list[tuple[Decimal, str]], word: str) -> None:
    text = "其中" + "、".join(f"{word}{number:f}{unit}" for number, unit in figures) + "。"
    found = find_figures(text)
    assert [(Decimal(each.quantity.written), each.quantity.unit) for each in found] == figures
    assert {each.quantity.bound for each in found} == {BEFORE.get(word, Bound.EXACT)}


@given(NUMBERS, UNITS, st.sampled_from(sorted(AFTER)))
def test_words_behind_a_figure_hedge_it(number: Decimal, unit: str, word: str) -> None:
    (found,) = find_figures(f"共{number:f}{unit}{word}")
    assert found.quantity.bound is AFTER[word]


@given(st.text("一二两三十百千万亿余多个家元%0123456789.,，。第超近以上年", max_size=30), st.data())
def test_spans_fit_and_do_not_overlap(text: str, data: st.DataObject) -> None:
    found = find_figures(text)
    for each in found:
        assert each.whole.start <= each.span.start == each.numeral.start < each.numeral.end <= each.span.end
        assert each.span.end <= each.whole.end <= len(text)
    assert all(a.whole.end <= b.span.start for a, b in pairwise(found))
    start = data.draw(st.integers(0, len(text)))
    assert all(each.whole.start >= start for each in find_figures(text, start))


def test_units_that_only_look_alike_are_not_taken() -> None:
    assert {"方", "分", "人"} <= set(unit_forms())
    assert not find_figures("三方式、三分工、一家庭")
