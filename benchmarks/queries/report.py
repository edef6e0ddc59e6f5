"""The results as Markdown and as lines of a plot."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.plot import slope
from benchmarks.queries.asked import ANALYTICAL, DERIVED, INTERACTIVE
from benchmarks.queries.flat import FLAT
from benchmarks.queries.measuring import ratios

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.queries.asked import Asked
    from benchmarks.queries.measuring import Measured
    from benchmarks.queries.stores import Filled

    Found = Mapping[str, Measured]
    Compared = Mapping[str, Mapping[str, Measured]]

GROUPS = (INTERACTIVE, ANALYTICAL, DERIVED, FLAT)


def stores_table(stores: Sequence[Filled]) -> list[str]:
    """Return what was loaded, as rows of a table."""
    return [
        "| county-years | triples | loading, processor s | triples a second | on disk, MB | bytes a triple |",
        "|---|---|---|---|---|---|",
        *(
            f"| {each.graphs:,} | {each.triples:,} | {each.seconds:.0f} | {each.triples / each.seconds:,.0f} "
            f"| {each.size / 1e6:,.0f} | {each.size / each.triples:.0f} |"
            for each in stores
        ),
    ]


def growth_table(stores: Sequence[Filled], found: Sequence[Found], questions: Sequence[Asked]) -> list[str]:
    """Return how long each question takes at each size, and how that grows."""
    heads = "".join(f" {each.triples / 1e6:.1f} M: clock | p95 | processor | p95 |" for each in stores)
    rows = [
        f"| question | group | rows |{heads} memory, MB | slope |",
        "|---|---|---|" + "---|" * (4 * len(stores) + 2),
    ]
    for question in questions:
        every = [each[question.name] for each in found]
        cells = "".join(
            f" {each.median * 1e3:.1f} | {each.p95 * 1e3:.1f} | {each.processor * 1e3:.1f} | {each.slowest * 1e3:.1f} |"
            if each.rows is not None
            else f" {each.problem} | | | |"
            for each in every
        )
        points = points_of(stores, every)
        grows = f"{slope(points):.2f}" if len(points) > 1 else ""
        rows.append(
            f"| {question.name} | {question.group} | {every[-1].rows if every[-1].rows is not None else ''} |{cells} "
            f"{every[-1].memory:.0f} | {grows} |"
        )
    return rows


def points_of(stores: Sequence[Filled], every: Sequence[Measured]) -> list[tuple[float, float]]:
    """Return size and processor time of what was answered, for a plot."""
    return [
        (filled.triples, max(each.processor, 1e-5))
        for filled, each in zip(stores, every, strict=True)
        if each.rows is not None
    ]


def lines(
    stores: Sequence[Filled], found: Sequence[Found], questions: Sequence[Asked]
) -> dict[str, list[tuple[float, float]]]:
    """Return the lines of the plot: groups as a whole, and each analytical question that is answered at all sizes."""
    drawn: dict[str, list[tuple[float, float]]] = {}
    by_group = {group: [each.name for each in questions if each.group == group] for group in GROUPS}
    for label, group, of in (
        ("interactive, median", INTERACTIVE, statistics.median),
        ("interactive, slowest", INTERACTIVE, max),
        ("derived, geometric mean", DERIVED, geometric),
    ):
        names = [name for name in by_group[group] if all(each[name].rows is not None for each in found)]
        if names:
            drawn[label] = [
                (filled.triples, max(of([each[name].processor for name in names]), 1e-5))
                for filled, each in zip(stores, found, strict=True)
            ]
    for name in by_group[ANALYTICAL]:
        points = points_of(stores, [each[name] for each in found])
        if len(points) == len(stores):
            drawn[name] = points
    return drawn


def geometric(values: Sequence[float]) -> float:
    """Return the geometric mean.

    Examples
    --------
    >>> round(geometric([1, 100]), 9)
    10.0
    """
    return math.exp(statistics.fmean(math.log(max(value, 1e-6)) for value in values))


def summary_table(found: Compared, questions: Sequence[Asked], ours: str) -> list[str]:
    """Return each engine's times as multiples of ours, by group: geometric mean, of how many questions, what failed."""
    engines = [name for name in next(iter(found.values())) if name != ours]
    groups = [group for group in GROUPS if any(each.group == group for each in questions)]
    head = "| engine |" + "".join(f" {group} |" for group in groups) + " not answered, or otherwise |"
    rows = [head, "|---|" + "---|" * (len(groups) + 1)]
    for engine in engines:
        cells = []
        for group in groups:
            names = [each.name for each in questions if each.group == group]
            times = ratios({name: found[name] for name in names}, engine, ours)
            mean = f"{geometric(list(times.values())):.2g}" if times else "–"
            cells.append(f" {mean} ({len(times)} of {len(names)}) |")
        problems = Counter(_short(each[engine].problem) for each in found.values() if each[engine].problem)
        told = ", ".join(f"{times} × {problem}" for problem, times in sorted(problems.items()))
        rows.append(f"| {engine} |{''.join(cells)} {told} |")
    return rows


def peers_table(found: Compared, questions: Sequence[Asked], ours: str) -> list[str]:
    """Return every question with the time of ours and the others' as multiples of it, or what came instead."""
    engines = [name for name in next(iter(found.values())) if name != ours]
    rows = [
        f"| question | {ours}, ms |" + "".join(f" {name} |" for name in engines),
        "|---|---|" + "---|" * len(engines),
    ]
    for question in questions:
        each = found[question.name]
        mine = f"{each[ours].median * 1e3:.1f}" if each[ours].rows is not None else each[ours].problem
        cells = []
        for name in engines:
            other = each[name]
            times = other.median / each[ours].median if other.rows is not None and each[ours].rows is not None else 0.0
            cells.append(f" {f'{times:.2g}' if times and not other.problem else _short(other.problem) or '–'} |")
        rows.append(f"| {question.name} | {mine} |{''.join(cells)}")
    return rows


def _short(problem: str) -> str:
    """Return a problem in a few words: other rows, too slow, or the engine's own kind of complaint."""
    words = problem.replace("|", "/").split(":")[0]
    return "other rows" if words.startswith("other rows") else words[:40]
