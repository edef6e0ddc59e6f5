"""Figures and periods: exact decimals with explicit units, periods after ISO 8601."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Bound(StrEnum):
    """How the words hedge a figure: 超 and 余 are over, 近 is under, 约 is about."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


class Status(StrEnum):
    """How final a figure is (SDMX CL_OBS_STATUS where it serves): 预计 is estimated, 计划 planned."""

    FINAL = "final"
    ESTIMATED = "estimated"
    PRELIMINARY = "preliminary"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit, as written and normalised.

    Attributes
    ----------
    written
        The figure as a plain decimal without its unit and scale word: ``255.92`` of 255.92亿元, ``10`` of 十项,
        ``Ⅱ类`` for a grade.
    unit
        The unit as written, scale word included: ``亿元``, ``万亩``, ``%``, ``个``; "" where none.
    value
        The figure in the base unit, scale words resolved (``25592000000``); None for a grade.
    base_unit
        Local name of the unit's concept in ``ontology/units.ttl`` (``CNY``, ``mu``, ``percent``, ``item``).
    bound
        How the words hedge it.
    """

    written: str
    unit: str
    value: Decimal | None
    base_unit: str
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period after ISO 8601: from the start of `start` to the end of `end`, each a year, month or day.

    Examples
    --------
    >>> Period("2023-01", "2023-09").iso
    '2023-01/2023-09'
    >>> Period("2023", "2023").iso
    '2023'
    """

    start: str
    end: str

    @property
    def iso(self) -> str:
        """The period as FACTS and the graph write it: ``2023``, ``2023-12``, ``2023-01/2023-09``."""
        return self.start if self.start == self.end else f"{self.start}/{self.end}"
