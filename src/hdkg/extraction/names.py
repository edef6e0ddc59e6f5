"""Names of indicators and other things: cut them out of a clause, split lists of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from hdkg.extraction.coded import Tag
from hdkg.extraction.rules import compiled, known, mapping, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.extraction.coded import Coded

_SHORT = {short: full[0] for short, full in mapping("short-names").items()}
_DROPPED = (Tag.PERIOD, Tag.ASIDE, Tag.VERSUS)
_DROPPED_OF_PREDICATE = (*_DROPPED, Tag.SUBJECT)
_GENERIC = known("generic")
_HEAD_GUARD, _TAIL_GUARD = words("head-guard"), words("tail-guard")
_CUT = compiled("{CUT_BEFORE}")
_EDGES = " \u3000\t*、，；：:。的之了—-－,;（）()"


def segments(coded: Coded, start: int, end: int) -> list[str]:
    """Return the words of ``code[start:end]`` between the periods named there, each as `predicate` gives them."""
    parts, at = [], start
    for index, _ in coded.within(start, end, Tag.PERIOD, Tag.VERSUS):
        parts.append(predicate(coded, at, index))
        at = index + 1
    return [*parts, predicate(coded, at, end)]


def plain(coded: Coded, start: int, end: int, dropped: tuple[Tag, ...] = _DROPPED) -> str:
    """Return the words of ``code[start:end]`` without periods, asides and white space."""
    if start >= end:
        return ""
    marks = coded.within(start, end, *dropped)
    if not marks:
        return "".join(coded.text(start, end).split())
    parts, begin = [], start
    for index, _ in marks:
        parts.append(coded.text(begin, index))
        begin = index + 1
    parts.append(coded.text(begin, end))
    return "".join("".join(parts).split())


def whole(coded: Coded, start: int, end: int) -> str:
    """Return the words of ``code[start:end]`` as `plain` does, with the periods in them: 农村人居环境整治三年行动."""
    return plain(coded, start, end, (Tag.ASIDE,))


def predicate(coded: Coded, start: int, end: int) -> str:
    """Return the words of ``code[start:end]`` as `plain` does, without the firm or place that they are told of."""
    said = coded.predicates.get((start, end))
    if said is None:
        said = coded.predicates[start, end] = plain(coded, start, end, _DROPPED_OF_PREDICATE)
    return said


@cache
def _heads_of(lists: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the words of some lists by their first character; of each list the longest first."""
    ordered = [word for name in lists for word in sorted(words(name), key=lambda word: (-len(word), word))]
    return {first: tuple(word for word in ordered if word[0] == first) for first in {word[0] for word in ordered}}


