"""A real browser for the pages, and what several tests draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph

from hdkg.network import draw, to_network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import networkx as nx

FIXTURES = Path(__file__).parents[1] / "fixtures"


@dataclass
class Opened:
    """A page in the browser and what it did besides showing itself."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def spot(self, label: str) -> tuple[float, float]:
        """Return where on the screen the node of this label stands."""
        at = self.page.evaluate(
            """label => {
                const node = hdkgNetwork.body.data.nodes.get({ filter: node => node.label.startsWith(label) })[0];
                const spot = hdkgNetwork.canvasToDOM(hdkgNetwork.getPosition(node.id));
                const frame = document.querySelector("canvas").getBoundingClientRect();
                return [frame.x + spot.x, frame.y + spot.y];
            }""",
            label,
        )
        return at[0], at[1]

    def click(self, label: str) -> None:
        """Click on the node of this label, where it is drawn."""
        self.page.mouse.click(*self.spot(label))
        self.page.wait_for_timeout(400)  # vis-network waits for a second click before it tells of the first

    def pixels(self, color: str) -> int:
        """Count the pixels of exactly this colour (#rrggbb) on the canvas; "" counts all that are painted."""
        self.page.wait_for_timeout(150)
        return int(
            self.page.evaluate(
                """color => {
                    const canvas = document.querySelector("canvas");
                    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                    const wanted = color && [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
                    let count = 0;
                    for (let i = 0; i < data.length; i += 4)
                        if (wanted ? wanted.every((part, j) => data[i + j] === part) : data[i + 3]) count += 1;
                    return count;
                }""",
                color,
            )
        )

    def text(self, selector: str) -> str:
        """Return the text of what a selector finds."""
        return str(self.page.inner_text(selector))


def network_of(name: str) -> nx.MultiDiGraph[str]:
    """Return the network of a graph among the fixtures."""
    return to_network(Graph().parse(FIXTURES / name))


@pytest.fixture(scope="session")
def county() -> nx.MultiDiGraph[str]:
    """Give the network of the made-up county."""
    return network_of("small-county.ttl")


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[[Path], Opened]]:
    """Give a function that opens a file as a reader would, and closes it after the test."""
    contexts = []

    def go(path: Path) -> Opened:
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        contexts.append(context)
        seen = Opened(context.new_page())
        seen.page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", lambda dialog: (seen.complaints.append(dialog.message), dialog.dismiss()))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.goto(path.as_uri())
        return seen

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def drawn(county: nx.MultiDiGraph[str], tmp_path: Path, opened: Callable[[Path], Opened]) -> Opened:
    """Give the page of the made-up county, open in the browser."""
    return opened(draw(county, tmp_path / "county.html"))
