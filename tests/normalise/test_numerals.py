"""Numerals: every number comes back from its Chinese and Arabic forms, and nothing else is taken for one."""

from __future__ import annotations

from decimal import Decimal

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from hdkg.model import Bound
from hdkg.normalise import ARABIC, CHINESE, NUMERAL, parse_numeral, plain, read_numeral

DIGITS = "零一二三四五六七八九"
ANY = regex.compile(NUMERAL)


def written_below_wan(number: int) -> str:
    """Write 1..9999 in Chinese, by places, a zero for each gap: an independent way round."""
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
        gap = digit == 0 if words else False
    return words


def in_chinese(number: int) -> str:
    """Write a number below 10^12 in Chinese, 十 for 一十 at the front."""
    if number == 0:
        return "零"
    words = ""
    for place, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // place % 10**4
        if part:
            words += ("零" if words and part < 1000 else "") + written_below_wan(part) + name
    return words.removeprefix("一") if words.startswith("一十") else words


WHOLE = st.one_of(st.integers(0, 9999), st.integers(0, 10**12 - 1), st.integers(0, 9999).map(lambda n: n * 10**4))
DECIMALS = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)


@given(WHOLE)
def test_a_chinese_numeral_comes_back(number: int) -> None:
    assert parse_numeral(in_chinese(number)) == number


@given(WHOLE.filter(bool))
def test_a_chinese_numeral_is_found_whole(number: int) -> None:
    words = in_chinese(number)
    assert [match[0] for match in regex.finditer(CHINESE, f"共有{words}个")] == [words]


@given(st.integers(0, 9999), st.text("0123456789", min_size=1, max_size=4))
def test_a_chinese_decimal_comes_back(number: int, fraction: str) -> None:
    words = in_chinese(number) + "点" + "".join(DIGITS[int(digit)] for digit in fraction)
    assert parse_numeral(words) == parse_numeral("百分之" + words) == Decimal(f"{number}.{fraction}")


@given(DECIMALS)
def test_an_arabic_numeral_comes_back_however_it_is_written(number: Decimal) -> None:
    text = f"{number:f}"
    wide = text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    for form in (text, f"{number:,f}", wide):
        assert parse_numeral(form) == number
        assert ANY.fullmatch(form)
    assert read_numeral(text).written == text


@given(DECIMALS, st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12), ("百万", 10**6), ("千万", 10**7)]))
def test_scale_words_multiply(number: Decimal, scale: tuple[str, int]) -> None:
    read = read_numeral(f"{number:f}{scale[0]}")
    assert (read.value, read.scale) == (number * scale[1], scale[0])


@given(st.text(max_size=8))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = read_numeral(text)
    except ValueError:
        return
    assert Decimal(read.written) <= read.value or read.value <= 0


@given(st.text("〇零一二两三十百千万亿点.,0123456789余多第-", max_size=12))
def test_what_is_found_can_be_read(text: str) -> None:
    for match in ANY.finditer(text):
        assert parse_numeral(match[0]) == parse_numeral(match[0])


READ = [
    ("两", "2", "", "2", Bound.EXACT),
    ("三十余", "30", "", "30", Bound.OVER),
    ("两万余", "2", "万", "20000", Bound.OVER),
    ("三十余万", "30", "万", "300000", Bound.OVER),
    ("十几", "10", "", "10", Bound.OVER),
    ("十来", "10", "", "10", Bound.ABOUT),
    ("百余", "100", "", "100", Bound.OVER),
    ("万余", "1", "万", "10000", Bound.OVER),
    ("3.5万", "3.5", "万", "35000", Bound.EXACT),
    ("三万五千", "35000", "", "35000", Bound.EXACT),
    ("三万五", "35000", "", "35000", Bound.EXACT),
    ("两百五", "250", "", "250", Bound.EXACT),
    ("一百零五", "105", "", "105", Bound.EXACT),
    ("百亿", "100", "亿", "10000000000", Bound.EXACT),
    ("千万", "1000", "万", "10000000", Bound.EXACT),
    ("一亿三千万", "130000000", "", "130000000", Bound.EXACT),
    ("1亿2000万", "120000000", "", "120000000", Bound.EXACT),
    ("第六十七", "67", "", "67", Bound.EXACT),
    ("第67", "67", "", "67", Bound.EXACT),
    ("二〇二三", "2023", "", "2023", Bound.EXACT),
    ("〇", "0", "", "0", Bound.EXACT),
    ("负三点二", "-3.2", "", "-3.2", Bound.EXACT),
    ("－9.4", "-9.4", "", "-9.4", Bound.EXACT),
    ("1,234,567.80", "1234567.80", "", "1234567.8", Bound.EXACT),
]


@pytest.mark.parametrize(("text", "written", "scale", "value", "bound"), READ)
def test_a_numeral_is_read(text: str, written: str, scale: str, value: str, bound: Bound) -> None:
    read = read_numeral(text)
    assert (read.written, read.scale, str(read.value), read.bound) == (written, scale, value, bound)


@pytest.mark.parametrize(
    "text", ["", "余", "几", "三农", "1.2.3", "abc", "万亿亿万", "点五", "1,23", "第", "百分之", "9" * 41]
)
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        parse_numeral(text)


FOUND = [
    ("增长5.7%，“十四五”收官", ["5.7"]),
    ("全年GDP255.92亿元", ["255.92"]),
    ("PM2.5浓度降到33微克，G107国道、S315线", ["33"]),
    ("增速依次为6.4%、-9.4%", ["6.4", "-9.4"]),
    ("1-11月、2016—2020年", ["1", "11", "2016", "2020"]),
    ("一二三产业融合", []),
    ("来了三五个人，两三百户", []),
    ("三分之二的村，百分之五点七", ["百分之五点七"]),
    ("共1,234,567元", ["1,234,567"]),
    ("版本1.2.3", []),
    ("百强县、百亿元、千万元", ["百亿", "千万"]),
    ("二〇二三年十二月", ["二〇二三", "十二"]),
    ("两点意见，两点五公里", ["两", "两点五"]),
    ("18.5∶36.7：44.8", ["18.5", "36.7", "44.8"]),
    ("第三十二届", ["三十二"]),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_numerals_are_found(text: str, found: list[str]) -> None:
    assert [match[0] for match in ANY.finditer(text)] == found


def test_the_patterns_have_no_groups_of_their_own() -> None:
    assert [regex.compile(source).groups for source in (ARABIC, CHINESE, NUMERAL)] == [0, 0, 0]


@given(DECIMALS, st.integers(0, 6))
def test_plain_forgets_how_a_figure_was_written(number: Decimal, zeros: int) -> None:
    padded = Decimal(f"{number:f}" + "0" * zeros)
    assert str(plain(padded)) == str(plain(number))
    assert plain(number) == number
