"""What axe finds wrong on the query page and the plain pages: nothing, by day and night, wide and narrow, zh and en."""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING, Any

import pytest

from tests.server.axe import violations

from .conftest import CREDITS, FIGURES, GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.server.conftest import Client

    from .conftest import Seen

pytestmark = pytest.mark.browser
WIDTHS = [390, 1200]
SCHEMES = ["light", "dark"]
LANGUAGES = ["zh", "en"]
PAGES = (
    "",
    "query?query=" + urllib.parse.quote(FIGURES),
    "query?query=SELECT%20nonsense",
    "queries",
    "queries/honours",
    "queries/honours?year=soon",
    "queries/growth?county=430424",
    "page/id/initiative/430424/qiyejiajiedairi-5eaf73",
    "page/id/division/430424",
    "page/id/observation/097435925ba6689f/e4d1497fee0b",
    "page/ontology/Campaign",
    "page/ontology/policyArea",
    "page/indicator/gross-regional-product",
    "page/id/initiative/000000/nothing",
)
# The first of each list of the long page of the ontology: axe takes minutes for all of it.
SHORT = """() => {
    for (const list of document.querySelectorAll("section, dl, tbody, ul, nav"))
        [...list.children].slice(6).forEach(each => each.remove());
    [...document.querySelectorAll("main > article")].slice(20).forEach(each => each.remove());
}"""


@pytest.fixture
def plain(browser: Any, client: Client) -> Iterator[Callable[..., Any]]:
    """Give a function that opens a page where no script of the server's runs."""
    contexts = []

    def go(path: str, **options: Any) -> Any:
        context = browser.new_context(bypass_csp=True, **options)  # axe itself is a script
        contexts.append(context)
        page = context.new_page()
        page.route("**/web/**", lambda route: route.abort())  # the query page without its script
        page.goto(client.address + path)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_plain_pages(
    plain: Callable[..., Any], width: int, scheme: str, language: str
) -> None:
    found = {}
    for path in PAGES:
        address = f"{path}{'&' if '?' in path else '?'}lang={language}"
        page = plain(address, viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found[path] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert found == {path: [] for path in PAGES}
    assert len(found) == 14


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_the_ontology_s_documentation(
    plain: Callable[..., Any], width: int, language: str
) -> None:
    page = plain(f"ontology/?lang={language}", viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(SHORT)
    assert page.locator("table").count() > 3
    assert page.locator(".term").count() > 3
    assert violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_query_page(look: Callable[..., Seen], width: int, scheme: str, language: str) -> None:
    seen = look(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = {}
    for name, query, view in (
        ("rows", FIGURES, "table"),
        ("chart", FIGURES, "chart"),
        ("network", CREDITS, "network"),
        ("triples", GRAPH, "table"),
        ("turtle", GRAPH, "response"),
        ("yes or no", "ASK {}", "table"),
        ("malformed", "SELECT * { ?s nowhere:x ?o }", "table"),
    ):
        seen.show(query, view, language)
        found[name] = violations(seen.page)
    seen.page.click(".hdkg-gallery > summary")
    seen.page.click(".hdkg-gallery li summary >> nth=0")
    found["gallery"] = violations(seen.page)
    seen.page.fill("#hdkg-find", "nothing has this")
    found["nothing found"] = violations(seen.page)
    seen.page.click(".hdkg-gallery > summary")
    seen.write("SELECT * {\n ?it a ")
    seen.page.keyboard.type("hd:Campa")
    seen.page.keyboard.press("Control+Space")
    seen.page.wait_for_selector(".CodeMirror-hint")
    found["completion"] = violations(seen.page)
    assert found == {name: [] for name in found}
    assert len(found) == 10
    assert [text for text in seen.complaints if "400" not in text] == []
    seen.complaints.clear()


def test_axe_sees_what_is_wrong_on_the_query_page(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.show(FIGURES)
    seen.page.evaluate("document.querySelector('.hdkg-share button').textContent = ''")
    assert any(each.startswith("button-name") for each in violations(seen.page))
