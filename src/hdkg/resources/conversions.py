"""Conversions between units, exactly, as ``ontology/units.ttl`` states them."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from hdkg.errors import RuleError
from hdkg.resources.concepts import concepts
from hdkg.resources.paths import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGITS = 15  # of a figure that has no end as a decimal; what a double holds


def convert(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Return a figure in another unit.

    Parameters
    ----------
    value
        The figure in `unit`.
    unit, wanted
        IRIs of units.

    Returns
    -------
    Decimal | None
        Exact, or rounded to 15 significant digits where the decimal does not end; None where no conversion is known.

    Examples
    --------
    >>> hdu = "https://w3id.org/hdkg/unit/"
    >>> convert(Decimal("88.5"), f"{hdu}mu", f"{hdu}hectare")
    Decimal('5.9')
    >>> convert(Decimal(2), f"{hdu}CNY", f"{hdu}USD") is None
    True
    """
    if unit == wanted:
        return value
    (base, factor), (other, divisor) = root(unit), root(wanted)
    if base != other:
        return None
    return _decimal(Fraction(value) * factor / divisor)


def root(unit: str) -> tuple[str, Fraction]:
    """Return the unit that a unit's conversions end in, and how many of it one is.

    Raises
    ------
    RuleError
        The conversions of the catalogue lead back to where they began.

    Examples
    --------
    >>> root("https://w3id.org/hdkg/unit/mu")
    ('https://w3id.org/hdkg/unit/square-metre', Fraction(2000, 3))
    """
    steps, factor, seen = _steps(), Fraction(1), {unit}
    while unit in steps:
        unit, by = steps[unit]
        factor *= by
        if unit in seen:
            raise RuleError(f"the conversions of {unit} run in a circle", "mend ontology/units.ttl")
        seen.add(unit)
    return unit, factor


@cache
def _steps() -> Mapping[str, tuple[str, Fraction]]:
    """Return by unit the unit that it is converted to, and the exact factor."""
    found = {}
    for concept in concepts(ontology_dir() / "units.ttl"):
        for target in concept.values("conversionUnit")[:1]:
            inverse = concept.values("conversionDivisor")
            factor = 1 / Fraction(inverse[0]) if inverse else Fraction(concept.values("conversionFactor")[0])
            found[concept.iri] = target, factor
    return MappingProxyType(found)


def _decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal: exact where it ends, else rounded."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    exact = Context(prec=200 if rest == 1 else DIGITS)
    return exact.divide(Decimal(number.numerator), Decimal(number.denominator))
