"""Linked data, pages and downloads, on a real graph and on one full of traps."""

from __future__ import annotations

import re
import urllib.parse
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from hdkg.queries import catalogue

from .conftest import Client, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNTY = "https://w3id.org/hdkg/id/division/430424"
MEDIA = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</textarea><script>alert(1)</script>",
    "&lt;b&gt; &amp; \u202e \u0000".replace("\u0000", ""),
)
OWN_SCRIPT = re.compile(r"/web/[0-9a-f]{16}/query\.js")
HOSTILE = "https://w3id.org/hdkg/id/initiative/430424/trap-000000"


class Reader(HTMLParser):
    """Reads a page: its elements, links, what could run, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and OWN_SCRIPT.fullmatch(dict(attrs).get("src") or ""):
            return  # the query page's own; no other is let in
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name in {"style", "srcdoc"}]
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action", "formaction"}]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    assert not reader.tags & {"script", "iframe", "object", "img", "svg", "style", "base"}
    assert reader.handlers == []
    assert [link for link in reader.links if not link.startswith(("/", "?", "http://", "https://"))] == []
    return reader


def graph(client: Client, path: str, accept: str = "") -> set[tuple[str, str, str]]:
    got = client.get(path, **({"Accept": accept} if accept else {}))
    assert got.status == 200, got.text
    kind = ox.RdfFormat.from_media_type(got.media)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in ox.parse(got.body, format=kind)}


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/page/id/division/430424"),
        ("text/turtle", "/data/id/division/430424.ttl"),
        ("text/html;q=0.2, application/ld+json", "/data/id/division/430424.jsonld"),
        ("application/n-triples", "/data/id/division/430424.nt"),
        ("*/*", "/data/id/division/430424.ttl"),
    ],
)
def test_an_iri_leads_to_a_document(client: Client, accept: str, place: str) -> None:
    got = client.get("/id/division/430424", Accept=accept)
    assert (got.status, got.headers["location"], got.headers["vary"]) == (303, place, "Accept")
    assert client.get(place).status == 200


def test_every_iri_of_the_graph_leads_somewhere(client: Client, hengdong: Path) -> None:
    quads = ox.parse(path=hengdong, format=ox.RdfFormat.TURTLE)
    nodes = {
        term.value
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode)
    }
    ours = sorted(node for node in nodes if re.match(r"https://w3id\.org/hdkg/[\w-]+/.", node))
    assert len(ours) > 400
    spaces = {node.split("/")[4] for node in ours}
    assert spaces == {"id", "ontology", "code", "indicator", "unit", "policy-area"}
    for node in [*ours[::25], *(next(n for n in ours if n.split("/")[4] == space) for space in spaces)]:
        got = client.get(node.removeprefix("https://w3id.org/hdkg"), Accept="text/html")
        assert got.status == 303, node
        page = client.get(got.headers["location"])
        assert page.status == 200
        assert node in "".join(read(page.text).words)


def test_an_unknown_iri_is_not_there(client: Client) -> None:
    for accept in ("text/html", "text/turtle"):
        assert client.get("/id/division/999999", Accept=accept).status == 404
    assert client.get("/data/id/division/999999.ttl").status == 404
    assert client.get("/page/id/division/999999").status == 404
    assert client.get("/data/id/division/430424.exe").status == 404
    assert client.get("/id/division/430424", Accept="image/png").status == 406
    for odd in ("/id/%3E%20%7D%20DROP", "/id/a%22b", "/id/../../etc/passwd", "/page.css/../x", "/id/" + "x" * 5000):
        assert client.get(odd).status == 404


def test_a_page_shows_facts_with_their_words(client: Client) -> None:
    zh, en = (client.get(f"/page/id/division/430424?lang={language}") for language in ("zh", "en"))
    assert (zh.headers["content-language"], en.headers["content-language"]) == ("zh", "en")
    for got, words in (
        (zh, ("衡东县", "事实", "总量255.92亿元", "522–532")),
        (en, ("Hengdong County", "Facts", "总量255.92亿元")),
    ):
        text = "".join(read(got.text).words)
        for word in words:
            assert word in text
    links = read(en.text).links
    assert "/id/observation/097435925ba6689f/e4d1497fee0b?lang=en" in links
    assert "/id/initiative/430424/xiajigongshi-f0506c?lang=en" in links
    assert client.get("/page/id/division/430424", Accept_Language="en").headers["content-language"] == "en"


def test_the_data_of_a_node(client: Client) -> None:
    said = {ending: graph(client, f"/data/id/division/430424.{ending}") for ending in MEDIA}
    assert len(said["ttl"]) > 100
    assert said["ttl"] == said["nt"] == said["jsonld"] == said["rdf"]
    assert (f"<{COUNTY}>", "<http://www.w3.org/2000/01/rdf-schema#label>", '"衡东县"@zh') in said["nt"]
    assert any(value == f"<{COUNTY}>" for _, _, value in said["nt"])


def test_whole_graphs(client: Client, hengdong: Path) -> None:
    store = ox.Store()  # which writes figures in their canonical form: 39.0 as 39
    store.load(path=hengdong, format=ox.RdfFormat.TURTLE)
    whole = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in store}
    name = urllib.parse.quote("https://w3id.org/hdkg/id/dataset/097435925ba6689f", safe="")
    for ending, media in MEDIA.items():
        assert graph(client, f"/graphs?graph={name}&format={ending}") == whole
        assert client.get(f"/graphs?graph={name}", Accept=media).media == media
    follows = [
        graph(client, f"/graphs?graph=https://w3id.org/hdkg/id/inference/{name}&format=nt")
        for name in ("inferred", "flat")
    ]
    assert all(len(each) > 100 for each in follows)
    assert graph(client, "/graphs?default") == whole.union(*follows)
    assert len(graph(client, "/graphs?graph=https://w3id.org/hdkg/ontology/")) > 1000
    assert [client.get(f"/graphs{rest}").status for rest in ("", "?graph=urn:x", "?default&graph=urn:x")] == [
        400,
        404,
        400,
    ]


def test_the_description_of_the_data_set(client: Client) -> None:
    said = graph(client, "/.well-known/void", "application/ld+json")
    void = "http://rdfs.org/ns/void#"
    dumps = [value.strip("<>") for _, predicate, value in said if predicate == f"<{void}dataDump>"]
    assert len(dumps) == 17
    for dump in dumps:
        path = dump.removeprefix(client.address.rstrip("/")).removeprefix("https://w3id.org/hdkg")
        assert client.get(path).status == 200, dump
    assert [value for _, predicate, value in said if predicate == f"<{void}sparqlEndpoint>"] == [
        f"<{client.address}sparql>"
    ]


@pytest.mark.parametrize("name", [query.name for query in catalogue()])
def test_each_question_has_its_page(client: Client, name: str) -> None:
    got = client.get(f"/queries/{name}?lang=en")
    assert got.status == 200
    assert 'role="alert"' not in got.text
    read(got.text)


def test_a_question_with_parameters(client: Client) -> None:
    every = client.get("/queries/honours?lang=en").text
    some = client.get("/queries/honours?lang=en&reach=hdc:reach-national&county=430424").text
    assert every.count("<tr>") > some.count("<tr>") > 1
    assert re.search(r'name="year" value="" type="number" step="1" min="1949"', every)
    assert re.search(r'name="county" value="" type="text"', every)
    text = client.get("/queries/honours.rq?county=430424&year=2023&x=1")
    assert (text.status, text.media) == (200, "application/sparql-query")
    assert 'VALUES ?county { "430424" }' in text.text
    assert client.query(text.text, "text/csv").text.count("\n") == client.query(
        client.get("/queries/honours.rq").text, "text/csv"
    ).text.count("\n")
    assert client.get("/queries/honours.rq?year=soon").status == 400
    assert client.get("/queries/nothing.rq").status == 404
    wrong = client.get("/queries/honours?lang=en&year=soon")
    assert (wrong.status, "is no year" in "".join(read(wrong.text).words)) == (400, True)
    evil = client.get("/queries/honours?county=" + urllib.parse.quote('" } DROP ALL #'))
    assert evil.status == 200
    assert client.get("/queries/nothing").status == 404


def test_the_form_for_any_query(client: Client) -> None:
    def ask(text: str) -> str:
        return client.get(f"/query?lang=en&query={urllib.parse.quote(text)}").text

    assert "2" in read(ask("SELECT (1 + 1 AS ?two) {}")).words
    assert "yes" in read(ask("ASK {}")).words
    assert "urn:b" in "".join(read(ask("CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}")).words)
    assert "line 1, column 13" in ask("SELECT * { ?s foo:x ?o }") or "Malformed at line 1" in ask(
        "SELECT * { ?s foo:x ?o }"
    )
    for payload in PAYLOADS:
        assert payload in "".join(read(ask(payload)).words)
    got = client.get("/sparql", Accept="text/html,*/*;q=0.1")
    assert (got.status, got.headers["location"]) == (303, "/query")


def test_the_start_page_leads_on(client: Client) -> None:
    reader = read(client.get("/?lang=en").text)
    assert "Hengdong County" in reader.words
    for link in reader.links:
        if link.startswith("/"):
            assert client.get(link).status in {200, 303}, link


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Give a server over a graph whose every text is a payload."""
    path = tmp_path_factory.mktemp("traps") / "traps.nt"
    name = ox.NamedNode(HOSTILE)
    hd, rdfs = "https://w3id.org/hdkg/ontology/", "http://www.w3.org/2000/01/rdf-schema#"
    lines = [
        ox.Triple(
            name, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(f"{hd}Initiative")
        )
    ]
    for number, payload in enumerate(PAYLOADS):
        claim, span = ox.NamedNode(f"{HOSTILE}/claim-{number}"), ox.NamedNode(f"{HOSTILE}/span-{number}")
        section = ox.NamedNode(f"{HOSTILE}/section-{number}")
        bad = ox.NamedNode(
            "javascript:alert(1)"
            if number % 2
            else "data:text/html,<script>alert(1)</script>".replace("<", "%3C").replace(">", "%3E")
        )
        for subject, predicate, value in (
            (name, f"{rdfs}label", ox.Literal(payload, language="zh")),
            (name, f"{rdfs}seeAlso", bad),
            (bad, f"{rdfs}label", ox.Literal(payload, language="en")),
            (bad, f"{rdfs}seeAlso", name),
            (claim, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ox.NamedNode(f"{hd}Claim")),
            (claim, f"{hd}subject", name),
            (claim, f"{rdfs}label", ox.Literal(payload, language="zh")),
            (claim, f"{hd}writtenValue", ox.Literal(payload)),
            (claim, f"{hd}reading", bad),
            (claim, "http://www.w3.org/ns/prov#wasDerivedFrom", span),
            (span, f"{hd}exact", ox.Literal(payload)),
            (span, f"{hd}start", ox.Literal(payload)),
            (span, f"{hd}end", ox.Literal(payload)),
            (span, f"{hd}inSection", section),
            (section, f"{rdfs}label", ox.Literal(payload)),
            (span, "http://purl.org/dc/terms/source", bad),
            (bad, "http://purl.org/dc/terms/title", ox.Literal(payload)),
        ):
            lines.append(ox.Triple(subject, ox.NamedNode(predicate), value))
    path.write_bytes(ox.serialize(lines, format=ox.RdfFormat.N_TRIPLES) or b"")
    with serving(path) as client:
        yield client


def test_hostile_graphs_stay_text(traps: Client) -> None:
    for language in ("zh", "en"):
        got = traps.get(f"/page{HOSTILE.removeprefix('https://w3id.org/hdkg')}?lang={language}")
        assert got.status == 200
        text = "".join(read(got.text).words)
        for payload in PAYLOADS:
            assert payload in text
    got = traps.get("/query?query=" + urllib.parse.quote("SELECT * { ?s ?p ?o }"))
    text = "".join(read(got.text).words)
    for payload in PAYLOADS:
        assert payload in text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_addresses_stay_text(client: Client, payload: str) -> None:
    quoted = urllib.parse.quote(payload)
    for path in (
        f"/?lang={quoted}",
        f"/query?lang=en&{quoted}={quoted}",
        f"/queries/honours?county={quoted}&x={quoted}",
    ):
        read(client.get(path).text)
    for path in (f"/id/{quoted}", f"/page/id/{quoted}", f"/queries/{quoted}", f"/graphs?graph={quoted}", f"/{quoted}"):
        got = client.get(path, Accept="text/html")
        assert got.status in {404, 406}
        assert got.media in {"text/plain", "text/html"}
        if got.media == "text/html":
            read(got.text)
