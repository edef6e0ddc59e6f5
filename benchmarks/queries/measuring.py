"""Ask engines one question after another, in turns, and note how long each takes and whether they say the same."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from benchmarks.queries.engines import same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.queries.asked import Asked
    from benchmarks.queries.engines import Answer, Engine


@dataclass(frozen=True, slots=True)
class Measured:
    """What an engine took for a question.

    Attributes
    ----------
    rows
        Of the first text; None where there is no answer.
    median, p95
        Seconds on the clock, over all texts and turns.
    processor
        The median of the processor's seconds.
    slowest
        The p95 of the processor's seconds.
    memory
        MB that the process held at most until then.
    problem
        Why there is no answer, or that it has other rows than the first engine's.
    """

    rows: int | None
    median: float
    p95: float
    processor: float
    slowest: float
    memory: float
    problem: str = ""


def measure(engines: Sequence[Engine], questions: Sequence[Asked], turns: int) -> dict[str, dict[str, Measured]]:
    """Ask every question of every engine, one engine after another for each, so that all see the machine alike.

    Parameters
    ----------
    engines
        The rows of the first are what the others' are compared with.
    questions
        What is asked.
    turns
        How often each text is asked.

    Returns
    -------
    dict
        By question and engine.
    """
    found: dict[str, dict[str, Measured]] = {}
    for question in questions:
        answers = {engine.name: _answers(engine, question, turns) for engine in engines}
        first = answers[engines[0].name]
        found[question.name] = {name: _measured(each, first[0]) for name, each in answers.items()}
        told = ", ".join(
            f"{name} {each.problem or f'{each.median:.3f}'}" for name, each in found[question.name].items()
        )
        click.echo(f"{question.name}: {told}", err=True)
    return found


def _answers(engine: Engine, question: Asked, turns: int) -> list[Answer]:
    """Ask every text, and all again and again; what fails once is not asked again."""
    answers: list[Answer] = []
    for _ in range(turns):
        for text in question.texts:
            answers.append(engine.ask(text))
            if answers[-1].rows is None:
                return [answers[-1]]
    return answers


def _measured(answers: Sequence[Answer], first: Answer) -> Measured:
    clock, processor = ([getattr(each, name) for each in answers] for name in ("clock", "processor"))
    problem = answers[0].problem
    if answers[0].rows is not None and first.rows is not None and not same(answers[0].rows, first.rows):
        problem = f"other rows ({len(answers[0].rows)} for {len(first.rows)})"
    return Measured(
        None if answers[0].rows is None else len(answers[0].rows),
        statistics.median(clock),
        at(clock, 0.95),
        statistics.median(processor),
        at(processor, 0.95),
        max(each.memory for each in answers),
        problem,
    )


def at(values: Sequence[float], share: float) -> float:
    """Return the value that this share does not exceed.

    Examples
    --------
    >>> at([3, 1, 2, 4], 0.5), at([3, 1, 2, 4], 0.95)
    (2, 4)
    """
    return sorted(values)[max(0, -(-int(share * 100) * len(values) // 100) - 1)]


def ratios(found: Mapping[str, Mapping[str, Measured]], engine: str, ours: str) -> dict[str, float]:
    """Return how many times as long an engine takes as ours, by question, where it gives the same rows."""
    return {
        name: each[engine].median / each[ours].median
        for name, each in found.items()
        if not each[engine].problem and not each[ours].problem and each[engine].rows is not None
    }
