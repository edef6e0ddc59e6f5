"""``hdkg export docs``: the ontology as pages to read."""

from __future__ import annotations

import click

from hdkg.cli.console import progress


@click.command(short_help="Write the ontology's documentation.")
@click.option("--out", default="out/docs", show_default=True, metavar="FOLDER", help="Where to write it.")
def docs(out: str) -> None:
    """Write the ontology's documentation in Chinese and English: pages, and a diagram of the classes as SVG.

    \b
    Example:
      hdkg export docs --out out/docs
    """
    from hdkg.documentation import write

    with progress(1) as step:
        step("docs")
        first = write(out)[0]
    click.echo(first)
