"""Periods: found where they stand, told apart by what they do, and resolved against the date of publication."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hdkg.normalise import PeriodForm, PeriodRole, find_periods, resolve, review_year

JANUARY, JULY = date(2024, 1, 12), date(2018, 7, 27)


def read(text: str, published: date = JANUARY) -> list[tuple[str, str, str | None]]:
    """Return words, role and ISO period of each mention."""
    year = review_year(published)
    found = []
    for each in find_periods(text):
        period = resolve(each, published=published, review_year=year)
        found.append((each.span.of(text), each.role.value, period and period.iso))
    return found


# text, words, role, period for an article of January 2024
SINGLE = [
    ("2023年，", "2023年", "assert", "2023"),
    ("２０２３年１２月", "２０２３年１２月", "assert", "2023-12"),
    ("二〇二三年十二月", "二〇二三年十二月", "assert", "2023-12"),
    ("2022年度", "2022年度", "assert", "2022"),
    ("今年", "今年", "assert", "2024"),
    ("去年", "去年", "assert", "2023"),
    ("明年", "明年", "assert", "2025"),
    ("全年", "全年", "assert", "2023"),
    ("2023年全年", "2023年全年", "assert", "2023"),
    ("前三季度", "前三季度", "assert", "2023-01/2023-09"),
    ("前三个季度", "前三个季度", "assert", "2023-01/2023-09"),
    ("2022年前三季度", "2022年前三季度", "assert", "2022-01/2022-09"),
    ("上半年", "上半年", "assert", "2023-01/2023-06"),
    ("下半年", "下半年", "assert", "2023-07/2023-12"),
    ("第四季度", "第四季度", "assert", "2023-10/2023-12"),
    ("首季", "首季", "assert", "2023-01/2023-03"),
    ("1—3季度", "1—3季度", "assert", "2023-01/2023-09"),
    ("1—11月，", "1—11月", "assert", "2023-01/2023-11"),
    ("1-11月份", "1-11月份", "assert", "2023-01/2023-11"),
    ("1至11月", "1至11月", "assert", "2023-01/2023-11"),
    ("1～11月", "1～11月", "assert", "2023-01/2023-11"),
    ("1月到11月", "1月到11月", "assert", "2023-01/2023-11"),
    ("一至十一月", "一至十一月", "assert", "2023-01/2023-11"),
    ("前11个月", "前11个月", "assert", "2023-01/2023-11"),
    ("前十一个月", "前十一个月", "assert", "2023-01/2023-11"),
    ("头两个月", "头两个月", "assert", "2023-01/2023-02"),
    ("去年1—8月", "去年1—8月", "assert", "2023-01/2023-08"),
    ("12月", "12月", "assert", "2023-12"),
    ("十二月份", "十二月份", "assert", "2023-12"),
    ("年末，", "年末", "assert", "2023-12"),
    ("年初", "年初", "assert", "2023-01"),
    ("截至12月底", "截至12月底", "assert", "2023-12"),
    ("截至2023年底", "截至2023年底", "assert", "2023-12"),
    ("三季度末", "三季度末", "assert", "2023-09"),
    ("去年底", "去年底", "assert", "2023-12"),
    ("上年末", "上年末", "assert", "2022-12"),
    ("比上年末多", "上年末", "compare", "2022-12"),
    ("1月10日", "1月10日", "assert", "2024-01-10"),
    ("12月3日", "12月3日", "assert", "2023-12-03"),
    ("2024-01-08", "2024-01-08", "assert", "2024-01-08"),
    ("1月8日至10日", "1月8日至10日", "assert", "2024-01-08/2024-01-10"),
    ("11月28日至12月2日", "11月28日至12月2日", "assert", "2023-11-28/2023-12-02"),
    ("8日，大会召开", "8日", "assert", "2024-01-08"),
    ("28日，大会召开", "28日", "assert", "2023-12-28"),
    ("2月30日", "2月30日", "assert", None),
    ("本月", "本月", "assert", "2024-01"),
    ("十三五时期", "十三五时期", "assert", "2016/2020"),
    ("“十四五”期间", "“十四五”期间", "assert", "2021/2025"),
    ("“十四五”末", "“十四五”末", "assert", "2025"),
    ("“十五五”开局", "“十五五”开局", "assert", "2026"),
    ("2016—2020年", "2016—2020年", "assert", "2016/2020"),
    ("2016年至2020年", "2016年至2020年", "assert", "2016/2020"),
    ("2020年以来", "2020年以来", "assert", "2020/2023"),
    ("今年以来", "今年以来", "assert", "2024"),
    ("过去一年", "过去一年", "assert", "2023"),
    ("刚过去的一年", "刚过去的一年", "assert", "2023"),
    ("一年来", "一年来", "assert", "2023"),
    ("五年来", "五年来", "assert", "2019/2023"),
    ("近五年", "近五年", "duration", "2019/2023"),
    ("近10年来最好", "近10年来", "duration", "2014/2023"),
    ("近年来", "近年来", "duration", None),
    ("近几年", "近几年", "duration", None),
    ("连续十年获评", "连续十年", "duration", None),
    ("连续9个月", "连续9个月", "duration", None),
    ("一年内办成", "一年内", "duration", None),
    ("三年行动", "三年", "duration", None),
    ("建校20周年", "20周年", "duration", None),
    ("较2022年上升", "2022年", "compare", "2022"),
    ("比上年增长", "上年", "compare", "2022"),
    ("比去年多", "去年", "compare", "2022"),
    ("与上年相比", "上年", "compare", "2022"),
    ("与2021年基本持平", "2021年", "compare", "2021"),
    ("由2020年的38%提到45%", "2020年", "compare", "2020"),
    ("是“十二五”末的1.3倍", "“十二五”末", "compare", "2015"),
    ("高于去年同期", "去年同期", "compare", None),
    ("上年同期", "上年同期", "compare", None),
    ("同期完成", "同期", "assert", None),
]


@pytest.mark.parametrize(("text", "words", "role", "iso"), SINGLE)
def test_a_period_is_found_and_resolved(text: str, words: str, role: str, iso: str | None) -> None:
    assert read(text) == [(words, role, iso)]


@pytest.mark.parametrize(
    "text",
    [
        "企业家接待日",
        "“一月一课一片”",
        "4日游",
        "千年古镇",
        "第三年",
        "百年老店",
        "“十四五”规划",
        "1345思路",
        "日均",
        "工作日",
    ],
)
def test_what_only_looks_like_a_period_is_left(text: str) -> None:
    assert read(text) == []


LISTS = [
    ("二、三季度分别增长", ["2023-04/2023-06", "2023-07/2023-09"]),
    ("一、二和三季度", ["2023-01/2023-03", "2023-04/2023-06", "2023-07/2023-09"]),
    ("3、4月份", ["2023-03", "2023-04"]),
    ("2021、2022年", ["2021", "2022"]),
    ("前三季度增长5%，1—11月增长8%；全年预计", ["2023-01/2023-09", "2023-01/2023-11", "2023"]),
]


@pytest.mark.parametrize(("text", "periods"), LISTS)
def test_lists_give_one_period_each(text: str, periods: list[str]) -> None:
    assert [iso for _, _, iso in read(text)] == periods


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("上半年", "2018-01/2018-06"),
        ("前6个月", "2018-01/2018-06"),
        ("前三季度", "2017-01/2017-09"),
        ("下半年", "2018-07/2018-12"),
        ("11月", "2017-11"),
        ("今年以来", "2018"),
        ("去年", "2017"),
        ("7月27日", "2018-07-27"),
        ("年底", "2018-12"),
    ],
)
def test_an_article_of_july_reviews_its_own_year(text: str, iso: str) -> None:
    assert [each[2] for each in read(text, JULY)] == [iso]


def test_forms_and_points_in_time_are_told() -> None:
    text = "2016—2020年，2023年，1—11月，年末，1月10日，去年同期，连续十年"
    found = find_periods(text)
    assert [each.form for each in found] == list(PeriodForm)
    assert [each.as_of for each in found] == [False, False, False, True, False, False, False]


YEARS, MONTHS = st.integers(1950, 2049), st.integers(1, 12)


@given(YEARS, MONTHS, MONTHS, st.sampled_from("—-–～~至到"), st.sampled_from(["", "月"]))
def test_months_of_a_year_are_never_a_day(year: int, first: int, last: int, dash: str, unit: str) -> None:
    assume(first < last)
    text = f"（{year}年{first}{unit}{dash}{last}月）"
    assert read(text) == [(text[1:-1], "assert", f"{year}-{first:02}/{year}-{last:02}")]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_a_written_date_does_not_depend_on_the_publication(day: date, published: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat()):
        assert [each[2] for each in read(text, published)] == [day.isoformat()]


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)), MONTHS, st.integers(1, 28))
def test_a_day_without_a_year_is_near_the_publication(published: date, month: int, day: int) -> None:
    ((_, _, iso),) = read(f"{month}月{day}日", published)
    assert iso is not None
    assert -60 <= (published - date.fromisoformat(iso)).days <= 366


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)), st.sampled_from(["前三季度", "1—11月", "上半年", "前两个月"]))
def test_a_part_of_a_year_told_in_january_is_last_years(published: date, words: str) -> None:
    assume(published.month <= 2)
    ((_, _, iso),) = read(words, published)
    assert iso is not None
    assert iso.startswith(f"{published.year - 1}-01/")


@given(
    st.text("0123456789年月日前三季度上下半至—-十五一二末底较比连续近来截“”、全今去同期", max_size=25),
    st.dates(date(2000, 1, 1), date(2049, 1, 1)),
)
def test_any_text_gives_ordered_spans_and_periods_that_exist(text: str, published: date) -> None:
    found = find_periods(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for each in found:
        assert each.role in PeriodRole
        period = resolve(each, published=published, review_year=review_year(published))
        if period is not None:
            assert period.start <= period.end
            for end in (period.start, period.end):
                year, month, day = (*map(int, end.split("-")), 1, 1)[:3]
                assert 1 <= day <= monthrange(year, month)[1]
