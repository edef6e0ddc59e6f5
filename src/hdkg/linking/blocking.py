"""Which pairs are worth a look: those that share a key, so that not all are compared with all.

Each kind of evidence that two names can give (see `names.alike`) has a key that both names have.  Where one goes on
after the other ends, the shorter one is the key and the longer one seeks it: a beginning that many names have in common
makes no pairs of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from hdkg.iris import pinyin
from hdkg.linking.judge import identifier, shared
from hdkg.linking.names import LONG_ENOUGH, core
from hdkg.linking.weights import weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hdkg.linking.thing import Thing

Key = tuple[str, ...]
Index = Mapping[Key, Sequence[int]]


def candidates(things: Iterable[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Yield the pairs of different graphs that are worth a look, each once, in a fixed order.

    Things of two counties are no pair without a common identifier: each has its 人民医院.  So the work grows with the
    number of counties and not with its square, and the keys of one county are held at a time.

    Parameters
    ----------
    things
        The things of all graphs.

    Examples
    --------
    >>> from hdkg.linking.thing import Thing
    >>> names = ("国家首批农业产业强镇", "首批国家农业产业强镇", "中国厨师之乡")
    >>> things = [Thing(f"urn:{at}", "Honour", "", (name,), graphs=frozenset({at})) for at, name in enumerate(names)]
    >>> [(a.iri, b.iri) for a, b in candidates(things)]
    [('urn:0', 'urn:1')]
    """
    at_home: dict[str, list[Thing]] = defaultdict(list)
    coded: dict[Key, list[Thing]] = defaultdict(list)
    for thing in sorted(things, key=lambda thing: thing.iri):
        at_home[home(thing)].append(thing)
        if code := identifier(thing):
            coded[thing.family, code].append(thing)
    for same in coded.values():
        yield from (pair for pair in combinations(same, 2) if _of_two_graphs(*pair))
    homeless = at_home.pop("", [])
    yield from _within(homeless)
    strays = [thing for thing in homeless if not shared(thing)]
    index = _index((at, keys(thing)) for at, thing in enumerate(strays))
    for place in sorted(at_home):
        yield from _within(at_home[place])
        if strays:
            yield from _between(at_home[place], strays, index)


def home(thing: Thing) -> str:
    """Return the county whose things alone a thing is compared with; "" for those of any county, or of none known."""
    return "" if shared(thing) else thing.county


def keys(thing: Thing) -> set[Key]:
    """Return all keys of a thing's names, its own and those that it seeks.

    Examples
    --------
    >>> from hdkg.linking.thing import Thing
    >>> a, b = (Thing(f"urn:{name}", "Honour", "", (name,)) for name in ("中国厨师之乡", "“中国厨师之乡”称号"))
    >>> keys(a) & keys(b) != set()
    True
    """
    return own_keys(thing) | sought_keys(thing)


def own_keys(thing: Thing) -> set[Key]:
    """Return the keys under which a thing is found: of each name its sound, its characters, and the whole of it."""
    found: set[Key] = set()
    for name in thing.names:
        told = core(name, thing.family, thing.county)
        if told.whole:
            found.add((thing.family, "sound", pinyin(told.text) or told.text))
            found.add((thing.family, "whole", told.whole))
        if len(told.text) >= LONG_ENOUGH:
            found.add((thing.family, "characters", "".join(sorted(told.text))))
            found.add((thing.family, "beginning", told.text))
        if told.whole and thing.family in weights().abbreviating and home(thing):
            found.add((thing.family, "ends", told.text[0] + told.text[-1]))
    return found


def sought_keys(thing: Thing) -> set[Key]:
    """Return the keys that other things have whose names are the beginning of one of a thing's."""
    texts = (core(name, thing.family, thing.county).text for name in thing.names)
    return {(thing.family, "beginning", text[:end]) for text in texts for end in range(LONG_ENOUGH, len(text))}


def _within(things: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Yield the pairs among things of one county, or of none, that are in IRIs' order."""
    index = _index((at, own_keys(thing)) for at, thing in enumerate(things))
    found = {pair for block in index.values() for pair in combinations(block, 2)}
    for at, thing in enumerate(things):
        found |= {(min(at, other), max(at, other)) for key in sought_keys(thing) for other in index.get(key, ())}
    yield from ((things[a], things[b]) for a, b in sorted(found) if _open(things[a], things[b]))


def _between(things: Sequence[Thing], others: Sequence[Thing], index: Index) -> Iterator[tuple[Thing, Thing]]:
    """Yield the pairs of a county's things with those of no known county, of which the keys are indexed."""
    for thing in things:
        found = {other for key in keys(thing) for other in index.get(key, ())}
        yield from ((thing, others[at]) for at in sorted(found) if _open(thing, others[at]))


def _index(keyed: Iterable[tuple[int, set[Key]]]) -> Index:
    """Return the places of things in their list by each of their keys, in the order of the list."""
    index: dict[Key, list[int]] = defaultdict(list)
    for at, every in keyed:
        for key in every:
            index[key].append(at)
    return index


def _open(a: Thing, b: Thing) -> bool:
    """Tell whether a pair that shares a key is worth a look: two identifiers have decided already."""
    return _of_two_graphs(a, b) and not (identifier(a) and identifier(b))


def _of_two_graphs(a: Thing, b: Thing) -> bool:
    return len(a.graphs) != 1 or a.graphs != b.graphs
