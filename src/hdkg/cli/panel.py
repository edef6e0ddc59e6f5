"""``hdkg panel``: counties' figures as a tidy table with its codebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hdkg.cli.console import chosen, put_out
from hdkg.files import write_bytes

if TYPE_CHECKING:
    from hdkg.panel import Panel

FORMATS = ("csv", "xlsx", "dta")


@click.command(short_help="Tabulate counties' figures, with a codebook.")
@click.argument("graphs", metavar="[GRAPH]...", nargs=-1)
@click.option("--county", default="", metavar="CODE", help="Only this county (GB/T 2260).")
@click.option("--year", default="", metavar="YEAR", help="Only figures of this year.")
@click.option("--indicator", default="", metavar="IRI", help="Only this indicator, such as hdi:grain-output.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to write it; else by FILE's ending.")
@click.option("--out", default="", metavar="FILE", help="Write the table there, and beside it the codebook.")
def panel(*, graphs: tuple[str, ...], county: str, year: str, indicator: str, form: str | None, out: str) -> None:
    """Tabulate what the graphs say of whole counties: one row for county, period and indicator.

    Units are made equal; beside each value stand its period and status, the words that say it with their IRI, and a
    warning where figures of one variable differ in definition. The codebook is FILE-codebook.csv, and
    FILE-columns.csv says what the columns hold; in a workbook both are sheets.

    \b
    Example:
      hdkg panel graph --out panel.csv
      hdkg panel graph --year 2023 --indicator hdi:grain-output
    """
    from hdkg.panel import PANEL
    from hdkg.panel import panel as tabulated
    from hdkg.pipeline.graphs import open_graphs

    form = chosen(form, out, {f".{each}": each for each in FORMATS}, "csv")
    if form != "csv" and not out:
        raise click.UsageError(f"this format needs a file: --out FILE.{form}")
    made = tabulated(open_graphs(graphs or None), county=county, year=year, indicator=indicator)
    if out:
        _write(made, form, Path(out))
        click.echo(f"{len(made.rows)} 个数字 / figures, {len(made.codebook)} 个变量 / variables")
        left = made.all_figures - len(made.rows)
        click.echo(
            f"{left} 个未入表（分项、不属全县、非数字、未选）/ left out (parts, not of a county, no number, not chosen)"
        )
    else:
        from hdkg.cli.tables import csv_text

        put_out(csv_text(made.rows, [column.name for column in PANEL]), "")


def _write(made: Panel, form: str, path: Path) -> None:
    """Write the table and its codebook, and name the files."""
    from hdkg.cli import tables
    from hdkg.panel import CODEBOOK, PANEL

    names = [column.name for column in PANEL]
    about = ("table", "column", "zh", "en")
    told = [
        {"table": table, "column": column.name, "zh": column.zh, "en": column.en}
        for table, columns in (("panel", PANEL), ("codebook", CODEBOOK))
        for column in columns
    ]
    book = [column.name for column in CODEBOOK]
    if form == "xlsx":
        sheets = {"panel": (names, made.rows), "codebook": (book, made.codebook), "columns": (about, told)}
        files = {path: tables.xlsx(sheets)}
    else:
        labels = {column.name: f"{column.zh} / {column.en}" for column in PANEL}
        table = (
            tables.stata(made.rows, labels, "hdkg panel")
            if form == "dta"
            else tables.csv_text(made.rows, names).encode()
        )
        files = {
            path: table,
            path.with_name(f"{path.stem}-codebook.csv"): tables.csv_text(made.codebook, book).encode(),
            path.with_name(f"{path.stem}-columns.csv"): tables.csv_text(told, about).encode(),
        }
    for file, data in files.items():
        click.echo(write_bytes(file, data))
