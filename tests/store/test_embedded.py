"""The embedded store: loading, asking, refusing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from hdkg.errors import GraphError, QueryError
from hdkg.store import Kind, Result, open_graph, open_store

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.ttl"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def count(result: Result) -> int:
    return int(str(result.rows[0][0]))


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_file_is_a_named_graph_called_by_its_dataset() -> None:
    store = open_store([EXAMPLE])
    assert store.graphs == ("https://w3id.org/hdkg/id/dataset/00112233445566aa",)
    assert count(store.query(COUNT)) == len(store) == len(rdflib.Graph().parse(EXAMPLE))


def test_file_without_a_dataset_is_called_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path, "衡东 2023.ttl", "<urn:a> <urn:b> 1 .")
    assert open_store([path]).graphs == ("https://w3id.org/hdkg/id/graph/%E8%A1%A1%E4%B8%9C%202023",)


def test_default_graph_is_the_union(tmp_path: Path) -> None:
    first = write(tmp_path, "a.ttl", "<urn:a> <urn:b> 1 .")
    second = write(tmp_path, "b.ttl", "<urn:a> <urn:b> 1 , 2 .")
    store = open_store([first, second])
    assert count(store.query(COUNT)) == 2
    assert count(store.query("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")) == 2


KINDS = {
    "a.ttl": "<urn:a> <urn:b> 1 .",
    "a.nt": '<urn:a> <urn:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    "a.trig": "<urn:g> { <urn:a> <urn:b> 1 }",
    "a.nq": '<urn:a> <urn:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .',
    "a.jsonld": '{"@id": "urn:a", "urn:b": 1}',
    "both.trig": "<urn:g> { <urn:x> <urn:y> 2 } <urn:a> <urn:b> 1 .",
    "a.TTL": "<urn:a> <urn:b> 1 .",
}


@pytest.mark.parametrize("name", KINDS)
def test_kinds_of_file(tmp_path: Path, name: str) -> None:
    store = open_store([write(tmp_path, name, KINDS[name])])
    assert store.query("SELECT ?n { <urn:a> <urn:b> ?n }").rows == ((rdflib.Literal(1),),)


def test_graph_in_memory_keeps_terms() -> None:
    graph = rdflib.Graph().parse(data='<urn:a> <urn:b> "衡东"@zh, 1.50, "x", <urn:c>, "1"^^<urn:t> .', format="turtle")
    rows = open_graph(graph).query("SELECT ?o { <urn:a> <urn:b> ?o }").rows
    assert {row[0] for row in rows if row[0] is not None} - {rdflib.Literal("1.5", datatype=rdflib.XSD.decimal)} == {
        rdflib.Literal("衡东", lang="zh"),
        rdflib.Literal("x"),
        rdflib.URIRef("urn:c"),
        rdflib.Literal("1", datatype="urn:t"),
    }
    assert len(rows) == 5


def test_ask_and_construct() -> None:
    store = open_store([EXAMPLE])
    assert store.query("ASK { ?s a <https://w3id.org/hdkg/ontology/County> }").answer
    built = store.query("CONSTRUCT { ?s a <urn:c> } WHERE { ?s a <https://w3id.org/hdkg/ontology/County> }")
    assert built.kind is Kind.GRAPH
    assert set(built.graph or ()) == {
        (rdflib.URIRef("https://w3id.org/hdkg/id/division/430424"), rdflib.RDF.type, rdflib.URIRef("urn:c"))
    }


BAD_FILES = {
    "missing.ttl": (None, "cannot be read"),
    "a.xlsx": (b"PK", "not a graph file by its ending"),
    "syntax.ttl": (b"<urn:a> <urn:b> 1 .\n\n<urn:a> oops .\n", "syntax.ttl:3: malformed"),
    "binary.ttl": (b"\x00\x01\xff", "binary.ttl:1: malformed"),
    "gbk.ttl": ('<urn:a> <urn:b> "衡东" .'.encode("gb18030"), "gbk.ttl:1: malformed"),
    "cut.nq": (b"<urn:a> <urn:b> <urn:c", "cut.nq:1: malformed"),
    "array.jsonld": (b'[{"@id": ', "array.jsonld:1: malformed"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file_is_named_with_line_and_remedy(tmp_path: Path, name: str) -> None:
    data, message = BAD_FILES[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(GraphError, match=re.escape(message)) as caught:
        open_store([tmp_path / name])
    assert caught.value.remedy
    assert str(tmp_path / name) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_folder_is_no_graph_file(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").mkdir()
    with pytest.raises(GraphError, match="cannot be read"):
        open_store([tmp_path / "a.ttl"])


BAD_QUERIES = {
    "SELECT * {\n ?s ?p": (2, "not SPARQL"),
    "": (1, "not SPARQL"),
    "\n\nINSERT DATA { <urn:a> <urn:b> 1 }": (3, "not SPARQL"),
    "SELECT * { ?s nope:p ?o }": (1, "Prefix not found"),
    "SELECT *\n{ SERVICE <http://a.example/> { ?s ?p ?o } }": (2, "SERVICE is not allowed"),
}


@pytest.mark.parametrize("text", BAD_QUERIES)
def test_bad_query_is_one_line_with_place(text: str) -> None:
    line, message = BAD_QUERIES[text]
    with pytest.raises(QueryError, match=message) as caught:
        open_store([]).query(text, where="mine.rq")
    assert str(caught.value).startswith(f"mine.rq:{line}: ")
    assert len(str(caught.value)) < 300


def test_folder_holds_exactly_the_files_and_loads_only_what_changed(tmp_path: Path) -> None:
    first = write(tmp_path, "a.ttl", "<urn:a> <urn:b> 1 .")
    second = write(tmp_path, "b.ttl", "<urn:a> <urn:b> 2 .")
    place = tmp_path / "store"
    store = open_store([first, second], place)
    assert len(store) == 2
    del store
    untouched = (place / "loaded.jsonl").read_bytes()
    del_second = open_store([first, second], place)
    assert (place / "loaded.jsonl").read_bytes() == untouched
    del del_second
    first.write_text("<urn:a> <urn:b> 3, 4 .", encoding="utf-8")
    store = open_store([first], place)
    assert [str(row[0]) for row in store.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o").rows] == ["3", "4"]


def test_folder_keeps_what_another_graph_says_too(tmp_path: Path) -> None:
    first = write(tmp_path, "a.ttl", "<urn:a> <urn:b> 1, 2 .")
    second = write(tmp_path, "b.ttl", "<urn:a> <urn:b> 2, 3 .")
    store = open_store([first, second], tmp_path / "store")
    assert len(store) == 3
    del store
    store = open_store([second], tmp_path / "store")
    assert [str(row[0]) for row in store.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o").rows] == ["2", "3"]


def test_folder_recovers_from_a_killed_load(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ttl", "<urn:a> <urn:b> 1 .")
    place = tmp_path / "store"
    del_store = open_store([path], place)
    del del_store
    (place / "loaded.jsonl").write_text("{", encoding="utf-8")  # cut off
    assert len(open_store([path], place)) == 1


def test_folder_in_use_elsewhere_is_named(tmp_path: Path) -> None:
    script = (
        "import sys; from hdkg.store import open_store; s = open_store([], sys.argv[1]); print(1, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "1"
        with pytest.raises(GraphError, match="cannot be used"):
            open_store([], tmp_path)
        other.communicate("\n", timeout=20)


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="cannot be used"):
        open_store([], write(tmp_path, "file", ""))


@pytest.mark.skipif(os.name == "nt", reason="paths of this kind are for other systems")
def test_paths_with_odd_characters(tmp_path: Path) -> None:
    folder = tmp_path / "图 'a\" #?%"
    folder.mkdir()
    assert len(open_store([write(folder, "x #1.ttl", "<urn:a> <urn:b> 1 .")])) == 1
