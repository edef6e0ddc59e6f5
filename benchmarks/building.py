"""From a folder of articles to a validated, loaded store: where the time goes, and how it grows.

``python -m benchmarks.building`` writes ``benchmarks/results/building.md`` and ``.svg``.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import pyoxigraph as ox
import shacl

from benchmarks import whole
from benchmarks.corpus import write
from benchmarks.machine import machine
from benchmarks.plot import log_log, slope
from hdkg.extraction import extract
from hdkg.pipeline.bulk.folder import available
from hdkg.pipeline.bulk.work import collect_seldom
from hdkg.reading import read
from hdkg.store.filling import fill, named_lines
from hdkg.triples import to_graph, to_triples, turtle
from hdkg.validation import surely_conforms, validate
from hdkg.validation.check import by_pyshacl, own_shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RESULTS = Path(__file__).parent / "results"
STAGES = ("read", "extract", "triples", "Turtle", "validate", "load")
# What is taken for the least that each could cost: the same input and output, without the work between.
FLOORS = {
    "read": "its bytes read and decoded",
    "extract": "one regular expression run over its text",
    "triples": "its triples put into a set",
    "Turtle": "its triples written by the engine in Rust",
    "validate": "the same engine without a shape",
    "load": "its quads loaded into a store in memory",
}
# The parts of the floors that machines set.
PARTS = {
    "parse": "its N-Quads parsed, those of the union too",
    "write": "as many bytes as its Turtle and its part of the store written to the disk and synchronised",
}
TARGET, SECONDS, TRIPLES = 28_000, 30 * 60, 80_000_000


class Measured(NamedTuple):
    """What the stages of some articles cost: processor seconds of each, of its floor and of the floors' parts."""

    size: int
    spent: dict[str, float]
    floor: dict[str, float]
    parts: dict[str, float]
    characters: int
    triples: int


@contextmanager
def timed(spent: dict[str, float], stage: str) -> Iterator[None]:
    """Add the processor time of what is done to a stage."""
    start = time.process_time()
    yield
    spent[stage] = spent.get(stage, 0.0) + time.process_time() - start


def stages(files: list[Path], place: Path) -> Measured:
    """Take every step over articles, one by one."""
    spent: dict[str, float] = {}
    floor: dict[str, float] = {}
    characters = triples = 0
    graphs: list[Path] = []
    nothing = shacl.Shapes.from_turtle("")
    for path in files:
        with timed(floor, "read"):
            path.read_bytes().decode()
        with timed(spent, "read"):
            article = read(path)
        with timed(floor, "extract"):
            sum(1 for _ in re.finditer(r"[0-9]+|[^0-9]", article.text))
        with timed(spent, "extract"):
            extraction = extract(article)
        with timed(spent, "triples"):
            made = to_triples(extraction)
        every = [
            (subject, predicate, value)
            for subject, said in made.described.items()
            for predicate, values in said.items()
            for value in values
        ]
        with timed(floor, "triples"):
            set(every)
        with timed(spent, "Turtle"):
            text = turtle(made)
        with timed(floor, "validate"):
            nothing.validate_turtle(text)
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
        with timed(floor, "Turtle"):
            ox.serialize(quads, format=ox.RdfFormat.TURTLE)
        with timed(spent, "validate"):
            conforms = surely_conforms(text)
        assert conforms, path  # noqa: S101  # what is measured must be what is meant
        characters, triples = characters + len(article.text), triples + len(made)
        graphs.append(place / f"{path.stem}.ttl")
        graphs[-1].write_text(text, encoding="utf-8")
    with timed(spent, "load"):
        fill(place / "store", graphs)
    with timed(floor, "load"):
        _in_memory(graphs)
    return Measured(len(files), spent, floor, _parts(graphs, place), characters, triples)


def _in_memory(graphs: list[Path]) -> None:
    """Load graphs as a store on disk does, into one in memory."""
    for start in range(0, len(graphs), 40):
        ox.Store().bulk_load(input=_lines(graphs[start : start + 40]), format=ox.RdfFormat.N_QUADS)


def _lines(graphs: list[Path]) -> bytes:
    """Return graphs as N-Quads, each triple twice, as a store holds it: in its own graph and in the union of all."""
    parts = []
    for path in graphs:
        name, lines = named_lines(path.read_bytes(), path.stem)
        parts += [lines, lines.replace(b" .\n", f" <{name}> .\n".encode())]
    return b"".join(parts)


