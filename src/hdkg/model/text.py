"""The text side: an article, its blocks, and places in its text.

Offsets count Unicode code points in `Article.text`, from 0, end exclusive, as Python slices do.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of text from `start` up to, not including, `end`.

    Examples
    --------
    >>> Span(3, 7).of("衡东县地区生产总值")
    '地区生产'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words of `text` that this span covers."""
        return text[self.start : self.end]


class BlockKind(StrEnum):
    """What a block of an article is; only body and caption blocks state facts."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: a heading, a byline, a caption or a paragraph.

    A paragraph that the layout broke in mid-sentence is one block over several pieces; what stands between the pieces
    (line ends, an image) is not part of it.

    Attributes
    ----------
    kind
        What the block is.
    pieces
        The runs of the article's text that make up the block, in order, not overlapping.
    section
        The heading in force, as written without its marks, or "" before the first one.
    """

    kind: BlockKind
    pieces: tuple[Span, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """One of several places that a source in our own words takes its facts from; what nobody said is empty.

    Attributes
    ----------
    title, newspaper
        What it is called, and the newspaper or the site that published it.
    published
        ISO 8601 date, or only its year or month.
    url
        Where it stands on the web.
    sections
        The headings of the sections whose facts are its own.
    """

    title: str = ""
    newspaper: str = ""
    published: str = ""
    url: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the front matter or the command line says of an article; what neither says is empty.

    Attributes
    ----------
    county
        GB/T 2260 code of the county, six digits, e.g. ``430424``.
    published
        ISO 8601 date on which the article (or the article that it restates) was published.
    year
        The year that is reviewed, e.g. 2023.
    title, newspaper, authors, also_published
        The article (for a restatement: the one that it is based on), in its own words.
    licence
        IRI of the licence of the text, if it has one.
    reliability
        How far the source is trusted: ``high``, ``medium`` or ``low``; "" where nobody said.
    restatement
        True for a source in our own words: its text may be quoted at any length.
    origins
        Where the facts come from, of a source that puts together several.
    """

    county: str = ""
    published: str = ""
    year: int | None = None
    title: str = ""
    newspaper: str = ""
    authors: tuple[str, ...] = ()
    also_published: tuple[str, ...] = ()
    licence: str = ""
    reliability: str = ""
    restatement: bool = False
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a reader gives it back: its text, never changed, and the blocks it consists of.

    Attributes
    ----------
    text
        The whole file, decoded, line ends as they are, front matter included, so that offsets fit the file; of a web
        page, a Word document or a PDF the text that its reader made.
    blocks
        In the order of the text, not overlapping.
    metadata
        What is known of the article from outside its running text.
    name
        A short name for files and graphs, e.g. ``hengdong-2023``.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    name: str = "article"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal: it names this version of the source."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def position(self, offset: int) -> tuple[int, int]:
        r"""Return line and column, both from 1, of an offset.

        Examples
        --------
        >>> Article("一\n二三", ()).position(3)
        (2, 2)
        """
        before = self.text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
