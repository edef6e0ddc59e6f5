"""``hdkg check``: what in graphs breaks a shape."""

from __future__ import annotations

import click

from hdkg.cli.console import console, progress


@click.command(short_help="Validate graphs with the shapes.")
@click.argument("graphs", metavar="GRAPH...", nargs=-1, required=True)
@click.pass_context
def check(context: click.Context, graphs: tuple[str, ...]) -> None:
    """Check each GRAPH (a file or a folder) and print what breaks a shape: node, shape, remedy.

    The exit code is 1 if anything does.

    \b
    Example:
      hdkg check graph/hengdong-2023.ttl
    """
    from hdkg.pipeline.graphs import graph_files, read_graph
    from hdkg.validation import validate

    screen = console()
    conforms = True
    files = graph_files(graphs)
    with progress(len(files)) as step:
        for path in files:
            step(str(path))
            report = validate(read_graph(path))
            conforms = conforms and report.conforms
            for line in report.lines():
                screen.print(f"{path}: {line}" if not line.startswith(" ") else line, markup=False)
    context.exit(0 if conforms else 1)
