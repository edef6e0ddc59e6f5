"""Judge one pair of things: identifiers decide, else the evidence is weighed; each step is kept for explanation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hdkg.linking.names import Core, alike, areas_in, core
from hdkg.linking.thing import Thing
from hdkg.linking.weights import weights
from hdkg.resources import concepts, ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


EXACT, CLOSE, NONE = "exactMatch", "closeMatch", "noMatch"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding about a pair, and what it weighs in bits; of an identifier, which decides, None."""

    about: str
    finding: str
    weight: float | None


@dataclass(frozen=True, slots=True)
class Link:
    """What was judged of a pair.

    Attributes
    ----------
    subject, object
        The two things, the lesser IRI first.
    verdict
        ``exactMatch``, ``closeMatch`` or ``noMatch``.
    confidence
        Of the verdict on a link, 0 to 1: the odds by weight as a probability.
    basis
        ``identifier``, ``evidence`` or ``person``.
    evidence
        What it rests on.
    reason
        What a person said.
    """

    subject: Thing
    object: Thing
    verdict: str
    confidence: float
    basis: str
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


def judge(a: Thing, b: Thing) -> Link:
    """Judge whether two things are one.

    Examples
    --------
    >>> from hdkg.linking.thing import Thing
    >>> one = Thing("urn:a", "Honour", "", ("国家首批农业产业强镇",))
    >>> judge(one, Thing("urn:b", "Honour", "", ("首批国家农业产业强镇",))).verdict
    'exactMatch'
    >>> judge(one, Thing("urn:c", "Honour", "", ("中国厨师之乡",))).verdict
    'noMatch'
    """
    a, b = sorted((a, b), key=lambda thing: thing.iri)
    if a.family != b.family:
        return Link(a, b, NONE, 0.0, "evidence", (Evidence("family", f"{a.family} / {b.family}", None),))
    codes = identifier(a), identifier(b)
    if all(codes):
        same = codes[0] == codes[1]
        found = Evidence("identifier", " = ".join(codes) if same else " ≠ ".join(codes), None)
        return Link(a, b, EXACT if same else NONE, float(same), "identifier", (found,))
    evidence = tuple(_evidence(a, b))
    if any(each.weight is None for each in evidence):
        return Link(a, b, NONE, 0.0, "evidence", evidence)
    known = weights()
    total = known.prior + sum(each.weight or 0 for each in evidence)
    verdict = EXACT if total >= known.exact else CLOSE if total >= known.close else NONE
    return Link(a, b, verdict, round(1 / (1 + 2.0**-total), 4), "evidence", evidence)


def shared(thing: Thing) -> bool:
    """Tell whether a thing is of no county's own, as honours and media are."""
    known = weights()
    return thing.family in known.shared_families or thing.kind in known.shared_kinds


def identifier(thing: Thing) -> str:
    """Return a thing's code; of an indicator the catalogue's concept that has one of its names."""
    if thing.code or thing.family != "Indicator":
        return thing.code
    found = {_indicators()[core(name, "").whole] for name in thing.names if core(name, "").whole in _indicators()}
    return found.pop() if len(found) == 1 else ""


@cache
def _indicators() -> Mapping[str, str]:
    """Return the IRIs of the catalogued indicators by each of their Chinese names."""
    catalogue = concepts(ontology_dir() / "indicators.ttl")
    return {core(form, "").whole: concept.iri for concept in catalogue for form in concept.surface_forms("zh")}


def _evidence(a: Thing, b: Thing) -> Iterator[Evidence]:
    """Yield what speaks for and against a pair without identifiers."""
    known = weights()
    name, ours, theirs = _names(a, b)
    yield Evidence("name", name, known.weight("name", name))
    if a.county and b.county and not shared(a) and not shared(b):
        yield _same("county", a.county, b.county)
    if shared(a) and shared(b) and _of_two_areas(ours, theirs):
        yield Evidence("area", "different", known.weight("area", "different"))
    level = ours.level or a.level, theirs.level or b.level
    if all(level):
        yield _same("level", *level)
    if ours.stage != theirs.stage:
        yield _same("stage", ours.stage, theirs.stage)
    if ours.batch and theirs.batch and ours.batch != theirs.batch:
        yield _same("batch", ours.batch, theirs.batch)
    if ours.year and theirs.year and ours.year != theirs.year:
        yield _same("year", ours.year, theirs.year)
    if ours.grade and theirs.grade and ours.grade != theirs.grade:
        yield _same("grade", ours.grade, theirs.grade)
    if a.kind and b.kind:
        decides = a.family in known.kinds_decide and a.kind != b.kind
        yield Evidence("kind", f"{a.kind} / {b.kind}", None) if decides else _same("kind", a.kind, b.kind)
    if a.period and b.period:
        finding = "overlapping" if _overlap(a.period, b.period) else "apart"
        yield Evidence("period", finding, known.weight("period", finding))


def _names(a: Thing, b: Thing) -> tuple[str, Core, Core]:
    """Return how the two names that are most alike are so, and these two."""
    known = weights()
    pairs = [
        (alike(ours, theirs, a.family), ours, theirs)
        for ours in (core(name, a.family, a.county) for name in a.names)
        for theirs in (core(name, b.family, b.county) for name in b.names)
    ]
    nothing = ("different", Core("", ""), Core("", ""))
    return max(pairs, key=lambda pair: known.weight("name", pair[0]), default=nothing)


def _of_two_areas(a: Core, b: Core) -> bool:
    """Tell whether each of two names holds a division that the other does not."""
    ours, theirs = areas_in(a.whole), areas_in(b.whole)
    return bool(ours - theirs and theirs - ours)


def _same(about: str, a: str, b: str) -> Evidence:
    finding = "same" if a == b else "different"
    return Evidence(about, finding, weights().weight(about, finding))


def _overlap(a: str, b: str) -> bool:
    """Tell whether two periods (``2023-01_2023-09``, ``2023``) have a day in common, as far as both say."""
    (first, last), (start, end) = ((p.split("_")[0], p.split("_")[-1]) for p in (a, b))
    return first[: len(end)] <= end[: len(first)] and start[: len(last)] <= last[: len(start)]
