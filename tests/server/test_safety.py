"""A server among strangers: each thing that they might try, tried."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hdkg.server import connection, endpoint, staff
from hdkg.server.settings import Limits

from .conftest import Client, quick, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RUNAWAYS = {
    "a cross product": RUNAWAY,
    "a sort": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "a path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>|^!<urn:none>)* ?b . ?c (!<urn:none>)+ ?d }",
    "distinct rows": "SELECT DISTINCT ?c ?f ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a search": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONTAINS(CONCAT(STR(?c), STR(?f), STR(?i)), '~~')) }",
    "a built graph": "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(?c) + STRLEN(?i) < 0) }",
    "an endless text of tokens": "SELECT * { ?s ?p " + "a." * 60_000 + " }",
}
LOOKUP = (
    "SELECT ?label { <https://w3id.org/hdkg/id/division/430424> <http://www.w3.org/2000/01/rdf-schema#label> ?label }"
)


@contextmanager
def trap(elsewhere: int = 0) -> Iterator[tuple[int, list[bytes]]]:
    """Listen on a port, keep what arrives and answer with a row, or lead on to another port."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def listen() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(2000))
                    body = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:led"}}]}}'
                    head = "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
                    if elsewhere:
                        head = f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{elsewhere}/\r\n"
                    connection.sendall(
                        f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
                    )

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield port, heard
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@pytest.fixture(scope="module")
def brief(hengdong: Path) -> Iterator[Client]:
    """Give a server with a time limit of one second and little memory."""
    with serving(hengdong, settings=quick(seconds=1.0, patience=0.2, memory=256 * 2**20)) as client:
        yield client


@pytest.mark.parametrize("name", RUNAWAYS)
def test_a_runaway_is_ended(name: str, brief: Client) -> None:
    began = time.monotonic()
    got = brief.send(
        "POST", "/sparql", RUNAWAYS[name].encode(), {"Content-Type": "application/sparql-query", "Accept": "*/*"}
    )
    assert time.monotonic() - began < 4  # far more than the second that it may take: the machine may be busy
    assert got.status in {400, 422, 504}, got.text
    assert "Traceback" not in got.text
    assert brief.rows(LOOKUP)


def test_the_message_says_what_the_limit_is(brief: Client) -> None:
    got = brief.query(RUNAWAY)
    assert (got.status, got.media) == (504, "text/plain")
    assert got.text == "The query took longer than 1 seconds and was stopped; ask for less\n"


def test_memory_is_bounded(hengdong: Path) -> None:
    with serving(hengdong, settings=quick(memory=64 * 2**20)) as client:
        got = client.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i")
        assert (got.status, "memory" in got.text) == (422, True)
        assert client.rows(LOOKUP)


def test_rows_and_bytes_are_bounded(hengdong: Path) -> None:
    everything = "SELECT * { ?s ?p ?o }"
    with serving(hengdong, settings=quick(rows=1000)) as client:
        for accept in ("application/sparql-results+json", "text/csv", "text/tab-separated-values", "text/xml"):
            got = client.query(everything, accept)
            assert (got.status, "1000 rows" in got.text) == (422, True), accept
            assert client.query(f"{everything} LIMIT 1000", accept).status == 200, accept
        built = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        for accept in ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"):
            assert client.query(built, accept).status == 422
            assert client.query(f"{built} LIMIT 1000", accept).status == 200
    with serving(hengdong, settings=quick(size=10_000)) as client:
        assert client.query(everything).status == 422
        assert client.query(f"{everything} LIMIT 10").status == 200


def test_requests_are_bounded(hengdong: Path) -> None:
    with serving(hengdong, settings=quick(request=4000)) as client:
        headers = {"Content-Type": "application/sparql-query"}
        assert client.send("POST", "/sparql", b"ASK {}" + b" " * 3000, headers).status == 200
        assert client.send("POST", "/sparql", b"ASK {}" + b" " * 5000, headers).status == 413
        assert client.get("/sparql?query=ASK%7B%7D" + "+" * 5000).status == 414
        many = b"&".join([b"query=ASK%7B%7D", *[b"a=b"] * 300])
        assert client.send("POST", "/sparql", many, {"Content-Type": "application/x-www-form-urlencoded"}).status == 400


