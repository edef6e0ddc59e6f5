"""What counties share beside divisions stands on the nodes that their own graphs have."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SKOS

import hdkg
from hdkg.errors import RuleError
from hdkg.linking import read_things
from hdkg.pipeline.graphs import default_graphs
from hdkg.resources import data_dir, graph_dir
from hdkg.store import open_store
from hdkg.triples import schemes, turtle
from hdkg.triples.schemes import honours_graph, programmes_graph
from hdkg.validation import validate

if TYPE_CHECKING:
    from pathlib import Path

HD = "https://w3id.org/hdkg/ontology/"
KEPT = {"programmes": programmes_graph, "honours": honours_graph}


@pytest.fixture(scope="module")
def counties() -> dict[str, set[str]]:
    """Return the names of all initiatives and honours of the kept graphs, by their IRI."""
    things = read_things([open_store(default_graphs())])
    return {each.iri: set(each.names) for each in things if each.family in {"Initiative", "Honour"}}


@pytest.mark.parametrize("name", KEPT)
def test_the_kept_file_is_what_is_made_and_valid(name: str) -> None:
    made = KEPT[name]()
    assert (graph_dir() / "reference" / f"{name}.ttl").read_text("utf-8") == turtle(made)
    assert list(validate(made).lines()) == ["图符合全部约束 / the graph conforms"]


def test_each_initiative_that_implements_is_one_of_a_kept_graph(counties: dict[str, set[str]]) -> None:
    graph = programmes_graph()
    pairs = set(graph.subject_objects(URIRef(HD + "implements")))
    assert len(pairs) == 3
    for own, wide in pairs:
        assert str(own) in counties, own
        assert {str(label) for label in graph.objects(own, RDFS.label) if label.language == "zh"} <= counties[str(own)]  # type: ignore[attr-defined]
        assert "/initiative/430000/" in str(wide)


def test_counties_meet_on_a_programme_of_the_province() -> None:
    """Two counties, two names of their own; one programme joins them."""
    text = f"""
    SELECT DISTINCT ?a ?b {{
      ?one <{HD}implements> ?wide ; <{HD}county>/<{SKOS.notation}> ?a .
      ?two <{HD}implements> ?wide ; <{HD}county>/<{SKOS.notation}> ?b .
      FILTER(STR(?a) < STR(?b))
    }}"""
    found = hdkg.query(text, on=[graph_dir(), graph_dir() / "reference" / "programmes.ttl"])
    assert [(str(row["a"]), str(row["b"])) for row in found] == [("430421", "430424")]
    assert len(hdkg.query(text, on=graph_dir())) == 0


def test_honours_of_several_names_are_those_of_kept_graphs(counties: dict[str, set[str]]) -> None:
    graph = honours_graph()
    nodes = {str(node) for node in graph.subjects(RDF.type, URIRef(HD + "Honour"))}
    assert len(nodes) == 5
    assert len(nodes & set(counties)) == 4  # 省级化工园区认定 is what another source calls it
    exact = set(graph.subject_objects(SKOS.exactMatch))
    assert {(b, a) for a, b in exact} == exact
    assert len(exact) == 4


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("programmes", "甲,430000,999999,乙,Programme"),
        ("programmes", "甲,430000,430424,乙,Village"),
        ("programmes", "甲,430000"),
        ("honours", "甲,national,乙,sameAs"),
        ("honours", "甲,everywhere,乙,exactMatch"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_line(
    name: str, row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reference").mkdir()
    head = (data_dir() / "reference" / f"{name}.csv").read_text("utf-8").splitlines()[0]
    (tmp_path / "reference" / f"{name}.csv").write_text(f"{head}\n{row}\n", "utf-8")
    monkeypatch.setattr(schemes, "data_dir", lambda: tmp_path)
    with pytest.raises(RuleError, match=rf"{name}\.csv:2: this row"):
        KEPT[name]()


def test_the_tables_hold_no_identifier_of_the_outside() -> None:
    for name in KEPT:
        rows = list(csv.reader((data_dir() / "reference" / f"{name}.csv").read_text("utf-8").splitlines()))
        assert len(rows) > 3
        assert not any("://" in cell or cell.startswith("Q") for row in rows for cell in row)
    for made in (programmes_graph(), honours_graph()):
        assert isinstance(made, Graph)
        assert all(str(each).startswith("https://w3id.org/hdkg/") for each in made.objects(None, SKOS.exactMatch))
