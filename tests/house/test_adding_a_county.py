"""The page on adding a county works for a stranger: its article saved as it says, its commands run in their order."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.house.test_readme import TOP, commands, compare_or_refresh, output

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "docs/adding-a-county.md"


@pytest.mark.slow
def test_the_page_works_as_it_says(tmp_path: Path) -> None:
    text = (TOP / PAGE).read_text("utf-8")
    (article,) = re.findall(r"^```markdown\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    (name,) = set(re.findall(r"say as `([^`]+)`", text))
    (tmp_path / name).write_text(article, "utf-8")
    shutil.copytree(TOP / "graph", tmp_path / "graph")
    told = commands(PAGE)
    assert len(told) == 13
    for command in told:
        compare_or_refresh(PAGE, command, output(command.words, tmp_path))
    assert (tmp_path / "out" / "qingchuan-2031.html").is_file()


def test_the_county_is_in_no_file_of_ours() -> None:
    county = re.findall(r"^county: (\S+)$", (TOP / PAGE).read_text("utf-8"), re.MULTILINE)
    assert len(county) == 1
    files = [*(TOP / "graph").glob("*.ttl"), *(TOP / "graph" / "sources").glob("*.md")]
    assert len(files) > 20
    assert [path.name for path in files if county[0] in path.read_text("utf-8")] == []


def test_its_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", (TOP / PAGE).read_text("utf-8"))
    assert len(targets) > 5
    assert [each for each in targets if not (TOP / PAGE).parent.joinpath(each).exists()] == []
