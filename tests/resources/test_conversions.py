"""Conversions are exact where they end, and refused where there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hdkg.resources import concepts, ontology_dir
from hdkg.resources.conversions import convert, root

HDU = "https://w3id.org/hdkg/unit/"


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "result"),
    [
        ("88.5", "mu", "hectare", "5.9"),
        ("1", "mu", "hectare", "0.0666666666666667"),
        ("5.9", "hectare", "mu", "88.5"),
        ("1", "square-kilometre", "mu", "1500"),
        ("411000", "tonne", "kilogram", "411000000"),
        ("1", "kilogram", "kilogram", "1"),
        ("-0.9", "tonne", "kilogram", "-900"),
    ],
)
def test_converted(value: str, unit: str, wanted: str, result: str) -> None:
    assert convert(Decimal(value), HDU + unit, HDU + wanted) == Decimal(result)


def test_there_and_back_is_the_same() -> None:
    linked = [concept.iri for concept in concepts(ontology_dir() / "units.ttl") if concept.values("conversionUnit")]
    assert len(linked) > 10
    for unit in linked:
        base, factor = root(unit)
        there = convert(Decimal(3 * factor.denominator), unit, base)
        assert there is not None
        assert convert(there, base, unit) == 3 * factor.denominator


@pytest.mark.parametrize("wanted", ["USD", "person", "unheard-of"])
def test_no_conversion(wanted: str) -> None:
    assert convert(Decimal(1), f"{HDU}CNY", HDU + wanted) is None
