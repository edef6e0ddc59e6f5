"""One question to several graphs and endpoints: who does not answer costs its own rows only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

import hdkg
from benchmarks.servers import free_port
from hdkg.errors import GraphError, QueryError
from hdkg.store import Kind, remote
from tests.server.conftest import quick, serving

from .conftest import GRAPHS, Server, answering, drips, floods, says, virtuoso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hdkg.store import Result

HD = "https://w3id.org/hdkg/ontology/"
COUNTIES = f"SELECT DISTINCT ?name {{ ?article <{HD}about> ?c . ?c <{HD}name> ?name }}"
NAMES = f"""
SELECT DISTINCT ?name {{
  ?article <{HD}about> ?county . ?county <http://www.w3.org/2000/01/rdf-schema#label> ?name FILTER(LANG(?name) = "zh")
}}"""
HENGDONG, QIDONG, NANYUE, CHANGNING = GRAPHS.values()


def by_source(result: Result) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of each source, without its name."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for source, *cells in result.rows:
        found.setdefault(str(source), []).append(tuple(cells))
    return found


@pytest.fixture(scope="module")
def own() -> Iterator[str]:
    """Give the address of hdkg's own endpoint over one county's graph."""
    with serving(NANYUE) as client:
        yield f"{client.address}sparql"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `hdkg query` as people do."""
    command = [sys.executable, "-m", "hdkg", "query", *map(str, words)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment, timeout=300)


def test_each_row_says_where_it_came_from(oxigraph: Callable[..., Server], virtuoso_with_qidong: str, own: str) -> None:
    ox = oxigraph(HENGDONG).url
    got = hdkg.query(NAMES, on=[HENGDONG, ox, virtuoso_with_qidong, own])
    assert got.columns == ("source", "name")
    assert [(str(source), str(name)) for source, name in got.rows] == [
        (str(HENGDONG), "衡东县"),
        (ox, "衡东县"),
        (virtuoso_with_qidong, "祁东县"),
        (own, "南岳区"),
    ]
    assert got.unanswered == ()


# By how many rows each has; the panel's query is too much for Virtuoso 7.2.5 (more than a minute).
CATALOGUED = {"reported-figures": 16, "honours": 3, "growth": 5, "evidence": 33, "projects": 1, "search": 27}


def test_catalogued_questions_have_the_same_rows_from_each_server(
    oxigraph: Callable[..., Server], virtuoso_with_qidong: str
) -> None:
    with serving(QIDONG) as client:
        urls = [oxigraph(QIDONG).url, virtuoso_with_qidong, f"{client.address}sparql"]
        for name, least in CATALOGUED.items():
            found = by_source(hdkg.query(name, on=[QIDONG, *urls]))
            rows = {source: sorted(tuple(map(str, row)) for row in rows) for source, rows in found.items()}
            assert len(rows[str(QIDONG)]) >= least
            assert {url: rows.get(url) for url in urls} == dict.fromkeys(urls, rows[str(QIDONG)]), name


def test_files_alone_are_asked_as_one_unless_apart_is_asked_for() -> None:
    files = [HENGDONG, QIDONG]
    assert hdkg.query(NAMES, on=files).columns == ("name",)
    apart = hdkg.query(NAMES, on=files, apart=True)
    assert by_source(apart) == {str(HENGDONG): [apart.rows[0][1:]], str(QIDONG): [apart.rows[1][1:]]}
    both = f"ASK {{ ?a <{HD}about> ?x . ?b <{HD}about> ?y FILTER(?x != ?y) }}"
    assert hdkg.query(both, on=files).answer
    assert [str(row[1]) for row in hdkg.query(both, on=files, apart=True).rows] == ["false", "false"]


def test_a_local_file_and_our_server_come_with_their_consequences(own: str) -> None:
    assert sorted(by_source(hdkg.query(COUNTIES, on=[NANYUE, own]))) == sorted([str(NANYUE), own])


def test_an_endpoint_killed_in_the_middle_costs_its_own_rows_only(oxigraph: Callable[..., Server], own: str) -> None:
    """The server is ended while it works on the query, which no server answers soon."""
    doomed, fine = oxigraph(HENGDONG), oxigraph(QIDONG)
    # Heavy for the county with many figures; the others have an answer at once.
    text = f"""
    SELECT ?n {{
      {{ SELECT (COUNT(*) AS ?n) {{
        ?x <{HD}about> <https://w3id.org/hdkg/id/division/430424> . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
      }} }}
    }}"""
    killer = threading.Timer(2.0, doomed.kill)
    killer.start()
    got = hdkg.query(text, on=[doomed.url, fine.url, own], timeout=120)
    killer.join()
    assert {source: [str(cell) for (cell,) in rows] for source, rows in by_source(got).items()} == {
        fine.url: ["0"],
        own: ["0"],
    }
    (error,) = got.unanswered
    assert str(error).startswith(f"{doomed.url}: the endpoint cannot be reached"), error


