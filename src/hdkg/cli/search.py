"""``hdkg search``: find facts by the words that say them."""

from __future__ import annotations

import click

from hdkg.cli.console import ON_GRAPHS, console, put_out

FORMATS = ("table", "csv", "json")


@click.command(short_help="Find facts by the words that say them.")
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@ON_GRAPHS
@click.option("--county", default="", metavar="CODE", help="Search in this county only (GB/T 2260).")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to write it."
)
@click.option("--out", default="", metavar="FILE", help="Write what was found there.")
def search(words: tuple[str, ...], on: tuple[str, ...], county: str, form: str, out: str) -> None:
    """Find the facts in whose evidence or names every WORD occurs, with the words and the IRIs of both.

    Names are Chinese, English or pinyin; another way to write an indicator (GDP) finds it too.

    \b
    Example:
      hdkg search 粮食 产量
      hdkg search GDP --format csv --out gdp.csv
    """
    from hdkg.evidence import search as found_by
    from hdkg.pipeline.graphs import open_graphs

    if out and form == "table":
        raise click.UsageError("a table is for the screen; choose --format csv or json for --out")
    result = found_by(open_graphs(on or None), words, county=county)
    if form == "table":
        console().print(result.to_table())
    else:
        put_out(result.to_csv(excel=True) if form == "csv" else result.to_json(), out)
