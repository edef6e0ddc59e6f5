"""The ontology's pages, what describes the graphs, the files; and the checks of FOOPS! that need a server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from hdkg.documentation import write
from hdkg.export import describe
from hdkg.server.documents import FILES, styled
from hdkg.validation.checks import ontology_store

from .conftest import TOKEN, Client, quick, serving

if TYPE_CHECKING:
    from pathlib import Path

ONTOLOGY = "https://w3id.org/hdkg/ontology/"
VOID = "http://rdfs.org/ns/void#"
RDF = ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def follow(client: Client, iri: str, accept: str) -> tuple[str, ox.Store | str]:
    """Resolve an IRI of ours on the server as a client of the web does; return the media type and what comes."""
    got = client.get(iri.removeprefix("https://w3id.org/hdkg"), Accept=accept)
    if got.status == 303:
        got = client.get(got.headers["location"], Accept=accept)
    assert got.status == 200, (iri, accept, got.status)
    if got.media == "text/html":
        return got.media, got.text
    store = ox.Store()
    store.load(got.body, format=ox.RdfFormat.from_media_type(got.media))
    return got.media, store


def version() -> str:
    """Return the version IRI that the ontology declares."""
    quads = ontology_store().quads_for_pattern(
        ox.NamedNode(ONTOLOGY), ox.NamedNode("http://www.w3.org/2002/07/owl#versionIRI"), None
    )
    (quad,) = list(quads)
    return str(quad.object.value)


# What FOOPS! asks of an ontology on the web; those that need no server are in ontology/checks. Not applicable before a
# release: FIND2 (the prefix is registered at prefix.cc), FIND3 and FIND3B (the vocabulary is registered in LOV) ask
# registries of other people's that take published vocabularies only; HTTP1 (an open protocol) is what these tests use.
@pytest.mark.parametrize("accept", RDF)
@pytest.mark.parametrize("iri", [ONTOLOGY, version()])
def test_foops_cn1_rdf1_uri1_ver2(client: Client, iri: str, accept: str) -> None:
    media, store = follow(client, iri, accept)
    assert media == accept
    assert isinstance(store, ox.Store)
    assert len(store) == len(ontology_store())
    # URI2: what comes declares the very IRI that was asked as the ontology's or its version's.
    ask = f"ASK {{ <{ONTOLOGY}> a owl:Ontology ; owl:versionIRI? ?it FILTER(?it = <{iri}>) }}"
    assert bool(store.query(f"PREFIX owl: <http://www.w3.org/2002/07/owl#> {ask}"))


@pytest.mark.parametrize("iri", [ONTOLOGY, version()])
def test_foops_cn1_doc1(client: Client, iri: str) -> None:
    media, text = follow(client, iri, BROWSER)
    assert media == "text/html"
    assert isinstance(text, str)
    assert 'id="Campaign"' in text


def test_foops_terms_resolve(client: Client) -> None:
    for name in ("County", "indicator", "figure"):
        for accept in (*RDF, BROWSER):
            _, found = follow(client, f"{ONTOLOGY}{name}", accept)
            if isinstance(found, ox.Store):
                assert list(found.quads_for_pattern(ox.NamedNode(f"{ONTOLOGY}{name}"), None, None))
            else:
                assert f'href="/ontology/#{name}"' in found


def test_the_pages_are_those_of_export_docs(client: Client, tmp_path: Path) -> None:
    written = {path.name: path.read_bytes() for path in write(tmp_path)}
    assert set(written) == FILES
    for name, body in written.items():
        got = client.get(f"/ontology/{name}")
        assert (got.status, got.body) == (200, body), name
        assert got.headers["content-security-policy"] == styled(body)
        for link in re.findall(rb'(?:href|src)="([^"#:]+)"', body) if name.endswith(".html") else ():
            assert client.get(f"/ontology/{link.decode()}").status == 200, link
    for path, lang in (("/ontology/?lang=en", "en"), ("/ontology/?lang=zh", "zh")):
        got = client.get(path, Accept="text/html")
        assert (got.headers["content-language"], got.body) == (lang, written[f"index.{lang}.html"])
    assert client.get("/ontology/", Accept="text/html", Accept_Language="en").headers["content-language"] == "en"
    assert client.get("/ontology/changes").headers["location"] == "/ontology/CHANGELOG.md"
    assert client.get("/ontology/0.0.9", Accept=BROWSER).status == 404
    assert client.get("/ontology/..%2f..%2fetc%2fpasswd", Accept=BROWSER).status == 404


def test_the_description_is_the_whole_one(client: Client, hengdong: Path) -> None:
    got = client.get("/.well-known/void", Accept="text/turtle")
    said, told = ox.Store(), ox.Store()
    said.load(got.body, format=ox.RdfFormat.TURTLE)
    told.load(describe([hengdong]).encode(), format=ox.RdfFormat.TURTLE)
    assert len(told) > 200
    assert set(told) <= set(said)
    rows = said.query(
        f"""PREFIX void: <{VOID}> PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        SELECT ?at ?whole {{ ?document a void:DatasetDescription ; foaf:topic ?whole . ?whole void:sparqlEndpoint ?at .
        ?service dcat:servesDataset ?whole ; dcat:endpointURL ?at }}"""
    )
    assert [(row["at"].value, row["whole"].value) for row in rows] == [
        (f"{client.address}sparql", "https://w3id.org/hdkg/id/catalogue")
    ]


def test_counts_of_the_description_are_those_of_the_graphs(client: Client) -> None:
    got = client.get("/.well-known/void", Accept="text/turtle")
    said = ox.Store()
    said.load(got.body, format=ox.RdfFormat.TURTLE)
    sizes = {
        row["g"]: row["n"] for row in client.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    }
    assert len(sizes) == 4
    for graph, size in sizes.items():
        counts = said.quads_for_pattern(ox.NamedNode(graph), ox.NamedNode(f"{VOID}triples"), None)
        assert {quad.object.value for quad in counts} == {size}, graph


def test_a_graph_file_has_its_address(client: Client, hengdong: Path) -> None:
    got = client.get("/graph/hengdong-2023.ttl")
    assert (got.media, got.body) == ("text/turtle", hengdong.read_bytes())
    for name in ("nothing.ttl", "..%2Fpyproject.toml", "%2Fetc%2Fpasswd"):
        assert client.get(f"/graph/{name}").status == 404


def test_a_graph_without_a_data_set_is_described_by_its_size(tmp_path: Path) -> None:
    (tmp_path / "plain.nt").write_text("<urn:a> <urn:b> <urn:c> .\n", "utf-8")
    with serving(tmp_path / "plain.nt") as client:
        said = client.get("/.well-known/void", Accept="text/turtle").text
        assert "void:triples 1" in said
        assert "plain.nt" not in client.get("/graph/plain.nt").text
        assert client.get("/graph/plain.nt").media == "application/n-triples"


def test_queries_see_what_follows(client: Client) -> None:
    hd = f"PREFIX hd: <{ONTOLOGY}> PREFIX org: <http://www.w3.org/ns/org#>"
    assert client.rows(
        f'{hd} SELECT ?value {{ ?county hd:name "衡东县" ; hd:figure ?figure . '
        '?figure hd:indicatorName "地区生产总值" ; hd:level ?value }'
    )
    assert client.rows(f"{hd} SELECT ?thing {{ <https://w3id.org/hdkg/id/division/430424> hd:contains ?thing }}")
    assert client.rows(f"{hd} SELECT ?it {{ ?it a org:FormalOrganization }}")


def test_a_store_that_changes_holds_no_consequences(tmp_path: Path, hengdong: Path) -> None:
    """They would be stale after the first update."""
    with serving(hengdong, store=tmp_path / "store", settings=quick(token=TOKEN)) as client:
        graphs = {row["g"] for row in client.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
        assert graphs == {"https://w3id.org/hdkg/id/dataset/097435925ba6689f", ONTOLOGY}
        assert client.get("/.well-known/void", Accept="text/turtle").status == 200
