"""VoID and DCAT say of the graphs what is so, and nothing of a graph that says otherwise of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from hdkg.errors import GraphError
from hdkg.export import describe
from hdkg.export.description import CATALOGUE
from hdkg.resources import graph_dir

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
HENGDONG, SMALL = graph_dir() / "hengdong-2023.ttl", FIXTURES / "small-county.ttl"
HD = rdflib.Namespace("https://w3id.org/hdkg/ontology/")


def only(graph: rdflib.Graph, subject: rdflib.term.Node, predicate: rdflib.URIRef) -> rdflib.term.Node:
    (value,) = graph.objects(subject, predicate)
    return value


@pytest.fixture(scope="module")
def described() -> rdflib.Graph:
    return rdflib.Graph().parse(data=describe([HENGDONG, SMALL]), format="turtle")


@pytest.fixture(scope="module")
def graphs() -> dict[rdflib.term.Node, rdflib.Graph]:
    found: dict[rdflib.term.Node, rdflib.Graph] = {}
    for path in (HENGDONG, SMALL):
        graph = rdflib.Graph().parse(path)
        found[next(graph.subjects(RDF.type, VOID.Dataset))] = graph
    found[CATALOGUE] = rdflib.Graph()
    for graph in list(found.values()):
        found[CATALOGUE] += graph
    return found


def test_counts_recomputed_equal_those_published(
    described: rdflib.Graph, graphs: dict[rdflib.term.Node, rdflib.Graph]
) -> None:
    assert len(graphs) == 3
    for dataset, graph in graphs.items():
        counted = {
            VOID.triples: len(graph),
            VOID.entities: len(set(graph.subjects(RDF.type, HD.Entity))),
            VOID.distinctSubjects: len(set(graph.subjects())),
            VOID.distinctObjects: len(set(graph.objects())),
            VOID.classes: len(set(graph.objects(None, RDF.type))),
            VOID.properties: len(set(graph.predicates())),
        }
        assert {predicate: int(str(only(described, dataset, predicate))) for predicate in counted} == counted
        if dataset != CATALOGUE:
            assert str(only(graph, dataset, VOID.triples)) == str(counted[VOID.triples])


def test_partitions_add_up(described: rdflib.Graph, graphs: dict[rdflib.term.Node, rdflib.Graph]) -> None:
    for dataset, graph in graphs.items():
        classes = {
            only(described, part, VOID["class"]): int(str(only(described, part, VOID.entities)))
            for part in described.objects(dataset, VOID.classPartition)
        }
        assert classes == {
            name: len(set(graph.subjects(RDF.type, name))) for name in set(graph.objects(None, RDF.type))
        }
        properties = {
            only(described, part, VOID.property): int(str(only(described, part, VOID.triples)))
            for part in described.objects(dataset, VOID.propertyPartition)
        }
        assert sum(properties.values()) == len(graph)
        assert set(properties) == set(graph.predicates())


def test_a_data_set_says_what_a_catalogue_asks_for(
    described: rdflib.Graph, graphs: dict[rdflib.term.Node, rdflib.Graph]
) -> None:
    datasets = set(graphs) - {CATALOGUE}
    assert set(described.objects(CATALOGUE, DCAT.dataset)) == set(described.objects(CATALOGUE, VOID.subset)) == datasets
    for dataset in datasets:
        for predicate in (DCTERMS.title, DCTERMS.description):
            assert {str(value.language) for value in described.objects(dataset, predicate)} == {"zh", "en"}  # type: ignore[attr-defined]
        assert str(only(described, dataset, DCTERMS.license)).startswith("https://creativecommons.org/")
        assert (only(described, dataset, DCTERMS.spatial), RDF.type, HD.County) in graphs[dataset]
        time = only(described, dataset, DCTERMS.temporal)
        first, last = (str(only(described, time, end)) for end in (DCAT.startDate, DCAT.endDate))
        assert first <= "2023-01-01"
        assert last >= "2023-12-31"
        examples = set(described.objects(dataset, VOID.exampleResource))
        assert len(examples) == 5
        assert examples <= set(graphs[dataset].subjects())
        assert (dataset, DCTERMS.conformsTo, rdflib.URIRef(str(HD))) in described
        distribution = only(described, dataset, DCAT.distribution)
        assert only(described, distribution, DCAT.downloadURL) == only(described, dataset, VOID.dataDump)


def test_there_are_no_blank_nodes_and_the_same_bytes(described: rdflib.Graph) -> None:
    assert not any(isinstance(node, rdflib.BNode) for triple in described for node in triple)
    assert describe([HENGDONG]) == describe([HENGDONG])


def test_a_graph_that_counts_itself_wrongly_is_not_described(tmp_path: Path) -> None:
    path = tmp_path / "wrong.ttl"
    text = HENGDONG.read_text("utf-8")
    count = only(
        rdflib.Graph().parse(HENGDONG),
        next(rdflib.Graph().parse(HENGDONG).subjects(RDF.type, VOID.Dataset)),
        VOID.triples,
    )
    path.write_text(text.replace(f"void:triples {count}", "void:triples 7"), "utf-8")
    with pytest.raises(GraphError, match=r"wrong\.ttl: it says 7 triples of itself and has \d+; build the graph again"):
        describe([path])


def test_any_name_of_a_file_will_do(tmp_path: Path) -> None:
    path = tmp_path / "衡东 <2023>.ttl"
    path.write_bytes(HENGDONG.read_bytes())
    (dump,) = rdflib.Graph().parse(data=describe([path]), format="turtle").objects(None, VOID.dataDump)
    assert str(dump).endswith("/graph/%E8%A1%A1%E4%B8%9C%20%3C2023%3E.ttl")


def test_a_file_without_a_data_set_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none.ttl"
    path.write_text("<urn:a> <urn:b> 1 .", "utf-8")
    with pytest.raises(GraphError, match=r"none\.ttl: 0 data sets"):
        describe([path])
