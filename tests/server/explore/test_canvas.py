"""The canvas of the explorer in a real browser: what stays where it is, several nodes at once, colours, kept views."""

from __future__ import annotations

import csv
import io
import re
import urllib.parse
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from .conftest import CITY, COUNTY, ID, INITIATIVE, SOLVED, Seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server.conftest import Client

pytestmark = pytest.mark.browser
SMALL = f"n={','.join(iri.removeprefix(ID) for iri in (INITIATIVE, SOLVED, COUNTY))}&l=links"
SPOTS = "document.getElementById('canvas').explorer.scene.spots"
Spots = dict[str, tuple[float, float]]


def spots(seen: Seen) -> Spots:
    """Return where the nodes stand."""
    pairs = f"[...{SPOTS}].map(([iri, {{ box }}]) => [iri, [box.x, box.y]])"
    found: Spots = seen.page.evaluate(f"Object.fromEntries({pairs})")
    return found


def near(one: Spots, two: Spots) -> bool:
    """Whether all nodes of both stand at the same places; the address rounds them."""
    return all(abs(a - b) <= 1 for iri in one.keys() & two.keys() for a, b in zip(one[iri], two[iri], strict=True))


def apart(seen: Seen) -> bool:
    """Whether no caption lies over another."""
    boxes = seen.page.evaluate(f"[...{SPOTS}.values()].map(({{ box }}) => box)")
    pairs = [(one, two) for number, one in enumerate(boxes) for two in boxes[number + 1 :]]
    return all(
        abs(one["x"] - two["x"]) >= (one["wide"] + two["wide"]) / 2 - 1
        or abs(one["y"] - two["y"]) >= (one["high"] + two["high"]) / 2 - 1
        for one, two in pairs
    )


def find(seen: Seen, name: str) -> None:
    seen.page.fill("#query", name)
    seen.page.wait_for_selector("#hits li")
    seen.page.press("#query", "Enter")
    seen.until("!!document.querySelector('#details h3')")


@pytest.mark.parametrize("layout", ["areas", "links"])
def test_nodes_stay_where_they_are_when_others_come(
    page: Seen, look: Callable[..., Seen], explorer: Client, layout: str
) -> None:
    if layout == "links":
        page.page.click("#arrange")
        page.until("location.hash.includes('l=links')")
    before = spots(page)
    assert "&p=" not in page.page.url, "a picture that is made anew needs no places"
    page.details(INITIATIVE)
    find(page, "人民日报")
    page.until(f"{SPOTS}.size === {len(before) + 1}")
    after = spots(page)
    moved = [iri for iri in before if not near({iri: after[iri]}, before)]
    if layout == "links":
        assert moved == []
    else:
        assert len(moved) < len(before) / 2, "only what stands below the card that grew makes room"
        assert {round(after[iri][0] - before[iri][0]) for iri in moved} == {0}, "and goes straight down"
        assert all(after[iri][1] > before[iri][1] for iri in moved)
    assert apart(page)
    assert "&p=zh~" in page.state()
    again = look(explorer, urllib.parse.urlsplit(page.page.url).fragment)
    assert near(spots(again), after)
    assert spots(again).keys() == after.keys()
    page.page.click("#a-remove")
    page.until(f"{SPOTS}.size === {len(before)}")
    assert near(spots(page), after)
    page.page.click("#tidy")
    page.until("!location.hash.includes('&p=')")
    assert spots(page) == before
    page.page.click("#undo")
    page.until("location.hash.includes('&p=')")
    assert near(spots(page), after)


