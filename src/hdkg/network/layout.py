"""Where each node stands: one card a policy area, the divisions in the middle, nothing over anything else."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import igraph
import networkx as nx

from hdkg.network.packing import Box, around, pack_around, push_apart, shelves

_SEED = 20230430
_PADDING, _HEADING = 26.0, 44.0
_MANY = 300  # nodes of one component from which on the quicker algorithm is taken


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions of the nodes, and the card of each policy area ("" for nodes of none)."""

    nodes: Mapping[str, Box]
    cards: Mapping[str, Box]


def arrange(network: nx.MultiDiGraph[str], rooms: Mapping[str, tuple[float, float]]) -> Layout:
    """Lay a network out: the same network always the same way.

    Parameters
    ----------
    network
        As `to_network` makes it.
    rooms
        Width and height that each node takes.

    Returns
    -------
    Layout
        No node overlaps another, no card another card.
    """
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - for a picture, not for a secret
    hubs = [node for node, data in network.nodes(data=True) if data["group"] == "division"]
    bare: nx.Graph[str] = nx.Graph()
    bare.add_nodes_from(node for node in network if node not in hubs)
    bare.add_edges_from((a, b) for a, b in network.edges() if a in bare and b in bare)
    members: dict[str, list[str]] = defaultdict(list)
    for node in bare:
        members[_home_area(network, bare, node)].append(node)
    inner = {area: _card(bare, nodes, rooms) for area, nodes in sorted(members.items())}
    middle = _middle(hubs, rooms)
    centre = around(list(middle.values())) if middle else Box(0, 0, 1, 1)
    cards = pack_around(_grown(centre, 40, 0), [card for card, _ in inner.values()], aspect=1.45, gap=28.0)
    placed = dict(middle)
    for card, (_, boxes) in zip(cards, inner.values(), strict=True):
        placed |= {node: box.moved(card.x, card.y) for node, box in boxes.items()}
    return Layout(placed, dict(zip(inner, cards, strict=True)))


def _home_area(network: nx.MultiDiGraph[str], bare: nx.Graph[str], node: str) -> str:
    """Return the policy area in whose card a node stands: of several, the one that most neighbours have."""
    own = network.nodes[node]["areas"]
    near = Counter(area for other in bare[node] for area in network.nodes[other]["areas"])
    return min(own, key=lambda area: (-near[area], area), default="")


def _middle(hubs: list[str], rooms: Mapping[str, tuple[float, float]]) -> dict[str, Box]:
    """Put the divisions below each other around the origin."""
    if not hubs:
        return {}
    boxes = shelves([Box(0, 0, *rooms[hub]) for hub in hubs], aspect=0.4, gap=24.0)
    whole = around(boxes)
    return {hub: box.moved(-whole.x, -whole.y) for hub, box in zip(hubs, boxes, strict=True)}


def _card(
    bare: nx.Graph[str], nodes: list[str], rooms: Mapping[str, tuple[float, float]]
) -> tuple[Box, dict[str, Box]]:
    """Return the box of a card, and its nodes relative to the card's centre."""
    parts = [_component(bare, part, rooms) for part in _components(bare.subgraph(nodes), nodes)]
    frames = shelves([around(list(part.values())) for part in parts], aspect=1.25, gap=24.0)
    boxes: dict[str, Box] = {}
    for part, frame in zip(parts, frames, strict=True):
        old = around(list(part.values()))
        boxes |= {node: box.moved(frame.x - old.x, frame.y - old.y) for node, box in part.items()}
    whole = around(list(boxes.values()))
    shifted = {node: box.moved(-whole.x, -whole.y + _HEADING / 2) for node, box in boxes.items()}
    return _grown(replace(whole, x=0, y=0), _PADDING, _HEADING), shifted


def _components(graph: nx.Graph[str], nodes: list[str]) -> Iterable[list[str]]:
    """Yield the connected parts, their nodes in the network's order (a set has none)."""
    order = {node: index for index, node in enumerate(nodes)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    return sorted(parts, key=lambda part: order[part[0]])


def _component(bare: nx.Graph[str], part: list[str], rooms: Mapping[str, tuple[float, float]]) -> dict[str, Box]:
    """Lay out one connected part: igraph says who is near whom, the boxes are then pushed apart."""
    index = {node: number for number, node in enumerate(part)}
    edges = sorted((index[a], index[b]) for a, b in bare.subgraph(part).edges())
    graph = igraph.Graph(n=len(part), edges=edges)
    circle = graph.layout_circle()
    found = (
        graph.layout_kamada_kawai(seed=circle)
        if len(part) <= _MANY
        else graph.layout_fruchterman_reingold(seed=circle, niter=300)
    )
    # Boxes are wider than high, so the plane is stretched sideways before they are pushed apart.
    high = sum(rooms[node][1] for node in part) / len(part) * 1.6
    wide = sum(rooms[node][0] for node in part) / len(part) * 0.95
    found.center()
    boxes = [Box(x * wide, y * high, *rooms[node]) for node, (x, y) in zip(part, found.coords, strict=True)]
    return dict(zip(part, push_apart(boxes), strict=True))


def _grown(box: Box, padding: float, heading: float) -> Box:
    return replace(box, wide=box.wide + 2 * padding, high=box.high + 2 * padding + heading)
