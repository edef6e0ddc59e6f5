"""Questions at size: how long they take on the embedded store, and beside other engines.

``python -m benchmarks.queries`` writes ``benchmarks/results/queries.md`` and ``.svg``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from benchmarks.machine import machine
from benchmarks.plot import log_log
from benchmarks.queries import engines, flat, report
from benchmarks.queries.asked import DERIVED, Asked, catalogued
from benchmarks.queries.copies import originals
from benchmarks.queries.derived import derive, profile
from benchmarks.queries.engines import OURS, Engine
from benchmarks.queries.measuring import measure
from benchmarks.queries.stores import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.queries.copies import Original
    from benchmarks.queries.measuring import Measured
    from benchmarks.queries.stores import Filled

RESULTS = Path(__file__).parents[1] / "results"
INTRODUCTION = (
    "The graphs are copies of the articles' graphs, with what follows from each, under the codes, names and years of "
    "other county-years, ten years a county; figures are moved by up to a fifth. Kinds, numbers and words of things "
    "are thereby as in the articles, and the text of a quote comes again in many counties."
)
GROWTH = (
    "Milliseconds, median and p95, on the clock and of the processor; the clock also counts what others did with the "
    "machine. The slope is that of the processor's median."
)
RATIOS = (
    "The clock's medians as multiples of hdkg's: above 1 is slower than hdkg. Means are geometric, over the questions "
    "to which both give the same rows."
)
LIBRARIES = ("pyoxigraph", "rdflib", "oxigraph", "maplib", "duckdb")


@click.command()
@click.option("--sizes", default="1000000,10000000,40000000", show_default=True, help="Triples, comma-separated.")
@click.option("--peers", default=100_000, show_default=True, help="Triples for the comparison with other engines.")
@click.option("--articles", default=150, show_default=True, help="How many are built, and copied.")
@click.option("--counties", default=5, show_default=True, help="Of how many counties each question is asked.")
@click.option("--turns", default=3, show_default=True, help="How often each is asked.")
@click.option("--limit", default=60.0, show_default=True, help="Seconds that an answer may take.")
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--stores", type=click.Path(path_type=Path), help="Keep the stores there, and use those that stand there."
)
@click.option("--results", type=click.Path(path_type=Path), default=RESULTS, help="Where the results are written to.")
def main(
    *,
    sizes: str,
    peers: int,
    articles: int,
    counties: int,
    turns: int,
    limit: float,
    seed: int,
    stores: Path | None,
    results: Path,
) -> None:
    """Measure and write the results."""
    with tempfile.TemporaryDirectory() as place:
        folder = stores or Path(place) / "stores"
        work = Path(place) / "work"
        work.mkdir()
        sources = originals(work, articles, seed)
        bench = Bench(folder, work, sources, seed, limit)
        beside = bench.compare(peers, turns)
        grown = bench.grow([int(size) for size in sizes.split(",")], counties, turns)
    text = written(grown, beside, setting=f"{articles} articles built, seed {seed}, limit {limit:.0f} s")
    results.mkdir(exist_ok=True)
    (results / "queries.md").write_text(text, encoding="utf-8")
    drawn = report.lines(grown[0], grown[1], grown[2])
    drawing = log_log("Questions to the embedded store", "triples", "processor seconds", drawn)
    (results / "queries.svg").write_text(drawing, encoding="utf-8")
    click.echo(text)


Grown = tuple[list["Filled"], list[dict[str, "Measured"]], list[Asked]]
Compared = tuple["Filled", dict[str, dict[str, "Measured"]], list[Asked]]


class Bench:
    """Stores of several sizes, and what is asked of them.

    Parameters
    ----------
    folder
        For the stores.
    work
        For whatever else is written.
    sources
        What the graphs are copies of.
    seed
        Of copies, counties and derived queries.
    limit
        Seconds that an answer may take.
    """

    def __init__(self, folder: Path, work: Path, sources: Sequence[Original], seed: int, limit: float) -> None:
        self._folder, self._work, self._sources, self._seed, self._limit = folder, work, sources, seed, limit

    def grow(self, sizes: Sequence[int], counties: int, turns: int) -> Grown:
        """Measure the embedded store at every size."""
        stores, found = [], []
        questions: list[Asked] = []
        derived: list[Asked] = []
        for size in sizes:
            filled, db = self._filled(size)
            engine = Engine(OURS, engines.hdkg, db, self._limit)
            derived = derived or self._derived(db)
            questions = [*catalogued(engines.pyoxigraph(db), counties, self._seed), *derived]
            measured = measure([engine], questions, turns)
            engine.close()
            stores.append(filled)
            found.append({name: each[OURS] for name, each in measured.items()})
            click.echo(f"{filled.triples} triples measured", err=True)
        return stores, found, questions

    def compare(self, size: int, turns: int) -> Compared:
        """Measure other engines beside the embedded store, at a size at which rdflib still answers."""
        filled, db = self._filled(size)
        data = self._work / f"{size}.nt"
        ox.Store.read_only(db).dump(data, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        county = engines.pyoxigraph(db)(flat.TABLE)[0][1]
        asked = catalogued(engines.pyoxigraph(db), 1, self._seed)
        questions = [*asked, *self._derived(db), *flat.questions(county).values()]
        servers = [engines.oxigraph_server(db), engines.virtuoso_server(data, self._work)]
        peers = [
            Engine(OURS, engines.hdkg, db, self._limit),
            Engine("pyoxigraph", engines.pyoxigraph, db, self._limit),
            *(
                Engine(name, engines.remote, server.url, self._limit, server)
                for name, server in zip(("Oxigraph server", "Virtuoso"), servers, strict=True)
            ),
            Engine("maplib", engines.maplib, str(data), self._limit),
            Engine("rdflib", engines.rdflib, str(data), self._limit),
            Engine("DuckDB", flat.duckdb, f"{county} {db}", self._limit),
        ]
        try:
            return filled, measure(peers, questions, turns), questions
        finally:
            for peer in peers:
                peer.close()
            for server in servers:
                server.stop()

    def _filled(self, size: int) -> tuple[Filled, str]:
        """Return a store of a size, and the engine's folder in it."""
        folder = self._folder / str(size)
        folder.mkdir(parents=True, exist_ok=True)
        return fill(folder, size, self._sources, self._seed), str(folder / "db")

    def _derived(self, db: str) -> list[Asked]:
        store = ox.Store.read_only(db)
        triples = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        return [Asked(name, DERIVED, (text,)) for name, text in derive(profile(triples), self._seed).items()]


def written(grown: Grown, beside: Compared, *, setting: str) -> str:
    """Return the results as Markdown.

    Parameters
    ----------
    grown
        The embedded store at all sizes.
    beside
        The engines at the size of the comparison.
    setting
        What the run was given.
    """
    stores, found, questions = grown
    return "\n".join(
        [
            "# Questions at size",
            "",
            f"`python -m benchmarks.queries`: {machine(*LIBRARIES)}, Virtuoso of Debian; {setting}.",
            "",
            INTRODUCTION,
            "",
            *report.stores_table(stores),
            "",
            "## The embedded store",
            GROWTH,
            "",
            *report.growth_table(stores, found, questions),
            "",
            "![growth](queries.svg)",
            "",
            f"## Beside other engines, at {beside[0].triples / 1e3:.0f} thousand triples",
            RATIOS,
            "",
            *report.summary_table(beside[1], beside[2], OURS),
            "",
            *report.peers_table(beside[1], beside[2], OURS),
            "",
        ]
    )


if __name__ == "__main__":
    main()
