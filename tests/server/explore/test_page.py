"""The explorer in a real browser: each thing that a reader can do, by its visible effect."""

from __future__ import annotations

import csv
import io
import re
import urllib.parse
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph as ox
import pytest

from .conftest import CITY, COUNTY, ID, INITIATIVE, SOLVED, Seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server.conftest import Client

pytestmark = pytest.mark.browser
SMALL = f"n={INITIATIVE.removeprefix(ID)},{SOLVED.removeprefix(ID)}&l=links"
GDP = f"{ID}observation/097435925ba6689f/e4d1497fee0b"


def test_the_start_view_draws_a_county(page: Seen) -> None:
    shown = page.shown()
    assert COUNTY in shown
    assert shown[INITIATIVE]["label"] == "“企业家接待日”"
    assert page.text("#counts").startswith(f"{len(shown)} 个节点")
    painted = page.page.evaluate(
        """() => { const c = document.querySelector("#canvas canvas");
            const { data } = c.getContext("2d").getImageData(0, 0, c.width, c.height);
            return data.filter((value, i) => i % 4 == 3 && value).length }"""
    )
    assert painted > 100_000


@pytest.mark.parametrize("layout", ["areas", "links"])
def test_no_label_lies_over_another(page: Seen, layout: str) -> None:
    if layout == "links":
        page.page.click("#arrange")
        page.until("location.hash.includes('l=links')")
    boxes = page.page.evaluate(
        "() => [...document.getElementById('canvas').explorer.scene.spots.values()].map(spot => spot.box)"
    )
    assert len(boxes) > 40
    for number, one in enumerate(boxes):
        for two in boxes[number + 1 :]:
            right = (one["wide"] + two["wide"]) / 2 - abs(one["x"] - two["x"])
            down = (one["high"] + two["high"]) / 2 - abs(one["y"] - two["y"])
            assert min(right, down) <= 0.5


@pytest.mark.parametrize("typed", ["衡阳市", "hengyangshi"])
def test_search_adds_what_was_meant(page: Seen, typed: str) -> None:
    assert CITY not in page.shown()
    page.page.fill("#query", typed)
    page.page.wait_for_selector("#hits li")
    assert page.page.get_attribute("#query", "aria-expanded") == "true"
    assert page.text("#hits li:first-child").startswith("衡阳市")
    page.page.press("#query", "Enter")
    page.page.wait_for_selector("#details h2")
    assert page.text("#details h2") == "衡阳市"
    assert CITY in page.shown()
    assert page.page.is_hidden("#hits")


def test_search_by_arrow_keys_and_by_mouse(page: Seen) -> None:
    page.page.fill("#query", "企业")
    page.page.wait_for_selector("#hits li:nth-child(2)")
    second = page.text("#hits li:nth-child(2) span")
    page.page.press("#query", "ArrowDown")
    assert page.page.get_attribute("#query", "aria-activedescendant") == "hit-1"
    page.page.press("#query", "Enter")
    page.page.wait_for_selector("#details h2")
    assert page.text("#details h2") == second
    page.page.fill("#query", "没有这个")
    page.page.wait_for_selector("#hits .none")
    page.page.press("#query", "Escape")
    assert page.page.is_hidden("#hits")
    page.page.fill("#query", "接待日")
    page.page.click("#hits li:first-child")
    page.until("document.querySelector('#details h2')?.textContent === '“企业家接待日”'")


def test_a_click_shows_facts_with_their_words_in_the_source(page: Seen) -> None:
    assert page.page.is_hidden("#details")
    page.details(INITIATIVE)
    assert page.text("#details h2") == "“企业家接待日”"
    assert page.page.locator("#details .fact").count() == 3
    assert "第 1372–1383 字" in page.text("#details .fact >> nth=0")
    page.page.click("#details .quote >> nth=0")
    page.page.wait_for_selector("#source mark")
    assert page.text("#source mark") == "全年开展接待活动10次"
    assert "设立“企业家接待日”" in page.text("#source .text")
    assert page.page.locator("#source mark").is_visible()
    assert "&f=attribution/" in page.state()
    page.page.click("#source .close")
    assert page.page.is_hidden("#source")
    page.page.click("#details .close")
    assert page.page.is_hidden("#details")


