"""A person's word on what was read out of an article: it is applied last, whatever the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hdkg.model.text import Span


class Action(StrEnum):
    """What a person does with something that was read, or was not."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one place of an article.

    Attributes
    ----------
    action
        Whether what stands there is right, wrong, right but for some slots, or missing.
    what
        The kind of thing: ``entity``, a class of claims in lower case (``observation``, ``ranking`` …), or a kind of
        ledger entry (``numeral``, ``quoted-name``, ``conferral-verb``).
    span, words
        The place, and the words that stand there.
    who, when, why
        Who says so, on which day (ISO 8601), and for what reason.
    slots
        Names and values of the slots that are set, as a person writes them.
    was
        Names and values of the slots that tell which thing is meant, and of those that are set, as they were.
    """

    action: Action
    what: str
    span: Span
    words: str
    who: str
    when: str
    why: str
    slots: tuple[tuple[str, str], ...] = ()
    was: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction that took effect: on the claim or entity with this key ("" where there is none left), at this place.

    `span` is another than the correction's where its words have moved since.
    """

    correction: Correction
    key: str
    span: Span
