"""What counties share beside divisions: programmes of the province that theirs implement, honours of several names.

Both are read from tables (``data/reference/``) that hold only what the sources name.  The nodes are those that
counties' graphs have anyway: an initiative's IRI comes from its county and name, an honour's from its name.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef

from hdkg import iris
from hdkg.errors import RuleError
from hdkg.model import EntityKind, Reach
from hdkg.resources import data_dir, division
from hdkg.triples.entities import classes
from hdkg.triples.namespaces import BASE, HD, HDC, RDF, SKOS, VOID
from hdkg.triples.reference import state, write_reference_names, write_source

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOURCES = "The sources of graph/ and the facts that they rest on"
_MATCHES = {"exactMatch": SKOS.exactMatch, "closeMatch": SKOS.closeMatch}
_KINDS = {kind.value for kind in EntityKind if "Initiative" in classes(kind)}


def programmes_graph() -> Graph:
    """Return the programmes of provinces, and which initiatives of counties implement them.

    Returns
    -------
    rdflib.Graph
        Each programme and each initiative with names and what it belongs to; ``hd:implements`` from the county's to
        the province's.

    Raises
    ------
    RuleError
        A row of the table names no division of today or no kind of initiative.

    Examples
    --------
    >>> wide = set(programmes_graph().objects(None, HD["implements"]))
    >>> {str(each).removeprefix(BASE).partition("/")[2].partition("/")[0] for each in wide}
    {'430000'}
    """
    graph = Graph(bind_namespaces="none")
    for line, (name, division_code, county, initiative, kind) in _rows("programmes", 5):
        if kind not in _KINDS or not all(map(_is_today, (division_code, county))):
            where = data_dir() / "reference" / "programmes.csv"
            raise RuleError("this row names no division of today or no initiative", "mend it", where=where, line=line)
        wide = _initiative(graph, EntityKind.PROGRAMME, name, division_code)
        own = _initiative(graph, EntityKind(kind), initiative, county)
        state(graph, own, HD["implements"], wide)
    title = {"zh": "省级项目与各县的落实", "en": "Programmes of provinces and what implements them in counties"}
    write_source(graph, URIRef(f"{BASE}dataset/programmes"), VOID.Dataset, title, _SOURCES)
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


def _initiative(graph: Graph, kind: EntityKind, name: str, code: str) -> URIRef:
    node = URIRef(iris.entity_iri(kind, name, code))
    state(graph, node, RDF.type, *(HD[each] for each in classes(kind)))
    write_reference_names(graph, node, name, "")
    state(graph, node, HD["county"], URIRef(iris.division_iri(code)))
    return node


def _honour(graph: Graph, name: str, reach: str) -> URIRef:
    node = URIRef(iris.concept_iri("honour", name))
    state(graph, node, RDF.type, HD["Honour"], SKOS.Concept)
    write_reference_names(graph, node, name, "")
    state(graph, node, SKOS.prefLabel, Literal(name, lang="zh"))
    state(graph, node, HD["reach"], HDC[f"reach-{reach}"])
    return node


def _is_today(code: str) -> bool:
    known = division(code)
    return known is not None and known.current


def _rows(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table with their lines."""
    where = data_dir() / "reference" / f"{name}.csv"
    for line, row in enumerate(list(csv.reader(where.read_text(encoding="utf-8").splitlines()))[1:], start=2):
        if len(row) != columns or not all(row):
            raise RuleError(f"this row has not {columns} entries", "mend it", where=where, line=line)
        yield line, row
