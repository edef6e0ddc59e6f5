"""What a check gives back, and that it leaves what it is given alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Graph, Literal, URIRef

from hdkg.errors import GraphError
from hdkg.validation import Report, Violation, validate

FIXTURES = Path(__file__).parents[1] / "fixtures"
EXAMPLE = FIXTURES / "example.ttl"
CLAIMS = [
    "Observation",
    "Ranking",
    "Conferral",
    "Recognition",
    "Attribution",
    "Participation",
    "Comparison",
    "Completion",
    "Superlative",
]
NODE = "https://w3id.org/hdkg/id/source/00112233445566aa/section/1"


def broken() -> Graph:
    return Graph().parse(FIXTURES / "shapes/SectionShape-fail.ttl")


def test_the_example_of_the_contract_conforms() -> None:
    assert validate(Graph().parse(EXAMPLE)) == Report(conforms=True)


def test_a_county_with_every_class_of_claim_conforms() -> None:
    graph = Graph().parse(FIXTURES / "small-county.ttl")
    claims = set(graph.objects(None, RDF.type)) & {URIRef(f"https://w3id.org/hdkg/ontology/{name}") for name in CLAIMS}
    assert len(claims) == len(CLAIMS)
    assert list(validate(graph).lines()) == ["图符合全部约束 / the graph conforms"]


def test_a_violation_names_node_shape_path_and_remedy() -> None:
    assert validate(broken()).violations == (
        Violation(
            shape="SectionShape",
            node=NODE,
            label="道路",
            path="dcterms:isPartOf",
            value="",
            message_zh="属于（dcterms:isPartOf）须恰有一个，一篇文章的IRI",
            message_en="dcterms:isPartOf (part of): exactly one, the IRI of an article",
            remedy_zh="补上或改正 dcterms:isPartOf：一篇文章的IRI",
            remedy_en="Add or mend dcterms:isPartOf: the IRI of an article",
        ),
    )


def test_the_lines_of_a_report_say_the_same_for_a_person() -> None:
    zh = "属于（dcterms:isPartOf）须恰有一个，一篇文章的IRI"
    en = "dcterms:isPartOf (part of): exactly one, the IRI of an article"
    assert list(validate(broken()).lines()) == [
        f"SectionShape: 道路 <{NODE}>",
        "    dcterms:isPartOf",
        f"    {zh} / {en}",
        "    → 补上或改正 dcterms:isPartOf：一篇文章的IRI / Add or mend dcterms:isPartOf: the IRI of an article",
        "共 1 处不符 / 1 violation",
    ]


def test_a_rule_across_nodes_names_the_node_that_breaks_it() -> None:
    (violation,) = validate(Graph().parse(FIXTURES / "shapes/ArticleShape-fail-end.ttl")).violations
    assert violation.node.endswith("/span/10-24")
    assert violation.message_en == "A span reaches past the end of the article"


def test_a_wrong_value_is_shown() -> None:
    (violation,) = validate(Graph().parse(FIXTURES / "shapes/ComparisonShape-fail.ttl")).violations
    assert (violation.path, violation.value) == ("sdmx-attribute:unitMeasure", "hdu:percent")


def test_a_long_value_is_cut_to_a_line() -> None:
    graph = broken()
    graph.add((URIRef(NODE), URIRef("https://w3id.org/hdkg/ontology/note"), Literal("甲乙\n" * 60)))
    values = [violation.value for violation in validate(graph).violations if violation.value]
    assert [(len(value), value[-1]) for value in values] == [(80, "…")]


def test_a_blank_node_is_reported() -> None:
    graph = Graph().parse(data="[] a <https://w3id.org/hdkg/ontology/Target> .")
    assert {violation.node for violation in validate(graph).violations} == {"_:blank"}


def test_the_graph_is_left_as_it_was() -> None:
    graph = Graph().parse(EXAMPLE)
    before = set(graph)
    validate(graph)
    assert set(graph) == before


def test_a_data_set_is_checked_as_one_graph_and_keeps_its_ways() -> None:
    dataset = Dataset(default_union=False)
    dataset.graph(URIRef("https://example.org/g")).parse(FIXTURES / "shapes/SectionShape-fail.ttl")
    before = set(dataset.quads())
    assert not validate(dataset).conforms
    assert dataset.default_union is False
    assert set(dataset.quads()) == before


def test_shapes_of_ones_own_are_used() -> None:
    shapes = Graph().parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        <https://example.org/S> a sh:NodeShape ; sh:targetClass <https://w3id.org/hdkg/ontology/Section> ;
            sh:property [ sh:path <https://example.org/p> ; sh:minCount 1 ] ."""
    )
    (violation,) = validate(broken(), shapes).violations
    assert (violation.shape, violation.message_en) == ("S", "")


def test_malformed_shapes_are_an_error_with_a_remedy() -> None:
    shapes = Graph().parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        <https://example.org/S> a sh:NodeShape ; sh:targetClass <https://w3id.org/hdkg/ontology/Section> ;
            sh:minCount 1 ."""
    )
    with pytest.raises(GraphError, match="mend the file of shapes"):
        validate(broken(), shapes)


def test_an_empty_graph_conforms() -> None:
    assert validate(Graph()).conforms


def test_a_county_of_five_thousand_triples_is_checked() -> None:
    graph = Graph()
    for number in range(24):
        graph.parse(data=_another_part(EXAMPLE.read_text(encoding="utf-8"), number))
    assert len(graph) > 5000
    assert validate(graph).conforms


def _another_part(text: str, number: int) -> str:
    """Return the example's claims again, told apart by hash, entity and offsets: one long article of one county."""
    text = text.replace("hd:textLength 120 .", "hd:textLength 9999 .")
    if not number:
        return text
    text = re.sub(r"/[a-f1]{2}([a-f1]{10})>", rf"/{number + 30}\1>", text)
    text = re.sub(r"-(3fa91c|77bb88|123abc)>", f"-{number:06d}>", text)
    text = text.replace("hdc:breakdown-total", f"<https://w3id.org/hdkg/id/place/430424/lihuacun-{number:06d}>")
    text = re.sub(
        r"/span/(\d+)-(\d+)>", lambda m: f"/span/{int(m[1]) + 200 * number}-{int(m[2]) + 200 * number}>", text
    )
    return re.sub(r"hd:(start|end) (\d+)", lambda m: f"hd:{m[1]} {int(m[2]) + 200 * number}", text)
