"""How long whole commands take, from the shell's point of view.

``python -m benchmarks.startup`` writes ``benchmarks/results/startup.md`` and, how a question grows with the graphs that
it is asked of, ``startup.svg``.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from benchmarks.machine import machine
from benchmarks.plot import log_log
from hdkg.pipeline.graphs import default_graphs
from hdkg.resources import graph_dir

RESULTS = Path(__file__).parent / "results"
GRAPH = str(graph_dir() / "hengdong-2023.ttl")
COMMANDS = {
    "python -c pass": ("-c", "pass"),
    "hdkg --help": ("-m", "hdkg", "--help"),
    "hdkg query first-in-the-city --on graph/hengdong-2023.ttl": (
        *("-m", "hdkg", "query", "first-in-the-city", "--on", GRAPH),
    ),
    "hdkg query first-in-the-city (all graphs of the checkout)": ("-m", "hdkg", "query", "first-in-the-city"),
}
GRAPHS = (1, 2, 4, 8, 16)
FIRST, KEPT = "with an empty cache", "with the store kept"


def runs(command: tuple[str, ...], turns: int, environment: dict[str, str]) -> tuple[list[float], list[float]]:
    """Run a command again and again; return the seconds on the clock and those of the processor."""
    clock, processor = [], []
    for _ in range(turns):
        before, start = _children(), time.perf_counter()
        subprocess.run([sys.executable, *command], env=environment, stdout=subprocess.DEVNULL, check=True)
        clock.append(time.perf_counter() - start)
        processor.append(_children() - before)
    return clock, processor


def _on(graphs: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the options that name graphs."""
    return tuple(word for path in graphs for word in ("--on", str(path)))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@click.command()
@click.option("--turns", default=15, show_default=True, type=click.IntRange(2))
def main(turns: int) -> None:
    """Measure and write the results."""
    rows = []
    grown: dict[str, list[tuple[float, float]]] = {FIRST: [], KEPT: []}
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        for name, command in COMMANDS.items():
            first = runs(command, 1, environment)[1][0]
            clock, processor = runs(command, turns, environment)
            told = (first, min(clock), statistics.median(clock), min(processor), statistics.median(processor))
            rows.append(f"| `{name}` | " + " | ".join(f"{each * 1e3:.0f}" for each in told) + " |")
        for count in GRAPHS:
            asked = ("-m", "hdkg", "query", "first-in-the-city", *_on(default_graphs()[:count]))
            with tempfile.TemporaryDirectory() as empty:
                environment = {**os.environ, "XDG_CACHE_HOME": empty}
                grown[FIRST].append((count, runs(asked, 1, environment)[1][0]))
                grown[KEPT].append((count, min(runs(asked, turns, environment)[1])))
    text = "\n".join(
        [
            "# Start-up",
            "",
            (
                f"`python -m benchmarks.startup`: {machine('click', 'pyoxigraph', 'rdflib', 'rich')}; {turns} runs "
                "of each as a whole process, after a first one that finds an empty cache. On a busy machine the "
                "processor's time is the better guide to what a quiet one would show."
            ),
            "",
            "| command | first run, processor ms | least ms | median ms | least processor ms | median processor ms |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            "How a question grows with the graphs that it is asked of, processor ms:",
            "",
            f"| graphs | {FIRST} | {KEPT}, least |",
            "|---|---|---|",
            *(
                f"| {count} | {first * 1e3:.0f} | {kept * 1e3:.0f} |"
                for (count, first), (_, kept) in zip(grown[FIRST], grown[KEPT], strict=True)
            ),
            "",
            "![growth](startup.svg)",
            "",
        ]
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "startup.md").write_text(text, encoding="utf-8")
    drawing = log_log("hdkg query NAME, whole processes", "graphs", "processor seconds", grown)
    (RESULTS / "startup.svg").write_text(drawing, encoding="utf-8")
    click.echo(text)


if __name__ == "__main__":
    main()
