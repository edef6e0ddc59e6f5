"""The W3C's tests of the SPARQL 1.1 protocol and service description, read from their manifests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS

from hdkg.store.terms import to_rdflib

from .conftest import TOKEN, TOP, Client, Response, quick, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

W3C = TOP.parent / "shared" / "w3c" / "sparql" / "sparql11"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        *("application/sparql-results+json", "application/sparql-results+xml"),
        *("text/csv", "text/tab-separated-values"),
    },
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}


@dataclass(frozen=True)
class Exchange:
    """One request of a test, and what has to come back."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[int]
    answer: bool | None
    format: str


@dataclass(frozen=True)
class Case:
    """One test: its requests in order, and the graphs that it needs, by their IRIs."""

    name: str
    exchanges: tuple[Exchange, ...]
    graphs: tuple[tuple[str, Path], ...]


def manifest(name: str) -> Graph:
    return Graph().parse(W3C / name / "manifest.ttl", format="turtle")


def entries(graph: Graph) -> list[URIRef]:
    head = graph.value(graph.value(predicate=RDF.type, object=MF.Manifest), MF.entries)
    return [entry for entry in Collection(graph, head) if isinstance(entry, URIRef)]


def cases() -> list[Case]:
    """Return the protocol's tests, in the order of their manifest; none where the manifest is absent."""
    if not W3C.is_dir():
        return []
    graph = manifest("protocol")
    found = []
    for entry in entries(graph):
        requests = Collection(graph, graph.value(graph.value(entry, MF.action), HT.requests))
        graphs = tuple(
            (str(graph.value(data, RDFS.label)), W3C / "protocol" / Path(str(graph.value(data, UT.graph))).name)
            for data in graph.objects(entry, UT.graphData)
        )
        found.append(Case(entry.fragment, tuple(exchange(graph, request) for request in requests), graphs))
    return found


def exchange(graph: Graph, request: object) -> Exchange:
    """Read one request."""
    expected = graph.value(request, HT.resp)
    headers = graph.value(request, HT.headers)
    content = graph.value(request, HT.body)
    body = None
    if content is not None:
        chars, encoding = graph.value(content, CNT.chars), graph.value(content, CNT.characterEncoding)
        body = str(chars).encode(str(encoding))
    return Exchange(
        method=str(graph.value(request, HT.methodName)),
        path=str(graph.value(request, HT.absolutePath)),
        headers=tuple(
            (str(graph.value(each, HT.fieldName)), str(graph.value(each, HT.fieldValue)))
            for each in (Collection(graph, headers) if headers else ())
        ),
        body=body,
        statuses=frozenset(int(str(status)[-3]) for status in graph.objects(expected, MF.expectedStatus)),
        answer=value.value if isinstance(value := graph.value(expected, MF.expectedBoolean), Literal) else None,
        format=str(graph.value(expected, MF.expectedFormat) or ""),
    )


CASES = cases()
needs_w3c = pytest.mark.skipif(not W3C.is_dir(), reason="the W3C's test suite is not here")


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Give a writable server that holds the suite's graphs under their IRIs."""
    folder = tmp_path_factory.mktemp("w3c")
    lines = [
        line.strip().rstrip(".") + f"<{iri}> .\n"
        for iri, path in sorted({graph for case in CASES for graph in case.graphs})
        for line in path.read_text("utf-8").splitlines()
    ]
    data = folder / "data.nq"
    data.write_text("".join(lines), "utf-8")
    with serving(data, store=folder / "store", settings=quick(token=TOKEN)) as client:
        yield client


@needs_w3c
def test_how_many_cases_there_are() -> None:
    assert len(CASES) == 34
    assert sum(len(case.exchanges) for case in CASES) == 39
    assert len({graph for case in CASES for graph in case.graphs}) == 3


@needs_w3c
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_protocol(case: Case, writable: Client) -> None:
    for asked in case.exchanges:
        headers = {"Authorization": f"Bearer {TOKEN}", **dict(asked.headers)}
        got = writable.send(asked.method, asked.path, asked.body, headers)
        assert got.status // 100 in asked.statuses, got.text
        if asked.format:
            assert got.media in FORMATS[asked.format]
        if asked.answer is not None:
            assert json.loads(got.body)["boolean"] is asked.answer


@needs_w3c
@pytest.mark.parametrize("case", [case for case in CASES if "update" in case.name], ids=lambda case: case.name)
def test_a_plain_server_takes_no_update(case: Case, client: Client) -> None:
    asked = case.exchanges[0]
    got = client.send(asked.method, asked.path, asked.body, dict(asked.headers))
    assert got.status // 100 == 4
    if 2 in asked.statuses:
        assert got.status == 403


def description(client: Client, accept: str, media: str) -> tuple[Graph, Response]:
    got = client.get("/sparql", Accept=accept)
    assert (got.status, got.media) == (200, media)
    graph = Graph()
    for quad in ox.parse(got.body, format=ox.RdfFormat.from_media_type(media)):
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return graph, got


@pytest.mark.parametrize("media", sorted(FORMATS["RDF"]))
def test_service_description_returns_rdf(client: Client, media: str) -> None:
    graph, _ = description(client, media, media)
    assert len(graph) > 10


def test_service_description_has_the_endpoint_triple(client: Client) -> None:
    graph, _ = description(client, "*/*", "text/turtle")
    services = list(graph.subjects(RDF.type, SD.Service))
    assert [graph.value(service, SD.endpoint) for service in services] == [URIRef(f"{client.address}sparql")]


def test_service_description_conforms_to_its_schema(client: Client, writable: Client) -> None:
    """Each term of the vocabulary is one, and stands where its domain and range allow."""
    domains = {
        **dict.fromkeys(("endpoint", "supportedLanguage", "resultFormat", "feature", "defaultDataset"), "Service"),
        **dict.fromkeys(("defaultGraph", "namedGraph"), "Dataset"),
        **dict.fromkeys(("name", "graph"), "NamedGraph"),
    }
    ranges = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph", "graph": "Graph"}
    for each, languages in ((client, 1), (writable, 2)):
        graph, _ = description(each, "text/turtle", "text/turtle")
        seen = 0
        for subject, predicate, value in graph:
            if predicate not in SD:
                continue
            seen += 1
            name = str(predicate).removeprefix(str(SD))
            assert (subject, RDF.type, SD[domains[name]]) in graph
            assert isinstance(value, URIRef)
            if name in ranges:
                assert (value, RDF.type, SD[ranges[name]]) in graph
        assert seen > 10
        assert len(list(graph.objects(None, SD.supportedLanguage))) == languages


@needs_w3c
def test_how_many_tests_of_the_service_description_there_are() -> None:
    names = {entry.fragment for entry in entries(manifest("service-description"))}
    assert names == {"returns-rdf", "has-endpoint-triple", "conforms-to-schema"}
