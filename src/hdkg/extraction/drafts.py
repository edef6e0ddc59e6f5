"""Facts while they are being put together: what the reader of a sentence fills before they become claims."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from hdkg.extraction.joined import Joined
from hdkg.model import Period, Quantity, SlotReading, Status

if TYPE_CHECKING:
    from hdkg.model import Reading, SlotName, Span


@lru_cache(maxsize=64)
def reading(slot: SlotName, how: Reading, cause: str) -> SlotReading:
    """Return how a slot was read; claims that read theirs alike share it."""
    return SlotReading(slot, how, cause)


@dataclass(slots=True)
class Place:
    """Where in a block something was read: the words that say it, and in them the figure or name that must show."""

    joined: Joined
    start: int
    end: int
    keep: tuple[int, int]

    def span(self) -> Span:
        """Return the evidence in the article, at most 40 characters long."""
        return self.joined.evidence(self.start, self.end, self.keep)


@dataclass(slots=True)
class Standing:
    """A rank: position, scope, band, change."""

    place: Place
    rule: str
    scope: str = ""
    position: int | None = None
    band: str = ""
    change: int | None = None
    change_at: tuple[int, int] | None = None
    versus: Period | None = None
    versus_mark: object = None
    ordinal: str = ""


@dataclass(slots=True)
class Part:
    """A figure that qualifies another: growth, change, multiple, comparison."""

    place: Place
    rule: str
    quantity: Quantity
    period: Period | None = None


@dataclass(slots=True)
class Gap:
    """A difference from a wider area, in percentage points."""

    place: Place
    rule: str
    scope: str
    difference: Decimal


@dataclass(slots=True)
class Figure:
    """One figure: an indicator with its value or growth, and what qualifies it.

    `item` is the name's own part where a list shared its head; `container` tells that others may be completed with its
    name; `block`, `sentence` and `clause` tell where it stands; `flow` that it was done within its period,
    `dated` is the mention of the period where its own words name one,
    `whole` the figure that it is a part of.
    """

    name: str
    place: Place
    rule: str
    written: str = ""
    item: str = ""
    value: Quantity | None = None
    growth: Part | None = None
    average: Part | None = None
    changes: list[Part] = field(default_factory=list)
    multiples: list[Part] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    kind: str = "level"
    period: Period | None = None
    status: Status | None = None
    subject: str = ""
    completed: bool = False
    attainment: str = ""
    percent: Decimal | None = None
    readings: list[SlotReading] = field(default_factory=list)
    block: int = 0
    sentence: int = 0
    clause: int = 0
    from_topic: bool = False
    flow: bool = False
    dated: object = None
    whole: Figure | None = None
    marks: list[tuple[int, int]] = field(default_factory=list)

    def of(self, subject: str) -> Figure:
        """Return the same figure told of another subject (its key)."""
        return replace(
            self,
            subject=subject,
            changes=list(self.changes),
            multiples=list(self.multiples),
            standings=list(self.standings),
            gaps=list(self.gaps),
            readings=list(self.readings),
            marks=list(self.marks),
        )
