"""``hdkg inspect`` and ``hdkg align``: graphs that are not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hdkg.alignment import Survey

SHOWN = 25  # classes and properties that are listed


@click.command(short_help="Look at what a graph or an endpoint uses.")
@click.argument("source", metavar="FILE|URL")
def inspect(source: str) -> None:
    """List what a graph (a file, a folder or a SPARQL endpoint) uses, and which alignments fit.

    Classes and properties come with their counts; an alignment is what `hdkg align` brings the graph in by.

    \b
    Example:
      hdkg inspect county.ttl
      hdkg inspect http://127.0.0.1:8000/sparql
    """
    from hdkg.pipeline.aligning import inspect as look_at

    for line in _told(look_at(source)):
        click.echo(line)


@click.command(short_help="Bring a graph of others into the terms of hdkg.")
@click.argument("source", metavar="FILE|URL")
@click.option("--out", required=True, metavar="FILE.ttl", help="The graph to write.")
@click.option("--by", multiple=True, metavar="NAME", help="An alignment; else all that fit. May be given again.")
@click.option(
    "--county", default="", metavar="CODE", help="GB/T 2260 code, where the graph tells of none or of several."
)
@click.option("--year", type=click.IntRange(1900, 2999), help="The year it is about, where no figure tells.")
def align(*, source: str, out: str, by: tuple[str, ...], county: str, year: int | None) -> int:
    """Make a county's graph of a graph in other terms: a file, a folder or a SPARQL endpoint.

    The terms may be those of schema.org, Wikidata, Data Commons or CIDS; `hdkg inspect` says which alignment fits.
    Each fact cites the statement that it rests on, in the graph as N-Triples, which is written beside. What cannot be
    brought in is named on standard error. A graph that breaks a shape is not written.

    \b
    Example:
      hdkg align county.ttl --out out/county.ttl
      hdkg align http://127.0.0.1:8000/sparql --by wikidata --county 430424 --out out/county.ttl
    """
    from hdkg.pipeline.aligning import align as bring_in

    made = bring_in(source, out, by=by, county=county, year=year)
    for line in made.left_out:
        click.echo(f"hdkg: 未引入 / left out: {line}", err=True)
    if not made.files:
        for line in made.report.lines():
            click.echo(line)
        click.echo("图未写出 / the graph was not written")
        return 1
    click.echo(f"对齐 / alignment: {', '.join(made.used)}")
    click.echo(f"图 / graph: {made.files[0]} ({len(made.graph)} 三元组 / triples, 有效 / valid)")
    click.echo(f"依据 / evidence: {made.files[1]}")
    return 0


def _told(found: Survey) -> Iterator[str]:
    """Yield what a graph uses, line by line."""
    from hdkg.alignment import alignments

    yield f"三元组 / triples: {found.triples}"
    yield from _listed("类 / classes", found.classes)
    yield from _listed("属性 / properties", found.properties)
    titles = {each.name: f"{each.query.title_zh} / {each.query.title_en}" for each in alignments()}
    for name, known in found.fits.items():
        share = known / found.triples
        yield f"可用的对齐 / alignment that fits: {name} ({titles[name]}; {share:.0%} 的三元组 / of the triples)"
    if found.ours:
        yield "已用本体的术语，无需对齐 / in the terms of hdkg already, no alignment needed"
    elif not found.fits:
        yield "没有可用的对齐 / no alignment fits"


def _listed(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    from hdkg.store.render import one_line

    yield f"{title}: {len(counts)}"
    for iri, number in list(counts.items())[:SHOWN]:
        yield f"{number:8} {one_line(iri)}"
    if len(counts) > SHOWN:
        yield "       …"
