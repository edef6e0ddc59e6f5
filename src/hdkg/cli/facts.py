"""``hdkg facts``: what a graph says, one fact a line."""

from __future__ import annotations

import click

from hdkg.cli.console import CORRECTIONS, chosen, progress, put_out
from hdkg.files import write_bytes

FORMATS = ("jsonl", "csv", "xlsx")


@click.command(short_help="Print a graph's facts as one flat table.")
@click.argument("source", metavar="SOURCE")
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to write it; else by FILE's ending.")
@click.option("--out", default="", metavar="FILE", help="Write the table there.")
@click.option("--county", default="", metavar="COUNTY", help="The county of an article, its GB/T 2260 code or name.")
@click.option("--published", default="", metavar="DATE", help="Date of publication, for an article.")
@CORRECTIONS
def facts(*, source: str, form: str | None, out: str, county: str, published: str, corrections: str) -> None:
    """Print what SOURCE says: a graph, or an article, whose graph is built in memory first, corrections and all.

    \b
    Example:
      hdkg facts graph/hengdong-2023.ttl --format csv --out facts.csv
      hdkg facts article.txt --county 430424 --published 2024-01-12
    """
    from hdkg.cli import tables
    from hdkg.pipeline.graphs import is_graph, open_graphs
    from hdkg.queries.facts import COLUMNS
    from hdkg.queries.facts import facts as rows_of

    form = chosen(form, out, {f".{each}": each for each in FORMATS}, "jsonl")
    if form == "xlsx" and not out:
        raise click.UsageError("a workbook needs a file: --out FILE.xlsx")
    if is_graph(source):
        store = open_graphs(source)
    else:
        from hdkg.pipeline.building import STEPS, build

        with progress(len(STEPS)) as step:
            built = build(source, county=county, published=published, corrections=corrections, on_step=step)
        store = open_graphs(built.graph)
    rows = rows_of(store)
    if form == "xlsx":
        write_bytes(out, tables.xlsx({"facts": (COLUMNS, rows)}))
    else:
        put_out(tables.jsonl(rows) if form == "jsonl" else tables.csv_text(rows), out)
