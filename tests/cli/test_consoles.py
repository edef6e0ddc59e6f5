"""Consoles of other encodings, and files for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from hdkg.cli import tables
from hdkg.queries.facts import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[bytes]]
HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "cp936", "utf-8"])
def test_a_question_on_a_console_of_that_encoding(encoding: str, hdkg: Run, example: Path) -> None:
    done = hdkg("query", "measured-outcomes", "--on", example, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "企业家接待日" in done.stdout.decode(encoding)


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_an_ascii_locale(environment: dict[str, str], hdkg: Run, example: Path) -> None:
    done = hdkg("query", "measured-outcomes", "--on", example, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "企业家接待日" in done.stdout.decode("utf-8")


def test_what_a_console_lacks_is_escaped(hdkg: Run) -> None:
    done = hdkg("query", "-", "--on", "x.ttl", stdin="SELECT ('𫚉 ok' AS ?a) {}".encode(), PYTHONIOENCODING="gbk")
    assert done.returncode == 1, "there is no x.ttl"
    done = hdkg("query", "𫚉", PYTHONIOENCODING="gbk")
    assert done.returncode == 1
    assert b"\\U0002b689" in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_data_in_a_pipe_is_utf8_whatever_the_console(encoding: str, hdkg: Run, example: Path) -> None:
    usual = hdkg("facts", example)
    assert usual.stdout
    assert hdkg("facts", example, PYTHONIOENCODING=encoding).stdout == usual.stdout
    assert [json.loads(line)["kind"] for line in usual.stdout.decode("utf-8").splitlines()]


def test_a_path_with_chinese_and_spaces(hdkg: Run, example: Path, here: Path) -> None:
    odd = here / "图 谱" / "县 2023.ttl"
    odd.parent.mkdir()
    odd.write_bytes(example.read_bytes())
    done = hdkg("draw", odd, "--out", here / "画 面" / "网 络.html", PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "网 络.html" in done.stdout.decode("gbk")
    assert (here / "画 面" / "网 络.html").stat().st_size > 1000


@pytest.mark.parametrize("command", [("facts",), ("query", "measured-outcomes", "--on")], ids=["facts", "query"])
def test_csv_opens_in_excel(command: tuple[str, ...], hdkg: Run, example: Path, here: Path) -> None:
    done = hdkg(*command, example, "--format", "csv", "--out", "table.csv")
    assert done.returncode == 0, done.stderr
    data = (here / "table.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_of_csv_starts_a_formula(cell: str) -> None:
    text = tables.csv_text([{"kind": "work", "name": cell, "growth_pct": -4.1, "value": "-4.1"}])
    row = dict(zip(COLUMNS, list(csv.reader(io.StringIO(text, newline="")))[1], strict=True))
    assert row["name"] == "'" + cell
    assert (row["growth_pct"], row["value"]) == ("-4.1", "-4.1"), "a fall is a number, not a formula"


@pytest.mark.parametrize("cell", [*HOSTILE, "a\x00b", "县"])
def test_a_workbook_holds_texts_and_numbers_but_no_formula(cell: str) -> None:
    data = tables.xlsx({"facts": (COLUMNS, [{"kind": "work", "name": cell, "growth_pct": -4.1}])})
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert [each.value for each in sheet[1]] == list(COLUMNS)
    made = dict(zip(COLUMNS, sheet[2], strict=True))
    assert (made["name"].data_type, made["growth_pct"].data_type, made["growth_pct"].value) == ("s", "n", -4.1)
    assert made["name"].value == cell.replace("\x00", "\ufffd").replace("\r", "\n"), "XML has one kind of line end"


def test_a_workbook_of_a_graph(hdkg: Run, example: Path, here: Path) -> None:
    lines = hdkg("facts", example).stdout.decode("utf-8").splitlines()
    assert hdkg("facts", example, "--format", "xlsx", "--out", "facts.xlsx").returncode == 0
    sheet = load_workbook(here / "facts.xlsx").active
    assert sheet is not None
    assert sheet.max_row == len(lines) + 1


def test_json_lines_say_what_the_columns_say(hdkg: Run, example: Path) -> None:
    rows = [json.loads(line) for line in hdkg("facts", example).stdout.decode("utf-8").splitlines()]
    table = list(csv.DictReader(io.StringIO(hdkg("facts", example, "--format", "csv").stdout.decode("utf-8-sig"))))
    assert len(rows) == len(table) > 0
    for row, line in zip(rows, table, strict=True):
        assert {key for key, cell in line.items() if cell} == set(row)
