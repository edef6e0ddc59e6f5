"""Graphs described for the web of data: VoID and DCAT, each graph by itself and all of them as a catalogue.

Every count is made anew from the triples, by the queries in ``queries/export/``; a graph that says otherwise of itself
is not described.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from rdflib import Graph, Literal, URIRef

from hdkg.errors import GraphError
from hdkg.queries import read
from hdkg.resources import queries_dir
from hdkg.store import open_store
from hdkg.triples import turtle
from hdkg.triples.namespaces import BASE, DCAT, DCTERMS, PREFIXES, PROV, QB, RDF, RDFS, VOID, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hdkg.store import EmbeddedStore, Term

    Row = Mapping[str, Term]

CATALOGUE = URIRef(f"{BASE}catalogue")
DUMPS = "https://w3id.org/hdkg/graph/"
ONTOLOGY = URIRef(PREFIXES["hd"])
TURTLE = URIRef("http://www.w3.org/ns/formats/Turtle")
MEDIA_TYPE = URIRef("https://www.iana.org/assignments/media-types/text/turtle")
# What a stranger wants to see first: a county, a figure, an initiative with its result, an honour, a rank.
EXAMPLES = ("County", "Observation", "Attribution", "Conferral", "Ranking")
_PLAIN = re.compile(r"[\w-]+:\w+")
_COUNTS = {
    "triples": VOID.triples,
    "entities": VOID.entities,
    "subjects": VOID.distinctSubjects,
    "objects": VOID.distinctObjects,
    "classes": VOID.classes,
    "properties": VOID.properties,
}


def describe(paths: Iterable[str | Path]) -> str:
    """Return the description of graph files in Turtle.

    Parameters
    ----------
    paths
        Graph files, one data set each.

    Returns
    -------
    str
        A ``dcat:Catalog`` with a ``void:Dataset`` for each file: licence, source, place and time covered, policy areas,
        counts with a partition for each class and property, examples, vocabularies, where the data are.

    Raises
    ------
    GraphError
        A file holds no data set or more than one, or says of itself another count than it has.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> "void:classPartition" in describe([graph_dir() / "hengdong-2023.ttl"])
    True
    """
    files = [Path(path) for path in paths]
    out = Graph()
    datasets = [_add_dataset(out, path) for path in files]
    _add_catalogue(out, open_store(files), datasets)
    return turtle(out)


def _add_dataset(out: Graph, path: Path) -> URIRef:
    """Describe one file and return its data set."""
    store = open_store([path])
    rows = _rows(store, "about")
    found = {str(row["dataset"]) for row in rows}
    if len(found) != 1:
        raise GraphError(f"{len(found)} data sets in one file", "give graphs as 'hdkg build' writes them", where=path)
    first, dataset = rows[0], URIRef(found.pop())
    counts = _add_counts(out, dataset, store)
    for name in ("triples", "entities"):
        if name in first and int(first[name]) != counts[name]:
            problem = f"it says {first[name]} {name} of itself and has {counts[name]}"
            raise GraphError(problem, "build the graph again", where=path)
    _put(out, dataset, RDF.type, VOID.Dataset, DCAT.Dataset, QB.DataSet)
    _add_titles(out, dataset, first)
    _put(out, dataset, DCTERMS.license, *_of(rows, "licence"))
    _put(out, dataset, DCTERMS.source, *_of(rows, "source"))
    _put(out, dataset, DCTERMS.spatial, *_of(rows, "county"))
    _put(out, dataset, DCTERMS.conformsTo, ONTOLOGY)
    _put(out, dataset, PROV.wasGeneratedBy, *_of(rows, "build"))
    _put(out, dataset, VOID.vocabulary, *_of(rows, "vocabulary"))
    _put(out, dataset, DCAT.theme, *_of(rows, "area"))
    _put(out, dataset, DCAT.keyword, *_of(rows, "county_zh"), *_of(rows, "county_en"))
    _add_time(out, dataset, first)
    _add_dump(out, dataset, path, _of(rows, "licence"))
    return dataset


def _add_titles(out: Graph, dataset: URIRef, row: Row) -> None:
    """Give a data set a title and a description in Chinese and English."""
    zh, en, year = str(row["county_zh"]), str(row.get("county_en", row["county_zh"])), str(row.get("year", ""))
    _put(
        out,
        dataset,
        DCTERMS.title,
        Literal(f"{zh}{year}年度回顾知识图谱" if year else f"{zh}年度回顾知识图谱", lang="zh"),
        Literal(
            f"Knowledge graph of {en}'s review of {year}" if year else f"Knowledge graph of {en}'s review", lang="en"
        ),
    )
    _put(
        out,
        dataset,
        DCTERMS.description,
        Literal(f"{zh}一年的举措、数字、位次与荣誉，每条陈述附原文依据", lang="zh"),
        Literal(
            f"What {en} did and what came of it: initiatives, figures, ranks, honours, each with its evidence",
            lang="en",
        ),
    )
    _put(out, dataset, DCTERMS.identifier, *(Literal(str(row[name])) for name in ("title",) if name in row))


def _add_time(out: Graph, dataset: URIRef, row: Row) -> None:
    """State the days from the first to the last that the data are about."""
    if "first" in row and "last" in row:
        time = URIRef(f"{dataset}/temporal")
        _put(out, dataset, DCTERMS.temporal, time)
        _put(out, time, RDF.type, DCTERMS.PeriodOfTime)
        _put(out, time, DCAT.startDate, Literal(str(row["first"]), datatype=XSD.date))
        _put(out, time, DCAT.endDate, Literal(str(row["last"]), datatype=XSD.date))


def _add_dump(out: Graph, dataset: URIRef, path: Path, licence: list[Term]) -> None:
    """State where the data are and in which format."""
    dump, node = URIRef(f"{DUMPS}{quote(path.stem)}.ttl"), URIRef(f"{dataset}/distribution")
    _put(out, dataset, VOID.dataDump, dump)
    _put(out, dataset, VOID.feature, TURTLE)
    _put(out, dataset, DCAT.distribution, node)
    _put(out, node, RDF.type, DCAT.Distribution)
    _put(out, node, DCAT.downloadURL, dump)
    _put(out, node, DCAT.mediaType, MEDIA_TYPE)
    _put(out, node, DCTERMS.license, *licence)


def _add_catalogue(out: Graph, store: EmbeddedStore, datasets: list[URIRef]) -> None:
    """Describe all data sets as one."""
    _put(out, CATALOGUE, RDF.type, DCAT.Catalog, VOID.Dataset)
    _put(out, CATALOGUE, DCAT.dataset, *datasets)
    _put(out, CATALOGUE, VOID.subset, *datasets)
    _put(
        out,
        CATALOGUE,
        DCTERMS.title,
        Literal("县域年度回顾知识图谱目录", lang="zh"),
        Literal("Catalogue of knowledge graphs of counties' annual reviews", lang="en"),
    )
    _put(
        out,
        CATALOGUE,
        DCTERMS.description,
        Literal(f"{len(datasets)}个数据集，每个由一篇文章读出", lang="zh"),
        Literal(f"Data sets read out of one article each: {len(datasets)}", lang="en"),
    )
    _put(out, CATALOGUE, DCTERMS.conformsTo, ONTOLOGY)
    _put(out, CATALOGUE, VOID.uriSpace, Literal(BASE))
    licences = {licence for each in datasets for licence in out.objects(each, DCTERMS.license)}
    if len(licences) == 1:
        out.add((CATALOGUE, DCTERMS.license, licences.pop()))
    _add_counts(out, CATALOGUE, store)


def _add_counts(out: Graph, dataset: URIRef, store: EmbeddedStore) -> dict[str, int]:
    """State counts, partitions and examples; return the counts."""
    (row,) = _rows(store, "counts")
    counts = {name: int(row[name]) for name in _COUNTS}
    for name, predicate in _COUNTS.items():
        _put(out, dataset, predicate, Literal(counts[name]))
    for row in _rows(store, "classes"):
        part = _part(out, dataset, "class", row["class"])
        _put(out, dataset, VOID.classPartition, part)
        _put(out, part, VOID["class"], row["class"])
        _put(out, part, VOID.entities, Literal(int(row["n"])))
        if str(row["class"]) in {f"{ONTOLOGY}{name}" for name in EXAMPLES}:
            _put(out, dataset, VOID.exampleResource, URIRef(str(row["example"])))
    for row in _rows(store, "properties"):
        part = _part(out, dataset, "property", row["property"])
        _put(out, dataset, VOID.propertyPartition, part)
        _put(out, part, VOID.property, row["property"])
        _put(out, part, VOID.triples, Literal(int(row["n"])))
    return counts


def _part(out: Graph, dataset: URIRef, kind: str, term: Term) -> URIRef:
    """Return the node of a partition, named after its class or property."""
    name = _name(term)
    mark = name.replace(":", "-") if _PLAIN.fullmatch(name) else hashlib.sha256(str(term).encode()).hexdigest()[:12]
    part = URIRef(f"{dataset}/{kind}/{mark}")
    _put(out, part, RDF.type, VOID.Dataset)
    _put(out, part, RDFS.label, Literal(name))
    return part


def _name(term: Term) -> str:
    """Return a class or property with the prefix that files declare for it, else whole."""
    for prefix, namespace in PREFIXES.items():
        if str(term).startswith(namespace):
            return f"{prefix}:{str(term)[len(namespace) :]}"
    return str(term)


def _rows(store: EmbeddedStore, name: str) -> list[Row]:
    """Return the answers of one of the queries of this package."""
    query = read(queries_dir() / "export" / f"{name}.rq")
    return list(store.query(query.text, where=query.where))


def _of(rows: list[Row], name: str) -> list[Term]:
    """Return the different values of a column in order."""
    return list(dict.fromkeys(row[name] for row in rows if name in row))


def _put(out: Graph, subject: URIRef, predicate: URIRef, *values: Term) -> None:
    """Add what a subject has for a property."""
    for value in values:
        out.add((subject, predicate, value))
