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
_TERMS = "https://w3id.org/hdkg/ontology/"


def add_consequences(store: ox.Store) -> None:
    """Add to a store, whose default graph is the union of its graphs, what follows from it.

    Parameters
    ----------
    store
        Consequences of an earlier state that it may hold are replaced.

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
    work = _with_axioms(store)
    things = set(_things(store))
    for name in (INFERRED, FLAT):
        found = [triple for triple in _all(work, name) if triple.subject in things]
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, GRAPHS[name]) for triple in found)
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in found)


def _things(store: ox.Store) -> Iterator[object]:
    """Yield what a store speaks of, leaving out classes and properties."""
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        for node in (quad.subject, quad.object):
            if not (isinstance(node, ox.NamedNode) and node.value.startswith(_TERMS)):
                yield node


def _all(work: ox.Store, name: str) -> list[ox.Triple]:
    """Apply the rules of a graph until nothing new comes of them; `work` grows by what is returned."""
    found: list[ox.Triple] = []
    seen: set[ox.Triple] = set()
    while given := [triple for triple in _given(work, name) if triple not in seen]:
        seen.update(given)
        quads = {triple: ox.Quad(triple.subject, triple.predicate, triple.object) for triple in given}
        new = [triple for triple, quad in quads.items() if quad not in work]
        work.extend(quads[triple] for triple in new)
        found.extend(new)
    return found


def _given(work: ox.Store, name: str) -> Iterator[ox.Triple]:
    """Yield what the rules of a graph give, one rule after the other."""
    for graph, text in _rules():
        answer = work.query(text) if graph == name else None
        if isinstance(answer, ox.QueryTriples):
            yield from answer


def _with_axioms(store: ox.Store) -> ox.Store:
    """Return the triples of a store and the axioms of the ontology, in a store of their own."""
    work = ox.Store()
    work.bulk_extend(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    for name in ("core", "alignments"):
        work.bulk_load(path=str(ontology_dir() / f"{name}.ttl"), format=ox.RdfFormat.TURTLE)
    return work


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
