"""The lines of an article, and what each looks like by itself: heading, byline, caption or running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hdkg.model import Span
from hdkg.reading.rows import ROW, RULE

if TYPE_CHECKING:
    from collections.abc import Iterator


class Look(StrEnum):
    """What a line looks like by itself."""

    TITLE = "title"
    HEADING = "heading"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    CAPTION = "caption"
    LABEL = "label"
    ROW = "row"
    TEXT = "text"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text.

    Attributes
    ----------
    span
        Its text without the space around it and without a heading's marks.
    text
        That text.
    look
        What it looks like.
    gap
        How many line ends stand between it and the line before: 1 without an empty line.
    marked
        True for a heading with Markdown's marks.
    """

    span: Span
    text: str
    look: Look
    gap: int
    marked: bool = False


ENDS = "。．.！？!?；;…"
"""What ends a sentence or a clause of a list; a paragraph that ends otherwise may go on below."""

_CLOSERS = "”’）)》】」』\"'*_ \u3000"

_HASHES = re.compile(r"(#{1,6})[ \t\u3000]+")
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十]+[章节部分]+|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|[A-Z][\s.．、\u3000]|\d{1,2}[、.．](?!\d))"
)
_PEOPLE = "策划|统筹|记者|通讯员|作者|编辑|责编|责任编辑|校对|审核|监制|摄影|制图|供稿|来源|出品|撰文|文图|图文|文|图"
_DAY = r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
_BYLINE = re.compile(
    rf"[■▲●◆□（(]?\s*(?:[\u4e00-\u9fff]{{0,8}}(?:{_PEOPLE}))\s*[/：:丨|／\s\u3000]"
    rf"|[（(]?(?:本报|全媒体)?(?:记者|通讯员)\s"
    r"|(?:发布时间|发布日期|时间|日期|字体)\s*[：:]"
    rf"|{_DAY}(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s+[^，。；]{{0,24}}$|[\u4e00-\u9fff]{{2,10}}\s+{_DAY}$|[（(]{_DAY}[）)]$"
)
_DATELINE = re.compile(
    r"(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})?\s*(?:本报讯|本报记者.{0,12})?"
)
_CAPTION = re.compile(
    r"[（(]?(?:图为|图片|上图|下图|左图|右图|图[一二三四五六七八九十\d]{0,2}[：:，])|.{2,80}[\s\u3000](?:摄|供图)[）)]?$"
)
_SENTENCE = re.compile(r"[。；]|[，、,]$|^[*_]{0,2}【")
_RULE = re.compile(r"[-*_=—\s]{3,}$|!\[[^\]]*\]\([^)]*\)$|<!--.*-->$")


def lines(text: str, start: int = 0) -> Iterator[Line]:
    r"""Yield the lines of a text that have text on them, each with its look.

    Parameters
    ----------
    text
        The whole text.
    start
        Where to begin: behind the front matter.

    Examples
    --------
    >>> [(line.text, line.look.value, line.gap) for line in lines("# 甲\n\n■文 / 乙\n全县增产。")]
    [('甲', 'title', 1), ('■文 / 乙', 'byline', 2), ('全县增产。', 'text', 1)]
    """
    gap = 1
    for match in re.finditer(r"[^\r\n]*(\r\n|\r|\n|\Z)", text[start:]):
        written = match[0].strip("\r\n\t \u3000\ufeff\xa0")
        if written:
            at = start + match.start() + match[0].index(written)
            line = _line(written, at, gap)
            if line.look is not Look.NOTHING:
                yield line
            gap = 0
        gap += 1


def ends_open(text: str) -> bool:
    """Tell whether a paragraph stops in mid-sentence, so that the next line may go on with it.

    Examples
    --------
    >>> ends_open("建成了"), ends_open("建成了三座。"), ends_open("他说：“好。”"), ends_open("各位代表：")
    (True, False, False, False)
    >>> ends_open("增长6.1%."), ends_open("各位代表:")  # half-width, as some programs write it
    (False, False)
    """
    body = text.rstrip(_CLOSERS)
    return not body.endswith((*ENDS, "：", ":"))


def _line(written: str, at: int, gap: int) -> Line:
    """Return a line with its look."""
    hashes = _HASHES.match(written)
    if hashes:
        body = written[hashes.end() :].rstrip("# ")
        span = Span(at + hashes.end(), at + hashes.end() + max(len(body), 1))
        return Line(span, body, Look.TITLE if len(hashes[1]) == 1 else Look.HEADING, gap, marked=True)
    return Line(Span(at, at + len(written)), written, _look(written), gap)


def _look(written: str) -> Look:
    """Return what a line without a heading's marks looks like."""
    if _RULE.match(written) or RULE.fullmatch(written):
        return Look.NOTHING
    if ROW.fullmatch(written):
        return Look.ROW
    if _DATELINE.fullmatch(written) or (len(written) <= 120 and _BYLINE.match(written) and "。" not in written):
        return Look.BYLINE
    if len(written) <= 120 and _CAPTION.match(written):
        return Look.CAPTION
    return _look_of_prose(written)


def _look_of_prose(written: str) -> Look:
    """Return what a line looks like that is neither byline nor caption."""
    if len(written) <= 60 and not written.endswith((*ENDS, "：")):
        if written.startswith("——"):
            return Look.SUBTITLE
        if _NUMBERED.match(written):
            return Look.HEADING
        if len(written) <= 32 and ends_open(written) and not _SENTENCE.search(written):
            return Look.LABEL
    return Look.TEXT
