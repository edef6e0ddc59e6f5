"""Who or what below the county the clauses of a sentence are about: a firm, a park, an institution, a village."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from hdkg.extraction.clauses import after_semicolon, clauses
from hdkg.extraction.coded import Mark, Tag
from hdkg.extraction.rules import compiled
from hdkg.model import ContextChange

if TYPE_CHECKING:
    from hdkg.extraction.coded import Coded
    from hdkg.extraction.entities import Registry
    from hdkg.extraction.joined import Joined

_AGAIN = compiled("{SUBJECT_AGAIN}")
_COUNTY = compiled("{BACK_TO_COUNTY}")


class Subjects:
    """The subjects in force: those that a sentence names hold to its end, or until it turns back to the county.

    `owners` are, for each clause of the sentence (by where it starts in the coded text), the keys of those whose it is;
    empty for the county under review.
    """

    def __init__(self, registry: Registry, log: list[ContextChange]) -> None:
        self.registry = registry
        self.log = log
        self.owners: dict[int, tuple[str, ...]] = {}
        self.last: tuple[str, ...] = ()

    def county_marks(self, text: str) -> list[Mark]:
        """Return where clauses begin with the county's own name, as annotations."""
        names = (self.registry.county_name, self.registry.short_name)
        if not any(name in text for name in names):
            return []
        pattern = compiled(f"{{BEGIN}}(?:{'|'.join(map(regex.escape, names))})(?!{{COUNTY_NEXT_NOT}})")
        value = (self.registry.county_name,)
        return [Mark(Tag.SUBJECT, *found.span(), value, "subject.county") for found in pattern.finditer(text)]

    def enter_block(self) -> None:
        """Forget whom the paragraph before was about."""
        self.last = ()

    def enter_sentence(self, coded: Coded, joined: Joined, used: dict[int, str]) -> None:
        """Take in the subjects that a sentence names."""
        self.owners = {}
        if not self.last and not coded.within(0, len(coded.code), Tag.SUBJECT):
            return
        current: tuple[str, ...] = ()
        for start, end in clauses(coded):
            if after_semicolon(coded, start):
                current = ()
            named = [(index, mark) for index, mark in coded.within(start, end, Tag.SUBJECT)]
            if named:
                current = tuple(key for index, mark in named for key in self._add(coded, joined, index, mark.value))
                used.update({index: current[0] for index, _ in named if current})
                self._note(coded, joined, named[0][0], current)
            elif _COUNTY.match(coded.code, start, end):
                current = ()
            else:
                current = self._referred(coded, start, end) or current
            self.owners[start] = current
            self.last = current or self.last

    def _referred(self, coded: Coded, start: int, end: int) -> tuple[str, ...]:
        """Return those before whom a clause points back to (该企业, 前者, 后者)."""
        if coded.code.startswith("前者", start, end):
            return self.last[:1]
        if coded.code.startswith("后者", start, end):
            return self.last[-1:] if len(self.last) > 1 else ()
        return self.last if _AGAIN.match(coded.code, start, end) else ()

    def _add(self, coded: Coded, joined: Joined, index: int, named: object) -> list[str]:
        span = joined.evidence(*coded.bounds(index, index + 1))
        return [self.registry.named(str(name), (span,)) for name in named] if isinstance(named, tuple) else []

    def _note(self, coded: Coded, joined: Joined, index: int, current: tuple[str, ...]) -> None:
        names = "、".join(self.registry.found[key].name for key in current)
        self.log.append(ContextChange(joined.span(*coded.bounds(index, index + 1)), "subject", names, "subject"))
