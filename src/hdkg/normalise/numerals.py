"""Numerals as newspapers write them, Arabic and Chinese, to exact decimals.

`ARABIC`, `CHINESE` and `NUMERAL` are sources of patterns for the `regex` module, without groups of their own, to be put
into larger patterns.  A Chinese numeral may be part of a word (三樟镇): whoever uses `CHINESE` must ask for a measure
word after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

import regex

from hdkg.model import Bound

EXACT = Context(prec=100)
"""Arithmetic that never rounds: a numeral has at most 40 digits."""

SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
"""Words that multiply by a power of ten, with the exponent."""

HEDGES = {"余": Bound.OVER, "多": Bound.OVER, "几": Bound.OVER, "来": Bound.ABOUT}
"""What follows a round numeral to make it vague: 三十余, 2万多, 十几, 十来."""

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "两": "2"}
_WIDE = str.maketrans("０１２３４５６７８９．－−＋", "0123456789.--+")

_D = "[一二三四五六七八九两]"
_TENS = f"{_D}?十{_D}?"
_HUNDREDS = f"{_D}百(?:零{_D}|{_TENS}|{_D})?"
_THOUSANDS = f"{_D}千(?:零(?:{_TENS}|{_D})|{_HUNDREDS}|{_D})?"
_BELOW_WAN = f"(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS}|{_D})"
_BELOW_YI = f"(?:{_BELOW_WAN}万(?:零?{_BELOW_WAN})?|{_BELOW_WAN})"
_INTEGER = f"(?:{_BELOW_YI}万?亿(?:零?{_BELOW_YI})?|{_BELOW_YI}|[百千](?:万亿?|亿))"
_YEAR_LIKE = "[一二三四五六七八九〇○零]{4}"
_CHINESE_CHAR = "〇○零一二三四五六七八九十百千两"

_CHINESE = f"(?:{_YEAR_LIKE}|{_INTEGER}(?:点[〇○零一二三四五六七八九]+[万亿]?)?)"
_END = f"(?![{_CHINESE_CHAR}]|点[〇○零一二三四五六七八九]|分之)"

CHINESE = f"(?<![{_CHINESE_CHAR}万亿点]|(?<![百千])分之){_CHINESE}{_END}"
"""A well-formed Chinese numeral: 十, 二十三, 一百零八, 三万五千, 百亿, 五点七, 二〇二三; neither 十四五 nor 一二三."""

_ASCII = "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?|[0-9]{1,40}(?:\\.[0-9]{1,40})?"
_FULL = "[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])(?:．[０-９]+)?|[０-９]{1,40}(?:[．.][０-９]{1,40})?"
_ANY_DIGIT = "0-9０-９"

ARABIC = (
    # not inside a number, and not the number of a road, a format or a pollutant (G107, A4, PM2.5)
    f"(?<![{_ANY_DIGIT}]|[{_ANY_DIGIT}][.．]|[0-9],(?=[0-9]{{3}}(?![0-9]))|(?<![A-Za-z&])[A-Za-z]{{1,2}})"
    "(?:(?<=^|[、，,：:；;（(为是达长降和及与至到于\\s])[-−－])?"
    f"(?:[0-9]{{1,4}}亿[0-9]{{1,4}}万|{_ASCII}|{_FULL})(?![{_ANY_DIGIT}]|[.．][{_ANY_DIGIT}]|分之)"
)
"""A number in Arabic digits, ASCII or full-width, with thousands' commas, a decimal point, and a minus sign where that
cannot be a dash: 255.92, 1,234, ２３, -9.4, 1亿2000万."""

PERCENT = f"[百千]分之{_CHINESE}{_END}"
"""A share in words: 百分之五点七."""

NUMERAL = f"(?:{PERCENT}|{ARABIC}|{CHINESE})"
"""Any numeral; 百分之五点七 is one as a whole."""

_ARABIC_ONLY = regex.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,40})(?:\.\d{1,40})?", regex.ASCII)
_COMPOUND = regex.compile(r"(\d{1,4})亿(\d{1,4})万", regex.ASCII)
_PARTS = regex.compile(
    "(?P<stem>.*?)(?P<inner>[余多几来])?(?P<scale>(?:(?<=[0-9][余多几来]?)[百千])?(?:万亿|[万亿])?)(?P<outer>[余多几来])?"
)
_POSITIONAL = regex.compile("[〇○零一二三四五六七八九]{2,40}")
_SPOKEN = regex.compile(f"(?:{_INTEGER}|[十百千万亿零〇○])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral read.

    Attributes
    ----------
    written
        A plain decimal, without the scale words at its end: ``3.5`` of 3.5万, ``35000`` of 三万五千, ``50`` of 五十万.
    scale
        Those scale words: ``万``; "" where none.
    value
        What the whole numeral says.
    bound
        ``over`` or ``about`` where a hedge is part of the numeral (三十余).
    percent
        ``%`` or ``‰`` where the words say so (百分之五); the value is the figure in that unit.
    """

    written: str
    scale: str
    value: Decimal
    bound: Bound = Bound.EXACT
    percent: str = ""


