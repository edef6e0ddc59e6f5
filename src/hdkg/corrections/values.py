"""How a person writes the value of a slot, and how it is shown: both ways for each kind of value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any

from hdkg.errors import CorrectionError
from hdkg.model import Period
from hdkg.resources import concepts, ontology_dir

if TYPE_CHECKING:
    from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Known:
    """What values may refer to: keys of entities by name and of claims by the key of a review, and both ways round."""

    entities: Mapping[str, str]
    claims: Mapping[str, str]
    names: Mapping[str, str]
    review_keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: from what a person writes to the model's value, and back."""

    read: Callable[[str, Known], Any]
    show: Callable[[Any, Known], str]


def _date(text: str, *, last: bool) -> date:
    """Return the first or last day of a year, month or day after ISO 8601."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else 12 if last else 1
    return date(parts[0], month, 28 if last else 1)


def read_period(text: str) -> Period | None:
    """Return a period that a person writes, or None for an empty one.

    Raises
    ------
    CorrectionError
        It is none after ISO 8601, or ends before it starts.

    Examples
    --------
    >>> read_period("2023-01/2023-09").iso, read_period("")
    ('2023-01/2023-09', None)
    """
    if not text:
        return None
    start, _, end = text.partition("/")
    try:
        if not all(re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", part, re.ASCII) for part in (start, end or start)):
            raise ValueError
        if _date(start, last=False) > _date(end or start, last=True):
            raise ValueError
    except ValueError:
        raise CorrectionError(f"“{text}” is no period", "write it as 2023, 2023-09 or 2023-01/2023-09") from None
    return Period(start, end or start)


def _whole(text: str, _: Known) -> int | None:
    """Return a whole number, or None for an empty text."""
    if not text:
        return None
    if not re.fullmatch(r"[+-]?\d{1,9}", text, re.ASCII):
        raise CorrectionError(f"“{text}” is no whole number", "write it in digits")
    return int(text)


def _decimal(text: str, _: Known) -> Decimal | None:
    """Return a decimal, or None for an empty text."""
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise CorrectionError(f"“{text}” is no number", "write it in digits, e.g. -4.1")
    return value


def _truth(text: str, _: Known) -> bool | None:
    """Return yes or no, or None for an empty text."""
    if text not in {"", "yes", "no"}:
        raise CorrectionError(f"“{text}” is neither yes nor no", "write yes or no")
    return {"yes": True, "no": False}.get(text)


def _entity(text: str, known: Known) -> str:
    """Return the key of an entity by its name."""
    if not text:
        return ""
    if text not in known.entities:
        raise CorrectionError(
            f"the article names no “{text}”", "name an entity of “hdkg review --all”, or add it first"
        )
    return known.entities[text]


def _claim(text: str, known: Known) -> str:
    """Return the key of a claim by its key in a review."""
    if not text:
        return ""
    if text not in known.claims:
        raise CorrectionError(f"nothing is read at “{text}”", "give a key of “hdkg review --all”")
    return known.claims[text]


def _text_of(value: Any, _: Known) -> str:
    """Show a value whose text says it."""
    return "" if value is None else str(value)


def one_of(values: type[StrEnum]) -> Kind:
    """Return the kind of value that is one of an enumeration.

    Examples
    --------
    >>> from hdkg.model import Reach
    >>> one_of(Reach).read("national", None)
    <Reach.NATIONAL: 'national'>
    """

    def read(text: str, _: Known) -> StrEnum:
        try:
            return values(text)
        except ValueError:
            raise CorrectionError(f"“{text}” is none of the values", f"write one of {', '.join(values)}") from None

    return Kind(read, _text_of)


@cache
def indicators() -> Mapping[str, tuple[str, str]]:
    """Return local name and preferred name of each catalogued indicator by every name that it has in Chinese.

    Examples
    --------
    >>> indicators()["GDP"]
    ('gross-regional-product', '地区生产总值')
    """
    found: dict[str, tuple[str, str]] = {}
    for concept in concepts(ontology_dir() / "indicators.ttl"):
        for form in concept.surface_forms("zh"):
            found.setdefault(form, (concept.local_name, concept.label("zh")))
    return found


def _area(text: str, _: Known) -> str:
    """Return the local name of a policy area."""
    names = [concept.local_name for concept in concepts(ontology_dir() / "policy-areas.ttl")]
    if text and text not in names:
        raise CorrectionError(f"“{text}” is no policy area", f"write one of {', '.join(names)}")
    return text


def _names(text: str) -> list[str]:
    """Return the names of a list as a person writes it, parted by semicolons."""
    return [name.strip() for name in re.split("[;；]", text) if name.strip()]


TEXT = Kind(lambda text, _: text, _text_of)
WHOLE = Kind(_whole, _text_of)
NUMBER = Kind(_decimal, lambda value, _: "" if value is None else format(value, "f"))
TRUTH = Kind(_truth, lambda value, _: "" if value is None else "yes" if value else "no")
PERIOD = Kind(lambda text, _: read_period(text), lambda value, _: value.iso if value else "")
ENTITY = Kind(_entity, lambda key, known: known.names.get(key, key))
CLAIM = Kind(_claim, lambda key, known: known.review_keys.get(key, key))
AREA = Kind(_area, _text_of)
NAMES = Kind(lambda text, _: tuple(_names(text)), lambda names, _: "；".join(names))
ENTITIES = Kind(
    lambda text, known: tuple(_entity(name, known) for name in _names(text)),
    lambda keys, known: "；".join(known.names.get(key, key) for key in keys),
)
CLAIM_OR_ENTITY = Kind(
    lambda text, known: known.claims.get(text) or _entity(text, known),
    lambda key, known: known.review_keys.get(key) or known.names.get(key, key),
)
