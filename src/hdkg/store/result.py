"""What a query answers: rows of RDF terms, yes or no, or a graph; the same from every store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

import rdflib

from hdkg.errors import HdkgError
from hdkg.store import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd
    import rich.table


Term: TypeAlias = rdflib.URIRef | rdflib.Literal | rdflib.BNode
Row: TypeAlias = tuple[Term | None, ...]


class Kind(StrEnum):
    """The form of a query, which decides what its result holds."""

    ROWS = "rows"
    ANSWER = "answer"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one query.

    Attributes
    ----------
    kind
        ``rows`` (SELECT), ``answer`` (ASK) or ``graph`` (CONSTRUCT, DESCRIBE).
    columns
        The variables of a SELECT in order, without their question marks.
    rows
        The solutions in order: rdflib terms, None where a variable is unbound.
    answer
        What an ASK answers.
    graph
        What a CONSTRUCT or DESCRIBE built, else None.
    unanswered
        Of several sources asked at once, why those that gave no answer gave none; see `hdkg.store.federated`.

    Examples
    --------
    >>> from hdkg.store import open_graph
    >>> store = open_graph(rdflib.Graph().parse(data="<urn:a> <urn:b> 86 .", format="turtle"))
    >>> store.query("SELECT ?s ?n { ?s <urn:b> ?n }").to_csv().splitlines()
    ['s,n', 'urn:a,86']
    """

    kind: Kind
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    answer: bool = False
    graph: rdflib.Graph | None = None
    unanswered: tuple[HdkgError, ...] = ()

    def __iter__(self) -> Iterator[dict[str, Term]]:
        """Go through the rows as dictionaries that hold what is bound."""
        for row in self.rows:
            yield {column: term for column, term in zip(self.columns, row, strict=True) if term is not None}

    def __len__(self) -> int:
        """Count the rows (or the triples of a graph)."""
        return len(self.rows) if self.graph is None else len(self.graph)

    def to_table(self, title: str = "") -> rich.table.Table:
        """Return a table for the console: short IRIs, plain figures, language tags left out."""
        return render.table(*self.grid(), title=title)

    def to_csv(self, *, excel: bool = False) -> str:
        """Return SPARQL 1.1 CSV; for Excel with a byte order mark and no cell that starts a formula."""
        return render.csv_text(*self.grid(), excel=excel)

    def to_json(self) -> str:
        """Return SPARQL 1.1 results JSON (of a CONSTRUCT: its triples as rows ``subject predicate object``)."""
        if self.kind is Kind.ANSWER:
            return render.json_answer(self.answer)
        return render.json_rows(*self.grid())

    def to_turtle(self) -> str:
        """Return the graph of a CONSTRUCT in Turtle.

        Raises
        ------
        QueryError
            The query was a SELECT or an ASK.
        """
        return render.turtle(self.graph)

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas frame: whole numbers as Int64, other numbers as float64, all else as text.

        The exact decimals stay in `rows`.

        Raises
        ------
        QueryError
            pandas is not installed.
        """
        return render.frame(*self.grid())

    def grid(self) -> tuple[tuple[str, ...], tuple[Row, ...]]:
        """Return columns and rows, whatever the kind; the triples of a graph are sorted."""
        if self.graph is not None and not self.columns:
            return ("subject", "predicate", "object"), tuple(sorted(_triples(self.graph), key=_n3))
        if self.kind is Kind.ANSWER:
            return ("answer",), ((rdflib.Literal(self.answer),),)
        return self.columns, self.rows


def _triples(graph: rdflib.Graph) -> Iterator[Row]:
    """Go through the triples of a graph as rows."""
    for triple in graph:
        yield tuple(node for node in triple if isinstance(node, rdflib.URIRef | rdflib.Literal | rdflib.BNode))


def _n3(row: Row) -> tuple[str, ...]:
    """Return what a row is sorted by."""
    return tuple("" if term is None else term.n3() for term in row)


class Store(Protocol):
    """What every store can do."""

    def query(self, text: str, *, where: str | Path | None = None) -> Result:
        """Answer a SPARQL 1.1 query; `where` names its file in errors."""
