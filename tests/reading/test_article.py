"""Articles: county and date from the options, the front matter, the text or the file's name; else a clear question."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdkg.errors import SourceError
from hdkg.reading import read

SHARED = Path(__file__).parents[2] / "../shared"
needs_devset = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not at hand")
BODY = "2023年，衡东县粮食增产，工业向好。\n"


def test_a_file_is_read_with_its_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "hengdong-2024-01-12.txt"
    file.write_bytes(("衡东县这一年\r\n\r\n" + BODY).encode("gb18030"))
    article = read(file)
    assert article.text == "衡东县这一年\r\n\r\n" + BODY
    assert (article.name, article.metadata.county, article.metadata.published) == (
        "hengdong-2024-01-12",
        "430424",
        "2024-01-12",
    )
    assert (article.metadata.year, article.metadata.title) == (2023, "衡东县这一年")
    assert article.sha256 == read(file, county="430421").sha256


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode("utf-16"))))
    article = read("-", published="2024-01-12")
    assert (article.name, article.text, article.metadata.county) == ("article", BODY, "430424")


def test_an_option_outweighs_the_front_matter_and_that_the_text() -> None:
    text = '---\ncode: "410422"\npublished: 2023-05-01\nyear: 2020\n---\n# 衡东县\n\n2024年1月12日\n\n' + BODY
    front = read("a.md", text=text).metadata
    assert (front.county, front.published, front.year) == ("410422", "2023-05-01", 2020)
    option = read("a.md", text=text, county="云和县", published="2024-02-03").metadata
    assert (option.county, option.published) == ("331125", "2024-02-03")


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("county: 衡东县", "430424"),
        ("county: 衡东", "430424"),
        ("county: 衡东\ncode: 430424", "430424"),
        ("code: 110228", "110228"),
    ],
)
def test_a_front_matter_may_name_the_county(front: str, code: str) -> None:
    assert read("a.md", text=f"---\n{front}\npublished: 2024-01-12\n---\n{BODY}").metadata.county == code


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("code: 430499", 2, "430499 is no code of GB/T 2260"),
        ("code: 43042", 2, "“43042” is no code of GB/T 2260"),
        ("year: 2023\ncode: 430400", 3, "430400 is 衡阳市, not a county"),
        ("county: 甲县", 2, "no county is called “甲县”"),
        ("county: 鼓楼区", 2, "“鼓楼区” may be 江苏省南京市鼓楼区 (320106)"),
        ("code: 430424\ncounty: 叶县", 3, "the code 430424 is 衡东县, not 叶县"),
    ],
)
def test_a_wrong_county_in_the_front_matter_names_its_line(front: str, line: int, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read("a.md", text=f"---\n{front}\npublished: 2024-01-12\n---\n{BODY}")
    assert str(caught.value).startswith(f"a.md:{line}: {message}")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("衡东县这一年\n\n县里增产。", "430424"),
        ("祁东交出好答卷\n\n上半年，祁东经济向好，祁东人有干劲。", "430426"),
        ("全省的好消息\n\n衡东县增产。叶县来学。衡东县欢迎，衡东县高兴。", "430424"),
        ("这一年\n\n福州市鼓楼区增产，鼓楼区向好。", "350102"),
        ("衡阳日报看衡东县\n\n衡东县的一年，衡阳市和长沙市都来看。", "430424"),
    ],
)
def test_a_clear_text_tells_its_county(text: str, code: str) -> None:
    assert read("a.md", text=text, published="2024-01-12").metadata.county == code


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("这一年\n\n县里增产。", "the text does not say which county it is about"),
        ("这一年\n\n祁东增产。", "the text does not say which county it is about"),  # not in the title
        ("衡阳这一年\n\n衡阳市增产，衡阳人高兴。", "the text does not say which county it is about"),
        (
            "这一年\n\n衡东县增产。叶县也增产。",
            "the text may be about 湖南省衡阳市衡东县 (430424), 河南省平顶山市叶县 (410422)",
        ),
        ("鼓楼区这一年\n\n鼓楼区增产。", "“鼓楼区” may be"),
        ("城区建设\n\n城区环境好，郊区也好。", "the text does not say which county it is about"),
    ],
)
def test_an_unclear_text_is_asked_about(text: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read("a.md", text=text, published="2024-01-12")
    assert str(caught.value).startswith(f"a.md: {message}")
    assert "--county" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "published"),
    [
        ("a.md", "衡东县\n\n2024年1月22日\n\n" + BODY, "2024-01-22"),
        ("a.md", "衡东县\n\n2024-01-22\n\n" + BODY, "2024-01-22"),
        ("a.md", "衡东县\n\n2024年1月22日 本报讯\n\n" + BODY, "2024-01-22"),
        ("a.md", "衡东县\n\n本报讯 2024年1月22日，大会开幕。\n\n" + BODY, "2024-01-22"),
        ("a.md", "衡东县\n\n" + BODY + "\n发布时间：2024-01-22 08:00\n", "2024-01-22"),
        ("hengdong-2024-01-12.md", "衡东县\n\n" + BODY, "2024-01-12"),
        ("hengdong_20240112.md", "衡东县\n\n" + BODY, "2024-01-12"),
        ("hengdong-2024-01-12.md", "衡东县\n\n2024年1月22日\n\n" + BODY, "2024-01-22"),
    ],
)
def test_the_date_is_told_by_dateline_or_file_name(name: str, text: str, published: str) -> None:
    assert read(name, text=text).metadata.published == published


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.md", "衡东县\n\n" + BODY, "the article bears no date"),
        ("a.md", "衡东县\n\n2024年1月 本报讯\n\n" + BODY, "the article bears no date"),
        ("a.md", "衡东县\n\n2024年2月30日\n\n" + BODY, "the article bears no date"),
        ("a-2024-13-12.md", "衡东县\n\n" + BODY, "the article bears no date"),
        (
            "a.md",
            "衡东县\n\n2024年1月22日\n\n2024年1月23日\n\n" + BODY,
            "the article bears several dates (2024-01-22, 2024-01-23)",
        ),
    ],
)
def test_without_a_clear_date_it_is_asked_for(name: str, text: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(name, text=text)
    assert message in str(caught.value)
    assert "--published" in str(caught.value)


@pytest.mark.parametrize(
    ("county", "published", "message"),
    [
        ("999999", "2024-01-12", "--county: 999999 is no code"),
        ("甲县", "2024-01-12", "--county: no county is called “甲县”"),
        ("430424", "2024-1-12", "--published: “2024-1-12” is no date"),
        ("430424", "yesterday", "--published: “yesterday” is no date"),
    ],
)
def test_a_wrong_option_is_named(county: str, published: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read("a.md", text=BODY, county=county, published=published)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("title", "published", "year"),
    [
        ("衡东县2022年统计公报", "2023-05-10", 2022),
        ("衡东县这一年", "2024-04-30", 2023),
        ("衡东县半年答卷", "2018-07-27", 2018),
        ("衡东县展望2030年", "2024-01-12", 2023),
    ],
)
def test_the_year_of_review_is_told_by_title_or_date(title: str, published: str, year: int) -> None:
    assert read("a.md", text=f"{title}\n\n{BODY}", published=published).metadata.year == year


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    for source, message in (
        (tmp_path / "none.md", "No such file"),
        (tmp_path, "cannot be read"),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(SourceError, match=message):
            read(source)
    with pytest.raises(SourceError, match=r"a\.md: the article has no running text"):
        read("a.md", text="# 只有题目\n")


@given(
    st.text(
        st.sampled_from(list("甲县增产，。：\n\r #-一、2024年1月日-codeyearpublished:[]{}'衡东叶县本报讯")),
        max_size=150,
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n{BODY}"):
        try:
            article = read("a-2024-01-12.md", text=whole)
        except SourceError:
            continue
        assert article.text == whole
        assert len(article.metadata.county) == 6
        assert article == read("a-2024-01-12.md", text=whole)


@needs_devset
def test_articles_of_other_counties_are_told_or_asked_about_never_wrong() -> None:
    with (SHARED / "devset/meta.tsv").open(encoding="utf-8") as table:
        known = list(csv.reader(table, delimiter="\t"))
    assert len(known) == 7
    dated = []
    for name, code, published, *_ in known:
        file = SHARED / f"devset/{name}.txt"
        assert read(file, published=published).metadata.county == code
        try:
            told = read(file).metadata.published
        except SourceError:
            continue
        assert told == published
        dated.append(name)
    assert len(dated) == 4


@needs_devset
def test_the_real_article_tells_its_county_and_its_name_the_date() -> None:
    told = read(SHARED / "articles/hengdong-2024-01-12.md").metadata
    assert (told.county, told.published, told.year, told.restatement) == ("430424", "2024-01-12", 2023, False)