def test_short_queries_are_answered_while_long_ones_run(hengdong: Path) -> None:
    with (
        serving(hengdong, settings=quick(seconds=4.0, moment=0.05, patience=0.1, long=1)) as client,
        ThreadPoolExecutor(12) as threads,
    ):
        long = [threads.submit(client.query, RUNAWAY) for _ in range(6)]
        short = [threads.submit(client.query, LOOKUP) for _ in range(60)]
        assert [each.result().status for each in short] == [200] * 60
        statuses = [each.result().status for each in long]
        assert set(statuses) <= {503, 504}
        assert 504 in statuses


LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
MODERATE = f"SELECT (COUNT(*) AS ?n) {{ ?a {LABEL} ?b . ?c {LABEL} ?d }}"


def test_runaways_cannot_keep_a_query_from_being_answered_that_needs_less(hengdong: Path) -> None:
    """All places of the long lane are taken, and three times as many runaways wait for one."""
    limits = quick(seconds=20.0, moment=0.02, patience=0.05, long=2)
    with serving(hengdong, settings=limits) as client, ThreadPoolExecutor(9) as threads:
        right = client.rows(MODERATE)
        runaways = [threads.submit(client.query, RUNAWAY) for _ in range(8)]
        time.sleep(2.0)  # they are under way
        for _ in range(3):
            assert client.rows(MODERATE) == right
        assert not any(each.done() for each in runaways), "they are no runaways"
        assert {each.result().status for each in runaways} == {504}


def test_too_many_requests_are_sent_away(hengdong: Path) -> None:
    with (
        serving(hengdong, settings=quick(seconds=2.0, moment=1.9, patience=1.9, quick=1, waiting=1)) as client,
        ThreadPoolExecutor(8) as threads,
    ):
        got = [each.result() for each in [threads.submit(client.query, RUNAWAY) for _ in range(8)]]
        away = [each for each in got if each.status == 503]
        assert len(away) >= 5
        assert all(int(each.headers["retry-after"]) > 0 for each in away)
        assert client.rows(LOOKUP)


OUTSIDE = (
    "SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?where {{ <http://127.0.0.1:{port}/> }} SERVICE ?where {{ ?s ?p ?o }} }}",
    "BASE <http://127.0.0.1:{port}/> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
    "PREFIX x: <http://127.0.0.1:{port}/> SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "PREFIX x: <http://127.0.0.1:{port}/> SELECT * {{ SERVICEx:{{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE #\n <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    'SELECT * {{ BIND("\\u0022" AS ?x) SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }} #"',
    'SELECT * {{ FILTER(?a<?b#>"""\n) SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }} #"""',
    "SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <http://127.0.0.1:{port}/> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}",
    "DESCRIBE <http://127.0.0.1:{port}/>",
    "LOAD <http://127.0.0.1:{port}/>",
)


@pytest.mark.parametrize("text", OUTSIDE)
def test_nothing_outside_is_reached(text: str, client: Client) -> None:
    with trap() as (port, heard):
        got = client.query(text.format(port=port))
        assert heard == []
        assert got.status in {200, 400, 403}
        assert b"led" not in got.body
        assert b"root:" not in got.body


def test_dataset_parameters_reach_nothing_outside(client: Client) -> None:
    with trap() as (port, heard):
        graph = urllib.parse.quote(f"http://127.0.0.1:{port}/", safe="")
        got = client.get(
            f"/sparql?query=SELECT+*%7B%3Fs+%3Fp+%3Fo%7D&default-graph-uri={graph}&named-graph-uri={graph}"
        )
        assert (got.status, got.json()["results"]["bindings"], heard) == (200, [], [])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what stands behind the guard is Linux's")
@pytest.mark.parametrize("files", [True, False])
def test_a_worker_cannot_connect_even_where_the_guard_fails(files: bool) -> None:
    """Behind the guard stands the system: a worker may open no connection."""
    code = f"""
import sys, pyoxigraph as ox
from hdkg.server.confinement import confine
store = ox.Store()
confine(2**30, connections=False, files={files})
for address in ("http://127.0.0.1:" + sys.argv[1], "http://localhost:" + sys.argv[1]):
    try:
        print(list(store.query("SELECT * {{ SERVICE <" + address + "/> {{ ?s ?p ?o }} }}")))
    except OSError as error:
        print("refused")
"""
    with trap() as (port, heard):
        done = subprocess.run([sys.executable, "-c", code, str(port)], capture_output=True, text=True, check=True)
        assert (done.stdout, heard) == ("refused\nrefused\n", []), done.stdout


