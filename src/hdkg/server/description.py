"""The server described in RDF: as a SPARQL service, and as a data set (VoID)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hdkg.server.overview import Held
    from hdkg.server.settings import Settings

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
FORMATS = "http://www.w3.org/ns/formats/"
XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
PREFIXES = {"sd": SD, "void": VOID, "dcat": DCAT, "dcterms": DCTERMS, "foaf": FOAF, "formats": FORMATS}
WRITTEN = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ID = "https://w3id.org/hdkg/id/"
CATALOGUE = f"{ID}catalogue"


def service_description(address: str, graphs: Sequence[Held], settings: Settings, ending: str) -> bytes:
    """Return the description of the endpoint (SPARQL 1.1 Service Description).

    Parameters
    ----------
    address
        The endpoint's.
    graphs
        What it holds.
    settings
        Whether it is writable, and whether it reaches other hosts.
    ending
        Of the format to write in.

    Examples
    --------
    >>> from hdkg.server.settings import Settings
    >>> b"sd:endpoint <http://a.example/>" in service_description("http://a.example/", [], Settings(), "ttl")
    True
    """
    return _written(_service(address, graphs, settings), ending)


def dataset_description(site: str, graphs: Sequence[Held], ending: str, described: bytes = b"") -> bytes:
    """Return the VoID description of what the server holds: where to ask, where to download, how large.

    Parameters
    ----------
    site
        The server's address.
    graphs
        What it holds.
    ending
        Of the format to write in.
    described
        What `hdkg.export.describe` says of the same graphs, in Turtle; the catalogue in it is then the whole.

    Examples
    --------
    >>> b"void:sparqlEndpoint <http://a.example/sparql>" in dataset_description("http://a.example", [], "ttl")
    True
    """
    found = [quad.triple for quad in ox.parse(described, format=ox.RdfFormat.TURTLE)]
    whole = ox.NamedNode(CATALOGUE if found else f"{site}/.well-known/void#dataset")
    titled = {triple.subject.value for triple in found if triple.predicate.value == f"{DCTERMS}title"}
    return _written([*found, *_dataset(site, whole, graphs, titled)], ending)


def download(site: str, graph: str, ending: str = "ttl") -> str:
    """Return the address of a whole graph.

    Examples
    --------
    >>> download("", "https://w3id.org/hdkg/id/dataset/1")
    '/graphs?graph=https%3A%2F%2Fw3id.org%2Fhdkg%2Fid%2Fdataset%2F1&format=ttl'
    """
    return f"{site}/graphs?graph={quote(graph, safe='')}&format={ending}"


def _service(address: str, graphs: Sequence[Held], settings: Settings) -> Iterator[ox.Triple]:
    service, dataset, default = (ox.NamedNode(f"{address}#{name}") for name in ("service", "dataset", "default"))
    yield _triple(service, f"{RDF}type", f"{SD}Service")
    yield _triple(service, f"{SD}endpoint", address)
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if settings.token else [])]
    yield from (_triple(service, f"{SD}supportedLanguage", f"{SD}{language}") for language in languages)
    yield from (_triple(service, f"{SD}resultFormat", f"{FORMATS}{name}") for name in WRITTEN)
    if settings.hosts:
        yield _triple(service, f"{SD}feature", f"{SD}BasicFederatedQuery")
    yield _triple(service, f"{SD}defaultDataset", dataset.value)
    yield _triple(dataset, f"{RDF}type", f"{SD}Dataset")
    yield _triple(dataset, f"{SD}defaultGraph", default.value)
    yield _triple(default, f"{RDF}type", f"{SD}Graph")
    for number, held in enumerate(graphs, 1):
        named, graph = ox.NamedNode(f"{address}#named-{number}"), ox.NamedNode(f"{address}#graph-{number}")
        yield _triple(dataset, f"{SD}namedGraph", named.value)
        yield _triple(named, f"{RDF}type", f"{SD}NamedGraph")
        yield _triple(named, f"{SD}name", held.iri)
        yield _triple(named, f"{SD}graph", graph.value)
        yield _triple(graph, f"{RDF}type", f"{SD}Graph")
        yield _number(graph, f"{VOID}triples", held.triples)


def _dataset(site: str, whole: ox.NamedNode, graphs: Sequence[Held], titled: set[str]) -> Iterator[ox.Triple]:
    document, service = ox.NamedNode(f"{site}/.well-known/void"), ox.NamedNode(f"{site}/sparql#service")
    yield _triple(document, f"{RDF}type", f"{VOID}DatasetDescription")
    yield _triple(document, f"{FOAF}topic", whole.value)
    yield _triple(whole, f"{RDF}type", f"{VOID}Dataset")
    yield _triple(whole, f"{VOID}sparqlEndpoint", f"{site}/sparql")
    yield _triple(service, f"{RDF}type", f"{DCAT}DataService")
    yield _triple(service, f"{DCAT}endpointURL", f"{site}/sparql")
    yield _triple(service, f"{DCAT}servesDataset", whole.value)
    yield ox.Triple(whole, ox.NamedNode(f"{VOID}uriSpace"), ox.Literal(ID))
    yield _triple(whole, f"{DCTERMS}license", LICENCE)
    for held in graphs:
        part = ox.NamedNode(held.iri)
        yield _triple(whole, f"{VOID}subset", held.iri)
        yield _triple(part, f"{RDF}type", f"{VOID}Dataset")
        yield _number(part, f"{VOID}triples", held.triples)
        if held.title and held.iri not in titled:
            yield ox.Triple(part, ox.NamedNode(f"{DCTERMS}title"), ox.Literal(held.title))
        for ending in ("ttl", "nt", "jsonld", "rdf"):
            yield _triple(part, f"{VOID}dataDump", download(site, held.iri, ending))


def _triple(subject: ox.NamedNode, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), ox.NamedNode(value))


def _number(subject: ox.NamedNode, predicate: str, value: int) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), ox.Literal(str(value), datatype=XSD_INTEGER))


def _written(triples: Iterable[ox.Triple], ending: str) -> bytes:
    data = ox.serialize(triples, format=ox.RdfFormat.from_extension(ending), prefixes=PREFIXES)
    return data or b""
