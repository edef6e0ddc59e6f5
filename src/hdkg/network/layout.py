"""Where each node stands: a card for each policy area or section, the divisions in the middle, no overlaps."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import igraph
import networkx as nx

from hdkg.network.packing import Box, around, pack_around, push_apart, shelves

SECTION = "§"  # before the name of a section that stands in for a policy area
_SEED = 20230430
_PADDING, _HEADING = 18.0, 40.0
_SCREEN = 1.4  # width by height of the canvas on an ordinary screen
_SHAPES = (0.7, 0.9, 1.1, 1.35, 1.6, 2.0, 2.6)  # of cards; the one that gives the largest picture is taken
_MANY = 300  # nodes of one component from which on the quicker algorithm is taken


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions of the nodes, and the card of each policy area or section ("" for nodes of neither)."""

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
        members[_home(network, bare, node)].append(node)
    parts = {
        area: [_component(bare, part, rooms) for part in _components(bare.subgraph(nodes), nodes)]
        for area, nodes in sorted(members.items())
    }
    middle = _middle(hubs, rooms)
    return min((_packed(middle, parts, shape) for shape in _SHAPES), key=_size)


def _packed(middle: dict[str, Box], parts: Mapping[str, list[dict[str, Box]]], shape: float) -> Layout:
    """Pack the cards, each about `shape` times as wide as high, around the middle."""
    inner = {area: _card(held, shape) for area, held in parts.items()}
    centre = around(list(middle.values())) if middle else Box(0, 0, 1, 1)
    cards = pack_around(_grown(centre, 24, 0), [card for card, _ in inner.values()], aspect=_SCREEN, gap=16.0)
    placed = dict(middle)
    for card, (_, boxes) in zip(cards, inner.values(), strict=True):
        placed |= {node: box.moved(card.x, card.y) for node, box in boxes.items()}
    return Layout(placed, dict(zip(inner, cards, strict=True)))


def _size(layout: Layout) -> float:
    """Return how high a screen of the usual shape must be to show all of a layout."""
    whole = around([*layout.nodes.values(), *layout.cards.values()])
    return max(whole.wide / _SCREEN, whole.high)


def cards_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the cards that a node may stand in: its policy areas; where it has none, its section of the article.

    Examples
    --------
    >>> cards_of({"areas": (), "section": "一、开局"})
    ('§一、开局',)
    """
    section = data.get("section")
    return tuple(data["areas"]) or ((SECTION + section,) if section else ("",))


def _home(network: nx.MultiDiGraph[str], bare: nx.Graph[str], node: str) -> str:
    """Return the card in which a node stands: of several, the one that most neighbours have."""
    near = Counter(card for other in bare[node] for card in cards_of(network.nodes[other]))
    return min(cards_of(network.nodes[node]), key=lambda card: (-near[card], card))


def _middle(hubs: list[str], rooms: Mapping[str, tuple[float, float]]) -> dict[str, Box]:
    """Put the divisions below each other around the origin."""
    if not hubs:
        return {}
    boxes = shelves([Box(0, 0, *rooms[hub]) for hub in hubs], aspect=0.4, gap=24.0)
    whole = around(boxes)
    return {hub: box.moved(-whole.x, -whole.y) for hub, box in zip(hubs, boxes, strict=True)}


def _card(parts: list[dict[str, Box]], shape: float) -> tuple[Box, dict[str, Box]]:
    """Return the box of a card, and its nodes relative to the card's centre."""
    frames = shelves([around(list(part.values())) for part in parts], aspect=shape, gap=16.0)
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
    # A subgraph goes through a set: which end comes first, and which edge, differs from run to run.
    edges = sorted(sorted((index[a], index[b])) for a, b in bare.subgraph(part).edges())
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
    # The last digits differ from machine to machine; a thousandth of a step is nothing on the canvas.
    coordinates = [(round(x, 3), round(y, 3)) for x, y in found.coords]
    boxes = [Box(x * wide, y * high, *rooms[node]) for node, (x, y) in zip(part, coordinates, strict=True)]
    return dict(zip(part, push_apart(boxes), strict=True))


def _grown(box: Box, padding: float, heading: float) -> Box:
    return replace(box, wide=box.wide + 2 * padding, high=box.high + 2 * padding + heading)
