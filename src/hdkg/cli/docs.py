"""``hdkg export docs``: the ontology as pages to read."""

from __future__ import annotations

import click


@click.command(short_help="Write the ontology's documentation.")
@click.option("--out", default="out/docs", show_default=True, metavar="FOLDER", help="Where to write it.")
def docs(out: str) -> None:
    """Write the ontology's documentation in Chinese and English: pages, and a diagram of the classes as SVG.

    \b
    Example:
      hdkg export docs --out out/docs
    """
    from hdkg.documentation import write

    click.echo(write(out)[0])
