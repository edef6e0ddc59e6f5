"""The engines that are asked: each in a process of its own, which is ended when an answer takes too long."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import resource
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from benchmarks.servers import free_port, virtuoso_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.connection import Connection

    from benchmarks.queries.asked import Ask, Row

OURS = "hdkg"
LOADING = 1800  # seconds that an engine may take to load
BUFFERS = 100_000  # pages that Virtuoso holds in memory, 8 kB each
MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a query.

    Attributes
    ----------
    rows
        Numbers in one form, in the engine's order; None where there is no answer.
    clock, processor
        Seconds; the processor's are those of the process that asks, which is the engine where it is embedded.
    memory
        The most that the process has held, in MB.
    problem
        Why there are no rows.
    """

    rows: tuple[tuple[str, ...], ...] | None
    clock: float = 0.0
    processor: float = 0.0
    memory: float = 0.0
    problem: str = ""


class Engine:
    """An engine in a process of its own.

    Parameters
    ----------
    name
        For the tables.
    make
        Called in the process: loads what is to be loaded and returns what answers a query.
    limit
        Seconds after which an answer is waited for no longer, and the process is ended and made anew.
    server
        What it asks, if that is another process.
    """

    def __init__(
        self, name: str, make: Callable[[str], Ask], source: str, limit: float, server: Server | None = None
    ) -> None:
        self.name, self.server = name, server
        self._make, self._source, self._limit = make, source, limit
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def ask(self, text: str) -> Answer:
        """Return what comes of a query."""
        pipe = self._started()
        pipe.send(text)
        try:
            if pipe.poll(self._limit):
                answer: Answer = pipe.recv()
                return answer
        except EOFError:
            self.close()
            return Answer(None, problem="ended")
        self.close()
        if self.server:
            self.server.again()
        return Answer(None, clock=self._limit, problem=f"more than {self._limit:.0f} s")

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def _started(self) -> Connection:
        """Return the pipe to the process, which is started if it does not run."""
        if self._process is None or self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, other = context.Pipe()
            self._process = context.Process(target=_serve, args=(other, self._make, self._source), daemon=True)
            self._process.start()
            other.close()
            if not self._pipe.poll(LOADING):
                raise SystemExit(f"{self.name} does not load its data")
            self._pipe.recv()
        return self._pipe


def _serve(pipe: Connection, make: Callable[[str], Ask], source: str) -> None:
    """Answer what comes through a pipe, until it is closed."""
    ask = make(source)
    pipe.send("ready")
    while True:
        try:
            text = pipe.recv()
        except EOFError:
            return
        clock, processor = time.perf_counter(), time.process_time()
        try:
            found: list[Row] | None = ask(text)
            problem = ""
        except Exception as error:
            found, problem = None, f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        spent = time.perf_counter() - clock, time.process_time() - processor
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows = None if found is None else tuple(tuple(map(plain, row)) for row in found)
        pipe.send(Answer(rows, *spent, memory, problem))


