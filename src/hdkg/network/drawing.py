"""What pyvis hands to vis-network: nodes with their place and size, edges, and the look of each group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hdkg.network.caption import font_size, symbol_size
from hdkg.network.look import FAMILIES, FONT, GROUPS, family_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from hdkg.network.packing import Box


def drawn_node(number: int, data: Mapping[str, Any], label: str, box: Box) -> dict[str, Any]:
    """Return a node as vis-network takes it."""
    group, degree = data["group"], data["degree"]
    x, y = position(data, box)
    drawn = {"id": number, "label": label, "group": group, "x": x, "y": y, "font": {"size": font_size(group, degree)}}
    return drawn if GROUPS[group].inside else {**drawn, "size": symbol_size(group, degree)}


def drawn_edges(network: nx.MultiDiGraph[str], numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the edges as vis-network takes them; what touches a division is hidden until asked for."""
    drawn = []
    shown = network.graph.get("hubs_shown", False)
    for number, (start, end, relation) in enumerate(network.edges(keys=True)):
        hub = "division" in (network.nodes[start]["group"], network.nodes[end]["group"])
        family = family_of(relation)
        look = FAMILIES[family]
        drawn.append(
            {
                "id": f"e{number}",
                "from": numbers[start],
                "to": numbers[end],
                "relation": relation,
                "family": "hub" if hub else family,
                "width": look.width,
                "color": {"color": look.line, "opacity": 0.35 if hub and not shown else 0.9},
                "hidden": hub and not shown,
            }
        )
    return drawn


def options() -> dict[str, Any]:
    """Return vis-network's options; the look of each group stands here once instead of at each node."""
    groups = {
        key: {
            "shape": group.shape,
            "color": {
                "background": group.fill,
                "border": group.line,
                "highlight": {"background": group.fill, "border": "#111827"},
            },
            "font": {"color": group.text, "face": FONT},
        }
        for key, group in GROUPS.items()
    }
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "dragNodes": True,
            "keyboard": {"enabled": True, "bindToWindow": False},
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": False,
        },
        "nodes": {
            "borderWidth": 1.5,
            "borderWidthSelected": 3,
            "margin": {"top": 8, "right": 8, "bottom": 8, "left": 8},
            "shapeProperties": {"borderRadius": 7},
            "scaling": {"label": {"enabled": False}},
        },
        "edges": {
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
            "smooth": False,
            "hoverWidth": 0.5,
            "font": {"face": FONT, "size": 12, "color": "#475569", "strokeWidth": 4, "strokeColor": "#ffffff"},
        },
        "groups": groups,
    }


def position(data: Mapping[str, Any], box: Box) -> tuple[int, int]:
    """Return where vis-network centres a node, given the room that symbol and label take together."""
    group = data["group"]
    if GROUPS[group].inside:
        return round(box.x), round(box.y)
    return round(box.x), round(box.y - box.high / 2 + symbol_size(group, data["degree"]))