@cache
def _tails_of(lists: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the words of some lists by their last character, the longest first."""
    ordered = sorted({word for name in lists for word in words(name)}, key=lambda word: (-len(word), word))
    return {last: tuple(word for word in ordered if word[-1] == last) for last in {word[-1] for word in ordered}}


def strip_head(name: str, *lists: str) -> str:
    """Return `name` without the words of the lists that stand before it, one after the other."""
    heads = _heads_of(lists)
    while True:
        name = name.strip(_EDGES)
        if name in _GENERIC or name.startswith(_HEAD_GUARD):
            return name
        for word in heads.get(name[:1], ()):
            if name.startswith(word):
                break
        else:
            return name
        if name.startswith("率", len(word)):
            return name
        name = name[len(word) :]


def strip_tail(name: str, *lists: str) -> str:
    """Return `name` without the words of the lists that stand behind it."""
    tails = _tails_of(lists)
    while True:
        name = name.strip(_EDGES)
        if name in _GENERIC or name.endswith(_TAIL_GUARD):
            return name
        for word in tails.get(name[-1:], ()):
            if name.endswith(word):
                break
        else:
            return name
        name = name[: -len(word)]


def clean(name: str) -> str:
    """Return a name of an indicator without the verbs, adverbs and subjects around it.

    Examples
    --------
    >>> clean("其中，全县共完成固定资产投资")
    '固定资产投资'
    >>> clean("粮食总产量达到")
    '粮食总产量'
    """
    name = _SHORT.get(name) or strip_tail(name, "link", "tail-adverb", "each", "all")
    name = strip_head(name, "head-connector", "county-subject", "light-verb", "estimated", "preliminary")
    cut = _CUT.match(name)
    if cut is not None and name not in _GENERIC:
        name = strip_head(name[cut.end() :], "head-connector", "county-subject", "light-verb")
    name = name.strip(_EDGES)
    return _SHORT.get(name, name)


def split_list(name: str, count: int) -> list[str]:
    """Return the `count` names that a list of names holds, what they share given to each; [] if it does not fit.

    Examples
    --------
    >>> split_list("工业、建筑业增加值", 2)
    ['工业增加值', '建筑业增加值']
    >>> split_list("存、贷款余额", 2)
    ['存款余额', '贷款余额']
    >>> split_list("三次产业增加值", 3)
    ['第一产业增加值', '第二产业增加值', '第三产业增加值']
    """
    if count == 1:
        return [name] if name else []
    parts = _parts(name, count)
    return share(parts) if parts else []


_INDUSTRIES = regex.compile(
    r"(?:第?一[、，]第?二[、，和与及]第?三[次个]?产业?|[三一]次产业|三产|三大产业)(?P<rest>.*)$"
)


def _parts(name: str, count: int) -> list[str]:
    """Return the list's items as written, if there are `count` of them."""
    industries = _INDUSTRIES.match(name)
    if industries and count == 3:
        return [f"第{each}产业{industries['rest'].lstrip('的')}" for each in "一二三"]
    pieces = _outside(name, "、，")
    if not pieces:
        return []
    if len(pieces) == count:
        return pieces
    if len(pieces) < count:
        finer = [part for piece in pieces for part in _outside(piece, "和与及")]
        if len(finer) == count:
            return finer
        last = pieces[:-1] + _outside(pieces[-1], "和与及")
        return last if len(last) == count else []
    return []


def _outside(name: str, marks: str) -> list[str]:
    """Split a name at the marks that stand outside quotation marks and brackets."""
    parts, depth, current = [], 0, ""
    for char in name.replace("以及", "及"):
        depth += (char in "“（(《") - (char in "”）)》")
        if char in marks and depth <= 0:
            parts.append(current)
            current = ""
        else:
            current += char
    return [part for part in [*parts, current] if part]


def items(name: str) -> list[str]:
    """Return the items of a list as written, split at every enumeration mark and the last 和.

    Examples
    --------
    >>> items("三樟镇、白石镇和新塘镇"), items("汇中再生、和富铜业")
    (['三樟镇', '白石镇', '新塘镇'], ['汇中再生', '和富铜业'])
    """
    pieces = _outside(name, "、")
    if not pieces:
        return []
    last = pieces[-1]
    kept = len(pieces) > 1 and last[0] == "和"  # 甲、和富铜业: a name, for 、 and 和 do not follow each other
    kept = kept or _PLACE_WITH_AND.search(last) is not None
    return [*pieces[:-1], *([last] if kept else _outside(last, "和与及"))]


_PLACE_WITH_AND = compiled("{PLACE_WITH_AND}")  # 和平村 is one village


def share(parts: list[str]) -> list[str]:
    """Give the head of the last name of a list to those before it that have none of their own."""
    last = parts[-1]
    head = next((each for each in _heads(last) if len(last) > len(each)), "")
    shared = []
    for part in parts[:-1]:
        if len(part) == 1 and len(last) > 2:
            shared.append(part + last[1:])
        elif head and not head_of(part):
            shared.append(part + head)
        else:
            shared.append(part)
    return [*shared, last]


def head_of(name: str) -> str:
    """Return the indicator's head that a name ends with, or ""."""
    return next(_heads(name), "")


def _heads(name: str) -> Iterator[str]:
    """Yield the indicators' heads that a name ends with, the longest first."""
    return (head for head in _tails_of(("indicator-head",)).get(name[-1:], ()) if name.endswith(head))
