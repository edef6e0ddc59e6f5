"""Divide an article into blocks: title, bylines, headings, captions and paragraphs, with what a layout broke joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from statistics import median_low

from hdkg.model import Block, BlockKind, Span
from hdkg.reading.lines import Line, Look, ends_open, lines

_CAPTION_LENGTH = 100
_STAND_ALONE = 3  # so many line ends before a line set a caption apart from the text around it
_REPORT = re.compile(
    r"(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?[\s\u3000]*)?本报(?:[^\s，。]{1,6})?讯[\s\u3000]*(?:[（(][^）)]{1,60}[）)][\s\u3000]*)?"
)
_CREDIT = re.compile(r"[（(](?:本报|全媒体)?(?:记者|通讯员|文/|作者)[^（）()]{1,60}[）)]$")

# Marks of Markdown and the label before a paragraph (**【…】**): they are no words of the article's sentences.
_MARKS = re.compile(
    r"^[*_]{0,2}【[^】]{1,12}】[*_]{0,2}[\s\u3000]*|^(?:[-*+>]|\d{1,2}[.)])[ \t]+|\*\*|__|`"
    r"|!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|(?<=\])\([^)/\s]{0,20}/[^)\s]{0,500}\)"
)


@dataclass(slots=True)
class _Draft:
    """A block to be; more pieces may come."""

    kind: BlockKind
    pieces: list[Span]
    section: str


@dataclass(slots=True)
class _Builder:
    """Puts lines together to blocks, one after the other."""

    text: str
    usual_gap: int
    marked: bool  # whether headings have Markdown's marks, so that no other line is one
    drafts: list[_Draft] = field(default_factory=list)
    section: str = ""
    titled: bool = False
    open_body: _Draft | None = None  # the paragraph that stopped in mid-sentence
    begun: bool = False  # a paragraph was seen, so that no title can follow

    def add(self, line: Line, following: Line | None) -> None:
        """Add a line, as a block of its own or to the paragraph that it goes on with."""
        kind = self._kind(line, following)
        if line.look is Look.ROW:
            self._add_row(line)
            return
        if kind is BlockKind.BODY:
            self._add_body(line)
            return
        pieces = _pieces(self.text, line.span)
        if not pieces:
            return
        if kind is BlockKind.HEADING:
            self.section = line.text
        if kind is not BlockKind.CAPTION:
            self.open_body = None
        self.titled |= kind is BlockKind.TITLE
        self._append(kind, pieces)

    def _append(self, kind: BlockKind, pieces: list[Span]) -> _Draft:
        """Begin a block."""
        self.drafts.append(_Draft(kind, pieces, self.section))
        return self.drafts[-1]

    def _kind(self, line: Line, following: Line | None) -> BlockKind:
        """Say what a line is, by its look and by what stands around it."""
        titled = self.begun or self.titled
        by_look = {
            Look.TITLE: BlockKind.HEADING if titled else BlockKind.TITLE,
            Look.SUBTITLE: BlockKind.BODY if self.begun else BlockKind.TITLE,
            Look.HEADING: BlockKind.HEADING,
            Look.BYLINE: BlockKind.BYLINE,
            Look.CAPTION: BlockKind.CAPTION,
            Look.ROW: BlockKind.BODY,
        }
        if line.look in by_look:
            return by_look[line.look]
        if line.look is Look.LABEL and self.open_body is None and (not titled or self._is_heading(line, following)):
            return BlockKind.HEADING if titled else BlockKind.TITLE
        return BlockKind.CAPTION if self._stands_alone(line) else BlockKind.BODY

    def _is_heading(self, line: Line, following: Line | None) -> bool:
        """Tell whether a short line without a full stop heads what follows."""
        if self.marked or following is None or following.look is Look.LABEL or self._stands_alone(line):
            return False
        return following.gap <= line.gap and len(following.text) > 2 * len(line.text)

    def _stands_alone(self, line: Line) -> bool:
        """Tell whether a line is set apart, as captions are that a web page leaves between the paragraphs."""
        apart = line.gap >= _STAND_ALONE and line.gap > self.usual_gap
        return apart and self.begun and self.open_body is None and len(line.text) <= _CAPTION_LENGTH

    def _add_row(self, line: Line) -> None:
        """Add a row of a table: a paragraph of its own, whatever it ends in."""
        self.begun, self.open_body = True, None
        outer = len(line.text) - len(line.text.lstrip("| ")), len(line.text.rstrip("| "))
        if outer[0] < outer[1]:
            self._append(BlockKind.BODY, [Span(line.span.start + outer[0], line.span.start + outer[1])])

    def _add_body(self, line: Line) -> None:
        """Add a paragraph without the report's mark before it and the credit behind it, or go on with the open one."""
        start, end = line.span.start, line.span.end
        report = None if self.begun else _REPORT.match(line.text)
        if report:
            self._append(BlockKind.BYLINE, [Span(start, start + len(report[0].rstrip()))])
            start += report.end()
        credit = _CREDIT.search(self.text[start:end])
        credited = start + credit.start() if credit and credit.start() else end
        pieces = _pieces(self.text, Span(start, credited)) if start < credited else []
        if pieces:
            self.begun = True
            if self.open_body is None:
                self.open_body = self._append(BlockKind.BODY, pieces)
            else:
                self.open_body.pieces.extend(pieces)
            if not ends_open(pieces[-1].of(self.text)):
                self.open_body = None
        if credited < end:
            self._append(BlockKind.BYLINE, [Span(credited, end)])


def blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    r"""Divide a text into blocks.

    Parameters
    ----------
    text
        The whole text.
    start
        Where to begin: behind the front matter.

    Returns
    -------
    tuple[Block, ...]
        In the order of their first words.  A paragraph that the layout broke in mid-sentence is one block of several
        pieces, even with a caption in between; marks of Markdown are in no piece.

    Examples
    --------
    >>> text = "# 甲县一年\n\n## 农业\n\n全县建成\n\n三座水库。"
    >>> for block in blocks(text):
    ...     print(block.kind.value, block.section or "-", [piece.of(text) for piece in block.pieces])
    title - ['甲县一年']
    heading 农业 ['农业']
    body 农业 ['全县建成', '三座水库。']
    """
    found = list(lines(text, start))
    usual = median_low([line.gap for line in found[1:]]) if len(found) > 1 else 1
    builder = _Builder(text, usual, any(line.marked and line.look is Look.HEADING for line in found))
    for line, following in zip_longest(found, found[1:]):
        builder.add(line, following)
    return tuple(Block(draft.kind, tuple(draft.pieces), draft.section) for draft in builder.drafts)


def _pieces(text: str, span: Span) -> list[Span]:
    """Return the runs of a span that are words of the article, without Markdown's marks."""
    pieces, at = [], span.start
    for mark in _MARKS.finditer(text[span.start : span.end]):
        if span.start + mark.start() > at:
            pieces.append(Span(at, span.start + mark.start()))
        at = span.start + mark.end()
    if at < span.end:
        pieces.append(Span(at, span.end))
    return [piece for piece in pieces if piece.of(text).strip()]
