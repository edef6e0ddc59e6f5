"""From a file or standard input to the text of its article, whatever kind of file it is."""

from __future__ import annotations

import sys
from pathlib import Path

from hdkg.errors import SourceError
from hdkg.reading.decode import decode
from hdkg.reading.formats import Format, format_of
from hdkg.reading.page import page_text
from hdkg.reading.pdf import pdf_text
from hdkg.reading.word import word_text


def read_text(source: str | Path) -> str:
    """Return the text of an article's file: the one that offsets count in and that the SHA-256 names.

    A plain text or Markdown file is given back as it is, decoded; of a web page, a Word document or a PDF the text is
    what its reader makes of it.

    Parameters
    ----------
    source
        The file, or ``-`` for standard input.

    Raises
    ------
    SourceError
        The file cannot be read, holds no article, or needs an extra that is not installed.

    Examples
    --------
    >>> read_text("graph/sources/hengdong-2023.md").startswith("---")
    True
    """
    where = name(source)
    text = _text(_bytes(source), where)
    if not text.strip():
        raise SourceError("the file is empty", "give an article with text", where=where)
    return text


def name(source: str | Path) -> str:
    """Return what messages call a source.

    Examples
    --------
    >>> name("-"), name("a.md")
    ('standard input', 'a.md')
    """
    return "standard input" if str(source) == "-" else str(source)


def _bytes(source: str | Path) -> bytes:
    """Return the bytes of a file or of standard input."""
    if str(source) == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SourceError(f"cannot be read ({reason})", "name an article's file", where=source) from error


def _text(data: bytes, where: str) -> str:
    """Return the text by the kind of file."""
    kind = format_of(data, where)
    if kind is Format.WORD:
        return word_text(data, where)
    if kind is Format.PDF:
        return pdf_text(data, where)
    text = decode(data, where)
    return page_text(text, where) if kind is Format.HTML else text
