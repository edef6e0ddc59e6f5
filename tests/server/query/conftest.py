"""The query page over the kept graph, open in a browser."""

from __future__ import annotations

import os
import shutil
import urllib.parse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from hdkg.errors import HdkgError
from hdkg.server import bundle
from tests.server.conftest import Client, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HD = "PREFIX hd: <https://w3id.org/hdkg/ontology/>\n"
FIGURES = f"{HD}SELECT ?figure ?name ?value ?size {{ ?figure hd:indicatorName ?name ; hd:level ?value BIND(?value * 2 AS ?size) FILTER(?value < 1000) }} ORDER BY ?name LIMIT 10"  # noqa: E501
CREDITS = f"{HD}SELECT ?initiative ?result {{ ?initiative hd:result ?result }} ORDER BY ?initiative ?result"
GRAPH = f"{HD}CONSTRUCT {{ ?initiative hd:result ?result }} {{ ?initiative hd:result ?result }}"


def missing(reason: str) -> None:
    """What is missing fails a test in CI and skips it elsewhere."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@dataclass
class Seen:
    """A page in the browser and what it did besides showing itself."""

    page: Any
    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path.lstrip("/"))

    def show(self, query: str, view: str = "table", lang: str = "en", **more: str) -> None:
        """Open the address of a state, and wait for its answer."""
        said = urllib.parse.urlencode({"lang": lang, "query": query, "view": view, **more})
        self.go(f"query?{said}")
        self.answered()

    def answered(self) -> None:
        self.page.wait_for_selector(".yasr_results > *:visible", timeout=20_000)
        self.page.wait_for_timeout(300)

    def write(self, text: str) -> None:
        """Put a text into the editor as somebody who types it."""
        self.page.click(".CodeMirror:visible")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def text(self) -> str:
        """Return what the editor holds."""
        return str(
            self.page.evaluate(
                "[...document.querySelectorAll('.CodeMirror')].find(e => e.offsetParent).CodeMirror.getValue()"
            )
        )

    def run(self) -> None:
        self.page.click(".yasqe_queryButton:visible")
        self.answered()

    def rows(self) -> list[str]:
        return [row.inner_text() for row in self.page.query_selector_all("table.dataTable tbody tr:visible")]

    def label(self, selector: str) -> str:
        """Return how a picture is called, when it is there."""
        self.page.wait_for_selector(f"{selector}:visible")
        return str(self.page.get_attribute(f"{selector}:visible", "aria-label"))

    def pixels(self, selector: str, colour: list[int]) -> int:
        """Count the pixels of a colour on a canvas."""
        return int(
            self.page.evaluate(
                """([selector, colour]) => {
                    const canvas = [...document.querySelectorAll(selector)].find(each => each.offsetParent);
                    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                    let count = 0;
                    for (let i = 0; i < data.length; i += 4)
                        if (colour.every((part, j) => data[i + j] === part)) count += 1;
                    return count;
                }""",
                [selector, colour],
            )
        )

    def said(self) -> dict[str, str]:
        """Return what the address says."""
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.page.url).query))


@pytest.fixture(scope="session")
def script() -> Path:
    """Build the page's script."""
    if not (shutil.which("npm") and shutil.which("node")):
        missing("npm is not installed")
    try:
        return bundle.build()
    except HdkgError as error:
        missing(str(error))
        raise


@pytest.fixture(scope="session")
def server(script: Path, hengdong: Path) -> Iterator[Client]:
    """Give a server that has the script."""
    assert script.is_dir()
    with serving(hengdong) as client:
        yield client


@pytest.fixture
def look(browser: Any, server: Client) -> Iterator[Callable[..., Seen]]:
    """Give a function that opens a browser's window; in the end nothing went elsewhere or was complained of."""
    opened: list[tuple[Any, Seen]] = []

    def go(client: Client = server, **options: Any) -> Seen:
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **options})
        seen = Seen(context.new_page(), client.address)
        opened.append((context, seen))
        page = seen.page
        page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (seen.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: seen.requests.append(request.url))
        return seen

    yield go
    for context, seen in opened:
        context.close()
        assert seen.requests
        assert [url for url in seen.requests if not url.startswith((seen.address, "data:"))] == []
        assert seen.complaints == []
