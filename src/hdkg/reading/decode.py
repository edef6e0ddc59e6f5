"""From the bytes of a file to its text: UTF-8, GB18030 and UTF-16; what is no text is named."""

from __future__ import annotations

import codecs

from hdkg.errors import SourceError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Characters that hardly any Chinese prose of a few sentences does without; bytes read in the wrong encoding lack them.
_COMMON = frozenset("，。、：；的年县市一在和与为全了区是 \n0123456789%")
_TEXT_REMEDY = "save the article as plain text in UTF-8"


def decode(data: bytes, where: str) -> str:
    r"""Return the text of a file; a byte order mark is no part of it, line ends stay as they are.

    Parameters
    ----------
    data
        All bytes of the file.
    where
        The file's name, for messages.

    Raises
    ------
    SourceError
        The file is empty, no text, or in an encoding that is not read; it says which byte is in the way.

    Examples
    --------
    >>> decode("衡东县，全县。\r\n".encode("gb18030"), "a.txt")
    '衡东县，全县。\r\n'
    """
    text = _text(data, where)
    if "\0" in text:
        raise SourceError("this is binary: it holds the character U+0000", _TEXT_REMEDY, where=where)
    if not text.strip():
        raise SourceError("the file is empty", "give an article with text", where=where)
    return text


def _text(data: bytes, where: str) -> str:
    """Return the text by its mark, as UTF-8, or in the encoding in which it reads like Chinese prose."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where, len(mark))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error.start
    else:
        wrong = text.find("\0")
        if wrong < 0:
            return text
    candidates = ("utf-16-le", "utf-16-be") if b"\0" in data else ("gb18030", "utf-16-le", "utf-16-be")
    share, best = max(((_plausible(data, encoding), encoding) for encoding in candidates), key=lambda pair: pair[0])
    if share >= 0.02:
        return data.decode(best)
    zero = data.find(b"\0")
    if zero >= 0:
        raise SourceError(f"this is binary: byte {zero} is 0x00", _TEXT_REMEDY, where=where)
    line = data.count(b"\n", 0, wrong) + 1
    problem = f"byte {wrong} ({data[wrong]:#04x}) is neither UTF-8 nor GB18030 nor UTF-16"
    raise SourceError(problem, _TEXT_REMEDY, where=where, line=line)


def _strict(data: bytes, encoding: str, where: str, offset: int) -> str:
    """Decode data whose mark says its encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        wrong = error.start + offset
        problem = f"byte {wrong} is not {encoding.upper()}, though the file begins as such"
        raise SourceError(problem, _TEXT_REMEDY, where=where) from error


def _plausible(data: bytes, encoding: str) -> float:
    """Return the share of common characters when read in an encoding; 0 where it cannot be or looks binary."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    if not text or "\0" in text:
        return 0.0
    strange = sum(not char.isprintable() and char not in "\r\n\t\u3000\xa0" for char in text)
    if strange * 50 > len(text):
        return 0.0
    return sum(char in _COMMON for char in text) / len(text)
