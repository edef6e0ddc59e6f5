"""Apply a person's corrections to what the rules read: last, and each at the words that it was made for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hdkg.corrections.adding import added
from hdkg.corrections.keys import LEDGER, known, review_keys
from hdkg.corrections.removing import RULE, without
from hdkg.corrections.slots import Thing, shown, telling, what, with_slots
from hdkg.errors import CorrectionError
from hdkg.model import (
    Action,
    AppliedCorrection,
    Correction,
    Entity,
    Extraction,
    LedgerStatus,
    Observation,
    Ranking,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.corrections.values import Known
    from hdkg.model import AnyClaim

_SHARED = ("subject", "area", "indicator", "name", "period")  # of a figure and of what is told with it


@dataclass(frozen=True, slots=True)
class Misfit:
    """A correction that does not fit the article any more, and why; it took no effect."""

    correction: Correction
    why: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """An extraction with a person's corrections in it, and those that did not fit."""

    extraction: Extraction
    misfits: tuple[Misfit, ...] = ()


def apply(extraction: Extraction, corrections: Iterable[Correction]) -> Corrected:
    """Apply corrections, in order.

    A correction is applied where its words stand: at its place, or, if other words stand there now, at the only place
    of the article where they do.  It is a misfit where they stand nowhere or at several places, where nothing of its
    kind is read there, where it is not clear which of several is meant, and where it accepts or rejects what is now
    read otherwise.

    Parameters
    ----------
    extraction
        What the rules read.
    corrections
        What a person says of it.

    Returns
    -------
    Corrected
        The extraction, its `corrections` filled, and the misfits; nothing of the extraction given is changed.

    Examples
    --------
    >>> from hdkg.model import Article, EntityKind, Extraction
    >>> town = Entity("a", EntityKind.TOWN, "甲镇", spans=(Span(0, 2),))
    >>> read = Extraction(Article("甲镇", ()), "", (town,), (), ())
    >>> said = (("name", "甲乡"),)
    >>> slip = Correction(Action.CORRECT, "entity", Span(0, 2), "甲镇", "张三", "2024-05-01", "是乡", said)
    >>> apply(read, [slip]).extraction.entities[0].name
    '甲乡'
    """
    misfits = []
    for correction in corrections:
        try:
            extraction = _applied(extraction, correction)
        except CorrectionError as error:
            misfits.append(Misfit(correction, error.problem))
    return Corrected(_consistent(extraction), tuple(misfits))


def _applied(extraction: Extraction, correction: Correction) -> Extraction:
    """Apply one correction."""
    span = _place(extraction.article.text, correction)
    if correction.what in LEDGER:
        return _set_aside(extraction, correction, span)
    if correction.action is Action.ADD:
        thing = added(extraction, correction, span)
        return _noted(_used(_with(extraction, thing), thing), correction, thing.key, span)
    things = review_keys(extraction)
    names = known(extraction, things)
    thing = _meant(correction, span, things.values(), names)
    if correction.action is Action.REJECT:
        if thing.key == extraction.county:
            raise CorrectionError("the county under review cannot be rejected", "build with another --county")
        return _noted(without(extraction, thing.key), correction, "", span)
    if correction.action is Action.CORRECT:
        extraction = _replaced(extraction, thing, with_slots(thing, dict(correction.slots), names))
    return _noted(extraction, correction, thing.key, span)


def _place(text: str, correction: Correction) -> Span:
    """Return where the words of a correction stand."""
    if correction.span.of(text) == correction.words:
        return correction.span
    count = text.count(correction.words)
    if count == 1:
        start = text.index(correction.words)
        return Span(start, start + len(correction.words))
    where = f"at {count} places of the article, none of them its own" if count else "nowhere in the article"
    raise CorrectionError(f"its words “{correction.words}” stand {where}")


