"""Find the periods that Chinese prose names; `hdkg.normalise.calendar` says which ones they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import regex

from hdkg.model import Span
from hdkg.normalise.numerals import parse_numeral
from hdkg.normalise.period_words import PERIOD, RELATIVE


class PeriodForm(StrEnum):
    """What kind of period is named; the order is from long to short."""

    YEARS = "years"
    YEAR = "year"
    PART = "part"
    MONTH = "month"
    DAY = "day"
    SAME = "same"
    LASTING = "lasting"


class PeriodRole(StrEnum):
    """What a period does in its clause."""

    ASSERT = "assert"
    COMPARE = "compare"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period named in a text.

    Attributes
    ----------
    span
        The words for it, with 截至 before and 以来 or 时期 behind.
    form
        ``years`` (五年来, “十四五”, 2016—2020年), ``year``, ``part`` of a year (前三季度, 1—11月), ``month`` (also a
        year's end), ``day``, ``same`` (同期: the same part of another year), ``lasting`` (连续十年: a length only).
    role
        Whether it asserts when something was, is compared with (较2022年), or tells how long (一年内, 近10年来).
    as_of
        True for a point in time: 年末, 6月底, 截至2023年12月.
    year, last_year
        The year if it is written, and the last one of a range of years.
    relative
        How a year is told that is not written: ``this``, ``last``, ``previous``, ``review`` … (see `resolve`); "" for
        none.
    first, last
        The months, 1 to 12; 0 where none.
    day, last_day
        The days of the first and the last month; 0 where none.
    years
        How many years 近五年, 五年来 or 连续十年 are; 0 otherwise.
    since
        True where it goes on to the end of the review: 2020年以来.
    """

    span: Span
    form: PeriodForm
    role: PeriodRole = PeriodRole.ASSERT
    as_of: bool = False
    year: int = 0
    last_year: int = 0
    relative: str = ""
    first: int = 0
    last: int = 0
    day: int = 0
    last_day: int = 0
    years: int = 0
    since: bool = False


def find_periods(text: str, start: int = 0, end: int | None = None) -> list[PeriodMention]:
    """Find the periods of a text, in order, not overlapping.

    Parameters
    ----------
    text
        Any text.
    start, end
        The part of it to look at; offsets count from the start of the text all the same.

    Examples
    --------
    >>> text = "1—11月投资增长8%，较2022年提升2位，一年内完成认定"
    >>> [(found.span.of(text), found.form.value, found.role.value) for found in find_periods(text)]
    [('1—11月', 'part', 'assert'), ('2022年', 'year', 'compare'), ('一年内', 'lasting', 'duration')]
    """
    matches = PERIOD.finditer(text, start, len(text) if end is None else end)
    return [_mention(match, text) for match in matches]


def _mention(match: regex.Match[str], text: str) -> PeriodMention:
    """Read a match."""
    words = {name: value for name, value in match.groupdict().items() if value}
    form, numbers = _read(words)
    span = Span(*match.span())
    return PeriodMention(
        span,
        form,
        _role(form, words, text, span),
        as_of=not words.keys().isdisjoint({"as_of", "edge", "plan_end"}),
        relative=RELATIVE.get(words.get("relative", ""), ""),
        since="since" in words and "year" in words,
        **numbers,
    )


_Reading = tuple[PeriodForm, dict[str, int]]


def _read(words: dict[str, str]) -> _Reading:
    """Return form and numbers of a match, by its groups."""
    if "lasting" in words:
        return PeriodForm.LASTING, {}
    if "recent" in words:
        return _read_recent(words.get("years", "几"))
    if "plan" in words:
        return _read_plan(words)
    if "iso" in words:
        year, month, day = (int(part) for part in words["iso"].split("-"))
        return PeriodForm.DAY, {"year": year, "first": month, "last": month, "day": day, "last_day": day}
    if "from_year" in words:
        return PeriodForm.YEARS, {"year": _number(words["from_year"]), "last_year": _number(words["to_year"])}
    form, numbers = _read_months(words)
    if "year" in words:
        numbers["year"] = _number(words["year"])
    return (PeriodForm.SAME if "same" in words else form), numbers


