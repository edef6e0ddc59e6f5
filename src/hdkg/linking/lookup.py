"""Look a name up among the things of graphs, by what the linker weighs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.iris import normalised
from hdkg.linking.blocking import Key, home, keys
from hdkg.linking.judge import EXACT, NONE, Evidence, identifier, judge
from hdkg.linking.thing import FAMILIES, Thing
from hdkg.resources import division

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


ANYWHERE = "*"  # the place of all things
LONGEST = 200  # characters of a name that is looked up
NEAR = 0.5  # how alike a name must be, by its pairs of characters, to be shown without the linker's word for it
BELOW = 50.0  # the score of a name that is alike in every character, without the linker's word for it


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a name, and what else is known of the thing.

    Attributes
    ----------
    name
        Its name, as somebody wrote it.
    classes
        Local names of classes, one of which it has; none for any.
    every
        Whether it has all of these classes.
    code, county, level, period
        As of `Thing`; "" where not known.
    """

    name: str
    classes: frozenset[str] = frozenset()
    code: str = ""
    county: str = ""
    level: str = ""
    period: str = ""
    every: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant.

    Attributes
    ----------
    thing
        The thing.
    score
        0 to 100: the linker's confidence that it is the one, or below that how alike the names are.
    match
        Whether it is the one without a doubt: the linker calls it an exact match, and no other thing, and no name
        stands against a code.
    evidence
        What was weighed.
    """

    thing: Thing
    score: float
    match: bool
    evidence: tuple[Evidence, ...]


class Lookup:
    """An index over things.

    Parameters
    ----------
    things
        The things of all graphs.

    Examples
    --------
    >>> honours = ("国家首批农业产业强镇", "中国厨师之乡", "中国厨艺之乡")
    >>> lookup = Lookup([Thing(f"urn:{at}", "Honour", "", (name,)) for at, name in enumerate(honours)])
    >>> [(each.thing.iri, each.match) for each in lookup.find(Wanted("首批国家农业产业强镇"))]
    [('urn:0', True)]
    >>> [(each.thing.iri, each.match) for each in lookup.find(Wanted("“中国厨师之乡”"))]
    [('urn:1', True), ('urn:2', False)]
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        self.things = {thing.iri: thing for thing in things}
        self._blocks: dict[Key, list[str]] = defaultdict(list)
        self._pairs: dict[str, set[str]] = defaultdict(set)
        for iri, thing in self.things.items():
            for key in _keys(thing, home(thing), ANYWHERE):
                self._blocks[key].append(iri)
            for pair in {pair for name in thing.names for pair in _pairs(name)}:
                self._pairs[pair].add(iri)

    def find(self, wanted: Wanted, most: int = 10) -> tuple[Candidate, ...]:
        """Return the things that may be meant, the likeliest first.

        Parameters
        ----------
        wanted
            What is looked for.
        most
            How many to return.
        """
        if not wanted.name.strip() or len(wanted.name) > LONGEST:
            return ()
        scored = []
        for iri in self._found(wanted):
            thing = self.things[iri]
            link = judge(_asked(wanted, thing.family, wanted.county or _named(wanted.name, thing.county)), thing)
            score = 100 * link.confidence if link.verdict != NONE else BELOW * _alike(wanted.name, thing)
            if link.verdict != NONE or (score >= NEAR * BELOW and not _against(link.evidence)):
                # A code decides; where the name is quite another, one of the two is wrong, and a person has to look.
                doubted = link.basis == "identifier" and _alike(wanted.name, thing) < NEAR
                scored.append((link.verdict == EXACT and not doubted, round(score, 1), iri, link.evidence))
        sure = [iri for exact, _, iri, _ in scored if exact]
        scored.sort(key=lambda each: (not each[0], -each[1], each[2]))
        return tuple(
            Candidate(self.things[iri], score, sure == [iri], evidence) for _, score, iri, evidence in scored[:most]
        )

    def beginning(self, prefix: str, most: int = 10) -> tuple[Thing, ...]:
        """Return the things one of whose names begins with, else holds, what somebody has typed so far."""
        typed = normalised(prefix)
        if not typed or len(typed) > LONGEST:
            return ()
        found = [
            (min(name.find(typed) for name in names if typed in name), thing.label, iri)
            for iri, thing in self.things.items()
            if (names := [normalised(name) for name in thing.names]) and any(typed in name for name in names)
        ]
        return tuple(self.things[iri] for _, _, iri in sorted(found)[:most])

    def _found(self, wanted: Wanted) -> Sequence[str]:
        """Return what shares a key or enough pairs of characters with what is wanted, and has one of its classes."""
        asked = (_asked(wanted, family, wanted.county) for family in FAMILIES)
        # A thing of no known county may be one of any county's.
        places = ((each, (home(each), "") if home(each) else (ANYWHERE,)) for each in asked)
        found = {iri for each, where in places for key in _keys(each, *where) for iri in self._blocks.get(key, ())}
        pairs = _pairs(wanted.name)
        shared: dict[str, int] = defaultdict(int)
        for pair in pairs:
            for iri in self._pairs.get(pair, ()):
                shared[iri] += 1
        found |= {iri for iri, number in shared.items() if number >= NEAR * len(pairs)}
        return sorted(iri for iri in found if _has(self.things[iri], wanted))


def _keys(thing: Thing, *places: str) -> set[Key]:
    """Return a thing's keys, each of its names' in several places."""
    named = {(*key, place) for key in keys(thing) for place in places}
    return named | {(thing.family, "identifier", code) for code in (identifier(thing),) if code}


def _has(thing: Thing, wanted: Wanted) -> bool:
    """Tell whether a thing has the classes that are wanted."""
    own = thing.classes | {thing.family, thing.kind}
    return wanted.classes <= own if wanted.every or not wanted.classes else bool(wanted.classes & own)


def _asked(wanted: Wanted, family: str, county: str) -> Thing:
    """Return what is wanted as a thing of a family; its classes have been looked at already."""
    level = wanted.level if family == "Honour" else ""
    return Thing("", family, "", (wanted.name,), wanted.code, county, level, wanted.period)


def _named(name: str, county: str) -> str:
    """Return the county's code where a name of something in it begins with the county's own name, else ""."""
    home = division(county) if county else None
    return county if home and name.startswith(home.short_name) and name not in {home.name, home.short_name} else ""


def _against(evidence: Iterable[Evidence]) -> bool:
    """Tell whether anything but the name speaks against a pair."""
    return any(each.about != "name" and (each.weight is None or each.weight < -1) for each in evidence)


def _alike(name: str, thing: Thing) -> float:
    """Return how alike a name is to the nearest of a thing's, by their pairs of characters (Dice), 0 to 1."""
    pairs = _pairs(name)
    return max((2 * len(pairs & other) / (len(pairs) + len(other)) for other in map(_pairs, thing.names)), default=0.0)


def _pairs(name: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a name, its ends marked."""
    text = f"^{normalised(name)}$"
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
