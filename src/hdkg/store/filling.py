"""Fill a store on disk with any number of graphs, many at a time: the engine takes as long for one as for dozens."""

from __future__ import annotations

import io
import re
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from hdkg.errors import GraphError
from hdkg.store.embedded import DATASET, GRAPH, TYPE, broken
from hdkg.store.shelf import Shelf
from hdkg.triples.namespaces import BASE
from hdkg.triples.turtle import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

# Bytes of Turtle that are loaded at once, some fifty graphs: the engine takes eighty times as much memory for them, and
# hardly less time an article for more.
_AT_ONCE = 7_000_000
_HEAD = HEAD.encode()
# Turtle that says the same between the braces of TriG, and said twice: outside of strings there are no blank nodes,
# lists, braces and directives.
_PLAIN = re.compile(rb'(?:[^"{}\[\]()\'@]++|"(?:[^"\\\n]++|\\.)*+"(?:@[A-Za-z-]++)?+)*+')
_DATASET = re.compile(rb"^<([a-z]+/[0-9A-Za-z/_-]+)> a [^\"\n]*\bqb:DataSet\b", re.MULTILINE)


class Filling:
    """A store on disk that is filled while its graphs are made; a context in which they are added.

    Loading goes on beside whatever else the process does.  A graph takes the place of one of its name.

    Parameters
    ----------
    folder
        The store's folder; a graph that it holds already is not loaded again.

    Raises
    ------
    GraphError
        The folder cannot be used; by any method, a file cannot be read or is malformed.
    """

    def __init__(self, folder: str | Path) -> None:
        self._shelf = Shelf(Path(folder))
        self._shelf.sweep()
        self._loader = ThreadPoolExecutor(1)
        self._loading: Future[None] | None = None
        self._waiting: list[Path] = []
        self._size = 0

    def __enter__(self) -> Filling:
        """Return it, ready to be filled."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the graphs that are being loaded go in, and no more, and close the store."""
        self._loader.shutdown(wait=True, cancel_futures=True)
        del self._shelf

    def add(self, path: Path) -> None:
        """Take a graph; it is loaded together with others that come before or after it."""
        self._waiting.append(path)
        with _readable(path):
            self._size += path.stat().st_size
        if self._size >= _AT_ONCE:
            self._hand_over()

    def finish(self, files: Sequence[Path], on_loaded: Callable[[int], None] | None = None) -> None:
        """Make the store hold exactly these graphs, whether they were added or not.

        Parameters
        ----------
        files
            Turtle files.
        on_loaded
            Called, again and again, with how many of the files the store holds.
        """
        self._hand_over()
        self._wait()
        missing = self._shelf.changed(files)
        for number, path in enumerate(missing, start=1):
            self.add(path)
            if on_loaded is not None and not self._waiting:
                on_loaded(len(files) - len(missing) + number)
        self._hand_over()
        self._wait()
        if on_loaded is not None:
            on_loaded(len(files))

    def _hand_over(self) -> None:
        """Give what waits to the loader; only one load is under way, so that memory stays flat."""
        self._wait()
        if self._waiting:
            self._loading = self._loader.submit(self._load, tuple(self._waiting))
            self._waiting, self._size = [], 0

    def _wait(self) -> None:
        """Wait for the load that is under way."""
        if self._loading is not None:
            loading, self._loading = self._loading, None
            loading.result()

    def _load(self, paths: Sequence[Path]) -> None:
        """Load graphs and note them."""
        missing = [path for path in paths if not self._shelf.holds(path)]
        texts = {}
        for path in missing:
            with _readable(path):
                texts[path] = path.read_bytes()
        plain = {path: name for path, text in texts.items() if (name := _plain_name(text))}
        parsed = {path: _parsed(path, text) for path, text in texts.items() if path not in plain}
        graphs = {path: (name,) for path, name in (*plain.items(), *((path, parsed[path][0]) for path in parsed))}
        self._shelf.forget(graphs)
        try:
            self._shelf.store.bulk_load(
                input=_trig((plain[path], texts[path]) for path in plain), format=ox.RdfFormat.TRIG
            )
        except SyntaxError:  # one of them is no Turtle; parsed by itself, it says where
            parsed |= {path: _parsed(path, texts[path]) for path in plain}
        for name, lines in parsed.values():
            # A line ends with “ .” and nothing else does: a line end in a literal is escaped.
            own = lines.replace(b" .\n", f" {ox.NamedNode(name)} .\n".encode())
            self._shelf.store.bulk_load(input=own + lines, format=ox.RdfFormat.N_QUADS)
        self._shelf.put(graphs)


def fill(folder: str | Path, files: Sequence[Path], on_loaded: Callable[[int], None] | None = None) -> None:
    """Make a store on disk hold exactly these graphs, as ``open_store(files, folder)`` does.

    Parameters
    ----------
    folder
        The store's folder; a graph that it holds already is not loaded again.
    files, on_loaded
        See `Filling.finish`.

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
    with Filling(folder) as filling:
        filling.finish(files, on_loaded)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Tell of a file that cannot be read, or that is malformed, where it is."""
    try:
        yield
    except SyntaxError as error:
        raise broken(path, error) from error
    except (OSError, ValueError) as error:
        raise GraphError(f"cannot be read ({error})", "name a graph file", where=path) from error


def _plain_name(text: bytes) -> str:
    """Return the name of a graph that `turtle` wrote, so that it can stand in TriG as it is; "" for any other."""
    names = _DATASET.findall(text)
    alone = len(names) == text.count(b"DataSet") == 1
    if not alone or b" _:" in text or not text.startswith(_HEAD) or not _PLAIN.fullmatch(text, len(_HEAD)):
        return ""
    return BASE + str(names[0], "ascii")


def _trig(named: Iterable[tuple[str, bytes]]) -> bytes:
    """Return graphs as TriG, each in a graph of its name and, after it, in the default graph.

    What a graph says goes before the union, so that a killed run leaves nothing in the union that is in no graph.
    """
    whole = [_HEAD]
    for name, text in named:
        body = text[len(_HEAD) :]
        whole += (f"<{name}> {{\n".encode(), body, b"}\n", body)
    return b"".join(whole)


def _parsed(path: Path, text: bytes) -> tuple[str, bytes]:
    """Return what `named_lines` does of a file."""
    with _readable(path):
        return named_lines(text, path.stem)


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
