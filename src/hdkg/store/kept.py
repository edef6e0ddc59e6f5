"""Stores of graph files that do not change, kept in the user's cache folder: a question need not load them again.

A kept store is named by a hash over all that decides what it holds, is put in place whole, and is only read afterwards,
so that any number of programs may use it.  Whatever is wrong with it or with the folder costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import platformdirs
import pyoxigraph as ox

from hdkg.resources import ontology_dir, queries_dir
from hdkg.store.embedded import EmbeddedStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

try:
    import fcntl
except ImportError:  # Windows, which does not remove a file that is open
    fcntl = None  # type: ignore[assignment]

_SEAL = "hashes"
_USE = "use"  # a file that is locked by who uses a kept folder for long
_MOST = 8  # stores that are kept, those used last
_ROOM = 4 * 2**30  # bytes that they may take, but for the one used last
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


@dataclass(frozen=True)
class Kept:
    """A kept folder that stays until it is released, or this program ends.

    Attributes
    ----------
    folder
        What `keep` made, and beside it what others keep there that follows from the same files.
    """

    folder: Path
    _lock: IO[bytes] | None

    def release(self) -> None:
        """Let the folder be swept away by others, when its turn comes."""
        if self._lock is not None:
            self._lock.close()


def keep(files: Sequence[Path], more: Sequence[Path], make: Callable[[Path], None]) -> Kept | None:
    """Return the folder of what is made of graph files; make it where it is not kept yet.

    Parameters
    ----------
    files
        Graph files; they are read, so that a change of their content is seen.
    more
        Other files that decide what is made.
    make
        Fills an empty folder.  It is called at most once.

    Returns
    -------
    Kept
        None where the cache cannot be used.

    Raises
    ------
    HdkgError
        As `make` does.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as place:
    ...     path = Path(place) / "a.ttl"
    ...     _ = path.write_text("<urn:a> a <urn:b> .")
    ...     kept = keep([path], [], lambda folder: (folder / "made").touch())
    ...     [file.name for file in kept.folder.glob("m*")]
    ...     kept.release()
    ['made']
    """
    try:
        folder = cache_folder() / f"{_key([*more, *files])}-made"
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    except (OSError, RuntimeError):
        return None
    try:
        kept = _held(folder)
        if kept is None:
            make(beside)
            kept = _held(folder) if _place(beside, folder) else None
        return kept
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _held(folder: Path) -> Kept | None:
    """Return a kept folder, locked against being swept away; None where there is none that is as it was made."""
    if not _whole(folder):
        return None
    try:
        return Kept(folder, _locked(folder))
    except OSError:
        return None


def _locked(folder: Path, *, alone: bool = False) -> IO[bytes] | None:
    """Return an open file that says that a folder is in use; None where the system has no such locks.

    Raises
    ------
    OSError
        It cannot be locked so.
    """
    if fcntl is None:
        return None
    file = (folder / _USE).open("ab")
    try:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise
    return file


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
    """Open a kept store; None where there is none, or one that is not as it was made (which is then removed)."""
    if not _whole(folder):
        return None
    try:
        return ox.Store.read_only(str(folder))
    except (OSError, RuntimeError, ValueError):
        shutil.rmtree(folder, ignore_errors=True)
        return None


def _whole(folder: Path) -> bool:
    """Tell whether a kept folder is there and as it was made; one that is not is removed.

    Its files are held against their hashes first: the engine trusts what it reads, and a damaged block can make it take
    all memory.
    """
    if not folder.is_dir():
        return False
    try:
        if (folder / _SEAL).read_text(encoding="utf-8") != _hashes(folder):
            raise ValueError(_SEAL)
        os.utime(folder)
    except (OSError, ValueError):
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True


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
        return _place(Path(beside), folder)
    except (OSError, RuntimeError, ValueError):
        return False
    finally:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)


def _place(beside: Path, folder: Path) -> bool:
    """Seal what was made and put it in its place, whole or not at all; tell whether it, or another's, is there."""
    try:
        (beside / _SEAL).write_text(_hashes(beside), encoding="utf-8")
        beside.rename(folder)
    except OSError:
        return folder.is_dir()  # another program may have been faster
    _sweep(folder.parent)
    return True


def _hashes(folder: Path) -> str:
    """Return the SHA-256 of each file that is read again, a line each."""
    lines = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".sst", ".log", ".nq"} or path.name.startswith(("MANIFEST", "CURRENT", "OPTIONS")):
            with path.open("rb") as file:
                name = path.relative_to(folder).as_posix()
                lines.append(f"{name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n")
    return "".join(lines)


def _sweep(place: Path) -> None:
    """Remove the stores that were not used for longest, and what killed programs began; nothing that is in use."""
    held = sorted(_dated(place, "[!.]*"), reverse=True)
    room = _ROOM
    for number, (_, path) in enumerate(held):
        room -= sum(file.stat().st_size for file in path.rglob("*"))
        if number >= _MOST or (number and room < 0):
            _remove(path)
    for date, path in _dated(place, ".*"):
        if date < time.time() - _ABANDONED:
            shutil.rmtree(path, ignore_errors=True)


def _remove(folder: Path) -> None:
    """Remove a kept folder, unless somebody has it locked."""
    with contextlib.suppress(OSError):
        lock = _locked(folder, alone=True)
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            lock.close()


def _dated(place: Path, pattern: str) -> Iterator[tuple[float, Path]]:
    """Yield the folders of a place with the time of their last use."""
    for path in place.glob(pattern):
        try:
            yield path.stat().st_mtime, path
        except OSError:  # another program was faster
            continue
