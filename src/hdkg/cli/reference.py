"""``hdkg reference``: the reference graph on whose nodes counties' graphs meet."""

from __future__ import annotations

import click

from hdkg.cli.console import progress


@click.command(short_help="Write the reference graph: divisions, and what counties share.")
@click.option("--out", default="graph/reference", show_default=True, metavar="DIR", help="Where the files go.")
def reference(out: str) -> None:
    """Write the graphs on whose nodes counties' graphs meet.

    divisions.ttl has today's divisions, former-names.ttl the names and codes given up since 1980, programmes.ttl the
    programmes of the nation and of provinces that counties' initiatives implement, honours.ttl the honours of several
    names. They stand in a folder of their own, so that commands that take all graphs do not take them unasked.

    \b
    Example:
      hdkg reference --out graph/reference
    """
    from pathlib import Path

    from hdkg.files import write_text
    from hdkg.triples import turtle
    from hdkg.triples.reference import divisions_graph, former_names_graph
    from hdkg.triples.schemes import honours_graph, programmes_graph

    graphs = {
        "divisions": divisions_graph,
        "former-names": former_names_graph,
        "honours": honours_graph,
        "programmes": programmes_graph,
    }
    with progress(len(graphs)) as step:
        written = []
        for name, made in graphs.items():
            step(name)
            written.append(write_text(Path(out) / f"{name}.ttl", turtle(made())))
    for path in written:
        click.echo(path)
