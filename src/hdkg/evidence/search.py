"""Search over what sources say and what facts are called; the facts come from ``queries/search.rq``."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from hdkg.errors import QueryError
from hdkg.queries import load, run
from hdkg.resources import concepts, ontology_dir
from hdkg.store import Kind, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hdkg.queries import Value
    from hdkg.store import Store, Term

    Row = tuple[Term | None, ...]


def search(store: Store, words: Iterable[str], *, county: str = "") -> Result:
    """Return the facts in whose evidence or names all the words occur.

    Parameters
    ----------
    store
        Any number of graphs, embedded or at an endpoint.
    words
        Each is looked for by itself, upper and lower case as one, in the words of the source and in the names of the
        fact (Chinese, English, pinyin).  Another way to write a catalogued indicator (GDP) finds the indicator too.
    county
        GB/T 2260 code of the one county to search in; all where empty.

    Returns
    -------
    Result
        One row for a fact and a run of words that says it, with the IRIs of both; by source and place in the text.

    Raises
    ------
    QueryError
        There is no word.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.store import open_store
    >>> found = search(open_store([graph_dir() / "hengdong-2023.ttl"]), ["GDP", "总量"])
    >>> [str(row["says"]) for row in found]
    ['衡东县 地区生产总值 2023-01/2023-09']
    """
    wanted = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
    if not wanted:
        raise QueryError("no word to look for", "name a word that the source or a fact's name holds")
    query = load("search")
    scope: dict[str, Value] = {"county": county} if county else {}
    answers = [
        [run(store, query, {**scope, "word": form}) for form in (word, *_names().get(word.casefold(), ()))]
        for word in wanted
    ]
    everything = run(store, query, scope)
    kept = set.intersection(*({row for result in forms for row in result.rows} for forms in answers))
    return Result(Kind.ROWS, everything.columns, tuple(row for row in everything.rows if row in kept))


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the preferred names of the catalogued indicators by each of their other names."""
    found: dict[str, tuple[str, ...]] = {}
    for concept in concepts(ontology_dir() / "indicators.ttl"):
        for other in (*concept.alt_labels.get("zh", ()), *concept.alt_labels.get("en", ())):
            found[other.casefold()] = (*found.get(other.casefold(), ()), concept.label("zh"))
    return MappingProxyType(found)