def parse_numeral(text: str) -> Decimal:
    """Return what a numeral says.

    Parameters
    ----------
    text
        The numeral alone; 第 may stand before it, a hedge in or behind it (see `read_numeral`).

    Raises
    ------
    ValueError
        The text is no numeral.

    Examples
    --------
    >>> [str(parse_numeral(text)) for text in ("1,234", "第六十七", "一百零八", "3.5万", "两万余", "百分之五点七")]
    ['1234', '67', '108', '35000', '20000', '5.7']
    """
    return read_numeral(text).value


@lru_cache(maxsize=512)
def read_numeral(text: str) -> Numeral:
    """Read a numeral: its value, how it is written, its scale words and its hedge.

    Parameters
    ----------
    text
        The numeral alone.

    Raises
    ------
    ValueError
        The text is no numeral.

    Examples
    --------
    >>> read_numeral("2万余")
    Numeral(written='2', scale='万', value=Decimal('20000'), bound=<Bound.OVER: 'over'>, percent='')
    >>> read_numeral("百分之五点七").percent
    '%'
    """
    percent, body = _percent(text.translate(_WIDE).strip().removeprefix("第"))
    parts = _PARTS.fullmatch(body)
    if parts is None or not body.strip("".join(HEDGES)):
        raise ValueError(f"no numeral: {text}")
    hedge = parts["inner"] or parts["outer"]
    stem, scale = parts["stem"], parts["scale"]
    if _COMPOUND.fullmatch(stem + scale) or (scale and ("万" in stem or "亿" in stem)):
        stem, scale = stem + scale, ""  # 一亿三千万 is no count of 万
    figure = _figure(stem) if stem else Decimal(1)  # 万余
    value = EXACT.multiply(figure, Decimal(10) ** sum(SCALES[word] for word in scale))
    bound = HEDGES[hedge] if hedge else Bound.EXACT
    return Numeral(_written(stem, figure), scale, plain(value), bound, percent)


def plain(value: Decimal) -> Decimal:
    """Return a decimal without an exponent and without zeros at its end: what two equal figures share.

    Examples
    --------
    >>> plain(Decimal("2.50E+3")), plain(Decimal("0.70"))
    (Decimal('2500'), Decimal('0.7'))
    """
    return Decimal(format(value.normalize(EXACT), "f"))


def _percent(text: str) -> tuple[str, str]:
    """Split 百分之 or 千分之 off."""
    for words, sign in (("百分之", "%"), ("千分之", "‰")):
        if text.startswith(words):
            return sign, text.removeprefix(words)
    return "", text


def _written(text: str, figure: Decimal) -> str:
    """Return an Arabic numeral without its commas, any other one as its decimal."""
    if _ARABIC_ONLY.fullmatch(text):
        return text.replace(",", "").removeprefix("+")
    return format(figure, "f")


def _figure(text: str) -> Decimal:
    """Return the value of a numeral without hedge."""
    if _ARABIC_ONLY.fullmatch(text):
        return Decimal(text.replace(",", ""))
    compound = _COMPOUND.fullmatch(text)
    if compound:
        return Decimal(int(compound[1]) * 10**8 + int(compound[2]) * 10**4)
    if text.startswith("负"):
        return -_figure(text.removeprefix("负"))
    whole, point, fraction = text.partition("点")
    if point:
        return Decimal(f"{_integer(whole)}.{_digits(fraction)}")
    return Decimal(_integer(text))


def _digits(text: str) -> str:
    """Return Chinese digits as Arabic ones."""
    if not text or not all(char in _DIGITS for char in text):
        raise ValueError(f"no numeral: {text}")
    return "".join(_DIGITS[char] for char in text)


def _integer(text: str) -> int:
    """Return the value of a Chinese integer: by places (三百二十), or digit by digit (二〇二三)."""
    if _POSITIONAL.fullmatch(text):
        return int(_digits(text))
    if not _SPOKEN.fullmatch(text):
        raise ValueError(f"no numeral: {text}")
    return _spoken(text)


def _spoken(text: str) -> int:
    """Return the value of a well-formed integer in words; 一百五 is 150."""
    for word in "亿万":
        head, found, tail = text.rpartition(word)
        if found:
            unit = int(10 ** SCALES[word])
            return (_spoken(head) if head else 1) * unit + _rest(tail, unit)
    total = digit = 0
    last = 1
    for char in text:
        if char in SCALES:
            last = int(10 ** SCALES[char])
            total, digit = total + (digit or 1) * last, 0
        else:
            digit, last = int(_DIGITS[char]), 1 if _DIGITS[char] == "0" else last
    return total + digit * max(last // 10, 1)


def _rest(tail: str, unit: int) -> int:
    """Return the value of what follows 万 or 亿; a lone digit counts the next lower place: 两万五."""
    if len(tail) == 1 and tail in _DIGITS:
        return int(_DIGITS[tail]) * unit // 10
    return _spoken(tail) if tail else 0
