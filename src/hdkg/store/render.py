"""How the rows of a result are written: for a person, a spreadsheet, a program."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import rdflib
from rdflib.namespace import XSD

from hdkg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import rich.table

    from hdkg.store.result import Term

    Columns = Sequence[str]
    Rows = Sequence[Sequence[Term | None]]

# Longest first where one begins another.
PREFIXES = (
    ("https://w3id.org/hdkg/ontology/", "hd:"),
    ("https://w3id.org/hdkg/indicator/", "hdi:"),
    ("https://w3id.org/hdkg/policy-area/", "hdp:"),
    ("https://w3id.org/hdkg/unit/", "hdu:"),
    ("https://w3id.org/hdkg/code/", "hdc:"),
    ("https://w3id.org/hdkg/id/", "id:"),
)
WHOLE = frozenset({XSD.integer, XSD.int, XSD.long, XSD.nonNegativeInteger, XSD.gYear})
NUMBERS = WHOLE | {XSD.decimal, XSD.double, XSD.float}


# What begins a formula; the wide signs do so in East Asian locales.
FORMULA = (*"=+-@", "\t", "\r", "\n", *"＝＋－＠")


def table(columns: Columns, rows: Rows, *, title: str = "") -> rich.table.Table:
    """Return a rich table."""
    from rich.table import Table  # noqa: PLC0415  # only the console needs it
    from rich.text import Text  # noqa: PLC0415

    made = Table(title=Text(title) if title else None, title_justify="left")
    for number, column in enumerate(columns):
        cells = [row[number] for row in rows if row[number] is not None]
        right = bool(cells) and all(_is_number(cell) for cell in cells)
        made.add_column(Text(column), justify="right" if right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(_seen(short(term))) for term in row))
    return made


def _seen(text: str) -> str:
    r"""Return a text that moves no cursor: whatever a terminal would act on becomes a space, line ends stay.

    Examples
    --------
    >>> _seen("县\x1b[31m\n乡")
    '县 [31m\n乡'
    """
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)


def short(term: Term | None) -> str:
    """Return a term for a person's eye.

    Examples
    --------
    >>> short(rdflib.URIRef("https://w3id.org/hdkg/id/division/430424")), short(None)
    ('id:division/430424', '')
    """
    if isinstance(term, rdflib.URIRef):
        for namespace, prefix in PREFIXES:
            if term.startswith(namespace):
                return prefix + term[len(namespace) :]
    return plain(term)


def plain(term: Term | None) -> str:
    """Return a term as SPARQL 1.1 CSV writes it."""
    if term is None:
        return ""
    return f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)


def csv_text(columns: Columns, rows: Rows, *, excel: bool = False) -> str:
    """Return CSV with the line ends that the standard asks for; see `Result.to_csv`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_spreadsheet_cell(term) if excel else plain(term) for term in row])
    return ("\ufeff" if excel else "") + out.getvalue()


def _spreadsheet_cell(term: Term | None) -> str:
    """Return a cell that a spreadsheet program takes for what it is, never for a formula."""
    return plain(term) if _is_number(term) else harmless(plain(term))


def harmless(text: str) -> str:
    """Return a text that a spreadsheet program takes for a text, never for a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("县")
    ("'=1+1", '县')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def one_line(text: str) -> str:
    r"""Return a text on one line for a screen: whatever moves the cursor or is not to be seen becomes a space.

    Examples
    --------
    >>> one_line("优良率保\n\n持\x1b[31m100%")
    '优良率保 持 [31m100%'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def quoted(text: str) -> str:
    """Return words of a source in quotation marks, on one line; in others than those that they have themselves.

    Examples
    --------
    >>> quoted("达到27868元"), quoted("“三联”工作")
    ('“达到27868元”', '「“三联”工作」')
    """
    line = one_line(text)
    return f"「{line}」" if {"“", "”"} & set(line) else f"“{line}”"


def _is_number(term: Term | None) -> bool:
    """Tell whether a term is a number whose text is one."""
    return isinstance(term, rdflib.Literal) and term.datatype in NUMBERS and not term.ill_typed


def json_rows(columns: Columns, rows: Rows) -> str:
    """Return SPARQL 1.1 results JSON of rows."""
    bindings = [
        {column: _binding(term) for column, term in zip(columns, row, strict=True) if term is not None} for row in rows
    ]
    return _dump({"head": {"vars": list(columns)}, "results": {"bindings": bindings}})


def json_answer(answer: bool) -> str:
    """Return SPARQL 1.1 results JSON of an ASK."""
    return _dump({"head": {}, "boolean": answer})


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, str]:
    """Return one term as SPARQL 1.1 results JSON writes it."""
    if isinstance(term, rdflib.URIRef):
        return {"type": "uri", "value": str(term)}
    if isinstance(term, rdflib.BNode):
        return {"type": "bnode", "value": str(term)}
    made = {"type": "literal", "value": str(term)}
    if term.language:
        made["xml:lang"] = term.language
    elif term.datatype and term.datatype != XSD.string:
        made["datatype"] = str(term.datatype)
    return made


def turtle(graph: rdflib.Graph | None) -> str:
    """Return a graph in Turtle; None stands for a result that is no graph."""
    if graph is None:
        raise QueryError("only the graph of a CONSTRUCT can be written as Turtle", "choose table, csv or json")
    for namespace, prefix in PREFIXES:
        graph.bind(prefix.rstrip(":"), namespace)
    return graph.serialize(format="turtle")


def frame(columns: Columns, rows: Rows) -> pd.DataFrame:
    """Return a pandas frame; see `Result.to_pandas`."""
    try:
        import pandas as pd  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise QueryError("pandas is not installed", "pip install 'hdkg[pandas]'") from error
    series = {}
    for number, column in enumerate(columns):
        terms = [row[number] for row in rows]
        series[column] = pd.Series([_value(term, _kind(terms)) for term in terms], dtype=_kind(terms))
    return pd.DataFrame(series, columns=list(columns))


def _kind(terms: Sequence[Term | None]) -> str:
    """Return the dtype of a column."""
    kinds = {term.datatype if isinstance(term, rdflib.Literal) else None for term in terms if term is not None}
    if kinds and kinds <= WHOLE:
        return "Int64"
    return "float64" if kinds and kinds <= NUMBERS else "object"


def _value(term: Term | None, dtype: str) -> object:
    """Return a term as a value of a column of that dtype."""
    if term is None:
        return None
    return {"Int64": int, "float64": float}.get(dtype, str)(plain(term))
