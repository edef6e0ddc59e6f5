"""The endpoint under load, side by side with PyPI's Oxigraph server and rdflib-endpoint, on the same data in one run.

``python -m benchmarks.endpoint`` measures for minutes, with ``--short`` for seconds.  What it prints are ratios of
throughput for look-ups and joins, and, for a mixed load with runaways and malformed queries, how good queries fared.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httptools
import uvloop

from benchmarks.servers import free_port
from hdkg.pipeline.graphs import graph_files
from hdkg.queries import load as load_question
from hdkg.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

BASE = "https://w3id.org/hdkg/id/"
QUESTIONS = ("measured-outcomes", "honours", "initiatives-by-area")  # of the catalogue: 10 to 20 patterns each
RUNAWAY = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != {0}) }}"
MALFORMED = "SELECT * {{ ?s ?p {0} "
RDFLIB = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
graph = Graph().parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A running server: its name, port, path and process."""

    name: str
    port: int
    path: str
    pid: int


@dataclass(slots=True)
class Outcome:
    """What came of the queries of one kind: seconds each took, statuses."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def at(self, share: float) -> float:
        """Return the seconds within which this share was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Client(asyncio.Protocol):
    """One connection that asks one thing after another."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._done: asyncio.Future[int] | None = None
        self._parser = httptools.HttpResponseParser(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Read on."""
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        """Tell who asked, and be ready for the next answer."""
        status = self._parser.get_status_code()
        self._parser = httptools.HttpResponseParser(self)
        if self._done and not self._done.done():
            self._done.set_result(status)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who asked that there is no answer."""
        if self._done and not self._done.done():
            self._done.set_exception(exc or ConnectionError())

    def close(self) -> None:
        """Give the connection up."""
        if self._transport:
            self._transport.close()

    async def ask(self, target: Target, text: str) -> int:
        """Send a query and return the status of its whole answer."""
        self._done = asyncio.get_running_loop().create_future()
        head = f"GET {target.path}?query={urllib.parse.quote(text)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        assert self._transport  # noqa: S101 - connected by `load`
        self._transport.write(f"{head}Accept: application/sparql-results+json\r\n\r\n".encode())
        return await self._done


async def load(
    target: Target, clients: int, seconds: float, pick: Callable[[random.Random], tuple[str, str]]
) -> dict[str, Outcome]:
    """Let clients ask one query after another for some time and return what came of each kind."""
    found: dict[str, Outcome] = {}
    until = time.monotonic() + seconds

    async def one(seed: int) -> None:
        dice = random.Random(seed)
        connection: Client | None = None
        while time.monotonic() < until:
            kind, text = pick(dice)
            outcome = found.setdefault(kind, Outcome())
            began = time.monotonic()
            try:
                if connection is None:
                    loop = asyncio.get_running_loop()
                    _, connection = await loop.create_connection(Client, "127.0.0.1", target.port)
                status = await asyncio.wait_for(connection.ask(target, text), 60)
            except (OSError, TimeoutError, httptools.HttpParserError):
                if connection is not None:
                    connection.close()
                status, connection = 0, None
            outcome.seconds.append(time.monotonic() - began)
            outcome.statuses[status] += 1

    await asyncio.gather(*(one(seed) for seed in range(clients)))
    return found


def copies(folder: Path, count: int) -> tuple[Path, list[str]]:
    """Write the kept graphs so many times under other IRIs, as N-Triples; return the file and its subjects."""
    nquads = folder / "graphs.nq"
    open_store(graph_files()).write_quads(nquads)
    triples = sorted({line for line in nquads.read_text("utf-8").splitlines() if line.endswith(" .")})
    triples = [line for line in triples if not line.rsplit(" ", 2)[1].startswith("<https://w3id.org/hdkg/id/dataset/")]
    path = folder / "data.nt"
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            for line in triples:
                file.write(line.replace(f"<{BASE}", f"<{BASE}copy-{number}/") + "\n")
    text = path.read_text("utf-8")
    return path, sorted({line.split(" ", 1)[0] for line in text.splitlines() if line.startswith(f"<{BASE}copy-")})


def answers(port: int, path: str) -> bool:
    """Tell whether a server answers a query."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {"Accept": "application/sparql-results+json"}
        connection.request("GET", f"{path}?query=ASK%20%7B%7D", headers=headers)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def running(name: str, path: str, command: Sequence[str], port: int) -> Iterator[Target]:
    """Run a server until it is measured."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + 120
            while not answers(port, path):  # a port may be open long before the graphs are
                if process.poll() is not None or time.monotonic() > until:
                    raise SystemExit(f"{name} does not start: {' '.join(command)}")
                time.sleep(0.1)
            yield Target(name, port, path, process.pid)
        finally:
            process.terminate()


def servers(data: Path, folder: Path, timeout: float) -> Iterator[tuple[str, str, list[str], int]]:
    """Go through the servers: name, path, command, port."""
    port, beside = free_port(), Path(sys.executable).parent
    ours = [sys.executable, "-m", "hdkg", "serve", str(data), "--port", str(port), "--timeout", str(timeout)]
    yield "hdkg", "/sparql", ours, port
    binary = shutil.which("oxigraph", path=str(beside)) or "oxigraph"
    place, port = str(folder / "oxigraph"), free_port()
    subprocess.run([binary, "load", "--location", place, "--file", str(data)], check=True, capture_output=True)
    # Without its limit of time, which keeps a thread for as long as the limit is, for every query: thousands end it.
    yield "oxigraph", "/query", [binary, "serve-read-only", "--location", place, "--bind", f"127.0.0.1:{port}"], port
    port = free_port()
    yield "rdflib-endpoint", "/sparql", [sys.executable, "-c", RDFLIB, str(data), str(port)], port


def processes(pid: int) -> int:
    """Count a server's processes: itself, and what it has started, and so on."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return 1 + sum(processes(int(child)) for child in listed.stdout.split())


