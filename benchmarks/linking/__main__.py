"""How linking copes as counties grow in number: time, memory, pairs compared, and how well it finds what was planted.

``python -m benchmarks.linking`` writes ``benchmarks/results/linking.md`` and ``.svg``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.linking.draw import drawn, planted, told
from benchmarks.linking.folder import write
from benchmarks.machine import machine
from benchmarks.plot import log_log, slope

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS = Path(__file__).parents[1] / "results"
STEPS = ("read", "link", "write")
SECONDS, MEGABYTES = 15 * 60, 4096  # what linking the whole country may take on two cores

# In a process of its own, so that its memory is nobody else's.  The pairs are counted when all has been measured.
WHOLE = """
import json, resource, sys, time
from pathlib import Path
from hdkg.linking import find_links, linkset, sssom, things_of, told_in
from hdkg.linking.blocking import candidates
out = Path(sys.argv[2])
spent, start = {}, time.process_time()
def done(step):
    global start
    spent[step], start = time.process_time() - start, time.process_time()
things = things_of(map(told_in, sorted(Path(sys.argv[1]).iterdir())))
done("read")
links = find_links(things)
done("link")
(out / "links.sssom.tsv").write_text(sssom(links), encoding="utf-8")
(out / "links.ttl").write_text(linkset(links), encoding="utf-8")
done("write")
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
pairs = [(link.subject.iri, link.object.iri, link.verdict) for link in links]
(out / "links.json").write_text(json.dumps(pairs))
print(json.dumps([spent, memory, len(things), sum(1 for _ in candidates(things))]))
"""


@dataclass(frozen=True)
class Measured:
    """What linking some counties took and found.

    Attributes
    ----------
    counties, files, things, pairs
        How many there were, of pairs those that were compared.
    spent
        Processor seconds of each of `STEPS`.
    wall, memory
        Seconds on the clock, and the most memory of the one process in MB.
    to_find
        How many pairs were planted.
    precision, recall
        Of exact and close matches together.
    exact
        Recall of exact matches alone.
    """

    counties: int
    files: int
    things: int
    pairs: int
    spent: dict[str, float]
    wall: float
    memory: float
    to_find: int
    precision: float
    recall: float
    exact: float


def measure(number: int, seed: int, tellings: int, place: Path) -> Measured:
    """Draw counties, write their graphs, link them, and compare with what was planted.

    Parameters
    ----------
    number, seed
        See `benchmarks.linking.draw.drawn`.
    tellings
        Files of each county.
    place
        An empty folder.
    """
    counties = drawn(number, seed)
    files = write(place / "graphs", counties, seed, tellings)
    script = place / "whole.py"
    script.write_text(WHOLE, encoding="utf-8")
    start = time.perf_counter()
    done = subprocess.run([sys.executable, script, place / "graphs", place], capture_output=True, text=True, check=True)
    wall = time.perf_counter() - start
    spent, memory, things, pairs = json.loads(done.stdout)
    links = {(a, b): verdict for a, b, verdict in json.loads((place / "links.json").read_text(encoding="utf-8"))}
    truth = planted(thing for county in counties for thing in told(county, seed))
    right = truth & links.keys()
    exact = sum(links[pair] == "exactMatch" for pair in right)
    rates = len(right) / len(links), len(right) / len(truth), exact / len(truth)
    return Measured(number, len(files), things, pairs, spent, wall, memory, len(truth), *rates)


@click.command()
@click.option("--sizes", default="50,200,800,2844", show_default=True, help="How many counties, comma-separated.")
@click.option("--seed", default=1, show_default=True)
@click.option("--tellings", default=2, show_default=True, type=click.IntRange(2), help="Graph files of each county.")
@click.option("--out", default=RESULTS, show_default="results", type=click.Path(file_okay=False, path_type=Path))
def main(sizes: str, seed: int, tellings: int, out: Path) -> None:
    """Measure and write the results."""
    measured = []
    for size in map(int, sizes.split(",")):
        with tempfile.TemporaryDirectory() as name:
            measured.append(measure(size, seed, tellings, Path(name)))
    out.mkdir(exist_ok=True)
    text = report(measured, seed)
    (out / "linking.md").write_text(text, encoding="utf-8")
    lines = {step: [(each.counties, each.spent[step]) for each in measured] for step in STEPS}
    drawing = log_log("Linking counties", "counties", "processor seconds", lines)
    (out / "linking.svg").write_text(drawing, encoding="utf-8")
    click.echo(text)


def report(measured: Sequence[Measured], seed: int) -> str:
    """Return the results as Markdown.

    Parameters
    ----------
    measured
        Of each size, at least two.
    seed
        Of the draw.
    """
    rows = [
        f"| {each.counties:,} | {each.files:,} | {each.things:,} | {each.pairs:,} "
        f"| {' | '.join(f'{each.spent[step]:.1f}' for step in STEPS)} | {sum(each.spent.values()):.1f} "
        f"| {each.wall:.0f} | {each.memory:.0f} | {each.to_find:,} | {each.precision:.4f} | {each.recall:.4f} "
        f"| {each.exact:.4f} |"
        for each in measured
    ]
    slopes = ", ".join(f"{step} {_slope(measured, step):.2f}" for step in STEPS)
    last = measured[-1]
    return "\n".join(
        [
            "# Linking counties",
            "",
            (
                f"`python -m benchmarks.linking`: {machine('pyoxigraph', 'rdflib', 'pypinyin')}; seed {seed}; each "
                "county in several graph files of 3,300 triples and more, in two wordings; one process."
            ),
            "",
            (
                "| counties | files | things | pairs compared | read, s | link, s | write, s | all, s "
                "| on the clock, s | MB | to find | precision | recall | recall of exact matches |"
            ),
            "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
            *rows,
            "",
            (
                "Seconds are of the processor, but for the clock's, which also counts what others do on the machine. "
                f"The steps grow with the number of counties by the powers {slopes}."
            ),
            "",
            (
                f"Of the {SECONDS // 60} minutes and {MEGABYTES:,} MB that linking the whole country may take, "
                f"{last.counties:,} counties took {sum(last.spent.values()) / SECONDS:.0%} as processor time of one "
                f"core, and {last.memory / MEGABYTES:.0%}."
            ),
            "",
            "![growth](linking.svg)",
            "",
        ]
    )


def _slope(measured: Sequence[Measured], step: str) -> float:
    return slope([(each.counties, each.spent[step]) for each in measured])


if __name__ == "__main__":
    main()
