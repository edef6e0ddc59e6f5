"""Fill a store on disk with any number of graphs, many at a time: the engine takes as long for one as for dozens."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from hdkg.errors import GraphError
from hdkg.store.embedded import DATASET, GRAPH, TYPE, broken
from hdkg.store.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_AT_ONCE = 32  # graphs; more would take more memory and hardly less time


def fill(folder: str | Path, files: Sequence[Path], on_loaded: Callable[[int], None] | None = None) -> None:
    """Make a store on disk hold exactly these graphs, as ``open_store(files, folder)`` does.

    Parameters
    ----------
    folder
        The store's folder; a graph that it holds already is not loaded again.
    files
        Turtle files.
    on_loaded
        Called, again and again, with how many of the files the store holds.

    Raises
    ------
    GraphError
        The folder cannot be used, or a file cannot be read or is malformed.

    Examples
    --------
    >>> import tempfile
    >>> from hdkg.store import open_store
    >>> with tempfile.TemporaryDirectory() as place:
    ...     path = Path(place) / "a.ttl"
    ...     _ = path.write_text("<urn:a> <urn:b> 1 .")
    ...     fill(f"{place}/store", [path])
    ...     len(open_store([path], f"{place}/store"))
    1
    """
    shelf = Shelf(Path(folder))
    missing = shelf.changed(files)
    for start in range(0, len(missing), _AT_ONCE):
        chunk = missing[start : start + _AT_ONCE]
        graphs: dict[Path, tuple[str, ...]] = {}
        lines: list[bytes] = []
        for path in chunk:
            name, text = _read(path)
            graphs[path] = (name,)
            # A line ends with “ .” and nothing else does: a line end in a literal is escaped.  What a graph says goes
            # before the union, so that a killed run leaves nothing in the union that is in no graph.
            lines += (text.replace(b" .\n", f" {ox.NamedNode(name)} .\n".encode()), text)
        shelf.store.bulk_load(input=b"".join(lines), format=ox.RdfFormat.N_QUADS)
        shelf.put(graphs)
        if on_loaded is not None:
            on_loaded(len(files) - len(missing) + start + len(chunk))


def _read(path: Path) -> tuple[str, bytes]:
    """Return the name of a file's graph, and its triples as N-Triples."""
    try:
        return named_lines(path.read_bytes(), path.stem)
    except SyntaxError as error:
        raise broken(path, error) from error
    except (OSError, ValueError) as error:
        raise GraphError(f"cannot be read ({error})", "name a graph file", where=path) from error


def named_lines(text: bytes, stem: str) -> tuple[str, bytes]:
    """Return the name that a graph in Turtle goes by, and its triples as N-Triples, literals as they are written.

    Parameters
    ----------
    text
        The Turtle.
    stem
        The name of its file, without ending.

    Raises
    ------
    SyntaxError
        It is no Turtle.

    Examples
    --------
    >>> named_lines(b"<urn:a> <urn:b> 1.50 .", "a")[0]
    'https://w3id.org/hdkg/id/graph/a'
    """
    quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=GRAPH))
    named = (quad.subject for quad in quads if quad.predicate == TYPE and quad.object == DATASET)
    name = min((node.value for node in named if isinstance(node, ox.NamedNode)), default=f"{GRAPH}{quote(stem)}")
    lines = io.BytesIO()
    ox.serialize(quads, lines, format=ox.RdfFormat.N_TRIPLES)
    return name, lines.getvalue()