def test_new_nodes_stand_near_what_they_are_linked_with(page: Seen) -> None:
    page.page.click("#arrange")
    page.until("location.hash.includes('l=links')")
    before = spots(page)
    find(page, "人民日报")
    page.until(f"{SPOTS}.size === {len(before) + 1}")
    after = spots(page)
    (new,) = after.keys() - before.keys()
    links = page.page.evaluate(
        "document.getElementById('canvas').explorer.scene.links.map(({ from, to }) => [from, to])"
    )
    linked = {other for pair in links for other in pair if new in pair} - {new, COUNTY}
    assert linked, "it is linked with more than the county"
    middle = [sum(after[iri][axis] for iri in linked) / len(linked) for axis in (0, 1)]
    far = sorted(((after[iri][0] - middle[0]) ** 2 + (after[iri][1] - middle[1]) ** 2, iri) for iri in after)
    assert new in [iri for _, iri in far[: len(far) // 4]]


def test_a_filter_moves_nothing(page: Seen) -> None:
    before = spots(page)
    page.page.uncheck("#f-group-figure")
    page.until(f"!{SPOTS}.has('{SOLVED}')")
    assert near(spots(page), before)
    page.page.check("#f-group-figure")
    page.until(f"{SPOTS}.has('{SOLVED}')")
    assert spots(page) == before


def test_a_node_is_dragged_and_stays_there(page: Seen, look: Callable[..., Seen], explorer: Client) -> None:
    x, y = page.spot(INITIATIVE)
    before = spots(page)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 60, y - 30, steps=4)
    page.page.mouse.up()
    page.until("location.hash.includes('&p=')")
    after = spots(page)
    assert [iri for iri in before if after[iri] != before[iri]] == [INITIATIVE]
    assert after[INITIATIVE][0] > before[INITIATIVE][0] + 40
    again = look(explorer, urllib.parse.urlsplit(page.page.url).fragment)
    assert near(spots(again), after)
    other = look(explorer, urllib.parse.urlsplit(page.page.url).fragment, language="en")
    assert apart(other), "longer captions are given room"
    page.page.click("#undo")
    page.until("!location.hash.includes('&p=')")
    assert spots(page) == before


@pytest.mark.parametrize("places", ["zh~", "zh~1.x~~zz", "xx~1e9.2", "~~~~", "zh~NaN.NaN", "zh~<b>.1"])
def test_strange_places_do_no_harm(explorer: Client, look: Callable[..., Seen], places: str) -> None:
    seen = look(explorer, f"{SMALL}&p={places}")
    assert set(seen.shown()) == {INITIATIVE, SOLVED, COUNTY}
    assert apart(seen)
    assert seen.complaints == []


def test_several_are_selected_by_clicks_and_kept_alone(page: Seen, look: Callable[..., Seen], explorer: Client) -> None:
    page.page.keyboard.down("Shift")
    page.click(INITIATIVE)
    page.click(SOLVED)
    page.click(COUNTY)
    page.click(COUNTY)
    page.page.keyboard.up("Shift")
    assert page.text("#selection [role=status]") == "选中 2 个"
    assert page.page.is_hidden("#details"), "a click with Shift chooses nothing"
    shown = page.shown()
    assert shown[INITIATIVE]["borderWidth"] > shown[COUNTY]["borderWidth"]
    assert shown[INITIATIVE]["color"]["border"] == shown[SOLVED]["color"]["border"] != shown[COUNTY]["color"]["border"]
    again = look(explorer, urllib.parse.urlsplit(page.page.url).fragment, language="en")
    assert again.text("#selection [role=status]") == "2 selected"
    page.page.click("#p-only")
    page.until(f"{SPOTS}.size === 2")
    assert set(page.shown()) == {INITIATIVE, SOLVED}
    assert page.page.is_hidden("#selection")
    page.page.click("#undo")
    page.until(f"{SPOTS}.size > 40")
    assert page.text("#selection [role=status]") == "选中 2 个"
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#selection")


def test_a_frame_selects_what_it_touches(page: Seen) -> None:
    x, y = page.spot(INITIATIVE)
    view = "JSON.stringify(document.getElementById('canvas').explorer.network.getViewPosition())"
    before = page.page.evaluate(view)
    page.page.keyboard.down("Shift")
    page.page.mouse.move(x - 90, y - 100)
    page.page.mouse.down()
    page.page.mouse.move(x + 120, y + 110, steps=4)
    assert page.page.is_visible(".band")
    page.page.mouse.up()
    page.page.keyboard.up("Shift")
    page.page.wait_for_selector("#p-remove")
    assert page.page.is_hidden(".band")
    assert page.page.evaluate(view) == before, "the canvas is not dragged"
    picked = set(page.page.evaluate("[...document.getElementById('canvas').explorer.picked]"))
    assert {INITIATIVE, SOLVED} < picked
    count = len(page.shown())
    page.page.click("#p-remove")
    page.until(f"{SPOTS}.size === {count - len(picked)}")
    assert not picked & page.shown().keys()


def test_selected_nodes_are_expanded_and_joined(explorer: Client, look: Callable[..., Seen]) -> None:
    two = ",".join(iri.removeprefix(ID) for iri in (INITIATIVE, CITY))
    seen = look(explorer, f"n={two}&l=links&m={two}")
    seen.page.click("#p-way")
    seen.page.wait_for_selector("#routes li")
    assert "“企业家接待日”" in seen.text("#routes li >> nth=0")
    assert "衡阳市" in seen.text("#routes li >> nth=0")
    count = len(seen.shown())
    seen.page.click("#p-expand")
    seen.until(f"{SPOTS}.size > {count}")
    assert SOLVED in seen.shown()
    assert len(seen.shown()) > count + 2


def test_several_are_selected_by_keys(page: Seen) -> None:
    page.page.focus("#canvas")
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("Space")
    page.page.wait_for_selector("#selection [role=status]")
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Space")
    page.until("document.querySelector('#selection [role=status]').textContent === '选中 2 个'")
    count = len(page.shown())
    page.page.keyboard.press("Delete")
    page.until(f"{SPOTS}.size === {count - 2}")
    page.page.keyboard.press("a")
    page.until(f"document.querySelector('#selection [role=status]').textContent === '选中 {count - 2} 个'")


def test_several_are_selected_in_the_table(page: Seen) -> None:
    page.page.click("#tab-table")
    row = page.page.locator("#table-nodes tbody tr:has-text('企业家接待日')")
    box = row.locator("input")
    assert box.get_attribute("aria-label") == "选择: “企业家接待日”"
    box.check()
    page.until(f"location.hash.includes('&m={INITIATIVE.removeprefix(ID)}')")
    assert row.locator("input").is_checked()
    assert page.page.evaluate("document.activeElement.type") == "checkbox"
    page.page.click("#tab-network")
    assert page.text("#selection [role=status]") == "选中 1 个"


def test_a_selection_is_saved_alone(explorer: Client, look: Callable[..., Seen], tmp_path: Path) -> None:
    picked = ",".join(iri.removeprefix(ID) for iri in (INITIATIVE, SOLVED))
    seen = look(explorer, f"{SMALL}&m={picked}")

    def saved(name: str) -> str:
        seen.page.click("#save summary")
        with seen.page.expect_download() as waiting:
            seen.page.click(f"#save-{name}")
        waiting.value.save_as(tmp_path / name)
        return (tmp_path / name).read_text("utf-8-sig")

    assert {row[-1] for row in list(csv.reader(io.StringIO(saved("nodes"))))[1:]} == {INITIATIVE, SOLVED}
    assert len(list(csv.reader(io.StringIO(saved("links"))))) == 2
    saved("graphml")
    assert set(nx.read_graphml(tmp_path / "graphml")) == {INITIATIVE, SOLVED}
    drawn = saved("svg")
    assert "企业家接待日" in drawn
    assert "衡东县" not in drawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_tell_what_is_chosen_and_the_legend_says_it(
    explorer: Client, look: Callable[..., Seen], scheme: str
) -> None:
    seen = look(explorer, color_scheme=scheme)
    before = seen.shown()
    places = spots(seen)
    assert before[INITIATIVE]["color"]["background"] != before[SOLVED]["color"]["background"]
    seen.page.select_option("#f-colour", "area")
    seen.until("location.hash.includes('k=area')")
    after = seen.shown()
    assert after[INITIATIVE]["color"]["background"] == after[SOLVED]["color"]["background"], "both of one policy area"
    assert len({node["color"]["background"] for node in after.values()}) > 6
    assert spots(seen) == places
    dot = seen.page.locator("li:has(#f-area-business-environment) ellipse")
    assert dot.get_attribute("fill") == after[INITIATIVE]["color"]["background"]
    seen.page.uncheck("#f-area-economy")
    seen.until("location.hash.includes('no-area')")
    assert seen.shown()[INITIATIVE]["color"]["background"] == after[INITIATIVE]["color"]["background"]
    again = look(explorer, urllib.parse.urlsplit(seen.page.url).fragment, color_scheme=scheme)
    assert again.shown()[INITIATIVE]["color"] == seen.shown()[INITIATIVE]["color"]
    assert again.page.input_value("#f-colour") == "area"
    entries = {"county": "#begin-430424", "year": "#f-year-2023", "reading": "#f-reading-inherited"}
    for choice, entry in entries.items():
        seen.page.select_option("#f-colour", choice)
        seen.until(f"location.hash.includes('k={choice}')")
        fill = seen.page.locator(f"li:has({entry}) ellipse").first.get_attribute("fill")
        assert fill in {node["color"]["background"] for node in seen.shown().values()}, choice


def test_the_saved_picture_has_the_colours_too(explorer: Client, look: Callable[..., Seen], tmp_path: Path) -> None:
    seen = look(explorer, f"{SMALL}&k=area")
    seen.page.click("#save summary")
    with seen.page.expect_download() as waiting:
        seen.page.click("#save-svg")
    waiting.value.save_as(tmp_path / "a.svg")
    fill = seen.shown()[INITIATIVE]["color"]["background"]
    assert f'fill="{fill}"' in (tmp_path / "a.svg").read_text("utf-8")


def test_views_are_kept_under_a_name_and_forgotten(page: Seen) -> None:
    name = "<img src=x onerror=alert(1)> 我的视图"
    page.page.uncheck("#f-group-figure")
    page.page.click("#views-menu summary")
    assert "还没有" in page.text("#views-list")
    page.page.fill("#view-name", name)
    page.page.press("#view-name", "Enter")
    page.page.wait_for_selector("#views-list li")
    count = len(page.shown())
    kept = page.state()
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#views-list")
    page.page.click("#clear")
    page.until(f"{SPOTS}.size === 0")
    page.page.reload()
    page.page.wait_for_selector("body[data-ready]")
    page.page.click("#tab-table")
    page.page.click("#views-menu summary")
    assert page.text("#views-list li .link") == name
    page.page.click("#views-list li .link")
    page.until(f"{SPOTS}.size === {count}")
    assert page.state() == kept
    assert not page.page.is_checked("#f-group-figure")
    page.page.click("#undo")
    page.page.wait_for_selector("#table-nodes:visible")
    page.page.click("#views-menu summary")
    assert page.page.get_attribute("#views-list .close", "aria-label") == f"删去“{name}”"
    page.page.click("#views-list .close")
    page.page.wait_for_selector("#views-list li", state="detached")
    page.page.reload()
    page.page.wait_for_selector("body[data-ready]")
    page.page.click("#views-menu summary")
    assert page.page.locator("#views-list li").count() == 0


def test_strange_storage_does_no_harm(page: Seen) -> None:
    for held in ("no json", '{"a": 1}', '[{"name": 1}, null, {"name": "好", "view": "n=division/430424"}]'):
        page.page.evaluate("held => localStorage.setItem('hdkg-views', held)", held)
        page.page.click("#views-menu summary")
        page.page.click("#views-menu summary")
    page.page.click("#views-menu summary")
    assert re.findall(r"好", page.text("#views-list")) == ["好"]
    page.page.click("#views-list li .link")
    page.until(f"{SPOTS}.size === 1")
