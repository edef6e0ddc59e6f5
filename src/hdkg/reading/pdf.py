"""From a PDF to the lines on its pages, and from them to its text; a scan, which has no text, is refused."""

from __future__ import annotations

import ctypes
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from hdkg.errors import SourceError
from hdkg.reading.extras import library
from hdkg.reading.layout import Line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

_REMEDY = "save the article as plain text, or as a PDF from the program that it was written in"
_MOST_PAGES = 2_000
_MOST_CHARS = 10_000_000
_UNKNOWN_SHARE = 0.05  # of characters whose font does not say which they are, more make a text worthless
_PRIVATE = "Co"  # Unicode's category of private use, where fonts without a map put their glyphs
_WORD_GAP = 0.2  # of the size: so far apart, Latin letters belong to two words
_CELL_GAP = 1.5  # of the size: so far apart on one line, words belong to two cells of a table
_RULED_GAP = 0.1  # of the size: so far apart with a rule in between, too
_MOST_RULES = 5_000  # a map or a drawing may have any number of strokes
_THIN = 3.0  # points: a path so narrow is a rule
_SAME_LINE = 0.4  # of the size: baselines that differ by less are one


@dataclass(frozen=True, slots=True)
class _Char:
    """A character on a page: where it starts and ends, its baseline and its size, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class _Page:
    """What is drawn on a page: its characters in the order of drawing, and its upright rules from left to right.

    A rule is its x, its low and its high end.
    """

    chars: tuple[_Char, ...]
    rules: tuple[tuple[float, float, float], ...]

    def ruled(self, last: _Char, char: _Char) -> bool:
        """Tell whether a rule stands between two characters of a line."""
        first = bisect_left(self.rules, (last.right - 1,))
        between = takewhile(lambda rule: rule[0] <= char.left + 1, islice(self.rules, first, None))
        return any(low <= char.base <= high for _, low, high in between)


def pdf_text(data: bytes, where: str) -> str:
    """Return the text of a PDF: paragraphs whole again, page numbers and running heads left out.

    Parameters
    ----------
    data
        All bytes of the file.
    where
        The file's name, for messages.

    Raises
    ------
    SourceError
        The extra ``pdf`` is not installed, or the PDF is damaged, protected by a password, a scan without text, or
        made with fonts that do not say which characters they draw.
    """
    pdfium = library("pypdfium2", "pdf", "a PDF", where)
    pages = _pages(pdfium, data, where)
    chars = [char for page in pages for char in page.chars if char.text != " "]
    if not chars:
        raise SourceError("the PDF has no text; it is a scan", "run OCR over it first, or type the text", where=where)
    unknown = sum(char.text == "\ufffd" or unicodedata.category(char.text) == _PRIVATE for char in chars)
    if unknown > _UNKNOWN_SHARE * len(chars):
        raise SourceError("the PDF's fonts do not say which characters they draw", _REMEDY, where=where)
    empty = sum(not page.chars for page in pages)
    if empty * 2 > len(pages):
        problem = f"{empty} of the PDF's {len(pages)} pages have no text; they are scans"
        raise SourceError(problem, "run OCR over it first, or type the text", where=where)
    text = paragraphs([list(_lines(page)) for page in pages])
    if not text:
        raise SourceError("the PDF has nothing but page numbers", _REMEDY, where=where)
    return text


def _pages(pdfium: Any, data: bytes, where: str) -> list[_Page]:
    """Return what is drawn on each page."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            problem = "the PDF is protected by a password"
            raise SourceError(problem, "save it without one", where=where) from error
        raise SourceError("the PDF is damaged", _REMEDY, where=where) from error
    try:
        if len(document) > _MOST_PAGES:
            problem = f"the PDF has {len(document)} pages"
            raise SourceError(problem, f"give the article alone, at most {_MOST_PAGES} pages", where=where)
        pages = []
        left = _MOST_CHARS
        for number in range(len(document)):
            pages.append(_page(pdfium, document, number, left, where))
            left -= len(pages[-1].chars)
        return pages
    finally:
        document.close()


