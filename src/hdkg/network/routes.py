"""How two things are connected: the shortest ways through a network, read in either direction."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from hdkg.errors import NetworkError
from hdkg.network.look import MEMBERSHIP, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = str.maketrans("", "", "“”\"'‘’《》 ")
_CANDIDATES = 5  # named in an error
_ENOUGH = 2000  # equally short ways that are looked at before the most telling ones are chosen


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: over which relation, whether along its direction, to which node."""

    relation: str
    forward: bool
    iri: str
    label: str

    def __str__(self) -> str:
        name = RELATIONS[self.relation].zh
        return f"—{name}→ {self.label}" if self.forward else f"←{name}— {self.label}"


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one node over others to another.

    Examples
    --------
    >>> print(Route("urn:a", "甲社", (Step("participant", False, "urn:b", "乙行动"),)))
    甲社 ←参与方— 乙行动
    """

    iri: str
    label: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return " ".join([self.label, *map(str, self.steps)])


def paths(network: nx.MultiDiGraph[str], start: str, end: str, *, most: int = 5) -> tuple[Route, ...]:
    """Return the shortest ways from one thing to another, whichever way the relations point.

    Of equally short ways those come first that say more than that both belong to the same county.

    Parameters
    ----------
    network
        As `to_network` makes it.
    start, end
        A label (zh or en), an alias, or an IRI; quotation marks around a name do not matter.
    most
        How many ways at most.

    Returns
    -------
    tuple[Route, ...]
        All of the same, smallest number of steps; ``str(route)`` is one line.

    Raises
    ------
    NetworkError
        A name is unknown or fits several things (both with candidates), or nothing connects the two.

    Examples
    --------
    >>> network = nx.MultiDiGraph()
    >>> for name in "甲乙丙":
    ...     network.add_node(f"urn:{name}", label=name, label_en=name, aliases=())
    >>> _ = network.add_edge("urn:甲", "urn:乙", "participant")
    >>> _ = network.add_edge("urn:丙", "urn:乙", "within")
    >>> print(*paths(network, "甲", "丙"))
    甲 —参与方→ 乙 ←位于— 丙
    """
    first, last = _find(network, start), _find(network, end)
    if first == last:
        raise NetworkError(f"{start} and {end} are the same thing", "name two things")
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(network)
    plain.add_edges_from(sorted((a, b) for a, b in network.edges()))
    try:
        found = list(itertools.islice(nx.all_shortest_paths(plain, first, last), _ENOUGH))
    except nx.NetworkXNoPath:
        raise NetworkError(f"nothing connects {start} with {end}", "name other things, or more graphs") from None
    routes = [_route(network, way) for way in found]
    return tuple(sorted(routes, key=lambda route: (_idle(route), [step.iri for step in route.steps]))[:most])


def _route(network: nx.MultiDiGraph[str], way: list[str]) -> Route:
    steps = [_step(network, here, there) for here, there in itertools.pairwise(way)]
    return Route(way[0], network.nodes[way[0]]["label"], tuple(steps))


def _step(network: nx.MultiDiGraph[str], here: str, there: str) -> Step:
    """Return the most telling of the relations between two neighbours."""
    held = [(str(relation), True) for relation in network.get_edge_data(here, there, default={})]
    held += [(str(relation), False) for relation in network.get_edge_data(there, here, default={})]
    order = list(RELATIONS)
    relation, forward = min(held, key=lambda pair: (order.index(pair[0]), not pair[1]))
    return Step(relation, forward, there, network.nodes[there]["label"])


def _idle(route: Route) -> int:
    """Count the steps that only say what belongs to what."""
    return sum(step.relation in MEMBERSHIP for step in route.steps)


def _find(network: nx.MultiDiGraph[str], name: str) -> str:
    """Return the node of this name."""
    if name in network:
        return name
    wanted = _plain(name)
    exact = [node for node in network if wanted and wanted in set(_names(network, node))]
    if len(exact) == 1:
        return exact[0]
    near = exact or [node for node in network if wanted and any(wanted in held for held in _names(network, node))]
    shown = "、".join(f"{network.nodes[node]['label']} <{node}>" for node in near[:_CANDIDATES])
    if exact:
        raise NetworkError(f"{name} is the name of {len(exact)} things: {shown}", "give the IRI of one of them")
    if near:
        raise NetworkError(f"nothing is called {name}", f"perhaps you mean: {shown}")
    raise NetworkError(f"nothing is called {name}", "search the page that hdkg draw writes for its name")


def _names(network: nx.MultiDiGraph[str], node: str) -> Iterator[str]:
    data = network.nodes[node]
    yield from map(_plain, (data["label"], data["label_en"], *data["aliases"]))


def _plain(name: str) -> str:
    """Return a name without what people write differently: quotation marks, blanks, capitals."""
    return name.translate(_QUOTES).casefold()
