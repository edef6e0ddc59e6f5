"""Lines before the body that say when and where an article appeared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hdkg.reading import read

if TYPE_CHECKING:
    from pathlib import Path

BODY = "衡东县2023年地区生产总值255.92亿元，增长5.7%；全县粮食总产量41.1万吨，增长2%，农村居民收入稳步提高。\n"


@pytest.mark.parametrize(
    "line",
    [
        "2024-01-12 09:30 来源：衡阳日报",
        "发布日期：2024-01-12",
        "衡阳日报 2024-01-12",
        "（2024年1月12日）",
        "2024年1月12日",
    ],
)
def test_a_line_with_a_date_before_the_body_dates_the_article(line: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(f"衡东2023年回顾\n\n{line}\n\n{BODY}", encoding="utf-8")
    article = read(tmp_path / "x.txt", county="430424")
    assert article.metadata.published == "2024-01-12"
    assert not any(block.section for block in article.blocks)
