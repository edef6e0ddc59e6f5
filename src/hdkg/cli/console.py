"""What people see: printing that no console's encoding breaks, data as bytes, progress on a terminal."""

from __future__ import annotations

import codecs
import io
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hdkg.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rich.console import Console

ON_GRAPHS = click.option(
    "--on",
    "on",
    multiple=True,
    metavar="GRAPH",
    help="A graph file, a folder of them or a store; may be given again. Without it: all graphs of this checkout.",
)


TIMEOUT = click.option(
    "--timeout",
    default=60.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    help="What an endpoint may take.",
)


CORRECTIONS = click.option(
    "--corrections",
    default="",
    metavar="FILE",
    help="The file of a person's corrections, if it is not at its usual place.",
)


def make_printable() -> None:
    """Let standard output and error print what their encoding lacks as escapes, and pure ASCII ones be UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if ascii_only else None, errors="backslashreplace")


def console(*, err: bool = False) -> Console:
    """Return a rich console that never cuts or decorates what goes into a file or a pipe."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    return Console(stderr=err, soft_wrap=not stream.isatty(), highlight=False, width=None if stream.isatty() else 160)


def chosen(form: str | None, out: str, endings: Mapping[str, str], default: str) -> str:
    """Return the format to write: the one that is named, else the one that the file's ending tells, else the default.

    Parameters
    ----------
    form
        What ``--format`` names, if anything.
    out
        The file, if any.
    endings
        The format of each ending, ``.csv`` and the like.
    default
        The format for standard output.

    Raises
    ------
    click.UsageError
        No format is named, and the file's ending tells none.

    Examples
    --------
    >>> chosen(None, "a.xlsx", {".csv": "csv", ".xlsx": "xlsx"}, "csv"), chosen("csv", "a.txt", {}, "csv")
    ('xlsx', 'csv')
    """
    if form is not None or not out:
        return form or default
    ending = Path(out).suffix.lower()
    if ending not in endings:
        raise click.UsageError(f"{out}: which format? name it with --format, or end the file in {', '.join(endings)}")
    return endings[ending]


def put_out(data: str, out: str) -> None:
    """Write data for programs: into the file `out`, whole or not at all, or to standard output.

    Into a file or a pipe it is UTF-8, whatever the locale; on a terminal the terminal's own encoding serves.
    """
    if out:
        write_bytes(out, data.encode("utf-8"))
    elif sys.stdout.isatty() or not isinstance(sys.stdout, io.TextIOWrapper):
        click.echo(data, nl=False)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data.encode("utf-8"))
        sys.stdout.buffer.flush()


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on a terminal's standard error; give a function that names the next of `total` steps."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn("line"), BarColumn(bar_width=24), TimeElapsedColumn(), TextColumn("{task.description}"))
    screen = console(err=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=total, completed=-1)

        def step(name: str) -> None:
            bar.update(task, description=name, advance=1)

        yield step
