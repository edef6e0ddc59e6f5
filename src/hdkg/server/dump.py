"""A process that writes one whole graph into a file: ``python -m hdkg.server.dump CONFIG`` (JSON)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from hdkg.server.worker import opened


def main(config: dict[str, Any]) -> None:
    """Write a graph: beside its path first, then there.

    Parameters
    ----------
    config
        ``files`` and ``folder`` as workers have them; ``graph`` (its IRI, empty for the default graph), ``ending`` of
        the format, ``prefixes``, ``path``.
    """
    graph = ox.NamedNode(config["graph"]) if config["graph"] else ox.DefaultGraph()
    beside = Path(config["path"] + ".new")
    kind = ox.RdfFormat.from_extension(config["ending"])
    opened(config).dump(beside, kind, from_graph=graph, prefixes=config["prefixes"])
    beside.replace(config["path"])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
