"""A stretch of text with its annotations as single characters, so that plain patterns match over both.

An annotated phrase (a quantity, a quoted name, a period) becomes one character for private use that tells its kind;
what stands around it stays as it is.  Positions in the coded string map back to positions in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

import regex


class Tag(StrEnum):
    """The kinds of annotation, each the character that stands for it."""

    QUANTITY = "\ue000"
    PERCENT = "\ue001"
    POINTS = "\ue002"
    RATIO = "\ue003"
    RANK = "\ue004"
    PERIOD = "\ue005"
    QUOTE = "\ue006"
    BOOK = "\ue007"
    GRADE = "\ue008"
    ASIDE = "\ue009"
    TIMES = "\ue00a"
    NUMBER = "\ue00b"
    NTH = "\ue00c"
    IDLE = "\ue00d"
    BACK = "\ue00e"
    BAND = "\ue00f"
    STREAK = "\ue010"
    VERSUS = "\ue011"
    PLACES = "\ue012"
    SUBJECT = "\ue013"
    WORD = "\ue014"


#: The annotations that are figures, each to be read by a rule or accounted for.
FIGURES = (
    Tag.QUANTITY,
    Tag.PERCENT,
    Tag.POINTS,
    Tag.RATIO,
    Tag.RANK,
    Tag.BAND,
    Tag.GRADE,
    Tag.TIMES,
    Tag.STREAK,
    Tag.PLACES,
)


class Mark(NamedTuple):
    """One annotation: its kind, where it stands in the block's text, and what it was read as."""

    tag: Tag
    start: int
    end: int
    value: object = None
    rule: str = ""


@dataclass(slots=True)
class Coded:
    """A coded stretch of a block.

    Attributes
    ----------
    raw
        The block's text.
    code
        The stretch with its annotations as characters.
    starts, ends
        For each character of `code`, where in `raw` it starts and ends.
    marks
        For each coded position that holds an annotation, the annotation.
    at
        These positions, in order.
    clauses
        Its clauses, once `hdkg.extraction.clauses.clauses` has divided it.
    held
        Which patterns it holds, of those that were asked for.
    predicates
        What `hdkg.extraction.names.predicate` made of ranges of it: several readers ask for the words before a figure.
    """

    raw: str
    code: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    marks: dict[int, Mark] = field(default_factory=dict)
    at: list[int] = field(default_factory=list)
    clauses: list[tuple[int, int]] = field(default_factory=list)
    held: dict[regex.Pattern[str], bool] = field(default_factory=dict)
    predicates: dict[tuple[int, int], str] = field(default_factory=dict)

    def holds(self, pattern: regex.Pattern[str]) -> bool:
        """Tell whether the pattern is found anywhere; it is looked for once, however many figures ask."""
        if pattern not in self.held:
            self.held[pattern] = pattern.search(self.code) is not None
        return self.held[pattern]

    def text(self, start: int, end: int) -> str:
        """Return the words of ``code[start:end]`` as written."""
        return self.raw[self.starts[start] : self.ends[end - 1]] if start < end else ""

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``code[start:end]`` (not empty) stands in the block's text."""
        return self.starts[start], self.ends[end - 1]

    def within(self, start: int, end: int, *tags: Tag) -> list[tuple[int, Mark]]:
        """Return position and annotation of each annotation in ``code[start:end]`` that is of one of the kinds."""
        marks = self.marks
        found = self.at[bisect_left(self.at, start) : bisect_left(self.at, end)]
        if not tags:
            return [(index, marks[index]) for index in found]
        return [(index, marks[index]) for index in found if marks[index].tag in tags]

    def since(self, index: int, stops: str) -> int:
        """Return where the stretch that `index` stands in begins: behind the last of the `stops` before it."""
        return max([self.code.rfind(stop, 0, index) for stop in stops]) + 1

    def position(self, offset: int) -> int:
        """Return the coded position that holds the character at `offset` of the block's text."""
        return bisect_left(self.ends, offset + 1)


_START = attrgetter("start")


def between(marks: list[Mark], start: int, end: int) -> list[Mark]:
    """Return those of ordered marks that begin from `start` to before `end`.

    Examples
    --------
    >>> between([Mark(Tag.NUMBER, 2, 4), Mark(Tag.NUMBER, 6, 8)], 3, 8)
    [Mark(tag=<Tag.NUMBER: '\ue00b'>, start=6, end=8, value=None, rule='')]
    """
    return marks[bisect_left(marks, start, key=_START) : bisect_left(marks, end, key=_START)]


def encode(raw: str, start: int, end: int, marks: list[Mark]) -> Coded:
    """Return ``raw[start:end]`` coded with those of the `marks` (ordered, not overlapping) that stand in it.

    Examples
    --------
    >>> coded = encode("产量41.1万吨。", 0, 9, [Mark(Tag.QUANTITY, 2, 8)])
    >>> len(coded.code), coded.text(0, 3)
    (4, '产量41.1万吨')
    """
    coded = Coded(raw)
    pieces: list[str] = []
    at = start
    for mark in between(marks, start, end):
        if mark.start < at or mark.end > end:
            continue
        pieces.append(raw[at : mark.start])
        coded.starts.extend(range(at, mark.start))
        coded.ends.extend(range(at + 1, mark.start + 1))
        coded.marks[len(coded.starts)] = mark
        coded.at.append(len(coded.starts))
        pieces.append(mark.tag)
        coded.starts.append(mark.start)
        coded.ends.append(mark.end)
        at = mark.end
    pieces.append(raw[at:end])
    coded.starts.extend(range(at, end))
    coded.ends.extend(range(at + 1, end + 1))
    coded.code = "".join(pieces)
    return coded