def _meant(correction: Correction, span: Span, things: Iterable[Thing], names: Known) -> Thing:
    """Return the claim or entity that a correction is about."""
    alike = [thing for thing in things if what(thing) == correction.what]
    there = [thing for thing in alike if thing.spans[0] == span] or [thing for thing in alike if span in thing.spans]
    if len(there) == 1 and (correction.action is Action.CORRECT or not correction.was):
        return there[0]
    near = there or [thing for thing in alike if any(s.start < span.end and span.start < s.end for s in thing.spans)]
    same = [thing for thing in near if _is_same(thing, correction, names)]
    if len(same) == 1:
        return same[0]
    if len(there) == 1:
        raise CorrectionError("what is read there now is not what it describes")
    if same or there:
        raise CorrectionError(f"{len(same or there)} things of its kind are read there, and it does not say which")
    raise CorrectionError(f"no {correction.what} that it describes is read there any more")


def _is_same(thing: Thing, correction: Correction, names: Known) -> bool:
    """Tell whether a thing is what a correction describes, as it was or as it shall be."""
    said, was, shall = shown(thing, names), dict(correction.was), dict(correction.slots)
    return all(said.get(name, "") in {was.get(name, ""), shall.get(name)} for name in telling(type(thing)))


def _set_aside(extraction: Extraction, correction: Correction, span: Span) -> Extraction:
    """Set an open entry of the ledger aside."""
    ledger = []
    found = False
    for entry in extraction.ledger:
        is_meant = entry.span == span and entry.kind == correction.what and entry.status is LedgerStatus.OPEN
        found |= is_meant
        ledger.append(replace(entry, status=LedgerStatus.SET_ASIDE, reason=RULE) if is_meant else entry)
    if not found:
        raise CorrectionError(f"no open {correction.what} stands there any more")
    return _noted(replace(extraction, ledger=tuple(ledger)), correction, "", span)


def _noted(extraction: Extraction, correction: Correction, key: str, span: Span) -> Extraction:
    """Note that a correction took effect."""
    return replace(extraction, corrections=(*extraction.corrections, AppliedCorrection(correction, key, span)))


def _with(extraction: Extraction, thing: Thing) -> Extraction:
    """Add a claim or an entity."""
    if isinstance(thing, Entity):
        return replace(extraction, entities=(*extraction.entities, thing))
    return replace(extraction, claims=(*extraction.claims, thing))


def _used(extraction: Extraction, thing: Thing) -> Extraction:
    """Count what stands open within a thing's words as used by it."""
    ledger = tuple(
        replace(entry, status=LedgerStatus.USED, reason=thing.key)
        if entry.status is LedgerStatus.OPEN
        and any(span.start <= entry.span.start and entry.span.end <= span.end for span in thing.spans)
        else entry
        for entry in extraction.ledger
    )
    return replace(extraction, ledger=ledger)


def _replaced(extraction: Extraction, old: Thing, new: Thing) -> Extraction:
    """Put a thing in the place of another; what is told together with a figure follows it."""
    if isinstance(new, Entity):
        entities = tuple(new if entity.key == old.key else entity for entity in extraction.entities)
        return replace(extraction, entities=entities)
    claims = tuple(new if claim.key == old.key else claim for claim in extraction.claims)
    if isinstance(old, Observation) and isinstance(new, Observation):
        claims = tuple(_following(claim, old, new) for claim in claims)
    return replace(extraction, claims=claims)


def _following(claim: AnyClaim, old: Observation, new: Observation) -> AnyClaim:
    """Return a growth or a rank of a figure with the slots that it shared with it."""
    is_told_with = (isinstance(claim, Observation) and claim.qualifies == old.key) or (
        isinstance(claim, Ranking) and claim.ranked == old.key
    )
    if not is_told_with:
        return claim
    shared = {
        name: getattr(new, name)
        for name in _SHARED
        if getattr(claim, name, None) == getattr(old, name) != getattr(new, name)
    }
    return replace(claim, **shared)


def _consistent(extraction: Extraction) -> Extraction:
    """Return an extraction whose growths are about the subject and indicator of their levels, or stand alone."""
    if not extraction.corrections:
        return extraction
    about = {
        claim.key: (claim.subject, claim.indicator, claim.name)
        for claim in extraction.claims
        if isinstance(claim, Observation)
    }
    claims = tuple(
        replace(claim, qualifies="")
        if isinstance(claim, Observation) and about.get(claim.qualifies, about[claim.key]) != about[claim.key]
        else claim
        for claim in extraction.claims
    )
    return replace(extraction, claims=claims)
