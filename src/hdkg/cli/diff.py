"""``hdkg diff``: what changed from one set of graphs to another."""

from __future__ import annotations

import click

from hdkg.cli.console import put_out
from hdkg.errors import HdkgError

SAME, DIFFERENT, TROUBLE = 0, 1, 2  # as diff(1) ends


@click.command(short_help="Tell what changed between two builds or years.")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to write it."
)
@click.option(
    "--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="Language of labels in the text."
)
@click.option("--out", default="", metavar="FILE", help="Write it there.")
def diff(before: str, after: str, form: str, lang: str, out: str) -> int:
    """Tell what changed from A to B, each a graph file or a folder of them: two builds, or two years of a county.

    Claims are paired by what they are about, not by their IRIs. Figures of one indicator in different years stand
    beside one another with their difference, which is derived and marked so. Like diff, it ends with 0 where nothing
    differs, 1 where something does, and 2 in case of trouble.

    \b
    Example:
      hdkg diff old.ttl graph/hengdong-2023.ttl
      hdkg diff county-2022.ttl county-2023.ttl --lang en
    """
    from hdkg.comparison import as_json, as_text, compare
    from hdkg.pipeline.graphs import open_graphs

    try:
        found = compare(open_graphs(before), open_graphs(after))
        put_out(as_json(found) if form == "json" else as_text(found, lang), out)
    except HdkgError as error:
        click.echo(f"hdkg: {error}", err=True)
        return TROUBLE
    return DIFFERENT if found.changes else SAME
