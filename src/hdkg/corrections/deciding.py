"""Make a correction out of what a person decides about a key of a review."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hdkg.corrections.applying import Corrected, apply
from hdkg.corrections.file import checked
from hdkg.corrections.keys import LEDGER, known, ledger_key, parse_key, review_keys
from hdkg.corrections.slots import shown, telling
from hdkg.errors import CorrectionError
from hdkg.model import Action, Correction, LedgerStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hdkg.model import Extraction

_REMEDY = "“hdkg review --all” prints the keys of what is read"


def decide(
    corrected: Corrected,
    action: Action,
    key: str,
    *,
    who: str,
    when: str,
    why: str,
    slots: Mapping[str, str] | None = None,
) -> Corrected:
    """Apply a person's decision on top of the corrections so far.

    Parameters
    ----------
    corrected
        What was read, with the corrections so far.
    action
        What the person decides.
    key
        A key of the review; for something to add its kind and the place of its words: ``observation@522-532``.
    who, when, why
        Who decides, on which day (ISO 8601), and for what reason.
    slots
        For a correction or addition: names and values of the slots to set.

    Returns
    -------
    Corrected
        The same with this decision applied; the last of the extraction's `corrections` is the new one.

    Raises
    ------
    CorrectionError
        There is nothing with this key, or a slot or value is none.
    """
    extraction = corrected.extraction
    what, span = parse_key(key)
    if span.end > len(extraction.article.text):
        raise CorrectionError(f"“{key}” lies behind the end of the article", _REMEDY)
    made = Correction(
        action, what, span, span.of(extraction.article.text), who, when, why, tuple((slots or {}).items())
    )
    result = apply(extraction, [replace(checked(made), was=_was(extraction, made, key))])
    if result.misfits:
        raise CorrectionError(result.misfits[0].why, _REMEDY)
    return Corrected(result.extraction, corrected.misfits)


def _was(extraction: Extraction, made: Correction, key: str) -> tuple[tuple[str, str], ...]:
    """Return what tells the thing with a key from others at its place, and the slots to be set as they are."""
    if made.action is Action.ADD:
        return ()
    if made.what in LEDGER:
        entries = {ledger_key(entry) for entry in extraction.ledger if entry.status is LedgerStatus.OPEN}
        if key not in entries:
            raise CorrectionError(f"no entry “{key}” is open", _REMEDY)
        return ()
    things = review_keys(extraction)
    if key not in things:
        raise CorrectionError(f"nothing is read at “{key}”", _REMEDY)
    said = shown(things[key], known(extraction, things))
    kept = [*telling(type(things[key])), *dict(made.slots)]
    return tuple((name, said.get(name, "")) for name in dict.fromkeys(kept))
