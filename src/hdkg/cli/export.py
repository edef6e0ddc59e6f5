"""``hdkg export``: graphs in the formats of the web of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hdkg.cli.console import chosen, progress, put_out
from hdkg.cli.docs import docs

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("jsonld", "nquads", "trig", "nt", "rdfxml", "ttl", "oa", "void")
ENDINGS = {
    ".jsonld": "jsonld",
    ".nq": "nquads",
    ".trig": "trig",
    ".nt": "nt",
    ".rdf": "rdfxml",
    ".ttl": "ttl",
}


class _Export(click.Group):
    """A group whose first subcommand stands for what names none: ``hdkg export GRAPH`` writes graphs."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the subcommand for graphs before words that name none."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["graphs", *args])


@click.group(cls=_Export, short_help="Write graphs in another format, what describes them, or the ontology's pages.")
def export() -> None:
    """Write graphs as documents (graphs, which may be left out), or the ontology's documentation (docs).

    \b
    Example:
      hdkg export graph/hengdong-2023.ttl --out hengdong.jsonld
      hdkg export docs --out out/docs
    """


@export.command(short_help="Write graphs in another format, or what describes them.")
@click.argument("graphs", metavar="[GRAPH]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMATS), help="What to write; else by FILE's ending.")
@click.option("--out", default="", metavar="FILE", help="Write it there.")
def graphs(graphs: tuple[str, ...], form: str | None, out: str) -> None:
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

    wanted = chosen(form, out, ENDINGS, "jsonld")
    with progress(1) as step:
        step(wanted)
        text = _written(graph_files(graphs or None), wanted)
    put_out(text, out)


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


export.add_command(docs)
