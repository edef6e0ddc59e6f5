"""Settle which county an article is about: as told, as its front matter says, or as its text makes clear."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import ahocorasick

from hdkg.errors import SourceError
from hdkg.resources import Division, DivisionLevel, counties, county_names, division, parents

if TYPE_CHECKING:
    from collections.abc import Iterable

_REMEDY = "give the county's code with --county"
_TITLE_WEIGHT = 5


def county_by_name_or_code(told: str, where: str, line: int | None = None) -> Division:
    """Return the county that somebody names by code or name.

    Parameters
    ----------
    told
        A code of six digits or a name, full or short, perhaps with its parents' before it.
    where, line
        Where it stands, for messages.

    Raises
    ------
    SourceError
        There is no such county, or more than one.

    Examples
    --------
    >>> county_by_name_or_code("430424", "a.md").name, county_by_name_or_code("衡东县", "a.md").code
    ('衡东县', '430424')
    """
    if re.fullmatch(r"\d{6}", told, re.ASCII):
        found = division(told)
        if found is None:
            problem, remedy = f"{told} is no code of GB/T 2260", "give the six digits of a county's code"
            raise SourceError(problem, remedy, where=where, line=line)
        if found.level is DivisionLevel.COUNTY or found in counties(found.name):
            return found
        problem = f"{told} is {found.name}, not a county"
        raise SourceError(problem, "give the six digits of a county's code", where=where, line=line)
    several = counties(told)
    if not several:
        problem = f"no county is called “{told}”"
        raise SourceError(problem, "give the six digits of its code with --county", where=where, line=line)
    if len(several) > 1:
        problem = f"“{told}” may be {_listed(several)}"
        raise SourceError(problem, _REMEDY, where=where, line=line)
    return several[0]


def county_in_text(title: str, text: str, where: str) -> Division:
    """Return the county that a text is clearly about.

    A full name counts once wherever it stands and more in the title; a short name counts where it stands in the title
    and no full name is found.  A name that several counties share is settled by their city's or province's name.

    Parameters
    ----------
    title
        The article's title, or "".
    text
        The running text.
    where
        The file's name, for messages.

    Raises
    ------
    SourceError
        No county is named, or several are about equally often; it lists them.

    Examples
    --------
    >>> county_in_text("衡东县这一年", "全县产值增长，衡东县再进一步。", "a.md").code
    '430424'
    """
    score: Counter[str] = Counter()
    for part, weight in ((title, _TITLE_WEIGHT), (text, 1)):
        for name in _mentions(part):
            score[name] += weight
    if not score:
        score = _short_names(title, text)
    ranked = score.most_common(2)
    if not ranked:
        raise SourceError("the text does not say which county it is about", _REMEDY, where=where)
    if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
        close = [name for name, count in score.most_common() if 2 * count > ranked[0][1]]
        candidates = [each for name in close for each in counties(name)]
        raise SourceError(f"the text may be about {_listed(candidates)}", _REMEDY, where=where)
    several = _nearest(counties(ranked[0][0]), title + text)
    if len(several) > 1:
        raise SourceError(f"“{ranked[0][0]}” may be {_listed(several)}", _REMEDY, where=where)
    return several[0]


def another_county(title: str, text: str, county: str) -> Division | None:
    """Return the county that a text plainly names where it is said to be about one that it never names.

    Parameters
    ----------
    title, text
        Of the article.
    county
        GB/T 2260 code of the county that it is said to be about.

    Returns
    -------
    Division or None
        The county of the full name that stands in the title, or most often and at least twice in the text; None where
        the text names the county itself, in full or short, or no other one plainly.

    Examples
    --------
    >>> text = "衡东县产值增长。衡东县再进一步。"
    >>> another_county("一年", text, "430426").name, another_county("一年", text, "430424") is None
    ('衡东县', True)
    """
    told = division(county)
    if told is None or any(name in part for name in (told.name, told.short_name) for part in (title, text)):
        return None
    try:
        found = county_in_text(title, text, "")
    except SourceError:
        return None
    return found if found.name in title or text.count(found.name) > 1 else None


@cache
def _finder() -> ahocorasick.Automaton:
    """Return an automaton for the full names of all counties that are no common words."""
    full, _short = county_names()
    automaton = ahocorasick.Automaton()
    for name in full:
        if not (len(name) == 2 and name.endswith("区")):  # 城区, 郊区, 矿区
            automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


def _mentions(text: str) -> list[str]:
    """Return the full names in a text; of two that overlap, the longer one."""
    found: list[tuple[int, str]] = []
    for end, name in _finder().iter(text):
        start = end + 1 - len(name)
        while found and found[-1][0] >= start:
            found.pop()
        if not found or found[-1][0] + len(found[-1][1]) <= start:
            found.append((start, name))
    return [name for _start, name in found]


def _short_names(title: str, text: str) -> Counter[str]:
    """Count the short names that stand in the title and again in the text, not as part of a city's name."""
    _full, short = county_names()
    score: Counter[str] = Counter()
    for length in range(2, 8):
        for start in range(len(title) - length + 1):
            name = title[start : start + length]
            if name in short and not _is_city(name):
                standing = re.compile(re.escape(name) + "(?![省市州盟区旗])")
                again = len(standing.findall(text))
                if again and standing.search(title):
                    score[name] = _TITLE_WEIGHT + again
    return score


@cache
def _is_city(name: str) -> bool:
    """Tell whether a short name is also a city's or a province's."""
    full, short = county_names()
    codes = {above for each in (*full.get(name, ()), *short.get(name, ())) for above in parents(each.code)}
    return any(each.short_name == name for each in codes)


def _nearest(several: tuple[Division, ...], text: str) -> tuple[Division, ...]:
    """Return those of several counties whose city, or else whose province, the text names; all if none is."""
    for height in (0, -1):
        named = tuple(each for each in several if (above := parents(each.code)) and above[height].short_name in text)
        if named:
            return named
    return several


def _listed(candidates: Iterable[Division]) -> str:
    """List counties with city and code."""
    return ", ".join(
        "".join(above.name for above in reversed(parents(each.code))) + f"{each.name} ({each.code})"
        for each in candidates
    )
