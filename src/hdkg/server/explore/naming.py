"""What a search for a name may hit: the name, its pinyin, and the first letters of that."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pypinyin import Style, lazy_pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable


class Keys:
    """Makes the keys of names; each name's pinyin is looked up once, since figures share those of their indicators.

    Examples
    --------
    >>> Keys().of(["恳谈会"], ["Talks 2023"]).split()
    ['恳谈会', 'kentanhui', 'kth', 'talks2023']
    """

    def __init__(self) -> None:
        self._romanised = cache(romanised)

    def of(self, names: Iterable[str], others: Iterable[str] = ()) -> str:
        """Return the keys, a line each: of the names with their pinyin, of others as they are."""
        keys: list[str] = []
        for name in names:
            keys += [plain(name), *self._romanised(name)]
        keys += map(plain, others)
        return "\n".join(dict.fromkeys(key for key in keys if key))


def romanised(name: str) -> tuple[str, str]:
    """Return a name's pinyin without tones, and its first letters; what is not Chinese is left out.

    Examples
    --------
    >>> romanised("衡东县")
    ('hengdongxian', 'hdx')
    """
    return (
        "".join(lazy_pinyin(name, errors="ignore")),
        "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")),
    )


def plain(text: str) -> str:
    """Return a text as it is searched for: small letters, no blanks, no quotation marks.

    Examples
    --------
    >>> plain(" “Qing Xi” ")
    'qingxi'
    """
    return "".join(text.casefold().translate(_MARKS).split())


_MARKS = str.maketrans("", "", "“”‘’\"'「」")
