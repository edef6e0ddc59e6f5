"""Which pairs are worth a look: those that share a key, so that not all are compared with all."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from hdkg.iris import pinyin
from hdkg.linking.judge import identifier
from hdkg.linking.names import LONG_ENOUGH, core
from hdkg.linking.weights import weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hdkg.linking.thing import Thing

Key = tuple[str, ...]


def candidates(things: Sequence[Thing]) -> tuple[tuple[Thing, Thing], ...]:
    """Return the pairs of different graphs that share a key of blocking, each once, in a fixed order.

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
    blocks: dict[Key, list[Thing]] = defaultdict(list)
    for thing in sorted(things, key=lambda thing: thing.iri):
        for key in sorted(set(keys(thing))):
            blocks[key].append(thing)
    pairs = {
        (a.iri, b.iri): (a, b)
        for block in blocks.values()
        for a, b in combinations(block, 2)
        if len(a.graphs | b.graphs) > 1
    }
    return tuple(pairs[key] for key in sorted(pairs))


def keys(thing: Thing) -> Iterator[Key]:
    """Yield a thing's keys: its identifier; of each name its sound, its characters, and where it begins.

    A kind of evidence that the names can give (see `names.alike`) has a key that both names have.
    """
    if identifier(thing):
        yield (thing.family, "identifier", identifier(thing))
    known = weights()
    shared = thing.family in known.shared_families or thing.kind in known.shared_kinds
    home = "" if shared else thing.county
    for name in thing.names:
        told = core(name, thing.family, thing.county)
        # A thing of no known county may be one of any county's.
        for place in {home, ""} if told.whole else ():
            yield (thing.family, place, "sound", pinyin(told.text) or told.text)
            yield (thing.family, place, "whole", told.whole)
            yield (thing.family, place, "characters", "".join(sorted(told.text)))
            if len(told.text) >= LONG_ENOUGH:
                yield (thing.family, place, "beginning", told.text[:LONG_ENOUGH])
        if thing.family in known.abbreviating and home:
            yield (thing.family, home, "ends", told.text[0] + told.text[-1])
