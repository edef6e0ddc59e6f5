"""A folder of articles into a folder of graphs: what is new or changed is built, all is loaded into the store."""

from __future__ import annotations

import os
from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.errors import HdkgError
from hdkg.pipeline.bulk.job import Job, home, jobs_of
from hdkg.pipeline.bulk.record import Record
from hdkg.pipeline.bulk.work import work
from hdkg.store.filling import Filling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a folder.

    Attributes
    ----------
    built, unchanged
        How many articles were built now, and how many had been before.
    triples
        Of all their graphs together.
    problems
        Why an article has no graph, by its path below the folder.
    """

    built: int = 0
    unchanged: int = 0
    triples: int = 0
    problems: tuple[tuple[str, str], ...] = ()


def build_folder(
    folder: str | Path,
    out: str | Path = "",
    *,
    store: str | Path = "",
    strict: bool = False,
    processes: int = 0,
    on_done: Callable[[str, int, int], None] | None = None,
) -> Tally:
    """Build every article of a folder.

    An article that was built from the same bytes by the same code, with the graph still as it was left, is passed over.
    Each graph is written whole or not at all and noted at once: after an interruption the same call goes on.

    Parameters
    ----------
    folder, out
        See `jobs_of`.
    store
        A folder for a store on disk, which then holds exactly these graphs; "" for none.
    strict
        See `hdkg.pipeline.building.build`.
    processes
        How many articles are built at once; 0 for as many as there are processors.
    on_done
        Called with the step (``building`` or ``loading``), how many articles are done and how many there are.

    Returns
    -------
    Tally
        A bad article costs only itself, and is listed.

    Raises
    ------
    SourceError
        There is no article in the folder.
    TargetError
        The folder for the graphs cannot be written.
    GraphError
        The store cannot be used.
    """
    jobs = jobs_of(folder, out)
    problems: dict[str, str] = {}
    keys: dict[str, str] = {}
    unchanged: list[int] = []
    built: list[int] = []

    def todo() -> Iterator[Job]:
        """Yield what has to be built."""
        for job in jobs:
            try:
                keys[job.name] = job.key()
            except HdkgError as error:
                problems[job.name] = str(error)
                continue
            before = record.done(job, keys[job.name])
            if before is None:
                yield job
            else:
                unchanged.append(before.triples)

    tell = on_done or (lambda *_: None)
    with Filling(store) if store else nullcontext() as filling:
        with (
            Record(home(folder, out)) as record,
            closing(work(todo(), processes or available(), strict=strict)) as outcomes,
        ):
            for outcome in outcomes:
                if outcome.problem:
                    problems[outcome.job.name] = outcome.problem
                else:
                    built.append(outcome.triples)
                    record.add(outcome.job, keys.pop(outcome.job.name), outcome.triples)
                    if filling:
                        filling.add(outcome.job.target)
                tell("building", len(built) + len(unchanged) + len(problems), len(jobs))
        if filling:
            held = [job.target for job in jobs if job.name not in problems]
            filling.finish(held, lambda number: tell("loading", number, len(held)))
    return Tally(len(built), len(unchanged), sum(built) + sum(unchanged), tuple(sorted(problems.items())))


def available() -> int:
    """Return how many processors this process may use.

    Examples
    --------
    >>> available() > 0
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