def mixed(lookup: Callable[[random.Random], str]) -> Callable[[random.Random], tuple[str, str]]:
    """Return what picks a query: 5 % runaways, 5 % malformed, the rest look-ups and joins, four to one.

    Joins and look-ups are told apart, so that it can be seen which of the good queries fail.
    """

    def pick(dice: random.Random) -> tuple[str, str]:
        number, share = dice.randrange(10**9), dice.random()
        if share < 0.05:
            return "runaway", RUNAWAY.format(number)
        if share < 0.10:
            return "malformed", MALFORMED.format(number)
        if share < 0.28:
            return "good: join", join(dice)
        return "good: look-up", lookup(dice)

    return pick


def join(dice: random.Random) -> str:
    """Return a question that joins."""
    return load_question(dice.choice(QUESTIONS)).text


def measure(target: Target, arguments: argparse.Namespace, subjects: list[str]) -> dict[str, object]:
    """Measure one server and say what was found."""

    def lookup(dice: random.Random) -> str:
        return f"SELECT ?p ?o {{ {dice.choice(subjects)} ?p ?o }}"

    def run(clients: int, seconds: float, pick: Callable[[random.Random], tuple[str, str]]) -> dict[str, Outcome]:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(load(target, clients, seconds, pick))

    said: dict[str, object] = {"server": target.name}
    for kind, pick in (
        ("lookups", lambda dice: ("good", lookup(dice))),
        ("joins", lambda dice: ("good", join(dice))),
    ):
        run(4, 0.5, pick)  # to warm up
        said["processes"] = processes(target.pid)
        found = run(arguments.few, arguments.seconds, pick)["good"]
        said[f"{kind} a second"] = round(found.statuses[200] / max(arguments.seconds, *found.seconds), 1)
        said[f"{kind} p99 ms"] = round(1000 * found.at(0.99), 1)
        said[f"{kind} failed"] = sum(found.statuses.values()) - found.statuses[200]
    if target.name == "hdkg":  # the others have no limit of time that holds: the first runaways would end them
        began = time.monotonic()
        kinds = run(arguments.clients, arguments.mixed, mixed(lookup))
        took = time.monotonic() - began
        good = Outcome()
        for kind, outcome in kinds.items():
            if kind.startswith("good"):
                good.seconds += outcome.seconds
                good.statuses += outcome.statuses
        said["mixed good a second"] = round(good.statuses[200] / took, 1)
        said["mixed good p99 ms"] = round(1000 * good.at(0.99), 1)
        said["mixed good failed"] = sum(good.statuses.values()) - good.statuses[200]
        said["mixed runaway longest s"] = round(max(kinds.get("runaway", Outcome([0.0])).seconds), 2)
        said["mixed statuses"] = {
            kind: dict(sorted(outcome.statuses.items())) for kind, outcome in sorted(kinds.items())
        }
    return said


def main() -> None:
    """Measure, and print a line of JSON for each server and one of ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=64, help="clients of the mixed load")
    parser.add_argument("--few", type=int, default=8, help="clients of look-ups and joins alone")
    parser.add_argument("--seconds", type=float, default=15, help="of look-ups, and of joins")
    parser.add_argument("--mixed", type=float, default=60, help="seconds of the mixed load")
    parser.add_argument("--timeout", type=float, default=10, help="seconds that a query may take")
    parser.add_argument("--copies", type=int, default=10, help="of the kept graphs, under other IRIs")
    parser.add_argument("--short", action="store_true", help="3 seconds each, a mixed load of 8 with a limit of 5")
    arguments = parser.parse_args()
    if arguments.short:
        arguments.seconds, arguments.mixed, arguments.timeout, arguments.copies = 3.0, 8.0, 5.0, 3
    found: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory() as place:
        data, subjects = copies(Path(place), arguments.copies)
        head = {"triples": data.read_text("utf-8").count("\n"), "cores": os.cpu_count(), "clients": arguments.clients}
        print(json.dumps(head))  # noqa: T201 - what it is for
        for name, path, command, port in servers(data, Path(place), arguments.timeout):
            with running(name, path, command, port) as target:
                found[name] = measure(target, arguments, subjects)
                print(json.dumps(found[name], ensure_ascii=False), flush=True)  # noqa: T201
    ratios = {
        "lookups: hdkg / oxigraph (at least 0.15)": ratio(found, "lookups a second", "oxigraph"),
        "joins: hdkg / rdflib-endpoint (at least 20)": ratio(found, "joins a second", "rdflib-endpoint"),
        "good queries of the mixed load that failed (0)": found["hdkg"]["mixed good failed"],
    }
    print(json.dumps(ratios, ensure_ascii=False, indent=1))  # noqa: T201


def ratio(found: dict[str, dict[str, object]], key: str, other: str) -> float:
    """Return ours by another's."""
    return round(float(str(found["hdkg"][key])) / max(0.001, float(str(found[other][key]))), 2)


if __name__ == "__main__":
    main()
