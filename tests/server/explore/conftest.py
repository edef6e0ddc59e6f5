"""The explorer over the kept graph and its source, asked by hand and open in a browser."""

from __future__ import annotations

import json
import shutil
import urllib.parse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from hdkg.server.settings import Limits, Settings
from tests.server.conftest import TOKEN, TOP, Client, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ID = "https://w3id.org/hdkg/id/"
COUNTY = f"{ID}division/430424"
INITIATIVE = f"{ID}initiative/430424/qiyejiajiedairi-5eaf73"
SOLVED = f"{ID}observation/097435925ba6689f/455c6bc18579"
CITY = f"{ID}division/430400"
SHA = "097435925ba6689ff6514479adacf686223d4960fa3c859f889fbd32adcdd3af"


def settings(sources: Path | None, token: str = "") -> Settings:
    return Settings(limits=Limits(seconds=10.0, quick=2, long=2), sources=sources, review_token=token)


def ask(client: Client, name: str, **params: str) -> Any:
    """Ask the explorer's API, or fail."""
    got = client.get(f"/explore/api/{name}?{urllib.parse.urlencode(params)}")
    assert got.status == 200, got.text
    return got.json()


def send(client: Client, name: str, body: object, **headers: str) -> Any:
    """Send JSON to the explorer's API."""
    told = {"Content-Type": "application/json", **{key.replace("_", "-"): value for key, value in headers.items()}}
    return client.send("POST", f"/explore/api/{name}", json.dumps(body).encode(), told)


@dataclass
class Seen:
    """The page in the browser, and what it did besides showing itself."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def until(self, condition: str) -> None:
        """Wait for a condition (JavaScript), which the page's own policy keeps the page from evaluating itself."""
        for _ in range(100):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(condition)

    def state(self) -> str:
        """Return what stands behind the # of the address."""
        return urllib.parse.unquote(urllib.parse.urlsplit(self.page.url).fragment)

    def shown(self) -> dict[str, dict[str, Any]]:
        """Return the nodes on the canvas by IRI."""
        found: dict[str, dict[str, Any]] = self.page.evaluate(
            "() => Object.fromEntries(document.getElementById('canvas').explorer.nodes.get().map(n => [n.id, n]))"
        )
        return found

    def spot(self, iri: str) -> tuple[float, float]:
        """Return where on the screen a node stands."""
        at = self.page.evaluate(
            """iri => {
                const { network } = document.getElementById("canvas").explorer;
                const spot = network.canvasToDOM(network.getPosition(iri));
                const frame = document.querySelector("#canvas canvas").getBoundingClientRect();
                return [frame.x + spot.x, frame.y + spot.y];
            }""",
            iri,
        )
        return at[0], at[1]

    def click(self, iri: str, *, times: int = 1) -> None:
        self.page.mouse.click(*self.rest(iri), click_count=times)
        self.page.wait_for_timeout(400)  # vis-network waits for a second click before it tells of the first

    def rest(self, iri: str) -> tuple[float, float]:
        """Return where a node is drawn when the picture no longer moves."""
        spot = self.spot(iri)
        for _ in range(50):
            self.page.wait_for_timeout(60)
            before, spot = spot, self.spot(iri)
            if before == spot:
                break
        return spot

    def details(self, iri: str) -> None:
        """Choose a node, and wait for its facts."""
        self.click(iri)
        self.page.wait_for_selector("#details h3")


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the source of the kept graph, whose corrections nobody else sees."""
    folder = tmp_path_factory.mktemp("explore") / "sources"
    folder.mkdir()
    shutil.copy(TOP / "graph" / "sources" / "hengdong-2023.md", folder)
    return folder


@pytest.fixture(scope="session")
def explorer(hengdong: Path, sources: Path) -> Iterator[Client]:
    """Give a server over the kept graph and a neighbour's, with their sources, that takes decisions."""
    with serving(hengdong, TOP / "graph" / "nanyue-2023.ttl", settings=settings(sources, TOKEN)) as client:
        yield client


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[..., Seen]]:
    """Give a function that opens the explorer of a server as a reader would."""
    contexts = []

    def go(client: Client, state: str = "", *, language: str = "zh", **options: Any) -> Seen:
        context = browser.new_context(
            **{"viewport": {"width": 1400, "height": 900}, "accept_downloads": True, **options}
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        seen = Seen(context.new_page())
        seen.page.set_default_timeout(12_000)
        seen.page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", lambda dialog: (seen.complaints.append(dialog.message), dialog.dismiss()))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.goto(f"{client.address}explore?lang={language}{f'#{state}' if state else ''}")
        seen.page.wait_for_selector("body[data-ready]")
        return seen

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def page(explorer: Client, look: Callable[..., Seen]) -> Iterator[Seen]:
    """Give the start view; after the test it must have kept quiet and to its own server."""
    seen = look(explorer)
    yield seen
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith((explorer.address, "blob:", "data:"))] == []
