"""``hdkg serve``: graphs on the web, to be asked and looked at."""

from __future__ import annotations

from pathlib import Path

import click

SHORTEST = 16  # characters of a token


@click.command(short_help="Serve graphs: SPARQL endpoint, linked data, pages.")
@click.argument("graphs", metavar="[GRAPH]...", nargs=-1)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option(
    "--timeout",
    default=10.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    help="What a request may take.",
)
@click.option("--writable", default="", metavar="FOLDER", help="Keep the graphs in a store there that updates change.")
@click.option(
    "--token", default="", envvar="HDKG_TOKEN", metavar="TOKEN", help="What an update or a reviewer has to show."
)
@click.option(
    "--sources",
    default="",
    metavar="DIR",
    help="The articles that the explorer shows facts in; graph/sources of this checkout, if it is not given.",
)
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST", help="SERVICE and LOAD may reach this host.")
def serve(
    *,
    graphs: tuple[str, ...],
    host: str,
    port: int,
    timeout: float,
    writable: str,
    token: str,
    sources: str,
    hosts: tuple[str, ...],
) -> None:
    """Serve each GRAPH (a file or a folder; all of this checkout, if none is named) until Ctrl-C.

    Everybody may ask at /sparql; nothing else of this machine or its network can be reached with a query. With
    --writable, updates that show the token (at least 16 characters; better given as HDKG_TOKEN in the environment)
    are kept in FOLDER: a new folder starts with the graphs, later starts go on with what it holds.

    /explore is the explorer. Who shows the token decides there about what a review lists; decisions are kept in the
    articles' files of corrections, which every build applies, and change no graph by themselves.

    \b
    Example:
      hdkg serve graph/hengdong-2023.ttl --port 8000
    """
    if writable and len(token) < SHORTEST:
        raise click.UsageError(f"--writable needs --token (or HDKG_TOKEN) with at least {SHORTEST} characters")
    if token and len(token) < SHORTEST:
        raise click.UsageError(f"--token (or HDKG_TOKEN) needs at least {SHORTEST} characters")
    if sources and not Path(sources).is_dir():
        raise click.UsageError(f"--sources {sources} is no folder")
    from hdkg.errors import HdkgError

    try:
        from hdkg.server.running import run
    except ImportError as error:
        raise HdkgError(f"the server's packages are missing ({error.name})", "pip install 'hdkg[server]'") from error
    from hdkg.pipeline.graphs import graph_files
    from hdkg.resources import graph_dir
    from hdkg.server import bundle
    from hdkg.server.settings import Limits, Settings
    from hdkg.server.stock import is_filled

    kept = bool(writable) and is_filled(writable) and not graphs
    if bundle.find() is None:
        click.echo("The query page is a plain form; 'hdkg bundle' builds the full one (needs npm)", err=True)
    articles = Path(sources) if sources else graph_dir() / "sources"
    run(
        Settings(
            limits=Limits(seconds=timeout),
            hosts=hosts,
            token=token if writable else "",
            review_token=token,
            sources=articles if articles.is_dir() else None,
        ),
        () if kept else graph_files(graphs),
        host=host,
        port=port,
        store=writable or None,
        started=lambda address, _: click.echo(f"{address}  (SPARQL: {address}sparql; Ctrl-C ends)"),
    )
