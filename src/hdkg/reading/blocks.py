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
    r"|!\[[^\]]*\]\([^)]*\)|(?<=\])\([^)\s]*/[^)\s]*\)"
)


@dataclass(slots=True)
class _Builder:
    """Puts lines together to blocks, one after the other."""

    text: str
    usual_gap: int
    marked: bool  # whether headings have Markdown's marks, so that no other line is one
    blocks: list[Block] = field(default_factory=list)
    section: str = ""
    open_body: int | None = None  # the paragraph that stopped in mid-sentence
    begun: bool = False  # a paragraph was seen, so that no title can follow

    def add(self, line: Line, following: Line | None) -> None:
        """Add a line, as a block of its own or to the paragraph that it goes on with."""
        kind = self._kind(line, following)
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
        self.blocks.append(Block(kind, pieces, "" if kind is BlockKind.TITLE else self.section))

    def _kind(self, line: Line, following: Line | None) -> BlockKind:
        """Say what a line is, by its look and by what stands around it."""
        titled = self.begun or self._has(BlockKind.TITLE)
        by_look = {
            Look.TITLE: BlockKind.HEADING if titled else BlockKind.TITLE,
            Look.SUBTITLE: BlockKind.BODY if self.begun else BlockKind.TITLE,
            Look.HEADING: BlockKind.HEADING,
            Look.BYLINE: BlockKind.BYLINE,
            Look.CAPTION: BlockKind.CAPTION,
        }
        if line.look in by_look:
            return by_look[line.look]
        if line.look is Look.LABEL and self.open_body is None and (not titled or self._is_heading(line, following)):
            return BlockKind.HEADING if titled else BlockKind.TITLE
        return BlockKind.CAPTION if self._stands_alone(line) else BlockKind.BODY

    def _has(self, kind: BlockKind) -> bool:
        """Tell whether there is a block of a kind already."""
        return any(block.kind is kind for block in self.blocks)

    def _is_heading(self, line: Line, following: Line | None) -> bool:
        """Tell whether a short line without a full stop heads what follows."""
        if self.marked or following is None or following.look is Look.LABEL or self._stands_alone(line):
            return False
        return following.gap <= line.gap and len(following.text) > 2 * len(line.text)

    def _stands_alone(self, line: Line) -> bool:
        """Tell whether a line is set apart, as captions are that a web page leaves between the paragraphs."""
        apart = line.gap >= _STAND_ALONE and line.gap > self.usual_gap
        return apart and self.begun and self.open_body is None and len(line.text) <= _CAPTION_LENGTH

    def _add_body(self, line: Line) -> None:
        """Add a paragraph, or go on with the open one."""
        span = line.span
        report = None if self.begun else _REPORT.match(line.text)
        if report:
            self.blocks.append(
                Block(BlockKind.BYLINE, (Span(span.start, span.start + len(report[0].rstrip())),), self.section)
            )
            if report.end() == len(line.text):
                return
            span = Span(span.start + report.end(), span.end)
        credit = _CREDIT.search(self.text[span.start : span.end])
        if credit and credit.start():
            byline = Span(span.start + credit.start(), span.end)
            span = Span(span.start, byline.start)
        pieces = _pieces(self.text, span)
        if not pieces:
            return
        self.begun = True
        if self.open_body is not None:
            before = self.blocks[self.open_body]
            self.blocks[self.open_body] = Block(BlockKind.BODY, before.pieces + pieces, before.section)
        else:
            self.open_body = len(self.blocks)
            self.blocks.append(Block(BlockKind.BODY, pieces, self.section))
        if credit and credit.start():
            self.blocks.append(Block(BlockKind.BYLINE, (byline,), self.section))
        if not ends_open(self.text[pieces[-1].start : pieces[-1].end]):
            self.open_body = None


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
    return tuple(builder.blocks)


def _pieces(text: str, span: Span) -> tuple[Span, ...]:
    """Return the runs of a span that are words of the article, without Markdown's marks."""
    pieces, at = [], span.start
    for mark in _MARKS.finditer(text[span.start : span.end]):
        if span.start + mark.start() > at:
            pieces.append(Span(at, span.start + mark.start()))
        at = span.start + mark.end()
    if at < span.end:
        pieces.append(Span(at, span.end))
    return tuple(piece for piece in pieces if piece.of(text).strip())
