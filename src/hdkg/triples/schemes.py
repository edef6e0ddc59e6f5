"""What counties share beside divisions: programmes of the nation and of provinces, honours of several names.

Both are read from catalogues (``data/reference/``) in which everything has a source.  The nodes are those that
counties' graphs have anyway: they point to the programme that an initiative implements (see `hdkg.triples.programmes`),
and an honour's IRI comes from its name.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef

from hdkg import iris
from hdkg.errors import RuleError
from hdkg.model import Reach
from hdkg.resources import data_dir, programmes
from hdkg.triples.held import Triples
from hdkg.triples.namespaces import BASE, DCTERMS, HD, HDC, RDF, SKOS, VOID
from hdkg.triples.programmes import write_programme
from hdkg.triples.reference import state, write_reference_names, write_source

if TYPE_CHECKING:
    from collections.abc import Iterator

_SET_UP = "For each programme the document that set it up, or who tells of it"
_SOURCES = "The sources of graph/ and the facts that they rest on"
_MATCHES = {"exactMatch": SKOS.exactMatch, "closeMatch": SKOS.closeMatch}


def programmes_graph() -> Graph:
    """Return the catalogued programmes of the nation and of provinces.

    Returns
    -------
    rdflib.Graph
        Each programme with its names and, if it is a province's, the province; where each comes from is told of the
        data set.  Which initiatives implement them is said in the counties' graphs.

    Raises
    ------
    RuleError
        The catalogue is malformed (see `hdkg.resources.programme`).

    Examples
    --------
    >>> graph = programmes_graph()
    >>> sorted({str(each).removeprefix(BASE).split("/")[1] for each in graph.subjects(RDF.type, HD["Initiative"])})
    ['220000', '330000', '410000', '430000', '440000', 'cn']
    """
    graph = Graph(bind_namespaces="none")
    title = {"zh": "国家和省的工程计划", "en": "Programmes of the nation and of provinces"}
    dataset = URIRef(f"{BASE}dataset/programmes")
    write_source(graph, dataset, VOID.Dataset, title, _SET_UP)
    held = Triples()
    for each in programmes():
        write_programme(held, each)
        state(graph, dataset, DCTERMS.source, Literal(f"{each.name}：{each.source}"))
    graph += held.graph()
    return graph


def honours_graph() -> Graph:
    """Return the honours that sources call by several names, and which of these mean one.

    Returns
    -------
    rdflib.Graph
        Each name an ``hd:Honour`` under the IRI that a county's graph gives it; ``skos:exactMatch`` between names of
        one honour, ``skos:closeMatch`` between stages of one scheme.

    Raises
    ------
    RuleError
        A row of the table has an unknown reach or match.

    Examples
    --------
    >>> len(set(honours_graph().subjects(RDF.type, HD["Honour"])))
    5
    """
    graph = Graph(bind_namespaces="none")
    for line, (name, reach, other, match) in _rows("honours", 4):
        if match not in _MATCHES or reach not in set(Reach):
            where = data_dir() / "reference" / "honours.csv"
            raise RuleError("this row has an unknown reach or match", "mend it", where=where, line=line)
        one, two = (_honour(graph, each, reach) for each in (name, other))
        state(graph, one, _MATCHES[match], two)
        state(graph, two, _MATCHES[match], one)
    title = {"zh": "荣誉的不同名称", "en": "Honours of several names"}
    write_source(graph, URIRef(f"{BASE}dataset/honours"), VOID.Dataset, title, _SOURCES)
    return graph


def _honour(graph: Graph, name: str, reach: str) -> URIRef:
    node = URIRef(iris.concept_iri("honour", name))
    state(graph, node, RDF.type, HD["Honour"], SKOS.Concept)
    write_reference_names(graph, node, name, "")
    state(graph, node, SKOS.prefLabel, Literal(name, lang="zh"))
    state(graph, node, HD["reach"], HDC[f"reach-{reach}"])
    return node


def _rows(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table with their lines."""
    where = data_dir() / "reference" / f"{name}.csv"
    for line, row in enumerate(list(csv.reader(where.read_text(encoding="utf-8").splitlines()))[1:], start=2):
        if len(row) != columns or not all(row):
            raise RuleError(f"this row has not {columns} entries", "mend it", where=where, line=line)
        yield line, row
