"""``hdkg review``: what a person should look at in an article, and what a person decides about it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

import click

from hdkg.cli.console import CORRECTIONS, console, progress, put_out

if TYPE_CHECKING:
    from rich.table import Table

    from hdkg.corrections import Item
    from hdkg.pipeline.reviewing import Review

FORMATS = ("table", "csv", "json")
COLUMNS = ("key", "concern", "line", "column", "words", "says", "why")


@click.command(short_help="List what a person should look at, and keep what a person decides.")
@click.argument("source", metavar="SOURCE")
@click.option(
    "--all", "everything", is_flag=True, help="List every claim and entity, and what in each the context gave and why."
)
@click.option("--accept", default="", metavar="KEY", help="This is right; an open entry holds nothing to read.")
@click.option("--reject", default="", metavar="KEY", help="This is wrong and shall not be in the graph.")
@click.option("--correct", default="", metavar="KEY", help="This is right but for what --set says.")
@click.option("--add", default="", metavar="KEY", help="This is missing: its kind and the place of its words.")
@click.option("--set", "settings", multiple=True, metavar="SLOT=VALUE", help="A slot of it; may be given again.")
@click.option("--who", default="", metavar="NAME", help="Who decides.")
@click.option("--why", default="", metavar="REASON", help="For what reason.")
@click.option("--when", default="", metavar="DATE", help="On which day; today if it is not given.")
@CORRECTIONS
@click.option("--out", default="", metavar="FILE|DIR", help="Where the graph goes, as for build.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to list.")
@click.option("--county", default="", metavar="COUNTY", help="The county, its GB/T 2260 code or name.")
@click.option("--published", default="", metavar="DATE", help="Date of publication, e.g. 2024-01-12.")
def review(
    *,
    source: str,
    everything: bool,
    accept: str,
    reject: str,
    correct: str,
    add: str,
    settings: tuple[str, ...],
    who: str,
    why: str,
    when: str,
    corrections: str,
    out: str,
    form: str,
    county: str,
    published: str,
) -> None:
    """List what in SOURCE was not understood, inferred or is doubtful, and corrections that do not fit any more.

    With --accept, --reject, --correct or --add it keeps a decision in the file of corrections, which every build
    applies last.

    \b
    Example:
      hdkg review graph/sources/hengdong-2023.md
      hdkg review report.txt --correct observation@522-532 --set period=2023 --who Li --why "the whole year"
    """
    from hdkg.model import Action
    from hdkg.pipeline.reviewing import open_review

    keys = {Action.ACCEPT: accept, Action.REJECT: reject, Action.CORRECT: correct, Action.ADD: add}
    decisions = {action: key for action, key in keys.items() if key}
    if len(decisions) > 1:
        raise click.UsageError("one decision at a time: --accept, --reject, --correct or --add")
    if decisions and not (who and why):
        raise click.UsageError("a decision needs --who and --why")
    if not decisions and (settings or who or why or when):
        raise click.UsageError("--set, --who, --why and --when go with --accept, --reject, --correct or --add")
    with progress(1) as step:
        step("read")
        opened = open_review(source, county=county, published=published, out=out, corrections=corrections)
    for action, key in decisions.items():
        day = when or date.today().isoformat()
        opened = opened.decided(action, key, who=who, when=day, why=why, slots=dict(map(_split, settings)))
        click.echo(f"更正 / corrections: {opened.path} ({len(opened.kept)})")
    if not decisions:
        _list(opened, everything=everything, form=form)


def _split(pair: str) -> tuple[str, str]:
    """Return name and value of a slot."""
    name, equals, value = pair.partition("=")
    if not (name and equals):
        raise click.UsageError(f"--set {pair!r} is not SLOT=VALUE")
    return name.strip(), value.strip()


def _list(opened: Review, *, everything: bool, form: str) -> None:
    """Print what to look at."""
    items = opened.items(everything=everything)
    if form == "table":
        if items:
            console().print(_table(opened, items))
        else:
            click.echo("没有待看的条目 / nothing to look at")
    elif form == "csv":
        put_out(_csv(opened, items), "")
    else:
        rows = [
            dict(zip(COLUMNS, (*_cells(opened, item)[:5], dict(item.says), item.why), strict=True)) for item in items
        ]
        put_out("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "")


def _cells(opened: Review, item: Item) -> tuple[str, str, int, int, str, str, str]:
    """Return the cells of something to look at, in the order of the columns."""
    line, column = opened.position(item)
    says = ", ".join(f"{name}={value}" for name, value in item.says.items())
    return (item.key, item.concern.value, line, column, " ".join(item.words.split()), says, item.why)


def _table(opened: Review, items: tuple[Item, ...]) -> Table:
    """Return a table for the screen."""
    from rich.table import Table
    from rich.text import Text

    table = Table("key", "concern", "place", "words", "says", "why")
    for item in items:
        key, concern, line, column, words, says, why = _cells(opened, item)
        table.add_row(*map(Text, (key, concern, f"{line}:{column}", words, says, why)))
    return table


def _csv(opened: Review, items: tuple[Item, ...]) -> str:
    """Return CSV that spreadsheets open as it is, with no cell that starts a formula."""
    from hdkg.store.render import harmless

    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in items:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in _cells(opened, item)])
    return "\ufeff" + made.getvalue()
