"""Sentences and clauses of a block, and the frames that the figure rules find in a clause."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

import regex

from hdkg.extraction.coded import FIGURES, Tag, encode
from hdkg.extraction.rules import Rule, candidates

if TYPE_CHECKING:
    from hdkg.extraction.coded import Coded, Mark

#: No clause is read past this length, so that the time a text takes grows with its length alone.
LONGEST_CLAUSE = 240

_SENTENCE = regex.compile(r"[。！？!?；;]+[”’）)]*|\n+")
# A bracket around a figure or its growth divides nothing: 存款余额（229.8亿元，增长3%）.
_CLAUSE = regex.compile(
    "[，；：,;:]|——|…+|－－|[（(](?![\ue000\ue001]|(?:同比|比上年)?(?:增长|下降)\ue001)|(?<![\ue000\ue001])[）)]"
)
_STRONG = ("；", ";")
_FIGURES = frozenset({*FIGURES, Tag.NUMBER})
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a figure rule found in a clause: positions are of the coded sentence."""

    rule: Rule
    start: int
    end: int
    match: regex.Match[str]

    def spans(self, group: str) -> list[tuple[int, int]]:
        """Return where a group matched, each time that it did; [] if the rule has no such group."""
        return self.match.spans(group) if group in self.rule.pattern.groupindex else []

    def first(self, group: str) -> tuple[int, int] | None:
        """Return where a group matched first, or None."""
        return next(iter(self.spans(group)), None)


def sentences(text: str, marks: list[Mark]) -> list[Coded]:
    """Return the sentences of a block's text, coded; a mark of punctuation inside an annotation ends none.

    A semicolon does not end a sentence.
    """
    inside = bytearray(len(text) + 1)
    for mark in marks:
        inside[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
    found, start = [], 0
    ends = [m.end() for m in _SENTENCE.finditer(text) if not inside[m.start()] and m[0][0] not in _STRONG]
    for end in [*ends, len(text)]:
        if text[start:end].strip():
            while end - start > 40 * LONGEST_CLAUSE:
                cut = start + 40 * LONGEST_CLAUSE
                found.append(encode(text, start, cut, marks))
                start = cut
            found.append(encode(text, start, end, marks))
        start = end
    return found


def clauses(coded: Coded) -> list[tuple[int, int]]:
    """Return the clauses of a coded sentence, as ranges of its code."""
    if coded.clauses:
        return coded.clauses
    found, start = coded.clauses, 0
    for match in [*_CLAUSE.finditer(coded.code), None]:
        end = match.start() if match else len(coded.code)
        while end - start > LONGEST_CLAUSE:
            found.append((start, start + LONGEST_CLAUSE))
            start += LONGEST_CLAUSE
        if coded.code[start:end].strip():
            found.append((start, end))
        start = match.end() if match else end
    return found


def after_semicolon(coded: Coded, start: int) -> bool:
    """Tell whether the clause that begins at `start` stands behind a semicolon."""
    at = start - 1
    while at >= 0 and coded.code[at].isspace():
        at -= 1
    return at >= 0 and coded.code[at] in _STRONG


def frames(coded: Coded, start: int, end: int, taken: set[int]) -> list[Frame]:
    """Return what the figure rules find in a clause, in the order of the text, none overlapping.

    Parameters
    ----------
    coded
        The sentence.
    start, end
        The clause.
    taken
        Coded positions of figures that something else has used.
    """
    figures = {index for index, mark in coded.within(start, end) if mark.tag in _FIGURES and index not in taken}
    if not figures:
        return []
    code = coded.code
    found: list[Frame] = []
    busy: set[int] = set(taken)
    present = {code[index] for index in figures}
    for rule in candidates(code)["figure"]:
        if rule.figures.isdisjoint(present):
            continue
        for match in rule.finditer(code, start, end):
            core = _core(rule, match)
            if figures.isdisjoint(core) or not busy.isdisjoint(core):
                continue
            first = match.start()
            while first < core.start and not busy.isdisjoint(range(first, core.start)):
                first += 1
            busy.update(range(first, match.end()))
            found.append(Frame(rule, first, match.end(), match))
    found.sort(key=_START)
    return found


def _core(rule: Rule, match: regex.Match[str]) -> range:
    """Return the positions from the first to the last figure of a match."""
    spans = [span for name in rule.cores for span in match.spans(name)]
    return range(*spans[0]) if len(spans) == 1 else range(min(spans)[0], max(span[1] for span in spans))
