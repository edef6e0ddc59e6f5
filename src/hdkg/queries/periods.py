"""Periods of different years beside one another."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<![\d-])\d{4}")


def shape(period: str) -> str:
    """Return what of a year a period covers: the ISO 8601 period with its years left open.

    Examples
    --------
    >>> shape("2023-01/2023-09"), shape("2021"), shape("2021/2023")
    ('Y-01/Y-09', 'Y', 'Y/Y')
    """
    return _YEAR.sub("Y", period)
