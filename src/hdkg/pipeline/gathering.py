"""Facts of several endpoints and files in one store, for questions that need all of them at once.

`hdkg.store.federated` asks each source apart, and no row joins facts of two.  A comparison has to: ranks,
contradictions and what is shared go across sources.  So what it needs is fetched from each endpoint, and asked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import Graph

from hdkg.errors import QueryError
from hdkg.pipeline.graphs import graph_files
from hdkg.pipeline.look import SECONDS
from hdkg.pipeline.whole import Whole
from hdkg.store import EmbeddedStore, RemoteStore, is_address, open_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hdkg.store import Term

    Triple = tuple[Term, Term, Term]

EVERYTHING = "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
IN_FILES = f"SELECT DISTINCT ?fact {{ GRAPH ?file {{ ?fact <{DERIVED}> ?words }} }}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What files and endpoints gave.

    Attributes
    ----------
    store
        All of it.
    givers
        By the IRI of each claim the endpoints that gave it, and what was named of files if they hold it.
    unanswered
        Why each endpoint that gave nothing gave nothing.
    empty
        Whether nobody gave anything: no files were named, and no endpoint answered.
    """

    store: EmbeddedStore
    givers: Mapping[str, tuple[str, ...]]
    unanswered: tuple[QueryError, ...]
    empty: bool


def gather(named: Iterable[str | Path], parts: Sequence[str] = (EVERYTHING,), *, seconds: float = SECONDS) -> Gathered:
    """Fetch the same parts of several endpoints and put them beside graph files.

    Parameters
    ----------
    named
        Graph files, folders of them, and addresses of SPARQL 1.1 endpoints.
    parts
        What is fetched of an endpoint: SELECT queries with the columns ``s``, ``p``, ``o``.
    seconds
        What an endpoint may take for each question; all are asked at the same time.

    Returns
    -------
    Gathered
        An endpoint that fails at one of the parts, or cuts its answer, gives nothing at all: half of it would make
        false ranks.

    Raises
    ------
    GraphError
        A file cannot be read.

    Examples
    --------
    >>> made = gather(["http://127.0.0.1:9/sparql"], seconds=5)
    >>> made.empty, [str(error).partition(" (")[0] for error in made.unanswered]
    (True, ['http://127.0.0.1:9/sparql: the endpoint cannot be reached'])
    """
    asked = list(dict.fromkeys(map(str, named)))
    local = [each for each in asked if not is_address(each)]
    urls = [each for each in asked if is_address(each)]
    files = graph_files(local) if local else ()
    with ThreadPoolExecutor(max_workers=max(1, len(urls))) as pool:
        answers = list(pool.map(lambda url: _fetch(url, parts, seconds), urls))
    given = {url: answer for url, answer in zip(urls, answers, strict=True) if not isinstance(answer, QueryError)}
    graph = Graph(bind_namespaces="none")
    for triples in given.values():
        for triple in triples:
            graph.add(triple)
    store = open_graph(graph, *files)
    failed = tuple(answer for answer in answers if isinstance(answer, QueryError))
    return Gathered(store, _givers(store, local, given), failed, not (files or given))


def _fetch(url: str, parts: Sequence[str], seconds: float) -> list[Triple] | QueryError:
    """Return all triples of an endpoint's parts, or why there are none."""
    store = Whole(RemoteStore(url, seconds))
    found: list[Triple] = []
    try:
        for part in parts:
            found += [(row["s"], row["p"], row["o"]) for row in store.query(part)]
    except QueryError as error:
        return error
    except KeyError:
        return QueryError("the endpoint's answer has not the columns asked for", "look at its address", where=url)
    return found


def _givers(
    store: EmbeddedStore, local: Sequence[str], given: Mapping[str, Sequence[Triple]]
) -> dict[str, tuple[str, ...]]:
    """Return who gave each claim; what endpoints gave is in no named graph of the store."""
    found: dict[str, list[str]] = {}
    for row in store.query(IN_FILES):
        found.setdefault(str(row["fact"]), []).extend(local)
    for url, triples in given.items():
        for fact in {str(s) for s, p, _ in triples if str(p) == DERIVED}:
            found.setdefault(fact, []).append(url)
    return {fact: tuple(givers) for fact, givers in found.items()}
