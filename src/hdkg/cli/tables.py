"""The flat table of facts in the formats that people open: JSON Lines, CSV and XLSX."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from hdkg.errors import TargetError
from hdkg.queries.facts import COLUMNS
from hdkg.store.render import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    Row = Mapping[str, Any]


def jsonl(rows: Iterable[Row]) -> str:
    r"""Return one JSON object a line, what a fact does not say left out.

    Examples
    --------
    >>> jsonl([{"kind": "observation", "name": "粮食产量"}])
    '{"kind": "observation", "name": "粮食产量"}\n'
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def csv_text(rows: Iterable[Row]) -> str:
    """Return CSV that spreadsheets open as it is: with a byte order mark, and no cell that starts a formula.

    Examples
    --------
    >>> csv_text([{"name": "=1+1", "growth_pct": "-4.1"}]).splitlines()[1]
    ",,'=1+1,,,,-4.1,,,,,,,,,,,,,,,"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in _cells(row)] for row in rows)
    return "\ufeff" + out.getvalue()


def xlsx(rows: Iterable[Row]) -> bytes:
    """Return a workbook with one sheet: numbers are numbers, all else is text and never a formula.

    Raises
    ------
    TargetError
        openpyxl is not installed.

    Examples
    --------
    >>> xlsx([{"kind": "observation", "name": "粮食产量"}])[:2]
    b'PK'
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise TargetError("a workbook needs openpyxl", "pip install 'hdkg[xlsx]', or choose csv") from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet("facts")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([_typed(sheet, cell) for cell in _cells(row)])
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _cells(row: Row) -> list[Any]:
    """Return a fact's cells in the order of the columns; what has parts as JSON, as in JSON Lines."""
    cells = (row.get(column, "") for column in COLUMNS)
    return [json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict | list) else cell for cell in cells]


def _harmless(cell: Any) -> Any:
    """Return a cell that a spreadsheet takes for text or a number, never for a formula."""
    return harmless(cell) if isinstance(cell, str) and not _is_number(cell) else cell


def _is_number(text: str) -> bool:
    """Tell whether a text is a plain number."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _typed(sheet: WriteOnlyWorksheet, cell: Any) -> Any:
    """Return a cell of a workbook: a number as it is, a text as a text whatever it begins with."""
    if not isinstance(cell, str):
        return cell
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell))
    made.data_type = "s"
    return made
