"""Take things out of an extraction, with what cannot stand without them, and account for their words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hdkg.model import (
    AnyClaim,
    Attribution,
    Comparison,
    Completion,
    Conferral,
    Entity,
    LedgerStatus,
    Observation,
    Participation,
    Ranking,
    Superlative,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from hdkg.model import Extraction, LedgerEntry

RULE = "correction"
"""What stands for the rule where a person, not a rule, is the reason."""

# The fields that name what a claim of each class cannot stand without.
_NEEDS: Mapping[type[AnyClaim], tuple[str, ...]] = {
    Observation: ("subject", "area"),
    Ranking: ("subject",),
    Superlative: ("subject",),
    Conferral: ("recipient",),
    Attribution: ("initiative", "result"),
    Participation: ("initiative", "participant"),
    Comparison: ("observation",),
    Completion: ("of",),
}


def without(extraction: Extraction, key: str) -> Extraction:
    """Return an extraction without a claim or an entity.

    A claim that says something about it goes too; one that only refers to it stays without the reference.  Numerals,
    names and verbs that only those used are set aside.

    Parameters
    ----------
    extraction
        What was read.
    key
        The key of the claim or entity.

    Examples
    --------
    >>> from hdkg.model import Article, EntityKind, Extraction, Span
    >>> town = Entity("a", EntityKind.TOWN, "甲镇", spans=(Span(0, 2),))
    >>> first = Superlative(key="s", spans=(Span(0, 2),), rule="r", subject="a", ordinal="全省首家")
    >>> without(Extraction(Article("甲镇", ()), "", (town,), (first,), ()), "a").claims
    ()
    """
    gone = {key}
    while more := {claim.key for claim in extraction.claims if claim.key not in gone and _stands_on(claim) & gone}:
        gone |= more
    kept = tuple(_released(claim, gone) for claim in extraction.claims if claim.key not in gone)
    return replace(
        extraction,
        entities=tuple(_apart(entity, gone) for entity in extraction.entities if entity.key not in gone),
        claims=kept,
        ledger=tuple(
            _accounted(entry, kept) if entry.status is LedgerStatus.USED and entry.reason in gone else entry
            for entry in extraction.ledger
        ),
    )


def _accounted(entry: LedgerEntry, kept: tuple[AnyClaim, ...]) -> LedgerEntry:
    """Return an entry that is used by another claim on the same words, or set aside."""
    for claim in kept:
        if any(span.start <= entry.span.start and entry.span.end <= span.end for span in claim.spans):
            return replace(entry, reason=claim.key)
    return replace(entry, status=LedgerStatus.SET_ASIDE, reason=RULE)


def _stands_on(claim: AnyClaim) -> set[str]:
    """Return the keys of what a claim cannot stand without."""
    return {getattr(claim, name) for name in _NEEDS[type(claim)]}


def _released(claim: AnyClaim, gone: AbstractSet[str]) -> AnyClaim:
    """Return a claim without references to what is gone."""
    if isinstance(claim, Observation) and claim.qualifies in gone:
        return replace(claim, qualifies="")
    if isinstance(claim, Ranking) and claim.ranked in gone:
        return replace(claim, ranked="")
    if isinstance(claim, Conferral) and not gone.isdisjoint(claim.granted_by):
        return replace(claim, granted_by=tuple(key for key in claim.granted_by if key not in gone))
    if isinstance(claim, Comparison) and claim.comparator in gone:
        return replace(claim, comparator="")
    return claim


def _apart(entity: Entity, gone: AbstractSet[str]) -> Entity:
    """Return an entity that lies in nothing that is gone."""
    return replace(entity, within="") if entity.within in gone else entity
