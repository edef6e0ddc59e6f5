"""What several counties have in common, as a network: the honours and initiatives, who has them, and where."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from hdkg.errors import NetworkError
from hdkg.network.look import RELATIONS, Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TITLE = Named("各县共有的荣誉和举措", "Honours and initiatives that counties share")


def shared_network(network: nx.MultiDiGraph[str], rows: Iterable[Mapping[str, object]]) -> nx.MultiDiGraph[str]:
    """Keep of a network what counties share.

    Parameters
    ----------
    network
        Of several counties, as `to_network` makes it.
    rows
        What is shared: the rows of ``queries/shared-honours.rq``, of which ``kind``, ``shared`` and ``thing`` are read.

    Returns
    -------
    networkx.MultiDiGraph
        The shared things, who has them, and the counties of those.  Initiatives that implement one programme are joined
        by it.  Between other nodes whose names are the same but for quotation marks and the like there is an edge
        ``alike``; they stay two nodes: whether they are one is for a person to say.  Edges with counties are shown at
        once, and it has a heading of its own.

    Raises
    ------
    NetworkError
        Nothing is shared.

    Examples
    --------
    >>> network = nx.MultiDiGraph()
    >>> for node in ("甲县", "乙县", "“丙”", "丙", "丁"):
    ...     network.add_node(node, kind="County" if "县" in node else "Honour", label=node)
    >>> for county, honour in (("甲县", "“丙”"), ("乙县", "丙"), ("乙县", "丁")):
    ...     _ = network.add_edge(county, honour, "honoured")
    >>> rows = [{"kind": "honour", "shared": "丙", "thing": thing} for thing in ("丙", "“丙”")]
    >>> sorted(shared_network(network, rows).edges(keys=True))
    [('“丙”', '丙', 'alike'), ('乙县', '丙', 'honoured'), ('甲县', '“丙”', 'honoured')]
    """
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if str(row["thing"]) in network:
            alike[str(row["kind"]), str(row["shared"])].add(str(row["thing"]))
    things = {thing for held in alike.values() for thing in held}
    if not things:
        raise NetworkError("these counties share no honour and no initiative", "name the graphs of more counties")
    owners = {
        owner for thing in things for owner, _, relation in network.in_edges(thing, keys=True) if relation == "honoured"
    }
    places = {place for node in things | owners for place in _counties(network, node)}
    wide = {
        end for thing in things for _, end, relation in network.out_edges(thing, keys=True) if relation == "implements"
    }
    kept: nx.MultiDiGraph[str] = nx.MultiDiGraph(network.subgraph(things | owners | places | wide))
    for (kind, _), held in alike.items():
        for one, other in itertools.pairwise(sorted(held)) if kind != "programme" else ():
            name = RELATIONS["alike"]
            kept.add_edge(one, other, "alike", label=name.zh, label_en=name.en, quote="")
    for node, degree in list(kept.degree()):
        kept.nodes[node]["degree"] = degree
    kept.graph.update(hubs_shown=True, title=TITLE)
    return kept


def _counties(network: nx.MultiDiGraph[str], node: str) -> set[str]:
    """Return the counties that a node lies in, belongs to, or is, with the towns on the way to them."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found.add(here)
        if network.nodes[here]["kind"] != "County":
            steps = network.out_edges(here, keys=True)
            waiting += [there for _, there, relation in steps if relation in {"within", "county"}]
    return found
