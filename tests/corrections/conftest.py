"""A small article whose facts the tests know, and what is read out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from hdkg.corrections import Corrected, decide
from hdkg.extraction import extract
from hdkg.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from hdkg.model import Action, Extraction

TEXT = """---
code: "510822"
published: 2024-01-12
---
# 青川县这一年

2023年，青川县实现地区生产总值80.5亿元，同比增长6.1%，增速居全市第一。全年粮食总产量12.3万吨，下降0.4%。

推行“明白账”机制，全年受理群众诉求310件。乔庄镇获评“省级卫生镇”。“明白人”逐户讲政策。
"""
WHO = {"who": "李四", "when": "2024-05-01", "why": "核对过原件"}
Decide = Callable[..., Corrected]


@pytest.fixture(scope="session")
def read_of() -> Callable[[str], Extraction]:
    """Return a function that reads a text."""
    return lambda text: extract(read("qingchuan-2023.md", text=text))


@pytest.fixture(scope="session")
def extraction(read_of: Callable[[str], Extraction]) -> Extraction:
    """Return what the rules read out of the article."""
    found = read_of(TEXT)
    assert len(found.claims) >= 6
    return found


@pytest.fixture
def decided(extraction: Extraction) -> Decide:
    """Return a function that takes one decision after the other on the article."""
    state = [Corrected(extraction)]

    def take(action: Action, key: str, **slots: str) -> Corrected:
        state.append(decide(state[-1], action, key, slots=slots, **WHO))
        return state[-1]

    return take


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write the article into a folder of sources."""
    file = tmp_path / "graph" / "sources" / "qingchuan-2023.md"
    file.parent.mkdir(parents=True)
    file.write_text(TEXT, "utf-8")
    return file
