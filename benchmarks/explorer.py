"""The explorer at a million triples, and the first paint of its start view on five counties' graphs.

``python benchmarks/explorer.py`` takes some minutes, with ``--short`` (a tenth of the triples) one.  It prints a line
of JSON for each: the seconds until the server knew all names and links, then the 50th and 95th percentile and the
longest of so many answers, in milliseconds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
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
ROUNDS = 200


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a tenth of the triples")
    wanted = 100_000 if parser.parse_args().short else 1_000_000
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "many.nt"
        triples = write(path, wanted)
        with serving(path) as port:
            large(port, triples)
    with serving(*(graph_dir() / f"{name}.ttl" for name in COUNTIES)) as port:
        paint(port)


def write(path: Path, wanted: int) -> int:
    """Write the kept graph again and again under other IRIs, and return how many triples that are."""
    quads = list(ox.parse(path=graph_dir() / "hengdong-2023.ttl", format=ox.RdfFormat.TURTLE))
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
    copies = -(-wanted // len(quads))
    with path.open("w", encoding="utf-8") as out:
        for number in range(copies):
            out.write(lines.replace(ID, f"{ID}copy-{number}/"))
    return copies * len(quads)


@contextmanager
def serving(*paths: Path) -> Iterator[int]:
    """Run the server over graphs, and give its port."""
    command = [sys.executable, "-m", "hdkg", "serve", *map(str, paths), "--port", "0", "--timeout", "60"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout else ""
        yield int(line.split("  ")[0].rstrip("/").rsplit(":", 1)[1])
    finally:
        process.terminate()
        process.wait(30)


def large(port: int, triples: int) -> None:
    """Measure a server over many triples."""
    client = Client(port)
    began = time.perf_counter()
    meta = client.get("meta")
    said = {"triples": triples, "nodes": meta["nodes"], "links": meta["links"]}
    sys.stdout.write(
        json.dumps({"what": "first answer", **said, "seconds": round(time.perf_counter() - began, 1)}) + "\n"
    )
    dice = random.Random(7)
    found = client.get("list", group="initiative")["nodes"] + client.get("list", group="division")["nodes"]
    nodes = [node["iri"] for node in found]
    measured("suggest", lambda: client.get("suggest", q=dice.choice(TYPED)))
    measured("neighbours", lambda: client.get("neighbours", node=dice.choice(nodes)))
    measured("facts", lambda: client.get("facts", node=dice.choice(nodes)))

    def neighbourhood() -> None:
        node = dice.choice(nodes)
        groups = client.get("neighbours", node=node)["groups"]
        client.post("view", [node, *(other["iri"] for group in groups for other in group["nodes"])])

    measured("neighbourhood with its links", neighbourhood)


def paint(port: int) -> None:
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
    report("first contentful paint", first)
    report("start view drawn", ready)


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


def measured(what: str, action: Callable[[], object]) -> None:
    """Do something many times and print how long it took."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        action()
        taken.append((time.perf_counter() - began) * 1000)
    report(what, taken)


def report(what: str, taken: list[float]) -> None:
    """Print percentiles of times in milliseconds."""
    taken = sorted(taken)
    told = {"p50": taken[len(taken) // 2], "p95": taken[int(len(taken) * 0.95)], "max": taken[-1]}
    sys.stdout.write(
        json.dumps({"what": what, "n": len(taken), **{key: round(value, 1) for key, value in told.items()}}) + "\n"
    )


if __name__ == "__main__":
    main()
