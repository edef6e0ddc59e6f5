"""The atlas of many graphs, worked out once by a process of its own and kept beside their store.

It is started as ``python -m hdkg.server.explore.keeping CONFIG`` (JSON) and ends when the atlas is kept.  The file
has a JSON line for each node and link, so that to read it holds up nobody for long, and in the end its hash.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import astuple, fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph as ox

from hdkg import network
from hdkg.network.description import expanded
from hdkg.network.look import Named
from hdkg.resources import ontology_dir
from hdkg.server.explore.atlas import GROUPS, Atlas, Node, chart
from hdkg.server.worker import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = tuple(number for number, each in enumerate(fields(Node)) if each.type == "tuple[str, ...]")


def main(config: dict[str, Any]) -> None:
    """Read graphs and keep their atlas.

    Parameters
    ----------
    config
        ``files`` and ``folder`` (see `hdkg.server.worker.main`), and ``into``, the folder that the atlas is kept in.
    """
    if hasattr(os, "nice"):
        os.nice(5)  # questions come first
    save(chart(_Triples(opened(config))), Path(config["into"]) / name())


class _Triples:
    """The triples of a store that an atlas is made of, as `hdkg.network.description.Description` reads them."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def query(self, _: str) -> Iterator[dict[str, Any]]:
        """Give all rows."""
        for properties in GROUPS:
            for term in properties.split():
                asked = ox.NamedNode(expanded(term))
                for quad in self._store.quads_for_pattern(None, asked, None, ox.DefaultGraph()):
                    yield {"s": quad.subject, "p": quad.predicate, "o": quad.object}


@cache
def name() -> str:
    """Return the file's name: a hash over what makes an atlas of a graph, this program and the ontology's labels."""
    whole = hashlib.sha256(f"{version('networkx')} {version('pypinyin')} {version('hdkg')}".encode())
    code = (*Path(__file__).parent.glob("*.py"), *Path(network.__path__[0]).glob("*.py"))
    for path in (*sorted(code), *sorted(ontology_dir().glob("*.ttl"))):
        whole.update(path.read_bytes())
    return f"atlas-{whole.hexdigest()[:16]}.jsonl"


def save(atlas: Atlas, path: Path) -> None:
    """Write an atlas, whole or not at all.

    Raises
    ------
    OSError
        It cannot be written.
    """
    beside = path.with_name(f"{path.name}-{os.getpid()}")
    digest = hashlib.sha256()
    try:
        with beside.open("wb") as file:
            for line in _lines(atlas):
                data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
                digest.update(data)
                file.write(data + b"\n")
            file.write(json.dumps(digest.hexdigest()).encode())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _lines(atlas: Atlas) -> Iterator[list[Any]]:
    """Yield what an atlas holds."""
    names = [{key: astuple(name) for key, name in held.items()} for held in (atlas.kinds, atlas.areas)]
    yield [len(atlas.nodes), atlas.network.number_of_edges(), atlas.counties, sorted(atlas.articles), *names]
    for iri, node in atlas.nodes.items():
        yield [*astuple(node), *atlas.network.nodes[iri]["aliases"]]
    for start, end, relation, data in atlas.network.edges(keys=True, data=True):
        yield [start, end, relation, data["claim"], data["reading"]]
    for claim, home in atlas.homes.items():
        yield [claim, home]


def load(path: Path) -> Atlas | None:
    """Read an atlas that was kept; None where there is none, or not as it was written.

    Examples
    --------
    >>> import tempfile, rdflib
    >>> graph = rdflib.Graph().parse(format="turtle", data='''
    ...     @prefix hd: <https://w3id.org/hdkg/ontology/> .
    ...     @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ...     <urn:a> a hd:Initiative, hd:Entity ; rdfs:label "甲"@zh .''')
    >>> with tempfile.TemporaryDirectory() as place:
    ...     save(chart(graph), Path(place) / "atlas")
    ...     load(Path(place) / "atlas").nodes["urn:a"].zh, load(Path(place) / "none")
    ('甲', None)
    """
    try:
        return _atlas(_read(path))
    except (OSError, ValueError, TypeError, IndexError, StopIteration, RuntimeError):
        return None


def _read(path: Path) -> Iterator[list[Any]]:
    """Yield the lines of a file, or raise ValueError at its end where its hash is another."""
    digest, last = hashlib.sha256(), b""
    with path.open("rb") as file:
        for line in file:
            if last:
                digest.update(last[:-1])
                yield json.loads(last.decode("utf-8", "surrogatepass"))
            last = line
    if json.loads(last) != digest.hexdigest():
        raise ValueError(path.name)


def _atlas(lines: Iterator[list[Any]]) -> Atlas:
    """Put an atlas together."""
    once: dict[str, str] = {}
    width = len(fields(Node))
    count, links, counties, articles, kinds, areas = next(lines)
    nodes: dict[str, Node] = {}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for _ in range(count):
        said = next(lines)
        for number in LISTS:
            said[number] = tuple(once.setdefault(each, each) for each in said[number])
        node = nodes[said[0]] = Node(*said[:width])
        once[node.iri] = node.iri
        graph.add_node(node.iri, label=node.zh, label_en=node.en, aliases=tuple(said[width:]))
    for _ in range(links):
        start, end, relation, claim, reading = next(lines)
        relation, reading = once.setdefault(relation, relation), once.setdefault(reading, reading)
        graph.add_edge(once[start], once[end], relation, claim=claim, reading=reading)
    homes = {claim: once[home] for claim, home in lines}
    classes, domains = ({key: Named(*name) for key, name in held.items()} for held in (kinds, areas))
    return Atlas.of(
        nodes,
        graph,
        homes=homes,
        counties=tuple(counties),
        kinds=classes,
        areas=domains,
        articles=frozenset(articles),
    )


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
