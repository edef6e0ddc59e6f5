"""What the tests of the server share: real servers on loopback, and a plain way to talk to them."""

from __future__ import annotations

import http.client
import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hdkg.server.running import Server, run
from hdkg.server.settings import Limits, Settings

TOP = Path(__file__).resolve().parents[2]
TOKEN = "a-token-of-the-tests-0123"


@dataclass(frozen=True)
class Response:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """Talks to one server."""

    address: str

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Response:
        """Send a request as it is, and return what comes back."""
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.address).netloc, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Response(answer.status, found, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Response:
        return self.send("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def query(self, text: str, accept: str = "*/*") -> Response:
        return self.get(f"/sparql?{urllib.parse.urlencode({'query': text})}", Accept=accept)

    def rows(self, text: str) -> list[dict[str, str]]:
        """Return the rows of a query, or fail."""
        answer = self.query(text, "application/sparql-results+json")
        assert answer.status == 200, answer.text
        return [{key: term["value"] for key, term in row.items()} for row in answer.json()["results"]["bindings"]]

    def update(self, text: str, token: str = TOKEN) -> Response:
        headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {token}"}
        return self.send("POST", "/sparql", text.encode("utf-8"), headers)


Serve = Callable[..., Any]


@contextmanager
def serving(*paths: Path, store: Path | None = None, settings: Settings | None = None) -> Iterator[Client]:
    """Run a server in a thread of this process; its workers are processes of their own."""
    running: list[tuple[str, Server]] = []
    problems: list[BaseException] = []
    there = threading.Event()

    def started(address: str, server: Server) -> None:
        running.append((address, server))
        there.set()

    def work() -> None:
        try:
            run(settings or quick(), paths, port=0, store=store, started=started)
        except BaseException as error:
            problems.append(error)
        finally:
            there.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert there.wait(60)
    if not running:
        raise problems[0]
    try:
        yield Client(running[0][0])
    finally:
        running[0][1].should_exit = True
        thread.join(60)
        assert not thread.is_alive()


def quick(**changes: Any) -> Settings:
    """Return settings for tests: few workers, a short time limit."""
    hosts, token = changes.pop("hosts", ()), changes.pop("token", "")
    return Settings(limits=Limits(**{"seconds": 10.0, "quick": 2, "long": 2, **changes}), hosts=hosts, token=token)


@pytest.fixture(scope="session")
def hengdong() -> Path:
    """Return the kept graph."""
    return TOP / "graph" / "hengdong-2023.ttl"


@pytest.fixture(scope="session")
def client(hengdong: Path) -> Iterator[Client]:
    """Give a read-only server over the kept graph."""
    with serving(hengdong) as client:
        yield client
