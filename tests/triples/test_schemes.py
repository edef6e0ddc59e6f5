"""What counties share beside divisions stands on the nodes that their own graphs have."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SKOS

import hdkg
from hdkg import iris
from hdkg.errors import RuleError
from hdkg.linking import read_things
from hdkg.model import EntityKind
from hdkg.pipeline.graphs import default_graphs
from hdkg.resources import data_dir, graph_dir
from hdkg.store import open_store
from hdkg.triples import schemes, turtle
from hdkg.triples.schemes import honours_graph, programmes_graph
from hdkg.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable
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


KEPT_PAIRS = {
    "430421": {("“五好”园区建设", "430000"), ("农业科技人员“揭榜挂帅”领办示范片", "430000")},
    "430424": {
        ("“三高四新”美好蓝图", "430000"),
        ("“五好”园区建设", "430000"),
        ("污染防治攻坚战“夏季攻势”", "430000"),
        ("河长制", ""),
        ("林长制", ""),
        ("蓝天、碧水、净土保卫战", ""),
    },
}
IMPLEMENTS = f"""
SELECT DISTINCT ?county ?own ?wide ?name ?area {{
  ?own <{HD}implements> ?wide ; <{HD}county>/<{SKOS.notation}> ?county .
  ?wide <{RDFS.label}> ?name FILTER(LANG(?name) = "zh")
  OPTIONAL {{ ?wide <{HD}within>/<{SKOS.notation}> ?area }}
}}"""


def test_the_kept_graphs_point_to_the_programmes_that_a_reader_finds() -> None:
    """Read by hand out of all initiatives that the five counties' graphs name."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in hdkg.query(IMPLEMENTS, on=graph_dir()):
        found.setdefault(str(row["county"]), set()).add((str(row["name"]), str(row.get("area", ""))))
    assert found == KEPT_PAIRS


def test_a_programme_of_a_county_s_graph_is_the_reference_graph_s() -> None:
    reference = programmes_graph()
    for row in hdkg.query(IMPLEMENTS, on=graph_dir()):
        node = URIRef(str(row["wide"]))
        assert (node, RDFS.label, row["name"]) in reference
        assert (node, RDF.type, URIRef(HD + "Initiative")) in reference


TEXTS = {
    "one": ("510822", "2024-01-12", "2023年，青川县推行“河长制”，巡河1200次。"),
    "two": ("430426", "2024-01-22", "2023年，祁东县开展“三高四新”使命任务大讨论活动。推行“河长制”工作。"),
    "three": ("430121", "2024-01-23", "2023年，长沙县实施“强省会”战略，推行联合“河长制”。"),
}


def test_the_same_initiative_in_two_counties_meets_on_one_programme(built: Callable[..., Path]) -> None:
    """Two provinces, two writings; a county's own joint mechanism of a longer name implements nothing."""
    folder = built(TEXTS)
    rows = list(hdkg.query(IMPLEMENTS, on=folder))
    met = {str(row["wide"]): {str(each["county"]) for each in rows if each["wide"] == row["wide"]} for row in rows}
    nation = iris.entity_iri(EntityKind.MECHANISM, "河长制", "cn")
    assert met[nation] >= {"510822", "430426"}
    own = {str(row["own"]) for row in rows if str(row["wide"]) == nation}
    assert len(own) == len(met[nation])  # each county's own stays a node of its own
    shared = [row for row in hdkg.query("shared-honours", on=folder) if str(row["kind"]) == "programme"]
    assert {(str(row["shared"]), str(row["county"])) for row in shared} >= {("河长制", "青川县"), ("河长制", "祁东县")}


def test_a_county_s_initiative_is_not_the_programme_that_it_implements(built: Callable[..., Path]) -> None:
    """The linker keeps them apart though their names are the same."""
    folder = built(TEXTS)
    links = hdkg.link([folder, graph_dir() / "reference" / "programmes.ttl"])
    assert [link for link in links if "/initiative/cn/" in link.subject.iri + link.object.iri] == []


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
        ("honours", "甲,national"),
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
    rows = list(csv.reader((data_dir() / "reference" / "honours.csv").read_text("utf-8").splitlines()))
    assert len(rows) > 3
    assert not any("://" in cell or cell.startswith("Q") for row in rows for cell in row)
    for made in (programmes_graph(), honours_graph()):
        assert isinstance(made, Graph)
        assert all(str(each).startswith("https://w3id.org/hdkg/") for each in made.objects(None, SKOS.exactMatch))
