"""What is read of a named thing before it becomes an entity."""

from __future__ import annotations

from dataclasses import dataclass

from hdkg.model import EntityKind


@dataclass(frozen=True, slots=True)
class Thing:
    """A name in a sentence: its kind, the name, coded positions, and what the words around it say.

    `credits` tells that what follows is credited to it, `counts` that a count of the list is no figure of its own.
    """

    kind: EntityKind
    name: str
    start: int
    end: int
    within: str = ""
    credits: bool = False
    ordinal: str = ""
    counts: bool = False
    state: str = ""
