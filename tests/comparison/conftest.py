"""Two years of one county (fictional figures), and a corrected build of the later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hdkg.pipeline.building import build

if TYPE_CHECKING:
    from pathlib import Path

LATER = (
    "2023年，青川县实现地区生产总值80.5亿元，同比增长6.1%，增速居全市第一。粮食总产量12.3万吨。粮食播种面积2.1万公顷。"
    "一般公共预算收入3.3亿元。推行“明白账”机制。乔庄镇获评“省级卫生镇”。"
)
EARLIER = (
    "2022年，青川县实现地区生产总值72.4亿元，同比增长4.5%，增速居全市第三。粮食总产量12.3万吨。粮食播种面积30万亩。"
    "2022年前三季度，一般公共预算收入2.1亿元。推行“红黑榜”机制。"
)
ARTICLES = {
    "later": ("2024-01-12", LATER),
    "earlier": ("2023-01-12", EARLIER),
    "corrected": ("2024-01-12", LATER.replace("80.5", "81.5").replace("一般公共预算收入3.3亿元。", "")),
    "reworded": ("2024-01-12", f"这一年，青川县稳中有进。{LATER}"),
}


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the graph files by name."""
    folder = tmp_path_factory.mktemp("comparison")
    made = {}
    for name, (published, text) in ARTICLES.items():
        source = folder / f"{name}.txt"
        source.write_text(f"总结\n\n{text}\n", "utf-8")
        path = build(source, county="510822", published=published, out=folder / f"{name}.ttl").path
        assert path
        made[name] = path
    return made
