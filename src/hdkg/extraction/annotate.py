"""Find the atoms of a block's text: quantities, ranks, periods, quoted names, and numerals that are no figures."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.coded import Mark, Tag
from hdkg.extraction.rules import compiled, phase
from hdkg.model import Bound, Quantity
from hdkg.normalise.numerals import parse_numeral
from hdkg.normalise.units import quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import regex

    from hdkg.extraction.rules import Rule


def annotate_blocks(texts: Sequence[str], given: Callable[[str], Iterable[Mark]]) -> list[list[Mark]]:
    """Return for each of some blocks' texts its annotations, as `annotate` does for one, but in fewer passes.

    The texts are looked through together, a line each; no pattern of this phase matches over the end of a line.

    Parameters
    ----------
    texts
        The blocks' texts, none with a line break.
    given
        What finds the annotations that do not come from the rules, in any text.

    Examples
    --------
    >>> found = annotate_blocks(["投资8亿元。", "出口3万吨"], lambda text: [])
    >>> [[(mark.start, mark.value.written) for mark in marks] for marks in found]
    [[(2, '8')], [(2, '3')]]
    """
    whole = "\n".join(texts)
    marks = iter([*annotate(whole, given(whole)), None])
    mark, base = next(marks), 0
    found: list[list[Mark]] = []
    for text in texts:
        own: list[Mark] = []
        while mark is not None and mark.start < base + len(text):
            own.append(Mark(mark.tag, mark.start - base, mark.end - base, mark.value, mark.rule))
            mark = next(marks)
        found.append(own)
        base += len(text) + 1
    return found


def annotate(text: str, given: Iterable[Mark] = ()) -> list[Mark]:
    """Return the annotations of a block's text, ordered, none overlapping.

    Parameters
    ----------
    text
        The block's text.
    given
        Annotations found otherwise (periods, names), which stand beside those of the rules; the priority of the rule
        that each names decides, or 77 for one without.

    Examples
    --------
    >>> [(mark.tag.name, mark.value.written, mark.value.unit) for mark in annotate("完成投资83.4亿元。")]
    [('QUANTITY', '83.4', '亿元')]
    """
    found: list[tuple[int, int, int, Mark]] = [(-77, mark.start, -mark.end, mark) for mark in given]
    for rule in phase("annotate"):
        for match in rule.finditer(text):
            mark = _mark(rule, match)
            if mark is not None:
                found.append((-rule.priority, mark.start, -mark.end, mark))
    found.sort(key=lambda entry: entry[:3])
    taken = bytearray(len(text))
    kept: list[Mark] = []
    for _, start, _, mark in found:
        if not any(taken[start : mark.end]):
            taken[start : mark.end] = b"\x01" * (mark.end - start)
            kept.append(mark)
    return sorted((mark for mark in kept if mark.tag is not Tag.WORD), key=lambda mark: mark.start)


def _mark(rule: Rule, match: regex.Match[str]) -> Mark | None:
    """Return what a match of an annotating rule stands for."""
    groups = match.groupdict()
    start, end = match.span("mark") if groups.get("mark") else match.span()
    tag = _TAGS[rule.yields]
    return Mark(tag, start, end, _value(tag, match, groups), rule.id)


def _value(tag: Tag, match: regex.Match[str], groups: dict[str, str | None]) -> object:
    """Return what an annotation of a kind was read as; the words themselves where there is nothing to read."""
    reader = _READERS.get(tag)
    return match[0] if reader is None else reader(match[0], groups)


def _quantity(groups: dict[str, str | None]) -> Quantity:
    """Return the quantity of a match with the groups number, scale, unit and those of its hedges."""
    sign = "-" if groups.get("sign") and groups["sign"] not in {"+", "＋"} else ""
    if groups.get("tenths"):
        return quantity(f"{parse_numeral(groups['tenths'] or '') * 10:f}", "%", bound=_bound(groups))
    if groups.get("round"):
        return _round(groups["round"] or "", groups)
    scale, unit = groups.get("scale") or "", groups.get("unit") or ""
    unit = {"大": "个"}.get(unit, unit).replace("％", "%")
    return quantity(sign + (groups["number"] or ""), scale + unit, bound=_bound(groups))


def _round(scale: str, groups: dict[str, str | None]) -> Quantity:
    """Return a round figure told without a numeral: 破亿元 is over 1亿元, 超百亿元 over 100亿元."""
    factor = {"十": "10", "百": "100", "千": "1000"}.get(scale[0], "1")
    word = scale[-1]
    return quantity(factor, word + (groups["unit"] or ""), bound=_bound(groups))


def _times(groups: dict[str, str | None]) -> Quantity:
    """Return a multiple; 翻一番 is twice as much."""
    if groups.get("number"):
        return quantity(groups["number"] or "", "倍", bound=_bound(groups))
    turns = int(parse_numeral(groups.get("turns") or "一"))
    return Quantity(str(2**turns), "倍", Decimal(2**turns), "times")


def _bound(groups: dict[str, str | None]) -> Bound:
    """Return how the words around a figure hedge it."""
    before, after = groups.get("bound") or "", groups.get("after") or ""
    if after in {"以内", "以下"}:
        return Bound.UNDER
    if after == "左右":
        return Bound.ABOUT
    if before:
        return _hedge(before)
    return Bound.OVER if after == "以上" or groups.get("more") else Bound.EXACT


@cache
def _hedge(word: str) -> Bound:
    for name, bound in (("UNDER_BEFORE", Bound.UNDER), ("ABOUT_BEFORE", Bound.ABOUT)):
        if compiled(f"{{{name}}}").fullmatch(word):
            return bound
    return Bound.OVER


def _rank(_text: str, groups: dict[str, str | None]) -> int:
    """Return a position; 首位 and 榜首 have no number of their own."""
    return int(parse_numeral(groups["number"] or "")) if groups.get("number") else 1


def _ratio(text: str, _groups: dict[str, str | None]) -> tuple[str, ...]:
    """Return the parts of a ratio."""
    return tuple(part.strip().rstrip("%") for part in text.replace("：", ":").replace("∶", ":").split(":"))


_TAGS = {tag.name.lower(): tag for tag in Tag}
_READERS: dict[Tag, Callable[[str, dict[str, str | None]], object]] = {
    **{
        tag: lambda _text, groups: _quantity(groups)
        for tag in (Tag.QUANTITY, Tag.PERCENT, Tag.POINTS, Tag.STREAK, Tag.PLACES)
    },
    Tag.TIMES: lambda _text, groups: _times(groups),
    Tag.RANK: _rank,
    Tag.BACK: lambda _text, groups: int(parse_numeral(groups["number"] or "")),
    Tag.RATIO: _ratio,
    Tag.SUBJECT: lambda _text, groups: tuple(names.items(groups.get("list") or groups.get("name") or "")),
}
