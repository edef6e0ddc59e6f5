"""``hdkg reference``: the reference graph of administrative divisions."""

from __future__ import annotations

import click


@click.command(short_help="Write the reference graph of China's administrative divisions.")
@click.option("--out", default="graph/reference", show_default=True, metavar="DIR", help="Where the files go.")
def reference(out: str) -> None:
    """Write divisions.ttl (today's divisions) and former-names.ttl (names and codes given up since 1980).

    Both stand in a folder of their own, so that commands that take all graphs do not take them unasked.

    \b
    Example:
      hdkg reference --out graph/reference
    """
    from pathlib import Path

    from hdkg.files import write_text
    from hdkg.triples import turtle
    from hdkg.triples.reference import divisions_graph, former_names_graph

    for name, made in (("divisions", divisions_graph), ("former-names", former_names_graph)):
        click.echo(write_text(Path(out) / f"{name}.ttl", turtle(made())))
