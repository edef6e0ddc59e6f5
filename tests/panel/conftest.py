"""Articles of fictional years of two real counties, with figures that differ in every way that a panel warns of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hdkg.store import EmbeddedStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARTICLES = {
    "a-2022": (
        "510822",
        "2023-01-12",
        "2022年，青川县实现地区生产总值72.4亿元，同比增长4.5%。一般公共预算收入3.1亿元。粮食播种面积30万亩。接待游客30万人次。",
    ),
    "a-2023": (
        "510822",
        "2024-01-12",
        (
            "2023年前三季度，青川县实现生产总值60.2亿元，同比增长6.1%。2023年，地方一般公共预算收入3.3亿元。"
            "粮食播种面积突破2.1万公顷。粮食总产量12.3万吨。"
        ),
    ),
    "b-2023": (
        "430424",
        "2024-01-20",
        (
            "2023年，衡东县实现地区生产总值360亿元，同比增长5%。一般公共预算收入15亿元。粮食播种面积88.5万亩。粮食总产量41.1万吨。"
            "工业总产值按可比价计算增长7.3%。"
        ),
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
