"""Units: scale words and surface forms, hedges within, and the catalogue behind them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from hdkg.errors import RuleError
from hdkg.model import Bound
from hdkg.normalise import parse_numeral, quantity, split_unit, unit_forms, unit_pattern
from hdkg.normalise.units import read_units

if TYPE_CHECKING:
    from pathlib import Path

SPLIT = [
    ("亿元", "1e8", "CNY"),
    ("万亿元", "1e12", "CNY"),
    ("千万元", "1e7", "CNY"),
    ("万美元", "1e4", "USD"),
    ("元", "1", "CNY"),
    ("万亩", "1e4", "mu"),
    ("千公顷", "1e3", "hectare"),
    ("万人次", "1e4", "person-time"),
    ("人（次）", "1", "person-time"),
    ("个百分点", "1", "percentage-point"),
    ("百分点", "1", "percentage-point"),
    ("%", "1", "percent"),
    ("％", "1", "percent"),
    ("千瓦", "1", "kilowatt"),
    ("万千瓦", "1e4", "kilowatt"),
    ("百万千瓦", "1e6", "kilowatt"),
    ("亿千瓦时", "1e8", "kilowatt-hour"),
    ("千克", "1", "kilogram"),
    ("千米", "1", "kilometre"),
    ("亿立方米", "1e8", "cubic-metre"),
    ("万平方米", "1e4", "square-metre"),
    ("台（套）", "1", "item"),
    ("件次", "1", "item"),
    ("挡", "1", "item"),
    ("万", "1e4", "number"),
    ("", "1", "number"),
]


@pytest.mark.parametrize(("written", "scale", "base"), SPLIT)
def test_a_unit_is_split(written: str, scale: str, base: str) -> None:
    assert split_unit(written) == (Decimal(scale), base)


FIGURES = [
    ("255.92", "亿元", "255.92", "亿元", "25592000000", "CNY", Bound.EXACT),
    ("2", "万余个", "2", "万个", "20000", "item", Bound.OVER),
    ("2000", "余个", "2000", "个", "2000", "item", Bound.OVER),
    ("4.5万", "多户", "4.5", "万户", "45000", "household", Bound.OVER),
    ("三十余", "万元", "30", "万元", "300000", "CNY", Bound.OVER),
    ("十", "项", "10", "项", "10", "item", Bound.EXACT),
    ("两", "轮", "2", "轮", "2", "item", Bound.EXACT),
    ("1,234", "元", "1234", "元", "1234", "CNY", Bound.EXACT),
    ("百亿", "元", "100", "亿元", "10000000000", "CNY", Bound.EXACT),
    ("1亿2000万", "元", "120000000", "元", "120000000", "CNY", Bound.EXACT),
    ("百分之五点七", "", "5.7", "%", "5.7", "percent", Bound.EXACT),
    ("1100", "万", "1100", "万", "11000000", "number", Bound.EXACT),
    ("-9.4", "%", "-9.4", "%", "-9.4", "percent", Bound.EXACT),
]


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: case[0] + case[1])
def test_a_quantity_is_built(case: tuple[str, str, str, str, str, str, Bound]) -> None:
    numeral, unit, *expected = case
    built = quantity(numeral, unit)
    assert [built.written, built.unit, str(built.value), built.base_unit, built.bound] == expected


def test_words_around_a_figure_outweigh_a_hedge_within() -> None:
    assert quantity("2", "万余个", Bound.UNDER).bound is Bound.UNDER
    with pytest.raises(ValueError, match="no numeral"):
        quantity("几", "个")


@given(
    st.decimals(min_value=0, max_value=10**7, places=2),
    st.sampled_from(["", "百", "千", "万", "百万", "千万", "亿", "百亿", "万亿"]),
    st.sampled_from(["元", "亩", "户", "公里", "人次", "头", "立方米", "公顷"]),  # 千瓦 and 千克 are units themselves
)
def test_scale_word_and_unit_multiply_out(number: Decimal, scale: str, form: str) -> None:
    built = quantity(f"{number:f}", scale + form)
    assert built.value == number * parse_numeral("1" + scale)
    assert (built.base_unit, built.unit) == (unit_forms()[form].local_name, scale + form)


def test_every_surface_form_is_matched_whole() -> None:
    pattern = regex.compile(unit_pattern())
    assert pattern.groups == 0
    forms = [form for form in unit_forms() if not form.startswith("(")]
    assert len(forms) > 100
    for form in forms:
        match = pattern.match(form + "，")
        assert match, form
        assert match[0] == form
        assert split_unit(form)[0] == 1, form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("万余亩油茶", "万余亩"),
        ("台（套）设备", "台（套）"),
        ("人(次)", "人(次)"),
        ("％，", "％"),
        ("多万元", "多万元"),
        ("个百分点", "个百分点"),
        ("万，", "万"),
        ("方面", None),
        ("分之", None),
        ("Mbps", None),
    ],
)
def test_a_unit_is_matched(text: str, found: str | None) -> None:
    match = regex.match(unit_pattern(), text)
    assert (match and match[0]) == found


def test_a_form_of_two_units_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "units.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ex: <https://example.org/> .\n"
        'ex:a skos:prefLabel "甲"@zh .\nex:b skos:prefLabel "乙"@zh ; skos:altLabel "甲"@zh .\n',
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match="“甲” belongs to two units, a and b"):
        read_units(file)
