"""Figures in Chinese words."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Return a number from 1 to 99 in Chinese.

    Examples
    --------
    >>> chinese(3), chinese(10), chinese(12), chinese(45)
    ('三', '十', '十二', '四十五')
    """
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def counted(number: int) -> str:
    """Return a number as it stands before a measure word: 两 for 2.

    Examples
    --------
    >>> counted(2), counted(12)
    ('两', '十二')
    """
    return "两" if number == 2 else chinese(number)
