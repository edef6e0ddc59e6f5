"""Settle when an article was published and which year it reviews."""

from __future__ import annotations

import re
from datetime import date

from hdkg.errors import SourceError
from hdkg.model import Block, BlockKind
from hdkg.normalise import review_year

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|(?!\d))")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


def told_date(told: str, where: str) -> str:
    """Return a date that somebody gives, after ISO 8601.

    Raises
    ------
    SourceError
        It is no date.

    Examples
    --------
    >>> told_date("2024-01-12", "--published")
    '2024-01-12'
    """
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        problem = f"“{told}” is no date"
        raise SourceError(problem, "give --published as 2024-01-31", where=where) from None


def date_in_article(text: str, blocks: tuple[Block, ...], name: str, where: str) -> str:
    """Return the date of publication that the dateline says, else the one in the file's name.

    A dateline is a byline with a date, or a full date at the very start of the report.

    Parameters
    ----------
    text, blocks
        The article.
    name
        The file's name without its folder.
    where
        The file's name, for messages.

    Raises
    ------
    SourceError
        Neither says a date to the day, or datelines contradict each other.

    Examples
    --------
    >>> date_in_article("", (), "hengdong-2024-01-12.md", "hengdong-2024-01-12.md")
    '2024-01-12'
    """
    found = set()
    for block in blocks:
        words = "".join(piece.of(text) for piece in block.pieces)
        if block.kind is BlockKind.BYLINE:
            found |= set(_dates(_DATE, words))
        elif block.kind is BlockKind.BODY:
            found |= set(_dates(_DATE, words[:12])) if not found else set()
            break
    for block in blocks[-2:]:
        if block.kind is BlockKind.BYLINE:
            found |= set(_dates(_DATE, "".join(piece.of(text) for piece in block.pieces)))
    found = found or set(_dates(_IN_NAME, name))
    if len(found) == 1:
        return found.pop()
    problem = f"the article bears several dates ({', '.join(sorted(found))})" if found else "the article bears no date"
    raise SourceError(problem, "give the date of publication with --published YYYY-MM-DD", where=where)


def reviewed_year(title: str, published: str) -> int:
    """Return the year that an article reviews: the one its title names, or what its date tells.

    Parameters
    ----------
    title
        The article's title, or "".
    published
        Date of publication after ISO 8601.

    Examples
    --------
    >>> reviewed_year("甲县2022年统计公报", "2023-05-10"), reviewed_year("奋进的一年", "2024-01-12")
    (2022, 2023)
    """
    day = date.fromisoformat(published)
    named = {int(year) for year in _YEAR.findall(title) if int(year) <= day.year}
    return named.pop() if len(named) == 1 else review_year(day)


def _dates(pattern: re.Pattern[str], words: str) -> list[str]:
    """Return the dates that words name, those that exist."""
    found = []
    for year, month, day in pattern.findall(words):
        try:
            found.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:  # 2024年2月30日
            continue
    return found
