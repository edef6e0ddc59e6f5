"""The query page in a real browser: each thing that a reader can do, by its visible effect; and without a script."""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from hdkg.queries import catalogue
from hdkg.server import bundle
from tests.server.conftest import Client, serving
from tests.server.test_linked import HOSTILE, PAYLOADS

from .conftest import CREDITS, FIGURES, GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .conftest import Seen

BLUE = [11, 107, 181]  # the first colour of a chart

pytestmark = pytest.mark.browser


def test_asking_shows_a_table_that_leads_on(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.go("query?lang=en")
    seen.page.wait_for_selector(".yasqe:visible")
    assert not seen.page.is_visible("#plain")
    seen.write(FIGURES)
    seen.run()
    assert len(seen.rows()) == 10
    assert "收集问题" in "".join(seen.rows())
    assert seen.said() == {"lang": "en", "query": FIGURES, "view": "table"}
    seen.page.click("table.dataTable tbody a.iri >> nth=0")
    seen.page.wait_for_selector("h1")
    assert seen.page.url.startswith(f"{seen.address}page/id/observation/")


def test_a_yes_or_no_and_a_graph(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.show("ASK { ?s ?p ?o }", lang="zh")
    assert "是" in seen.page.inner_text(".yasr_results:visible")
    seen.show(GRAPH, "response")
    assert "hd:result" in seen.page.inner_text(".yasr_results:visible")
    assert "{" not in seen.page.inner_text(".yasr_results:visible")


def test_a_malformed_query_is_told_with_its_place(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.show("SELECT * { ?s nowhere:x ?o }")
    assert "Malformed at line 1" in seen.page.inner_text(".yasr_results:visible")
    assert [text for text in seen.complaints if "400" not in text] == []
    seen.complaints.clear()


def test_a_chart_and_its_choices(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.show(FIGURES)
    seen.page.click(".select_chart:visible")
    assert seen.label(".hdkg-chart canvas") == "Chart of “size” by “name”, 10 values; the table has the same"
    bars = seen.pixels(".hdkg-chart canvas", BLUE)
    assert bars > 1000
    seen.page.select_option(".hdkg-choices select >> nth=2", "value")
    assert "Chart of “value”" in seen.label(".hdkg-chart canvas")
    seen.page.select_option(".hdkg-choices select >> nth=0", "line")
    seen.page.wait_for_timeout(300)
    assert 0 < seen.pixels(".hdkg-chart canvas", BLUE) < bars
    seen.page.select_option(".hdkg-choices select >> nth=3", "name")
    seen.page.wait_for_timeout(300)
    assert seen.pixels(".hdkg-chart canvas", [209, 104, 43]) > 0, "each group has its colour"
    assert seen.said()["view"] == "chart"
    assert '"kind":"line"' in seen.said()["set"]


def test_what_holds_no_number_is_no_chart(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.show(CREDITS)
    assert seen.page.is_disabled(".select_chart:visible") or "disabled" in (
        seen.page.get_attribute(".select_chart:visible", "class") or ""
    )


def test_a_network_of_rows_and_of_triples(look: Callable[..., Seen]) -> None:
    seen = look()
    rows = {(row["initiative"], row["result"]) for row in Client(seen.address).rows(CREDITS)}
    nodes, edges = len({node for pair in rows for node in pair}), len(rows)
    assert edges > 8
    for query in (CREDITS, GRAPH):
        seen.show(query)
        seen.page.click(".select_network:visible")
        told = seen.label(".hdkg-canvas")
        assert told == f"Network: {nodes} nodes, {edges} edges; the table has the same"
        seen.page.wait_for_timeout(1500)
        assert seen.pixels(".hdkg-canvas canvas", [43, 123, 186]) > 500
    seen.show(CREDITS, "network")
    seen.page.select_option(".hdkg-choices select >> nth=1", "initiative")
    seen.page.wait_for_timeout(500)
    assert seen.label(".hdkg-canvas").startswith(f"Network: {len({first for first, _ in rows})} nodes")


def test_a_node_of_a_network_leads_to_its_page(look: Callable[..., Seen]) -> None:
    seen = look()
    named = CREDITS.replace("?result {", "?initiativeLabel ?result {").replace(
        "?result }", '?result BIND("名称" AS ?initiativeLabel) }'
    )
    seen.show(named, "network")
    seen.page.wait_for_selector(".hdkg-canvas canvas")
    seen.page.wait_for_timeout(1500)
    seen.page.locator(".hdkg-canvas:visible").scroll_into_view_if_needed()
    spot = seen.page.evaluate("""() => {
        const place = [...document.querySelectorAll(".hdkg-canvas")].find(each => each.offsetParent);
        const id = Object.keys(place.drawing.getPositions()).find(each => each.includes("/initiative/"));
        const at = place.drawing.canvasToDOM(place.drawing.getPositions()[id]), frame = place.getBoundingClientRect();
        return [frame.x + at.x, frame.y + at.y];
    }""")
    seen.page.mouse.click(*spot)
    seen.page.wait_for_selector(".hdkg-selected a:visible")
    assert seen.page.inner_text(".hdkg-selected:visible") == "Selected: 名称"
    seen.page.click(".hdkg-selected a:visible")
    seen.page.wait_for_selector("h1")
    assert f"{seen.address}page/id/" in seen.page.url


@pytest.mark.parametrize(
    ("typed", "offered", "put"),
    [
        ("hd:Campa", "hd:Campaign  campaign", "hd:Campaign"),
        ("campaig", "hd:Campaign  campaign", "hd:Campaign"),
        ("hdi:gross-reg", "hdi:gross-regional-product", "hdi:gross-regional-product"),
    ],
)
def test_completion_from_the_ontology(look: Callable[..., Seen], typed: str, offered: str, put: str) -> None:
    seen = look()
    seen.go("query?lang=en")
    seen.page.wait_for_selector(".yasqe:visible")
    seen.write("SELECT * {\n ?it a ")
    seen.page.keyboard.type(typed)
    seen.page.keyboard.press("Control+Space")
    seen.page.wait_for_selector(f".CodeMirror-hint:has-text('{offered}')")
    seen.page.click(f".CodeMirror-hint:has-text('{offered}')")
    seen.page.wait_for_timeout(200)
    assert f"?it a {put}" in seen.text()
    prefix = put.partition(":")[0]
    assert re.search(rf"PREFIX {prefix}: <https://w3id\.org/hdkg/", seen.text()), "its prefix is declared"


def test_completion_by_a_chinese_word(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.go("query?lang=zh")
    seen.page.wait_for_selector(".yasqe:visible")
    seen.write("SELECT * {\n ?it a ")
    seen.page.keyboard.insert_text("专项行动")
    seen.page.keyboard.press("Control+Space")
    seen.page.click(".CodeMirror-hint:has-text('hd:Campaign')")
    seen.page.wait_for_timeout(200)
    assert "?it a hd:Campaign" in seen.text()


def test_a_prefix_that_is_typed_is_declared(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.go("query?lang=en")
    seen.page.wait_for_selector(".yasqe:visible")
    seen.write("SELECT * {\n ?it ")
    seen.page.keyboard.type("sdmx-measure:")
    seen.page.wait_for_timeout(500)
    assert "PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>" in seen.text()


def test_the_gallery_asks_its_questions(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.go("query?lang=en")
    seen.page.click(".hdkg-gallery > summary")
    assert len(seen.page.query_selector_all(".hdkg-gallery li")) == len(catalogue())
    seen.page.fill("#hdkg-find", "nothing has this")
    assert seen.page.is_visible("text=No question fits")
    seen.page.fill("#hdkg-find", "honours conferred which level")
    assert len([item for item in seen.page.query_selector_all(".hdkg-gallery li") if item.is_visible()]) == 1
    seen.page.click(".hdkg-gallery li:visible summary")
    assert seen.page.get_attribute("#hdkg-honours-year", "type") == "number"
    seen.page.fill("#hdkg-honours-reach", "hdc:reach-national")
    seen.page.fill("#hdkg-honours-year", "2023")
    seen.page.click(".hdkg-gallery li:visible form button")
    seen.answered()
    assert "VALUES ?reach { <https://w3id.org/hdkg/code/reach-national> }" in seen.text()
    assert "2023" in seen.text()
    assert seen.rows()
    assert all("国家级" in row for row in seen.rows())
    assert "Honours" in seen.page.inner_text(".tabsList .tab.active")
    assert seen.page.get_attribute(".hdkg-gallery li:visible form a", "href") == "/queries/honours?lang=en"


def test_a_wrong_value_is_told_beside_its_form(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.go("query?lang=en")
    seen.page.click(".hdkg-gallery > summary")
    seen.page.click(".hdkg-gallery li summary:has-text('Honours') >> nth=0")
    seen.page.fill("#hdkg-honours-reach", "no iri > at all")
    seen.page.click(".hdkg-gallery li:has(#hdkg-honours-reach) form button")
    seen.page.wait_for_selector("[role=alert]:visible")
    assert "is no IRI" in seen.page.inner_text("[role=alert]:visible")
    assert [text for text in seen.complaints if "400" not in text] == []
    seen.complaints.clear()


def test_a_link_shows_somebody_else_the_same(look: Callable[..., Seen]) -> None:
    seen = look(permissions=["clipboard-read", "clipboard-write"])
    seen.show(FIGURES)
    seen.page.click(".select_chart:visible")
    seen.label(".hdkg-chart canvas")
    seen.page.select_option(".hdkg-choices select >> nth=1", "figure")
    seen.page.wait_for_timeout(300)
    seen.page.click("text=Copy link")
    seen.page.wait_for_selector("text=The link is copied")
    link = seen.page.evaluate("navigator.clipboard.readText()")
    other = look()
    other.page.goto(link)
    other.answered()
    assert other.label(".hdkg-chart canvas") == "Chart of “size” by “figure”, 10 values; the table has the same"
    assert other.text() == FIGURES


def test_tabs_are_kept_and_a_reload_makes_none(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.show(FIGURES)
    seen.page.click(".addTab")
    seen.write(CREDITS)
    seen.run()
    assert seen.said()["query"] == CREDITS
    seen.page.click(".tabsList .tab >> nth=0")
    seen.page.wait_for_timeout(300)
    assert seen.said()["query"] == FIGURES
    seen.page.reload()
    seen.answered()
    assert len(seen.page.query_selector_all(".tabsList .tab")) == 2
    assert (seen.text(), len(seen.rows())) == (FIGURES, 10)


def test_nothing_of_the_chinese_page_speaks_english(look: Callable[..., Seen]) -> None:
    seen = look()
    for view in ("table", "chart", "network"):
        seen.show(FIGURES, view, "zh")
        words = seen.page.evaluate(
            """() => [...document.querySelectorAll("#yasgui *")].filter(each => each.offsetParent
                && !each.closest(".CodeMirror, table.dataTable, select, .hdkg-gallery"))
              .flatMap(each => [...each.childNodes].filter(node => node.nodeType === 3).map(node => node.data)
                .concat(["title", "aria-label", "placeholder"].map(name => each.getAttribute(name) ?? "")))"""
        )
        told = {word.strip() for word in words if re.search("[A-Za-z]{3,}", word)}
        assert {word for word in told if not re.search("[一-鿿]", word)} == set()


@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_screen_and_the_scheme(look: Callable[..., Seen], width: int, scheme: str) -> None:
    seen = look(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for query, view in ((FIGURES, "table"), (FIGURES, "chart"), (CREDITS, "network")):
        seen.show(query, view)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        light = seen.page.evaluate(
            """() => {
                const ground = getComputedStyle(document.querySelector(".CodeMirror")).backgroundColor;
                return Number(ground.match(/[\\d.]+/g)[0]) > 128;
            }"""
        )
        assert light == (scheme == "light")


@pytest.fixture(scope="module")
def traps(script: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Give a server over a graph whose every text is a payload."""
    assert script.is_dir()
    path = tmp_path_factory.mktemp("traps") / "traps.nt"
    label, node = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.NamedNode(HOSTILE)
    lines = []
    for number, payload in enumerate(PAYLOADS):
        bad = ox.NamedNode(f"javascript:alert({number})")
        lines += [
            ox.Triple(bad, label, ox.Literal(payload, language="zh")),
            ox.Triple(node, ox.NamedNode(f"javascript:alert({number})#p"), bad),
            ox.Triple(bad, ox.NamedNode("urn:n"), ox.Literal(number)),
        ]
    path.write_bytes(ox.serialize(lines, format=ox.RdfFormat.N_TRIPLES) or b"")
    with serving(path) as client:
        yield client


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ("SELECT ?bad ?text ?n { ?bad <http://www.w3.org/2000/01/rdf-schema#label> ?text ; <urn:n> ?n }", "table"),
        ("SELECT ?bad ?text ?n { ?bad <http://www.w3.org/2000/01/rdf-schema#label> ?text ; <urn:n> ?n }", "chart"),
        ("SELECT ?bad ?text ?n { ?bad <http://www.w3.org/2000/01/rdf-schema#label> ?text ; <urn:n> ?n }", "network"),
        ("SELECT ?bad ?text ?n { ?bad <http://www.w3.org/2000/01/rdf-schema#label> ?text ; <urn:n> ?n }", "response"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "table"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "network"),
    ],
)
def test_hostile_results_stay_text(look: Callable[..., Seen], traps: Client, query: str, view: str) -> None:
    seen = look(traps)
    seen.show(query, view)
    seen.page.wait_for_timeout(500)
    if view == "table":
        shown = " ".join(seen.rows())
        for payload in PAYLOADS[:3]:
            assert payload in shown
    links = seen.page.eval_on_selector_all("#yasgui a[href]", "all => all.map(each => each.getAttribute('href'))")
    assert [link for link in links if not re.match(r"https?://|/|#|blob:|data:text/", link)] == []
    assert not [link for link in links if "script" in link.lower() and link.startswith("data:")]
    assert seen.page.query_selector("#yasgui script, #yasgui img[onerror], #yasgui svg[onload]") is None


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_queries_and_addresses_stay_text(look: Callable[..., Seen], payload: str) -> None:
    seen = look()
    text = ox.Literal(payload)
    seen.show(f"# {payload}\nSELECT ({text} AS ?text) {{}}", payload, set=payload)
    assert payload in seen.text()
    assert payload.strip() in " ".join(seen.rows())
    seen.show(f"SELECT ({text} AS ?text) {{}}", "chart", set='{"kind":"' + payload.replace('"', "'") + '"}')
    seen.go(f"query?{urllib.parse.urlencode({'lang': payload, 'query': payload})}")
    seen.answered()
    assert [each for each in seen.complaints if "400" not in each] == []
    seen.complaints.clear()


def test_the_policy_lets_no_other_script_run(look: Callable[..., Seen]) -> None:
    seen = look()
    seen.go("query?lang=en")
    seen.page.wait_for_selector(".yasqe:visible")
    seen.page.evaluate("""() => {
        const made = document.createElement("script");
        made.textContent = "window.ran = true";
        document.body.append(made);
    }""")
    assert seen.page.evaluate("window.ran") is None
    assert len(seen.complaints) == 1
    assert "Content Security Policy" in seen.complaints.pop()
    policy = Client(seen.address).get("/query").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "script-src" not in Client(seen.address).get("/").headers["content-security-policy"]


def test_without_a_script_it_is_a_form_with_a_table(look: Callable[..., Seen]) -> None:
    seen = look(java_script_enabled=False)
    seen.go("query?lang=en")
    assert seen.page.is_visible("textarea")
    assert not seen.page.is_visible("#yasgui")
    seen.page.fill("textarea", FIGURES)
    seen.page.click("text=Ask")
    assert len(seen.page.query_selector_all("table tbody tr")) == 10
    seen.go(f"query?{urllib.parse.urlencode({'lang': 'zh', 'query': CREDITS, 'view': 'network'})}")
    assert seen.page.input_value("textarea") == CREDITS
    assert seen.page.query_selector("table") is None, "a link that the script made is asked when the button is pressed"
    seen.page.click("button")
    assert seen.page.query_selector("table") is not None


def test_without_a_bundle_it_is_a_form_with_a_table(
    look: Callable[..., Seen], hengdong: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle, "shelf", lambda: tmp_path)
    with serving(hengdong) as client:
        seen = look(client)
        seen.go(f"query?{urllib.parse.urlencode({'lang': 'en', 'query': FIGURES})}")
        assert seen.page.query_selector("script") is None
        assert len(seen.page.query_selector_all("table tbody tr")) == 10
        assert client.get("/web/0123456789abcdef/query.js").status == 404
        # The page's icon has the ontology's documentation written: let that end before the server does.
        assert client.get("/ontology/logo.svg").status == 200
        seen.page.context.close()
