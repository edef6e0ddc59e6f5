"""``hdkg path``: how two things are connected."""

from __future__ import annotations

import click

from hdkg.cli.console import ON_GRAPHS, console, progress


@click.command(short_help="Show the shortest ways from one thing to another.")
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@ON_GRAPHS
@click.option("--most", type=click.IntRange(min=1), default=5, show_default=True, help="How many ways at most.")
def path(start: str, end: str, on: tuple[str, ...], most: int) -> None:
    """Show the shortest ways from A to B, each a name (or IRI) of a thing in the graphs.

    \b
    Example:
      hdkg path 杨桥镇 衡阳市
    """
    from hdkg.network import paths, to_network
    from hdkg.pipeline.graphs import open_graphs

    with progress(3) as step:
        step("open")
        store = open_graphs(on or None)
        step("network")
        network = to_network(store)
        step("paths")
        ways = list(paths(network, start, end, most=most))
    screen = console()
    for way in ways:
        screen.print(str(way), markup=False)
