"""Stores of graph files that do not change, kept in the user's cache folder: a question need not load them again.

A kept store is named by a hash over all that decides what it holds, is put in place whole, and is only read afterwards,
so that any number of programs may use it.  Whatever is wrong with it or with the folder costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pyoxigraph as ox

from hdkg.resources import ontology_dir, queries_dir
from hdkg.store.embedded import EmbeddedStore, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SEAL = "hashes"
_MOST = 8  # stores that are kept, those used last
_LARGEST = 64 * 2**20  # bytes of graph files; who has more keeps a store of his own
_ABANDONED = 24 * 60 * 60  # seconds after which what a killed program began is swept away


def open_kept(files: Sequence[Path]) -> EmbeddedStore:
    """Open graph files with what follows from them, out of the cache where they did not change.

    Parameters
    ----------
    files
        Graph files; they are read, so that a change of their content is seen.

    Returns
    -------
    EmbeddedStore
        With the same triples, whether or not there is a cache that can be used.

    Raises
    ------
    GraphError
        A file is missing, malformed (with its line) or of an unknown kind.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as place:
    ...     path = Path(place) / "a.ttl"
    ...     _ = path.write_text("<urn:a> a <urn:b> .")
    ...     len(open_kept([path])) == len(open_kept([path])) == 1
    True
    """
    try:
        if sum(path.stat().st_size for path in files) > _LARGEST:
            return open_store(files, inferred=True)
        folder = cache_folder() / _key(files)
    except (OSError, RuntimeError):  # a graph that is not there, or a user without a home
        return open_store(files, inferred=True)
    store = _read(folder)
    if store is None:
        fresh = open_store(files, inferred=True)
        store = _read(folder) if _keep(fresh, folder) else None
        if store is None:
            return fresh
    return EmbeddedStore(store)


def cache_folder() -> Path:
    """Return the folder that kept stores stand in, in the user's cache folder."""
    return platformdirs.user_cache_path("hdkg", appauthor=False) / "stores"


def _key(files: Sequence[Path]) -> str:
    """Return a hash over what decides what a store holds: engine, graphs with their names, and what is inferred by."""
    whole = hashlib.sha256(f"1 {ox.__version__}".encode())
    rules = sorted((queries_dir() / "inference").glob("*.rq"))
    axioms = [ontology_dir() / f"{name}.ttl" for name in ("core", "alignments")]
    for path in (*rules, *axioms, *files):
        with path.open("rb") as file:
            whole.update(f"\n{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}".encode())
    return whole.hexdigest()[:32]


def _read(folder: Path) -> ox.Store | None:
    """Open a kept store; None where there is none, or one that is not as it was made (which is then removed).

    Its files are held against their hashes first: the engine trusts what it reads, and a damaged block can make it take
    all memory.
    """
    if not folder.is_dir():
        return None
    try:
        if (folder / _SEAL).read_text(encoding="utf-8") != _hashes(folder):
            raise ValueError(_SEAL)
        store = ox.Store.read_only(str(folder))
        os.utime(folder)
    except (OSError, RuntimeError, ValueError):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return store


def _keep(fresh: EmbeddedStore, folder: Path) -> bool:
    """Put a store's quads into a folder, whole or not at all; tell whether it worked."""
    beside = ""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = tempfile.mkdtemp(prefix=".", dir=folder.parent)
        disk = ox.Store(beside)
        disk.bulk_extend(fresh.quads())
        disk.flush()
        del disk  # closes it
        Path(beside, _SEAL).write_text(_hashes(Path(beside)), encoding="utf-8")
        Path(beside).rename(folder)
    except (OSError, RuntimeError, ValueError):
        return folder.is_dir()  # another program may have been faster
    finally:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)
    _sweep(folder.parent)
    return True


def _hashes(folder: Path) -> str:
    """Return the SHA-256 of each file that the engine reads, a line each."""
    lines = []
    for path in sorted(folder.iterdir()):
        if path.suffix in {".sst", ".log"} or path.name.startswith(("MANIFEST", "CURRENT", "OPTIONS")):
            with path.open("rb") as file:
                lines.append(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n")
    return "".join(lines)


def _sweep(place: Path) -> None:
    """Remove the stores that were not used for longest, and what killed programs began."""
    for path in (*sorted(_dated(place, "[!.]*"))[:-_MOST], *_dated(place, ".*")):
        if not path[1].name.startswith(".") or path[0] < time.time() - _ABANDONED:
            shutil.rmtree(path[1], ignore_errors=True)


def _dated(place: Path, pattern: str) -> Iterator[tuple[float, Path]]:
    """Yield the folders of a place with the time of their last use."""
    for path in place.glob(pattern):
        try:
            yield path.stat().st_mtime, path
        except OSError:  # another program was faster
            continue
