"""A whole build, as a process of its own, watched: what it costs in time on the clock, processor and memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_EVERY = 0.5  # seconds between two looks at the memory
_SCRIPT = """
import json, resource, sys, time
from hdkg.pipeline.bulk import build_folder
if __name__ == "__main__":
    told = {}
    def tell(step, number, total, start=time.perf_counter()):
        told[step] = time.perf_counter() - start
    tally = build_folder(sys.argv[1], sys.argv[2] + "/out", store=sys.argv[2] + "/store", on_done=tell)
    who = [resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, workers = (each.ru_utime + each.ru_stime for each in who)
    print(json.dumps({"own": own, "workers": workers, "built": told.get("building", 0.0), "articles": tally.built,
                      "triples": tally.triples, "problems": len(tally.problems)}))
"""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a build cost.

    Attributes
    ----------
    articles, triples
        What was built.
    wall, built
        Seconds on the clock until all was loaded, and until all was built.
    workers, own
        Processor seconds of the processes that build, and of the one that hands out the work and loads the store.
    memory
        The most resident memory of all processes together in MB; pages that they share are counted for each.
    graphs, store
        Bytes of the Turtle files and of the store on disk.
    load
        The machine's load average while it ran, the median of several.
    """

    articles: int
    triples: int
    wall: float
    built: float
    workers: float
    own: float
    memory: float
    graphs: int
    store: int
    load: float

    @property
    def processor(self) -> float:
        """All its processor seconds."""
        return self.workers + self.own


def build(folder: Path, place: Path) -> Whole:
    """Build a folder with all processors into a store and watch it.

    Parameters
    ----------
    folder
        The articles.
    place
        An empty folder for what is built.

    Raises
    ------
    RuntimeError
        An article has no graph.
    """
    script = place / "whole.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    start = time.perf_counter()
    running = subprocess.Popen([sys.executable, script, folder, place], stdout=subprocess.PIPE, encoding="utf-8")
    seen: list[tuple[float, float]] = []
    watch = threading.Thread(target=lambda: seen.extend(_watched(running)))
    watch.start()
    output, _ = running.communicate()
    wall = time.perf_counter() - start
    watch.join()
    if running.returncode:
        raise RuntimeError(f"the build ended with {running.returncode}")
    told = json.loads(output)
    if told.pop("problems"):
        raise RuntimeError("an article has no graph")
    memory, loads = max(each for each, _ in seen), [load for _, load in seen]
    sizes = (_bytes(place / "out"), _bytes(place / "store"))
    return Whole(wall=wall, memory=memory, graphs=sizes[0], store=sizes[1], load=statistics.median(loads), **told)


def _watched(running: subprocess.Popen[str]) -> Iterator[tuple[float, float]]:
    """Yield megabytes of a process with all its descendants, and the machine's load, until it ends."""
    while running.poll() is None:
        yield resident(running.pid) / 2**20, os.getloadavg()[0]
        time.sleep(_EVERY)


def resident(root: int) -> int:
    """Return the resident bytes of a process and its descendants, by ``/proc``.

    Examples
    --------
    >>> resident(os.getpid()) > 10**6
    True
    """
    parents, held = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                # The name before the last parenthesis may hold anything.
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                held[int(entry.name)] = int((entry / "statm").read_text().split()[1]) * _PAGE
            except OSError:  # it has ended
                continue
    family, fresh = {root}, {root}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh} - family
        family |= fresh
    return sum(held.get(each, 0) for each in family)


def _bytes(folder: Path) -> int:
    """Return the size of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
