"""What is read of a named thing before it becomes an entity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hdkg.model import EntityKind


class Credit(Enum):
    """Why results are credited to an initiative: a verb carries it on (开展“…”活动), or a clause begins with it."""

    VERB = "verb"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Thing:
    """A name in a sentence: its kind, the name, coded positions, and what the words around it say.

    `credits` tells why what follows is credited to it, `counts` that a count of the list is no figure of its own.
    """

    kind: EntityKind
    name: str
    start: int
    end: int
    within: str = ""
    credits: Credit | None = None
    ordinal: str = ""
    counts: bool = False
    state: str = ""
