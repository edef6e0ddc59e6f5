"""From an extraction to a county's graph and to sorted Turtle; the contract is ``ontology/README.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.triples.catalogue import catalogue, repeat_labels
from hdkg.triples.claims import write_claims
from hdkg.triples.claims.context import Context
from hdkg.triples.corrections import write_corrections
from hdkg.triples.draft import Draft
from hdkg.triples.entities import name_entities, write_entities
from hdkg.triples.held import Triples
from hdkg.triples.programmes import write_implemented
from hdkg.triples.source import write_article, write_dataset, write_ledger
from hdkg.triples.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import Graph

    from hdkg.model import Extraction
    from hdkg.resources import Concept

__all__ = ["Triples", "to_graph", "to_triples", "turtle"]


def to_graph(extraction: Extraction, known: Mapping[str, Concept] | None = None) -> Graph:
    """Write all that was read out of an article as a graph that can be read alone.

    Parameters
    ----------
    extraction
        Entities, claims and ledger; its article's county and date are settled.
    known
        The concepts whose labels are repeated, by IRI; those of ``ontology/`` where not given.

    Returns
    -------
    rdflib.Graph
        Without blank nodes; the same extraction gives the same triples.

    Examples
    --------
    >>> from hdkg.model import Article, Entity, EntityKind, Extraction, Metadata, Span
    >>> article = Article("青川县稳步向前。", (), Metadata(county="510822", published="2024-01-05"))
    >>> county = Entity("county", EntityKind.COUNTY, "青川县", code="510822", spans=(Span(0, 3),))
    >>> graph = to_graph(Extraction(article, "county", (county,), (), ()))
    >>> '"Qingchuan County"@en' in turtle(graph)
    True
    """
    return to_triples(extraction, known).graph()


def to_triples(extraction: Extraction, known: Mapping[str, Concept] | None = None) -> Triples:
    """Write what `to_graph` does, in a fraction of the time, as plain triples."""
    known = catalogue() if known is None else known
    draft = Draft(extraction.article)
    named = name_entities(extraction)
    write_article(draft, named[extraction.county])
    write_entities(draft, extraction, named)
    write_implemented(draft, extraction, named)
    context = Context(draft, extraction, named, known)
    write_claims(context)
    write_ledger(draft, extraction.ledger)
    write_corrections(draft, extraction, named, context.nodes)
    repeat_labels(draft.triples, known)
    write_dataset(draft, extraction)
    return draft.triples
