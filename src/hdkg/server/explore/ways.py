"""Questions to an atlas that need no graph store: search, neighbours, ways, views, layers, facets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from hdkg.network.look import GROUPS, RELATIONS
from hdkg.network.routes import paths
from hdkg.server.explore.naming import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from hdkg.server.explore.atlas import Atlas, Node

MOST = 2_000  # nodes on the canvas
SHOWN = 200  # neighbours over one relation, rows of a list
RESULTS = ("outcome", "output", "result", "appraised", "participant", "implements", "honoured")
FACETS = ("group", "area", "county", "year", "period", "reading")


def suggest(atlas: Atlas, typed: str, most: int = 12) -> list[dict[str, Any]]:
    """Return the nodes whose name, pinyin or initials hold what was typed, the nearest first.

    A name that is the same comes before one that begins so, and that before one that holds it; among equals what is
    linked more comes first.

    Parameters
    ----------
    atlas
        What there is.
    typed
        Chinese, pinyin, initials or English; small and capital letters, blanks and quotation marks do not matter.
    most
        How many at most.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.server.explore.atlas import chart
    >>> from hdkg.store import open_store
    >>> atlas = chart(open_store([graph_dir() / "hengdong-2023.ttl"]))
    >>> [node["zh"] for node in suggest(atlas, "jdr")]
    ['“企业家接待日”']
    """
    return [atlas.told(node) for node in atlas.index.find(plain(typed), most)]


def neighbours(atlas: Atlas, node: str, only: tuple[str, bool] | None = None, offset: int = 0) -> list[dict[str, Any]]:
    """Return what a node is linked with, by relation and direction, with the count of each.

    Parameters
    ----------
    atlas
        What there is.
    node
        IRI of one of its nodes.
    only
        The one relation to tell of, and whether it goes out from the node.
    offset
        Neighbours over each relation to leave out; the next `SHOWN` are given.

    Returns
    -------
    list of dict
        ``relation``, ``forward``, ``count`` and ``nodes`` (at most `SHOWN`, those of most links first).

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.server.explore.atlas import chart
    >>> from hdkg.store import open_store
    >>> atlas = chart(open_store([graph_dir() / "hengdong-2023.ttl"]))
    >>> found = neighbours(atlas, suggest(atlas, "企业家接待日")[0]["iri"])
    >>> [(group["relation"], group["count"]) for group in found]
    [('outcome', 1), ('output', 2), ('county', 1)]
    """
    grouped: dict[tuple[str, bool], list[str]] = {}
    for relation, forward, other in _around(atlas, node):
        grouped.setdefault((relation, forward), []).append(other)
    order = list(RELATIONS)
    return [
        {
            "relation": relation,
            "forward": forward,
            "count": len(others),
            "nodes": [atlas.told(other) for other in _liveliest(atlas, others)[offset : offset + SHOWN]],
        }
        for (relation, forward), others in sorted(
            grouped.items(), key=lambda pair: (order.index(pair[0][0]), not pair[0][1])
        )
        if only is None or only == (relation, forward)
    ]


def _around(atlas: Atlas, node: str) -> Iterator[tuple[str, bool, str]]:
    for _, other, relation in atlas.network.out_edges(node, keys=True):
        yield relation, True, other
    for other, _, relation in atlas.network.in_edges(node, keys=True):
        yield relation, False, other


def _liveliest(atlas: Atlas, nodes: Iterable[str]) -> list[str]:
    """Return nodes with those of most links first."""
    return sorted(nodes, key=lambda node: (-atlas.degrees[node], atlas.nodes[node].zh, node))


def view(atlas: Atlas, wanted: Iterable[str]) -> dict[str, Any]:
    """Return the nodes that are known of those wanted, at most `MOST`, and every link between two of them.

    A claim stands for the node at which it is drawn.

    Parameters
    ----------
    atlas
        What there is.
    wanted
        IRIs; those that nothing is known of are left out.

    Returns
    -------
    dict
        ``nodes``, ``links`` and ``left``, the number of known nodes beyond `MOST`.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.server.explore.atlas import chart
    >>> from hdkg.store import open_store
    >>> atlas = chart(open_store([graph_dir() / "hengdong-2023.ttl"]))
    >>> view(atlas, ["urn:unknown"])
    {'nodes': [], 'links': [], 'left': 0}
    """
    known = _drawn(atlas, wanted)
    kept = dict.fromkeys(known[:MOST])
    links = [
        {"from": start, "to": end, "relation": relation, "reading": data["reading"], "claim": data["claim"]}
        for start in kept
        for _, end, relation, data in atlas.network.out_edges(start, keys=True, data=True)
        if end in kept
    ]
    return {"nodes": [atlas.told(node) for node in kept], "links": links, "left": len(known) - len(kept)}


def way(atlas: Atlas, start: str, end: str) -> dict[str, Any]:
    """Return the shortest ways between two nodes, the most telling first, and the view of all that lies on them.

    Parameters
    ----------
    atlas
        What there is.
    start, end
        IRIs.

    Returns
    -------
    dict
        ``routes`` (``start`` and ``steps``, each with ``relation``, ``forward`` and ``node``) and ``view``.

    Raises
    ------
    NetworkError
        Nothing connects them, they are the same, or one is unknown.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.server.explore.atlas import chart
    >>> from hdkg.store import open_store
    >>> atlas = chart(open_store([graph_dir() / "hengdong-2023.ttl"]))
    >>> ends = [suggest(atlas, name)[0]["iri"] for name in ("企业家接待日", "汇中再生")]
    >>> [step["relation"] for step in way(atlas, *ends)["routes"][0]["steps"]]
    ['county', 'county']
    """
    routes = paths(atlas.network, start, end, most=5)
    told = [
        {
            "start": route.iri,
            "steps": [{"relation": step.relation, "forward": step.forward, "node": step.iri} for step in route.steps],
        }
        for route in routes
    ]
    on = [start, *(step.iri for step in routes[0].steps)]
    more = [step.iri for route in routes[1:] for step in route.steps]
    return {"routes": told, "view": view(atlas, [*on, *more])}


def start(atlas: Atlas, county: str = "") -> list[str]:
    """Return what the explorer begins with: counties, their initiatives that report results, and these results.

    Parameters
    ----------
    atlas
        What there is.
    county
        IRI of the one county to begin with; the one with most initiatives where empty.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.server.explore.atlas import chart
    >>> from hdkg.store import open_store
    >>> atlas = chart(open_store([graph_dir() / "hengdong-2023.ttl"]))
    >>> atlas.nodes[start(atlas)[0]].zh
    '衡东县'
    """
    chosen = [county] if county in atlas.nodes else list(atlas.counties)
    lively = {
        one: [node for node in atlas.nodes.values() if node.group == "initiative" and one in node.counties]
        for one in chosen
    }
    if county not in atlas.nodes and lively:
        best = max(lively, key=lambda one: (len(lively[one]), one))
        lively = {best: lively[best]}
    found = dict.fromkeys(lively)
    for one in lively.values():
        for node in one:
            results = [other for relation, _, other in _around(atlas, node.iri) if relation in RESULTS]
            if results or len(lively) == 1:
                found.update(dict.fromkeys([node.iri, *sorted(set(results))]))
    return list(found)[:MOST]


def listed(atlas: Atlas, chosen: dict[str, str], typed: str, offset: int) -> dict[str, Any]:
    """Return the nodes that fit all facets chosen, and how many there are for each value of each facet.

    A facet's own counts are those without it, so that another value can be chosen.

    Parameters
    ----------
    atlas
        What there is.
    chosen
        A value for some of `FACETS`.
    typed
        What the name has to hold, as for `suggest`.
    offset
        Nodes to leave out; `SHOWN` are given.

    Returns
    -------
    dict
        ``total``, ``facets`` (by name: ``value``, ``count`` and names) and ``nodes``.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.server.explore.atlas import chart
    >>> from hdkg.store import open_store
    >>> atlas = chart(open_store([graph_dir() / "hengdong-2023.ttl"]))
    >>> [node["zh"] for node in listed(atlas, {"group": "honour"}, "厨师", 0)["nodes"]]
    ['“中国厨师之乡”']
    """
    wanted = plain(typed)
    fitting = [node for node in atlas.nodes.values() if not wanted or wanted in node.keys]
    facets = {}
    for facet in FACETS:
        others = {name: value for name, value in chosen.items() if name != facet}
        counts = Counter(value for node in fitting if _fits(node, others) for value in _VALUES[facet](node))
        facets[facet] = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:50]
    found = [node for node in fitting if _fits(node, chosen)]
    order = _liveliest(atlas, (node.iri for node in found))
    return {
        "total": len(found),
        "facets": {
            facet: [{"value": value, "count": count, **_named(atlas, facet, value)} for value, count in counts]
            for facet, counts in facets.items()
        },
        "nodes": [atlas.told(node) for node in order[offset : offset + SHOWN]],
    }


def _fits(node: Node, chosen: dict[str, str]) -> bool:
    return all(value in _VALUES[facet](node) for facet, value in chosen.items())


_VALUES: dict[str, Callable[[Node], Collection[str]]] = {
    "group": lambda node: (node.group,),
    "area": lambda node: node.areas,
    "county": lambda node: node.counties,
    "year": lambda node: node.years,
    "period": lambda node: node.periods,
    "reading": lambda node: (node.reading,) if node.reading else (),
}


def _named(atlas: Atlas, facet: str, value: str) -> dict[str, str]:
    """Return the names of a facet's value in both languages; nothing where the page knows them."""
    if facet == "group":
        return {"zh": GROUPS[value].name.zh, "en": GROUPS[value].name.en}
    if facet == "area":
        return {"zh": atlas.areas[value].zh, "en": atlas.areas[value].en}
    if facet == "county" and value in atlas.nodes:
        return {"zh": atlas.nodes[value].zh, "en": atlas.nodes[value].en}
    return {"zh": value, "en": value} if facet in {"year", "period"} else {}


def touched(atlas: Atlas, terms: Iterable[str]) -> list[str]:
    """Return the nodes among terms, and those at which claims among them are drawn.

    Parameters
    ----------
    atlas
        What there is.
    terms
        IRIs, in any number and order.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.server.explore.atlas import chart
    >>> from hdkg.store import open_store
    >>> atlas = chart(open_store([graph_dir() / "hengdong-2023.ttl"]))
    >>> touched(atlas, ["urn:unknown"])
    []
    """
    return _drawn(atlas, terms)[:MOST]


def _drawn(atlas: Atlas, terms: Iterable[str]) -> list[str]:
    """Return the nodes that terms are, or are drawn at, each once, in the order of the terms."""
    homes = (atlas.homes.get(term, term) for term in terms)
    return list(dict.fromkeys(node for node in homes if node in atlas.nodes))
