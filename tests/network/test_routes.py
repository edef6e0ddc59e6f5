"""Shortest ways between two things, by whatever name they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hdkg.errors import NetworkError
from hdkg.network import paths

from .conftest import network_of

if TYPE_CHECKING:
    import networkx as nx

ENTERPRISE, VILLAGE = "汇中再生", "李花村"


@pytest.fixture(scope="module")
def example() -> nx.MultiDiGraph[str]:
    return network_of("example.ttl")


def test_a_way_is_read_with_its_relations_and_directions(example: nx.MultiDiGraph[str]) -> None:
    assert [str(route) for route in paths(example, "解决问题 86个", ENTERPRISE)] == [
        "解决问题 86个 ←成果— “企业家接待日” —参与方→ 汇中再生",
        "解决问题 86个 ←数据— 衡东县 ←所属县— 汇中再生",
    ]
    assert [str(route) for route in paths(example, ENTERPRISE, VILLAGE)] == [
        "汇中再生 —所属县→ 衡东县 ←位于— 李花村",
    ]


def test_most_telling_way_first_and_no_more_than_asked_for(example: nx.MultiDiGraph[str]) -> None:
    (route,) = paths(example, "解决问题 86个", ENTERPRISE, most=1)
    assert [step.relation for step in route.steps] == ["outcome", "participant"]


@pytest.mark.parametrize(
    "name",
    [
        "“企业家接待日”",
        "企业家接待日",
        '"企业家接待日"',
        "https://w3id.org/hdkg/id/initiative/430424/qiyejiajiedairi-77bb88",
    ],
)
def test_names_aliases_and_iris_are_known(example: nx.MultiDiGraph[str], name: str) -> None:
    assert str(paths(example, name, ENTERPRISE)[0]) == "“企业家接待日” —参与方→ 汇中再生"


def test_english_names_are_known(example: nx.MultiDiGraph[str]) -> None:
    assert str(paths(example, "hengdong county", VILLAGE)[0]) == "衡东县 ←位于— 李花村"


def test_unknown_name_offers_what_is_like_it(example: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(NetworkError, match=r"nothing is called 接待日.*“企业家接待日” <https"):
        paths(example, "接待日", VILLAGE)
    with pytest.raises(NetworkError, match="nothing is called 无此物"):
        paths(example, VILLAGE, "无此物")
    with pytest.raises(NetworkError, match="nothing is called"):
        paths(example, "", VILLAGE)


def test_ambiguous_name_offers_all_that_bear_it(example: nx.MultiDiGraph[str]) -> None:
    network = example.copy()
    network.add_node("urn:other", label=VILLAGE, label_en=VILLAGE, aliases=())
    with pytest.raises(NetworkError, match=r"name of 2 things: .*lihuacun-3fa91c>、李花村 <urn:other>"):
        paths(network, VILLAGE, ENTERPRISE)
    with pytest.raises(NetworkError, match="nothing connects"):
        paths(network, "urn:other", ENTERPRISE)


def test_a_thing_and_itself_are_no_way(example: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(NetworkError, match="the same thing"):
        paths(example, VILLAGE, VILLAGE)
