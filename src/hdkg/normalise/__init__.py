"""Numerals, units, figures and periods of Chinese newspaper prose: pure functions over exact decimals."""

from hdkg.normalise.calendar import resolve, review_year
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
from hdkg.normalise.periods import PeriodForm, PeriodMention, PeriodRole, find_periods
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
    "PeriodForm",
    "PeriodMention",
    "PeriodRole",
    "find_figures",
    "find_periods",
    "parse_numeral",
    "plain",
    "quantity",
    "read_numeral",
    "resolve",
    "review_year",
    "split_unit",
    "unit_forms",
    "unit_pattern",
]
