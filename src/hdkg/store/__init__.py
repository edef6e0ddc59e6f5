"""One way to ask graphs: embedded (pyoxigraph) or at any SPARQL 1.1 endpoint, with the same result.

Every file is a named graph and the default graph is the union of all of them, so that no query needs ``GRAPH``.

A name's module is loaded on first use: the server's worker processes need the guard alone, not rdflib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hdkg.store.embedded import EmbeddedStore, open_graph, open_store, open_triples, read_quads
    from hdkg.store.federated import Source, ask_each
    from hdkg.store.kept import Kept, keep, open_kept
    from hdkg.store.remote import RemoteStore, is_address
    from hdkg.store.result import Kind, Result, Store, Term

__all__ = [
    "EmbeddedStore",
    "Kept",
    "Kind",
    "RemoteStore",
    "Result",
    "Source",
    "Store",
    "Term",
    "ask_each",
    "is_address",
    "keep",
    "open_graph",
    "open_kept",
    "open_store",
    "open_triples",
    "read_quads",
]

_MODULES = {
    "EmbeddedStore": "embedded",
    "Kept": "kept",
    "Kind": "result",
    "RemoteStore": "remote",
    "Result": "result",
    "Source": "federated",
    "Store": "result",
    "Term": "result",
    "ask_each": "federated",
    "is_address": "remote",
    "keep": "kept",
    "open_graph": "embedded",
    "open_kept": "kept",
    "open_store": "embedded",
    "open_triples": "embedded",
    "read_quads": "embedded",
}


def __getattr__(name: str) -> Any:
    """Load a name's module on first use (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value
