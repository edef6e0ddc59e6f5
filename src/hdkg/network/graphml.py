"""A network as GraphML, for Gephi, yEd, Cytoscape and whatever else reads it."""

from __future__ import annotations

import io
import json
import unicodedata
from typing import TYPE_CHECKING

import networkx as nx

from hdkg.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from hdkg.network.fact import Fact


def write_graphml(network: nx.MultiDiGraph[str], path: str | Path) -> Path:
    r"""Write a network as GraphML, its lists as text.

    Parameters
    ----------
    network
        As `to_network` makes it.
    path
        The file to write.

    Returns
    -------
    pathlib.Path
        The file written.  Nodes have ``label label_en kind group areas aliases degree facts`` (facts as JSON, one
        object a fact with its words), edges ``relation label label_en quote``.  The same network gives the same bytes.

    Raises
    ------
    TargetError
        The file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> network = nx.MultiDiGraph()
    >>> network.add_node("urn:a", label="甲\x00", label_en="A", kind="Town", group="place", areas=("economy",),
    ...     aliases=(), facts=(), degree=0)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nx.read_graphml(write_graphml(network, f"{folder}/a.graphml")).nodes["urn:a"]["label"]
    '甲'
    """
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        plain.add_node(
            _clean(node),
            label=_clean(data["label"]),
            label_en=_clean(data["label_en"]),
            kind=data["kind"],
            group=data["group"],
            areas=" ".join(data["areas"]),
            aliases=_clean("；".join(data["aliases"])),
            degree=data["degree"],
            facts=_clean(json.dumps([_told(fact) for fact in data["facts"]], ensure_ascii=False)),
        )
    for number, (start, end, relation, data) in enumerate(network.edges(keys=True, data=True)):
        said = {name: _clean(data[name]) for name in ("label", "label_en", "quote")}
        plain.add_edge(_clean(start), _clean(end), f"e{number}", relation=relation, **said)
    text = io.BytesIO()
    nx.write_graphml(plain, text, named_key_ids=True)
    return write_bytes(path, text.getvalue())


def _told(fact: Fact) -> dict[str, object]:
    words = [{"quote": w.quote, "section": w.section, "start": w.start, "end": w.end} for w in fact.evidence]
    return {"kind": fact.kind, "zh": fact.zh, "en": fact.en, "reading": fact.reading, "words": words}


def _clean(text: str) -> str:
    """Return a text without what XML cannot hold: control characters, lone surrogates, non-characters."""
    return "".join(
        mark
        for mark in text
        if mark in "\t\n\r" or not (unicodedata.category(mark) in {"Cc", "Cs"} or mark in "\ufffe\uffff")
    )
