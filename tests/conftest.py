"""What several folders of tests use: a real SPARQL server, a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from benchmarks.servers import free_port
from hdkg.extraction import rules
from hdkg.pipeline.building import build

settings.register_profile("hdkg", deadline=None)  # a busy machine is no fault
settings.load_profile("hdkg")

Endpoint = Callable[..., str]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the tests and the programs that they start would keep in the user's cache folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def without() -> Iterator[Callable[[str], None]]:
    """Return a function that leaves a rule, and no other, out of the cascade."""
    every = rules.all_rules()
    derived = (rules.phase, rules.candidates, rules._finder)  # what is kept of all rules

    def leave_out(name: str) -> None:
        patch.setattr(rules, "all_rules", lambda: tuple(rule for rule in every if rule.id != name))
        for kept in derived:
            kept.cache_clear()

    with pytest.MonkeyPatch.context() as patch:
        yield leave_out
    for kept in derived:
        kept.cache_clear()


def _binary() -> str:
    """Return PyPI's oxigraph server beside this Python; without it the tests fail in CI and are skipped elsewhere."""
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("the oxigraph server is not installed")
    return found


def _serve(address: str, paths: tuple[Path, ...]) -> None:
    """Wait until the server answers, then load each file into a graph of its own."""
    deadline = time.monotonic() + 20
    while True:
        try:
            with socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1])), timeout=1):
                break
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    for path in paths:
        name = urllib.parse.quote(f"https://w3id.org/hdkg/id/graph/{path.stem}", safe="")
        request = urllib.request.Request(
            f"{address}/store?graph={name}",
            data=path.read_bytes(),
            headers={"Content-Type": "text/turtle"},
            method="PUT",
        )
        with urllib.request.urlopen(request, timeout=20) as response:
            response.read()


@pytest.fixture(scope="session")
def endpoint() -> Iterator[Endpoint]:
    """Give a function that starts a server with graph files and returns its query address; all end with the tests."""
    running: dict[tuple[Path, ...], tuple[subprocess.Popen[bytes], str]] = {}

    def start(*paths: Path) -> str:
        if paths not in running:
            address = f"http://127.0.0.1:{free_port()}"
            command = [_binary(), "serve", "--union-default-graph", "--bind", address.removeprefix("http://")]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            running[paths] = (process, f"{address}/query")
            _serve(address, paths)
        return running[paths][1]

    yield start
    for process, _ in running.values():
        process.terminate()
    for process, _ in running.values():
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, tuple[str, str, str]]], Path]:
    """Give a function that builds articles, told as county, day and text, and returns the folder of their graphs."""

    def build_all(articles: Mapping[str, tuple[str, str, str]]) -> Path:
        folder = tmp_path_factory.mktemp("built")
        for name, (county, published, text) in articles.items():
            source = folder / f"{name}.txt"
            source.write_text(f"总结\n\n{text}\n", "utf-8")
            assert build(source, county=county, published=published, out=folder / f"{name}.ttl").path
        return folder

    return build_all


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give a headless Chromium; without it the tests fail in CI and are skipped elsewhere."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium is installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=list(QUIET))
        yield running
        running.close()
