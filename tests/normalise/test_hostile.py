"""No pattern explodes: the time for a text of repeated trigger words grows with its length, not with its square."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from hdkg.normalise import find_figures, find_periods
from hdkg.reading.blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Callable

TRIGGERS = [
    *("一", "十", "百", "万", "一、", "1、", "1,", "1,111,"),
    *("1.", "1亿", "百分之", "分之", "一百", "二〇", "亿万", "2023年"),
    *("2023、", "1—", "1-", "1月", "1月1日至", "截至", "前三", "近"),
    *("连续十", "十四五", "“", "三十一日", "2023-01-", "（记者", "![", "]("),
    *("](/", "**", "【", "本报讯", "衡", "图为", "-甲", "甲，"),
    *("——", "#"),
]
FINDERS: dict[str, Callable[[str], object]] = {"periods": find_periods, "figures": find_figures, "blocks": blocks}


def seconds(find: Callable[[str], object], text: str) -> float:
    """Return the processor time of the shortest of three runs."""
    times = []
    for _ in range(3):
        start = time.thread_time()
        find(text)
        times.append(time.thread_time() - start)
    return min(times)


@pytest.mark.parametrize("name", FINDERS)
def test_time_grows_with_the_length(name: str) -> None:
    find = FINDERS[name]
    assert len(TRIGGERS) > 30
    for trigger in (*TRIGGERS, "。\n", "甲\n", "## 甲\n", "- 甲\n"):
        short, long = seconds(find, trigger * 500), seconds(find, trigger * 4000)
        assert long < 0.02 or long < 30 * short, (trigger, short, long)  # eight times the text; its square is 64