def _read_recent(years: str) -> _Reading:
    """Read the last years up to the review: 近五年, 过去一年; 近几年 is open."""
    if years == "几":
        return PeriodForm.LASTING, {}
    count = _number(years)
    return (PeriodForm.YEARS if count > 1 else PeriodForm.YEAR), {"years": count}


def _read_plan(words: dict[str, str]) -> _Reading:
    """Read a five-year plan: the thirteenth ran from 2016 to 2020."""
    start = 2016 + 5 * (_number("十" + words["plan"]) - 13)
    if "plan_end" in words:
        return PeriodForm.YEAR, {"year": start + 4}
    if "plan_start" in words:
        return PeriodForm.YEAR, {"year": start}
    return PeriodForm.YEARS, {"year": start, "last_year": start + 4}


def _read_months(words: dict[str, str]) -> _Reading:
    """Read a year, a part of it, a month or days, without the year's number."""
    if "this_month" in words or "lone_day" in words:
        day = _number(words.get("lone_day", "0"))
        return (PeriodForm.DAY, {"day": day, "last_day": day}) if day else (PeriodForm.MONTH, {})
    first, last = _months(words)
    if "day" in words:
        day = _number(words["day"])
        numbers = {"first": first, "last": last, "day": day, "last_day": _number(words.get("to_day", words["day"]))}
        return PeriodForm.DAY, numbers
    if "edge" in words:  # a point in time: the last month of what is named, the first for 年初
        first = last = 1 if words["edge"] == "初" else last or 12
        return PeriodForm.MONTH, {"first": first, "last": last}
    if not first:
        return PeriodForm.YEAR, {}
    if first > last:  # 12月至1月 crosses a year and is none of our periods
        return PeriodForm.LASTING, {}
    whole_month = first == last and "month" in words
    return (PeriodForm.MONTH if whole_month else PeriodForm.PART), {"first": first, "last": last}


# The groups for a first and a last month or quarter, and how many months one of them has.
_BOUNDS = (
    ("month", "to_month", 1),
    ("from_month", "to_month", 1),
    ("from_quarter", "to_quarter", 3),
    ("quarter", "quarter", 3),
)


def _months(words: dict[str, str]) -> tuple[int, int]:
    """Return the first and the last month that the groups tell, or 0 and 0."""
    for start, end, length in _BOUNDS:
        if start in words:
            return length * (_number(words[start]) - 1) + 1, length * _number(words.get(end, words[start]))
    if "half" in words:
        return (1, 6) if words["half"] == "上" else (7, 12)
    if "quarters" in words or "first_quarter" in words:
        return 1, 3 * _number(words.get("quarters", "1"))
    return (1, _number(words["months"])) if "months" in words else (0, 0)


@lru_cache(maxsize=1024)
def _number(text: str) -> int:
    """Return a whole number in any script."""
    return int(parse_numeral(text))


_COMPARED_BEFORE = regex.compile("(?:较|比|高于|低于|好于|超过)$")
_BASE_BEFORE = regex.compile("[由从]$")
_COMPARED_BEHIND = regex.compile("(?:同期)?(?:相比|比较|(?:基本)?持平)|(?:同期)?的[0-9.]+倍")


def _role(form: PeriodForm, words: dict[str, str], text: str, span: Span) -> PeriodRole:
    """Say what a period does, by its own words and those beside it."""
    before, behind = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 12]
    based = _BASE_BEFORE.search(before) and behind.startswith("的")  # 由2020年的38.1%提高到
    if based or _COMPARED_BEFORE.search(before) or _COMPARED_BEHIND.match(behind):
        return PeriodRole.COMPARE
    if form is PeriodForm.SAME and not words.keys().isdisjoint({"year", "relative"}):
        return PeriodRole.COMPARE
    if form is PeriodForm.LASTING or words.get("recent") in {"近", "最近", "近年来"}:
        return PeriodRole.DURATION
    return PeriodRole.ASSERT
