"""What the page's script needs besides what pyvis draws: facts and their words, names, legend, places of the cards."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pypinyin import Style, lazy_pinyin

from hdkg.network.drawing import position
from hdkg.network.layout import SECTION, cards_of
from hdkg.network.look import FAMILIES, FONT, GROUPS, HUB, RELATIONS, Named
from hdkg.network.words import NO_AREA, SLOTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from hdkg.network.fact import Fact
    from hdkg.network.layout import Layout

# One pair for each policy area in turn: the tint of its card and the ink of its heading.
_TINTS = (
    ("#eef1fb", "#4a5aa8"),
    ("#eaf6f1", "#2f7d62"),
    ("#fdf3e4", "#a06a17"),
    ("#fbeeee", "#a8504a"),
    ("#f2effa", "#6b57a5"),
    ("#eaf4f9", "#33728f"),
    ("#f4f6e6", "#6d7a24"),
    ("#faeef5", "#9a4a7a"),
    ("#eef2f0", "#51695d"),
    ("#f9f0e8", "#8c5a33"),
    ("#e9f2f2", "#2f7376"),
    ("#f3f1ec", "#6f6650"),
)


def content(
    network: nx.MultiDiGraph[str], captions: Mapping[str, Named], layouts: Mapping[str, Layout]
) -> dict[str, Any]:
    """Return all of it, ready for JSON; strings of the graph as they stand: the script shows them as text."""
    facts: dict[str, int] = {}
    told: list[dict[str, Any]] = []
    nodes = []
    for node, data in network.nodes(data=True):
        for fact in data["facts"]:
            if fact.iri not in facts:
                facts[fact.iri] = len(told)
                told.append(_told(fact))
        nodes.append(
            {
                "zh": data["label"],
                "en": data["label_en"],
                "caption": asdict(captions[node]),
                "at": {language: position(data, layout.nodes[node]) for language, layout in layouts.items()},
                "kind": data["kind"],
                "group": data["group"],
                "areas": list(cards_of(data)) if data["group"] != "division" else [],
                "aliases": list(data["aliases"]),
                "degree": data["degree"],
                "search": _search_keys(data),
                "facts": [facts[fact.iri] for fact in data["facts"]],
            }
        )
    return {
        "nodes": nodes,
        "facts": told,
        "groups": _groups(network),
        "areas": _areas(network, layouts),
        "families": _families(hub=network.graph.get("hubs_shown", False)),
        "kinds": _named(network.graph["kinds"]),
        "relations": _named(RELATIONS),
        "words": _named(WORDS),
        "slots": _named(SLOTS),
        "font": FONT,
        "svg": "http://www.w3.org/2000/svg",
    }


def _told(fact: Fact) -> dict[str, Any]:
    return {
        "zh": fact.zh,
        "en": fact.en,
        "reading": fact.reading,
        "slots": list(fact.slots),
        "evidence": [asdict(words) for words in fact.evidence],
    }


def _named(names: Mapping[str, Named]) -> dict[str, dict[str, str]]:
    return {key: asdict(name) for key, name in names.items()}


def _groups(network: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    held = [data["group"] for _, data in network.nodes(data=True)]
    return {
        key: {
            **asdict(group.name),
            "shape": group.shape,
            "fill": group.fill,
            "line": group.line,
            "text": group.text,
            "pale": f"{group.text}40",
            "count": held.count(key),
        }
        for key, group in GROUPS.items()
    }


def _families(*, hub: bool) -> list[dict[str, Any]]:
    """Return the families of edges for the legend, and whether what touches a division is shown at once."""
    listed = [{"key": key, **asdict(family.name), "line": family.line, "on": True} for key, family in FAMILIES.items()]
    return [*listed, {"key": "hub", **asdict(HUB.name), "line": HUB.line, "on": hub}]


def _areas(network: nx.MultiDiGraph[str], layouts: Mapping[str, Layout]) -> list[dict[str, Any]]:
    """Return the policy areas with their cards, then the sections that stand in for one, then what has neither."""
    listed = []
    held = [cards_of(data) for _, data in network.nodes(data=True) if data["group"] != "division"]
    names = {card: card.removeprefix(SECTION) for card in _sections(network)}
    areas: dict[str, Named] = {
        **network.graph["areas"],
        **{section: Named(name, name) for section, name in names.items()},
        "": NO_AREA,
    }
    for number, (key, name) in enumerate(areas.items()):
        count = sum(key in cards for cards in held)
        tint, ink = _TINTS[number % len(_TINTS)]
        cards = {language: asdict(layout.cards[key]) for language, layout in layouts.items() if key in layout.cards}
        if count:
            listed.append({"key": key, **asdict(name), "count": count, "tint": tint, "ink": ink, "cards": cards})
    return listed


def _sections(network: nx.MultiDiGraph[str]) -> list[str]:
    """Return the cards of sections in the order of the text."""
    starts: dict[str, int] = {}
    for _, data in network.nodes(data=True):
        card = cards_of(data)[0]
        if card.startswith(SECTION) and data["group"] != "division":
            start = data["facts"][0].evidence[0].start
            starts[card] = min(start, starts.get(card, start))
    return sorted(starts, key=lambda card: (starts[card], card))


def _search_keys(data: Mapping[str, Any]) -> list[str]:
    """Return what a search may hit: names, their pinyin, and the first letters of it; in small letters, no blanks."""
    names = [data["label"], *data["aliases"]]
    keys = [*names, data["label_en"]]
    for name in names:
        keys.append("".join(lazy_pinyin(name, errors="ignore")))
        keys.append("".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")))
    return list(dict.fromkeys("".join(key.lower().split()) for key in keys if key))
