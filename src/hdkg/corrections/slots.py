"""The slots of each kind of thing that a person may set: what they are called, and the field that each fills."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from hdkg.corrections.values import (
    AREA,
    CLAIM,
    CLAIM_OR_ENTITY,
    ENTITIES,
    ENTITY,
    NAMES,
    NUMBER,
    PERIOD,
    TEXT,
    TRUTH,
    WHOLE,
    Kind,
    Known,
    indicators,
    one_of,
)
from hdkg.errors import CorrectionError
from hdkg.model import (
    AnyClaim,
    Attainment,
    Attribution,
    AttributionBasis,
    Bound,
    Comparison,
    Completion,
    Conferral,
    Entity,
    EntityKind,
    Observation,
    Participation,
    Quantity,
    RankBasis,
    Ranking,
    Reach,
    ResultKind,
    SlotName,
    StatisticKind,
    Status,
    Superlative,
)
from hdkg.normalise import quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

Thing: TypeAlias = AnyClaim | Entity
AnyThing = TypeVar("AnyThing", bound=Thing)


@dataclass(frozen=True, slots=True)
class Slot:
    """The field of the model that a slot fills, and what its values are."""

    field: str
    kind: Kind


# The slots that are more than one field of the model, or a part of one.
_FIGURE = ("value", "unit", "bound")
_NAME = "name"

# Those that tell which of several things at one place is meant come first and stand before "|".
_TABLE: Mapping[type[Thing], str] = {
    Entity: "kind name | aliases code within policy_area state held",
    Observation: "name kind value unit | bound period subject area status qualifies policy_area",
    Ranking: "name rank scope change | scope_size band period subject compared_with ordinal appraisal basis ranked "
    "policy_area",
    Conferral: "honour recipient | level granted_by period ordinal count recognition policy_area",
    Attribution: "initiative result | basis result_kind",
    Participation: "participant initiative | basis",
    Comparison: "scope difference | observation comparator",
    Completion: "of attainment | percent period",
    Superlative: "subject ordinal | scope rank",
}
_ENUMS: Mapping[str, Kind] = {
    "Entity.kind": one_of(EntityKind),
    "Observation.kind": one_of(StatisticKind),
    "Observation.status": one_of(Status),
    "Ranking.basis": one_of(RankBasis),
    "Conferral.level": one_of(Reach),
    "Attribution.basis": one_of(AttributionBasis),
    "Attribution.result_kind": one_of(ResultKind),
    "Participation.basis": one_of(AttributionBasis),
    "Completion.attainment": one_of(Attainment),
}
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("subject", "area", "recipient", "initiative", "participant", "comparator", "within"), ENTITY),
    **dict.fromkeys(("qualifies", "ranked", "result", "observation"), CLAIM),
    **dict.fromkeys(("period", "compared_with", "held"), PERIOD),
    **dict.fromkeys(("rank", "scope_size", "change", "count"), WHOLE),
    **dict.fromkeys(("difference", "percent"), NUMBER),
    **dict.fromkeys(("appraisal", "recognition"), TRUTH),
    "granted_by": ENTITIES,
    "aliases": NAMES,
    "of": CLAIM_OR_ENTITY,
    "policy_area": AREA,
}
_FIELDS = {"rank": "position", "level": "reach"}  # called as in the table of facts
_READ_AS = {
    **dict.fromkeys(("subject", "recipient", "participant"), SlotName.SUBJECT),
    "name": SlotName.INDICATOR,
    "period": SlotName.PERIOD,
    "scope": SlotName.SCOPE,
    "unit": SlotName.UNIT,
    "initiative": SlotName.INITIATIVE,
}
BY_NAME: Mapping[str, type[Thing]] = MappingProxyType({each.__name__.lower(): each for each in _TABLE})
"""The kinds of things by the name that a person writes: ``entity``, ``observation``, ``ranking`` …"""


def what(thing: Thing) -> str:
    """Return the name of a thing's kind as a person writes it.

    Examples
    --------
    >>> what(Entity("a", EntityKind.TOWN, "甲镇"))
    'entity'
    """
    return type(thing).__name__.lower()


def slots(kind: type[Thing]) -> Mapping[str, Slot]:
    """Return the slots of a kind of thing by their names.

    Examples
    --------
    >>> slots(Superlative)["rank"].field
    'position'
    """
    names = [name for name in _TABLE[kind].split() if name != "|"]
    return {
        name: Slot(_FIELDS.get(name, name), _ENUMS.get(f"{kind.__name__}.{name}") or _KINDS.get(name, TEXT))
        for name in names
    }


def telling(kind: type[Thing]) -> tuple[str, ...]:
    """Return the names of the slots that tell which thing is meant, where several stand at one place.

    Examples
    --------
    >>> telling(Entity)
    ('kind', 'name')
    """
    return tuple(_TABLE[kind].partition("|")[0].split())


def shown(thing: Thing, known: Known) -> dict[str, str]:
    """Return the filled slots of a thing, as a person writes them.

    Examples
    --------
    >>> shown(Entity("a", EntityKind.TOWN, "甲镇", code="430424108"), Known({}, {}, {}, {}))
    {'kind': 'Town', 'name': '甲镇', 'code': '430424108'}
    """
    said = {}
    for name, slot in slots(type(thing)).items():
        if isinstance(thing, Observation) and name in _FIGURE:
            figure = thing.quantity
            said[name] = {"value": figure.written, "unit": figure.unit, "bound": figure.bound.value}[name]
        else:
            said[name] = slot.kind.show(getattr(thing, slot.field), known)
    return {name: value for name, value in said.items() if value}


def with_slots(thing: AnyThing, told: Mapping[str, str], known: Known) -> AnyThing:
    """Return a thing with slots set; what a person says is no longer inherited or inferred.

    Parameters
    ----------
    thing
        A claim or an entity.
    told
        Names and values of slots; an empty value clears a slot.
    known
        What values may refer to.

    Raises
    ------
    CorrectionError
        There is no such slot, or a value is none of its kind.

    Examples
    --------
    >>> with_slots(Entity("a", EntityKind.TOWN, "甲镇"), {"kind": "Village"}, Known({}, {}, {}, {})).kind
    <EntityKind.VILLAGE: 'Village'>
    """
    known_slots = slots(BY_NAME[what(thing)])
    changed: dict[str, Any] = {}
    for name, value in told.items():
        if name not in known_slots:
            problem = f"“{name}” is no slot of {what(thing)}"
            raise CorrectionError(problem, f"set one of {', '.join(known_slots)}")
        if isinstance(thing, Observation) and name == _NAME:
            indicator, preferred = indicators().get(value, ("", value))
            changed |= {"indicator": indicator, "name": preferred}
        elif not (isinstance(thing, Observation) and name in _FIGURE):
            changed[known_slots[name].field] = known_slots[name].kind.read(value, known)
    if isinstance(thing, Observation) and not told.keys().isdisjoint(_FIGURE):
        changed["quantity"] = _figure(thing.quantity, told)
    if not isinstance(thing, Entity):
        said = {_READ_AS[name] for name in told if name in _READ_AS}
        changed["readings"] = tuple(reading for reading in thing.readings if reading.slot not in said)
    return replace(thing, **changed)


def _figure(old: Quantity, told: Mapping[str, str]) -> Quantity:
    """Return a figure with value, unit or hedge set."""
    bound = one_of(Bound).read(told.get("bound", old.bound.value), Known({}, {}, {}, {}))
    written, unit = told.get("value", old.written), told.get("unit", old.unit)
    if old.value is None and "unit" not in told:  # a grade stays one: Ⅱ类
        return replace(old, written=written, bound=bound)
    try:
        made = quantity(written, unit)
    except ValueError:
        raise CorrectionError(f"“{written}” is no figure", "write it as 255.92, its unit in the slot unit") from None
    return replace(made, bound=bound)
