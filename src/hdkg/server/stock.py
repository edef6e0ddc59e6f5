"""What is served: graph files made ready for the workers, or a store on disk that updates may change.

Small graphs are loaded into memory, where look-ups are twice and joins three to five times as quick as from disk; large
ones are read from one store on disk.  The ontology stands beside them in a graph of its own, and what follows from
graphs that nobody can change in two more.  What takes more than a moment to make is kept in the user's cache folder.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from hdkg.errors import GraphError
from hdkg.resources import ontology_dir
from hdkg.store import Kept, keep, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ONTOLOGY = "https://w3id.org/hdkg/ontology/"
MARK = "filled"  # written last into a new store, so that a killed start is seen
SMALL = 1024 * 1024  # bytes of graph files that are made ready in a second
MIDDLING = 32 * 1024 * 1024  # bytes of graph files up to which what follows is worked out in memory
IN_MEMORY = (
    400_000  # triples, those of the union and of their graphs, that workers hold: about 300 MB, which they share
)
GRAPHS, STORE = "graphs.nq", "store"  # what is kept


@dataclass(frozen=True, slots=True)
class Stock:
    """Graphs on disk.

    Attributes
    ----------
    files, folder
        N-Quads files for the workers' memory, or the folder of a store.
    originals
        The files that they were made of.
    kept
        The kept folder that they stand in, to be released in the end; None where nothing is kept.
    """

    files: tuple[str, ...] = ()
    folder: str = ""
    originals: tuple[Path, ...] = ()
    kept: Kept | None = None

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
        Where what is made of them goes, if it is not kept.
    small
        Bytes of graph files up to which nothing is kept.

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
    ['graphs.nq']
    """
    originals = tuple(Path(path).absolute() for path in paths)
    size = sum(path.stat().st_size for path in originals if path.is_file())
    kept = None
    if size > small:
        kept = keep(originals, _ontology_files(), lambda place: _make(paths, place, size))
    place = kept.folder if kept else folder
    if kept is None:
        _make(paths, place, size)
    if (place / GRAPHS).exists():
        return Stock(files=(str(place / GRAPHS),), originals=originals, kept=kept)
    return Stock(folder=str(place / STORE), originals=originals, kept=kept)


def _make(paths: Sequence[str | Path], place: Path, size: int) -> None:
    """Put graphs, what follows from them and the ontology into N-Quads, or into a store where they are many."""
    if size <= MIDDLING:
        held = open_store(paths, inferred=True)
        held.add(_ontology())
        held.write_quads(place / GRAPHS)
        if held.size <= IN_MEMORY:
            return
        store = ox.Store(place / STORE)
        store.bulk_load(path=place / GRAPHS, format=ox.RdfFormat.N_QUADS)
        store.flush()
        (place / GRAPHS).unlink()
        return
    open_store(paths, place / "shelf", inferred=True)
    (place / "shelf" / "db").rename(place / STORE)
    shutil.rmtree(place / "shelf")
    _add_ontology(place / STORE)


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


def _ontology_files() -> list[Path]:
    return sorted(ontology_dir().glob("*.ttl"))


def _ontology() -> Iterator[ox.Quad]:
    """Go through the triples of the ontology's files, in their graph."""
    for path in _ontology_files():
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
