"""An endpoint over HTTP: a real server, and servers that misbehave."""

from __future__ import annotations

import http.server
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from hdkg.errors import QueryError
from hdkg.store import Kind, RemoteStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.ttl"
ROWS = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
Answer: TypeAlias = tuple[int, str, bytes]


@contextmanager
def server(answer: Callable[[], Answer]) -> Iterator[str]:
    """Serve one answer to every query."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, kind, body = answer()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(BrokenPipeError):  # who asked may have given up
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{httpd.server_address[1]}/sparql"
        finally:
            httpd.shutdown()
            thread.join()


def test_same_rows_as_embedded(endpoint: Callable[..., str]) -> None:
    remote, embedded = RemoteStore(endpoint(EXAMPLE)).query(ROWS), open_store([EXAMPLE]).query(ROWS)
    assert remote == embedded
    assert len(remote) > 100


def test_ask_and_construct(endpoint: Callable[..., str]) -> None:
    store = RemoteStore(endpoint(EXAMPLE))
    assert store.query("ASK { ?s a <https://w3id.org/hdkg/ontology/County> }").answer
    assert not store.query("ASK { ?s a <urn:nothing> }").answer
    text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/hdkg/ontology/County> ; ?p ?o }"
    assert set(store.query(text).graph or ()) == set(open_store([EXAMPLE]).query(text).graph or ()) != set()
    assert len(store.query("DESCRIBE <https://w3id.org/hdkg/id/division/430424>")) > 5


FORMS = {
    "# CONSTRUCT nothing, ASK nobody\nSELECT (1 AS ?one) {}": Kind.ROWS,
    "#+ title: Moved\n# INSERT\nSELECT (1 AS ?one) {}": Kind.ROWS,
    "# SELECT\nPREFIX select: <urn:select>\nASK { ?s ?p ?o }": Kind.ANSWER,
    "BASE <urn:ask> # SELECT\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }": Kind.GRAPH,
    "describe <urn:none>": Kind.GRAPH,
}


@pytest.mark.parametrize("text", FORMS)
def test_form_is_told_by_the_query_itself(text: str, endpoint: Callable[..., str]) -> None:
    assert RemoteStore(endpoint(EXAMPLE)).query(text).kind is FORMS[text]


def test_refused_query_tells_what_the_endpoint_said(endpoint: Callable[..., str]) -> None:
    url = endpoint(EXAMPLE)
    with pytest.raises(QueryError, match=r"refused the query with HTTP 400 \(.*expected") as caught:
        RemoteStore(url).query("SELECT * {", where="mine.rq")
    assert str(caught.value).startswith(f"mine.rq at {url}: ")
    assert "\n" not in str(caught.value)


STATUSES = (401, 403, 404, 500, 502, 503)


@pytest.mark.parametrize("status", STATUSES)
def test_http_error_is_one_line(status: int) -> None:
    with server(lambda: (status, "text/html", "<h1>错误</h1>\n<p>down".encode())) as url:
        with pytest.raises(QueryError, match=f"HTTP {status} \\(错误 down\\)") as caught:
            RemoteStore(url).query(ROWS)
        assert str(caught.value).startswith(url)


NOT_SPARQL = (b"", b"<html>Welcome</html>", b"[]", b'{"head": {}}', b"\xff\xfe", b'{"head":{"vars":["s"]},"results":5}')


@pytest.mark.parametrize("body", NOT_SPARQL)
def test_answer_in_another_format(body: bytes) -> None:
    with server(lambda: (200, "text/html", body)) as url, pytest.raises(QueryError, match="not in SPARQL's formats"):
        RemoteStore(url).query(ROWS)


def test_graph_in_another_format() -> None:
    with server(lambda: (200, "text/turtle", b"<html>")) as url, pytest.raises(QueryError, match="SPARQL's formats"):
        RemoteStore(url).query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def test_results_of_older_endpoints() -> None:
    body = (
        b'{"head":{"vars":["n","b","x"]},"results":{"bindings":[{"n":{"type":"typed-literal","value":"1",'
        b'"datatype":"http://www.w3.org/2001/XMLSchema#integer"},"b":{"type":"bnode","value":"q"}}]}}'
    )
    with server(lambda: (200, "application/sparql-results+json", body)) as url:
        row = RemoteStore(url).query(ROWS).rows[0]
    assert [term and term.n3() for term in row] == ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "_:q", None]


def test_slow_endpoint() -> None:
    def slow() -> Answer:
        time.sleep(1.5)
        return 200, "application/sparql-results+json", b"{}"

    with server(slow) as url, pytest.raises(QueryError, match="no answer within 1 seconds"):
        RemoteStore(url, timeout=1).query(ROWS)


def test_nobody_there() -> None:
    with pytest.raises(QueryError, match="cannot be reached"):
        RemoteStore("http://127.0.0.1:9/sparql").query(ROWS)


@pytest.mark.parametrize("url", ["", "localhost:7878", "file:///etc/passwd", "ftp://a.example/", "http://"])
def test_not_an_address(url: str) -> None:
    with pytest.raises(QueryError, match="not the address of an endpoint"):
        RemoteStore(url)
