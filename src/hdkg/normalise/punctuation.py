"""Half-width punctuation of Chinese prose as the full-width marks that it stands for, character for character."""

from __future__ import annotations

import re

_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
_WIDE = str.maketrans(",;:!?", "，；：！？")
# A comma between digits groups them, a colon is a ratio or a time; between Latin letters neither is ours.
_MARK = re.compile(
    rf"(?<=[{_HAN}%％‰℃）)”》\]])[,;:!?]|(?<=\d)[,;:!?](?=[^\d\s/])|[,;:!?](?=[{_HAN}“《])"
    rf"|(?<=[{_HAN}%％‰）)”》])\.(?=[{_HAN}“《\"\s]|$)|(?<=\d)\.(?=[{_HAN}“《\"]|\s*$)"
)
_QUOTED = re.compile(rf'"([^"\n]*[{_HAN}][^"\n]*)"')


def widen(text: str) -> str:
    """Return a text of the same length in which punctuation is full-width as far as it belongs to Chinese words.

    Offsets stay.  Decimal points, commas within numbers, ratios, times and what stands between Latin letters are left
    as they are, and so are brackets, which either width is read in.

    Examples
    --------
    >>> widen('完成投资1,234.5万元,增长5.6%;实施"春风"行动.')
    '完成投资1,234.5万元，增长5.6%；实施“春风”行动。'
    >>> widen("三次产业结构为15:40:45. PM2.5, http://example.org")
    '三次产业结构为15:40:45. PM2.5, http://example.org'
    """
    text = _QUOTED.sub(r"“\1”", text)
    return _MARK.sub(lambda found: "。" if found[0] == "." else found[0].translate(_WIDE), text)