def _page(pdfium: Any, document: Any, number: int, most: int, where: str) -> _Page:
    """Return what is drawn on a page, at most so many characters."""
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise SourceError(f"page {number + 1} of the PDF is damaged", _REMEDY, where=where) from error
    try:
        count = textpage.count_chars()
        if count > most:
            raise SourceError("the PDF holds more than ten million characters", "give the article alone", where=where)
        return _Page(tuple(_drawn(pdfium.raw, textpage, count)), tuple(sorted(_rules(pdfium.raw, page))))
    finally:
        textpage.close()
        page.close()


def _drawn(raw: Any, textpage: Any, count: int) -> Iterator[_Char]:
    """Yield the characters of a page, but for those that PDFium puts in between by its own reckoning."""
    x, base = ctypes.c_double(), ctypes.c_double()
    box = [ctypes.c_double() for _ in range(4)]
    high = 0
    for at in range(count):
        code = raw.FPDFText_GetUnicode(textpage, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        text = _character(code)
        if not text or raw.FPDFText_IsGenerated(textpage, at) == 1:
            continue
        raw.FPDFText_GetCharOrigin(textpage, at, x, base)
        raw.FPDFText_GetCharBox(textpage, at, *box)
        size = raw.FPDFText_GetFontSize(textpage, at)
        height = box[3].value - box[2].value
        yield _Char(text, x.value, max(box[1].value, x.value), base.value, max(size if size > 1 else height, 1.0))


def _rules(raw: Any, page: Any) -> Iterator[tuple[float, float, float]]:
    """Yield the upright rules of a page: narrow paths, and the sides of boxes."""
    for path in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]), _MOST_RULES):
        left, low, right, high = path.get_bounds()
        yield (left, low, high)
        if right - left > _THIN:
            yield (right, low, high)


def _character(code: int) -> str:
    """Return a character of running text, or "": the radicals and variants that fonts offer as the character."""
    if code in {0, 0xFFFE, 0xFFFF} or 0xD800 <= code < 0xE000:
        return "\ufffd"
    text = chr(code)
    if text.isspace():
        return " "
    if not text.isprintable() and unicodedata.category(text) != _PRIVATE:
        return ""
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return unicodedata.normalize("NFKC", text)
    return text


def _lines(page: _Page) -> Iterator[Line]:
    """Yield the lines of a page in the order in which they are drawn, which is that in which they are read."""
    run: list[_Char] = []
    for char in page.chars:
        if run and not _goes_on(run[-1], char):
            yield from _line(page, run)
            run = []
        run.append(char)
    yield from _line(page, run)


def _goes_on(last: _Char, char: _Char) -> bool:
    """Tell whether a character stands on the line of the one before it, further to the right."""
    size = max(last.size, char.size)
    return abs(char.base - last.base) <= _SAME_LINE * size and char.left >= last.left - 0.1 * size


def _line(page: _Page, run: list[_Char]) -> Iterator[Line]:
    """Yield the line that characters make, if it has words, with what its gaps mean: a new word, or a new cell."""
    drawn = [char for char in run if char.text != " "]
    if not drawn:
        return
    cells, words = [], ""
    for last, char in zip([run[0], *run], run, strict=False):
        if words.strip() and _is_new_cell(page, last, char):
            cells.append(words)
            words = ""
        elif char.left - last.right > _WORD_GAP * char.size and last.text.isascii() and char.text.isascii():
            words += " "
        words += char.text
    cells.append(words)
    sizes = sorted(char.size for char in drawn)
    whole = tuple(" ".join(cell.split()) for cell in cells if cell.strip())
    yield Line(whole, drawn[0].left, drawn[-1].right, drawn[0].base, sizes[len(sizes) // 2])


def _is_new_cell(page: _Page, last: _Char, char: _Char) -> bool:
    """Tell whether a table's next cell begins with a character."""
    gap = char.left - last.right
    return gap > _CELL_GAP * char.size or (gap > _RULED_GAP * char.size and page.ruled(last, char))
