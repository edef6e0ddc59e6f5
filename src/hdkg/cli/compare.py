"""``hdkg compare``: counties beside one another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hdkg.cli.console import TIMEOUT, console
from hdkg.cli.query import PARTLY
from hdkg.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hdkg.counties import Followed, SideBySide
    from hdkg.errors import HdkgError
    from hdkg.store import EmbeddedStore


@click.command(short_help="Compare counties, or one county's years.")
@click.argument("graphs", metavar="[GRAPH|URL]...", nargs=-1)
@click.option("--on", "on", multiple=True, metavar="GRAPH|URL", help="The same as GRAPH; may be given again.")
@TIMEOUT
@click.option("--indicator", default="", metavar="NAME", help="Rank the counties on this indicator: a name, or hdi:….")
@click.option("--initiatives", default="", metavar="COUNTY", help="Follow this county's initiatives over the years.")
@click.option("--shared", is_flag=True, help="List the honours and initiatives that counties share.")
@click.option("--year", default="", metavar="YEAR", help="With --indicator: only figures of this year.")
@click.option(
    "--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="Language of labels and headings."
)
@click.option(
    "--out",
    "outs",
    multiple=True,
    metavar="FILE",
    help="Write it there; the ending tells what: .csv; a chart of an indicator as .svg; what is shared as a network, "
    ".html or .graphml. May be given again.",
)
def compare(
    *,
    graphs: tuple[str, ...],
    on: tuple[str, ...],
    timeout: float,
    indicator: str,
    initiatives: str,
    shared: bool,
    year: str,
    lang: str,
    outs: tuple[str, ...],
) -> int:
    """Compare the counties of each GRAPH: a file, a folder or an endpoint; all of this checkout, if none is named.

    With --indicator, what is of one period, unit, status and price basis is ranked together, with the growth and the
    places that the sources give; what differs stands apart and is told, and so are sources that contradict each other,
    with the words of both. Units are made equal as in hdkg panel. An endpoint that gives no answer is named on standard
    error, all others are compared, and the exit code is 3.

    \b
    Example:
      hdkg compare --indicator 地区生产总值 --year 2022 --out gdp.csv --out gdp.svg
      hdkg compare graph http://127.0.0.1:8000/sparql --indicator 地区生产总值
      hdkg compare --initiatives 衡东县
      hdkg compare --shared --out shared.html
    """
    if sum((bool(indicator), bool(initiatives), shared)) != 1:
        raise click.UsageError("choose one of --indicator NAME, --initiatives COUNTY, --shared")
    if year and not indicator:
        raise click.UsageError("--year goes with --indicator")
    endings = {".csv", ".svg"} if indicator else {".csv", ".html", ".graphml"} if shared else {".csv"}
    for out in outs:
        if Path(out).suffix.lower() not in endings:
            raise click.UsageError(f"{out}: end the name in {' or '.join(sorted(endings))}")
    from hdkg.counties import compare_counties, figures_of

    parts = figures_of(indicator) if indicator else None
    store, givers, unanswered = _opened((*graphs, *on), parts, timeout)
    for error in unanswered:
        click.echo(f"hdkg: 没有回答 / no answer: {error}", err=True)
    if store is None:
        return PARTLY  # nobody answered
    if indicator:
        _indicator(compare_counties(store, indicator, year=year), lang, outs, givers)
    elif initiatives:
        _initiatives(store, initiatives, lang, outs)
    else:
        _shared(store, outs)
    return PARTLY if unanswered else 0


def _opened(
    named: Sequence[str], parts: Sequence[str] | None, timeout: float
) -> tuple[EmbeddedStore | None, Mapping[str, Sequence[str]], Sequence[HdkgError]]:
    """Return what to compare, who gave each claim (told where endpoints were asked), and who gave no answer."""
    from hdkg.pipeline.gathering import EVERYTHING, gather
    from hdkg.pipeline.graphs import open_graphs
    from hdkg.store import is_address

    if not any(map(is_address, named)):
        return open_graphs(named or None), {}, ()
    found = gather(named, parts or (EVERYTHING,), seconds=timeout)
    return None if found.empty else found.store, found.givers, found.unanswered


def _indicator(made: SideBySide, lang: str, outs: Iterable[str], givers: Mapping[str, Sequence[str]]) -> None:
    from hdkg.cli.tables import csv_text
    from hdkg.counties import CONTRADICTIONS, FIGURES, contradiction_rows, figure_rows, svg

    told = [{**row, "asked": " ".join(givers.get(row["fact_iri"], ()))} for row in figure_rows(made)]
    files: dict[Path, str] = {}
    for out in map(Path, outs):
        if out.suffix.lower() == ".svg":
            files[out] = svg(made, lang)
            continue
        files[out] = csv_text(told, (*FIGURES, "asked") if givers else FIGURES)
        if made.contradictions:
            beside = out.with_name(f"{out.stem}-contradictions.csv")
            files[beside] = csv_text(contradiction_rows(made), CONTRADICTIONS)
    if not files:
        _show(made, lang)
    _write(files)


def _initiatives(store: EmbeddedStore, county: str, lang: str, outs: Sequence[str]) -> None:
    from hdkg.cli.tables import csv_text
    from hdkg.counties import follow_initiatives

    made = follow_initiatives(store, county)
    columns, rows = _by_year(made, lang)
    if not outs:
        _print("", columns, rows)
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    _write({Path(out): csv_text(told, columns) for out in outs})


def _shared(store: EmbeddedStore, outs: Sequence[str]) -> None:
    from hdkg.pipeline import look
    from hdkg.queries import run

    found = run(store, "shared-honours")
    if not outs:
        shown = ("kind", "shared", "county", "name", "who", "year")
        _print("", shown, [[str(row[column]) for column in shown] for row in found])
    tables = [out for out in outs if Path(out).suffix.lower() == ".csv"]
    for out in outs:
        if out not in tables:
            click.echo(look.draw(store, out, shared=True))  # first, for it fails where nothing is shared
    _write({Path(out): found.to_csv(excel=True) for out in tables})


def _write(files: dict[Path, str]) -> None:
    """Write what is all made by now, and name the files."""
    for path, text in files.items():
        click.echo(write_bytes(path, text.encode()))


def _by_year(made: Followed, lang: str) -> tuple[list[str], list[list[str]]]:
    """Return one row for each initiative, one column for each year: results, or that it is only mentioned."""
    mentioned = "提及，无成效" if lang == "zh" else "mentioned, no result"
    columns = ["举措" if lang == "zh" else "initiative", *made.years]
    rows = []
    for name, years in made.initiatives.values():
        cells = ["；".join(years[year]) or mentioned if year in years else "" for year in made.years]
        rows.append([name, *cells])
    return columns, rows


_HEADS = {
    "zh": (
        ("名次", "县", "数值", "增速%", "来源的位次", "来源"),
        ("县", "口径", "数值", "增速%", "来源的位次", "来源"),
        "不作比较：别无他县同口径，或时期未说",
        "来源相互矛盾",
    ),
    "en": (
        ("rank", "county", "value", "growth %", "stated ranks", "source"),
        ("county", "of", "value", "growth %", "stated ranks", "source"),
        "Not compared: no other county alike, or the period is unstated",
        "Sources that contradict each other",
    ),
}


def _show(made: SideBySide, lang: str) -> None:
    """Print a comparison: a table for each group that can be compared, then all that cannot, then what to know."""
    from hdkg.counties import amount, contradiction_lines, facets, heading, name, notes, order, rank, stated
    from hdkg.store.render import one_line

    ranked, apart, alone, contradict = _HEADS[lang]
    rest = []
    for group in made.groups:
        rows = []
        for figure in group.figures:
            value = amount(figure.value, group.unit, lang, str(figure.row["bound"]))
            growth = "" if figure.growth is None else f"{figure.growth.normalize():f}"
            told = [value, growth, stated(figure), str(figure.row["source_title"])]
            rows.append([rank(figure), name(figure, lang), *told])
            if not group.comparable:
                rest.append([name(figure, lang), " · ".join(facets(group, lang)), *told])
        if group.comparable:
            _print(heading(made, group, lang), ranked, rows)
    if rest:
        _print(alone, apart, rest)
    disputes = contradiction_lines(made, lang)
    screen = console()
    for line in (*([contradict] if disputes else []), *(f"  {each}" for each in disputes)):
        screen.print(line, markup=False)
    for note in (order(made, lang), *notes(made, lang)):
        screen.print(one_line(note), markup=False)


def _print(title: str, columns: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table of texts; nothing in them is markup."""
    from rich.table import Table
    from rich.text import Text

    from hdkg.store.render import one_line

    table = Table(title=Text(one_line(title)) if title else None, title_justify="left")
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    console().print(table)
