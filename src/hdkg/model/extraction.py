"""All that was read out of one article: entities, claims, and the ledger of what was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hdkg.model.correction import AppliedCorrection
from hdkg.model.fact import AnyClaim, Entity
from hdkg.model.text import Article, Span


class LedgerStatus(StrEnum):
    """What became of a numeral, quoted name or verb of conferral."""

    USED = "used"
    SET_ASIDE = "set-aside"
    OPEN = "open"


class LedgerKind(StrEnum):
    """What the ledger accounts for."""

    NUMERAL = "numeral"
    QUOTED_NAME = "quoted-name"
    CONFERRAL_VERB = "conferral-verb"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One numeral, quoted name or verb of conferral of the text and what became of it.

    `reason` is the key of a claim or entity for a used one, the id of the rule for one set aside, "" for an open one.
    """

    span: Span
    kind: LedgerKind
    status: LedgerStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ContextChange:
    """What came into force in the text (`what`: period, area, section, topic), where, and why."""

    at: Span
    what: str
    value: str
    cause: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article.

    Attributes
    ----------
    article
        The article, its county and date of publication settled.
    county
        Key of the county's entity.
    entities, claims, ledger, log
        In the order of the text; the same input gives the same tuples.
    corrections
        What a person corrected, rejected, accepted or added, in the order of the file that says so.
    """

    article: Article
    county: str
    entities: tuple[Entity, ...]
    claims: tuple[AnyClaim, ...]
    ledger: tuple[LedgerEntry, ...]
    log: tuple[ContextChange, ...] = ()
    corrections: tuple[AppliedCorrection, ...] = ()
