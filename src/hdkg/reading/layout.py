"""From the lines on a report's pages to its paragraphs: what the page's width and end broke is whole again."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from hdkg.reading.rows import joined, row

_PAGE_NUMBER = re.compile(
    r"[-—–－·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*\d{1,4}|[，,\s]*共\s*\d{1,4}\s*页)?[-—–－·.\s]*"
)
_LATIN = re.compile(r"[A-Za-z]{2}")
_ENDS = ("。", "；", "！", "？")
_EDGE = 3  # so many lines at the top and at the bottom of a page may be running heads or page numbers
_INDENT = 1.2  # of the size: a line that begins so much further right begins a paragraph
_SHORT = 2.0  # of the size: a line that ends so much before the others ends its paragraph
_APART = 1.6  # of the usual distance: lines so far apart are two paragraphs
_COMMON = 0.1  # of all lines: so many begin at the left edge of a column, or at its indent
_COLUMN = 6.0  # of the size: edges that far apart are two columns, nearer ones a column and its indent
_LARGER = 1.15  # of the usual size: lines so much larger are headings


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its cells (one, if it is no row of a table), where it stands, and its size, in points."""

    cells: tuple[str, ...]
    left: float
    right: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(self.cells)


def paragraphs(pages: list[list[Line]]) -> str:
    r"""Return the text of a report's pages.

    A line goes on with the one before it where that one fills the width and this one is not indented, even over the
    end of a page.  Page numbers and the lines that several pages repeat at their edge are left out.

    Parameters
    ----------
    pages
        The lines of each page, in the order in which they are read.

    Examples
    --------
    >>> first = [Line(("全县建成三座水",), 20, 90, 700, 10), Line(("库。",), 0, 20, 680, 10)]
    >>> print(paragraphs([[*first, Line(("全年增产。",), 20, 70, 660, 10), Line(("- 1 -",), 40, 60, 20, 10)]]))
    全县建成三座水库。
    <BLANKLINE>
    全年增产。
    """
    kept = _without_edges(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return ""
    usual = _Usual.of(kept)
    title = _title_size(lines, usual.size)
    found: list[list[Line]] = []
    for number, line in enumerate(lines):
        if number and usual.goes_on(lines[number - 1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return joined(_written(paragraph, title) for paragraph in found)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What most lines of a report have: size, distance of two lines, and the left and right edge of each column."""

    size: float
    distance: float
    columns: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, pages: list[list[Line]]) -> _Usual:
        """Measure the lines of a report, each as much as it holds."""
        lines = [line for page in pages for line in page]
        size = median([line.size for line in lines for _ in line.text])
        body = [line for line in lines if abs(line.size - size) <= 0.1 * size and len(line.cells) == 1] or lines
        steps = [a.base - b.base for page in pages for a, b in pairwise(page) if a.base > b.base]
        return cls(size, median(steps) if steps else 0.0, _columns(body, size))

    def column(self, line: Line) -> tuple[float, float]:
        """Return the left and right edge of the column that a line stands in."""
        before = [column for column in self.columns if column[0] <= line.left + self.size]
        return before[-1] if before else self.columns[0]

    def goes_on(self, before: Line, line: Line) -> bool:
        """Tell whether a line goes on with the paragraph of the one before it."""
        if len(before.cells) > 1 or len(line.cells) > 1 or abs(before.size - line.size) > 0.1 * line.size:
            return False
        if line.size > _LARGER * self.size:  # a title over several lines
            return 0 < before.base - line.base <= 2.2 * line.size
        left, right = self.column(line)[0], self.column(before)[1]
        if line.left > left + _INDENT * self.size or before.right < right - _SHORT * self.size:
            return False
        step = before.base - line.base
        return step <= 0 or step <= _APART * self.distance  # below it, or on top of the next page or column


def _columns(body: list[Line], size: float) -> tuple[tuple[float, float], ...]:
    """Return the left and right edge of each column of a report, from left to right."""
    counts = Counter(round(line.left) for line in body)
    common = sorted(left for left, count in counts.items() if count >= _COMMON * len(body)) or [min(counts)]
    lefts = [common[0]]
    for left in common:
        if left > lefts[-1] + _COLUMN * size:
            lefts.append(left)
    found = []
    for left, following in zip(lefts, [*lefts[1:], math.inf], strict=True):
        inside = [line.right for line in body if left - size <= line.left < following - size]
        found.append((float(left), max(inside)))
    return tuple(found)


def _title_size(lines: list[Line], usual: float) -> float:
    """Return the size of the report's title: the largest of the first lines, if it is larger than the rest; else 0."""
    largest = max(line.size for line in lines[:10])
    return largest if largest > _LARGER * usual else 0.0


def _without_edges(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the pages without page numbers and running heads."""
    edges = [{line: _marks(line, number) for line in _edge(page)} for number, page in enumerate(pages, start=1)]
    told = Counter(mark for edge in edges for mark in set().union(*edge.values()))
    enough = max(2, len(pages) // 3)
    return [
        [
            line
            for line in page
            if line not in edge
            or not (_PAGE_NUMBER.fullmatch(line.text) or any(told[mark] >= enough for mark in edge[line]))
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge(page: list[Line]) -> set[Line]:
    """Return the highest and the lowest lines of a page, but for the ends of sentences and the rows of tables."""
    by_height = sorted(page, key=lambda line: line.base)
    edge = (*by_height[:_EDGE], *by_height[-_EDGE:])
    return {line for line in edge if len(line.cells) <= 2 and not line.text.endswith(_ENDS)}


def _marks(line: Line, page: int) -> set[tuple[str, int]]:
    """Return what a running head may have on each page: its height, and its words but for one place.

    That place is where the page's number may stand: any of those where the same digits are written, for a folder or
    an issue in the head may have them too.
    """
    places = re.finditer(rf"(?<!\d){page}(?!\d)", line.text)
    words = [line.text, *(f"{line.text[: place.start()]}#{line.text[place.end() :]}" for place in places)]
    return {(each, round(line.base)) for each in words}


def _written(paragraph: list[Line], title: float) -> str:
    """Return a paragraph or a row of a table as text."""
    if len(paragraph[0].cells) > 1:
        return row(paragraph[0].cells)
    text = paragraph[0].text
    for line in paragraph[1:]:
        text += (" " if _LATIN.fullmatch(text[-1] + line.text[0]) else "") + line.text
    return f"# {text}" if title and paragraph[0].size >= title - 0.1 else text
