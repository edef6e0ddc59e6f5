"""The front matter: every key, and an error with its line for everything else."""

from __future__ import annotations

import pytest

from hdkg.errors import SourceError
from hdkg.reading.front import front_matter

FULL = """---
# 说明
county: 甲县
code: "430424"
year: 2023
published: 2024-01-12
title: 我们的题目
licence: https://creativecommons.org/licenses/by/4.0/
reliability: high
based_on:
  title: 别人的题目
  newspaper: 甲日报
  published: 2024-01-11
  authors: [张三, 李四]
  also_published: 乙网
---
正文。
"""


def test_a_restatement_is_described_by_what_it_restates() -> None:
    front = front_matter(FULL, "a.md")
    told = front.metadata
    assert (told.county, front.county, told.year, told.published) == ("430424", "甲县", 2023, "2024-01-12")
    assert (told.title, told.newspaper) == ("别人的题目", "甲日报")
    assert (told.authors, told.also_published) == (("张三", "李四"), ("乙网",))
    assert (told.reliability, told.restatement) == ("high", True)
    assert FULL[front.end :] == "正文。\n"
    assert front.lines["code"] == 4


def test_an_article_of_its_own_is_no_restatement() -> None:
    told = front_matter("---\ntitle: 甲\nauthors: 张三\npublished: '2024-01-12'\n---\n正文。", "a.md").metadata
    assert (told.title, told.authors, told.published, told.restatement) == ("甲", ("张三",), "2024-01-12", False)


@pytest.mark.parametrize("text", ["正文。", "---\n\n正文。", "------\n正文", "", "--- 甲 ---\n"])
def test_a_text_without_front_matter_starts_at_once(text: str) -> None:
    assert front_matter(text, "a.md").end == 0


def test_windows_line_ends_are_read() -> None:
    text = FULL.replace("\n", "\r\n")
    assert text[front_matter(text, "a.md").end :] == "正文。\r\n"


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("code: [1\nyear: 2023", 3, "the front matter is not YAML"),
        ("code: 430424\nwriter: 甲", 3, "“writer” is no key of a front matter"),
        ("code: 430424\npublished: 2024-13-40", 3, "“2024-13-40” is no date"),
        ("published: 去年", 2, "“去年” is no date"),
        ("year: 23", 2, "“23” is no year"),
        ("code:\n  - 1", 2, "“code” is no text"),
        ("authors: {a: 7}", 2, "“authors” is no list of texts"),
        ("title: 甲\nreliability: perhaps", 3, "“perhaps” is no reliability"),
        ("based_on: 甲", 2, "“based_on” does not describe an article"),
        ("based_on:\n  writer: 甲", 2, "“based_on” does not describe an article"),
        ("based_on:\n  published: 甲", 2, "“甲” is no date"),
        ("just words", 2, "the front matter has no keys"),
    ],
)
def test_an_error_names_its_line(body: str, line: int, message: str) -> None:
    with pytest.raises(SourceError, match=f"a.md:{line}: {message}"):
        front_matter(f"---\n{body}\n---\n正文。", "a.md")


def test_a_front_matter_without_an_end_is_an_error() -> None:
    with pytest.raises(SourceError, match=r"a\.md:1: the front matter has no end"):
        front_matter("---\ncode: 430424\n正文。", "a.md")
