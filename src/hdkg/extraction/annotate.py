"""Find the atoms of a block's text: quantities, ranks, periods, quoted names, and numerals that are no figures."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.coded import Mark, Tag, between
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
    marks = annotate(whole, given(whole))
    found: list[list[Mark]] = []
    base = 0
    for text in texts:
        own = between(marks, base, base + len(text))
        found.append([Mark(each.tag, each.start - base, each.end - base, each.value, each.rule) for each in own])
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
    found: list[_Candidate] = [(-77, mark.start, -mark.end, mark) for mark in given]
    for rule in phase("annotate"):
        marked = "mark" in rule.pattern.groupindex
        for match in rule.finditer(text):
            start, end = match.span("mark") if marked and match["mark"] else match.span()
            found.append((-rule.priority, start, -end, (rule, match)))
    found.sort(key=_ORDER)
    taken = bytearray(len(text))
    kept: list[Mark] = []
    for _, start, end, told in found:
        if taken.find(1, start, -end) < 0:
            taken[start:-end] = b"\x01" * (-end - start)
            kept.append(told if isinstance(told, Mark) else _mark(*told, start, -end))
    return sorted((mark for mark in kept if mark.tag is not Tag.WORD), key=_START)


#: Priority, start and end, the first two as they sort, and the annotation or what it is read from if it is kept.
_Candidate = tuple[int, int, int, "Mark | tuple[Rule, regex.Match[str]]"]
_ORDER = itemgetter(0, 1, 2)
_START = attrgetter("start")


def _mark(rule: Rule, match: regex.Match[str], start: int, end: int) -> Mark:
    """Return what a match of an annotating rule stands for; the words themselves where there is nothing to read."""
    tag = _TAGS[rule.yields]
    reader = _READERS.get(tag)
    return Mark(tag, start, end, match[0] if reader is None else reader(match[0], match.groupdict()), rule.id)


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
