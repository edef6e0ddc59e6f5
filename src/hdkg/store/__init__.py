"""One way to ask graphs: embedded (pyoxigraph) or at any SPARQL 1.1 endpoint, with the same result.

Every file is a named graph and the default graph is the union of all of them, so that no query needs ``GRAPH``.
"""

from hdkg.store.embedded import EmbeddedStore, open_graph, open_store, read_quads
from hdkg.store.remote import RemoteStore
from hdkg.store.result import Kind, Result, Store, Term

__all__ = ["EmbeddedStore", "Kind", "RemoteStore", "Result", "Store", "Term", "open_graph", "open_store", "read_quads"]
