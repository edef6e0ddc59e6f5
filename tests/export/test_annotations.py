"""The evidence leaves as Web Annotations whose selectors find the words again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.compare import isomorphic

from hdkg.export import web_annotations
from hdkg.export.evidence import CONTEXT, OA, annotation_graph
from hdkg.resources import graph_dir
from hdkg.store import EmbeddedStore, open_store

# What http://www.w3.org/ns/anno.jsonld says of the keys that are used, so that the test needs no network.
TERMS = {
    "oa": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector")},
    **{name: f"as:{name}" for name in ("AnnotationCollection", "AnnotationPage")},
    "linking": "oa:linking",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "exact": "oa:exact",
    "start": {"@id": "oa:start", "@type": "http://www.w3.org/2001/XMLSchema#integer"},
    "end": {"@id": "oa:end", "@type": "http://www.w3.org/2001/XMLSchema#integer"},
}


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own parsers use what it gave up


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return open_store([graph_dir() / "hengdong-2023.ttl"])


@pytest.fixture(scope="module")
def document(store: EmbeddedStore) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(web_annotations(store))
    return found


def test_every_span_is_an_annotation(store: EmbeddedStore, document: dict[str, Any]) -> None:
    spans = store.query("SELECT ?s { ?s a <https://w3id.org/hdkg/ontology/Span> }").rows
    items = document["first"]["items"]
    assert len(spans) > 90
    assert {item["id"] for item in items} == {f"{row[0]}/annotation" for row in spans}
    assert document["total"] == len(items)


def test_selectors_find_the_words_in_the_source(document: dict[str, Any]) -> None:
    text = (graph_dir() / "sources" / "hengdong-2023.md").read_text("utf-8")
    for item in document["first"]["items"]:
        quote, position = item["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[position["start"] : position["end"]] == quote["exact"]


def test_positions_count_code_points_and_not_utf_16_units() -> None:
    words, text = "𬶋水", "𠮷𬶋水"
    assert text[1:3] == words
    assert text.encode("utf-16-le")[2:6].decode("utf-16-le", "replace") != words
    query = (Path(__file__).resolve().parents[2] / "queries" / "export" / "annotations.rq").read_text("utf-8")
    assert "count Unicode code points" in query


def test_the_keys_mean_what_the_query_builds(store: EmbeddedStore, document: dict[str, Any]) -> None:
    assert document["@context"] == CONTEXT
    alone = {"@context": TERMS, "@graph": document["first"]["items"]}
    read = rdflib.Graph().parse(data=json.dumps(alone), format="json-ld")
    assert isomorphic(read, annotation_graph(store))


def test_bodies_are_what_rests_on_the_words(store: EmbeddedStore, document: dict[str, Any]) -> None:
    bodies = {body for item in document["first"]["items"] for body in item.get("body", ())}
    claims = store.query("SELECT DISTINCT ?c { ?c a <https://w3id.org/hdkg/ontology/Claim> }").rows
    assert {str(row[0]) for row in claims} <= bodies
