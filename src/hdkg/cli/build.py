"""``hdkg build``: from articles to graphs."""

from __future__ import annotations

import click

from hdkg.cli.console import CORRECTIONS, console, progress


@click.command(short_help="Turn articles into graphs, and tell what was found.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--county", default="", metavar="COUNTY", help="The county, its GB/T 2260 code or name.")
@click.option("--published", default="", metavar="DATE", help="Date of publication, e.g. 2024-01-12.")
@click.option("--out", default="", metavar="FILE|DIR", help="Where the graph goes.")
@CORRECTIONS
@click.option("--strict", is_flag=True, help="Write no graph if something was not understood or no correction fits.")
@click.option("--ask", "questions", multiple=True, metavar="QUERY", help="Then answer this query from the graph.")
@click.option("--draw", "page", default="", metavar="FILE", help="Then draw the graph as .html or .graphml.")
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
) -> None:
    """Turn each SOURCE (a text, web page, Word document or PDF; - for standard input) into a validated graph.

    Without --out the graph of X/sources/NAME.md is X/NAME.ttl, that of any other file out/NAME.ttl.

    \b
    Example:
      hdkg build graph/sources/hengdong-2023.md
      hdkg build article.txt --county 430424 --published 2024-01-12 --out graph/
    """
    if len(sources) > 1 and out.endswith(".ttl"):
        raise click.UsageError("several sources need a folder for --out")
    if len(sources) > 1 and corrections:
        raise click.UsageError("--corrections is for one source")
    from rdflib import Graph

    from hdkg.cli.telling import going_on, heading, lines, warnings
    from hdkg.pipeline import building, look
    from hdkg.pipeline.summary import summarise
    from hdkg.queries import load, run
    from hdkg.store import open_graph

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
        summary = summarise(result)
        for line in lines(result, summary):
            screen.print(line, markup=False)
        for line in warnings(result):
            click.echo(line, err=True)
        results.append((result, summary))
    whole = results[0][0].graph if len(results) == 1 else sum((result.graph for result, _ in results), Graph())
    if questions:
        store = open_graph(whole, inferred=True)
        for name in questions:
            screen.print(run(store, name).to_table(title=heading(load(name))))
    if page:
        screen.print(f"网络 / network: {look.draw(whole, page)}", markup=False)
    for line in going_on(results[-1][0]):
        screen.print(line, markup=False)
    context.exit(int(any(result.path is None for result, _ in results)))