def _parts(graphs: list[Path], place: Path) -> dict[str, float]:
    """Return the processor seconds of what no way of building could leave out."""
    parts: dict[str, float] = {}
    for start in range(0, len(graphs), 40):
        lines = _lines(graphs[start : start + 40])
        with timed(parts, "parse"):
            sum(1 for _ in ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    held = sum(path.stat().st_size for path in (*graphs, *(place / "store").rglob("*")) if path.is_file())
    with timed(parts, "write"), (place / "raw").open("wb") as file:
        for _ in range(held // 2**20 + 1):
            file.write(bytes(2**20))
        os.fsync(file.fileno())
    return parts


def by_the_oracle(files: list[Path]) -> float:
    """Return the processor time in which pySHACL checks the graphs of articles."""
    graphs = [to_graph(extract(read(path))) for path in files]
    validate(graphs[0])
    spent: dict[str, float] = {}
    for graph in graphs:
        with timed(spent, "pySHACL"):
            by_pyshacl(graph, own_shapes())
    return spent["pySHACL"]


def numbers(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[int, ...]:
    """Read comma-separated numbers."""
    try:
        return tuple(map(int, value.split(",")))
    except ValueError as error:
        raise click.BadParameter("give numbers with commas between them") from error


@click.command()
@click.option(
    "--stages", "apart", default="28,90,280", show_default=True, callback=numbers, help="Articles, one by one."
)
@click.option("--whole", "together", default="28,280,2800", show_default=True, callback=numbers, help="How many.")
@click.option("--characters", default=2400, show_default=True, help="How long they are at least.")
@click.option("--seed", default=1, show_default=True)
@click.option("--oracle", default=3, show_default=True, help="Articles that pySHACL checks as well.")
def main(apart: tuple[int, ...], together: tuple[int, ...], characters: int, seed: int, oracle: int) -> None:
    """Measure and write the results."""
    measured, wholes = [], []
    surely_conforms("")
    collect_seldom()  # as the processes of a build do
    for size in apart:
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            write(place / "articles", size, seed, characters)
            files = sorted((place / "articles").glob("*.md"))
            turtle(to_triples(extract(read(files[0]))))  # compiles rules, loads catalogues
            measured.append(stages(files, _made(place / "stages")))
            slow = by_the_oracle(files[:oracle]) / min(oracle, size)
    for size in together:
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            write(place / "articles", size, seed, characters)
            wholes.append(whole.build(place / "articles", _made(place / "whole")))
            click.echo(wholes[-1])
    RESULTS.mkdir(exist_ok=True)
    text = report(measured, wholes, seed, slow)
    (RESULTS / "building.md").write_text(text, encoding="utf-8")
    points = {stage: [(each.size, each.spent[stage]) for each in measured] for stage in STAGES}
    points["end to end"] = [(each.articles, each.processor) for each in wholes]
    drawing = log_log("Building articles", "articles", "processor seconds", points)
    (RESULTS / "building.svg").write_text(drawing, encoding="utf-8")
    click.echo(text)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def report(measured: Sequence[Measured], wholes: Sequence[whole.Whole], seed: int, slow: float) -> str:
    """Return the results as Markdown.

    Parameters
    ----------
    measured, wholes
        Of each size.
    seed
        Of the corpus.
    slow
        Seconds in which pySHACL checks an article.
    """
    last = measured[-1]
    return "\n".join(
        [
            "# Building articles",
            "",
            (
                f"`python -m benchmarks.building`: {machine()}; corpus seed {seed}, articles of "
                f"{last.characters / last.size:.0f} characters and {last.triples / last.size:.0f} triples on average."
            ),
            "",
            f"Each stage by itself, {last.size} articles, processor time of one process:",
            "",
            *_stage_table(measured),
            "",
            *(f"- {PARTS[part]}: {spent / last.size * 1e3:.1f} ms an article" for part, spent in last.parts.items()),
            (
                f"- pySHACL in place of the quick engine: {slow * 1e3:.0f} ms an article, "
                f"{slow / (last.spent['validate'] / last.size):.0f} times as long"
            ),
            "",
            f"End to end, `hdkg build FOLDER --store`, {available()} cores, processor time of all processes:",
            "",
            *_whole_table(wholes),
            "",
            *_outlook(wholes[-1]),
            "",
            "![growth](building.svg)",
            "",
        ]
    )


def _stage_table(measured: Sequence[Measured]) -> list[str]:
    """Return the table of stages at the largest size, with how each grows."""
    size, spent, floor, *_ = measured[-1]
    total, least = sum(spent.values()), sum(floor.values())
    return [
        "| stage | ms each | articles a second | share | floor, ms | times the floor | the floor is | slope |",
        "|---|---|---|---|---|---|---|---|",
        *(
            f"| {stage} | {spent[stage] / size * 1e3:.1f} | {size / spent[stage]:.0f} | {spent[stage] / total:.0%} "
            f"| {floor[stage] / size * 1e3:.2f} | {spent[stage] / floor[stage]:.0f} | {FLOORS[stage]} "
            f"| {slope([(each.size, each.spent[stage]) for each in measured]):.2f} |"
            for stage in STAGES
        ),
        (
            f"| all | {total / size * 1e3:.1f} | {size / total:.1f} | 100% "
            f"| {least / size * 1e3:.2f} | {total / least:.0f} | | |"
        ),
    ]


def _whole_table(wholes: Sequence[whole.Whole]) -> list[str]:
    """Return the table of whole builds."""
    return [
        (
            "| articles | triples | processor s | ms an article | of it building | of it loading | on the clock s "
            "| load average | most memory, MB | Turtle MB | store MB |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|---|",
        *(
            f"| {each.articles} | {each.triples} | {each.processor:.0f} | {each.processor / each.articles * 1e3:.0f} "
            f"| {each.workers / each.articles * 1e3:.0f} | {each.own / each.articles * 1e3:.0f} | {each.wall:.0f} "
            f"| {each.load:.1f} | {each.memory:.0f} | {each.graphs / 1e6:.0f} | {each.store / 1e6:.0f} |"
            for each in wholes
        ),
        "",
        (
            "Memory is what all processes hold together, looked at again and again; pages that they share are "
            "counted for each."
        ),
    ]


def _outlook(last: whole.Whole) -> list[str]:
    """Return what the largest build says of a whole country."""
    cores = available()
    each, triple = last.processor / last.articles, last.processor / last.triples
    return [
        (
            f"At this rate {TARGET} articles like these, {TARGET * last.triples / last.articles / 1e6:.0f} million "
            f"triples, take {each * TARGET / cores / 60:.0f} minutes of {cores} cores; "
            f"{TARGET} articles of {TRIPLES / 1e6:.0f} million triples in all, if time goes by the triple, "
            f"{triple * TRIPLES / cores / 60:.0f} minutes. The target is {SECONDS // 60}, which is "
            f"{SECONDS * cores / TARGET * 1e3:.0f} ms of processor an article."
        )
    ]


if __name__ == "__main__":
    main()
