"""``hdkg export``: graphs in the formats of the web of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hdkg.cli.console import put_out

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("jsonld", "nquads", "trig", "nt", "rdfxml", "ttl", "oa", "void")


@click.command(short_help="Write graphs in another format, or what describes them.")
@click.argument("graphs", metavar="[GRAPH]...", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="jsonld", show_default=True, help="What to write."
)
@click.option("--out", default="", metavar="FILE", help="Write it there.")
def export(graphs: tuple[str, ...], form: str, out: str) -> None:
    """Write GRAPHs (files or folders; all of this checkout, if none is named) as one document.

    \b
    jsonld        for web developers: short keys, evidence inside, the context of ontology/context.jsonld
    nquads, trig  for stores: each graph under its name
    nt, rdfxml, ttl  the union of the graphs
    oa            the evidence as Web Annotations (JSON-LD); positions count Unicode code points
    void          VoID and DCAT description of each graph and of all (Turtle)

    \b
    Example:
      hdkg export graph/hengdong-2023.ttl --out hengdong.jsonld
      hdkg export --format void --out void.ttl
    """
    from hdkg.pipeline.graphs import graph_files

    put_out(_written(graph_files(graphs or None), form), out)


def _written(files: tuple[Path, ...], form: str) -> str:
    """Return graph files in a format."""
    from hdkg.export import describe, jsonld, serialise, web_annotations
    from hdkg.store import open_store, read_quads

    if form == "void":
        return describe(files)
    if form == "oa":
        return web_annotations(open_store(files))
    quads = [quad for file in files for quad in read_quads(file)]
    return jsonld(quads) if form == "jsonld" else serialise(quads, form)
