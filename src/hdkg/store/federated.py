"""One query asked of several sources at once, each by itself; whoever does not answer costs its own rows only."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import rdflib

from hdkg.errors import HdkgError, QueryError
from hdkg.store.remote import RemoteStore
from hdkg.store.result import Kind, Result, Store
from hdkg.store.tokens import form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hdkg.store.result import Row, Term

SOURCE, INSTEAD = "source", "asked"  # the column's name; where the query has one of that name itself, the other


@dataclass(frozen=True, slots=True)
class Source:
    """A store to be asked, and what it is called in the rows: an endpoint's address, or the path of files."""

    name: str
    store: Store

    @property
    def term(self) -> Term:
        """Its name as a term: the IRI of an endpoint, the text of a path."""
        return rdflib.URIRef(self.name) if isinstance(self.store, RemoteStore) else rdflib.Literal(self.name)


def ask_each(sources: Sequence[Source], text: str, *, where: str | Path | None = None, seconds: float = 60.0) -> Result:
    """Ask every source the same query and put the answers one after the other.

    A query sees one source at a time: no row joins facts of two, and a count, an order or a limit is each source's own.

    Parameters
    ----------
    sources
        What is asked: endpoints at the same time, other stores one after the other.
    text
        SPARQL 1.1.
    where
        The file it came from, for errors.
    seconds
        What an endpoint may take from now to the last byte of its answer.

    Returns
    -------
    Result
        The rows in the order of the sources, each with its source in the first column, ``source`` (``asked`` where the
        query has a column ``source`` itself).  What an ASK answers is a row, too.  Of a CONSTRUCT `graph` is the union.
        `unanswered` says of each endpoint that gave no answer why; where none did, there is no other column.

    Raises
    ------
    QueryError
        A store of this process refused the query.

    Examples
    --------
    >>> from hdkg.store import open_store
    >>> both = [Source("a.ttl", open_store([])), Source("b.ttl", open_store([]))]
    >>> ask_each(both, "SELECT (1 + 1 AS ?two) {}").to_csv().splitlines()
    ['source,two', 'a.ttl,2', 'b.ttl,2']
    """
    until = time.monotonic() + seconds
    answers: SimpleQueue[tuple[int, Result | BaseException]] = SimpleQueue()
    awaited = {at for at, source in enumerate(sources) if isinstance(source.store, RemoteStore)}
    for at in sorted(awaited):
        # Daemons: an endpoint that never ends its answer must not keep this process from ending.
        threading.Thread(target=_ask, args=(answers, at, sources[at], text, where), daemon=True).start()
    got: dict[int, Result | HdkgError] = {
        at: source.store.query(text, where=where) for at, source in enumerate(sources) if at not in awaited
    }
    while awaited - set(got):
        try:
            at, answer = answers.get(timeout=max(0.0, until - time.monotonic()))
        except Empty:
            break
        if not isinstance(answer, Result | HdkgError):
            raise answer
        got[at] = answer
    for at in awaited - set(got):
        problem = f"no answer within {seconds:g} seconds"
        got[at] = QueryError(problem, "ask for less, or allow more time", where=sources[at].name)
    answered = {sources[at]: answer for at in sorted(got) if isinstance(answer := got[at], Result)}
    failed = tuple(answer for at in sorted(got) if isinstance(answer := got[at], HdkgError))
    return _joined(answered, failed, form(text))


def _ask(
    answers: SimpleQueue[tuple[int, Result | BaseException]],
    at: int,
    source: Source,
    text: str,
    where: str | Path | None,
) -> None:
    """Put a source's answer, or why there is none, into the queue."""
    try:
        answers.put((at, source.store.query(text, where=where)))
    except BaseException as error:
        answers.put((at, error))


def _joined(answered: Mapping[Source, Result], failed: tuple[HdkgError, ...], kind: str) -> Result:
    """Return the answers as one."""
    if not answered:
        return Result(Kind.ROWS, columns=(SOURCE,), unanswered=failed)
    if kind in {"CONSTRUCT", "DESCRIBE"}:
        return _union(answered, failed)
    if kind == "ASK":
        verdicts = tuple((source.term, rdflib.Literal(answer.answer)) for source, answer in answered.items())
        return Result(Kind.ROWS, columns=(SOURCE, "answer"), rows=verdicts, unanswered=failed)
    columns = tuple(dict.fromkeys(column for answer in answered.values() for column in answer.columns))
    rows: list[Row] = []
    for number, (source, answer) in enumerate(answered.items(), start=1):
        places = [answer.columns.index(column) if column in answer.columns else None for column in columns]
        for row in answer.rows:
            cells = (None if place is None else row[place] for place in places)
            rows.append((source.term, *(_own(cell, number) for cell in cells)))
    name = INSTEAD if SOURCE in columns else SOURCE
    return Result(Kind.ROWS, columns=(name, *columns), rows=tuple(rows), unanswered=failed)


def _union(answered: Mapping[Source, Result], failed: tuple[HdkgError, ...]) -> Result:
    """Return the graphs as one, and their triples as rows."""
    union = rdflib.Graph()
    rows: list[Row] = []
    for number, (source, answer) in enumerate(answered.items(), start=1):
        own = rdflib.Graph()
        for triple in answer.graph or ():
            own.add(tuple(_own(node, number) for node in triple))  # type: ignore[arg-type]
        union += own
        rows += [(source.term, *row) for row in _triples(own)]
    columns = (SOURCE, "subject", "predicate", "object")
    return Result(Kind.GRAPH, columns=columns, rows=tuple(rows), graph=union, unanswered=failed)


def _triples(graph: rdflib.Graph) -> Iterator[Row]:
    """Go through the triples of a graph in a fixed order."""
    _, rows = Result(Kind.GRAPH, graph=graph).grid()
    yield from rows


def _own(node: Term | None, number: int) -> Term | None:
    """Return a node; a blank one under a name that no other source has."""
    return rdflib.BNode(f"s{number}_{node}") if isinstance(node, rdflib.BNode) else node
