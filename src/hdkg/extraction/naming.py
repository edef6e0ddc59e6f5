"""Write the things that a sentence names as entities, with what is said of them: first of a kind, done, taking part."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hdkg.extraction.coded import Tag
from hdkg.extraction.rules import compiled
from hdkg.extraction.thing import Credit
from hdkg.extraction.things import read_things
from hdkg.model import Attainment, AttributionBasis, Completion, EntityKind, Participation, Superlative

if TYPE_CHECKING:
    from hdkg.extraction.claims import Claims
    from hdkg.extraction.coded import Coded
    from hdkg.extraction.entities import Registry
    from hdkg.extraction.joined import Joined
    from hdkg.extraction.thing import Thing
    from hdkg.extraction.timing import Calendar
    from hdkg.model import Span

_ATTAINED = compiled("{ATTAINED}")
_BACK = compiled("{POINTS_BACK}")
_BEFORE = -1
_SEVERAL = compiled("{SEVERAL_INITIATIVES}")
_OF_NAMES = frozenset({Tag.QUOTE, Tag.BOOK, Tag.IDLE, Tag.NUMBER, Tag.RANK, Tag.NTH})


@dataclass(frozen=True, slots=True)
class Creditable:
    """An initiative of a sentence: where it begins in the coded text, its key, and why results are credited to it.

    One that the sentence before named begins before the text, at `_BEFORE`.
    """

    start: int
    key: str
    credit: Credit


class Naming:
    """Collects the things of an article; `projects` are those of the sentence, with the coded range of their list."""

    def __init__(self, registry: Registry, claims: Claims, calendar: Calendar) -> None:
        self.registry = registry
        self.claims = claims
        self.calendar = calendar
        self.last = ""
        self.projects: list[tuple[int, int, str]] = []

    def read(self, coded: Coded, joined: Joined, used: dict[int, str]) -> list[Creditable]:
        """Add the things of a sentence; return the initiatives that what follows may be credited to."""
        creditable: list[Creditable] = self._carried(coded)
        self.projects = []
        taken = {index for index in used if index in coded.marks and coded.marks[index].tag is not Tag.BOOK}
        for thing in sorted(read_things(coded, self.registry, taken), key=lambda each: (each.start, each.end)):
            key = self._add(thing, coded, joined)
            for index, mark in coded.within(thing.start, thing.end):
                if mark.tag in _OF_NAMES or thing.counts or self.registry.is_initiative(key):
                    used.setdefault(index, key)
            if thing.kind is EntityKind.PROJECT:
                self.projects.append((thing.start, thing.end, key))
            if thing.credits and not _SEVERAL.match(coded.code, thing.end):
                creditable.append(Creditable(thing.start, key, thing.credits))
            elif thing.kind is EntityKind.ENTERPRISE and creditable and creditable[-1].start < thing.start:
                self._take_part(key, creditable[-1].key, joined.evidence(*coded.bounds(thing.start, thing.end)))
        self.last = next((each.key for each in reversed(creditable)), self.last)
        for index, mark in coded.within(0, len(coded.code), Tag.SUBJECT):
            key = used.get(index, "")
            before = [each.key for each in creditable if each.start < index]
            if before and key and self.registry.found[key].kind is EntityKind.ENTERPRISE:
                for name in mark.value if isinstance(mark.value, tuple) else ():
                    participant = self.registry.known(str(name))
                    self._take_part(participant, before[-1], joined.evidence(*coded.bounds(index, index + 1)))
        return creditable

    def enter_block(self) -> None:
        """Forget the initiative that the paragraph before was about."""
        self.last = ""

    def _carried(self, coded: Coded) -> list[Creditable]:
        """Return the initiative of the sentence before, where this one begins by pointing back to it (该行动 …)."""
        points_back = bool(self.last) and _BACK.match(coded.code) is not None
        return [Creditable(_BEFORE, self.last, Credit.SUBJECT)] if points_back else []

    def _add(self, thing: Thing, coded: Coded, joined: Joined) -> str:
        span = joined.evidence(*coded.bounds(thing.start, thing.end))
        within = self.registry.known(thing.within) if thing.within else ""
        held = self.calendar.held(coded) if thing.kind is EntityKind.EVENT else None
        key = self.registry.add(thing.kind, thing.name, (span,), within=within, held=held, state=thing.state)
        if thing.ordinal:
            around = joined.evidence(*coded.bounds(max(0, thing.start - 6), min(len(coded.code), thing.end + 8)))
            self._first(key, thing.ordinal, around)
        tail = _ATTAINED.match(coded.code, thing.end, min(len(coded.code), thing.end + 12))
        if tail is not None:
            self._done(key, joined.evidence(*coded.bounds(thing.start, tail.end())))
        return key

    def _first(self, key: str, ordinal: str, span: Span) -> None:
        self.claims.add(
            Superlative(
                key=self.claims.key("superlative"),
                spans=(span,),
                rule="first",
                subject=key,
                ordinal=ordinal,
                position=1,
            )
        )

    def _done(self, key: str, span: Span) -> None:
        self.claims.add(
            Completion(
                key=self.claims.key("completion"),
                spans=(span,),
                rule="completion",
                of=key,
                attainment=Attainment.MET,
                percent=Decimal(100),
            )
        )

    def _take_part(self, participant: str, initiative: str, span: Span) -> None:
        self.claims.add(
            Participation(
                key=self.claims.key("participation"),
                spans=(span,),
                rule="participation",
                participant=participant,
                initiative=initiative,
                basis=AttributionBasis.SENTENCE,
            )
        )
