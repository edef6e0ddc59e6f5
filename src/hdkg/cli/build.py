"""``hdkg build``: from articles to graphs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hdkg.cli.console import CORRECTIONS, console, progress

if TYPE_CHECKING:
    from hdkg.pipeline.building import BuildResult


OTHERS = (".nt", ".nq", ".trig", ".rdf", ".xml", ".jsonld", ".json", ".txt", ".md", ".csv", ".html")


@click.command(short_help="Turn articles into graphs, and tell what was found.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--county", default="", metavar="COUNTY", help="The county, its GB/T 2260 code or name.")
@click.option("--published", default="", metavar="DATE", help="Date of publication, e.g. 2024-01-12.")
@click.option("--out", "-o", default="", metavar="FILE|DIR", help="Where the graph goes.")
@CORRECTIONS
@click.option("--strict", is_flag=True, help="Write no graph if something was not understood or no correction fits.")
@click.option("--ask", "questions", multiple=True, metavar="QUERY", help="Then answer this query from the graph.")
@click.option("--draw", "page", default="", metavar="FILE", help="Then draw the graph as .html or .graphml.")
@click.option("--store", default="", metavar="DIR", help="Of a folder: load all graphs into a store there.")
@click.option("--processes", default=0, metavar="N", help="Of a folder: build so many at once.  [default: all cores]")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", help="Of a folder: build it here, or on Spark."
)
@click.pass_context
def build(
    context: click.Context,
    *,
    sources: tuple[str, ...],
    county: str,
    published: str,
    out: str,
    corrections: str,
    strict: bool,
    questions: tuple[str, ...],
    page: str,
    store: str,
    processes: int,
    engine: str,
) -> None:
    """Turn each SOURCE (a text, web page, Word document or PDF; - for standard input) into a validated graph.

    Without --out the graph of X/sources/NAME.md is X/NAME.ttl, that of any other file out/NAME.ttl.
    Of a folder every article is built that is new or changed since the last time; Ctrl-C stops, the same words go on.

    \b
    Example:
      hdkg build graph/sources/hengdong-2023.md
      hdkg build article.txt --county 430424 --published 2024-01-12 --out graph/
      hdkg build articles/ -o graphs/ --store store/
    """
    if any(Path(source).is_dir() for source in sources):
        if len(sources) > 1 or county or published or corrections or questions or page:
            raise click.UsageError("a folder is built by itself, with --out, --store, --processes and --strict")
        from hdkg.cli.bulk import build_folder

        if store and engine == "spark":
            raise click.UsageError("Spark writes N-Quads for any store; --store is for --engine local")
        context.exit(build_folder(sources[0], out, store=store, processes=processes, strict=strict, engine=engine))
    if out.lower().endswith(OTHERS) and not Path(out).is_dir():
        raise click.UsageError(f"{out}: a graph is written as .ttl; hdkg export writes other formats")
    if store or processes or engine != "local":
        raise click.UsageError("--store, --processes and --engine are for a folder")
    if questions:  # looked up before anything is built for them
        from hdkg.queries import load

        for name in questions:
            load(name)
    results = _each(sources, county=county, published=published, out=out, corrections=corrections, strict=strict)
    _then(results, questions, page)
    context.exit(int(any(result.path is None for result in results)))


def _each(
    sources: tuple[str, ...], *, county: str, published: str, out: str, corrections: str, strict: bool
) -> list[BuildResult]:
    """Build each source and tell what was found in it."""
    if len(sources) > 1 and out.endswith(".ttl"):
        raise click.UsageError("several sources need a folder for --out")
    if len(sources) > 1 and corrections:
        raise click.UsageError("--corrections is for one source")
    _apart(sources, out)
    from hdkg.cli.telling import lines, warnings
    from hdkg.pipeline import building
    from hdkg.pipeline.summary import summarise

    screen = console()
    results = []
    for source in sources:
        with progress(len(building.STEPS)) as step:
            result = building.build(
                source,
                county=county,
                published=published,
                out=out,
                corrections=corrections,
                strict=strict,
                on_step=step,
            )
        for line in lines(result, summarise(result)):
            screen.print(line, markup=False)
        for line in warnings(result):
            click.echo(line, err=True)
        results.append(result)
    return results


def _apart(sources: tuple[str, ...], out: str) -> None:
    """See that no two sources have their graphs in one file."""
    from hdkg.pipeline.target import place

    places: dict[Path, str] = {}
    for source in sources:
        other = places.setdefault(place(source, Path(source).stem, out)[0], source)
        if other != source:
            raise click.UsageError(f"{other} and {source} would have one graph; build them apart, or rename one")


def _then(results: list[BuildResult], questions: tuple[str, ...], page: str) -> None:
    """Ask and draw what was built, and tell how to go on."""
    from rdflib import Graph

    from hdkg.cli.telling import going_on, heading
    from hdkg.pipeline import look
    from hdkg.queries import load, run
    from hdkg.store import open_graph

    screen = console()
    whole = results[0].graph if len(results) == 1 else sum((result.graph for result in results), Graph())
    if questions:
        store = open_graph(whole, inferred=True)
        for name in questions:
            screen.print(run(store, name).to_table(title=heading(load(name))))
    if page:
        screen.print(f"网络 / network: {look.draw(whole, page)}", markup=False)
    for line in going_on(results[-1]):
        screen.print(line, markup=False)
