"""What to cite for a fact: its source, the words, where they stand; the answers of ``queries/citation.rq``."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from hdkg.errors import QueryError
from hdkg.queries import load, run
from hdkg.store.render import short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hdkg.store import Store, Term

    Row = Mapping[str, Term]

KNOWN = "SELECT ?class WHERE { ?thing a ?class } ORDER BY ?class"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source: `start` and `end` count Unicode code points from 0, `end` exclusive; `iri` names the span."""

    text: str
    start: int
    end: int
    iri: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact as one source says it.

    Attributes
    ----------
    fact
        The permanent IRI.
    says, says_en
        The fact's label in Chinese and English (with the figure as written, where it is one); may be empty.
    quotes
        The words that say it, in the order of the text.
    title, authors, publisher, issued
        The source: its title, its authors (sorted, for a graph keeps no order), its newspaper, ISO 8601 date.
    record
        Of a restatement the article restated, else where the article appeared, in one line; mostly empty.
    licence
        IRI of the source's licence; empty where it states none.
    """

    fact: str
    says: str
    says_en: str
    quotes: tuple[Quote, ...]
    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    issued: str = ""
    record: str = ""
    licence: str = ""


def cite(store: Store, fact: str) -> tuple[Citation, ...]:
    """Return what to cite for a fact.

    Parameters
    ----------
    store
        Graphs, embedded or at an endpoint.
    fact
        IRI of a claim, an entity or a span, whole or shortened as tables show it (``id:observation/…``).

    Returns
    -------
    tuple[Citation, ...]
        One for each source that says it.

    Raises
    ------
    QueryError
        It is no IRI, the graphs do not know it, or what it names rests on no words of a source.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.store import open_store
    >>> store = open_store([graph_dir() / "hengdong-2023.ttl"])
    >>> cite(store, "id:division/430424108")[0].quotes[0].text
    '杨桥镇'
    """
    query = load("citation")
    rows = list(run(store, query, {"fact": fact}))
    if not rows:
        raise _unknown(store, fact, query.parameters[0].term(fact))
    return tuple(_citation(list(group)) for _, group in groupby(rows, key=lambda row: str(row["source"])))


def _unknown(store: Store, fact: str, term: str) -> QueryError:
    """Return why nothing can be cited; `term` is the fact as SPARQL, written by the serializer."""
    classes = store.query(KNOWN.replace("?thing", term)).rows
    if classes:
        kinds = ", ".join(short(row[0]) for row in classes)
        return QueryError(f"{fact} is no fact but {kinds}", "cite a claim, an entity or a span")
    return QueryError(
        f"the graphs hold no fact {fact}", "find one with 'hdkg search WORDS', or name its graph with --on"
    )


def _citation(rows: list[Row]) -> Citation:
    """Return the citation of one source from its rows: one for each run of words and author."""
    first = rows[0]
    quotes = {
        str(row["quote_iri"]): Quote(str(row["quote"]), int(row["start"]), int(row["end"]), str(row["quote_iri"]))
        for row in rows
    }
    figure = f"{first['value']}{first.get('unit', '')}" if "value" in first else ""
    return Citation(
        fact=str(first["fact"]),
        says=_joined(str(first.get("says", "")), figure),
        says_en=_joined(str(first.get("says_en", "")), figure),
        quotes=tuple(quotes.values()),
        title=str(first.get("title", "")),
        authors=tuple(sorted({str(row["author"]) for row in rows if "author" in row})),
        publisher="、".join(sorted({str(row["publisher"]) for row in rows if "publisher" in row})),
        issued=str(first.get("issued", "")),
        record=str(first.get("record", "")),
        licence=str(first.get("licence", "")),
    )


def _joined(says: str, figure: str) -> str:
    """Return a label with the figure that it leaves to the value."""
    return f"{says}: {figure}" if says and figure else says
