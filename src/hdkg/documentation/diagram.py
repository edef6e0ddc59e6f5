"""The classes and what leads from one to another, as a tree of boxes: SVG, the same for the same ontology.

Narrower classes stand to the right of wider ones; a box names the properties that begin at its class.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from hdkg.documentation.reference import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROW, HEAD, GAP, STEP, PAD = 16, 24, 10, 46, 10  # pixels
COLUMNS = 2


@dataclass(slots=True)
class _Box:
    """A class on its place."""

    term: Term
    label: str
    rows: tuple[str, ...]
    below: list[_Box] = field(default_factory=list)
    x: int = 0
    y: int = 0

    @property
    def width(self) -> int:
        return max(_width(text) for text in (self.label, *self.rows)) + 2 * PAD

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.rows) + (PAD // 2 if self.rows else 0)

    def all(self) -> Iterator[_Box]:
        """Yield the box and all boxes below it."""
        yield self
        for box in self.below:
            yield from box.all()


def diagram(terms: Sequence[Term], language: str, title: str) -> str:
    """Draw the classes.

    Parameters
    ----------
    terms
        Classes and properties.
    language
        Of the labels: ``zh`` or ``en``.
    title
        What the picture shows, for those who cannot see it.

    Returns
    -------
    str
        SVG whose boxes lead to the anchors of the page that holds it.

    Examples
    --------
    >>> from hdkg.documentation.reference import Reference
    >>> picture = diagram(Reference().terms, "en", "Classes")
    >>> picture.count("<rect") > 50, diagram(Reference().terms, "en", "Classes") == picture
    (True, True)
    """
    roots = _trees(terms, language)
    right = bottom = 0
    for column in _columns(roots):
        left, y = right + (STEP if right else 0), 0
        for root in column:
            y = _place(root, left, y) + GAP
        bottom = max(bottom, y)
        right = max(box.x + box.width for root in column for box in root.all())
    parts = [part for root in roots for box in root.all() for part in _drawn(box)]
    return "\n".join((_head(right + 2, bottom, title), *parts, "</svg>", ""))


def _trees(terms: Sequence[Term], language: str) -> list[_Box]:
    """Return the classes without a wider one of ours, each with those below it."""
    labels = {term.name: term.label[language] for term in terms}
    boxes = {
        term.name: _Box(term, term.label[language], tuple(_rows(term, terms, labels)))
        for term in terms
        if term.kind == "class"
    }
    for name in sorted(boxes):
        for above in boxes[name].term.above:
            boxes[above].below.append(boxes[name])
    return [boxes[name] for name in sorted(boxes) if not boxes[name].term.above]


def _rows(term: Term, terms: Iterable[Term], labels: dict[str, str]) -> Iterator[str]:
    """Yield the relations that begin at a class, with where they lead."""
    for each in terms:
        if each.kind == "object" and each.domain == (term.name,) and not each.above:
            ends = ", ".join(labels.get(end, end) for end in each.range)
            yield f"{labels[each.name]} → {ends}"


def _columns(roots: Sequence[_Box]) -> list[list[_Box]]:
    """Share the trees out so that the columns are about equally high."""
    columns: list[list[_Box]] = [[] for _ in range(COLUMNS)]
    heights = [0] * COLUMNS
    for root in sorted(roots, key=lambda box: (-_height(box), box.term.name)):
        shortest = heights.index(min(heights))
        columns[shortest].append(root)
        heights[shortest] += _height(root) + GAP
    return [column for column in columns if column]


def _height(box: _Box) -> int:
    """Return the height of a tree."""
    inside = sum(_height(each) + GAP for each in box.below) - GAP
    return max(box.height, inside)


def _place(box: _Box, x: int, y: int) -> int:
    """Set a tree with its upper left corner there; return where it ends below."""
    box.x, start = x, y
    for each in box.below:
        y = _place(each, x + box.width + STEP, y) + GAP
    inside = max(y - GAP, start)
    box.y = start + max(0, (inside - start - box.height) // 2)
    return max(inside, box.y + box.height)


def _drawn(box: _Box) -> Iterator[str]:
    """Yield a box, its words, and the lines to the boxes below it."""
    middle = box.y + box.height // 2
    for each in box.below:
        start, end, there = box.x + box.width, each.x, each.y + each.height // 2
        bend = start + STEP // 2
        yield f'<path class="line" d="M{start} {middle}H{bend}V{there}H{end}"/>'
    yield f'<a href="#{escape(box.term.name)}">'
    yield f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="4"/>'
    yield f'<text class="name" x="{box.x + PAD}" y="{box.y + 17}">{escape(box.label)}</text>'
    for number, row in enumerate(box.rows):
        yield f'<text x="{box.x + PAD}" y="{box.y + HEAD + ROW * number + 11}">{escape(row)}</text>'
    yield "</a>"


def _head(width: int, height: int, title: str) -> str:
    """Return the beginning of the file."""
    style = (
        "text{font:12px system-ui,sans-serif;fill:#333}.name{font-weight:600;font-size:13px;fill:#16324a}"
        "rect{fill:#f4f7f9;stroke:#5b7a8c}.line{fill:none;stroke:#9aabb6}a:hover rect{fill:#e2ecf2}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 {width} {height}" width="{width}" height="{height}" '
        f'role="group" aria-label="{escape(title)}"><title>{escape(title)}</title><style>{style}</style>'
    )


def _width(text: str) -> int:
    """Return about how many pixels a text takes: Chinese characters are twice as wide as Latin letters."""
    return sum(13 if unicodedata.east_asian_width(letter) in "WFA" else 7 for letter in text)
