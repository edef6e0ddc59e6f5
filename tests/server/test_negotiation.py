"""Formats by Accept header and by name; the dataset of a request; how a request may be wrong."""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from .conftest import Client, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
GRAPH = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
SELECT = "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?o"
CONSTRUCT = "CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s <urn:p> ?o }"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Give a server over two graphs that share a triple."""
    path = tmp_path_factory.mktemp("small") / "a.nq"
    path.write_text(
        '<urn:a> <urn:p> "县,\\"\\n" <urn:one> .\n'
        "<urn:a> <urn:p> <urn:b> <urn:one> .\n<urn:a> <urn:p> <urn:b> <urn:two> .\n",
        "utf-8",
    )
    with serving(path) as client:
        yield client


def ask(text: str, **more: str | list[str]) -> str:
    return "/sparql?" + urllib.parse.urlencode({"query": text, **more}, doseq=True)


@pytest.mark.parametrize("media", ROWS)
def test_rows_in_each_format(small: Client, media: str) -> None:
    got = small.query(SELECT, media)
    assert (got.status, got.media, got.headers["vary"]) == (200, media, "Accept")
    if media in ROWS[:2]:
        kind = ox.QueryResultsFormat.from_media_type(media)
        assert kind
        rows = ox.parse_query_results(got.body, kind)
        assert isinstance(rows, ox.QuerySolutions)
        assert [row["o"].value for row in rows] == ["urn:b", '县,"\n']
    else:
        assert got.headers["content-type"].endswith("charset=utf-8")
        assert "县" in got.text
    assert small.query("ASK {}", media).media == media


@pytest.mark.parametrize("media", GRAPH)
def test_graphs_in_each_format(small: Client, media: str) -> None:
    got = small.query(CONSTRUCT, media)
    assert (got.status, got.media) == (200, media)
    kind = ox.RdfFormat.from_media_type(media)
    assert {quad.object.value for quad in ox.parse(got.body, format=kind)} == {'县,"\n', "urn:b"}


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        ("*/*", ROWS[0], GRAPH[0]),
        ("", ROWS[0], GRAPH[0]),
        (
            "text/csv;q=0.3, application/sparql-results+xml;q=0.8, text/turtle;q=0.1, application/rdf+xml",
            ROWS[1],
            GRAPH[3],
        ),
        ("text/*", ROWS[2], GRAPH[0]),
        ("application/json", "application/json", "application/json"),
        ("text/csv, */*;q=0.1", ROWS[2], GRAPH[0]),
        ("application/sparql-results+json;q=0, */*", ROWS[1], GRAPH[0]),
        ("text/turtle", "", GRAPH[0]),
        ("text/csv", ROWS[2], ""),
        ("image/png", "", ""),
        ("nonsense;;q=x, text/csv", ROWS[2], ""),
    ],
)
def test_the_best_format_is_chosen(small: Client, accept: str, rows: str, graph: str) -> None:
    for text, media in ((SELECT, rows), (CONSTRUCT, graph)):
        got = small.query(text, accept)
        assert (got.status, got.media) == ((200, media) if media else (406, "text/plain"))


def test_a_format_by_name(small: Client) -> None:
    for name, media in {"json": ROWS[0], "xml": ROWS[1], "csv": ROWS[2], "tsv": ROWS[3]}.items():
        assert small.get(ask(SELECT, format=name), Accept="text/html").media == media
    for name, media in {"ttl": GRAPH[0], "nt": GRAPH[1], "jsonld": GRAPH[2], "rdf": GRAPH[3]}.items():
        assert small.get(ask(CONSTRUCT, format=name)).media == media
    assert small.get(ask(SELECT, format="exe")).status == 400
    assert small.get(ask(SELECT, format="ttl")).status == 406


def test_the_dataset_of_a_request(small: Client) -> None:
    def rows(text: str, **more: str | list[str]) -> int:
        got = small.get(ask(text, **more))
        assert got.status == 200, got.text
        return len(got.json()["results"]["bindings"])

    everything = "SELECT * { ?s ?p ?o }"
    assert rows(everything) == 2
    assert rows(everything, **{"default-graph-uri": "urn:two"}) == 1
    assert rows(everything, **{"default-graph-uri": ["urn:one", "urn:two"]}) == 2  # what both say counts once
    assert rows(everything, **{"default-graph-uri": ["urn:none"]}) == 0
    assert rows(everything, **{"named-graph-uri": ["urn:one"]}) == 0
    named = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    assert rows(named, **{"named-graph-uri": ["urn:one"]}) == 2
    assert rows(named, **{"default-graph-uri": ["urn:one", "urn:two"], "named-graph-uri": ["urn:two"]}) == 1
    assert rows(named, **{"default-graph-uri": ["urn:one"]}) == 0


def test_a_wrong_dataset_is_told(small: Client) -> None:
    for name in ("using-graph-uri", "using-named-graph-uri"):
        got = small.get(ask(SELECT, **{name: "urn:one"}))
        assert (got.status, name in got.text) == (400, True)
    got = small.get(ask(SELECT, **{"default-graph-uri": "no iri"}))
    assert (got.status, "no absolute IRI" in got.text) == (400, True)
    body = b"update=CLEAR+ALL&default-graph-uri=urn:one"
    got = small.send("POST", "/sparql", body, {"Content-Type": "application/x-www-form-urlencoded"})
    assert got.status == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(small: Client, method: str) -> None:
    got = small.send(method, "/sparql")
    assert (got.status, sorted(got.headers["allow"].split(", "))) == (405, ["GET", "HEAD", "POST"])


def test_only_the_head_of_an_answer(small: Client) -> None:
    got = small.send("HEAD", ask(SELECT))
    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["content-length"]) == len(small.get(ask(SELECT)).body)


def test_texts_beyond_ascii(small: Client) -> None:
    text = 'SELECT ?x { VALUES ?x { "县域\U0001f33e" } }'
    assert small.rows(text) == [{"x": "县域\U0001f33e"}]
    body = text.encode("utf-8")
    got = small.send("POST", "/sparql", body, {"Content-Type": "application/sparql-query; charset=utf-8"})
    assert got.json()["results"]["bindings"][0]["x"]["value"] == "县域\U0001f33e"
    assert small.send("POST", "/sparql", b"ASK {} #\xff", {"Content-Type": "application/sparql-query"}).status == 400
    assert small.get("/sparql?query=%FF").status == 400
