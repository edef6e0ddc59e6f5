"""What follows from graphs, in graphs of its own, so that whoever asks need not know classes, inverses or the cube.

Each file of ``queries/inference/`` is a rule, a CONSTRUCT query whose header says which graph takes what it gives:

``inferred``
    what the ontology's axioms imply: wider classes and properties, inverses, containment at any depth;
``flat``
    convenience beside the cube: a figure's value, unit, period and growth as plain properties of it.

What the graphs assert stays in their own graphs and is not repeated; the same graphs give the same consequences.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import yaml

from hdkg.resources import ontology_dir, queries_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

INFERRED, FLAT = "inferred", "flat"
GRAPHS = {name: ox.NamedNode(f"https://w3id.org/hdkg/id/inference/{name}") for name in (INFERRED, FLAT)}
_BATCH = 200_000  # triples that are added at a time
_TERMS = "https://w3id.org/hdkg/ontology/"


def add_consequences(store: ox.Store, union: ox.Store | None = None) -> None:
    """Add to a store, whose default graph is the union of its graphs, what follows from it.

    It is worked out in memory (about 0.7 GB for a million triples) and added in batches, as the engine takes in many
    triples best; so a large store on disk needs no more time than it took to be filled.

    Parameters
    ----------
    store
        Consequences of an earlier state that it may hold are replaced.
    union
        Its default graph in memory, which grows by what follows, where the caller has it anyway; to read a million
        triples off a store on disk takes longer than what is done with them.

    Examples
    --------
    >>> store = ox.Store()
    >>> song, area = "<https://w3id.org/hdkg/id/work/a>", "<https://w3id.org/hdkg/id/division/1>"
    >>> store.update(f"PREFIX hd: <{_TERMS}> INSERT DATA {{ {song} a hd:Song ; hd:county {area} }}")
    >>> add_consequences(store)
    >>> bool(store.query(f"PREFIX hd: <{_TERMS}> ASK {{ {area} hd:contains {song} . {song} a hd:Work }}"))
    True
    """
    for graph in GRAPHS.values():
        _forget(store, graph)
    work = _copy(store) if union is None else union
    things = _Things(work)
    for name in (INFERRED, FLAT):
        found = [triple for triple in _all(work, name, things) if triple.subject in things]
        for start in range(0, len(found), _BATCH):
            batch = found[start : start + _BATCH]
            store.bulk_extend(
                ox.Quad(triple.subject, triple.predicate, triple.object, GRAPHS[name]) for triple in batch
            )
            store.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in batch)


class _Things:
    """What a store spoke of before anything was inferred, leaving out classes and properties; asked node by node.

    The axioms of the ontology are then added to the store: what only they speak of is no thing.
    """

    def __init__(self, work: ox.Store) -> None:
        self._work = work
        self._known: dict[object, bool] = {}
        axioms = list(_axioms())
        for node in {node for quad in axioms for node in (quad.subject, quad.object)}:
            self.meet(node)
        work.extend(axioms)

    def meet(self, node: object) -> None:
        """Note whether a node is a thing, before the store grows by what follows."""
        if node in self._known:
            return
        if not isinstance(node, ox.NamedNode | ox.BlankNode):
            self._known[node] = False
            return
        said = self._work.quads_for_pattern(node, None, None, None)
        of = self._work.quads_for_pattern(None, None, node, None)
        term = isinstance(node, ox.NamedNode) and node.value.startswith(_TERMS)
        self._known[node] = not term and (next(said, None) or next(of, None)) is not None

    def __contains__(self, node: object) -> bool:
        return self._known[node]


def _all(work: ox.Store, name: str, things: _Things) -> list[ox.Triple]:
    """Apply the rules of a graph until nothing new comes of them; `work` grows by what is returned."""
    found: list[ox.Triple] = []
    given: dict[str, int] = {}
    while new := _new(work, name, given):
        for triple in new:
            things.meet(triple.subject)
        work.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in new)
        found.extend(new)
    return found


def _new(work: ox.Store, name: str, given: dict[str, int]) -> list[ox.Triple]:
    """Return what the rules of a graph give that a store does not hold.

    A rule that gives as many triples as before gives the same: rules hold no negation, so what they give only grows.
    """
    new: dict[ox.Triple, None] = {}
    for graph, text in _rules():
        answer = work.query(text) if graph == name else None
        if isinstance(answer, ox.QueryTriples):
            triples = list(answer)
            if given.get(text) != len(triples):
                given[text] = len(triples)
                held = (ox.Quad(triple.subject, triple.predicate, triple.object) in work for triple in triples)
                new |= dict.fromkeys(triple for triple, known in zip(triples, held, strict=True) if not known)
    return list(new)


def _copy(store: ox.Store) -> ox.Store:
    """Return the default graph of a store in a store in memory."""
    work = ox.Store()
    work.bulk_extend(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return work


def _axioms() -> Iterator[ox.Quad]:
    """Yield the axioms of the ontology."""
    for name in ("core", "alignments"):
        yield from ox.parse(path=ontology_dir() / f"{name}.ttl", format=ox.RdfFormat.TURTLE)


def _forget(store: ox.Store, graph: ox.NamedNode) -> None:
    """Remove a graph of consequences, and from the default graph what no other graph says."""
    held = list(store.quads_for_pattern(None, None, None, graph))
    store.remove_graph(graph)
    for quad in held:
        elsewhere = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(isinstance(other.graph_name, ox.DefaultGraph) for other in elsewhere):
            store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    """Return the graph and the text of each rule, by file name."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((queries_dir() / "inference").glob("*.rq"))]
    return tuple((_header(text)["graph"], text) for text in texts)


def _header(text: str) -> dict[str, str]:
    """Return the header of a rule."""
    lines = (line.removeprefix("#+ ") for line in text.splitlines() if line.startswith("#+ "))
    return dict(yaml.safe_load("\n".join(lines)))
