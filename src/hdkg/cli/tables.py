"""Tables in the formats that people open: JSON Lines, CSV, XLSX and Stata."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from hdkg.errors import TargetError
from hdkg.queries.facts import COLUMNS
from hdkg.store.render import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    Row = Mapping[str, Any]
    Table = tuple[Sequence[str], Iterable[Row]]

LONGEST_TEXT = 2045  # bytes that a text of fixed length holds in Stata


def jsonl(rows: Iterable[Row]) -> str:
    r"""Return one JSON object a line, what a fact does not say left out.

    Examples
    --------
    >>> jsonl([{"kind": "observation", "name": "粮食产量"}])
    '{"kind": "observation", "name": "粮食产量"}\n'
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def csv_text(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> str:
    """Return CSV that spreadsheets open as it is: with a byte order mark, and no cell that starts a formula.

    Examples
    --------
    >>> csv_text([{"name": "=1+1", "growth_pct": "-4.1"}]).splitlines()[1]
    ",,'=1+1,,,,-4.1,,,,,,,,,,,,,,,"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in _cells(row, columns)] for row in rows)
    return "\ufeff" + out.getvalue()


def xlsx(sheets: Mapping[str, Table]) -> bytes:
    """Return a workbook of sheets by name: numbers are numbers, all else is text and never a formula.

    The same tables give the same bytes: the clock of the writer is left out.

    Raises
    ------
    TargetError
        openpyxl is not installed.

    Examples
    --------
    >>> xlsx({"facts": (COLUMNS, [{"kind": "observation", "name": "粮食产量"}])})[:2]
    b'PK'
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise TargetError("a workbook needs openpyxl", "pip install 'hdkg[xlsx]', or choose csv") from error
    book = Workbook(write_only=True)
    for name, (columns, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(columns))
        for row in rows:
            sheet.append([_typed(sheet, cell) for cell in _cells(row, columns)])
    whole = io.BytesIO()
    book.save(whole)
    return _without_clock(whole.getvalue())


def stata(rows: Sequence[Row], labels: Mapping[str, str], title: str) -> bytes:
    """Return a data set for Stata 14 and later, its text in UTF-8.

    Parameters
    ----------
    rows
        Dictionaries with the keys of `labels`; Decimal becomes a double, int stays whole, all else is text.
    labels
        What each column holds, by its name, in order; Stata shows the first 80 characters.
    title
        Label of the data set.

    Raises
    ------
    TargetError
        pandas is not installed, or there is no row.

    Examples
    --------
    >>> stata([{"value": Decimal("1.5")}], {"value": "数值"}, "demo")[:28]
    b'<stata_dta><header><release>'
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise TargetError("a Stata file needs pandas", "pip install 'hdkg[pandas]', or choose csv") from error
    if not rows:
        raise TargetError("no row to write", "ask for other counties, years or indicators")
    columns = {name: pd.Series([row[name] for row in rows], dtype=_stata_type(rows, name)) for name in labels}
    long = [name for name in labels if any(len(str(row[name]).encode()) > LONGEST_TEXT for row in rows)]
    whole = io.BytesIO()
    pd.DataFrame(columns).to_stata(
        whole,
        write_index=False,
        version=118,
        time_stamp=dt.datetime(1980, 1, 1),  # not the clock's, so that the bytes are the same every time
        data_label=title[:80],
        variable_labels={name: label[:80] for name, label in labels.items()},
        convert_strl=long,
    )
    return whole.getvalue()


def _stata_type(rows: Iterable[Row], name: str) -> str:
    """Return the type of a column: doubles, whole numbers, or text."""
    kinds = {type(row[name]) for row in rows}
    return "float64" if kinds == {Decimal} else "int32" if kinds == {int} else "object"


def _without_clock(data: bytes) -> bytes:
    """Return a workbook whose parts and properties carry one fixed time."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _cells(row: Row, columns: Sequence[str]) -> list[Any]:
    """Return a row's cells in the order of the columns; what has parts as JSON, as in JSON Lines."""
    cells = (row.get(column, "") for column in columns)
    return [json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict | list) else cell for cell in cells]


def _harmless(cell: Any) -> Any:
    """Return a cell that a spreadsheet takes for text or a number, never for a formula."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
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

    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell).replace("\r\n", "\n").replace("\r", "\n")  # as XML would
    made = WriteOnlyCell(sheet, text)
    made.data_type = "s"
    return made
