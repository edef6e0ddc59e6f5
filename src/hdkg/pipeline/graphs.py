"""From what a caller names (nothing, files, folders, a graph in hand) to graphs that can be asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph

from hdkg.errors import GraphError
from hdkg.resources import graph_dir
from hdkg.store import EmbeddedStore, open_graph, open_kept, open_store
from hdkg.store.shelf import is_shelf, look_into

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    On: TypeAlias = Graph | str | Path | Iterable[str | Path] | None

ENDINGS = frozenset({".ttl", ".nt", ".trig", ".nq", ".rdf", ".jsonld"})
CONSTRUCT_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def default_graphs() -> tuple[Path, ...]:
    """Return the graph files of this checkout (or of the installed package), sorted."""
    return tuple(sorted(graph_dir().glob("*.ttl")))


def graph_files(on: str | Path | Iterable[str | Path] | None = None) -> tuple[Path, ...]:
    """Return the graph files that files and folders stand for.

    Parameters
    ----------
    on
        A file, a folder (its Turtle files) or several; None or none for all graphs of this checkout.

    Raises
    ------
    GraphError
        A folder without a graph, or no graph at all.

    Examples
    --------
    >>> [path.name for path in graph_files(["a.ttl", "b.ttl"])]
    ['a.ttl', 'b.ttl']
    """
    named = [on] if isinstance(on, str | Path) else list(on or ())
    files: list[Path] = []
    for path in map(Path, named):
        inside = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
        if not inside:
            raise GraphError("no graph in this folder", "build one with 'hdkg build'", where=path)
        files.extend(inside)
    if not named:
        files.extend(default_graphs())
        if not files:
            raise GraphError("no graph yet", "build one with 'hdkg build'", where=graph_dir())
    return tuple(dict.fromkeys(files))


def is_graph(path: str | Path) -> bool:
    """Tell by its ending whether a file is a graph rather than an article."""
    return Path(path).suffix.lower() in ENDINGS


def open_graphs(on: On = None, *, inferred: bool = False) -> EmbeddedStore:
    """Open a graph in hand, graph files, folders of them, a store on disk, or (None) all graphs of this checkout.

    A store on disk (see ``hdkg build FOLDER --store``) is asked as it stands, without consequences.

    With `inferred`, what follows from them is added in graphs of its own (see `hdkg.store.inference`), and the store of
    files is kept in the user's cache folder until they change.

    Raises
    ------
    GraphError
        A file cannot be read or is malformed (with its line), or there is none.
    """
    if isinstance(on, Graph):
        return open_graph(on, inferred=inferred)
    named = [on] if isinstance(on, str | Path) else list(on or ())
    if len(named) == 1 and is_shelf(Path(named[0])):
        return EmbeddedStore(look_into(Path(named[0])))
    return open_kept(graph_files(named)) if inferred else open_store(graph_files(named))


def read_graph(path: str | Path) -> Graph:
    """Read one graph file into rdflib.

    Raises
    ------
    GraphError
        The file cannot be read or is malformed (with its line).
    """
    graph = open_store([path]).query(CONSTRUCT_ALL).graph
    return Graph() if graph is None else graph
