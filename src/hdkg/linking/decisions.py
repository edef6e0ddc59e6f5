"""A person's word on pairs: a table beside the graphs, which wins over every judgement and every build."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.errors import LinkError
from hdkg.linking.judge import CLOSE, EXACT, NONE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = ["subject_id", "object_id", "decision", "reason"]
VERDICTS = {"accept": EXACT, "accept-close": CLOSE, "reject": NONE}
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a pair: a verdict, and why."""

    verdict: str
    reason: str


def read_decisions(text: str, where: str | Path = "decisions.tsv") -> Mapping[Pair, Decision]:
    r"""Read a table of decisions.

    Parameters
    ----------
    text
        Tab-separated, with the columns ``subject_id``, ``object_id`` (IRIs), ``decision`` (``accept``,
        ``accept-close`` or ``reject``) and ``reason``.
    where
        The file's name, for messages.

    Returns
    -------
    Mapping
        By the two IRIs, the lesser first: in which order they were written makes no difference.

    Raises
    ------
    LinkError
        Columns or a decision are not as they must be, or two lines contradict each other; the line is named.

    Examples
    --------
    >>> table = "subject_id\tobject_id\tdecision\treason\nurn:b\turn:a\treject\ttwo villages\n"
    >>> read_decisions(table)
    {('urn:a', 'urn:b'): Decision(verdict='noMatch', reason='two villages')}
    """
    rows = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or rows[0] != COLUMNS:
        raise LinkError("the columns are not " + ", ".join(COLUMNS), "mend the first line", where=where, line=1)
    found: dict[Pair, Decision] = {}
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(COLUMNS) or row[2] not in VERDICTS or not row[0] or not row[1]:
            remedy = f"write two IRIs, one of {', '.join(VERDICTS)}, and a reason, with tabs between"
            raise LinkError("this is no decision", remedy, where=where, line=line)
        pair = (min(row[:2]), max(row[:2]))
        decision = Decision(VERDICTS[row[2]], row[3])
        if found.setdefault(pair, decision).verdict != decision.verdict:
            raise LinkError("this contradicts an earlier line", "keep one of the two", where=where, line=line)
    return found
