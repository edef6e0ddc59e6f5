"""From a county's year-in-review article to an RDF knowledge graph that can be asked and looked at.

Each function is one step, and `build` takes them all::

    article = hdkg.read("graph/sources/hengdong-2023.md")   # text, blocks, county, date
    extraction = hdkg.extract(article)                      # entities, claims, ledger
    graph = hdkg.to_graph(extraction)                       # rdflib.Graph
    report = hdkg.validate(graph)                           # what breaks a shape
    rows = hdkg.query("first-in-the-city", on=graph)            # or any SPARQL text
    hdkg.draw(graph, "out/network.html")
    links = hdkg.link(["graph/", "http://127.0.0.1:8000/sparql"])   # the same things in different graphs

A step's module is loaded when its name is first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hdkg.errors import HdkgError

if TYPE_CHECKING:
    from hdkg.extraction import extract
    from hdkg.pipeline.building import build
    from hdkg.pipeline.linking import link
    from hdkg.pipeline.look import draw, query
    from hdkg.reading import read
    from hdkg.triples import to_graph
    from hdkg.validation import validate

__version__ = "0.1.0"
__all__ = ["HdkgError", "__version__", "build", "draw", "extract", "link", "query", "read", "to_graph", "validate"]

_MODULES = {
    "build": "hdkg.pipeline.building",
    "draw": "hdkg.pipeline.look",
    "extract": "hdkg.extraction",
    "link": "hdkg.pipeline.linking",
    "query": "hdkg.pipeline.look",
    "read": "hdkg.reading",
    "to_graph": "hdkg.triples",
    "validate": "hdkg.validation",
}


def __getattr__(name: str) -> Any:
    """Load a step's module on first use (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module 'hdkg' has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List what is loaded and what can be."""
    return sorted({*globals(), *__all__})
