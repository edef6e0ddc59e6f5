"""Build articles in several processes; an article that breaks something breaks it for itself alone."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.errors import HdkgError
from hdkg.pipeline.building import build_plain, left
from hdkg.pipeline.bulk.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from hdkg.pipeline.building import PlainResult

_AN_ARTICLE = 50_000  # objects, about
_AHEAD = 4  # articles a process that are handed out at once, so that none waits and memory stays flat


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: how many triples its graph has, or why there is none."""

    job: Job
    triples: int = 0
    problem: str = ""


def work(jobs: Iterable[Job], processes: int, *, strict: bool = False) -> Generator[Outcome, None, None]:
    """Build articles and yield what became of each, in the order in which they are done.

    Parameters
    ----------
    jobs
        The articles; they are taken as they are needed.
    processes
        How many are built at once.
    strict
        See `hdkg.pipeline.building.build`.
    """
    source = iter(jobs)
    while suspects := (yield from _pooled(source, processes, strict=strict)):
        # One of these ended its process: each by itself, then on with the others.
        for job in suspects:
            if (yield from _pooled(iter((job,)), 1, strict=strict)):
                yield Outcome(job, problem=f"{job.source}: building it ended its process; take it out, or shorten it")


def _pooled(source: Iterator[Job], processes: int, *, strict: bool) -> Generator[Outcome, None, list[Job]]:
    """Build in one pool until nothing is left or a process dies; return what was under way then."""
    context = multiprocessing.get_context("spawn")  # the same on every system, and nothing inherited
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=prepare)
    running: dict[Future[Outcome], Job] = {}
    broken: list[Job] = []
    try:
        while not broken:
            while len(running) < _AHEAD * processes and (job := next(source, None)) is not None:
                try:
                    running[pool.submit(build_one, job, strict=strict)] = job
                except BrokenProcessPool:
                    broken.append(job)
                    break
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    broken.append(job)
        return [*broken, *running.values()]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def prepare() -> None:
    """Make a process ready: the program, not the article, answers an interruption, and libraries start no threads."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["RAYON_NUM_THREADS"] = "1"
    collect_seldom()


def collect_seldom() -> None:
    """Let Python look for circles of objects about once an article: it finds hardly any, and memory stays flat."""
    gc.set_threshold(_AN_ARTICLE, *gc.get_threshold()[1:])


def build_one(job: Job, *, strict: bool = False) -> Outcome:
    """Build an article and write its graph; whatever goes wrong is told and not raised."""
    return attempt(
        job, lambda: build_plain(job.source, out=job.target, corrections=job.corrections, strict=strict), strict=strict
    )[0]


def attempt(job: Job, build_it: Callable[[], PlainResult], *, strict: bool) -> tuple[Outcome, PlainResult | None]:
    """Build an article; return what became of it, and what was built if its graph is good."""
    try:
        result = build_it()
    except HdkgError as error:
        return Outcome(job, problem=str(error)), None
    except Exception as error:  # a defect of ours must not cost the other articles
        return Outcome(job, problem=f"{job.source}: {type(error).__name__}: {error}"), None
    reason = "" if result.report.conforms else next(result.report.lines())
    if not reason and strict and left(result):
        reason = "something was not understood (--strict)"
    if reason:
        return Outcome(job, problem=f"{job.source}: the graph was not written: {reason}"), None
    return Outcome(job, len(result.triples)), result