def plain(value: str) -> str:
    """Return a term's text so that two engines' ways of writing one number are equal.

    Examples
    --------
    >>> plain("1.50"), plain("15E-1"), plain("2023-01"), plain("001")
    ('1.5', '1.5', '2023-01', '001')
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or (value[:1] in "+0" and value.isdigit() and len(value) > 1):
        return value
    return f"{round(number, 9).normalize():f}"


def hdkg(source: str) -> Ask:
    """Open a store as ``hdkg query`` does."""
    from hdkg.store import EmbeddedStore

    store = EmbeddedStore(ox.Store.read_only(source))
    return lambda text: [tuple("" if term is None else str(term) for term in row) for row in store.query(text).rows]


def pyoxigraph(source: str) -> Ask:
    """Open a store with the engine alone."""
    store = ox.Store.read_only(source)

    def ask(text: str) -> list[Row]:
        answer = store.query(text)
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - nothing else is asked
        return [tuple("" if term is None else term.value for term in row) for row in answer]  # type: ignore[union-attr]

    return ask


def rdflib(source: str) -> Ask:
    """Read N-Triples with rdflib."""
    import rdflib as library

    graph = library.Graph().parse(source, format="nt")
    return lambda text: [
        tuple("" if term is None else str(term) for term in row)  # type: ignore[union-attr]
        for row in graph.query(text)
    ]


def maplib(source: str) -> Ask:
    """Read N-Triples with maplib."""
    from maplib import Model

    model = Model()
    model.read(source, format="ntriples")

    def ask(text: str) -> list[Row]:
        return [tuple(map(_of_maplib, row)) for row in model.query(text).iter_rows()]

    return ask


def _of_maplib(value: object) -> str:
    """Return the text of what maplib gives: IRIs and texts with a language stand in their signs."""
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    return text[1 : text.rindex('"')] if text.startswith('"') and '"@' in text else text


def remote(source: str) -> Ask:
    """Ask a SPARQL endpoint."""

    def ask(text: str) -> list[Row]:
        body = urllib.parse.urlencode({"query": text}).encode()
        request = urllib.request.Request(source, body, {"Accept": "application/sparql-results+json"})  # noqa: S310 - loopback
        try:
            with urllib.request.urlopen(request) as response:  # noqa: S310 - loopback
                answer = json.load(response)
        except urllib.error.HTTPError as error:
            raise ValueError(error.read().decode(errors="replace")) from error
        columns = answer["head"]["vars"]
        return [
            tuple(row.get(name, {"value": ""})["value"] for name in columns) for row in answer["results"]["bindings"]
        ]

    return ask


class Server:
    """A server that is started anew after a query that it does not give up by itself.

    Parameters
    ----------
    command
        What starts it.
    port
        Where it listens.
    path
        Of its endpoint.
    place
        The folder that it runs in.
    """

    def __init__(self, command: list[str], port: int, path: str, place: Path | None = None) -> None:
        self.url = f"http://127.0.0.1:{port}{path}"
        self._command, self._port, self._place = command, port, place
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens."""
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(self._command, cwd=self._place, stdout=quiet, stderr=quiet)
        until = time.monotonic() + 120
        while not _listens(self._port):
            if self._process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"does not start: {' '.join(self._command)}")
            time.sleep(0.1)

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def again(self) -> None:
        """End it and start it anew."""
        self.stop()
        if self._place is not None:
            (self._place / "virtuoso.lck").unlink(missing_ok=True)
        self.start()


def oxigraph_server(folder: str) -> Server:
    """Start Oxigraph's server over a store on disk."""
    port = free_port()
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    command = [binary, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}"]
    server = Server(command, port, "/query")
    server.start()
    return server


def virtuoso_server(triples: Path, place: Path) -> Server:
    """Start Debian's Virtuoso and load N-Triples."""
    isql, port = free_port(), free_port()
    settings = virtuoso_settings(isql, port, rows=MOST_ROWS, buffers=BUFFERS)
    (place / "virtuoso.ini").write_text(settings, encoding="utf-8")
    (place / "data.nt").symlink_to(triples)
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    server = Server(command, port, "/sparql?default-graph-uri=urn:data", place)
    server.start()
    load = "ld_dir('.', 'data.nt', 'urn:data'); rdf_loader_run(); checkpoint;"
    client = ["isql-vt", f"127.0.0.1:{isql}", "dba", "dba", f"EXEC={load}"]
    subprocess.run(client, check=True, capture_output=True, timeout=LOADING)
    return server


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def same(one: Iterable[Row], other: Iterable[Row]) -> bool:
    """Tell whether two engines give the same rows, in whatever order.

    Examples
    --------
    >>> same([("a",), ("b",)], [("b",), ("a",)]), same([("a",)], [("a",), ("a",)])
    (True, False)
    """
    return sorted(one) == sorted(other)
