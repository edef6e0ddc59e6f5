"""What axe finds wrong for those who read by ear, by keys or with little contrast: nothing, in every view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server.axe import violations

from .conftest import COUNTY, ID, INITIATIVE, SOLVED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server.conftest import Client

    from .conftest import Seen

pytestmark = pytest.mark.browser
NODES = f"n={','.join(iri.removeprefix(ID) for iri in (INITIATIVE, SOLVED, COUNTY))}"
FACT = "attribution/097435925ba6689f/3f81c6f00a2f"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["network", "layers", "timeline", "charts", "table", "browse", "query", "review"])
def test_axe_finds_nothing(explorer: Client, look: Callable[..., Seen], tab: str, scheme: str) -> None:
    seen = look(explorer, f"{NODES}&v={tab}", color_scheme=scheme, language="en" if scheme == "dark" else "zh")
    seen.page.wait_for_timeout(1500)
    seen.page.evaluate("document.querySelectorAll('.twin').forEach(twin => { twin.open = true })")
    assert violations(seen.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_in_the_panels(explorer: Client, look: Callable[..., Seen], width: int, scheme: str) -> None:
    state = f"{NODES}&s={INITIATIVE.removeprefix(ID)}&f={FACT}"
    seen = look(explorer, state, color_scheme=scheme, viewport={"width": width, "height": 900})
    seen.page.wait_for_selector("#source mark")
    assert violations(seen.page) == []
    seen.page.click("#source .close")
    seen.page.click("#c-0")
    seen.page.wait_for_selector(".citation pre")
    assert violations(seen.page) == []
    seen.page.fill("#query", "企业")
    seen.page.wait_for_selector("#hits li")
    assert violations(seen.page) == []
    seen.page.press("#query", "Escape")
    seen.page.click("#save summary")
    assert violations(seen.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_in_selection_colours_and_menus(
    explorer: Client, look: Callable[..., Seen], width: int, scheme: str
) -> None:
    language = "en" if width == 390 else "zh"
    picked = NODES.replace("n=", "m=")
    nodes = f"{NODES},observation/097435925ba6689f/e4d1497fee0b"  # a figure of January to September
    size = {"width": width, "height": 900}
    seen = look(explorer, f"{nodes}&{picked}&k=area", color_scheme=scheme, viewport=size, language=language)
    seen.page.wait_for_selector("#p-only")
    assert violations(seen.page) == []
    seen.page.click("#views-menu summary")
    seen.page.fill("#view-name", "视图")
    seen.page.click("#view-save")
    seen.page.wait_for_selector("#views-list li")
    assert violations(seen.page) == []
    seen.page.keyboard.press("Escape")
    seen.page.click("#f-periods-2023 summary")
    seen.page.uncheck("#f-year-2023")
    seen.until("document.querySelector('#f-periods-2023 input').disabled")
    seen.page.click("#keys")
    assert violations(seen.page) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_sees_what_is_wrong(explorer: Client, look: Callable[..., Seen]) -> None:
    seen = look(explorer, NODES)
    seen.page.evaluate("document.getElementById('fit').textContent = ''")
    assert any(each.startswith("button-name") for each in violations(seen.page))
