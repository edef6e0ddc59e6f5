"""What a person should look at: open entries, inferred slots, doubtful facts, and corrections that do not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from hdkg.corrections.keys import known, ledger_key, review_keys
from hdkg.corrections.slots import Thing, shown, what
from hdkg.model import Attribution, LedgerStatus, Observation, Reading, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.corrections.applying import Corrected
    from hdkg.model import Extraction


class Concern(StrEnum):
    """Why something is in a review."""

    MISFIT = "misfit"
    OPEN = "open"
    INFERRED = "inferred"
    DOUBTFUL = "doubtful"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at.

    Attributes
    ----------
    key
        How a person names it.
    concern
        Why it is here.
    span, words
        Where it stands and what stands there.
    says
        Its filled slots; none for an open entry.
    why
        What is doubtful about it.
    """

    key: str
    concern: Concern
    span: Span
    words: str
    says: Mapping[str, str] = field(default_factory=dict, hash=False)
    why: str = ""


def review(corrected: Corrected, *, everything: bool = False) -> tuple[Item, ...]:
    """List what a person should look at, in the order of the text.

    Parameters
    ----------
    corrected
        What was read, with the corrections so far: what a person accepted or corrected is not doubtful any more.
    everything
        Whether to list every claim and entity.

    Examples
    --------
    >>> from hdkg.corrections.applying import Corrected
    >>> from hdkg.model import Article, Extraction, LedgerEntry, LedgerKind
    >>> entry = LedgerEntry(Span(0, 2), LedgerKind.NUMERAL, LedgerStatus.OPEN)
    >>> [item.key for item in review(Corrected(Extraction(Article("三个", ()), "", (), (), (entry,))))]
    ['numeral@0-2']
    """
    extraction = corrected.extraction
    text = extraction.article.text
    items = [
        Item(
            f"{m.correction.what}@{m.correction.span.start}-{m.correction.span.end}",
            Concern.MISFIT,
            m.correction.span,
            m.correction.words,
            dict(m.correction.slots),
            f"{m.correction.action}: {m.why}",
        )
        for m in corrected.misfits
    ]
    items += [
        Item(ledger_key(entry), Concern.OPEN, entry.span, entry.span.of(text))
        for entry in extraction.ledger
        if entry.status is LedgerStatus.OPEN
    ]
    things = review_keys(extraction)
    names = known(extraction, things)
    doubts = _doubts(extraction, things)
    for key, thing in things.items():
        concern, why = doubts.get(key, (Concern.READ, ""))
        if everything or why:
            why = why or _inherited(thing)
            items.append(Item(key, concern, thing.spans[0], thing.spans[0].of(text), shown(thing, names), why))
    return tuple(sorted(items, key=lambda item: (item.span, list(Concern).index(item.concern), item.key)))


def _inherited(thing: Thing) -> str:
    """Return which slots of a claim its context gave, and why (the context log's causes)."""
    given = (slot for slot in getattr(thing, "readings", ()) if slot.reading is Reading.INHERITED)
    return "; ".join(f"{slot.slot} inherited: {slot.cause}" for slot in given)


def _doubts(extraction: Extraction, things: Mapping[str, Thing]) -> dict[str, tuple[Concern, str]]:
    """Return what is doubtful about claims, by their keys for a review."""
    settled = {applied.key for applied in extraction.corrections}
    other = _contradicted(extraction, things)
    doubts = {}
    for key, thing in things.items():
        reasons = [] if thing.key in settled else list(_reasons(thing, other.get(key, "")))
        if reasons:
            inferred = any(concern is Concern.INFERRED for concern, _ in reasons)
            concern = Concern.INFERRED if inferred else Concern.DOUBTFUL
            doubts[key] = (concern, "; ".join(why for _, why in reasons))
    return doubts


def _reasons(thing: Thing, other: str) -> Iterator[tuple[Concern, str]]:
    """Yield why a claim is doubtful."""
    if what(thing) == "entity":
        return
    for slot in getattr(thing, "readings", ()):
        if slot.reading is Reading.INFERRED:
            yield Concern.INFERRED, f"{slot.slot} inferred: {slot.cause}"
    if isinstance(thing, Observation) and thing.period is None:
        yield Concern.DOUBTFUL, "no period told"
    if other:
        yield Concern.DOUBTFUL, f"{other} gives another figure for the same"


def _contradicted(extraction: Extraction, things: Mapping[str, Thing]) -> dict[str, str]:
    """Return for each figure that agrees with an earlier one in all but the value the key of that one."""
    credited = {claim.result: claim.initiative for claim in extraction.claims if isinstance(claim, Attribution)}
    cells: dict[tuple[object, ...], list[tuple[str, Observation]]] = defaultdict(list)
    for key, thing in things.items():
        if isinstance(thing, Observation):
            part = credited.get(thing.qualifies) or credited.get(thing.key, "")
            cell = (thing.subject, thing.area, thing.indicator or thing.name, thing.period, thing.kind, part)
            cells[cell].append((key, thing))
    return {
        key: several[0][0]
        for several in cells.values()
        for key, thing in several[1:]
        if (thing.quantity.value, thing.quantity.written if thing.quantity.value is None else "")
        != (several[0][1].quantity.value, several[0][1].quantity.written if thing.quantity.value is None else "")
    }
