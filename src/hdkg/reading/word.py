"""From a Word document to its text: paragraphs and tables in the order in which they stand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hdkg.errors import SourceError
from hdkg.reading.extras import library
from hdkg.reading.rows import joined, row

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REMEDY = "open it in Word and save it again as .docx, or as plain text"
_LARGEST = 256 * 1024 * 1024  # bytes of all parts, unpacked
_MOST_PARTS = 10_000
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)

# What holds no words of the text as it stands: deleted words, the twin of a drawing for old programs, field codes.
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt")}
_SKIPPED.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_WORDS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BOX = f"{_W}txbxContent"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph or a row; `level` is that of a heading, 0 of the document's title, None of running text."""

    text: str
    level: int | None = None


def word_text(data: bytes, where: str) -> str:
    """Return the text of a Word document.

    Headings get Markdown's marks, a table's row is a line with bars; what was deleted with changes tracked is left
    out, what was inserted is in.  Headers, footers and footnotes are no part of the text.

    Parameters
    ----------
    data
        All bytes of the .docx file.
    where
        The file's name, for messages.

    Raises
    ------
    SourceError
        The extra ``word`` is not installed, or the file is no Word document, is damaged or grows out of all measure.
    """
    _check_archive(data, where)
    docx = library("docx", "word", "a Word document", where)
    try:
        document = docx.Document(io.BytesIO(data))
        names = {style.style_id: style.name or "" for style in document.styles}
        found = list(_Reader(names).within(document.element.body))
    except Exception as error:  # whatever a damaged or hostile file brings a parser to
        reason = type(error).__name__
        raise SourceError(f"the Word document cannot be read ({reason})", _REMEDY, where=where) from error
    return _joined(found)


def _check_archive(data: bytes, where: str) -> None:
    """Refuse an archive that holds no Word document, or that would unpack to more than any document is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SourceError("the Word document is damaged", _REMEDY, where=where) from error
    if not any(part.filename.startswith("word/") for part in parts):
        raise SourceError("this is an archive, not a Word document", "unpack it first", where=where)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
        raise SourceError("the Word document unpacks to more than 256 MB", _REMEDY, where=where)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks through the elements of a document; `styles` holds the names of its styles by their ids."""

    styles: Mapping[str, str]

    def within(self, parent: Any) -> Iterator[_Paragraph]:
        """Yield the paragraphs and rows of a body, a cell or a box."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{_W}tbl":
                for each in element.iter(f"{_W}tr"):
                    if next(each.iterancestors(f"{_W}tbl")) is element:
                        yield from self.row(each)
            elif element.tag not in _SKIPPED and isinstance(element.tag, str):
                yield from self.within(element)  # a content control, custom XML

    def paragraph(self, element: Any) -> Iterator[_Paragraph]:
        """Yield a paragraph and, behind it, what stands in boxes that are anchored in it."""
        boxes: list[Any] = []
        words = "".join(_words(element, boxes)).strip()
        if words:
            yield _Paragraph(words, self.level(element))
        for box in boxes:
            yield from self.within(box)

    def row(self, element: Any) -> Iterator[_Paragraph]:
        """Yield a row as one line; a row with one filled cell as the paragraphs of that cell."""
        found = [list(self.within(cell)) for cell in element.iter(f"{_W}tc") if _row_of(cell) is element]
        filled = [each for each in found if each]
        if len(filled) == 1:
            yield from filled[0]
        elif filled:
            yield _Paragraph(row(" ".join(each.text for each in cell) for cell in found))

    def level(self, element: Any) -> int | None:
        """Return a paragraph's level by the name of its style, or None."""
        name = self.styles.get(element.style or "", "")
        heading = _HEADING.match(name)
        return 0 if name in {"Title", "标题"} else int(heading[1]) if heading else None


def _row_of(cell: Any) -> Any:
    """Return the row that a cell stands in."""
    return next(cell.iterancestors(f"{_W}tr"))


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield the words of an element; boxes are put aside."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _WORDS:
            yield _WORDS[child.tag]
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _words(child, boxes)


def _joined(found: list[_Paragraph]) -> str:
    """Put paragraphs and rows together; a heading at the start that is the only one of its level is the title."""
    levels = [each.level for each in found]
    lone = bool(found) and levels[0] is not None and levels.count(levels[0]) == 1
    lines = []
    for number, each in enumerate(found):
        mark = "" if each.level is None else "# " if each.level == 0 or (lone and number == 0) else "## "
        text = " ".join(each.text.split()) if mark else each.text
        lines.append(mark + text)
    return joined(lines)
