"""Make the claim or entity that a person adds: what is not said is what most of its kind have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hdkg.corrections.keys import known, review_keys
from hdkg.corrections.removing import RULE
from hdkg.corrections.slots import BY_NAME, Thing, slots, with_slots
from hdkg.errors import CorrectionError
from hdkg.model import (
    Attainment,
    Attribution,
    AttributionBasis,
    Comparison,
    Completion,
    Conferral,
    Entity,
    EntityKind,
    Observation,
    Participation,
    Quantity,
    Ranking,
    Reach,
    StatisticKind,
    Superlative,
)

if TYPE_CHECKING:
    from hdkg.model import Correction, Extraction, Span

_LONGEST = 40  # code points of a claim's span

# The slots that a person has to give.
_NEEDED = {
    Entity: ("kind", "name"),
    Observation: ("name", "value"),
    Ranking: ("name", "scope"),
    Conferral: ("honour",),
    Attribution: ("initiative", "result"),
    Participation: ("participant", "initiative"),
    Comparison: ("observation", "scope", "difference"),
    Completion: ("of", "attainment"),
    Superlative: ("ordinal",),
}


def added(extraction: Extraction, correction: Correction, span: Span) -> Thing:
    """Return the claim or entity that a correction adds.

    Parameters
    ----------
    extraction
        What was read; a subject that is not said is its county.
    correction
        What a person says.
    span
        Where its words stand.

    Raises
    ------
    CorrectionError
        A slot is missing, is none of the kind, or has a value that is none.
    """
    kind, told = BY_NAME[correction.what], dict(correction.slots)
    if span.end - span.start > _LONGEST:
        raise CorrectionError(f"the words are longer than {_LONGEST} characters", "give the words that say it alone")
    missing = [name for name in _NEEDED[kind] if not told.get(name)]
    if missing:
        problem = f"an added {correction.what} needs {', '.join(missing)}"
        raise CorrectionError(problem, f"set {', '.join(missing)} (and perhaps others of {', '.join(slots(kind))})")
    names = known(extraction, review_keys(extraction))
    key = f"{RULE}:{correction.what}@{span.start}-{span.end}"
    taken = {thing.key for thing in (*extraction.entities, *extraction.claims)}
    while key in taken:
        key += "'"
    made = with_slots(
        _bare(kind, key, (span,), extraction.county), {"unit": "", **told} if kind is Observation else told, names
    )
    return replace(made, written_name=told["name"]) if isinstance(made, Observation) else made


def _bare(kind: type[Thing], key: str, spans: tuple[Span, ...], county: str) -> Thing:
    """Return a thing of a kind that says nothing yet."""
    every: dict[str, Any] = {"key": key, "spans": spans}
    if kind is Entity:
        return Entity(**every, kind=EntityKind.INITIATIVE, name="", within=county)
    every["rule"] = RULE
    bare: dict[type[Thing], dict[str, Any]] = {
        Observation: {
            "subject": county,
            "area": county,
            "indicator": "",
            "name": "",
            "written_name": "",
            "kind": StatisticKind.LEVEL,
            "quantity": Quantity("", "", None, ""),
            "period": None,
        },
        Ranking: {"subject": county, "name": "", "scope": ""},
        Conferral: {"recipient": county, "honour": "", "reach": Reach.UNSTATED},
        Attribution: {"initiative": "", "result": "", "basis": AttributionBasis.SENTENCE},
        Participation: {"initiative": "", "participant": "", "basis": AttributionBasis.SENTENCE},
        Comparison: {"observation": "", "scope": "", "difference": None},
        Completion: {"of": "", "attainment": Attainment.MET},
        Superlative: {"subject": county, "ordinal": ""},
    }
    return kind(**every, **bare[kind])
