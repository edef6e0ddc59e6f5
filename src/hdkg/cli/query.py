"""``hdkg query``: ask graphs a question."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hdkg.cli.console import TIMEOUT, console, put_out
from hdkg.errors import QueryError

if TYPE_CHECKING:
    from hdkg.queries import Query
    from hdkg.store import Result

PARTLY = 3  # the exit code where some endpoint gave no answer
FORMATS = ("table", "csv", "json", "ttl")


@click.command(short_help="Answer a question from graphs.")
@click.argument("name", metavar="NAME|FILE.rq|-", required=False)
@click.option("--param", "-p", "params", multiple=True, metavar="KEY=VALUE", help="Set a parameter of the question.")
@click.option(
    "--on",
    "on",
    multiple=True,
    metavar="GRAPH|URL",
    help="A graph file, a folder of them or an endpoint; may be given again. Without it: all graphs of this checkout.",
)
@click.option("--apart", is_flag=True, help="Ask each --on by itself, even if all are files.")
@click.option("--endpoint", default="", metavar="URL", help="Ask one SPARQL 1.1 endpoint in place of files.")
@TIMEOUT
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to write it."
)
@click.option("--out", default="", metavar="FILE", help="Write the answer there.")
@click.option("--list", "listing", is_flag=True, help="List the questions, or the parameters of NAME.")
def query(
    *,
    name: str | None,
    params: tuple[str, ...],
    on: tuple[str, ...],
    apart: bool,
    endpoint: str,
    timeout: float,
    form: str,
    out: str,
    listing: bool,
) -> int:
    """Answer a question of the catalogue, the SPARQL in a file, or (-) that of standard input.

    Files are asked together. With an endpoint among them each --on is asked apart, and the rows say in the column
    source where they come from; an endpoint that gives no answer is named on standard error, and the exit code is 3.

    \b
    Example:
      hdkg query first-in-the-city
      hdkg query honours --on graph/ --on http://127.0.0.1:8000/sparql
      hdkg query first-in-the-city --format csv --out first.csv
      echo 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' | hdkg query -
    """
    from hdkg.pipeline import look

    if listing:
        _list(name)
        return 0
    if not name:
        raise click.UsageError("name a question, a file with SPARQL, or - (the questions: hdkg query --list)")
    if on and endpoint:
        raise click.UsageError("--on and --endpoint exclude each other")
    if apart and not on:
        raise click.UsageError("--apart needs what to ask: --on, given again for each")
    given = dict(map(_split, params))
    result = look.ask(_named(name), given, on=on or None, endpoint=endpoint, apart=apart, timeout=timeout)
    for error in result.unanswered:
        click.echo(f"hdkg: 没有回答 / no answer: {error}", err=True)
    if result.unanswered and not result.columns[1:]:
        return PARTLY  # nobody answered
    if form == "table" and not out:
        console().print(result.to_table())
    else:
        put_out(_written(result, form), out)
    return PARTLY if result.unanswered else 0


def _named(name: str) -> Query:
    """Return the query of the catalogue, of a file or of standard input."""
    from hdkg.queries import load, parse, read

    if name == "-":
        try:
            return parse(sys.stdin.buffer.read().decode("utf-8-sig"), where="standard input")
        except UnicodeDecodeError as error:
            raise QueryError("not UTF-8", "give the query in UTF-8", where="standard input") from error
    is_file = name.endswith((".rq", ".sparql")) or Path(name).is_file()
    return read(name) if is_file else load(name)


def _split(pair: str) -> tuple[str, str]:
    """Return name and value of a parameter."""
    name, equals, value = pair.partition("=")
    if not (name and equals):
        raise click.UsageError(f"--param {pair!r} is not KEY=VALUE")
    return name, value


def _written(result: Result, form: str) -> str:
    """Return the answer in a format for a file."""
    if form == "csv":
        return result.to_csv(excel=True)
    if form == "json":
        return result.to_json()
    if form == "ttl":
        return result.to_turtle()
    raise click.UsageError("a table is for the screen; choose --format csv, json or ttl for --out")


def _list(name: str | None) -> None:
    """Print the catalogue, or one question of it with its parameters."""
    from hdkg.cli.telling import heading
    from hdkg.queries import catalogue, load

    if name is None:
        for each in catalogue():
            click.echo(f"{each.name:28} {heading(each)}")
        return
    question = load(name)
    click.echo(f"{name}: {question.question_zh} / {question.question_en}")
    for parameter in question.parameters:
        setting = f"{parameter.name}={parameter.type.value.upper()}"
        click.echo(f"  --param {setting:24} {parameter.zh} / {parameter.en}")
