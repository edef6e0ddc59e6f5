"""The explorer at a million triples, and the first paint of its start view on five counties' graphs.

``python -m benchmarks.explorer`` takes some minutes and writes ``benchmarks/results/explorer.md``; with ``--short`` (a
tenth of the triples) it takes one and prints the same.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from benchmarks.machine import machine
from hdkg.resources import graph_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COUNTIES = ("hengdong-2023", "changning-2023", "hengyangxian-2022", "nanyue-2023", "qidong-2023-reprints")
TYPED = (
    "企业",
    "接待日",
    "qiyejia",
    "hdx",
    "固定资产投资",
    "地区生产总值",
    "rongyu",
    "全国",
    "三送三解",
    "zzz",
    "投资",
    "s",
)
ID = "https://w3id.org/hdkg/id/"
PERIODS = f"{ID}period/"
ROUNDS = 200
RESULTS = Path(__file__).parent / "results"
Row = tuple[str, float, float, float]


def main() -> None:
    """Print all figures, and keep them where they are those of all triples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a tenth of the triples")
    short = parser.parse_args().short
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "many.nt"
        triples = write(path, 100_000 if short else 1_000_000)
        starts = [start(path, Path(place) / "cache") for _ in range(2)]
        with serving(path, cache=Path(place) / "cache") as port:
            rows = large(port)
        with serving(*(graph_dir() / f"{name}.ttl" for name in COUNTIES), cache=Path(place) / "cache") as port:
            rows += paint(port)
    text = report(triples, starts, rows)
    if not short:
        (RESULTS / "explorer.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def start(path: Path, cache: Path) -> tuple[float, float, float]:
    """Start a server; return the seconds until it answered, until the explorer did, and those of the processor."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with serving(path, cache=cache) as port:
        ready = time.perf_counter() - began
        patiently(Client(port))
        whole = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ready, whole, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def patiently(client: Client) -> Any:
    """Return what the explorer begins with, when the server has read it."""
    while True:
        try:
            return client.get("meta")
        except RuntimeError:  # it is still being read
            time.sleep(0.1)


def report(triples: int, starts: list[tuple[float, float, float]], rows: list[Row]) -> str:
    """Return the results as Markdown."""
    return "\n".join(
        [
            "# The explorer on many graphs",
            "",
            (
                f"`python -m benchmarks.explorer`: {machine('pyoxigraph', 'networkx')}; {triples:,} triples. On a busy "
                "machine the processor's time is the better guide to what a quiet one would show."
            ),
            "",
            "| start | the server answers, s | the explorer answers, s | processor s |",
            "|---|---|---|---|",
            *(
                f"| {name} | {ready:.1f} | {whole:.1f} | {spent:.1f} |"
                for name, (ready, whole, spent) in zip(("first", "second"), starts, strict=True)
            ),
            "",
            "| what | median ms | p95 ms | longest ms |",
            "|---|---|---|---|",
            *(f"| {what} | {median:.1f} | {most:.1f} | {longest:.1f} |" for what, median, most, longest in rows),
            "",
        ]
    )


def write(path: Path, wanted: int) -> int:
    """Write the kept graph again and again under other IRIs, as of many counties, and return how many triples that are.

    Periods are the same to all counties and keep theirs.
    """
    quads = list(ox.parse(path=graph_dir() / "hengdong-2023.ttl", format=ox.RdfFormat.TURTLE))
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
    copies = -(-wanted // len(quads))
    with path.open("w", encoding="utf-8") as out:
        for number in range(copies):
            out.write(lines.replace(ID, f"{ID}copy-{number}/").replace(f"{ID}copy-{number}/period/", PERIODS))
    return copies * len(quads)


@contextmanager
def serving(*paths: Path, cache: Path) -> Iterator[int]:
    """Run the server over graphs, with a cache of its own, and give its port."""
    command = [sys.executable, "-m", "hdkg", "serve", *map(str, paths), "--port", "0", "--timeout", "60"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        line = process.stdout.readline() if process.stdout else ""
        yield int(line.split("  ")[0].rstrip("/").rsplit(":", 1)[1])
    finally:
        process.terminate()
        process.wait(30)


def large(port: int) -> list[Row]:
    """Measure a server over many triples."""
    client = Client(port)
    patiently(client)
    dice = random.Random(7)
    found = client.get("list", group="initiative")["nodes"] + client.get("list", group="division")["nodes"]
    nodes = [node["iri"] for node in found]

    def neighbourhood() -> None:
        node = dice.choice(nodes)
        groups = client.get("neighbours", node=node)["groups"]
        client.post("view", [node, *(other["iri"] for group in groups for other in group["nodes"])])

    return [
        measured("suggestions", lambda: client.get("suggest", q=dice.choice(TYPED))),
        measured("neighbours", lambda: client.get("neighbours", node=dice.choice(nodes))),
        measured("facts", lambda: client.get("facts", node=dice.choice(nodes))),
        measured("a neighbourhood with its links", neighbourhood),
        measured("the start view's data", lambda: client.get("start")),
    ]


def paint(port: int) -> list[Row]:
    """Measure the start view in a browser, the atlas already known, as for every reader but the first."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    Client(port).get("meta")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        first, ready = [], []
        for _ in range(5):
            page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
            page.goto(f"http://127.0.0.1:{port}/explore")
            page.wait_for_selector("body[data-ready]")
            first.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            ready.append(page.evaluate("performance.now()"))
            page.context.close()
        browser.close()
    return [row("five counties: first contentful paint", first), row("five counties: start view drawn", ready)]


class Client:
    """One connection to the explorer's API."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)

    def get(self, name: str, **params: str) -> Any:
        """Return an answer."""
        return self._answer("GET", f"{name}?{urllib.parse.urlencode(params)}", None)

    def post(self, name: str, body: object) -> Any:
        """Return the answer to what is sent."""
        return self._answer("POST", name, json.dumps(body).encode())

    def _answer(self, method: str, address: str, body: bytes | None) -> Any:
        headers = {"Content-Type": "application/json"} if body else {}
        self._connection.request(method, f"/explore/api/{address}", body, headers)
        response = self._connection.getresponse()
        data = response.read()
        if response.status != 200:
            raise RuntimeError(data[:200].decode())
        return json.loads(data)


def measured(what: str, action: Callable[[], object]) -> Row:
    """Do something many times and return how long it took."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        action()
        taken.append((time.perf_counter() - began) * 1000)
    return row(what, taken)


def row(what: str, taken: list[float]) -> Row:
    """Return the median, the 95th percentile and the longest of times."""
    taken = sorted(taken)
    return what, taken[len(taken) // 2], taken[int(len(taken) * 0.95)], taken[-1]


if __name__ == "__main__":
    main()
