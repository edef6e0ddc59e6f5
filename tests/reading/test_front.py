"""The front matter: every key, and an error with its line for everything else."""

from __future__ import annotations

import pytest

from hdkg.errors import SourceError
from hdkg.model import Origin
from hdkg.reading import read
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


SEVERAL = """---
code: 430424
title: 我们的题目
published: 2024-12-31
reliability: medium
based_on:
  - newspaper: 甲日报
    published: 2016-07
    url: https://example.org/a?b=1&c=%E7%94%B2
    sections: [一、农业, 二、工业]
  - title: 乙县年报
    newspaper: 乙网
    published: 2024
---
正文。
"""


def test_a_source_put_together_from_several_places_keeps_its_own_title_and_each_place() -> None:
    told = front_matter(SEVERAL, "a.md").metadata
    assert (told.title, told.newspaper, told.published, told.restatement) == ("我们的题目", "", "2024-12-31", True)
    assert told.origins == (
        Origin("", "甲日报", "2016-07", "https://example.org/a?b=1&c=%E7%94%B2", ("一、农业", "二、工业")),
        Origin("乙县年报", "乙网", "2024"),
    )


def test_a_section_that_an_origin_names_must_be_there() -> None:
    text = SEVERAL.replace("正文。", "# 题\n\n## 一、农业\n\n2023年，衡东县粮食增产。\n\n## 二、工业\n\n企业多了。")
    assert read("a.md", text=text).metadata.origins[0].sections == ("一、农业", "二、工业")
    with pytest.raises(SourceError, match=r"a\.md:6: “二、工业” of “based_on” is no heading of the text"):
        read("a.md", text=text.replace("## 二、工业", "## 二、商业"))


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
        ("based_on: [甲日报]", 2, "an item of “based_on” does not describe an origin"),
        ("based_on:\n- published: 2024", 2, "an item of “based_on” does not describe an origin"),
        ("based_on:\n- {}", 2, "an item of “based_on” does not describe an origin"),
        ("code: 430424\nbased_on:\n- writer: 甲", 3, "an item of “based_on” does not describe an origin"),
        ("based_on:\n- url: javascript:alert(1)", 2, "“javascript:alert\\(1\\)” is no address on the web"),
        ("based_on:\n- url: https://甲 乙", 2, "“https://甲 乙” is no address on the web"),
        ("based_on:\n- title: 甲\n  published: 2024-13", 2, "“2024-13” is no date"),
        ("based_on:\n- title: 甲\n  sections: {a: b}", 2, "“sections” is no list of texts"),
        ("just words", 2, "the front matter has no keys"),
    ],
)
def test_an_error_names_its_line(body: str, line: int, message: str) -> None:
    with pytest.raises(SourceError, match=f"a.md:{line}: {message}"):
        front_matter(f"---\n{body}\n---\n正文。", "a.md")


def test_a_front_matter_without_an_end_is_an_error() -> None:
    with pytest.raises(SourceError, match=r"a\.md:1: the front matter has no end"):
        front_matter("---\ncode: 430424\n正文。", "a.md")
