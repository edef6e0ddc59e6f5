"""Stores of a size, filled with the graphs of county-years."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from benchmarks.queries.copies import graphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.queries.copies import Original

AT_ONCE = 128  # graphs


@dataclass(frozen=True, slots=True)
class Filled:
    """What a store on disk holds.

    Attributes
    ----------
    graphs
        How many county-years.
    triples
        Of all graphs; what several of them say (the labels of shared things) stands in the store once.
    seconds
        Of the processor, that loading took.
    size
        Bytes on disk.
    """

    graphs: int
    triples: int
    seconds: float
    size: int


def fill(folder: Path, triples: int, sources: Sequence[Original], seed: int) -> Filled:
    """Fill a store on disk with about so many triples, unless it stands there already.

    Questions look at the union of all graphs, and so the union is what is loaded.  ``hdkg build --store`` keeps each
    triple in its own graph as well, in tables that questions do not look at.

    Parameters
    ----------
    folder
        For the store (``db``) and, once it is full, what it holds (``filled.json``).
    triples
        How many at least.
    sources
        What the graphs are copies of.
    seed
        Of the copies.
    """
    note = folder / "filled.json"
    if note.exists():
        return Filled(**json.loads(note.read_text(encoding="utf-8")))
    store = ox.Store(folder / "db")
    number = loaded = 0
    seconds = 0.0
    for texts, count in chunks(triples, sources, seed):
        lines = "".join(texts).encode()
        start = time.process_time()
        store.bulk_load(input=lines, format=ox.RdfFormat.N_TRIPLES)
        seconds += time.process_time() - start
        number, loaded = number + len(texts), loaded + count
    store.flush()
    del store  # closes it
    filled = Filled(number, loaded, seconds, sum(path.stat().st_size for path in (folder / "db").iterdir()))
    note.write_text(json.dumps(asdict(filled)), encoding="utf-8")
    return filled


def chunks(triples: int, sources: Sequence[Original], seed: int) -> Iterator[tuple[list[str], int]]:
    """Yield graphs as N-Triples, as many as are loaded at once, with their triples, until there are enough.

    Raises
    ------
    ValueError
        There are not counties enough.
    """
    texts: list[str] = []
    done = count = 0
    for text, size in graphs(sources, seed):
        texts.append(text)
        count += size
        if len(texts) == AT_ONCE or done + count >= triples:
            yield texts, count
            done, texts, count = done + count, [], 0
        if done >= triples:
            return
    raise ValueError(f"there are not counties enough for {triples} triples")
