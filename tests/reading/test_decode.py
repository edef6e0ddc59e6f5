"""Encodings: what is read, and what each unreadable file is told."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hdkg.errors import SourceError
from hdkg.reading.decode import decode

PROSE = "甲县这一年\r\n\r\n2023年，全县粮食总产量41.1万吨，增长3.2%；新增企业7家。\n市里的考评中，甲县居全市第一。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_is_read_and_line_ends_stay(encoding: str) -> None:
    assert decode(PROSE.encode(encoding), "a.txt") == PROSE


def test_utf16_is_told_by_its_mark_and_without_one() -> None:
    for mark, encoding in ((codecs.BOM_UTF16_BE, "utf-16-be"), (b"", "utf-16-be"), (b"", "utf-16-le")):
        assert decode(mark + PROSE.encode(encoding), "a.txt") == PROSE
    without_ascii = "甲县的粮食，全市的第一。乙县的工业，在全省的前列，企业一年一年地多了。"
    assert decode(without_ascii.encode("utf-16-le"), "a.txt") == without_ascii


@given(st.lists(st.sampled_from(list("甲乙县市的，。粮食增产1234567890%\r\n")), min_size=30).map("".join))
def test_any_prose_comes_back_from_every_encoding(text: str) -> None:
    assume(text.strip() and len(set(text)) > 5)
    assume(sum(char in "县市的，。" for char in text) * 10 > len(text))
    assert decode(text.encode("utf-8"), "a") == decode(text.encode("gb18030"), "a") == text
    assert decode(text.encode("utf-16"), "a") == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.md: the file is empty"),
        (b" \r\n\t\n", "a.md: the file is empty"),
        (b"\xef\xbb\xbf\n", "a.md: the file is empty"),
        (bytes(range(256)) * 4, "a.md: this is binary: byte 0 is 0x00"),
        (b"ab\x00\x01\x02\x03cd\x00\x00\x07", "a.md: this is binary: byte 2 is 0x00"),
        ("全县\n增产".encode() + b"\xff\xff\xff", r"a.md:2: byte 13 \(0xff\) is neither UTF-8 nor GB18030"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00", "a.md: byte 2 is not UTF-16-LE"),
        (codecs.BOM_UTF8 + b"ab\xff", "a.md: byte 5 is not UTF-8"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=f"^{message}"):
        decode(data, "a.md")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "a.md")
    except SourceError:
        return
    assert text.strip()
    assert "\0" not in text
