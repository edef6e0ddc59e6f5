"""SPARQL 1.1 Protocol: from a request to a query or an update, or the status and message of a refusal.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pyoxigraph as ox
from werkzeug.http import parse_options_header

if TYPE_CHECKING:
    from collections.abc import Sequence

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
GRAPHS = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
MOST_FIELDS = 200
HOW = f"send it as GET ?query=, as a form ({FORM}) or as {QUERY} or {UPDATE}"


class RefusalError(Exception):
    """A request that gets no answer.

    Attributes
    ----------
    status
        The HTTP status.
    headers
        What goes with it.
    """

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update.

    Attributes
    ----------
    kind
        ``query``, ``update``, or empty where the request holds neither.
    text
        The SPARQL.
    default, named
        The graphs of the dataset that the request names; None where it names no dataset.
    format
        What ``format=`` says.
    """

    kind: str
    text: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    format: str = ""


def operation(method: str, address: bytes, media: str, body: bytes) -> Operation:
    """Return what a request asks for.

    Parameters
    ----------
    method
        ``GET`` or ``POST``.
    address
        What stands after the question mark in the address.
    media
        The request's Content-Type.
    body
        The request's body.

    Returns
    -------
    Operation
        The query or update.

    Raises
    ------
    RefusalError
        The request breaks the protocol.

    Examples
    --------
    >>> operation("GET", b"query=ASK%20%7B%7D&default-graph-uri=urn%3Aa", "", b"")
    Operation(kind='query', text='ASK {}', default=('urn:a',), named=(), format='')
    """
    fields = read_fields(address)
    if method == "GET":
        if any(name == "update" for name, _ in fields):
            raise RefusalError(400, "An update has to be sent by POST")
        return _from_fields(fields)
    kind, options = parse_options_header(media)
    if options.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise RefusalError(415, "The request is not in UTF-8; SPARQL is sent in UTF-8")
    if kind == FORM:
        return _from_fields([*fields, *read_fields(body)])
    if kind not in {QUERY, UPDATE}:
        raise RefusalError(415, f"The request's Content-Type is {kind or 'missing'}; {HOW}")
    name = "query" if kind == QUERY else "update"
    if any(field in {"query", "update"} for field, _ in fields):
        raise RefusalError(400, f"The request holds a {name} in its body and another in its address; {HOW}")
    try:
        return _from_fields([*fields, (name, body.decode("utf-8"))])
    except UnicodeDecodeError as error:
        raise RefusalError(400, f"The {name} is not UTF-8 (byte {error.start})") from error


def read_fields(data: bytes) -> list[tuple[str, str]]:
    """Return the fields of a form or an address.

    Raises
    ------
    RefusalError
        They are not UTF-8, or too many.

    Examples
    --------
    >>> read_fields("query=县".encode())
    [('query', '县')]
    """
    try:
        text = data.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise RefusalError(400, "The request's fields are not UTF-8, percent-encoded") from error
    except ValueError as error:
        raise RefusalError(400, f"The request has more than {MOST_FIELDS} fields") from error


def _from_fields(fields: Sequence[tuple[str, str]]) -> Operation:
    """Return the operation that fields describe."""
    found = [(name, value) for name, value in fields if name in {"query", "update"}]
    if len(found) > 1:
        raise RefusalError(400, "The request holds more than one query or update")
    form = next((value for name, value in fields if name == "format"), "")
    if not found:
        return Operation("", format=form)
    kind, text = found[0]
    other = "update" if kind == "query" else "query"
    for name, _ in fields:
        if name in GRAPHS[other]:
            raise RefusalError(400, f"{name} belongs to an {other}, not to a {kind}; use {' and '.join(GRAPHS[kind])}")
    default, named = (tuple(_iri(value, field) for name, value in fields if name == field) for field in GRAPHS[kind])
    return Operation(kind, text, default, named, form) if default or named else Operation(kind, text, format=form)


def _iri(value: str, field: str) -> str:
    """Return an absolute IRI."""
    try:
        return ox.NamedNode(value).value
    except ValueError as error:
        raise RefusalError(400, f"{field} is no absolute IRI: {value[:200]}") from error
