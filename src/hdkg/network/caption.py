"""How a label is broken into lines on the canvas, and how much room it takes there."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

from hdkg.network.look import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTH = 11.0  # of a line, in widths of a Chinese character
_LINES = 4
_CLOSING = frozenset("，。、；：！？”’）》】」』,.;:!?)]}%")
_OPENING = frozenset("“‘（《【「『([{")
_MARGIN = 8.0  # between the label and the edge of a box, as in the page's options


def measure(text: str) -> float:
    """Return the width of a line in widths of a Chinese character.

    Examples
    --------
    >>> measure("一二ab")
    3.1
    """
    return round(sum(1.0 if _wide(mark) else 0.55 for mark in text), 2)


def wrap(text: str, width: float = _WIDTH) -> list[str]:
    """Break a label into lines: Latin words stay whole, closing punctuation opens no line, a long rest is ``…``.

    Examples
    --------
    >>> wrap("全国乡村特色产业产值超亿元村")
    ['全国乡村特色产', '业产值超亿元村']
    >>> wrap("a b")
    ['a b']
    """
    total = measure(text)
    if total <= width:
        return [text]
    # Lines of about the same length look better than full ones and a rest: the narrowest width that needs no more.
    fewest = max(2, len(_lines(text, width)))
    ways = (_lines(text, float(wide)) for wide in range(math.ceil(total / fewest), math.ceil(width)))
    lines = next((way for way in ways if len(way) <= fewest), None) or _lines(text, width)
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], lines[_LINES - 1] + "…"]


def _lines(text: str, width: float) -> list[str]:
    lines = [""]
    for piece in _pieces(text):
        if not lines[-1] or measure(lines[-1] + piece.rstrip()) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.strip() for line in lines]


def caption(parts: Iterable[str]) -> str:
    """Return the parts of a label, each broken into lines, as the canvas shows them."""
    return "\n".join(line for part in parts for line in wrap(part))


def font_size(group: str, degree: int) -> int:
    """Return the size of a node's letters: larger for what more hangs on."""
    base = {"initiative": 15, "division": 22, "honour": 14}.get(group, 13)
    return base + min(7, degree // 2) if group in {"initiative", "division"} else base


def symbol_size(group: str, degree: int) -> int:
    """Return the radius of a symbol whose label stands below it."""
    return (13 if group == "honour" else 9) + min(14, 2 * degree)


def room(text: str, group: str, degree: int) -> tuple[float, float]:
    """Return width and height that a node with this caption takes on the canvas."""
    size = font_size(group, degree)
    lines = text.split("\n")
    wide, high = max(map(measure, lines)) * size, len(lines) * size * 1.08
    if GROUPS[group].inside:
        return wide + 2 * _MARGIN + 6, high + 2 * _MARGIN
    symbol = 2 * symbol_size(group, degree)
    return max(wide, symbol), high + symbol + 6


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end: not within a Latin word or number, nor between a bracket and what it holds."""
    pieces: list[str] = []
    for mark in text:
        if pieces and _stays(pieces[-1], mark):
            pieces[-1] += mark
        else:
            pieces.append(mark)
    return pieces


def _stays(piece: str, mark: str) -> bool:
    """Tell whether a mark must stand on the line of what comes before it."""
    if mark in _CLOSING or piece[-1] in _OPENING:
        return True
    return not (_wide(mark) or _wide(piece[-1]) or piece.endswith(" ")) and measure(piece) < _WIDTH


def _wide(mark: str) -> bool:
    return unicodedata.east_asian_width(mark) in "WFA"
