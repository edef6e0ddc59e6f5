"""Account for every numeral, quoted name and verb of conferral: used, set aside by a rule, or open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction.coded import FIGURES, Tag
from hdkg.extraction.rules import compiled, phase
from hdkg.model import LedgerEntry, LedgerKind, LedgerStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.extraction.coded import Coded, Mark
    from hdkg.extraction.joined import Joined
    from hdkg.model import BlockKind, Span

_NUMERALS = frozenset({*FIGURES, Tag.NUMBER, Tag.NTH, Tag.BACK})
#: What uses the words that date the article itself.
OF_ARTICLE = "article"
_VERBS = compiled("{CONFERRAL_VERB}")
_QUOTED = frozenset({Tag.QUOTE, Tag.BOOK})
_RULES = {Tag.PERIOD: "set-aside.period", Tag.VERSUS: "set-aside.period-compared"}


def account(coded: Coded, joined: Joined, used: dict[int, str]) -> Iterator[LedgerEntry]:
    """Yield the entries of a coded sentence.

    Parameters
    ----------
    coded, joined
        The sentence and its block.
    used
        For each coded position that something used, what used it.
    """
    for index, mark in coded.within(0, len(coded.code)):
        kind = _kind(mark, joined.text)
        if kind is not None:
            yield _entry(kind, joined.span(mark.start, mark.end), used.get(index, ""), _aside(mark, joined.text))
    for match in _VERBS.finditer(coded.code):
        span = joined.span(*coded.bounds(*match.span()))
        reason = next((used[at] for at in range(*match.span()) if at in used), "")
        yield _entry(LedgerKind.CONFERRAL_VERB, span, reason, "")


def outside(kind: BlockKind, marks: list[Mark], joined: Joined, own: set[int]) -> Iterator[LedgerEntry]:
    """Yield the entries of a block that states no facts: a title, a byline, a heading.

    `own` are the offsets of the periods that are the article's own: they date the graph.
    """
    for mark in marks:
        counted = _kind(mark, joined.text)
        if counted is not None:
            reason = OF_ARTICLE if mark.start in own else ""
            yield _entry(counted, joined.span(mark.start, mark.end), reason, f"set-aside.{kind.value}")


def _kind(mark: Mark, text: str) -> LedgerKind | None:
    """Return what the ledger takes an annotation for, or None if there is nothing to account for."""
    if mark.tag in _QUOTED:
        return LedgerKind.QUOTED_NAME
    if mark.rule.startswith("word."):
        return None
    counted = mark.tag in _NUMERALS or any(char.isnumeric() for char in text[mark.start : mark.end])
    return LedgerKind.NUMERAL if counted else None


def _aside(mark: Mark, text: str) -> str:
    """Return the rule that sets an annotation aside that nothing used, or ""."""
    if mark.tag in _QUOTED:
        quoted = text[mark.start : mark.end]
        found = (rule.id for rule in phase("quotation") if rule.pattern.fullmatch(quoted))
        return next(found, "")
    return _RULES.get(mark.tag, mark.rule if mark.tag in {Tag.IDLE, Tag.ASIDE} else "")


def _entry(kind: LedgerKind, span: Span, reason: str, aside: str) -> LedgerEntry:
    """Return an entry: used by `reason`, else set aside by the rule `aside`, else open."""
    if reason:
        return LedgerEntry(span, kind, LedgerStatus.USED, reason)
    status = LedgerStatus.SET_ASIDE if aside else LedgerStatus.OPEN
    return LedgerEntry(span, kind, status, aside)