def test_an_allowed_host_is_reached_and_no_other(hengdong: Path) -> None:
    with trap() as (port, heard), trap() as (other, silent):
        with serving(hengdong, settings=quick(hosts=(f"127.0.0.1:{port}",))) as client:
            assert client.rows(f"SELECT ?s {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}") == [
                {"s": "urn:led"}
            ]
            assert client.query(f"SELECT ?s {{ SERVICE <http://127.0.0.1:{other}/> {{ ?s ?p ?o }} }}").status == 403
        assert (len(heard), silent) == (1, [])


def test_an_allowed_host_cannot_lead_on_to_another(hengdong: Path) -> None:
    with trap() as (other, silent), trap(other) as (port, heard):
        with serving(hengdong, settings=quick(hosts=(f"127.0.0.1:{port}",))) as client:
            got = client.query(f"SELECT ?s {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
            assert (got.status, "redirect" in got.text) == (500, True), got.text
        assert heard
        assert silent == []


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\nX: ", b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"]
)
def test_a_slow_client_is_sent_away(hengdong: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(connection.Connection, "seconds", 0.5)
    monkeypatch.setattr(endpoint, "PATIENCE", 0.5)
    with serving(hengdong) as client:
        place = urllib.parse.urlsplit(client.address)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as slow:
            slow.sendall(sent)
            got = slow.recv(1000)
            assert not got or got.startswith(b"HTTP/1.1 408")
        assert client.rows(LOOKUP)


def test_an_endless_head_is_cut(client: Client) -> None:
    place = urllib.parse.urlsplit(client.address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as greedy:
        with contextlib.suppress(OSError):
            greedy.sendall(b"GET / HTTP/1.1\r\n")
            for _ in range(2000):
                greedy.sendall(b"X: " + b"x" * 1000 + b"\r\n")
        with contextlib.suppress(ConnectionError):
            assert not greedy.recv(1000).startswith(b"HTTP/1.1 200")
    assert client.rows(LOOKUP)


def test_headers_of_every_answer(client: Client) -> None:
    paths = (
        "/sparql",
        "/sparql?query=ASK%7B%7D",
        "/sparql?query=ASK%7B",
        "/nothing-here",
        "/query",
        "/sparql?format=x",
    )
    for path in paths:
        headers = client.get(path, Origin="https://evil.example").headers
        policy = headers["content-security-policy"]
        own = "script-src 'self'; " if path == "/query" else ""  # where the page's script was built
        assert "script-src" not in policy.replace(own, "", 1)
        assert "unsafe" not in policy
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
        assert "set-cookie" not in headers
        assert "server" not in headers


def test_a_preflight_allows_reading_and_no_token(client: Client) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Headers": "authorization"}
    got = client.send("OPTIONS", "/sparql", headers=asked)
    assert got.status == 204
    assert "authorization" not in got.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in got.headers


HOSTILE = (
    "",
    " ",
    "\x00",
    "ASK {} \ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "SELECT" * 1000,
    "{" * 5000,
    "SELECT * " + "{" * 3000 + "}" * 3000,
    "ASK { FILTER(" + "!" * 60_000 + "true) }",
    "ASK { FILTER(" + "-" * 60_000 + "1) }",
    "ASK { ?s " + "^" * 60_000 + "<urn:a> ?o }",
    "ASK { FILTER(1" + "+1" * 30_000 + " = 1) }",
    "ASK { FILTER(true" + " && true" * 20_000 + ") }",
    "SELECT * { ?s ?p 'a }",
    "SELECT * { <a b> ?p ?o }",
    "SELECT (1/0 AS ?x) (STRDT('a', <urn:x>) AS ?y) {}",
    "SELECT * { ?s <http://[bad/> ?o }",
    "PREFIX a: <" + "x" * 100_000 + "> ASK {}",
    "DROP ALL",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "SELECT * { VALUES ?x { " + "1 " * 60_000 + "} }",
)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_queries_get_a_plain_answer(number: int, brief: Client) -> None:
    body = HOSTILE[number].encode("utf-8", "surrogatepass")
    got = brief.send("POST", "/sparql", body, {"Content-Type": "application/sparql-query"})
    assert got.status in {200, 400, 403, 422, 504}, got.text[:500]
    assert "Traceback" not in got.text
    assert len(got.text) < 2000 or got.status == 200
    assert brief.rows(LOOKUP)


def test_a_message_points_at_the_place(client: Client) -> None:
    got = client.query("SELECT *\nWHERE {\n  ?s foo:bar ?o\n}")
    assert (got.status, got.media) == (400, "text/plain")
    assert got.text.splitlines() == [
        "Malformed at line 3, column 13: Prefix not found",
        "  ?s foo:bar ?o",
        " " * 12 + "^",
    ]
    got = client.query("SELECT *\n{ SERVICE <http://a.example/> {} }")
    assert got.status == 403
    assert got.text.startswith("Refused at line 2, column 3: SERVICE is not allowed here")


def children(parent: int, word: str = "hdkg.server") -> set[int]:
    """Return the processes that a process has started."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return {int(line.split()[0]) for line in listed.stdout.splitlines() if word in line}


@pytest.mark.parametrize("whose", ["workers", "nursery"])
def test_killed_processes_are_replaced_and_no_answer_is_lost_or_wrong(hengdong: Path, whose: str) -> None:
    before = children(os.getpid())
    with serving(hengdong, settings=quick(quick=2)) as client, ThreadPoolExecutor(4) as threads:
        right = client.rows(MODERATE)
        done = threading.Event()
        killed = []

        def kill() -> None:
            while not done.wait(0.2) and len(killed) < (5 if whose == "workers" else 2):
                for nursery in children(os.getpid()) - before:
                    for pid in [*children(nursery)][:1] if whose == "workers" else [nursery]:
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(pid, signal.SIGKILL)
                            killed.append(pid)

        killer = threading.Thread(target=kill)
        killer.start()
        got = [each.result() for each in [threads.submit(client.query, MODERATE) for _ in range(12)]]
        done.set()
        killer.join()
        assert killed
        for each in got:
            assert each.status in {200, 503}, each.text
            if each.status == 200:
                assert int(each.json()["results"]["bindings"][0]["n"]["value"]) == int(right[0]["n"])
        assert [each.status for each in got].count(200) > 6
        assert client.rows(LOOKUP)
    assert children(os.getpid()) <= before


def test_where_nothing_can_be_forked(hengdong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "FORKS", False)
    with serving(hengdong, settings=quick(seconds=1.0)) as client:
        assert client.rows(LOOKUP)
        assert client.query(RUNAWAY).status == 504
        assert client.rows(LOOKUP)


def test_workers_end_with_a_killed_server(hengdong: Path) -> None:
    command = [sys.executable, "-m", "hdkg", "serve", str(hengdong), "--port", "0", "--timeout", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            client = Client(server.stdout.readline().split()[0])
            assert client.rows(LOOKUP)
            (nursery,) = children(server.pid)
            pids = [nursery, *children(nursery)]
            assert len(pids) > 2
            busy = threading.Thread(target=ask_in_vain, args=(client,))
            busy.start()
            time.sleep(0.3)
        finally:
            server.kill()
        busy.join()
    until = time.monotonic() + 15
    while [pid for pid in pids if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < until, "a worker outlives its server"
        time.sleep(0.1)


def test_workers_that_pause_end_with_a_killed_server(hengdong: Path) -> None:
    """The server and the nursery are killed at once, so that nobody is left to end a worker that pauses."""
    command = [sys.executable, "-m", "hdkg", "serve", str(hengdong), "--port", "0", "--timeout", "20"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        client = Client(server.stdout.readline().split()[0])
        assert client.rows(LOOKUP)
        (nursery,) = children(server.pid)
        busy = [threading.Thread(target=ask_in_vain, args=(client,)) for _ in range(2 * Limits().long)]
        try:
            for each in busy:
                each.start()
            until = time.monotonic() + 15
            while not (pausing := [pid for pid in children(nursery) if state(pid) == "T"]):
                assert time.monotonic() < until, "no worker pauses"
                time.sleep(0.05)
        finally:
            for pid in (server.pid, nursery):
                os.kill(pid, signal.SIGKILL)
        for each in busy:
            each.join()
    until = time.monotonic() + 15
    while [pid for pid in pausing if state(pid) not in {"", "Z"}]:
        assert time.monotonic() < until, "a worker outlives its server"
        time.sleep(0.1)


def state(pid: int) -> str:
    """Return the letter of a process's state; nothing where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def ask_in_vain(client: Client) -> None:
    """Ask what the server does not live to answer."""
    with pytest.raises((OSError, http.client.HTTPException)):
        client.query(RUNAWAY)
