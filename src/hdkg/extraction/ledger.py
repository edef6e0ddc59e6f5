"""Account for every numeral, quoted name and verb of conferral: used, set aside by a rule, or open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction.coded import FIGURES, Tag
from hdkg.extraction.rules import compiled
from hdkg.model import LedgerEntry, LedgerKind, LedgerStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.extraction.coded import Coded
    from hdkg.extraction.joined import Joined
    from hdkg.model import Span

_NUMERALS = frozenset({*FIGURES, Tag.NUMBER, Tag.NTH, Tag.BACK})
_SETTING = {Tag.PERIOD: "set-aside.period", Tag.VERSUS: "set-aside.period-compared"}
_VERBS = compiled("获评|被评为|荣获|被命名为|被授予|被认定为|授牌|入选|获授|捧回|摘得")


def account(coded: Coded, joined: Joined, used: dict[int, str], outer: range) -> Iterator[LedgerEntry]:
    """Yield the entries of a coded sentence.

    Parameters
    ----------
    coded, joined
        The sentence and its block.
    used
        For each coded position that something used, what used it.
    outer
        Coded positions of the sentence to account for.
    """
    for index, mark in coded.within(outer.start, outer.stop):
        span = joined.span(mark.start, mark.end)
        if mark.tag in _SETTING or mark.tag is Tag.IDLE:
            rule = _SETTING.get(mark.tag, mark.rule)
            if any(char.isnumeric() for char in joined.text[mark.start : mark.end]):
                yield LedgerEntry(span, LedgerKind.NUMERAL, LedgerStatus.SET_ASIDE, rule)
        elif mark.tag in _NUMERALS:
            yield _entry(span_kind=LedgerKind.NUMERAL, span=span, reason=used.get(index, ""))
        elif mark.tag is Tag.QUOTE:
            reason = used.get(index, "")
            if not reason and len(coded.text(index, index + 1)) > 18:
                yield LedgerEntry(span, LedgerKind.QUOTED_NAME, LedgerStatus.SET_ASIDE, "set-aside.quoted-speech")
            else:
                yield _entry(span_kind=LedgerKind.QUOTED_NAME, span=span, reason=reason)
        elif mark.tag is Tag.BOOK:
            yield _entry(span_kind=LedgerKind.QUOTED_NAME, span=span, reason=used.get(index, ""))
    for match in _VERBS.finditer(coded.code, outer.start, outer.stop):
        span = joined.span(*coded.bounds(*match.span()))
        reason = next((used[at] for at in range(*match.span()) if at in used), "")
        yield _entry(span_kind=LedgerKind.CONFERRAL_VERB, span=span, reason=reason)


def _entry(*, span_kind: LedgerKind, span: Span, reason: str) -> LedgerEntry:
    return LedgerEntry(span, span_kind, LedgerStatus.USED if reason else LedgerStatus.OPEN, reason)
