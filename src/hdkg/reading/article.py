"""Read an article: its text, its blocks, its county and its date."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from hdkg.errors import SourceError
from hdkg.model import Article, Block, BlockKind, Metadata
from hdkg.reading.blocks import blocks
from hdkg.reading.county import county_by_name_or_code, county_in_text
from hdkg.reading.dates import date_in_article, reviewed_year, told_date
from hdkg.reading.front import FrontMatter, check_sections, front_matter
from hdkg.reading.source import name, read_text


def read(source: str | Path, *, county: str = "", published: str = "", text: str | None = None) -> Article:
    r"""Read an article.

    Parameters
    ----------
    source
        Its file (plain text or Markdown in UTF-8, GB18030 or UTF-16, a web page, a Word document, a PDF), or ``-`` for
        standard input.
    county
        Code or name of the county, where the source does not say it; it outweighs what the source says.
    published
        ISO 8601 date of publication, likewise.
    text
        The article's text, where it is at hand; `source` then only names it.

    Returns
    -------
    Article
        With county, date and year of review settled.  Offsets count code points of its text, as `read_text` gives it.

    Raises
    ------
    SourceError
        The file cannot be read, is no text, or county or date can be told from nowhere; it says what to give.

    Examples
    --------
    >>> article = read("甲.txt", text="衡东县这一年\n\n2024年1月12日\n\n2023年，衡东县粮食增产。")
    >>> article.metadata.county, article.metadata.published, article.metadata.year
    ('430424', '2024-01-12', 2023)
    >>> [block.kind.value for block in article.blocks]
    ['title', 'byline', 'body']
    """
    where = name(source)
    content = read_text(source) if text is None else text
    front = front_matter(content, where)
    found = blocks(content, front.end)
    if not any(block.kind in {BlockKind.BODY, BlockKind.CAPTION} for block in found):
        raise SourceError("the article has no running text", "give an article with sentences", where=where)
    check_sections(front, {block.section for block in found}, where)
    metadata = _settled(content, front, found, where, county=county, published=published)
    return Article(content, found, metadata, "article" if str(source) == "-" else Path(source).stem)


def _settled(
    text: str, front: FrontMatter, found: tuple[Block, ...], where: str, *, county: str, published: str
) -> Metadata:
    """Return the front matter's word on the article, with county, date, year and title filled in."""
    title = _words(text, found, BlockKind.TITLE, first=True)
    metadata = front.metadata
    if county:
        code = county_by_name_or_code(county, "--county").code
    elif metadata.county or front.county:
        code = _county_of_front(front, where)
    else:
        running = _words(text, found, BlockKind.BODY, BlockKind.CAPTION, BlockKind.HEADING)
        code = county_in_text(_words(text, found, BlockKind.TITLE), running, where).code
    if published:
        day = told_date(published, "--published")
    else:
        day = metadata.published or date_in_article(
            text, found, "" if str(where) == "standard input" else Path(where).name, where
        )
    year = metadata.year or reviewed_year(title, day)
    return replace(metadata, county=code, published=day, year=year, title=metadata.title or title)


def _county_of_front(front: FrontMatter, where: str) -> str:
    """Return the code of the county that a front matter names by code, by name, or by both."""
    told = front.metadata.county
    if told and not re.fullmatch(r"\d{6}", told, re.ASCII):
        line = front.lines.get("code")
        raise SourceError(f"“{told}” is no code of GB/T 2260", "write six digits", where=where, line=line)
    by_code = county_by_name_or_code(told, where, front.lines.get("code")) if told else None
    if not front.county:
        return by_code.code if by_code else ""
    line = front.lines.get("county")
    if by_code is None:
        return county_by_name_or_code(front.county, where, line).code
    if front.county not in {by_code.name, by_code.short_name}:
        problem = f"the code {by_code.code} is {by_code.name}, not {front.county}"
        raise SourceError(problem, "mend the code or the county", where=where, line=line)
    return by_code.code


def _words(text: str, found: tuple[Block, ...], *kinds: BlockKind, first: bool = False) -> str:
    """Return the words of the blocks of some kinds, or of the first one only."""
    words = ["".join(piece.of(text) for piece in block.pieces) for block in found if block.kind in kinds]
    return "".join(words[:1]) if first else "\n".join(words)
