"""Any SPARQL 1.1 endpoint, through SPARQLWrapper."""

from __future__ import annotations

import ast
import contextlib
import http.client
import json
import math
import re
import time
import urllib.error
import urllib.parse
from typing import TYPE_CHECKING

import pyoxigraph as ox

from hdkg.errors import QueryError
from hdkg.store.answer import read_json
from hdkg.store.render import one_line
from hdkg.store.result import Kind, Result
from hdkg.store.terms import to_graph
from hdkg.store.tokens import form

if TYPE_CHECKING:
    from pathlib import Path

BASE = "urn:hdkg:answer"  # a graph that came over HTTP has no place of its own
REMEDY = "look at the query and at the endpoint's address"
LARGEST = 256 * 1024 * 1024  # bytes of an answer; an endpoint may go on for ever
PIECE = 64 * 1024


def is_address(text: str | Path) -> bool:
    """Tell whether what a user named is an endpoint's address rather than a file.

    Examples
    --------
    >>> is_address("http://127.0.0.1:8000/sparql"), is_address("graph/hengdong-2023.ttl")
    (True, False)
    """
    return str(text).startswith(("http://", "https://"))


class RemoteStore:
    """An endpoint that answers SPARQL 1.1 queries over HTTP.

    Its default graph has to be the union of its graphs, as it is in GraphDB and Virtuoso; Fuseki and Oxigraph have a
    switch for it (``tdb2:unionDefaultGraph``, ``--union-default-graph``).

    Parameters
    ----------
    url
        Address of the endpoint's query service.
    timeout
        Seconds that the endpoint has from the question to the last byte of its answer.

    Raises
    ------
    QueryError
        The address is no http or https address.
    """

    def __init__(self, url: str, timeout: float = 60) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise QueryError(
                "not the address of an endpoint", "give one that begins with http:// or https://", where=url
            )
        self.url = url
        self.timeout = timeout

    def query(self, text: str, *, where: str | Path | None = None) -> Result:
        """Answer a query there; see `EmbeddedStore.query`.

        Raises
        ------
        QueryError
            The endpoint cannot be reached, refused the query, took too long or did not answer in SPARQL's formats.
        """
        import SPARQLWrapper  # noqa: PLC0415  # a tenth of a second that only endpoints need
        from SPARQLWrapper import SPARQLExceptions  # noqa: PLC0415

        wrapper = SPARQLWrapper.SPARQLWrapper(self.url, agent="hdkg")
        wrapper.setMethod(SPARQLWrapper.POST)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(math.ceil(self.timeout))  # of each wait; that of all of them is looked after below
        wrapper.setQuery(text)
        wrapper.queryType = form(text)  # its own guess takes the words of comments for keywords
        builds = wrapper.queryType in {SPARQLWrapper.CONSTRUCT, SPARQLWrapper.DESCRIBE}
        wrapper.setReturnFormat(SPARQLWrapper.TURTLE if builds else SPARQLWrapper.JSON)
        until = time.monotonic() + self.timeout
        try:
            with contextlib.closing(wrapper.query().response) as response:
                body = self._read(response, until)
            answer = _graph(body) if builds else read_json(json.loads(body))
            if (answer.kind is Kind.ANSWER) != (wrapper.queryType == SPARQLWrapper.ASK):
                raise ValueError("the answer to another form of query")
            return answer
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise self._refused(error, where) from error
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from error
        except (ValueError, RecursionError) as error:
            remedy = "give the address of a SPARQL query service"
            raise QueryError("the endpoint's answer is not in SPARQL's formats", remedy, where=self.url) from error

    def _read(self, response: http.client.HTTPResponse, until: float) -> bytes:
        """Return what an endpoint answers, which has to end in time and before it fills the memory."""
        pieces: list[bytes] = []
        size, told = 0, response.length or 0
        while piece := response.read1(PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST:
                raise QueryError(f"the answer is larger than {LARGEST} bytes", "ask for less", where=self.url)
            if time.monotonic() > until:
                raise TimeoutError
        if size < told:
            raise http.client.IncompleteRead(b"", told - size)
        return b"".join(pieces)

    def _refused(self, error: Exception, where: str | Path | None) -> QueryError:
        """Return what the endpoint said against the query; the connection behind it is closed."""
        status = ""
        cause = error.__context__
        if isinstance(cause, urllib.error.HTTPError):
            status = f" with HTTP {cause.code}"
            cause.close()
        quoted = str(error).partition("Response:")[2].strip()  # as Python writes bytes
        said = _one_line(ast.literal_eval(quoted)) if quoted else ""
        place = f"{where} at {self.url}" if where else self.url
        return QueryError(f"the endpoint refused the query{status}{said and f' ({said})'}", REMEDY, where=place)

    def _unreachable(self, error: OSError | http.client.HTTPException) -> QueryError:
        """Return why there was no answer."""
        if isinstance(error, urllib.error.HTTPError):
            with error:
                said = _one_line(error.read(2000))
            problem = f"the endpoint answered with HTTP {error.code}{said and f' ({said})'}"
            return QueryError(problem, REMEDY, where=self.url)
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            problem = f"no answer within {self.timeout:g} seconds"
            return QueryError(problem, "ask for less, or allow more time", where=self.url)
        return QueryError(f"the endpoint cannot be reached ({reason})", "look at its address", where=self.url)


def _one_line(body: bytes) -> str:
    """Return the first words of an error page on one line, markup left out."""
    said = one_line(re.sub(r"<[^>]*>", " ", body.decode("utf-8", "replace")))
    return said if len(said) <= 200 else said[:200].rsplit(" ", 1)[0] + " …"


def _graph(body: bytes) -> Result:
    """Return a graph that came as Turtle."""
    try:
        return Result(Kind.GRAPH, graph=to_graph(ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri=BASE)))
    except SyntaxError as error:
        raise ValueError("not Turtle") from error
