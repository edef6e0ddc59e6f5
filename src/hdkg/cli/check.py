"""``hdkg check``: what in graphs breaks a shape, and the quality report of ontology and graphs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from hdkg.cli.console import console, progress

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Validate graphs with the shapes.")
@click.argument("graphs", metavar="GRAPH...", nargs=-1)
@click.option("--ontology", is_flag=True, help="Check the ontology too: the whole quality report, a line a check.")
@click.pass_context
def check(context: click.Context, graphs: tuple[str, ...], *, ontology: bool) -> None:
    """Check each GRAPH (a file or a folder) and print what breaks a shape: node, shape, remedy.

    A graph with claims but no article, or with nothing that a shape is about, does not pass.
    Indicators that the catalogue does not have are listed as well; they are no faults.  With --ontology it prints the
    quality report of the ontology and of the graphs (all of this checkout, if none is named).
    The exit code is 1 if anything is wrong.

    \b
    Example:
      hdkg check graph/hengdong-2023.ttl
      hdkg check --ontology
    """
    from hdkg.pipeline.graphs import graph_files

    if not graphs and not ontology:
        raise click.UsageError("Missing argument 'GRAPH...'.")
    files = graph_files(graphs)
    context.exit(0 if (_report(files) if ontology else _conform(files)) else 1)


def _conform(files: tuple[Path, ...]) -> bool:
    """Print what breaks a shape and what is not catalogued; tell whether all graphs conform."""
    from hdkg.pipeline.graphs import read_graph
    from hdkg.validation import scope, uncatalogued, validate

    screen = console()
    conforms = True
    with progress(len(files)) as step:
        for path in files:
            step(str(path))
            graph = read_graph(path)
            report, held = validate(graph), scope(graph)
            conforms = conforms and report.conforms and not held.fails
            told = () if report.conforms and held.fails else report.lines()
            for line in (*told, *held.lines(), *uncatalogued(graph)):
                screen.print(f"{path}: {line}" if not line.startswith(" ") else line, markup=False)
    return conforms


def _report(files: tuple[Path, ...]) -> bool:
    """Print the quality report; tell whether nothing failed."""
    from hdkg.pipeline.quality import quality

    screen = console()
    states: Counter[str] = Counter()
    for line in quality(files):
        states[line.state] += 1
        for text in line.lines():
            screen.print(text, markup=False)
    total, passed, failed, skipped = states.total(), states["ok"], states["FAIL"], states["skip"]
    screen.print(
        f"{total} 项检查：{passed} 项通过，{failed} 项未通过，{skipped} 项未运行 / "
        f"{total} checks: {passed} passed, {failed} failed, {skipped} skipped",
        markup=False,
    )
    return not failed
