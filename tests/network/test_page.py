"""The page as a file: the same bytes, no address, nothing over anything else; GraphML beside it."""

from __future__ import annotations

import base64
import hashlib
import itertools
import random
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from hdkg.errors import NetworkError
from hdkg.network import draw, write_graphml
from hdkg.network.caption import caption, measure, room, wrap
from hdkg.network.layout import arrange
from hdkg.network.look import GROUPS, Named

from .conftest import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

BUILD = """
import sys
from rdflib import Graph
from hdkg.network import draw, to_network, write_graphml
network = to_network(Graph().parse(sys.argv[1]))
draw(network, sys.argv[2] + ".html")
write_graphml(network, sys.argv[2] + ".graphml")
"""


def made_up(nodes: int) -> nx.MultiDiGraph[str]:
    """Return a network of initiatives with their results in twelve policy areas."""
    chance = random.Random(7)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    groups = [key for key in GROUPS if key != "division"]
    for number in range(nodes):
        label = f"第{number}号" + "事项" * chance.randrange(1, 9)
        network.add_node(
            f"urn:{number:05}",
            label=label,
            label_en=f"item {number}",
            lines=(Named(label, f"item {number}"),),
            kind="Initiative",
            group=groups[number % len(groups)] if number else "division",
            areas=(f"area-{number % 12:02}",) if number else (),
            aliases=(),
            facts=(),
        )
        if number > 12 and chance.random() < 0.8:
            network.add_edge(f"urn:{chance.randrange(1, number):05}", f"urn:{number:05}", "outcome")
    for node, degree in network.degree():
        network.nodes[node]["degree"] = degree
    network.graph["areas"] = {f"area-{number:02}": Named(f"领域{number}", f"Area {number}") for number in range(12)}
    network.graph["kinds"] = {"Initiative": Named("举措", "Initiative")}
    return network


def test_same_graph_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-c", BUILD, str(FIXTURES / "small-county.ttl"), str(tmp_path / seed)]
        subprocess.run(command, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}, timeout=60)
    for ending in (".html", ".graphml"):
        assert (tmp_path / f"1{ending}").read_bytes() == (tmp_path / f"2{ending}").read_bytes()


def test_page_names_no_address_outside(county: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    text = draw(county, tmp_path / "a.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 2
    own = text.replace(max(scripts, key=len), "")
    assert not re.search(r"\b(src|href|action)\s*=|url\(|@import|//cdn", own)
    addresses = set(re.findall(r"https?://[^\s\"'<>\\]+", own))
    assert {address for address in addresses if not address.startswith("http://www.w3.org/")} == set()
    assert not re.search(r"\b(fetch|XMLHttpRequest|importScripts|WebSocket)\b", scripts[1])


def test_policy_lets_run_exactly_what_the_page_holds(county: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    text = draw(county, tmp_path / "a.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    allowed = set(re.findall(r"sha256-([\w+/=]+)", policy[1]))
    held = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", text, re.DOTALL)
    assert len(held) == 3
    assert allowed == {base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in held}
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy[1]


def test_title_is_the_counties_or_what_is_asked_for(county: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    assert "<title>云溪县 2023 举措与成效</title>" in draw(county, tmp_path / "a.html").read_text("utf-8")
    assert '<h1 id="heading">甲&lt;乙</h1>' in draw(county, tmp_path / "a.html", title="甲<乙").read_text("utf-8")


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="nothing to draw"):
        draw(nx.MultiDiGraph(), tmp_path / "a.html")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("nodes", [1, 2, 60, 700])
def test_nothing_lies_over_anything_else(nodes: int) -> None:
    network = made_up(nodes)
    rooms = {n: room(caption([d["label"]]), d["group"], d["degree"]) for n, d in network.nodes(data=True)}
    layout = arrange(network, rooms)
    assert len(layout.nodes) == nodes
    assert layout == arrange(network, rooms)
    for boxes in (layout.nodes, layout.cards):
        for one, two in itertools.combinations(boxes.values(), 2):
            assert min(one.overlap(two)) <= 0.02
    for node, data in network.nodes(data=True):
        if data["areas"]:
            card, box = layout.cards[data["areas"][0]], layout.nodes[node]
            assert abs(box.x - card.x) <= (card.wide - box.wide) / 2
            assert abs(box.y - card.y) <= (card.high - box.high) / 2


@pytest.mark.slow
def test_two_thousand_nodes_are_drawn(tmp_path: Path) -> None:
    assert draw(made_up(2000), tmp_path / "a.html").stat().st_size > 1_000_000


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("李花村", ["李花村"]),
        ("全国乡村特色产业产值超亿元村", ["全国乡村特色产", "业产值超亿元村"]),
        ("财政惠民补贴“一卡通”监督", ["财政惠民补贴", "“一卡通”监督"]),
        ("gross regional product of the county", ["gross regional", "product of the", "county"]),
        ("", [""]),
    ],
)
def test_wrap(text: str, lines: list[str]) -> None:
    assert wrap(text) == lines


def test_long_labels_end_in_an_ellipsis() -> None:
    lines = wrap("很长的名字" * 30)
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    assert all(measure(line) <= 12.5 for line in lines)


def test_graphml_is_read_by_others(county: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    read = nx.read_graphml(write_graphml(county, tmp_path / "a.graphml"), force_multigraph=True)
    assert list(read) == list(county)
    assert read.number_of_edges() == county.number_of_edges()
    for node, data in county.nodes(data=True):
        assert read.nodes[node]["label"] == data["label"]
        assert read.nodes[node]["degree"] == data["degree"]
        assert data["facts"] == () or data["facts"][0].zh in read.nodes[node]["facts"]
    assert {data["relation"] for *_, data in read.edges(data=True)} == {key for *_, key in county.edges(keys=True)}


def test_graphml_drops_what_xml_cannot_hold(tmp_path: Path) -> None:
    network = made_up(2)
    network.nodes["urn:00001"]["label"] = "甲\x00\x0b\x1f\ufffe\ud800乙"
    path = write_graphml(network, tmp_path / "a.graphml")
    assert nx.read_graphml(path).nodes["urn:00001"]["label"] == "甲乙"