def test_expanding_by_relation_and_collapsing(explorer: Client, look: Callable[..., Seen]) -> None:
    seen = look(explorer, f"n={INITIATIVE.removeprefix(ID)}&s={INITIATIVE.removeprefix(ID)}&l=links")
    seen.page.wait_for_selector(".group")
    assert list(seen.shown()) == [INITIATIVE]
    row = seen.page.locator(".group[data-relation=output]")
    assert "产出" in row.inner_text()
    assert "0/2" in row.inner_text()
    seen.page.click("#g-output-out-add")
    seen.until("document.getElementById('canvas').explorer.nodes.length === 3")
    assert "2/2" in row.inner_text()
    seen.page.click("#g-output-out-fold")
    seen.until("document.getElementById('canvas').explorer.nodes.length === 1")
    seen.page.click("#a-every")
    seen.until("document.getElementById('canvas').explorer.nodes.length === 5")
    seen.page.click("#a-remove")
    seen.until("document.getElementById('canvas').explorer.nodes.length === 4")
    assert seen.page.is_hidden("#details")


def test_double_click_expands(explorer: Client, look: Callable[..., Seen]) -> None:
    seen = look(explorer, f"n={INITIATIVE.removeprefix(ID)}&l=links")
    seen.click(INITIATIVE, times=2)
    seen.until("document.getElementById('canvas').explorer.nodes.length === 5")


@pytest.mark.parametrize(
    ("box", "gone"),
    [
        ("#f-group-figure", SOLVED),
        ("#f-area-business-environment", INITIATIVE),
        ("#f-year-2023", SOLVED),
        ("#f-reading-asserted", INITIATIVE),
    ],
)
def test_filters_hide_and_show_again(page: Seen, box: str, gone: str) -> None:
    before = set(page.shown())
    assert gone in before
    page.page.uncheck(box)
    page.until(f"!document.getElementById('canvas').explorer.nodes.get('{gone}')")
    after = set(page.shown())
    assert after < before
    assert "筛去" in page.text("#counts")
    assert "no-" in page.state()
    page.page.check(box)
    page.until(f"!!document.getElementById('canvas').explorer.nodes.get('{gone}')")
    assert set(page.shown()) == before


def test_periods_shorter_than_a_year_are_filtered(explorer: Client, look: Callable[..., Seen]) -> None:
    seen = look(explorer, f"n={GDP.removeprefix(ID)},{SOLVED.removeprefix(ID)}&l=links")
    assert set(seen.shown()) == {GDP, SOLVED}
    seen.page.click("#f-periods-2023 summary")
    assert "2023年1–9月" in seen.text("#f-periods-2023")
    seen.page.uncheck("[id='f-period-2023-01/2023-09']")
    seen.until("document.getElementById('canvas').explorer.nodes.length === 1")
    assert set(seen.shown()) == {SOLVED}
    assert "no-period=2023-01/2023-09" in seen.state()
    assert seen.page.evaluate("document.getElementById('f-year-2023').indeterminate")
    assert seen.page.is_visible("#f-periods-2023 li"), "the list stays open"
    again = look(explorer, urllib.parse.urlsplit(seen.page.url).fragment, language="en")
    assert set(again.shown()) == {SOLVED}
    again.page.click("#f-periods-2023 summary")
    assert "Jan–Sep 2023" in again.text("#f-periods-2023")
    again.page.check("[id='f-period-2023-01/2023-09']")
    again.until("document.getElementById('canvas').explorer.nodes.length === 2")
    again.page.uncheck("#f-year-2023")
    again.until("document.getElementById('canvas').explorer.nodes.length === 0")
    assert again.page.is_disabled("[id='f-period-2023-01/2023-09']")


def test_browsing_by_a_period(page: Seen) -> None:
    page.page.click("#tab-browse")
    page.page.wait_for_selector("#browse-period")
    page.page.select_option("#browse-period", "2023-01/2023-09")
    page.until(
        "[...document.querySelectorAll('#browse-list tbody tr')].every(row => row.innerText.includes('2023年1–9月'))"
    )
    assert page.page.locator("#browse-list tbody tr").count() == 3


