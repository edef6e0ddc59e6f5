"""A writable server: who may change it, who sees the change, and that nothing committed is ever lost."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from hdkg.errors import GraphError, HdkgError

from .conftest import TOKEN, Client, quick, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = "SELECT (COUNT(*) AS ?n) { ?s <urn:number> ?o }"
RUNAWAY = "INSERT { ?a <urn:x> ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def numbers(client: Client) -> set[int]:
    return {int(row["o"]) for row in client.rows("SELECT ?o { ?s <urn:number> ?o }")}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Give a writable server that several tests change."""
    with serving(store=tmp_path_factory.mktemp("writable") / "store", settings=quick(token=TOKEN)) as client:
        yield client


def processes(word: str, parent: int | None = None) -> list[int]:
    """Return the server's processes of a kind."""
    command = ["ps", "-o", "pid=,args=", "--ppid", str(parent or os.getpid())]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [int(line.split()[0]) for line in lines if word in line]


def test_an_update_needs_the_token(server: Client, client: Client) -> None:
    insert = "INSERT DATA { <urn:a> <urn:number> 1 }"
    assert (client.update(insert).status, client.update(insert).text) == (403, "This server is read-only\n")
    for token in ("", "wrong", TOKEN[:-1], TOKEN + "x", "é"):
        headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {token}"}
        if not token:
            del headers["Authorization"]
        got = server.send("POST", "/sparql", insert.encode(), {k: v.encode("utf-8") for k, v in headers.items()})  # type: ignore[misc]
        assert (got.status, got.headers["www-authenticate"]) == (401, "Bearer")
    assert numbers(server) == set()
    assert server.update(insert).status == 204
    assert numbers(server) == {1}
    assert server.update("CLEAR ALL").status == 204


def test_every_query_after_an_update_sees_it(server: Client) -> None:
    with ThreadPoolExecutor(2) as threads:
        busy = threads.submit(lambda: [server.query(COUNT).status for _ in range(50)])
        for number in range(6):
            assert server.update(f"INSERT DATA {{ <urn:a> <urn:number> {number} }}").status == 204
            assert numbers(server) == set(range(number + 1))
        assert set(busy.result()) == {200}
    assert server.update("CLEAR ALL").status == 204


def test_a_failed_update_changes_nothing(server: Client) -> None:
    got = server.update("INSERT DATA { <urn:a> <urn:number> 1 } ; CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>")
    assert (got.status, "nothing was changed" in got.text) == (500, True)
    got = server.update("INSERT DATA { <urn:a> <urn:number> 1 } ;\nINSERT DATA { <urn:a> }")
    assert (got.status, "line 2" in got.text) == (400, True)
    assert server.update("LOAD <http://127.0.0.1:9/>").status == 403
    assert numbers(server) == set()


def test_a_runaway_update_is_ended_and_changes_nothing(tmp_path: Path, hengdong: Path) -> None:
    with serving(hengdong, store=tmp_path / "store", settings=quick(token=TOKEN, seconds=1.5)) as server:
        assert server.update(RUNAWAY).status == 504
        assert server.rows("SELECT * { ?s <urn:x> ?o } LIMIT 1") == []
        assert server.update("INSERT DATA { <urn:a> <urn:number> 1 }").status == 204
        assert numbers(server) == {1}


def test_a_killed_writer_loses_nothing_committed(tmp_path: Path) -> None:
    before = set(processes("hdkg.server.writer"))
    with serving(store=tmp_path / "store", settings=quick(token=TOKEN)) as server:
        kept = set()
        for number in range(12):
            killer = None
            if number % 3 == 1:
                (pid,) = set(processes("hdkg.server.writer")) - before
                killer = threading.Timer(0.005 * (number % 4), os.kill, (pid, signal.SIGKILL))
                killer.start()
            got = server.update(f"INSERT DATA {{ <urn:a> <urn:number> {number} }}")
            assert got.status in {204, 500}, got.text
            kept |= {number} if got.status == 204 else set()
            assert kept <= numbers(server) <= set(range(number + 1))
            if killer:
                killer.join()
        assert len(kept) >= 8


def test_a_killed_server_loses_nothing_committed(tmp_path: Path, hengdong: Path) -> None:
    store = tmp_path / "store"
    kept: set[int] = set()
    for start in range(2):
        graphs = [str(hengdong)] if not start else []
        command = [sys.executable, "-m", "hdkg", "serve", *graphs, "--port", "0", "--writable", str(store)]
        environment = {**os.environ, "HDKG_TOKEN": TOKEN}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
            try:
                assert server.stdout
                client = Client(server.stdout.readline().split()[0])
                assert kept <= numbers(client)
                assert client.rows("SELECT ?s { ?s a <https://w3id.org/hdkg/ontology/County> }")
                killer = threading.Timer(0.5, server.kill)
                killer.start()
                with contextlib.suppress(OSError, http.client.HTTPException):
                    for number in range(100 * start, 100 * start + 100):
                        if client.update(f"INSERT DATA {{ <urn:a> <urn:number> {number} }}").status == 204:
                            kept.add(number)
                killer.join()
            finally:
                server.kill()
    assert len(kept) >= 2
    with serving(store=store, settings=quick(token=TOKEN)) as client:
        assert kept <= numbers(client)


def test_one_server_at_a_time_has_the_store(tmp_path: Path, hengdong: Path) -> None:
    with serving(store=tmp_path / "store", settings=quick(token=TOKEN)):
        with (
            pytest.raises(HdkgError, match="the store cannot be used"),
            serving(store=tmp_path / "store", settings=quick(token=TOKEN)),
        ):
            pass
        with (
            pytest.raises(GraphError, match="holds a store with graphs of its own"),
            serving(hengdong, store=tmp_path / "store", settings=quick(token=TOKEN)),
        ):
            pass


def test_old_checkpoints_are_removed(tmp_path: Path) -> None:
    with serving(store=tmp_path / "store", settings=quick(token=TOKEN)) as one:
        for number in range(5):
            assert one.update(f"INSERT DATA {{ <urn:a> <urn:number> {number} }}").status == 204
            assert numbers(one) == set(range(number + 1))
        assert len(list((tmp_path / "store").glob("checkpoint-*"))) == 2
