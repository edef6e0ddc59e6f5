"""The queries that come with hdkg, and those in files of the user's."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path

from hdkg.errors import QueryError
from hdkg.queries.query import Query, parse
from hdkg.resources import queries_dir


@cache
def catalogue() -> tuple[Query, ...]:
    """Return the catalogued queries, by number and name.

    Returns
    -------
    tuple of Query
        Every ``queries/*.rq``.

    Raises
    ------
    QueryError
        A file's header is malformed.

    Examples
    --------
    >>> [query.name for query in catalogue() if query.number == 2]
    ['first-in-the-city']
    """
    found = [read(path) for path in queries_dir().glob("*.rq")]
    return tuple(sorted(found, key=lambda query: (query.number is None, query.number or 0, query.name)))


def load(name: str) -> Query:
    """Return a catalogued query.

    Raises
    ------
    QueryError
        There is none of this name; the message names the nearest.

    Examples
    --------
    >>> load("first-in-the-city").title_en
    'First in the city'
    """
    known = {path.stem: path for path in queries_dir().glob("*.rq")}
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
        remedy = f"did you mean {', '.join(near)}?" if near else "list them with: hdkg query --list"
        raise QueryError(f"there is no query {name!r}", remedy)
    return read(known[name])


def read(path: str | Path) -> Query:
    """Read a query from a file.

    Raises
    ------
    QueryError
        The file cannot be read, is not UTF-8 or has a malformed header.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"cannot be read ({error.strerror})", "name a file with SPARQL", where=path) from error
    except UnicodeDecodeError as error:
        raise QueryError("not UTF-8", "save it as UTF-8", where=path) from error
    return parse(text, Path(path).stem, path)