@pytest.mark.parametrize(
    ("iso", "chinese", "english"),
    [
        ("2023", "2023年", "2023"),
        ("2023-06", "2023年6月", "Jun 2023"),
        ("2023-07-05", "2023年7月5日", "5 Jul 2023"),
        ("2023-01/2023-03", "2023年第一季度", "Q1 2023"),
        ("2023-01/2023-06", "2023年上半年", "first half of 2023"),
        ("2023-01/2023-09", "2023年1–9月", "Jan–Sep 2023"),
        ("2022-11/2023-02", "2022年11月–2023年2月", "Nov 2022–Feb 2023"),
        ("2021/2024", "2021年–2024年", "2021–2024"),
        ("P1Y", "P1Y", "P1Y"),
    ],
)
def test_periods_in_words(explorer: Client, look: Callable[..., Seen], iso: str, chinese: str, english: str) -> None:
    for language, words in (("zh", chinese), ("en", english)):
        seen = look(explorer, SMALL, language=language)
        script = "async iso => (await import('/explore/static/periods.js')).period(iso)"
        assert seen.page.evaluate(script, iso) == words


def test_more_neighbours_are_listed(
    explorer: Client, look: Callable[..., Seen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hdkg.server.explore.ways.SHOWN", 8)
    county = COUNTY.removeprefix(ID)
    seen = look(explorer, f"n={county}&s={county}&l=links")
    seen.page.wait_for_selector("#g-reports-out-more")
    assert seen.text("#g-reports-out-add") == "展开 8"
    seen.page.click("#g-reports-out-more")
    seen.until("document.getElementById('g-reports-out-add').textContent === '展开 16'")
    seen.page.click("#g-reports-out-add")
    seen.until("document.getElementById('canvas').explorer.nodes.length === 17")
    seen.page.click("#a-remove")
    seen.until("document.getElementById('canvas').explorer.nodes.length === 16")
    seen = look(explorer, f"n={county}&l=links")
    told = "document.getElementById('status').textContent.includes('未列出')"
    for _ in range(3):  # on a busy machine two clicks may be taken for one and one
        seen.click(COUNTY, times=2)
        if seen.page.evaluate(told):
            break
    seen.until(told)


def test_links_are_filtered_by_relation_and_filters_cleared(page: Seen) -> None:
    count = "document.getElementById('canvas').explorer.edges.get().filter(e => e.from === %r && e.to === %r).length"
    edge = count % (INITIATIVE, SOLVED)
    assert page.page.evaluate(edge) == 1
    page.page.uncheck("#f-relation-outcome")
    page.until(f"{edge} === 0")
    page.page.click("#filters > .plain")
    page.until(f"{edge} === 1")


def test_the_shortest_way_is_shown_in_words_and_on_the_canvas(explorer: Client, look: Callable[..., Seen]) -> None:
    seen = look(explorer, SMALL)
    seen.details(SOLVED)
    seen.page.click("#a-way")
    assert "请选终点" in seen.text("#status")
    seen.page.fill("#query", "人民日报")
    seen.page.wait_for_selector("#hits li")
    seen.page.press("#query", "Enter")
    seen.until("document.querySelector('#a-way')?.textContent === '路径至此'")
    seen.page.click("#a-way")
    seen.page.wait_for_selector("#routes li")
    way = seen.text("#routes li >> nth=0")
    assert way.startswith("解决问题 86个")
    assert way.endswith("《人民日报》")
    assert "←" in way
    on = seen.page.evaluate("[...document.getElementById('canvas').explorer.way]")
    assert len(on) > 2
    assert set(on) <= set(seen.shown())
    address = seen.page.url
    again = look(explorer, urllib.parse.urlsplit(address).fragment)
    again.page.wait_for_selector("#routes li")
    assert again.text("#routes li >> nth=0") == way
    again.page.click("#routes .close")
    assert again.page.is_hidden("#routes")


def test_the_layered_view(page: Seen) -> None:
    page.page.click("#tab-layers")
    boxes = page.page.locator("#layers-picture .pick")
    names = [boxes.nth(number).get_attribute("aria-label") for number in range(boxes.count())]
    assert {"“企业家接待日”", "解决问题 86个", "汇中再生"} <= set(names)
    at = {
        name: page.page.locator(f"#layers-picture .pick[aria-label='{name}']").first.bounding_box()["x"]
        for name in ("汇中再生", "“企业家接待日”", "接待企业 42家", "解决问题 86个")
    }
    assert list(at.values()) == sorted(at.values())
    assert len(set(at.values())) == 4
    page.page.click("#view-layers .twin summary")
    assert "解决问题 86个" in page.text("#view-layers tbody tr:has-text('企业家接待日')")
    page.page.locator("#layers-picture .pick[aria-label='“企业家接待日”']").press("Enter")
    page.page.wait_for_selector("#details h3")
    assert page.text("#details h2") == "“企业家接待日”"


def test_the_table_holds_what_the_canvas_shows(page: Seen) -> None:
    page.page.click("#tab-table")
    assert page.page.locator("#table-nodes tbody tr").count() == len(page.shown())
    edges = page.page.evaluate("document.getElementById('canvas').explorer.edges.length")
    assert page.page.locator("#table-links tbody tr").count() == edges
    row = page.page.locator("#table-links tbody tr:has-text('企业家接待日'):has-text('解决问题')")
    assert "成果" in row.inner_text()
    page.page.uncheck("#f-group-figure")
    assert page.page.locator("#table-nodes tbody tr").count() == len(page.shown())
    page.page.click("#table-nodes tbody tr:has-text('企业家接待日') button")
    page.page.wait_for_selector("#details h3")


def test_the_timeline_and_its_table(page: Seen) -> None:
    page.page.click("#tab-timeline")
    page.page.wait_for_selector("#timeline-picture .pick")
    event = page.page.locator("#timeline-picture .pick:has-text('十四届五次全体会议')")
    assert event.get_attribute("aria-label").startswith("2024-01-10")
    page.page.click("#view-timeline summary")
    assert "2024-01-10" in page.text("#view-timeline tbody tr:has-text('十四届五次全体会议')")
    event.click()
    page.page.wait_for_selector("#details h2")
    assert page.text("#details h2") == "衡东县委十四届五次全体会议"


def test_charts_and_their_tables(page: Seen) -> None:
    page.page.click("#tab-charts")
    page.page.wait_for_selector("#growth-picture rect")
    every = page.page.locator("#growth-picture rect").count()
    page.page.select_option("#charts-county", COUNTY)
    page.until(f"document.querySelectorAll('#growth-picture rect').length < {every}")
    assert "30.2%" in page.page.text_content("#growth-picture")
    assert page.page.locator("#ranks-picture circle").count() > 5
    assert "全市第1" in page.page.text_content("#ranks-picture")
    page.page.select_option("#charts-indicator", "https://w3id.org/hdkg/indicator/gross-regional-product")
    page.until("document.querySelector('#view-charts .twin:last-child tbody')?.textContent.includes('255.92')")
    assert page.page.locator("#series-picture circle").count() >= 1
    assert "i=https://w3id.org/hdkg/indicator/gross-regional-product" in page.state()


def test_browsing_by_facets(page: Seen) -> None:
    count = len(page.shown())
    page.page.click("#tab-browse")
    page.page.wait_for_selector("#browse-group")
    page.page.select_option("#browse-group", "honour")
    page.until("document.querySelector('#browse-list h2')?.textContent.startsWith('1')")
    page.page.fill("#browse-q", "chushi")
    page.page.press("#browse-q", "Tab")
    page.until("document.querySelectorAll('#browse-list tbody tr').length === 1")
    assert "b-group=honour" in page.state()
    page.page.click("#browse-list tbody .plain")
    page.until(f"document.querySelector('#counts').textContent.startsWith('{count + 1} ')")


def test_results_of_a_query_come_onto_the_canvas(page: Seen) -> None:
    page.page.click("#tab-query")
    view = page.text("#sparql-view")
    assert f"<{INITIATIVE}>" in view
    page.page.fill("#sparql", "SELECT nonsense")
    page.page.click("#sparql-run")
    page.page.wait_for_selector("#sparql-problem:not([hidden])")
    assert "Malformed at line 1" in page.text("#sparql-problem")
    page.page.fill(
        "#sparql", "PREFIX hd: <https://w3id.org/hdkg/ontology/> SELECT ?x { ?x a hd:Honour ; hd:reach ?r } LIMIT 3"
    )
    page.page.click("#sparql-run")
    page.until("document.getElementById('canvas').explorer.nodes.length === 3")
    assert all(node["group"] == "honour" for node in page.shown().values())
    page.complaints[:] = [each for each in page.complaints if "status of 400" not in each]


def test_a_query_in_the_address_is_run(explorer: Client, look: Callable[..., Seen]) -> None:
    query = urllib.parse.quote("SELECT ?x { ?x a <https://w3id.org/hdkg/ontology/Honour> } LIMIT 2", safe="")
    assert len(look(explorer, f"q={query}").shown()) == 2


def test_the_sparql_of_a_view_gives_its_graph(page: Seen, explorer: Client) -> None:
    page.page.click("#tab-query")
    page.page.click("#sparql-copy")
    copied = page.page.evaluate("navigator.clipboard.readText()")
    got = explorer.query(copied, "application/n-triples")
    assert got.status == 200
    triples = list(ox.parse(got.body, format=ox.RdfFormat.N_TRIPLES))
    assert any(triple.subject.value == INITIATIVE for triple in triples)
    assert any("实" in str(triple.object) for triple in triples)


def test_the_page_of_a_node_leads_to_it_on_the_canvas(explorer: Client, look: Callable[..., Seen]) -> None:
    page = look(explorer, SMALL)
    page.page.goto(f"{explorer.address}page{INITIATIVE.removeprefix('https://w3id.org/hdkg')}?lang=en")
    page.page.click("text=See it in the explorer")
    page.page.wait_for_selector("#details h3")
    assert list(page.shown()) == [INITIATIVE]
    assert page.text("#details h2") == "“企业家接待日”"
    page.page.click("text=Data page")
    page.page.wait_for_selector("h1")
    assert page.text("h1").startswith("“企业家接待日”")


def test_the_address_shows_the_same_again(page: Seen, look: Callable[..., Seen], explorer: Client) -> None:
    page.details(INITIATIVE)
    page.page.uncheck("#f-group-organisation")
    page.page.click("#details .quote >> nth=1")
    page.page.wait_for_selector("#source mark")
    page.page.click("#share")
    copied = page.page.evaluate("navigator.clipboard.readText()")
    assert copied == page.page.url
    again = look(explorer, urllib.parse.urlsplit(copied).fragment)
    again.page.wait_for_selector("#source mark")
    assert again.shown().keys() == page.shown().keys()
    assert {iri: (n["x"], n["y"]) for iri, n in again.shown().items()} == {
        iri: (n["x"], n["y"]) for iri, n in page.shown().items()
    }
    assert again.text("#details h2") == "“企业家接待日”"
    assert not again.page.is_checked("#f-group-organisation")


def test_undo_and_redo(page: Seen) -> None:
    assert page.page.is_enabled("#redo") is False
    before = set(page.shown())
    page.page.click("#clear")
    page.page.wait_for_selector("#empty:not([hidden])")
    page.page.click("#undo")
    page.page.wait_for_selector("#empty", state="hidden")
    assert set(page.shown()) == before
    page.page.click("#redo")
    page.page.wait_for_selector("#empty:not([hidden])")
    page.page.keyboard.press("Control+z")
    page.page.wait_for_selector("#empty", state="hidden")
    page.page.keyboard.press("Control+Shift+z")
    page.page.wait_for_selector("#empty:not([hidden])")


def test_a_county_to_begin_with(page: Seen) -> None:
    page.page.click("#begin-430412")
    page.until(f"!document.getElementById('canvas').explorer.nodes.get('{COUNTY}')")
    assert "南岳区" in {node["label"] for node in page.shown().values()}


def test_a_citation(page: Seen) -> None:
    page.details(INITIATIVE)
    page.page.click("#c-0")
    page.page.wait_for_selector(".citation pre")
    assert "原文：“全年开展接待活动10次”" in page.text(".citation pre")
    page.page.click(".citation button:has-text('BibTeX')")
    assert page.text(".citation pre").startswith("@misc{")
    page.page.click(".citation button:has-text('复制')")
    assert page.page.evaluate("navigator.clipboard.readText()").startswith("@misc{")


def saved(seen: Seen, name: str, tmp_path: Path) -> bytes:
    """Save the view in a format, and return the file."""
    seen.page.click("#save summary")
    with seen.page.expect_download() as waiting:
        seen.page.click(f"#save-{name}")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes()


def test_what_is_seen_is_saved(explorer: Client, look: Callable[..., Seen], tmp_path: Path) -> None:
    seen = look(explorer, f"{SMALL.replace('&l', ',' + COUNTY.removeprefix(ID) + '&l')}&no-group=division")
    assert set(seen.shown()) == {INITIATIVE, SOLVED}
    drawn = saved(seen, "svg", tmp_path).decode()
    assert "<script" not in drawn
    assert "“企业家接待日”" in drawn
    assert "衡东县" not in drawn
    assert saved(seen, "png", tmp_path).startswith(b"\x89PNG")
    (tmp_path / "a.graphml").write_bytes(saved(seen, "graphml", tmp_path))
    network = nx.read_graphml(tmp_path / "a.graphml")
    assert set(network) == {INITIATIVE, SOLVED}
    assert network.nodes[INITIATIVE]["label"] == "“企业家接待日”"
    assert [data["relation"] for *_, data in network.edges(data=True)] == ["outcome"]
    rows = list(csv.reader(io.StringIO(saved(seen, "nodes", tmp_path).decode("utf-8-sig"))))
    assert [row[-1] for row in rows[1:]] == [INITIATIVE, SOLVED]
    rows = list(csv.reader(io.StringIO(saved(seen, "links", tmp_path).decode("utf-8-sig"))))
    assert rows[1][:3] == ["“企业家接待日”", "成果", "解决问题 86个"]
    triples = list(ox.parse(saved(seen, "turtle", tmp_path), format=ox.RdfFormat.TURTLE))
    assert INITIATIVE in {triple.subject.value for triple in triples}
    assert seen.complaints == []


def test_all_by_keys(page: Seen) -> None:
    page.page.keyboard.press("/")
    assert page.page.evaluate("document.activeElement.id") == "query"
    page.page.press("#query", "Escape")
    page.page.focus("#canvas")
    page.page.keyboard.press("ArrowRight")
    page.page.wait_for_selector("#details h2")
    assert page.text("#status") == page.text("#details h2")
    first = page.state()
    page.page.keyboard.press("ArrowDown")
    page.until(f"!location.hash.endsWith({first[-12:]!r})")
    scale = page.page.evaluate("document.getElementById('canvas').explorer.network.getScale()")
    page.page.keyboard.press("+")
    assert page.page.evaluate("document.getElementById('canvas').explorer.network.getScale()") > scale
    page.page.keyboard.press("0")
    count = len(page.shown())
    page.page.keyboard.press("Delete")
    page.until(f"document.getElementById('canvas').explorer.nodes.length === {count - 1}")
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("5")
    page.page.wait_for_selector("#table-nodes")
    page.page.focus("#tab-table")
    page.page.keyboard.press("ArrowRight")
    page.page.wait_for_selector("#browse-list")
    assert page.page.evaluate("document.activeElement.id") == "tab-browse"
    page.page.keyboard.press("?")
    assert page.page.is_visible("#help")
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#help")


def test_enter_expands_the_chosen_node(explorer: Client, look: Callable[..., Seen]) -> None:
    seen = look(explorer, f"n={INITIATIVE.removeprefix(ID)}&l=links")
    seen.page.focus("#canvas")
    seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("Enter")
    seen.until("document.getElementById('canvas').explorer.nodes.length === 5")


def test_in_english_with_the_same_view(page: Seen) -> None:
    page.details(INITIATIVE)
    count = len(page.shown())
    page.page.click("#other")
    page.page.wait_for_selector("body[data-ready]")
    page.page.wait_for_selector("#details h3")
    assert page.page.get_attribute("html", "lang") == "en"
    assert page.text("#counts").startswith(f"{count} nodes")
    assert "Links" in page.text("#details")
    assert "reception sessions held" in page.text("#details .fact >> nth=0")


def test_a_decision_of_the_review(page: Seen, sources: Path) -> None:
    page.page.click("#tab-review")
    page.page.wait_for_selector("#view-review tbody tr")
    row = page.page.locator("#view-review tbody tr:has-text('位居全市第二')")
    assert "推断" in row.inner_text()
    row.locator(".link").click()
    page.page.wait_for_selector("#source mark")
    assert page.text("#source mark") == "位居全市第二"
    page.page.click("#source .close")
    row.locator(".plain").click()
    page.page.select_option("#decide-action", "correct")
    slots = page.page.input_value("#decide-slots")
    assert "rank=2" in slots
    page.page.fill("#decide-slots", slots.replace("basis=unknown", "basis=level"))
    page.page.fill("#decide-who", "李四")
    page.page.fill("#decide-why", "核对过原文")
    page.page.fill("#decide-token", "wrong-token-wrong-token")
    page.page.click("#decide-send")
    page.until("document.querySelector('.decision .problem')?.textContent.includes('token')")
    page.page.fill("#decide-token", "a-token-of-the-tests-0123")
    page.page.click("#decide-send")
    page.until("!document.querySelector('#view-review tbody')?.textContent.includes('位居全市第二')")
    kept = (sources.parent / "corrections" / "hengdong-2023.yaml").read_text("utf-8")
    assert "basis: level" in kept
    assert "李四" in kept
    assert "a-token" not in page.page.url
    page.complaints[:] = [each for each in page.complaints if "status of 401" not in each]


def test_by_night_the_canvas_is_dark(explorer: Client, look: Callable[..., Seen]) -> None:
    def brightness(scheme: str) -> float:
        seen = look(explorer, SMALL, color_scheme=scheme)
        ground = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(float, re.findall(r"[0-9.]+", ground)[:3]))

    assert brightness("dark") < 150 < brightness("light")
    night = look(explorer, SMALL, color_scheme="dark")
    night.page.emulate_media(color_scheme="light")
    night.until(f"document.getElementById('canvas').explorer.nodes.get('{INITIATIVE}').color.background === '#3b4cc0'")


def test_without_the_drawing_library_all_else_works(explorer: Client, look: Callable[..., Seen]) -> None:
    seen = look(explorer)
    count = len(seen.shown())
    seen.page.route("**/vis-network.min.js", lambda route: route.abort())
    seen.page.goto(f"{explorer.address}explore?lang=zh&again")
    seen.page.wait_for_selector("body[data-ready]")
    assert seen.page.locator("#table-nodes tbody tr").count() == count
    seen.page.click("#table-nodes tbody tr:has-text('企业家接待日') button")
    seen.page.wait_for_selector("#details h3")
    seen.page.click("#tab-layers")
    assert seen.page.locator("#layers-picture .pick").count() > 10


def test_without_scripts_it_leads_to_the_plain_pages(explorer: Client, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{explorer.address}explore?lang=en")
    page.click("noscript a:has-text('Questions')")
    assert page.inner_text("h1") == "Questions"
    context.close()


def test_a_narrow_screen_has_all(explorer: Client, look: Callable[..., Seen]) -> None:
    seen = look(explorer, viewport={"width": 390, "height": 800}, has_touch=True)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    seen.page.fill("#query", "接待日")
    seen.page.click("#hits li:first-child")
    seen.page.wait_for_selector("#details h3")
    box: Any = seen.page.locator("#details").bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 391
    seen.page.wait_for_timeout(600)  # the canvas moves
    assert seen.spot(INITIATIVE)[1] < box["y"]
    seen.page.click("#details .quote >> nth=0")
    seen.page.wait_for_selector("#source mark")
    assert seen.page.locator("#source mark").is_visible()
    seen.page.click("#source .close")
    seen.page.uncheck("#f-group-figure")
    assert "筛去" in seen.text("#counts")
    assert seen.complaints == []
