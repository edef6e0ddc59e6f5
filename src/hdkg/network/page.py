"""A network as one self-contained page: pyvis draws it, positions and everything it loads are in the file."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pypinyin import Style, lazy_pinyin
from pyvis.network import Network

from hdkg.errors import NetworkError
from hdkg.files import write_text
from hdkg.network.caption import caption, font_size, room, symbol_size
from hdkg.network.layout import Layout, arrange
from hdkg.network.look import FAMILIES, FONT, GROUPS, HUB, RELATIONS, Named, family_of
from hdkg.network.words import NO_AREA, SLOTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from hdkg.network.fact import Fact
    from hdkg.network.packing import Box

_NAMED = 3  # counties in a heading
_FILES = Path(__file__).parent / "page"
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
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


def draw(network: nx.MultiDiGraph[str], path: str | Path, *, title: str = "") -> Path:
    """Write a network as one HTML file that opens at once in any browser and asks nothing of the network.

    Parameters
    ----------
    network
        As `to_network` makes it.
    path
        The file to write.
    title
        The heading; where it is empty, the counties and years that are reviewed.

    Returns
    -------
    pathlib.Path
        The file written; the same network and title give the same bytes.

    Raises
    ------
    NetworkError
        The network has no node.
    TargetError
        The file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import networkx
    >>> network = networkx.MultiDiGraph(areas={}, kinds={"County": Named("县", "County")})
    >>> network.add_node("urn:a", label="甲县", label_en="Jia", lines=(Named("甲县", "Jia"),), kind="County",
    ...     group="division", areas=(), aliases=(), facts=(), degree=0)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     draw(network, f"{folder}/a.html", title="甲").read_text("utf-8").count("<title>甲</title>")
    1
    """
    if not network:
        raise NetworkError("the graph holds nothing to draw", "draw a graph with entities")
    return write_text(path, _html(network, Named(title, title) if title else _title(network)))


def _html(network: nx.MultiDiGraph[str], title: Named) -> str:
    """Let pyvis fill our template; the nodes and edges are handed over whole, its own adders are quadratic."""
    numbers = {node: number for number, node in enumerate(network)}
    captions = {node: _caption(data["lines"]) for node, data in network.nodes(data=True)}
    layouts = {language: _layout(network, captions, language) for language in ("zh", "en")}
    drawing = Network(directed=True, heading=title.zh, cdn_resources="in_line")
    drawing.nodes = [
        _node(numbers[node], data, captions[node].zh, layouts["zh"].nodes[node])
        for node, data in network.nodes(data=True)
    ]
    drawing.edges = _edges(network, numbers)
    drawing.options = _options()
    drawing.set_template_dir(str(_FILES))
    style, script = (_read(_FILES / name) for name in ("network.css", "network.js"))
    library = _read(Path(str(files("pyvis").joinpath(_LIBRARY))))
    drawing.templateEnv.policies["json.dumps_kwargs"] = {"sort_keys": False}  # the legend has an order of its own
    drawing.templateEnv.globals.update(
        page={"title": asdict(title), **_page(network, captions, layouts)},
        style=style,
        script=script,
        library=library,
        policy=_policy([library, script], [style]),
    )
    return str(drawing.generate_html())


def _title(network: nx.MultiDiGraph[str]) -> Named:
    """Return a heading: which counties are reviewed, for which years."""
    reviews = [(county, year) for county, year in network.graph.get("reviews", ()) if county in network]
    years = sorted({year for _, year in reviews if year})
    counties = [network.nodes[county] for county in dict.fromkeys(county for county, _ in reviews)]
    zh = "、".join(data["label"] for data in counties[:_NAMED]) + ("等" if len(counties) > _NAMED else "")
    en = ", ".join(data["label_en"] for data in counties[:_NAMED]) + (" and others" if len(counties) > _NAMED else "")
    span = "–".join(dict.fromkeys((*years[:1], *years[-1:])))
    return Named(f"{zh} {span} 举措与成效".strip(), f"{en} {span}: initiatives and results".strip(" :"))


def _caption(lines: tuple[Named, ...]) -> Named:
    return Named(caption(line.zh for line in lines), caption(line.en for line in lines))


def _node(number: int, data: Mapping[str, Any], label: str, box: Box) -> dict[str, Any]:
    group, degree = data["group"], data["degree"]
    x, y = _position(data, box)
    drawn = {"id": number, "label": label, "group": group, "x": x, "y": y, "font": {"size": font_size(group, degree)}}
    return drawn if GROUPS[group].inside else {**drawn, "size": symbol_size(group, degree)}


def _edges(network: nx.MultiDiGraph[str], numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    drawn = []
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
                "color": {"color": look.line, "opacity": 0.35 if hub else 0.9},
                "hidden": hub,
            }
        )
    return drawn


def _options() -> dict[str, Any]:
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


def _layout(network: nx.MultiDiGraph[str], captions: Mapping[str, Named], language: str) -> Layout:
    """Lay the network out for the captions of one language: they need different room."""
    rooms = {
        node: room(asdict(captions[node])[language], data["group"], data["degree"])
        for node, data in network.nodes(data=True)
    }
    return arrange(network, rooms)


def _position(data: Mapping[str, Any], box: Box) -> tuple[int, int]:
    """Return where vis-network centres a node, given the room that symbol and label take together."""
    group = data["group"]
    if GROUPS[group].inside:
        return round(box.x), round(box.y)
    return round(box.x), round(box.y - box.high / 2 + symbol_size(group, data["degree"]))


def _page(
    network: nx.MultiDiGraph[str], captions: Mapping[str, Named], layouts: Mapping[str, Layout]
) -> dict[str, Any]:
    """Return all that the script needs besides what pyvis draws."""
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
                "at": {language: _position(data, layout.nodes[node]) for language, layout in layouts.items()},
                "kind": data["kind"],
                "group": data["group"],
                "areas": list(data["areas"]),
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
        "families": _families(),
        "kinds": _named(network.graph["kinds"]),
        "relations": _named(RELATIONS),
        "words": _named(WORDS),
        "slots": _named(SLOTS),
        "options": _options(),
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


def _families() -> list[dict[str, Any]]:
    """Return the families of edges for the legend; what touches a division is hidden until asked for."""
    listed = [{"key": key, **asdict(family.name), "line": family.line, "on": True} for key, family in FAMILIES.items()]
    return [*listed, {"key": "hub", **asdict(HUB.name), "line": HUB.line, "on": False}]


def _areas(network: nx.MultiDiGraph[str], layouts: Mapping[str, Layout]) -> list[dict[str, Any]]:
    """Return the policy areas with their cards; "" is the card of what belongs to none."""
    listed = []
    areas: dict[str, Named] = {**network.graph["areas"], "": NO_AREA}
    for number, (key, name) in enumerate(areas.items()):
        count = sum(
            key in (data["areas"] or ("",)) for _, data in network.nodes(data=True) if data["group"] != "division"
        )
        tint, ink = _TINTS[number % len(_TINTS)]
        cards = {language: asdict(layout.cards[key]) for language, layout in layouts.items() if key in layout.cards}
        if count:
            listed.append({"key": key, **asdict(name), "count": count, "tint": tint, "ink": ink, "cards": cards})
    return listed


def _search_keys(data: Mapping[str, Any]) -> list[str]:
    """Return what a search may hit: names, their pinyin, and the first letters of it; in small letters, no blanks."""
    names = [data["label"], *data["aliases"]]
    keys = [*names, data["label_en"]]
    for name in names:
        keys.append("".join(lazy_pinyin(name, errors="ignore")))
        keys.append("".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")))
    return list(dict.fromkeys("".join(key.lower().split()) for key in keys if key))


def _policy(scripts: list[str], styles: list[str]) -> str:
    """Return a content security policy that lets run what is named here by its hash, and nothing load."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {' '.join(map(_hash, styles))}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _read(path: Path) -> str:
    """Return a text file with plain line ends, as a browser hashes it."""
    return path.read_text(encoding="utf-8")
