"""Articles of fictional years of three real counties, whose figures can be compared in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hdkg.store import EmbeddedStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARTICLES = {
    "a-2023": (
        "510822",
        "2024-01-12",
        (
            "2023年，青川县粮食播种面积2万公顷，同比增长2%。粮食总产量12.3万吨。地方一般公共预算收入3.3亿元。"
            "2023年，青川县开展“企业恳谈日”，收集问题60个，解决问题55个。"
        ),
    ),
    "a-2022": (
        "510822",
        "2023-01-12",
        "2022年，青川县粮食播种面积29万亩。2022年，青川县开展“企业恳谈日”，收集问题40个。开展“守水岸”专项行动。",
    ),
    "b-2023": (
        "430424",
        "2024-01-20",
        "2023年，衡东县粮食播种面积突破88.5万亩。粮食总产量41.1万吨。一般公共预算收入15亿元。",
    ),
    "b-2023-again": (
        "430424",
        "2024-02-20",
        "2023年，衡东县粮食总产量42.2万吨。",
    ),
    "c-2023": (
        "430426",
        "2024-01-22",
        "2023年前三季度，祁东县粮食播种面积80万亩。2023年，粮食总产量预计41.5万吨。一般公共预算收入14亿元。",
    ),
    "d-2023": (
        "430482",
        "2024-01-23",
        "2023年，常宁市粮食播种面积30.0万亩。粮食总产量41.9万吨。2024年，力争粮食播种面积达到31万亩。",
    ),
}


@pytest.fixture(scope="session")
def graphs(built: Callable[..., Path]) -> Path:
    """Return a folder with the graphs of the articles."""
    return built(ARTICLES)


@pytest.fixture(scope="session")
def store(graphs: Path) -> EmbeddedStore:
    """Return a store with all of them."""
    return open_store(sorted(graphs.glob("*.ttl")))
