"""The alignment queries: whether one fits a graph, and which terms it knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import rdflib

from hdkg.queries import Query, read
from hdkg.resources import queries_dir
from hdkg.store.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.store import Store

SECURE, PLAIN = "https://schema.org/", "http://schema.org/"  # one vocabulary under two names


@dataclass(frozen=True, slots=True)
class Alignment:
    """One query of ``queries/align/``."""

    query: Query

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.query.name

    def fits(self, store: Store) -> bool:
        """Tell whether a graph holds anything that the query brings in.

        Examples
        --------
        >>> from hdkg.store import open_graph
        >>> text = '<urn:a> <https://schema.org/award> "全国文明村" .'
        >>> graph = rdflib.Graph().parse(format="turtle", data=text)
        >>> [each.name for each in alignments() if each.fits(open_graph(graph))]
        ['schema-org']
        """
        return any(store.query(_asking(text), where=self.query.where).answer for text in self._texts())

    def apply(self, store: Store) -> rdflib.Graph:
        """Return what the query makes of a graph."""
        made = rdflib.Graph(bind_namespaces="none")
        for text in self._texts():
            made += store.query(text, where=self.query.where).graph or ()
        return made

    @property
    def terms(self) -> frozenset[str]:
        """The IRIs that the query is written with."""
        return frozenset(iri for text in self._texts() for iri in _iris(text))

    def _texts(self) -> tuple[str, ...]:
        """Return the query in each way of writing its vocabulary."""
        text = self.query.text
        return tuple(dict.fromkeys((text, text.replace(SECURE, PLAIN))))


@cache
def alignments() -> tuple[Alignment, ...]:
    """Return all alignments, by name.

    Examples
    --------
    >>> [alignment.name for alignment in alignments()]
    ['cids', 'data-commons', 'schema-org', 'wikidata']
    """
    return tuple(Alignment(read(path)) for path in sorted((queries_dir() / "align").glob("*.rq")))


def _asking(text: str) -> str:
    """Return the query that asks whether a CONSTRUCT has a solution: its template becomes ASK."""
    start = end = depth = 0
    for token in tokens(text):
        if (token["word"] or "").upper() == "CONSTRUCT" and not start:
            start = token.start()
        if start and not end:
            depth += (token["open"] == "{") - (token["close"] == "}")
            if token["close"] == "}" and not depth:
                end = token.end()
        elif end and (token["word"] or "").upper() == "WHERE":
            return f"{text[:start]}ASK {text[token.start() :]}"
    raise AssertionError(text)  # the files of the package are CONSTRUCT queries with WHERE; a test reads each


def _iris(text: str) -> Iterator[str]:
    """Go through the IRIs of a query, prefixed names written out."""
    spaces: dict[str, str] = {}
    declared = None
    for token in tokens(text):
        if token["prefix"] is not None:
            prefix, _, local = token[0].partition(":")
            if prefix in spaces:
                yield spaces[prefix] + local
            declared = prefix
        elif token["iri"] is not None and declared is not None:
            spaces.setdefault(declared, token["iri"])
