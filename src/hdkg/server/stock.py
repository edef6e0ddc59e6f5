"""What is served: graph files made ready for the workers, or a store on disk that updates may change.

Small graphs are loaded into each worker's memory, where look-ups are twice and joins five times as quick as from disk;
large ones are read from one store on disk.  The ontology stands beside them in a graph of its own, and what follows
from graphs that nobody can change in two more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from hdkg.errors import GraphError
from hdkg.resources import ontology_dir
from hdkg.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ONTOLOGY = "https://w3id.org/hdkg/ontology/"
MARK = "filled"  # written last into a new store, so that a killed start is seen
SMALL = 8 * 1024 * 1024  # bytes of graph files; about 200,000 triples, which load in half a second


@dataclass(frozen=True, slots=True)
class Stock:
    """Graphs on disk: N-Quads files for the workers' memory, or the folder of a store; and what they were made of."""

    files: tuple[str, ...] = ()
    folder: str = ""
    originals: tuple[Path, ...] = ()

    @property
    def config(self) -> dict[str, Any]:
        """What a worker is told of them."""
        return {"files": list(self.files), "folder": self.folder}


def prepare(paths: Sequence[str | Path], folder: Path, *, small: int = SMALL) -> Stock:
    """Make graph files ready to be served.

    Parameters
    ----------
    paths
        Graph files; see `hdkg.store.open_store`.
    folder
        Where what is made of them goes.
    small
        Bytes of graph files up to which they are kept in memory.

    Returns
    -------
    Stock
        What the workers open.

    Raises
    ------
    GraphError
        A file cannot be read or is malformed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     [Path(file).name for file in prepare([], Path(place)).files]
    ['graphs.nq', 'ontology.nq']
    """
    originals = tuple(Path(path).absolute() for path in paths)
    if sum(Path(path).stat().st_size for path in paths if Path(path).is_file()) > small:
        open_store(paths, folder / "store", inferred=True)
        _add_ontology(folder / "store" / "db")
        return Stock(folder=str(folder / "store" / "db"), originals=originals)
    graphs, ontology = folder / "graphs.nq", folder / "ontology.nq"
    open_store(paths, inferred=True).write_quads(graphs)
    ox.serialize(_ontology(), ontology, format=ox.RdfFormat.N_QUADS)
    return Stock(files=(str(graphs), str(ontology)), originals=originals)


def is_filled(folder: str | Path) -> bool:
    """Tell whether a folder holds the store of a writable server."""
    return (Path(folder) / MARK).exists()


def fill(paths: Sequence[str | Path], folder: Path) -> Path:
    """Return the store of a writable server: one that is there as it was left, a new one with graph files in it.

    Parameters
    ----------
    paths
        Graph files for a new store.
    folder
        Where the store is kept.

    Raises
    ------
    GraphError
        A file cannot be read, the folder cannot be used, or it holds a store and graph files are named as well.
    """
    store = folder / "db"
    if is_filled(folder):
        if paths:
            remedy = "leave the graphs out, or keep the store in another folder"
            raise GraphError("this folder holds a store with graphs of its own", remedy, where=folder)
        return store
    open_store(paths, folder)
    _add_ontology(store)
    (folder / MARK).touch()
    return store


def _ontology() -> Iterator[ox.Quad]:
    """Go through the triples of the ontology's files, in their graph."""
    for path in sorted(ontology_dir().glob("*.ttl")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=ONTOLOGY):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(ONTOLOGY))


def _add_ontology(folder: Path) -> None:
    """Add the ontology to a store on disk, in a graph of its own."""
    try:
        store = ox.Store(folder)
    except OSError as error:
        raise GraphError(f"the store cannot be used ({error})", "choose another folder", where=folder) from error
    store.bulk_extend(_ontology())
    store.flush()
