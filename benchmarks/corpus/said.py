"""Text with the facts that it states: what sentences are put together from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.corpus.fact import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text, the facts that it states and the sentence patterns that it uses.

    Examples
    --------
    >>> both = "昨天，" + said("甲村获奖", Fact("award", "奖", "甲村")) + "。"
    >>> both.text, both.facts[0].start, both.facts[0].end
    ('昨天，甲村获奖。', 3, 7)
    """

    text: str
    facts: tuple[Fact, ...] = ()
    patterns: frozenset[str] = frozenset()

    def __add__(self, other: Said | str) -> Said:
        tail = Said(other) if isinstance(other, str) else other
        shift = len(self.text)
        moved = (replace(fact, start=fact.start + shift, end=fact.end + shift) for fact in tail.facts)
        return Said(self.text + tail.text, (*self.facts, *moved), self.patterns | tail.patterns)

    def __radd__(self, other: str) -> Said:
        return Said(other) + self

    def each(self, change: Callable[[Fact], Fact]) -> Said:
        """Return the same text with every fact changed."""
        return replace(self, facts=tuple(change(fact) for fact in self.facts))

    def last(self, change: Callable[[Fact], Fact]) -> Said:
        """Return the same text with the last fact changed, and its passage reaching to the text's end."""
        changed = replace(change(self.facts[-1]), end=len(self.text))
        return replace(self, facts=(*self.facts[:-1], changed))

    def tagged(self, pattern: str) -> Said:
        """Return the same text as an instance of a pattern."""
        tag = self.each(lambda fact: replace(fact, patterns=(*fact.patterns, pattern)))
        return replace(tag, patterns=self.patterns | {pattern})

    def broken(self, at: int) -> Said:
        r"""Return the text with an empty line put in at an offset, as a page's layout breaks a sentence.

        Examples
        --------
        >>> Said("全国县级文明城市").broken(3).text
        '全国县\n\n级文明城市'
        """
        gap = "\n\n"

        def moved(fact: Fact) -> Fact:
            start = fact.start + len(gap) * (fact.start >= at)
            return replace(fact, start=start, end=fact.end + len(gap) * (fact.end > at))

        return replace(self.each(moved), text=self.text[:at] + gap + self.text[at:])


def said(text: str, *facts: Fact, pattern: str = "") -> Said:
    """Return a text that states facts, each by the whole of it."""
    whole = Said(text, tuple(replace(fact, start=0, end=len(text)) for fact in facts))
    return whole.tagged(pattern) if pattern else whole


def joined(parts: Iterable[Said | str], between: str = "") -> Said:
    """Return pieces put one behind the other."""
    whole = Said("")
    for number, part in enumerate(parts):
        whole = whole + (between if number else "") + part
    return whole
