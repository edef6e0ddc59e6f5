"""How results are written."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from rdflib.namespace import XSD

from hdkg.errors import QueryError
from hdkg.store import Kind, Result, open_graph

ROWS = Result(
    Kind.ROWS,
    ("name", "value", "n", "about"),
    (
        (rdflib.Literal("=cmd()|'x'", lang="zh"), rdflib.Literal("-4.10", datatype=XSD.decimal, normalize=False), None,
         rdflib.URIRef("https://w3id.org/hdkg/id/division/430424")),
        (rdflib.Literal('他说"好",\n'), rdflib.Literal("5.7", datatype=XSD.decimal), rdflib.Literal(86),
         rdflib.BNode("b1")),
    ),
)  # fmt: skip


def test_csv_after_the_standard() -> None:
    text = ROWS.to_csv()
    assert text.startswith("name,value,n,about\r\n")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["name", "value", "n", "about"],
        ["=cmd()|'x'", "-4.10", "", "https://w3id.org/hdkg/id/division/430424"],
        ['他说"好",\n', "5.7", "86", "_:b1"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_csv_for_excel_has_a_mark_and_no_formula(start: str) -> None:
    cell = rdflib.Literal(f"{start}1+1")
    text = Result(Kind.ROWS, ("x", "y"), ((cell, rdflib.Literal("-4.1", datatype=XSD.decimal)),)).to_csv(excel=True)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[1] == [f"'{start}1+1", "-4.1"]


def test_csv_for_excel_trusts_no_false_number() -> None:
    fake = rdflib.Literal("=1+1", datatype=XSD.integer)
    assert "'=1+1" in Result(Kind.ROWS, ("x",), ((fake,),)).to_csv(excel=True)


def test_json_after_the_standard() -> None:
    made = json.loads(ROWS.to_json())
    assert made["head"] == {"vars": ["name", "value", "n", "about"]}
    assert made["results"]["bindings"][0] == {
        "name": {"type": "literal", "value": "=cmd()|'x'", "xml:lang": "zh"},
        "value": {"type": "literal", "value": "-4.10", "datatype": str(XSD.decimal)},
        "about": {"type": "uri", "value": "https://w3id.org/hdkg/id/division/430424"},
    }
    assert made["results"]["bindings"][1]["about"] == {"type": "bnode", "value": "b1"}


def test_json_is_read_by_rdflib() -> None:
    read = rdflib.query.Result.parse(io.BytesIO(ROWS.to_json().encode()), format="json")
    assert [str(variable) for variable in read.vars or ()] == list(ROWS.columns)
    assert len(read.bindings) == 2


def test_ask_as_json_and_csv() -> None:
    answer = Result(Kind.ANSWER, answer=True)
    assert json.loads(answer.to_json()) == {"head": {}, "boolean": True}
    assert answer.to_csv() == "answer\r\ntrue\r\n"


def test_pandas_has_numbers() -> None:
    frame = ROWS.to_pandas()
    assert [str(kind) for kind in frame.dtypes][1:3] == ["float64", "Int64"]
    assert frame["value"].sum() == pytest.approx(1.6)
    assert frame["n"].isna().tolist() == [True, False]
    assert frame["name"][0] == "=cmd()|'x'"


def test_pandas_without_rows_keeps_the_columns() -> None:
    assert list(Result(Kind.ROWS, ("a", "b")).to_pandas().columns) == ["a", "b"]


def test_table_shows_short_names() -> None:
    from rich.console import Console

    console = Console(file=io.StringIO(), width=120, color_system=None)
    console.print(ROWS.to_table("标题 [b]"))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "id:division/430424" in shown
    assert "标题 [b]" in shown


def test_turtle_of_a_graph_alone() -> None:
    store = open_graph(rdflib.Graph().parse(data="<urn:a> <urn:b> 1 .", format="turtle"))
    built = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert set(rdflib.Graph().parse(data=built.to_turtle(), format="turtle")) == set(built.graph or ())
    assert len(built) == 1
    with pytest.raises(QueryError, match="Turtle"):
        ROWS.to_turtle()


def test_rows_as_dictionaries() -> None:
    assert [sorted(row) for row in ROWS] == [["about", "name", "value"], ["about", "n", "name", "value"]]
