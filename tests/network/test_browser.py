"""The page in a real browser: each thing that a reader can do, by its visible effect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from hdkg.network import draw, to_network
from hdkg.network.look import GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from .conftest import Opened

pytestmark = pytest.mark.browser
HD = Namespace("https://w3id.org/hdkg/ontology/")
INITIATIVE = "“企业恳谈会”"


def test_opens_at_once_without_the_network(drawn: Opened) -> None:
    assert drawn.pixels("") > 50_000
    assert drawn.complaints == []
    assert len(drawn.requests) == 1
    assert drawn.requests[0].startswith("file:")


def test_legend_names_and_counts_what_is_drawn(drawn: Opened, county: nx.MultiDiGraph[str]) -> None:
    groups = [data["group"] for _, data in county.nodes(data=True)]
    shown = drawn.text("#classes").split()
    for key in set(groups):
        assert GROUPS[key].name.zh in shown
        assert str(groups.count(key)) in shown
    assert drawn.page.locator("#classes svg").count() == len(set(groups))
    assert drawn.text("#counts").startswith(f"{len(county)} 个节点")


def test_click_shows_facts_with_their_words(drawn: Opened) -> None:
    assert drawn.page.is_hidden("#details")
    drawn.click(INITIATIVE)
    assert drawn.text("#details h2") == INITIATIVE
    assert "解决问题" in drawn.text("#details")
    assert drawn.page.locator("#details blockquote").count() > 0
    assert "字" in drawn.page.locator("#details cite").first.inner_text()
    quote = drawn.page.locator("#details blockquote").first.inner_text()
    assert quote in (Path(__file__).parents[1] / "fixtures" / "small-county.ttl").read_text("utf-8")


def test_click_dims_all_but_the_neighbours(drawn: Opened) -> None:
    honour = GROUPS["honour"].fill
    assert drawn.pixels(honour) > 100
    drawn.click(INITIATIVE)
    assert drawn.pixels(honour) == 0
    assert drawn.pixels(GROUPS["initiative"].fill) > 100


@pytest.mark.parametrize("way", ["Escape", "close", "canvas"])
def test_details_close(drawn: Opened, way: str) -> None:
    drawn.click(INITIATIVE)
    if way == "close":
        drawn.page.click("#close")
    elif way == "canvas":
        drawn.page.mouse.click(230, 80)
        drawn.page.wait_for_timeout(400)
    else:
        drawn.page.keyboard.press("Escape")
    assert drawn.page.is_hidden("#details")
    assert drawn.pixels(GROUPS["honour"].fill) > 100


def test_link_in_the_details_leads_on(drawn: Opened) -> None:
    drawn.click(INITIATIVE)
    drawn.page.click("#details .links button:has-text('解决问题')")
    assert "解决问题 86个" in drawn.text("#details h2")


@pytest.mark.parametrize("group", ["initiative", "honour", "place", "organisation"])
def test_class_filter_hides_and_shows_again(drawn: Opened, group: str) -> None:
    fill = GROUPS[group].fill
    before = drawn.pixels(fill)
    count = drawn.text("#counts")
    assert before > 100
    drawn.page.uncheck(f"#classes input[data-key={group}]")
    assert drawn.pixels(fill) == 0
    assert drawn.text("#counts") != count
    drawn.page.check(f"#classes input[data-key={group}]")
    assert drawn.pixels(fill) == before
    assert drawn.text("#counts") == count


def test_area_filter_hides_its_card_and_nodes(drawn: Opened) -> None:
    tint = drawn.page.get_attribute("#areas li:has(input[data-key=business-environment]) rect", "fill")
    before = drawn.pixels(tint)
    assert before > 1000
    drawn.page.uncheck("#areas input[data-key=business-environment]")
    assert drawn.pixels(tint) == 0
    hidden = "hdkgNetwork.body.data.nodes.get({ filter: node => node.hidden }).map(node => node.label)"
    assert INITIATIVE in drawn.page.evaluate(hidden)
    drawn.page.check("#areas input[data-key=business-environment]")
    assert drawn.pixels(tint) == before


def test_edge_filter_shows_what_belongs_to_the_county(drawn: Opened) -> None:
    without = drawn.pixels("")
    picture = drawn.page.screenshot()
    drawn.page.check("#edges input[data-key=hub]")
    assert drawn.pixels("") > without
    drawn.page.uncheck("#edges input[data-key=hub]")
    assert drawn.pixels("") == without
    drawn.page.uncheck("#edges input[data-key=honour]")
    assert drawn.page.screenshot() != picture


@pytest.mark.parametrize("typed", ["恳谈", "qiyekentan", "qykth", "企业恳谈会"])
def test_search_finds_and_goes_there(drawn: Opened, typed: str) -> None:
    drawn.page.fill("#query", typed)
    assert drawn.page.locator("#hits li").first.inner_text().startswith(INITIATIVE)
    drawn.page.press("#query", "Enter")
    drawn.page.wait_for_timeout(600)
    assert drawn.text("#details h2") == INITIATIVE
    assert drawn.page.is_hidden("#hits")
    frame = drawn.page.locator("#canvas").bounding_box()
    x, y = drawn.spot(INITIATIVE)
    assert abs(x - frame["x"] - frame["width"] / 2) < 200
    assert abs(y - frame["y"] - frame["height"] / 2) < 40
    assert drawn.page.evaluate("hdkgNetwork.getScale()") >= 0.9


def test_search_by_keys_and_by_mouse(drawn: Opened) -> None:
    drawn.page.fill("#query", "解决问题")
    hits = drawn.page.locator("#hits li")
    assert hits.count() == 2
    second = hits.nth(1).inner_text().split("\n")[0]
    drawn.page.press("#query", "ArrowDown")
    assert hits.nth(1).get_attribute("aria-selected") == "true"
    drawn.page.press("#query", "Enter")
    assert second.startswith(drawn.text("#details h2"))
    drawn.page.fill("#query", "解决问题")
    hits.first.click()
    assert not second.startswith(drawn.text("#details h2"))
    drawn.page.fill("#query", "没有这样的名字")
    assert drawn.text("#hits") == "没有找到"
    drawn.page.press("#query", "Escape")
    assert drawn.page.is_hidden("#hits")
    assert drawn.page.input_value("#query") == "没有这样的名字"
    drawn.page.fill("#query", "解决问题")
    assert drawn.page.is_visible("#hits")
    drawn.page.focus("#fit")
    assert drawn.page.is_hidden("#hits")


def test_search_brings_back_what_a_filter_hid(drawn: Opened) -> None:
    drawn.page.uncheck("#classes input[data-key=initiative]")
    drawn.page.fill("#query", "恳谈")
    drawn.page.press("#query", "Enter")
    assert drawn.page.is_checked("#classes input[data-key=initiative]")
    assert drawn.pixels(GROUPS["initiative"].fill) > 100


def test_language_switch_changes_all_words(drawn: Opened) -> None:
    assert drawn.page.get_attribute("html", "lang") == "zh"
    before = drawn.page.locator("#canvas").screenshot()
    drawn.page.click("#language")
    assert drawn.page.get_attribute("html", "lang") == "en"
    assert "Initiative" in drawn.text("#classes")
    assert "nodes" in drawn.text("#counts")
    assert drawn.text("h1") == drawn.page.title() == "Yunxi County 2023: initiatives and results"
    assert "Business environment" in drawn.text("#areas")
    assert drawn.page.locator("#canvas").screenshot() != before
    drawn.click("Yunxi County")
    assert drawn.text("#details h2") == "Yunxi County"
    drawn.page.click("#language")
    assert drawn.text("#details h2") == "云溪县"


def test_whole_picture_comes_back(drawn: Opened) -> None:
    scale = drawn.page.evaluate("hdkgNetwork.getScale()")
    drawn.page.mouse.move(700, 450)
    for _ in range(4):
        drawn.page.mouse.wheel(0, -600)
    drawn.page.wait_for_timeout(200)
    assert drawn.page.evaluate("hdkgNetwork.getScale()") > scale * 1.2
    drawn.page.click("#fit")
    assert drawn.page.evaluate("hdkgNetwork.getScale()") == pytest.approx(scale, rel=0.02)


def test_all_cards_are_in_the_picture_at_first(drawn: Opened) -> None:
    frame = drawn.page.locator("#canvas").bounding_box()
    cards = drawn.page.evaluate(
        """JSON.parse(document.getElementById("page-data").textContent).areas.map(({ cards: { zh } }) => [
            hdkgNetwork.canvasToDOM({ x: zh.x - zh.wide / 2, y: zh.y - zh.high / 2 }),
            hdkgNetwork.canvasToDOM({ x: zh.x + zh.wide / 2, y: zh.y + zh.high / 2 }),
        ])"""
    )
    assert len(cards) == drawn.page.locator("#areas li").count() > 3
    for first, last in cards:
        assert 0 < first["x"] < last["x"] < frame["width"]
        assert 0 < first["y"] < last["y"] < frame["height"]


def test_keyboard_reaches_everything(drawn: Opened) -> None:
    reached = set()
    for _ in range(60):
        drawn.page.keyboard.press("Tab")
        reached.add(drawn.page.evaluate("document.activeElement.id || document.activeElement.dataset.key || ''"))
    assert {"query", "fit", "language", "initiative", "business-environment", "hub", "canvas"} <= reached
    drawn.page.focus("#query")
    drawn.page.keyboard.type("恳谈")
    drawn.page.keyboard.press("Enter")
    assert drawn.text("#details h2") == INITIATIVE


PAYLOADS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg onload=window.pwned=1>",
    "<a href='javascript:window.pwned=1'>href</a>",
    '"><script>window.pwned=1</script>',
    "'-window.pwned=1-'",
    "${window.pwned=1}",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "]]><iframe srcdoc='<script>parent.pwned=1</script>'>",
    "\u2028window.pwned=1\u2029//",
    "<style>*{display:none}</style>",
    "<b>粗</b><i>体</i>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
)


def hostile(payload: str) -> Graph:
    """Return a graph whose every string is the payload."""
    graph = Graph()
    text = Literal(payload, lang="zh")
    initiative, result, span, source, area = map(URIRef, ("urn:i", "urn:r", "urn:s", "urn:a", "urn:p"))
    graph.add((initiative, RDF.type, HD.Initiative))
    graph.add((initiative, RDF.type, HD.Entity))
    graph.add((initiative, HD.policyArea, area))
    graph.add((initiative, SKOS.altLabel, text))
    claim = URIRef("urn:c")
    for kind, node in ((HD.Observation, result), (HD.Attribution, claim)):
        graph.add((node, RDF.type, kind))
        graph.add((node, PROV.wasDerivedFrom, span))
    for field in (HD.writtenName, HD.writtenValue, HD.writtenUnit):
        graph.add((result, field, Literal(payload)))
    graph.add((claim, HD.initiative, initiative))
    graph.add((claim, HD.attributedResult, result))
    graph.add((span, HD.exact, Literal(payload)))
    graph.add((span, HD.inSection, area))
    graph.add((span, DCTERMS.source, source))
    graph.add((source, DCTERMS.title, text))
    for node in (initiative, claim, source, area):
        graph.add((node, RDFS.label, text))
        graph.add((node, RDFS.label, Literal(payload, lang="en")))
    return graph


def test_the_table_of_payloads_is_whole() -> None:
    assert len(set(PAYLOADS)) == 15


@pytest.mark.parametrize("payload", PAYLOADS)
def test_strings_of_the_graph_are_text(payload: str, tmp_path: Path, opened: Callable[[Path], Opened]) -> None:
    seen = opened(draw(to_network(hostile(payload)), tmp_path / "hostile.html", title=payload))
    seen.page.fill("#query", payload)
    seen.page.press("#query", "Enter")
    assert "".join(seen.text("#details h2").split()) == "".join(payload.split())
    assert "".join(payload.split()) in "".join(seen.text("#details").split())
    assert seen.page.locator("#details .fact blockquote").count() > 0
    seen.page.click("#details .links button")
    seen.page.click("#language")
    seen.page.wait_for_timeout(100)
    assert "".join(seen.page.title().split()) == "".join(payload.split())
    assert "".join(seen.text("h1").split()) == "".join(payload.split())
    assert seen.page.evaluate("window.pwned") is None
    assert seen.page.locator("iframe, img, a, b, main script, header script").count() == 0
    assert seen.complaints == []
    assert len(seen.requests) == 1
