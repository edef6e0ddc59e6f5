"""From a web page to the article's text: without menus, scripts and the site's foot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hdkg.errors import SourceError
from hdkg.reading.extras import library
from hdkg.reading.rows import ROW, RULE, cells, joined, row

if TYPE_CHECKING:
    from collections.abc import Iterator

_REMEDY = "copy the article's text into a .txt or .md file"
_TITLES = ("//meta[@name='ArticleTitle']/@content", "(//h1)[1]//text()", "//title/text()")
_SITE = re.compile(r"(?<=.)(?:[_|｜]|--| - ).*")  # the site's name behind a title
_DATE = re.compile(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}")


def page_text(html: str, where: str) -> str:
    """Return the text of the article that a web page shows.

    The page's title stands before it, and the day of publication that government websites state in the page's head
    (``PubDate``), each where the article's own text does not have it.  A table's row is a line with bars.

    Parameters
    ----------
    html
        The page's source, decoded.
    where
        The file's name, for messages.

    Raises
    ------
    SourceError
        The extra ``html`` is not installed, or the page shows no article.

    Examples
    --------
    >>> page = "<html><head><title>衡东县这一年</title></head><body><p>2023年，衡东县粮食增产。</p></body></html>"
    >>> print(page_text(page, "a.html"))
    # 衡东县这一年
    <BLANKLINE>
    2023年，衡东县粮食增产。
    """
    trafilatura = library("trafilatura", "html", "a web page", where)
    try:
        tree = trafilatura.load_html(html)
        # What is said in the head is read first, for the extraction prunes the tree.
        head = [] if tree is None else [_title(tree), _published(tree)]
        found = trafilatura.extract(html, favor_recall=True, include_comments=False, include_tables=True)
    except Exception as error:  # whatever a hostile page brings a parser to
        raise SourceError(f"the web page cannot be read ({type(error).__name__})", _REMEDY, where=where) from error
    body = joined(_lines(found or ""))
    if not body:
        raise SourceError("the web page shows no article", _REMEDY, where=where)
    title, published = head
    first = body[: len(title) + 200]
    return "\n\n".join(
        [
            *([f"# {title}"] if title and title not in first else []),
            *([f"发布时间：{published}"] if published and "发布" not in first else []),
            body,
        ]
    )


def _lines(text: str) -> Iterator[str]:
    """Yield the paragraphs and rows of what was extracted."""
    for line in text.splitlines():
        plain = line.strip("\t \u3000\xa0")
        if ROW.fullmatch(plain):
            plain = "" if RULE.fullmatch(plain) else row(cells(plain))
        if plain:
            yield plain


def _title(tree: object) -> str:
    """Return the article's title: as the page's head states it, else its heading, else the window's title."""
    for path in _TITLES:
        words = " ".join("".join(map(str, tree.xpath(path))).split())  # type: ignore[attr-defined]
        if words:
            return _SITE.sub("", words)
    return ""


def _published(tree: object) -> str:
    """Return the day in the head's ``PubDate``, or ""."""
    told = _DATE.match("".join(map(str, tree.xpath("//meta[@name='PubDate']/@content"))).strip())  # type: ignore[attr-defined]
    return told[0] if told else ""
