"""Answers of an endpoint that are all there: many cut what is long and say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.errors import QueryError

if TYPE_CHECKING:
    from pathlib import Path

    from hdkg.store import RemoteStore, Result


class Whole:
    """An endpoint whose answers are counted.

    Parameters
    ----------
    store
        The endpoint.
    """

    def __init__(self, store: RemoteStore) -> None:
        self._store = store

    def query(self, text: str, *, where: str | Path | None = None) -> Result:
        """Answer a SELECT, with all its rows or not at all.

        Raises
        ------
        QueryError
            The endpoint gave no answer, or other rows than it counts.
        """
        answer = self._store.query(text, where=where)
        (told,) = next(iter(self._store.query(_counting(text)).rows), (None,))
        if str(told) != str(len(answer)):
            problem = f"the endpoint gave {len(answer)} rows where it has {told}"
            raise QueryError(problem, "name a file of its graph, or raise its limit of rows", where=self._store.url)
        return answer


def _counting(text: str) -> str:
    """Return a query for the number of rows of a SELECT."""
    head, select, rest = text.partition("SELECT")
    return f"{head}SELECT (COUNT(*) AS ?n) {{ {{ {select}{rest} }} }}"
