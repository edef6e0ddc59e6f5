"""A store kept in a folder: what it holds, and which files changed since."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

from hdkg.errors import GraphError
from hdkg.files import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set
    from pathlib import Path

_DB, _RECORD = "db", "loaded.jsonl"
# Out of the default graph goes what no other graph says.
FORGET = """DELETE { ?s ?p ?o } WHERE {
  GRAPH ?graph { ?s ?p ?o }
  FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } FILTER(?other != ?graph) }
}"""


def is_shelf(folder: Path) -> bool:
    """Tell whether a folder holds a store that was kept by `Shelf`."""
    return (folder / _DB).is_dir() and (folder / _RECORD).is_file()


def look_into(folder: Path) -> ox.Store:
    """Open a kept store for questions only; others may do so too.

    Raises
    ------
    GraphError
        The folder cannot be used.
    """
    try:
        return ox.Store.read_only(str(folder / _DB))
    except (OSError, RuntimeError, ValueError) as error:
        problem = f"the store's folder cannot be used ({error})"
        raise GraphError(problem, "build it again into an empty folder", where=folder) from error


class Shelf:
    """A folder with the engine's files in ``db`` and, beside it, a record of what was loaded whole.

    A graph that the record does not name was left behind by a killed run, and is removed.
    """

    def __init__(self, folder: Path) -> None:
        self._record = folder / _RECORD
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.store = ox.Store(folder / _DB)
        except OSError as error:
            remedy = "choose another folder, or end the program that uses it"
            raise GraphError(f"the store's folder cannot be used ({error})", remedy, where=folder) from error
        self._held: dict[str, list[str]] = self._read()

    def changed(self, paths: Sequence[Path]) -> list[Path]:
        """Remove what is not of `paths` as they are now, and return those that have to be loaded."""
        keys = {path: _key(path) for path in paths}
        self._drop(self._held.keys() - set(keys.values()))
        self.sweep()
        return [path for path, key in keys.items() if key not in self._held]

    def holds(self, path: Path) -> bool:
        """Tell whether a file was loaded as it is now."""
        return _key(path) in self._held

    def forget(self, loading: Mapping[Path, Sequence[str]]) -> None:
        """Remove the earlier versions of files that are about to be loaded, each with the graphs that it fills."""
        there = self.store.contains_named_graph
        coming = {
            (path.name, graph) for path, graphs in loading.items() for graph in graphs if there(ox.NamedNode(graph))
        }
        if not coming:
            return
        stale = {
            key
            for key, graphs in self._held.items()
            if not coming.isdisjoint((key.rpartition(" ")[0], graph) for graph in graphs)
        }
        if stale:
            self._drop(stale)
            self.sweep()

    def _drop(self, stale: Set[str]) -> None:
        """Take files out of the record, and those that fill the same graphs, which have to be loaded again."""
        gone = {graph for key in stale for graph in self._held[key]}
        self._held = {key: graphs for key, graphs in self._held.items() if key not in stale and gone.isdisjoint(graphs)}

    def sweep(self) -> None:
        """Remove the graphs that the record does not name."""
        keep = {graph for graphs in self._held.values() for graph in graphs}
        self._write()
        for graph in list(self.store.named_graphs()):
            if graph.value not in keep:
                self.store.update(FORGET.replace("?graph", str(graph)))
                self.store.remove_graph(graph)

    def put(self, loaded: Mapping[Path, Sequence[str]]) -> None:
        """Record that files are loaded whole, each with the graphs that it fills."""
        self.store.flush()
        fresh = {_key(path): list(graphs) for path, graphs in loaded.items()}
        self._held |= fresh
        try:
            with self._record.open("a", encoding="utf-8", newline="\n") as file:
                file.write(_lines(fresh))
        except OSError as error:
            raise GraphError(f"cannot be written ({error.strerror})", "make room", where=self._record) from error

    def _read(self) -> dict[str, list[str]]:
        """Return the record; an unreadable one counts as none, and a line that a killed run left torn."""
        held: dict[str, list[str]] = {}
        try:
            lines = self._record.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError):
            return held
        for line in lines:
            try:
                key, graphs = json.loads(line)
                held[str(key)] = list(map(str, graphs))
            except (ValueError, TypeError):
                continue
        return held

    def _write(self) -> None:
        """Write the record anew; what is loaded adds lines, so that many graphs do not take longer than few."""
        write_text(self._record, _lines(self._held))


def _lines(held: Mapping[str, Sequence[str]]) -> str:
    """Write files with the graphs that they fill, a line each."""
    return "".join(json.dumps([key, graphs], ensure_ascii=False) + "\n" for key, graphs in sorted(held.items()))


def _key(path: Path) -> str:
    """Return what names a file's content: its name (which may name the graph) and its SHA-256."""
    try:
        with path.open("rb") as file:
            return f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        raise GraphError(f"cannot be read ({error.strerror})", "name a graph file", where=path) from error
