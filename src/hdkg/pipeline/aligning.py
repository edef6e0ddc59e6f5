"""Graphs that are not ours: looked at, and brought in as a valid county graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef

from hdkg.alignment import Alignment, Document, Survey, alignments, bring_in, survey
from hdkg.errors import GraphError, QueryError
from hdkg.files import write_text
from hdkg.pipeline.graphs import CONSTRUCT_ALL, graph_files
from hdkg.store import RemoteStore, is_address, open_store, open_triples, read_quads
from hdkg.triples import to_graph, turtle
from hdkg.triples.entities import name_entities
from hdkg.triples.namespaces import SKOS, VOID, XSD
from hdkg.validation import Report, validate

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
MOST = 1_000_000  # triples that are brought in at once


@dataclass(frozen=True, slots=True)
class Aligned:
    """What came of a graph of others.

    Attributes
    ----------
    graph, report
        The graph in our terms, and which of it breaks a shape.
    used
        The names of the alignments that brought it in.
    left_out
        What was not brought in, each with the reason.
    files
        The graph's Turtle and the text that it cites; none where the graph is not valid.
    """

    graph: Graph
    report: Report
    used: tuple[str, ...]
    left_out: tuple[str, ...]
    files: tuple[Path, ...] = ()


def inspect(source: str | Path) -> Survey:
    """Look at what a graph uses.

    Parameters
    ----------
    source
        A graph file, a folder of them, or the address of an endpoint.

    Raises
    ------
    GraphError
        The file cannot be read.
    QueryError
        The endpoint gives no answer.
    """
    return survey(RemoteStore(str(source)) if is_address(source) else open_store(graph_files(source)))


def align(
    source: str | Path, out: str | Path, *, by: Iterable[str] = (), county: str = "", year: int | None = None
) -> Aligned:
    """Bring a graph of others into our terms, validate it and write it.

    Parameters
    ----------
    source
        A graph file, a folder of them, or the address of an endpoint.
    out
        The Turtle file to write.  Beside it goes the graph of others as N-Triples (``.source.nt``): what facts cite.
    by
        Names of alignments; without them all that fit.
    county
        GB/T 2260 code of the county, where the graph does not tell, or tells of several.
    year
        The year that it is about, where its figures do not tell.

    Raises
    ------
    GraphError
        No alignment fits, the graph tells of no county with a code, or it cannot be read.
    QueryError
        The endpoint gives no answer, or cuts it.
    TargetError
        A file cannot be written.
    """
    document = Document(_triples(source))
    store = open_triples(document.triples)
    chosen = tuple(each for each in _named(by) if each.fits(store))
    if not chosen:
        names = ", ".join(each.name for each in _named(by))
        raise GraphError(f"no alignment fits ({names})", "see what it uses with: hdkg inspect", where=source)
    made = Graph(bind_namespaces="none")
    for each in chosen:
        made += each.apply(store)
    url = str(source) if is_address(source) else ""
    brought = bring_in(made, document, name=Path(out).stem, county=county, year=year, url=url)
    graph = to_graph(brought.extraction)
    nodes = name_entities(brought.extraction)
    for key, iri in brought.same.items():
        graph.add((nodes[key], SKOS.exactMatch, URIRef(iri)))
    _count_anew(graph)
    report = validate(graph)
    files: tuple[Path, ...] = ()
    if report.conforms:
        beside = Path(out).with_suffix(".source.nt")
        files = (write_text(out, turtle(graph)), write_text(beside, document.text))
    return Aligned(graph, report, tuple(each.name for each in chosen), brought.left_out, files)


def _named(names: Iterable[str]) -> tuple[Alignment, ...]:
    """Return the alignments of these names, all where there are none."""
    known = {each.name: each for each in alignments()}
    wrong = sorted(set(names) - set(known))
    if wrong:
        raise QueryError(f"there is no alignment {wrong[0]}", f"choose of {', '.join(known)}")
    return tuple(known[name] for name in known if name in names) if names else alignments()


def _triples(source: str | Path) -> tuple[ox.Triple, ...]:
    """Return all triples of a graph."""
    if not is_address(source):
        return tuple(quad.triple for file in graph_files(source) for quad in read_quads(file))
    store = RemoteStore(str(source))
    (told,) = next(iter(store.query(COUNT).rows))
    if int(str(told)) > MOST:
        raise QueryError(
            f"the endpoint has {told} triples", f"bring in at most {MOST} at once, from a file", where=source
        )
    graph = store.query(CONSTRUCT_ALL).graph or Graph()
    if len(graph) != int(str(told)):
        raise QueryError(f"the endpoint gave {len(graph)} triples where it has {told}", "align a file", where=source)
    return tuple(ox.parse(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES))


def _count_anew(graph: Graph) -> None:
    """Count the triples of the data set after some were added."""
    for node in set(graph.subjects(VOID.triples)):
        graph.set((node, VOID.triples, Literal(str(len(graph)), datatype=XSD.integer)))
