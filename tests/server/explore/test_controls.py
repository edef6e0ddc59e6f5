"""The explorer's smaller controls in a real browser, each by its visible effect."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.server.conftest import TOKEN, TOP, serving

from .conftest import COUNTY, INITIATIVE, Seen, ask, settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server.conftest import Client

pytestmark = pytest.mark.browser
SCALE = "document.getElementById('canvas').explorer.network.getScale()"


@pytest.mark.parametrize("how", ["button", "key"])
def test_all_is_shown_again_after_zooming(page: Seen, how: str) -> None:
    whole = page.page.evaluate(SCALE)
    page.page.focus("#canvas")
    for _ in range(4):
        page.page.keyboard.press("+")
    assert page.page.evaluate(SCALE) > 1.5 * whole
    if how == "button":
        page.page.click("#fit")
    else:
        page.page.keyboard.press("0")
    assert page.page.evaluate(SCALE) == pytest.approx(whole, rel=0.05)
    page.page.focus("#canvas")
    page.page.keyboard.press("-")
    assert page.page.evaluate(SCALE) < whole


def test_a_button_tells_the_keys(page: Seen) -> None:
    page.page.click("#keys")
    assert "框选" in page.text("#help")
    page.page.click("#help button")
    assert page.page.is_hidden("#help")


def test_an_address_changed_by_hand_is_followed(page: Seen) -> None:
    count = len(page.shown())
    page.page.evaluate("location.hash = 'n=division/430424'")
    page.until("document.getElementById('canvas').explorer.nodes.length === 1")
    assert list(page.shown()) == [COUNTY]
    page.page.click("#undo")
    page.until(f"document.getElementById('canvas').explorer.nodes.length === {count}")


def test_tables_are_saved_by_their_own_buttons(page: Seen, tmp_path: Path) -> None:
    page.page.click("#tab-table")
    for kind in ("nodes", "links"):
        with page.page.expect_download() as waiting:
            page.page.click(f"#csv-{kind}")
        waiting.value.save_as(tmp_path / kind)
        with (tmp_path / kind).open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.reader(file))) == page.page.locator(f"#table-{kind} tbody tr").count() + 1


def test_a_suggestion_is_left_by_the_arrow_up(page: Seen) -> None:
    page.page.fill("#query", "企业")
    page.page.wait_for_selector("#hits li:nth-child(2)")
    page.page.press("#query", "ArrowDown")
    page.page.press("#query", "ArrowUp")
    assert page.page.get_attribute("#query", "aria-activedescendant") == "hit-0"


def test_a_box_of_the_layers_is_chosen_by_a_click(page: Seen) -> None:
    page.page.click("#tab-layers")
    page.page.click("#layers-picture .pick[aria-label='“企业家接待日”'] rect")
    page.page.wait_for_selector("#details h3")
    assert page.text("#details h2") == "“企业家接待日”"


def test_a_long_list_goes_on_and_is_added_whole(page: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hdkg.server.explore.ways.SHOWN", 8)
    before = page.shown().keys()
    page.page.click("#tab-browse")
    page.page.wait_for_selector("#browse-more")
    page.page.select_option("#browse-group", "honour")
    page.until("document.querySelectorAll('#browse-list tbody tr').length === 8")
    page.page.click("#browse-more")
    page.until("document.querySelectorAll('#browse-list tbody tr').length > 8")
    rows = page.page.locator("#browse-list tbody tr").count()
    page.page.click("#browse-all")
    page.page.click("#tab-network")
    page.until(f"document.getElementById('canvas').explorer.nodes.length >= {rows}")
    added = page.shown().keys() - before
    assert {page.shown()[iri]["group"] for iri in added} == {"honour"}
    assert len(added) >= rows - 2


def test_the_series_is_of_the_county_that_is_chosen(page: Seen) -> None:
    page.page.click("#tab-charts")
    page.page.wait_for_selector("#series-picture")
    page.page.select_option("#charts-county", COUNTY)
    page.until(f"location.hash.includes('c={COUNTY.rpartition('/id/')[2]}')")
    page.until("!document.querySelector('#view-charts .twin:last-child tbody').textContent.includes('南岳区')")


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_a_reading_is_accepted_or_rejected(
    tmp_path: Path, hengdong: Path, look: Callable[..., Seen], action: str
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    shutil.copy(TOP / "graph" / "sources" / "hengdong-2023.md", folder)
    with serving(hengdong, settings=settings(folder, TOKEN)) as client:
        count = len(ask(client, "review")["items"])
        seen = look(client, f"n={INITIATIVE.rpartition('/id/')[2]}&v=review")
        seen.page.wait_for_selector("#view-review tbody tr")
        seen.page.click("#view-review tbody tr:has-text('位居全市第二') .plain")
        seen.page.select_option("#decide-action", action)
        assert seen.page.is_hidden("#decide-slots"), "only a correction sets slots"
        seen.page.fill("#decide-who", "李四")
        seen.page.fill("#decide-why", "核对过原文")
        seen.page.fill("#decide-token", TOKEN)
        seen.page.click("#decide-send")
        seen.until(f"document.querySelectorAll('#view-review tbody tr').length === {count - 1}")
        kept = yaml.safe_load((tmp_path / "corrections" / "hengdong-2023.yaml").read_text("utf-8"))
        assert [(each["action"], each["who"]) for each in kept["corrections"]] == [(action, "李四")]


def test_the_review_says_what_cannot_be_decided_here(tmp_path: Path, hengdong: Path, look: Callable[..., Seen]) -> None:
    (tmp_path / "sources").mkdir()
    with serving(hengdong, settings=settings(tmp_path / "sources", TOKEN)) as client:
        seen = look(client, "n=division/430424&v=review", language="en")
        seen.page.wait_for_selector("#view-review tbody tr")
        assert "article not at hand" in seen.text("#view-review tbody tr >> nth=0")
        assert "cannot be decided here" in seen.text("#view-review .note")
        assert seen.page.locator("#view-review .plain").count() == 0


def test_the_review_of_a_plain_server_says_so(client: Client, look: Callable[..., Seen]) -> None:
    seen = look(client, "n=division/430424&v=review", language="en")
    seen.page.wait_for_selector("#view-review tbody tr")
    assert "No sources are at hand" in seen.text("#view-review .note")
