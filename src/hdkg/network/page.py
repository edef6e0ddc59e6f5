"""A network as one self-contained page: pyvis draws it, positions and everything it loads are in the file."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pyvis.network import Network

from hdkg.errors import NetworkError
from hdkg.files import write_text
from hdkg.network.caption import caption, room
from hdkg.network.content import content
from hdkg.network.drawing import drawn_edges, drawn_node, options
from hdkg.network.layout import Layout, arrange
from hdkg.network.look import Named

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

_NAMED = 3  # counties in a heading
_FILES = Path(__file__).parent / "page"
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"


def draw(network: nx.MultiDiGraph[str], path: str | Path, *, title: str = "") -> Path:
    """Write a network as one HTML file that opens at once in any browser and asks nothing of the network.

    Parameters
    ----------
    network
        As `to_network` makes it.
    path
        The file to write.
    title
        The heading; where it is empty, the network's own, or the counties and years that are reviewed.

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
        drawn_node(numbers[node], data, captions[node].zh, layouts["zh"].nodes[node])
        for node, data in network.nodes(data=True)
    ]
    drawing.edges = drawn_edges(network, numbers)
    drawing.options = options()
    drawing.set_template_dir(str(_FILES))
    style, script = (_read(_FILES / name) for name in ("network.css", "network.js"))
    library = _read(Path(str(files("pyvis").joinpath(_LIBRARY))))
    drawing.templateEnv.policies["json.dumps_kwargs"] = {"sort_keys": False}  # the legend has an order of its own
    drawing.templateEnv.globals.update(
        page={"title": asdict(title), **content(network, captions, layouts)},
        style=style,
        script=script,
        library=library,
        policy=_policy([library, script], [style]),
    )
    return str(drawing.generate_html())


def _title(network: nx.MultiDiGraph[str]) -> Named:
    """Return a heading: the network's own, or which counties are reviewed, for which years."""
    own = network.graph.get("title")
    if isinstance(own, Named):
        return own
    reviews = [(county, year) for county, year in network.graph.get("reviews", ()) if county in network]
    years = sorted({year for _, year in reviews if year})
    counties = [network.nodes[county] for county in dict.fromkeys(county for county, _ in reviews)]
    zh = "、".join(data["label"] for data in counties[:_NAMED]) + ("等" if len(counties) > _NAMED else "")
    en = ", ".join(data["label_en"] for data in counties[:_NAMED]) + (" and others" if len(counties) > _NAMED else "")
    span = "–".join(dict.fromkeys((*years[:1], *years[-1:])))
    return Named(f"{zh} {span} 举措与成效".strip(), f"{en} {span}: initiatives and results".strip(" :"))


def _caption(lines: tuple[Named, ...]) -> Named:
    return Named(caption(line.zh for line in lines), caption(line.en for line in lines))


def _layout(network: nx.MultiDiGraph[str], captions: Mapping[str, Named], language: str) -> Layout:
    """Lay the network out for the captions of one language: they need different room."""
    rooms = {
        node: room(asdict(captions[node])[language], data["group"], data["degree"])
        for node, data in network.nodes(data=True)
    }
    return arrange(network, rooms)


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
