"""Run a query, catalogued or not, with its parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hdkg.queries.catalogue import load
from hdkg.queries.query import Query, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hdkg.queries.parameters import Value
    from hdkg.store import Result, Store

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
    if isinstance(query, str):
        query = load(query) if NAME.fullmatch(query) else parse(query)
    return store.query(query.filled(params or {}), where=query.where)
