"""Run a query, catalogued or not, with its parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hdkg.queries.catalogue import load
from hdkg.queries.query import Query, parse
from hdkg.store import ask_each

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hdkg.queries.parameters import Value
    from hdkg.store import Result, Source, Store

NAME = re.compile(r"[\w.-]+")


def run(store: Store, query: str | Query, params: Mapping[str, Value] | None = None) -> Result:
    """Answer a query.

    Parameters
    ----------
    store
        Embedded or remote.
    query
        The name of a catalogued query, SPARQL text, or a `Query`.
    params
        Values by the names of its parameters.

    Returns
    -------
    Result
        The same rows from every store.

    Raises
    ------
    QueryError
        The name, a parameter or the query itself is wrong, or the endpoint refused it.

    Examples
    --------
    >>> from hdkg.store import open_store
    >>> run(open_store([]), "SELECT (1 + 1 AS ?two) {}").to_csv().splitlines()
    ['two', '2']
    """
    asked = _meant(query)
    return store.query(asked.filled(params or {}), where=asked.where)


def run_each(
    sources: Sequence[Source],
    query: str | Query,
    params: Mapping[str, Value] | None = None,
    *,
    seconds: float = 60.0,
) -> Result:
    """Answer a query from several sources, each asked by itself; see `hdkg.store.federated.ask_each`.

    Examples
    --------
    >>> from hdkg.store import Source, open_store
    >>> run_each([Source("a.ttl", open_store([]))], "ASK {}").to_csv().splitlines()
    ['source,answer', 'a.ttl,true']
    """
    asked = _meant(query)
    return ask_each(sources, asked.filled(params or {}), where=asked.where, seconds=seconds)


def _meant(query: str | Query) -> Query:
    """Return a query given by its name, as text or as itself."""
    if isinstance(query, Query):
        return query
    return load(query) if NAME.fullmatch(query) else parse(query)
