"""The formats of answers: which the engine writes, under which media types, and which one a client likes best."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "srx",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "srx",
    "text/xml": "srx",
}
GRAPH = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/xml": "rdf",
}
# What ``format=`` may say, for links, which cannot send an Accept header.
NAMES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
TEXTS = frozenset({"text/csv", "text/tab-separated-values", "text/turtle", "text/xml", "application/n-triples"})


@dataclass(frozen=True, slots=True)
class Wish:
    """The media types that a client likes best for rows (or a yes or no) and for a graph; empty where it takes none."""

    rows: str
    graph: str


@lru_cache(maxsize=512)
def wish(accept: str) -> Wish:
    """Return what an Accept header asks for, by quality and then in the server's order.

    Examples
    --------
    >>> wish("text/csv;q=0.5, application/sparql-results+xml, text/turtle;q=0.1")
    Wish(rows='application/sparql-results+xml', graph='text/turtle')
    >>> wish("image/png")
    Wish(rows='', graph='')
    """
    return Wish(best(accept, tuple(ROWS)), best(accept, tuple(GRAPH)))


@lru_cache(maxsize=512)
def best(accept: str, offers: tuple[str, ...]) -> str:
    """Return the offer that an Accept header likes best, the first of equals; empty where it takes none.

    Examples
    --------
    >>> best("text/*;q=0.5, */*;q=0.1", ("application/json", "text/html"))
    'text/html'
    >>> best("text/html;q=0", ("text/html",))
    ''
    """
    liked = parse_accept_header(accept or "*/*", MIMEAccept)
    marked = max(((liked.quality(offer), -place, offer) for place, offer in enumerate(offers)), default=(0, 0, ""))
    return marked[2] if marked[0] > 0 else ""


def named(name: str) -> Wish:
    """Return the wish that ``format=name`` stands for; empty where the name is unknown.

    Examples
    --------
    >>> named("csv")
    Wish(rows='text/csv', graph='')
    """
    media = NAMES.get(name, "")
    return Wish(media if media in ROWS else "", media if media in GRAPH else "")


def content_type(media: str) -> str:
    """Return the Content-Type header of a media type; texts say that they are UTF-8.

    Examples
    --------
    >>> content_type("text/csv"), content_type("application/ld+json")
    ('text/csv; charset=utf-8', 'application/ld+json')
    """
    return f"{media}; charset=utf-8" if media in TEXTS else media
