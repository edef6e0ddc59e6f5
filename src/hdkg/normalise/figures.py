"""Find figures in running text: a numeral, its unit and the words that hedge it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex

from hdkg.model import Bound, Quantity, Span
from hdkg.normalise.numerals import ARABIC, CHINESE, PERCENT
from hdkg.normalise.units import quantity, unit_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

BEFORE: Mapping[str, Bound] = {
    "超过": Bound.OVER,
    "突破": Bound.OVER,
    "超": Bound.OVER,
    "逾": Bound.OVER,
    "不少于": Bound.OVER,
    "不低于": Bound.OVER,
    "至少": Bound.OVER,
    "跃上": Bound.OVER,
    "迈上": Bound.OVER,
    "站上": Bound.OVER,
    "跨上": Bound.OVER,
    "迈过": Bound.OVER,
    "跨过": Bound.OVER,
    "越过": Bound.OVER,
    "接近": Bound.UNDER,
    "将近": Bound.UNDER,
    "近": Bound.UNDER,
    "不足": Bound.UNDER,
    "不到": Bound.UNDER,
    "不超过": Bound.UNDER,
    "不高于": Bound.UNDER,
    "约": Bound.ABOUT,
    "大约": Bound.ABOUT,
    "大概": Bound.ABOUT,
}
"""Words right before a figure that hedge it."""

AFTER: Mapping[str, Bound] = {
    "以上": Bound.OVER,
    "大关": Bound.OVER,
    "以内": Bound.UNDER,
    "以下": Bound.UNDER,
    "左右": Bound.ABOUT,
    "上下": Bound.ABOUT,
}
"""Words right behind a figure that hedge it."""

# Words that end like one of those before, but do not hedge: 节约50万元, 最近3年.
_OTHER_WORDS = ("节约", "集约", "签约", "附近", "最近", "临近", "赶超", "反超")
_LONGEST = max(map(len, BEFORE))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text.

    Attributes
    ----------
    span
        Numeral and unit.
    whole
        The same with the hedging words right before and behind it: 超1100万.
    numeral
        The numeral alone.
    quantity
        What it says.
    """

    span: Span
    whole: Span
    numeral: Span
    quantity: Quantity


def find_figures(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """Find the figures of a text, in order, not overlapping.

    A Chinese numeral counts only with a unit or measure word behind it; what follows 第 is an ordinal and no figure.
    Years, months and days look like figures too: find the periods first (`hdkg.normalise.find_periods`).

    Parameters
    ----------
    text
        Any text.
    start, end
        The part of it to look at; offsets count from the start of the text all the same.

    Examples
    --------
    >>> for figure in find_figures("浏览量超1100万，完成十项改革，新建户厕2万余个"):
    ...     print(figure.quantity.written, figure.quantity.unit, figure.quantity.bound)
    1100 万 over
    10 项 exact
    2 万个 over
    """
    return [
        _figure(text, start, match) for match in _pattern().finditer(text, start, len(text) if end is None else end)
    ]


@cache
def _pattern() -> regex.Pattern[str]:
    """Compile the pattern of a figure."""
    unit = unit_pattern()
    vague = "(?<![〇零一二三四五六七八九十百千万亿两上数几0-9０-９])[百千万](?=[余多])"
    return regex.compile(
        f"(?=[0-9０-９一二三四五六七八九十百千万两〇○零−－-])(?<!第)(?:(?P<numeral>{PERCENT})|(?P<numeral>{ARABIC})(?P<unit>{unit})?"
        f"|(?P<numeral>{CHINESE}|{vague})(?P<unit>{unit}))"
        f"(?P<after>{'|'.join(AFTER)})?"
    )


def _figure(text: str, start: int, match: regex.Match[str]) -> Figure:
    """Read a match."""
    unit = match["unit"] or ""
    before, bound = _before(text, start, match.start())
    if match["after"]:
        bound = AFTER[match["after"]]
    numeral = Span(*match.span("numeral"))
    end = match.end("unit") if unit else numeral.end
    return Figure(Span(numeral.start, end), Span(before, match.end()), numeral, quantity(match["numeral"], unit, bound))


def _before(text: str, start: int, at: int) -> tuple[int, Bound]:
    """Return where the hedging word before `at` starts, and what it says."""
    head = text[max(start, at - _LONGEST) : at]
    if not head.endswith(_OTHER_WORDS):
        for length in range(len(head), 0, -1):
            bound = BEFORE.get(head[-length:])
            if bound is not None:
                return at - length, bound
    return at, Bound.EXACT
