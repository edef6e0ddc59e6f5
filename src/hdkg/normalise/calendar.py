"""Resolve the periods that prose names against a date of publication and the year that is reviewed."""

from __future__ import annotations

from datetime import date, timedelta

from hdkg.model import Period
from hdkg.normalise.periods import PeriodForm, PeriodMention, PeriodRole


def resolve(mention: PeriodMention, *, published: date, review_year: int) -> Period | None:
    """Say which period a mention means.

    今年 and 去年 count from the date of publication; 上年, 全年, 五年来 and parts without a year from the year that is
    reviewed (前三季度 in an article of January is the year before's).  Compared with, 去年 is the year before the one
    reviewed.  A day without a year is the last such day up to two months after publication.

    Parameters
    ----------
    mention
        As found by `find_periods`.
    published
        The date of publication.
    review_year
        The year that the article reviews; see `review_year`.

    Returns
    -------
    Period | None
        None where the words name no period by themselves (连续十年, 同期, 近年来), or none that exists (2月30日).

    Examples
    --------
    >>> from hdkg.normalise import find_periods
    >>> mentions = find_periods("前三季度、年末、1月10日、“十三五”")
    >>> [resolve(each, published=date(2024, 1, 12), review_year=2023).iso for each in mentions]
    ['2023-01/2023-09', '2023-12', '2024-01-10', '2016/2020']
    """
    match mention.form:
        case PeriodForm.SAME | PeriodForm.LASTING:
            return None
        case PeriodForm.YEARS:
            first = mention.year or review_year - mention.years + 1
            return _ordered(str(first), str(mention.last_year or review_year))
        case PeriodForm.DAY:
            return _days(mention, published, review_year)
        case _:
            return _within_a_year(mention, published, review_year)


def review_year(published: date) -> int:
    """Return the year that an article of this date reviews if it does not say so itself: the last one until April.

    Examples
    --------
    >>> review_year(date(2024, 1, 12)), review_year(date(2018, 7, 27))
    (2023, 2018)
    """
    return published.year - (published.month <= 4)


def _within_a_year(mention: PeriodMention, published: date, review_year: int) -> Period:
    """Return the period of a year, a part of it or a month."""
    if mention.form is PeriodForm.MONTH and not mention.first:  # 本月
        return Period(f"{published:%Y-%m}", f"{published:%Y-%m}")
    year = _year(mention, published, review_year)
    if mention.since:
        return Period(f"{year:04}", f"{max(year, review_year):04}")
    if not mention.first:
        return Period(f"{year:04}", f"{year:04}")
    return Period(f"{year:04}-{mention.first:02}", f"{year:04}-{mention.last:02}")


def _ordered(start: str, end: str) -> Period | None:
    """Return a period, or None where its end is before its start."""
    return Period(start, end) if start <= end else None


def _year(mention: PeriodMention, published: date, review_year: int) -> int:
    """Return the year of a period within one year."""
    if mention.year:
        return mention.year
    if mention.relative in {"last", "before-last"} and mention.role is PeriodRole.COMPARE:
        return review_year - (1 if mention.relative == "last" else 2)
    told = {
        "this": published.year,
        "last": published.year - 1,
        "before-last": published.year - 2,
        "next": published.year + 1,
        "previous": review_year - 1,
    }
    year = told.get(mention.relative, review_year)
    # Told without a year, what cannot be over yet was the year before: 前三季度 in an article of July.
    cumulative = mention.first == 1 and mention.last > 6
    if not mention.relative and mention.last and (cumulative or mention.form is PeriodForm.MONTH):
        year -= not mention.as_of and (year, mention.last) > (published.year, published.month)
    return year


def _days(mention: PeriodMention, published: date, review_year: int) -> Period | None:
    """Return the period of a day, or of days up to a day of the same or a later month."""
    first, last = mention.first or published.month, mention.last or published.month
    if mention.year or mention.relative:
        year = _year(mention, published, review_year)
    else:
        latest = published + timedelta(days=60 if mention.first else 0)
        start = _date(published.year, first, mention.day)
        year = published.year if start and start <= latest else published.year - 1
        if not mention.first and mention.day > published.day:  # 28日 in an article of the 12th
            first = last = published.month - 1 or 12
            year = published.year - (published.month == 1)
    start, end = _date(year, first, mention.day), _date(year, last, mention.last_day)
    return _ordered(start.isoformat(), end.isoformat()) if start and end else None


def _date(year: int, month: int, day: int) -> date | None:
    """Return a date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
