"""One version, wherever it is written; what is pinned fits what is asked for."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import hdkg

if TYPE_CHECKING:
    from pathlib import Path


def project(top: Path) -> dict[str, object]:
    """Return the project table of pyproject.toml."""
    return dict(tomllib.loads((top / "pyproject.toml").read_text("utf-8"))["project"])


def test_one_version_everywhere(top: Path) -> None:
    version = str(project(top)["version"])
    citation = re.search(r"^version: (\S+)$", (top / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    released = re.findall(r"^## \[(\d\S*)\] - (\S+)$", (top / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert citation
    assert citation[1] == version == hdkg.__version__ == importlib.metadata.version("hdkg") == released[0][0]


def test_the_citation_has_the_date_of_the_release(top: Path) -> None:
    dated = re.search(r"^date-released: (\S+)$", (top / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    released = re.findall(r"^## \[\d\S*\] - (\S+)$", (top / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert dated
    assert dated[1] == released[0]


def pins(top: Path) -> dict[str, str]:
    """Return the pinned versions of constraints.txt."""
    lines = (top / "constraints.txt").read_text("utf-8").splitlines()
    return {
        canonicalize_name(name): version for name, version in (line.split("==") for line in lines if line[0] != "#")
    }


def test_every_requirement_is_pinned_to_a_version_it_allows(top: Path) -> None:
    table = project(top)
    extras = table["optional-dependencies"]
    core = table["dependencies"]
    assert isinstance(extras, dict)
    assert isinstance(core, list)
    wanted = [Requirement(line) for line in [*core, *(line for lines in extras.values() for line in lines)]]
    pinned = pins(top)
    others = [need for need in wanted if need.name != "hdkg"]
    assert len(others) > 20
    assert [str(need) for need in others if not need.specifier.contains(pinned[canonicalize_name(need.name)])] == []
