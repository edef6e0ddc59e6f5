"""Any SPARQL 1.1 endpoint, through SPARQLWrapper."""

from __future__ import annotations

import ast
import contextlib
import http.client
import json
import re
import urllib.error
import urllib.parse
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib

from hdkg.errors import QueryError
from hdkg.store.result import Kind, Result, Term
from hdkg.store.terms import literal, to_graph
from hdkg.store.tokens import form

if TYPE_CHECKING:
    from pathlib import Path

BASE = "urn:hdkg:answer"  # a graph that came over HTTP has no place of its own
REMEDY = "look at the query and at the endpoint's address"


class RemoteStore:
    """An endpoint that answers SPARQL 1.1 queries over HTTP.

    Its default graph has to be the union of its graphs, as it is in GraphDB and Virtuoso; Fuseki and Oxigraph have a
    switch for it (``tdb2:unionDefaultGraph``, ``--union-default-graph``).

    Parameters
    ----------
    url
        Address of the endpoint's query service.
    timeout
        Seconds to wait for the endpoint.

    Raises
    ------
    QueryError
        The address is no http or https address.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
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
        wrapper.setTimeout(self.timeout)
        wrapper.setQuery(text)
        wrapper.queryType = form(text)  # its own guess takes the words of comments for keywords
        builds = wrapper.queryType in {SPARQLWrapper.CONSTRUCT, SPARQLWrapper.DESCRIBE}
        wrapper.setReturnFormat(SPARQLWrapper.TURTLE if builds else SPARQLWrapper.JSON)
        try:
            with contextlib.closing(wrapper.query().response) as response:
                body = response.read()
            return _graph(body) if builds else _rows(json.loads(body))
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise self._refused(error, where) from error
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from error
        except (ValueError, KeyError, TypeError) as error:
            remedy = "give the address of a SPARQL query service"
            raise QueryError("the endpoint's answer is not in SPARQL's formats", remedy, where=self.url) from error

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
            problem = f"no answer within {self.timeout} seconds"
            return QueryError(problem, "ask for less, or allow more time", where=self.url)
        return QueryError(f"the endpoint cannot be reached ({reason})", "look at its address", where=self.url)


def _one_line(body: bytes) -> str:
    """Return the first words of an error page on one line, markup left out."""
    said = " ".join(re.sub(r"<[^>]*>", " ", body.decode("utf-8", "replace")).split())
    return said if len(said) <= 200 else said[:200].rsplit(" ", 1)[0] + " …"


def _graph(body: bytes) -> Result:
    """Return a graph that came as Turtle."""
    try:
        return Result(Kind.GRAPH, graph=to_graph(ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri=BASE)))
    except SyntaxError as error:
        raise ValueError("not Turtle") from error


def _rows(answer: dict[str, Any]) -> Result:
    """Return SPARQL 1.1 results JSON as a Result."""
    if "boolean" in answer:
        return Result(Kind.ANSWER, answer=bool(answer["boolean"]))
    columns = tuple(answer["head"]["vars"])
    rows = tuple(
        tuple(_term(solution[column]) if column in solution else None for column in columns)
        for solution in answer["results"]["bindings"]
    )
    return Result(Kind.ROWS, columns=columns, rows=rows)


def _term(binding: dict[str, str]) -> Term:
    """Return one term of SPARQL 1.1 results JSON (``typed-literal`` is what older endpoints write)."""
    if binding["type"] == "uri":
        return rdflib.URIRef(binding["value"])
    if binding["type"] == "bnode":
        return rdflib.BNode(binding["value"])
    return literal(binding["value"], language=binding.get("xml:lang"), datatype=binding.get("datatype"))
