"""Real servers on loopback: oxigraph, Virtuoso, hdkg's own, and some that misbehave."""

from __future__ import annotations

import contextlib
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.servers import free_port, virtuoso_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOP = Path(__file__).resolve().parents[2]
NAMES = ("hengdong-2023", "qidong-2023-reprints", "nanyue-2023", "changning-2023")
GRAPHS = {name: TOP / "graph" / f"{name}.ttl" for name in NAMES}
PATIENCE = 120  # seconds that a server has to start; the machine may be busy


def needed(name: str) -> str:
    """Return where a program stands; without it a test fails in CI and is skipped elsewhere."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
    return found


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers at a port."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            assert process.poll() is None, "the server has ended"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def oxigraph() -> Iterator[Callable[..., Server]]:
    """Give a function that starts an oxigraph server with graph files."""
    started = []

    def start(*paths: Path) -> Server:
        port = free_port()
        command = [needed("oxigraph"), "serve", "--union-default-graph", "--bind", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        started.append(process)
        wait_for(port, process)
        for path in paths:
            put(f"http://127.0.0.1:{port}/store?graph=urn:{path.stem}", path)
        return Server(f"http://127.0.0.1:{port}/query", process)

    yield start
    for process in started:
        process.kill()
        process.wait()


def put(address: str, path: Path, opener: urllib.request.OpenerDirector | None = None) -> None:
    """Put a Turtle file into a graph of a server (Graph Store HTTP Protocol)."""
    headers = {"Content-Type": "text/turtle"}
    request = urllib.request.Request(address, data=path.read_bytes(), headers=headers, method="PUT")
    with (opener or urllib.request.build_opener()).open(request, timeout=PATIENCE) as response:
        response.read()


@contextlib.contextmanager
def virtuoso(folder: Path, *paths: Path, rows: int = 100_000) -> Iterator[str]:
    """Run Debian's Virtuoso over graph files."""
    isql, port = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(virtuoso_settings(isql, port, rows=rows, buffers=2000))
    command = [needed("virtuoso-t"), "+foreground", "+configfile", "virtuoso.ini"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, f"http://127.0.0.1:{port}/", "dba", "dba")
        opener = urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(passwords))
        for path in paths:
            put(f"http://127.0.0.1:{port}/sparql-graph-crud-auth?graph=urn:{path.stem}", path, opener)
        yield f"http://127.0.0.1:{port}/sparql"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def virtuoso_with_qidong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a Virtuoso that holds one county's graph."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), GRAPHS["qidong-2023-reprints"]) as url:
        yield url


@contextlib.contextmanager
def answering(body: Callable[[http.server.BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """Serve what a function sends, to every query."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with contextlib.suppress(OSError):  # who asked may have given up
                body(self)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        httpd.daemon_threads = True
        httpd.block_on_close = False
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{httpd.server_address[1]}/sparql"
        finally:
            httpd.shutdown()
            thread.join()


def says(data: bytes, media: str = "application/sparql-results+json") -> Callable[..., None]:
    """Return what sends one answer at once."""

    def send(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", media)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return send


def drips(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, and never an end: no wait for a byte is long."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        time.sleep(0.1)


def floods(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Send without end."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)
