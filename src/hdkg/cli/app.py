"""The group of commands, and how every way to end becomes an exit code and at most one line."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

import hdkg
from hdkg.cli.align import align, inspect
from hdkg.cli.build import build
from hdkg.cli.check import check
from hdkg.cli.cite import cite
from hdkg.cli.compare import compare
from hdkg.cli.console import make_printable
from hdkg.cli.diff import diff
from hdkg.cli.draw import draw
from hdkg.cli.export import export
from hdkg.cli.facts import facts
from hdkg.cli.link import link
from hdkg.cli.panel import panel
from hdkg.cli.path import path
from hdkg.cli.query import query
from hdkg.cli.read import read
from hdkg.cli.reference import reference
from hdkg.cli.review import review
from hdkg.cli.search import search
from hdkg.cli.serve import serve
from hdkg.errors import HdkgError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(hdkg.__version__, prog_name="hdkg")
def commands() -> None:
    """Turn a county's year-in-review article into a graph that can be asked and looked at.

    \b
    Example:
      hdkg build graph/sources/hengdong-2023.md
      hdkg query --list
    """


_COMMANDS = (
    *(read, build, check, review, facts, query, search, cite, panel, compare),
    *(diff, export, draw, path, link, inspect, align, reference, serve),
)
for _command in _COMMANDS:
    commands.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments
        The words after ``hdkg``; None takes them from the command line.

    Returns
    -------
    int
        0 done, 1 something that the user can mend (one line on standard error says what; none where the
        reader of the output went away), 2 wrong usage, 3 some endpoint gave no answer (the others' rows are
        written), 130 interrupted; `hdkg diff` ends as diff does.

    Examples
    --------
    >>> main(["--version"])
    hdkg, version ...
    0
    """
    make_printable()
    try:
        code = commands.main(args=arguments, prog_name="hdkg", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except HdkgError as error:
        return _fail(str(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return 1
    except OSError as error:
        _silence()
        return _fail(f"{error.filename or 'standard output'}: {error.strerror or error}")
    return code if isinstance(code, int) else 0


def _fail(message: str) -> int:
    """Print the one line and return the exit code of what a user can mend."""
    click.echo(f"hdkg: {message}", err=True)
    return 1


def _silence() -> None:
    """Let what standard output still holds go nowhere, so that the interpreter's end does not stumble over it."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        try:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        except (OSError, ValueError):
            return
