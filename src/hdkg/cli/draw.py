"""``hdkg draw``: graphs as a network to look at."""

from __future__ import annotations

from pathlib import Path

import click

from hdkg.cli.console import progress


@click.command(short_help="Draw graphs as a page or as GraphML.")
@click.argument("graphs", metavar="[GRAPH]...", nargs=-1)
@click.option("--out", default="", metavar="FILE", help="What to write, .html or .graphml; else out/<graph>.html.")
def draw(graphs: tuple[str, ...], out: str) -> None:
    """Draw the network of each GRAPH (a file or a folder; all of this checkout, if none is named).

    A page (.html) opens in any browser and needs nothing else; GraphML (.graphml) is for other programs.

    \b
    Example:
      hdkg draw graph/hengdong-2023.ttl --out out/hengdong.html
    """
    from hdkg.pipeline import look

    name = Path(graphs[0]).stem if len(graphs) == 1 else "network"
    with progress(1) as step:
        step("drawing")
        path = look.draw(graphs or None, out or f"out/{name}.html")
    click.echo(path)
