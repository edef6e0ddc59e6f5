"""``hdkg build FOLDER``: the bar while it runs, and what it says at the end."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from hdkg.cli.console import console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS = {"building": "构建 / building", "loading": "装载 / loading"}


def build_folder(folder: str, out: str, *, store: str, processes: int, strict: bool, engine: str) -> int:
    """Build a folder, tell what became of it, and return the exit code."""
    from hdkg.pipeline import bulk

    if engine == "spark":
        from hdkg.pipeline.bulk.spark import build_on_spark

        tally = build_on_spark(folder, out, processes=processes, strict=strict)
    else:
        with counting() as done:
            tally = bulk.build_folder(folder, out, store=store, processes=processes, strict=strict, on_done=done)
    failed = len(tally.problems)
    click.echo(
        f"文章 / articles: {tally.built} 篇构建 / built, {tally.unchanged} 篇未变 / unchanged, "
        f"{failed} 篇未成 / failed; {tally.triples} 三元组 / triples"
    )
    for _, problem in tally.problems:
        click.echo(f"hdkg: {problem}", err=True)
    return int(bool(failed))


@contextmanager
def counting() -> Iterator[Callable[[str, int, int], None]]:
    """Show on a terminal's standard error how many are done, how fast, and how long the rest will take."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many a second."""

        def render(self, task) -> Text:  # type: ignore[no-untyped-def]
            """Return the rate as text."""
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    screen = console(err=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        tasks = {step: bar.add_task(words, total=None, visible=False) for step, words in STEPS.items()}

        def done(step: str, number: int, total: int) -> None:
            bar.update(tasks[step], completed=number, total=total, visible=True)

        yield done
