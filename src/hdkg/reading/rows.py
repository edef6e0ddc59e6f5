"""Rows of tables, as the text that a reader gives back writes them: ``| 粮食总产量 | 万吨 | 12.3 |``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BAR = "|"
ROW = re.compile(r"\|(?:[^|\n]*\|)+")
RULE = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")


def row(cells: Iterable[str]) -> str:
    """Return a table's row as one line; a row with one filled cell is a paragraph, not a row.

    Examples
    --------
    >>> row(["粮食总产量", "万吨", "12.3"]), row(["注：按现价计算。", ""]), row(["", ""])
    ('| 粮食总产量 | 万吨 | 12.3 |', '注：按现价计算。', '')
    """
    plain = [" ".join(cell.replace(BAR, "｜").split()) for cell in cells]
    filled = [cell for cell in plain if cell]
    if len(filled) <= 1:
        return "".join(filled)
    return f"| {' | '.join(plain)} |"


def joined(lines: Iterable[str]) -> str:
    r"""Put paragraphs and rows together: an empty line between two, none between two rows.

    Examples
    --------
    >>> joined(["表1", "| 甲 | 1 |", "| 乙 | 2 |"])
    '表1\n\n| 甲 | 1 |\n| 乙 | 2 |'
    """
    whole, last_is_row = "", True
    for line in lines:
        is_row = line.startswith(BAR)
        whole += ("" if not whole else "\n" if is_row and last_is_row else "\n\n") + line
        last_is_row = is_row
    return whole


def cells(line: str) -> list[str]:
    """Return the cells of a line that `row` wrote, or that Markdown writes.

    Examples
    --------
    >>> cells("| 粮食总产量 | 万吨 |")
    ['粮食总产量', '万吨']
    """
    return [cell.strip() for cell in line.strip().strip(BAR).split(BAR)]
