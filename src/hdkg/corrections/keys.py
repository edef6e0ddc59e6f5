"""Keys by which a person names what was read: its kind and the place of its words, ``observation@522-532``."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hdkg.corrections.slots import BY_NAME, Thing, what
from hdkg.corrections.values import Known
from hdkg.errors import CorrectionError
from hdkg.model import LedgerKind, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hdkg.model import Extraction, LedgerEntry

_KEY = re.compile(r"([a-z-]+)@(\d{1,9})-(\d{1,9})(?:#\d{1,4})?", re.ASCII)
LEDGER = frozenset(kind.value for kind in LedgerKind)


def review_keys(extraction: Extraction) -> dict[str, Thing]:
    """Return every claim and named entity by its key for a review.

    Parameters
    ----------
    extraction
        What was read.

    Returns
    -------
    dict[str, Thing]
        In the order of the text; where several of a kind stand on the same words, the second is ``…#2``.

    Examples
    --------
    >>> from hdkg.model import Article, Entity, EntityKind, Extraction
    >>> town = Entity("a", EntityKind.TOWN, "甲镇", spans=(Span(0, 2),))
    >>> list(review_keys(Extraction(Article("甲镇", ()), "", (town,), (), ())))
    ['entity@0-2']
    """
    things: list[Thing] = [entity for entity in extraction.entities if entity.spans]
    things += extraction.claims
    seen: Counter[str] = Counter()
    found = {}
    for thing in sorted(things, key=lambda each: each.spans[0]):
        key = f"{what(thing)}@{thing.spans[0].start}-{thing.spans[0].end}"
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key}#{seen[key]}"] = thing
    return found


def ledger_key(entry: LedgerEntry) -> str:
    """Return the key of a ledger entry.

    Examples
    --------
    >>> from hdkg.model import LedgerEntry, LedgerStatus
    >>> ledger_key(LedgerEntry(Span(3, 6), LedgerKind.NUMERAL, LedgerStatus.OPEN))
    'numeral@3-6'
    """
    return f"{entry.kind}@{entry.span.start}-{entry.span.end}"


def parse_key(key: str) -> tuple[str, Span]:
    """Return kind and place that a key names.

    Raises
    ------
    CorrectionError
        It is no key.

    Examples
    --------
    >>> parse_key("observation@522-532")
    ('observation', Span(start=522, end=532))
    """
    match = _KEY.fullmatch(key)
    if match is None or int(match[2]) >= int(match[3]) or match[1] not in LEDGER | BY_NAME.keys():
        raise CorrectionError(f"“{key}” is no key", "give one that “hdkg review” prints, e.g. observation@522-532")
    return match[1], Span(int(match[2]), int(match[3]))


def known(extraction: Extraction, things: Mapping[str, Thing]) -> Known:
    """Return what the values of slots may refer to.

    Parameters
    ----------
    extraction
        What was read.
    things
        Its claims and entities by their keys for a review.
    """
    entities: dict[str, str] = {}
    for entity in extraction.entities:
        entities.setdefault(entity.name, entity.key)
    for entity in extraction.entities:
        for alias in entity.aliases:
            entities.setdefault(alias, entity.key)
    claims = {key: thing.key for key, thing in things.items() if what(thing) != "entity"}
    names = {entity.key: entity.name for entity in extraction.entities}
    return Known(entities, claims, names, {key: name for name, key in claims.items()})
