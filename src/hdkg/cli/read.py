"""``hdkg read``: the text that a reader makes of an article's file."""

from __future__ import annotations

import click

from hdkg.cli.console import put_out


@click.command(short_help="Print the text that is read out of a file.")
@click.argument("source", metavar="SOURCE")
@click.option("--out", default="", metavar="FILE", help="Write the text there.")
def read(source: str, out: str) -> None:
    """Print the text of SOURCE (a text, web page, Word document or PDF; - for standard input), in UTF-8.

    This is the text that offsets, lines and columns count in, and whose SHA-256 a graph names.

    \b
    Example:
      hdkg read report.pdf --out report.txt
    """
    from hdkg.reading import read_text

    put_out(read_text(source), out)