NOT_SPARQL = {
    "a page": b"<html><h1>Welcome</h1></html>",
    "nothing": b"",
    "half an answer": b'{"head":{"vars":["name"]},"results":{"bindings":[{"name":{"type":"lit',
    "no table": b"[1, 2, 3]",
    "a yes": b'{"head":{},"boolean":true}',
    "a table of something else": b'{"head":{"vars":"name"},"results":{"bindings":[["name"]]}}',
    "terms of no kind": b'{"head":{"vars":["name"]},"results":{"bindings":[{"name":{"type":"x","value":"a"}}]}}',
    "numbers for texts": b'{"head":{"vars":["name"]},"results":{"bindings":[{"name":{"type":"literal","value":1}}]}}',
    "half a character": b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"uri","value":"\\ud800"}}]}}',
    "brackets without end": b"[" * 100_000,
    "another encoding": '{"head": "县"}'.encode("gb18030"),
}


@pytest.mark.parametrize("what", NOT_SPARQL)
def test_rubbish_costs_its_own_rows_only(what: str) -> None:
    with answering(says(NOT_SPARQL[what])) as url:
        got = hdkg.query(NAMES, on=[url, QIDONG])
    assert list(by_source(got)) == [str(QIDONG)]
    (error,) = got.unanswered
    assert isinstance(error, QueryError)
    assert str(error).startswith(f"{url}: the endpoint's answer is not in SPARQL's formats"), error


def test_a_slow_endpoint_is_not_waited_for() -> None:
    started = threading.Event()

    def slow(_: object) -> None:
        started.set()
        time.sleep(60)

    with answering(slow) as silent, answering(drips) as dripping:
        got = hdkg.query(NAMES, on=[silent, QIDONG, dripping], timeout=2)
    assert started.is_set()
    assert list(by_source(got)) == [str(QIDONG)]
    assert [str(error).partition(";")[0] for error in got.unanswered] == [
        f"{silent}: no answer within 2 seconds",
        f"{dripping}: no answer within 2 seconds",
    ]


def test_endpoints_are_asked_at_the_same_time() -> None:
    """Each answers only when the other has been asked, too."""
    both = threading.Barrier(2)

    def waits(handler: object) -> None:
        both.wait(60)
        says(b'{"head":{"vars":["name"]},"results":{"bindings":[{"name":{"type":"literal","value":"a"}}]}}')(handler)

    with answering(waits) as one, answering(waits) as two:
        assert list(by_source(hdkg.query(NAMES, on=[one, two]))) == [one, two]


def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "LARGEST", 1_000_000)
    with answering(floods) as url:
        got = hdkg.query(NAMES, on=[url, QIDONG])
    assert [str(error) for error in got.unanswered] == [f"{url}: the answer is larger than 1000000 bytes; ask for less"]
    assert list(by_source(got)) == [str(QIDONG)]


def test_a_graph_cut_short_is_no_graph() -> None:
    """What is lost of a Turtle file may end where a statement ends: its length tells."""

    def cut(handler: object) -> None:
        says(b"<urn:a> <urn:b> <urn:c> .\n" + b" " * 70_000, "text/turtle")(Shortened(handler))

    class Shortened:
        def __init__(self, handler: object) -> None:
            self._handler = handler
            self.wfile = self

        def __getattr__(self, name: str) -> object:
            return getattr(self._handler, name)

        def write(self, data: bytes) -> None:
            self._handler.wfile.write(data[:26])  # type: ignore[attr-defined]
            self._handler.wfile.flush()  # type: ignore[attr-defined]

    with answering(cut) as url, pytest.raises(QueryError, match="cannot be reached"):
        hdkg.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", endpoint=url)


