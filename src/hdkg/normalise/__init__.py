"""Numerals, units, figures and periods of Chinese newspaper prose: pure functions over exact decimals."""

from hdkg.normalise.figures import AFTER, BEFORE, Figure, find_figures
from hdkg.normalise.numerals import (
    ARABIC,
    CHINESE,
    HEDGES,
    NUMERAL,
    PERCENT,
    SCALES,
    Numeral,
    parse_numeral,
    plain,
    read_numeral,
)
from hdkg.normalise.units import ITEM, NUMBER, quantity, split_unit, unit_forms, unit_pattern

__all__ = [
    "AFTER",
    "ARABIC",
    "BEFORE",
    "CHINESE",
    "HEDGES",
    "ITEM",
    "NUMBER",
    "NUMERAL",
    "PERCENT",
    "SCALES",
    "Figure",
    "Numeral",
    "find_figures",
    "parse_numeral",
    "plain",
    "quantity",
    "read_numeral",
    "split_unit",
    "unit_forms",
    "unit_pattern",
]
