"""The panel puts counties and years side by side, in one unit, and says where they are not of one kind."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from hdkg.errors import QueryError
from hdkg.panel import CODEBOOK, PANEL, Panel, panel
from hdkg.panel.caution import warn
from hdkg.panel.table import indicators, variable

if TYPE_CHECKING:
    from pathlib import Path

    from hdkg.store import EmbeddedStore

EXACT = "<https://w3id.org/hdkg/ontology/exact>"
QINGCHUAN, HENGDONG = "510822", "430424"


@pytest.fixture(scope="module")
def made(store: EmbeddedStore) -> Panel:
    return panel(store)


def of(made: Panel, variable: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["county_code"], row["period"]): row for row in made.rows if row["variable"] == variable}


def test_units_are_made_equal_and_the_source_s_own_stand_beside(made: Panel) -> None:
    area = of(made, "grain_area")
    assert {key: (row["value"], row["unit"]) for key, row in area.items()} == {
        (HENGDONG, "2023"): (Decimal(885000), "mu"),
        (QINGCHUAN, "2022"): (Decimal(300000), "mu"),
        (QINGCHUAN, "2023"): (Decimal(315000), "mu"),
    }
    hectares = area[QINGCHUAN, "2023"]
    assert (hectares["written_value"], hectares["written_unit"]) == ("2.1", "万公顷")
    assert area[HENGDONG, "2023"]["unit_zh"] == "亩"


def test_each_value_has_its_words_and_iris(made: Panel, store: EmbeddedStore) -> None:
    assert len(made.rows) > 12
    for row in made.rows:
        span = f"<{row['quote_iri']}>"
        said = store.query(f"SELECT ?quote {{ <{row['fact_iri']}> ?p {span} . {span} {EXACT} ?quote }}")
        assert [str(cell) for (cell,) in said.rows] == [row["quote"]]
        assert row["status"]
        assert row["source_iri"]


def test_a_bound_is_told(made: Panel) -> None:
    area = of(made, "grain_area")
    assert area[QINGCHUAN, "2023"]["warnings"] == "bound"
    assert "超过" in area[QINGCHUAN, "2023"]["warnings_zh"]
    assert area[HENGDONG, "2023"]["warnings"] == ""


def test_another_part_of_the_year_and_another_name_are_told(made: Panel) -> None:
    product = of(made, "gross_regional_product")
    part = product[QINGCHUAN, "2023-01/2023-09"]
    assert part["year"] == 2023
    assert part["warnings"].split() == ["period", "name"]
    assert "此处Y-01/Y-09，别处Y" in part["warnings_zh"]
    assert "here 生产总值, elsewhere 地区生产总值" in part["warnings_en"]
    assert "period" in product[HENGDONG, "2023"]["warnings"].split()


def test_indicators_that_are_easily_confused_are_kept_apart(made: Panel) -> None:
    general, local = of(made, "general_budget_revenue"), of(made, "local_general_budget_revenue")
    assert set(general) == {(HENGDONG, "2023"), (QINGCHUAN, "2022")}
    assert set(local) == {(QINGCHUAN, "2023")}
    assert "kin" in general[HENGDONG, "2023"]["warnings"].split()
    assert "一般公共预算收入" in local[QINGCHUAN, "2023"]["warnings_zh"]


def test_growth_is_a_variable_of_its_own(made: Panel) -> None:
    growth = of(made, "gross_regional_product__growth")
    assert growth[HENGDONG, "2023"]["value"] == 5
    assert {row["unit"] for row in growth.values()} == {"percent"}


def test_a_price_basis_that_the_words_state_is_told(made: Panel) -> None:
    stated = [row for row in made.rows if row["price_basis"]]
    assert [row["price_basis"] for row in stated] == ["constant"]
    assert "可比价" in stated[0]["written_name"] + stated[0]["quote"]


def test_choosing_county_year_and_indicator(store: EmbeddedStore, made: Panel) -> None:
    chosen = panel(store, county=QINGCHUAN, year="2022", indicator="hdi:grain-area")
    assert [(row["county_code"], row["year"], row["variable"]) for row in chosen.rows] == [
        (QINGCHUAN, 2022, "grain_area")
    ]
    assert chosen.all_figures == made.all_figures
    with pytest.raises(QueryError, match="is no year"):
        panel(store, year="22 } #")


def test_the_codebook_has_every_variable_and_counts_it(made: Panel) -> None:
    variables = [row["variable"] for row in made.rows]
    assert [entry["variable"] for entry in made.codebook] == sorted(set(variables))
    for entry in made.codebook:
        assert tuple(entry) == tuple(column.name for column in CODEBOOK)
        assert entry["n"] == variables.count(entry["variable"])
    area = next(entry for entry in made.codebook if entry["variable"] == "grain_area")
    assert (area["label_zh"], area["label_en"], area["unit"], area["counties"]) == (
        "粮食播种面积",
        "area sown to grain",
        "mu",
        2,
    )
    assert area["indicator_iri"].endswith("/indicator/grain-area")
    assert area["periods"] == "2022 | 2023"
    assert area["warnings"] == "bound"


def test_columns_are_valid_names_in_stata() -> None:
    assert all(column.name.isidentifier() and len(column.name) <= 32 for column in PANEL)


def row(**changed: Any) -> dict[str, Any]:
    """Return a row of one variable that differs from the usual in what is said."""
    usual = {
        "county_code": "1",
        "period": "2023",
        "period_kind": "year",
        "bound": "exact",
        "reading": "asserted",
        "written_name": "产值",
        "status": "final",
        "price_basis": "",
        "unit": "CNY",
        "value": Decimal(1),
    }
    return usual | changed


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"county_code": "2"}, ""),
        ({"county_code": "2", "period": "2022"}, ""),
        ({"county_code": "2", "period": "2023-06"}, "period"),
        ({"county_code": "2", "status": "preliminary"}, "status"),
        ({"county_code": "2", "status": "planned"}, "planned status"),
        ({"county_code": "2", "price_basis": "constant"}, "price-basis"),
        ({"county_code": "2", "unit": "USD"}, "unit"),
        ({"value": Decimal(2)}, "conflict"),
        ({}, "repeated"),
        ({"county_code": "2", "reading": "inferred"}, "inferred"),
        ({"county_code": "2", "period": "2021/2023", "period_kind": "years"}, "several-years period"),
        ({"county_code": "2", "period": "", "period_kind": ""}, "period-unstated period"),
    ],
)
def test_each_difference_is_warned_of(changed: dict[str, Any], codes: str) -> None:
    rows = [row(), row(**changed)]
    warn(rows)
    assert rows[1]["warnings"] == codes
    assert bool(rows[1]["warnings_zh"]) == bool(rows[1]["warnings_en"]) == bool(codes)


def run(*words: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-m", "hdkg", "panel", *words], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def files(graphs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    for form in ("csv", "xlsx", "dta"):
        said = run(str(graphs), "--format", form, "--out", f"panel.{form}", folder=folder)
        assert "变量 / variables" in said
    return folder


def test_csv_has_a_mark_and_no_formula(files: Path, made: Panel) -> None:
    data = (files / "panel.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [each["fact_iri"] for each in rows] == [each["fact_iri"] for each in made.rows]
    assert [Decimal(each["value"]) for each in rows] == [each["value"] for each in made.rows]
    book = list(csv.DictReader(io.StringIO((files / "panel-codebook.csv").read_text("utf-8-sig"))))
    assert [entry["variable"] for entry in book] == [entry["variable"] for entry in made.codebook]
    told = list(csv.DictReader(io.StringIO((files / "panel-columns.csv").read_text("utf-8-sig"))))
    assert [each["column"] for each in told if each["table"] == "panel"] == list(rows[0])


def test_a_workbook_has_table_codebook_and_columns(files: Path, made: Panel) -> None:
    book = load_workbook(files / "panel.xlsx")
    assert book.sheetnames == ["panel", "codebook", "columns"]
    rows = list(book["panel"].values)
    assert [dict(zip(rows[0], each, strict=True))["value"] for each in rows[1:]] == [
        float(each["value"]) for each in made.rows
    ]
    assert len(list(book["codebook"].values)) == len(made.codebook) + 1


def test_stata_reads_back_the_same_with_labels(files: Path, made: Panel) -> None:
    with pd.read_stata(files / "panel.dta", iterator=True) as reader:
        frame = reader.read()
        labels = reader.variable_labels()
    assert list(frame["fact_iri"]) == [each["fact_iri"] for each in made.rows]
    assert list(frame["value"]) == [float(each["value"]) for each in made.rows]
    assert list(frame["county_zh"]) == [each["county_zh"] for each in made.rows]
    assert labels["value"].startswith("数值")


def test_the_same_graphs_give_the_same_bytes(files: Path, graphs: Path, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "dta"):
        run(str(graphs), "--format", form, "--out", f"panel.{form}", folder=tmp_path)
        assert (tmp_path / f"panel.{form}").read_bytes() == (files / f"panel.{form}").read_bytes(), form


def test_no_two_variables_of_the_catalogue_have_one_name() -> None:
    kinds = ("level", "cumulative", "growth", "average-growth", "change", "multiple", "share")
    names = [variable(iri, kind) for iri in indicators() for kind in kinds]
    assert len(names) > 2000
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert all(name.isidentifier() and len(name) <= 32 for name in names)


@pytest.mark.parametrize(
    ("county", "said"),
    [
        ("999999", r"no figures of a county \(999999\); choose of: .*青川县 \(510822\)"),
        ("430423", "no figures of 衡山县"),
    ],
)
def test_a_county_that_the_graphs_do_not_hold_is_an_error(county: str, said: str, store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match=said):
        panel(store, county=county)


def test_the_command_says_which_counties_there_are(graphs: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hdkg", "panel", str(graphs), "--county", "999999", "--out", "p.csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "choose of: " in done.stderr.decode("utf-8")
    assert list(tmp_path.iterdir()) == []
