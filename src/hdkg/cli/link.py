"""``hdkg link``: the same things in different graphs."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Find the same things in different graphs.")
@click.argument("graphs", metavar="GRAPH|URL...", nargs=-1, required=True)
@click.option("--out", default="out/links", show_default=True, metavar="DIR", help="Where the links go.")
@click.option("--decisions", default="", metavar="FILE", help="Decisions; else graph/links/decisions.tsv, if there.")
@click.option("--same-as", is_flag=True, help="State exact matches as owl:sameAs.")
@click.option("--explain", nargs=2, default=None, metavar="A B", help="Say why two names or IRIs are linked or not.")
def link(graphs: tuple[str, ...], *, out: str, decisions: str, same_as: bool, explain: tuple[str, str] | None) -> None:
    """Find the same things in the graphs: files, folders or SPARQL endpoints; each file and each endpoint is a graph.

    Writes links.sssom.tsv (SSSOM, with confidence and justification) and links.ttl (a VoID linkset).

    \b
    Example:
      hdkg link graph/ graph/reference/divisions.ttl
      hdkg link graph/ http://127.0.0.1:8000/sparql
      hdkg link graph/ --explain 国家首批农业产业强镇 首批国家农业产业强镇
    """
    from hdkg import linking
    from hdkg.files import write_text
    from hdkg.pipeline.linking import explained
    from hdkg.pipeline.linking import link as find

    if explain:
        for each in explained(graphs, *explain, decisions=decisions):
            click.echo("\n".join(linking.explain(each)))
        return
    links = find(graphs, decisions)
    for each in links:
        click.echo(next(iter(linking.explain(each))))
    click.echo(write_text(Path(out) / "links.sssom.tsv", linking.sssom(links)))
    click.echo(write_text(Path(out) / "links.ttl", linking.linkset(links, same_as=same_as)))
