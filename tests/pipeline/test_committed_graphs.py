"""The graphs that are kept are what their sources give, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hdkg.pipeline.building import build
from hdkg.resources import graph_dir

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = sorted((graph_dir() / "sources").glob("*"))


def test_every_graph_has_its_source_and_every_source_its_graph() -> None:
    assert SOURCES
    assert {path.stem for path in SOURCES} == {path.stem for path in graph_dir().glob("*.ttl")}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_rebuild_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    result = build(source, out=tmp_path / "rebuilt.ttl")
    assert result.report.conforms
    assert result.misfits == (), "a kept correction does not fit"
    assert result.path
    assert result.path.read_bytes() == (graph_dir() / f"{source.stem}.ttl").read_bytes()