def test_graphs_are_put_together_and_their_blank_nodes_kept_apart() -> None:
    text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    blank = b"_:b0 <urn:says> <urn:%b> .\n"
    with answering(says(blank % b"a", "text/turtle")) as one, answering(says(blank % b"b", "text/turtle")) as two:
        got = hdkg.query(text, on=[one, two])
    assert got.kind is Kind.GRAPH
    assert got.columns == ("source", "subject", "predicate", "object")
    assert [str(row[0]) for row in got.rows] == [one, two]
    assert len({row[1] for row in got.rows}) == len(set(got.graph.subjects())) == 2  # type: ignore[union-attr]


def test_a_column_of_that_name_is_left_to_the_query(own: str) -> None:
    got = hdkg.query("SELECT (1 AS ?source) {}", on=[own])
    assert (got.columns, [str(cell) for cell in got.rows[0]]) == (("asked", "source"), [own, "1"])


def test_what_is_wrong_with_files_or_query_is_no_failure_of_an_endpoint(own: str, tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        hdkg.query(NAMES, on=[tmp_path / "none.ttl", own])
    with pytest.raises(QueryError, match=r"not SPARQL 1\.1"):
        hdkg.query("SELECT * {", on=[NANYUE, own])


def test_the_command_names_who_failed_and_ends_with_3(own: str) -> None:
    down = f"http://127.0.0.1:{free_port()}/sparql"
    with answering(says(b"\x1b[31m<html>")) as rubbish:
        done = run("growth", "--on", NANYUE, "--on", down, "--on", own, "--on", rubbish, "--format", "json")
    assert done.returncode == 3, done.stderr
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert list(dict.fromkeys(row["source"]["value"] for row in rows)) == [str(NANYUE), own]
    first, second = done.stderr.splitlines()
    assert first.startswith(f"hdkg: 没有回答 / no answer: {down}: the endpoint cannot be reached")
    assert second.startswith(f"hdkg: 没有回答 / no answer: {rubbish}: the endpoint's answer is not in SPARQL's formats")
    assert "\x1b" not in done.stderr


def test_where_nobody_answers_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    done = run("honours", "--on", f"http://127.0.0.1:{free_port()}/sparql", "--format", "csv", "--out", out)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert not out.exists()


def test_all_answered_is_0_and_a_usage_error_is_2(own: str) -> None:
    assert run("honours", "--on", own, "--format", "csv").returncode == 0
    assert run("honours", "--apart").returncode == 2
    assert run("honours", "--on", own, "--endpoint", own).returncode == 2


def test_our_own_endpoint_asks_another_by_service_where_its_host_is_allowed(oxigraph: Callable[..., Server]) -> None:
    """SERVICE joins facts of two sources; only a host that the operator named is reached."""
    other = oxigraph(QIDONG).url
    text = f"""
    SELECT DISTINCT ?here ?there {{
      ?a <{HD}about>/<http://www.w3.org/2004/02/skos/core#notation> ?here .
      SERVICE <{other}> {{ ?b <{HD}about>/<http://www.w3.org/2004/02/skos/core#notation> ?there }}
    }}"""
    host = other.split("/")[2]
    with serving(HENGDONG, settings=quick(hosts=(host,))) as client:
        assert client.rows(text) == [{"here": "430424", "there": "430426"}]
        got = hdkg.query(text, on=[f"{client.address}sparql"])
        assert [tuple(map(str, row[1:])) for row in got.rows] == [("430424", "430426")]
    with serving(HENGDONG) as client:
        (error,) = hdkg.query(text, on=[f"{client.address}sparql"]).unanswered
        assert "HTTP 403" in str(error)
        assert "SERVICE is not allowed" in str(error)


def test_links_are_found_between_files_and_endpoints(
    oxigraph: Callable[..., Server], virtuoso_with_qidong: str
) -> None:
    def told(*graphs: str | Path) -> list[tuple[str, str, str]]:
        return [(each.subject.iri, each.verdict, each.object.iri) for each in hdkg.link(graphs)]

    files = told(HENGDONG, QIDONG, CHANGNING)
    assert len(files) > 1
    assert told(HENGDONG, virtuoso_with_qidong, oxigraph(CHANGNING).url) == files


def test_an_endpoint_that_cuts_its_answer_is_not_linked_to(tmp_path: Path) -> None:
    with virtuoso(tmp_path, QIDONG, rows=10) as url, pytest.raises(QueryError, match=r"gave 10 rows where it has \d+"):
        hdkg.link([HENGDONG, url])


def test_links_need_every_endpoint() -> None:
    with pytest.raises(QueryError, match="cannot be reached"):
        hdkg.link([HENGDONG, f"http://127.0.0.1:{free_port()}/sparql"])
