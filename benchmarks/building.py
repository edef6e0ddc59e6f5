"""From a folder of articles to a validated, loaded store: where the time goes, and how it grows.

``python -m benchmarks.building`` writes ``benchmarks/results/building.md`` and ``.svg``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox
import shacl

from benchmarks.corpus import write
from benchmarks.machine import machine
from benchmarks.plot import log_log, slope
from hdkg.extraction import extract
from hdkg.pipeline.bulk.folder import available
from hdkg.reading import read
from hdkg.store.filling import fill, named_lines
from hdkg.triples import plain_graph, to_graph, turtle
from hdkg.validation import surely_conforms, validate
from hdkg.validation.check import by_pyshacl, own_shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

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
TARGET, SECONDS = 28_000, 30 * 60


@contextmanager
def timed(spent: dict[str, float], stage: str) -> Iterator[None]:
    """Add the processor time of what is done to a stage."""
    start = time.process_time()
    yield
    spent[stage] = spent.get(stage, 0.0) + time.process_time() - start


def stages(files: list[Path], place: Path) -> tuple[dict[str, float], dict[str, float], int, int]:
    """Take every step over articles; return seconds of each, of its floor, characters and triples."""
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
            graph = plain_graph(extraction)
        with timed(floor, "triples"):
            set(graph)
        with timed(spent, "Turtle"):
            text = turtle(graph)
        with timed(floor, "validate"):
            nothing.validate_turtle(text)
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
        with timed(floor, "Turtle"):
            ox.serialize(quads, format=ox.RdfFormat.TURTLE)
        with timed(spent, "validate"):
            conforms = surely_conforms(text)
        assert conforms, path  # noqa: S101  # what is measured must be what is meant
        characters, triples = characters + len(article.text), triples + len(graph)
        graphs.append(place / f"{path.stem}.ttl")
        graphs[-1].write_text(text, encoding="utf-8")
    lines = b"".join(b"".join(_both(path)) for path in graphs)
    with timed(spent, "load"):
        fill(place / "store", graphs)
    with timed(floor, "load"):
        ox.Store().bulk_load(input=lines, format=ox.RdfFormat.N_QUADS)
    return spent, floor, characters, triples


def _both(path: Path) -> tuple[bytes, bytes]:
    """Return a graph's triples twice, as a store holds them: in its own graph and in the union of all."""
    name, lines = named_lines(path.read_bytes(), path.stem)
    return lines, lines.replace(b" .\n", f" <{name}> .\n".encode())


def by_the_oracle(files: list[Path]) -> float:
    """Return the processor time in which pySHACL checks the graphs of articles."""
    graphs = [to_graph(extract(read(path))) for path in files]
    validate(graphs[0])
    spent: dict[str, float] = {}
    for graph in graphs:
        with timed(spent, "pySHACL"):
            by_pyshacl(graph, own_shapes())
    return spent["pySHACL"]


# In a process of its own, so that its memory is nobody else's.
WHOLE = """
import resource, sys
from hdkg.pipeline.bulk import build_folder
if __name__ == "__main__":
    build_folder(sys.argv[1], sys.argv[2] + "/out", store=sys.argv[2] + "/store")
    print(*(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
"""


def end_to_end(folder: Path, place: Path) -> tuple[float, float]:
    """Build a folder with all processors; return seconds on the clock and the most memory of all processes in MB."""
    script = place / "whole.py"
    script.write_text(WHOLE, encoding="utf-8")
    start = time.perf_counter()
    done = subprocess.run([sys.executable, script, folder, place], capture_output=True, text=True, check=True)
    spent = time.perf_counter() - start
    own, largest = (int(kilobytes) / 1024 for kilobytes in done.stdout.split())
    return spent, own + available() * largest


@click.command()
@click.option("--sizes", default="20,60,200", show_default=True, help="How many articles, comma-separated.")
@click.option("--seed", default=1, show_default=True)
@click.option("--oracle", default=3, show_default=True, help="Articles that pySHACL checks as well.")
def main(sizes: str, seed: int, oracle: int) -> None:
    """Measure and write the results."""
    measured = []
    surely_conforms("")
    for size in map(int, sizes.split(",")):
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            write(place / "articles", size, seed)
            files = sorted((place / "articles").glob("*.md"))
            turtle(plain_graph(extract(read(files[0]))))  # compiles rules, loads catalogues
            measured.append((size, *stages(files, _made(place / "stages"))))
            slow = by_the_oracle(files[:oracle]) / min(oracle, size)
            wall, memory = end_to_end(place / "articles", _made(place / "whole"))
    RESULTS.mkdir(exist_ok=True)
    text = report(measured, seed, slow=slow, wall=wall, memory=memory)
    (RESULTS / "building.md").write_text(text, encoding="utf-8")
    points = {stage: [(size, spent[stage]) for size, spent, *_ in measured] for stage in STAGES}
    drawing = log_log("Building articles", "articles", "processor seconds", points)
    (RESULTS / "building.svg").write_text(drawing, encoding="utf-8")
    click.echo(text)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def report(
    measured: list[tuple[int, dict[str, float], dict[str, float], int, int]],
    seed: int,
    *,
    slow: float,
    wall: float,
    memory: float,
) -> str:
    """Return the results as Markdown.

    Parameters
    ----------
    measured
        Of each size: how many articles, and what `stages` gives.
    seed
        Of the corpus.
    slow
        Seconds in which pySHACL checks an article.
    wall, memory
        What `end_to_end` gives for the largest size.
    """
    size, spent, floor, characters, triples = measured[-1]
    total = sum(spent.values())
    rows = [
        f"| {stage} | {spent[stage] / size * 1e3:.1f} | {size / spent[stage]:.0f} | {spent[stage] / total:.0%} "
        f"| {floor[stage] / size * 1e3:.2f} | {spent[stage] / floor[stage]:.0f} | {FLOORS[stage]} "
        f"| {slope([(each[0], each[1][stage]) for each in measured]):.2f} |"
        for stage in STAGES
    ]
    cores = available()
    whole = total / size * TARGET / cores
    return "\n".join(
        [
            "# Building articles",
            "",
            (
                f"`python -m benchmarks.building`: {machine()}; corpus seed {seed}, {size} articles of "
                f"{characters / size:.0f} characters and {triples / size:.0f} triples on average; one process, "
                "processor time."
            ),
            "",
            "| stage | ms each | articles a second | share | floor, ms | times the floor | the floor is | slope |",
            "|---|---|---|---|---|---|---|---|",
            *rows,
            (
                f"| all | {total / size * 1e3:.1f} | {size / total:.1f} | 100% "
                f"| {sum(floor.values()) / size * 1e3:.2f} | {total / sum(floor.values()):.0f} | | |"
            ),
            "",
            (
                f"pySHACL in place of the quick engine: {slow * 1e3:.0f} ms an article, "
                f"{slow / (spent['validate'] / size):.0f} times as long."
            ),
            "",
            (
                f"End to end (`hdkg build FOLDER --store`) {size} articles on {cores} cores: {wall:.0f} s on the "
                f"clock, {size / wall:.1f} articles a second, at most {memory:.0f} MB in all processes."
            ),
            "",
            (
                f"At the rate of one process {TARGET} articles like these take {whole / 60:.0f} minutes on {cores} "
                f"cores (the target is {SECONDS // 60}); articles of 2,500 characters "
                f"{whole / 60 * 2500 / (characters / size):.0f} minutes, if time grows with the text."
            ),
            "",
            "![growth](building.svg)",
            "",
        ]
    )


if __name__ == "__main__":
    main()
