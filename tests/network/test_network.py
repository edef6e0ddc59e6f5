"""What stands in a network: nodes, edges, facts and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Graph

from hdkg.network import to_network
from hdkg.network.layout import cards_of
from hdkg.store import open_graph, open_store

from .conftest import FIXTURES, network_of

if TYPE_CHECKING:
    import networkx as nx


def by_label(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Return the nodes by their label."""
    return {data["label"]: node for node, data in network.nodes(data=True)}


def said(network: nx.MultiDiGraph[str]) -> set[tuple[str, str, str]]:
    """Return the edges as label, relation, label."""
    labels = network.nodes(data="label")
    return {(labels[start], relation, labels[end]) for start, end, relation in network.edges(keys=True)}


def test_nodes_and_edges_of_the_example() -> None:
    network = network_of("example.ttl")
    assert {(data["label"], data["kind"], data["group"]) for _, data in network.nodes(data=True)} == {
        ("“企业家接待日”", "Mechanism", "initiative"),
        ("全国乡村特色产业产值超亿元村", "Honour", "honour"),
        ("地区生产总值 255.92亿元 增长5.7% 全市第2", "Observation", "figure"),
        ("李花村", "Village", "place"),
        ("汇中再生", "Enterprise", "organisation"),
        ("衡东县", "County", "division"),
        ("衡阳市", "City", "division"),
        ("解决问题 86个", "Observation", "figure"),
    }
    figure = "地区生产总值 255.92亿元 增长5.7% 全市第2"
    assert said(network) == {
        ("“企业家接待日”", "county", "衡东县"),
        ("“企业家接待日”", "outcome", "解决问题 86个"),
        ("“企业家接待日”", "participant", "汇中再生"),
        ("李花村", "honoured", "全国乡村特色产业产值超亿元村"),
        ("李花村", "within", "衡东县"),
        ("汇中再生", "county", "衡东县"),
        ("衡东县", "reports", figure),
        ("衡东县", "reports", "解决问题 86个"),
        ("衡东县", "within", "衡阳市"),
        (figure, "compared", "衡阳市"),
    }


def test_growth_rank_and_comparison_are_facts_of_their_figure() -> None:
    network = network_of("example.ttl")
    facts = network.nodes[by_label(network)["地区生产总值 255.92亿元 增长5.7% 全市第2"]]["facts"]
    assert {(fact.kind, fact.zh, fact.en) for fact in facts} == {
        (
            "Observation",
            "地区生产总值 255.92亿元（2023-01/2023-09）",
            "gross regional product: 25.592 billion yuan renminbi (2023-01/2023-09)",
        ),
        (
            "Observation",
            "地区生产总值 增长5.7%（2023-01/2023-09）",
            "gross regional product: up 5.7% (2023-01/2023-09)",
        ),
        ("Ranking", "地区生产总值 全市第2（2023-01/2023-09）", "地区生产总值: no. 2 in the city (2023-01/2023-09)"),
        ("Comparison", "高于全市6.5个百分点", "6.5 percentage points above the city"),
    }
    level = next(fact for fact in facts if "255.92" in fact.zh)
    assert (level.reading, level.slots) == ("inherited", ("subject",))
    words = level.evidence[0]
    assert (words.start, words.end, words.section, words.source) == (10, 40, "经济", "题目")
    assert words.quote.endswith("增长5.7%")


def test_every_fact_of_the_county_has_its_words(county: nx.MultiDiGraph[str]) -> None:
    facts = [fact for _, data in county.nodes(data=True) for fact in data["facts"]]
    assert len(facts) > 60
    assert all(fact.zh and fact.en and fact.evidence for fact in facts)
    assert all(words.end - words.start >= len(words.quote) > 0 for fact in facts for words in fact.evidence)
    assert {fact.kind for fact in facts} >= {"Observation", "Ranking", "Conferral", "Attribution", "Participation"}
    quotes = [quote for _, _, quote in county.edges(data="quote") if quote]
    assert len(quotes) > 20


def test_every_claim_of_the_county_is_told_somewhere(county: nx.MultiDiGraph[str]) -> None:
    graph = open_store([FIXTURES / "small-county.ttl"])
    claims = {str(row["c"]) for row in graph.query("SELECT ?c { ?c a <https://w3id.org/hdkg/ontology/Claim> }")}
    told = {fact.iri for _, data in county.nodes(data=True) for fact in data["facts"]}
    assert len(claims) > 20
    assert claims <= told


def test_neighbours_lend_their_policy_area(county: nx.MultiDiGraph[str]) -> None:
    for _, data in county.nodes(data=True):
        assert data["group"] != "division" or data["areas"] == ()
    network = network_of("example.ttl")
    assert network.nodes[by_label(network)["汇中再生"]]["areas"] == ("business-environment",)
    assert network.graph["areas"]["business-environment"].zh == "营商环境"
    assert network.graph["kinds"]["Village"].en == "Village"


def test_what_has_no_policy_area_stands_with_its_section(county: nx.MultiDiGraph[str]) -> None:
    bare = [data for _, data in county.nodes(data=True) if not data["areas"] and data["group"] != "division"]
    assert len(bare) > 10
    for data in bare:
        section = data["facts"][0].evidence[0].section
        assert cards_of(data) == ((f"§{section}",) if section else ("",))


def test_graph_and_store_give_the_same_network() -> None:
    path = FIXTURES / "small-county.ttl"
    graph = Graph().parse(path)
    ways = [to_network(source) for source in (graph, open_graph(graph), open_store([path]))]
    assert len(ways) == 3
    assert all(list(way.nodes(data=True)) == list(ways[0].nodes(data=True)) for way in ways)
    assert all(list(way.edges(keys=True, data=True)) == list(ways[0].edges(keys=True, data=True)) for way in ways)


def test_a_graph_without_things_gives_an_empty_network() -> None:
    assert len(to_network(Graph())) == 0
