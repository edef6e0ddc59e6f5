"""Readable slugs and short hashes of names, whatever the name holds."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_MARKS = str.maketrans("", "", "“”‘’\"'「」『』《》〈〉【】")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST = 40


def normalised(name: str) -> str:
    """Return what two writings of one name have in common: NFKC, without quotation marks and outer white space.

    Parameters
    ----------
    name
        Any text.

    Returns
    -------
    str
        The normalised name; a name that consists of quotation marks alone keeps them.

    Examples
    --------
    >>> normalised("“三联”工作") == normalised("三联工作")
    True
    >>> normalised("５Ｇ基站 ")
    '5G基站'
    """
    text = unicodedata.normalize("NFKC", name)
    bare = unicodedata.normalize("NFKC", text.translate(_MARKS))  # what stood about a mark may join
    return " ".join(bare.split()) or " ".join(text.split())


@lru_cache(maxsize=8192)
def pinyin(name: str) -> str:
    """Return a name in plain lower-case Latin letters and digits; what is neither becomes a hyphen.

    Han characters become pinyin without tones, the syllables of a run written together.

    Parameters
    ----------
    name
        Any text.

    Returns
    -------
    str
        Of the characters ``a-z``, ``0-9`` and ``-``; empty if the name holds nothing that can be written so.

    Examples
    --------
    >>> pinyin("“智汇青川”引才工程"), pinyin("“1+8+N”体系"), pinyin("🎉")
    ('zhihuiqingchuanyincaigongcheng', '1-8-ntixi', '')
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries load for a fifth of a second

    latin = "".join(lazy_pinyin(normalised(name)))
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin.lower()) if not unicodedata.combining(c))
    return _NOT_PLAIN.sub("-", bare).strip("-")


def slug(name: str) -> str:
    """Return a name's pinyin, cut to what fits an IRI that a person may read.

    Examples
    --------
    >>> slug("李花村")
    'lihuacun'
    >>> len(slug("很长的名字" * 50)) <= 40
    True
    """
    return pinyin(name)[:_LONGEST].strip("-")


def digest(*parts: str, length: int) -> str:
    """Return the first hexadecimal digits of a SHA-256 over parts, which are kept apart.

    Parameters
    ----------
    parts
        Any texts; ``("ab", "c")`` and ``("a", "bc")`` differ.
    length
        How many digits.

    Examples
    --------
    >>> digest("place", "李花村", length=6) == digest("place", "梨花村", length=6)
    False
    """
    told_apart = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(told_apart.encode()).hexdigest()[:length]
