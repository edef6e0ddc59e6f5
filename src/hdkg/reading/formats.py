"""What kind of file an article stands in, told by its content; a name that promises another kind is refused."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from hdkg.errors import SourceError


class Format(StrEnum):
    """A kind of file that is read."""

    TEXT = "a text"
    HTML = "a web page"
    WORD = "a Word document"
    PDF = "a PDF"


ENDINGS = {
    ".txt": Format.TEXT,
    ".md": Format.TEXT,
    ".markdown": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".shtml": Format.HTML,
    ".docx": Format.WORD,
    ".pdf": Format.PDF,
}
_USUAL = {Format.TEXT: ".txt", Format.HTML: ".html", Format.WORD: ".docx", Format.PDF: ".pdf"}

# How a file begins that is not read, and what to do about it.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Office document or one with a password", "save it as .docx without a password"),
    (b"\x89PNG", "a picture", "give the article's text"),
    (b"\xff\xd8\xff", "a picture", "give the article's text"),
    (b"GIF8", "a picture", "give the article's text"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"Rar!", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf", "a compressed file", "unpack it first"),
    (b"{\\rtf", "a document in RTF", "save it as .docx or as plain text"),
)
_HEAD = 1024  # so far into a file its kind is looked for; a PDF may begin with other bytes
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<script")


def format_of(data: bytes, where: str) -> Format:
    r"""Tell what kind of file an article stands in.

    Parameters
    ----------
    data
        All bytes of the file.
    where
        The file's name, for its ending and for messages; a name without a known ending (standard input) may hold any.

    Raises
    ------
    SourceError
        It is of a kind that is not read, or of another than its name promises.

    Examples
    --------
    >>> format_of(b"%PDF-1.7\n", "report.pdf").name, format_of("衡东县".encode(), "a.md").name
    ('PDF', 'TEXT')
    """
    for start, what, remedy in _OTHERS:
        if data.startswith(start):
            raise SourceError(f"this is {what}, not a text", remedy, where=where)
    promised = ENDINGS.get(PurePath(where).suffix.lower())
    found = _by_content(data)
    if promised is Format.HTML and found is Format.TEXT and b"<" in data:
        return Format.HTML  # a part of a page is a page
    if data.strip() and promised not in {None, found}:
        problem = f"this is {found}, though its name promises {promised}"
        raise SourceError(problem, f"let its name end in {_USUAL[found]}", where=where)
    return found


def _by_content(data: bytes) -> Format:
    """Tell the kind by how the file begins; what is none of the others is taken for a text."""
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.WORD
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").lower()  # without UTF-16's zeros
    is_page = plain.startswith(_PAGE_STARTS) or (plain.startswith((b"<?xml", b"<!--")) and b"<html" in plain)
    return Format.HTML if is_page else Format.TEXT
