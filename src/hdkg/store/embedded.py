"""The embedded store: pyoxigraph in memory, or in a folder for more than memory should hold."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from hdkg.errors import GraphError, QueryError
from hdkg.store import guard
from hdkg.store.inference import add_consequences
from hdkg.store.result import Kind, Result
from hdkg.store.rowwise import rowwise
from hdkg.store.shelf import Shelf
from hdkg.store.terms import to_graph, to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib

DATASET = ox.NamedNode("http://purl.org/linked-data/cube#DataSet")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
GRAPH = "https://w3id.org/hdkg/id/graph/"
_BATCH = 100_000  # triples that are taken in at a time
PLACE = re.compile(r"error at (\d+):\d+: ?")
REBUILD = "mend that line, or build the graph again"


class EmbeddedStore:
    """Graphs in this process; made by `open_store` and `open_graph`.

    The default graph holds every triple of the named graphs once.  (The engine's own switch for a union gives a triple
    that stands in two graphs twice, and every row that rests on it.)
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def query(self, text: str, *, where: str | Path | None = None) -> Result:
        """Answer a SPARQL 1.1 query over the union of all graphs.

        Parameters
        ----------
        text
            The query; ``SERVICE`` is refused.
        where
            The file it came from, for errors.

        Returns
        -------
        Result
            Rows, yes or no, or a graph.

        Raises
        ------
        QueryError
            The query is malformed (with its line), calls another address, or cannot be run.
        """
        try:
            guard.check(text)
        except QueryError as error:
            raise QueryError(error.problem, error.remedy, where=where or "query", line=error.line) from None
        try:
            return _result(_answered(self._store, text))
        except SyntaxError as error:
            raise _malformed(str(error), where) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be run ({error})", where=where) from error

    def __len__(self) -> int:
        """Count the triples of all graphs, those in several graphs once."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    @property
    def size(self) -> int:
        """How many triples are held, counting those of the union again."""
        return len(self._store)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add triples to graphs, and not to the union."""
        self._store.bulk_extend(quads)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every triple of the named graphs, and of their union as the default graph."""
        return iter(self._store)

    def write_quads(self, path: str | Path) -> None:
        """Write every triple as N-Quads: those of the named graphs, and their union as the default graph."""
        self._store.dump(path, ox.RdfFormat.N_QUADS)

    @property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs, sorted."""
        return tuple(sorted(graph.value for graph in self._store.named_graphs()))


def open_store(
    paths: Iterable[str | Path], folder: str | Path | None = None, *, inferred: bool = False
) -> EmbeddedStore:
    """Load graph files, each into a named graph of its own.

    Parameters
    ----------
    paths
        Turtle, N-Triples, TriG, N-Quads, RDF/XML or JSON-LD files, told by their ending.  The graph is named by the
        file's ``qb:DataSet``, or ``https://w3id.org/hdkg/id/graph/<stem>`` where there is none.
    folder
        Keep the store there rather than in memory.  Afterwards it holds exactly `paths`; a file that did not change
        since the last time is not loaded again.
    inferred
        Add what follows from the graphs, in graphs of its own (see `hdkg.store.inference`).

    Returns
    -------
    EmbeddedStore
        Ready to be asked.

    Raises
    ------
    GraphError
        A file is missing, malformed (with its line) or of an unknown kind, or the folder cannot be used.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     path = Path(place) / "a.ttl"
    ...     _ = path.write_text("<urn:a> <urn:b> 1 .")
    ...     open_store([path]).graphs
    ('https://w3id.org/hdkg/id/graph/a',)
    """
    files = [Path(path) for path in paths]
    union = None
    if folder is None:
        store = ox.Store()
        for path in files:
            _load(store, path)
    else:
        shelf = Shelf(Path(folder))
        store = shelf.store
        missing = shelf.changed(files)
        union = ox.Store() if inferred and missing == files else None  # quicker than to read it off the disk again
        for path in missing:
            shelf.put({path: _load(store, path, union)})
    if inferred:
        add_consequences(store, union)
        store.flush()
    return EmbeddedStore(store)


def open_graph(graph: rdflib.Graph, *files: Path, inferred: bool = False) -> EmbeddedStore:
    """Put an rdflib graph, and files beside it, into a store in memory, with what follows from it if `inferred`."""
    store = ox.Store()
    for path in files:
        _load(store, path)
    text = graph.serialize(format="nt", encoding="utf-8")
    store.load(text, format=ox.RdfFormat.N_TRIPLES)
    if inferred:
        add_consequences(store)
    return EmbeddedStore(store)


def open_triples(triples: Iterable[ox.Triple]) -> EmbeddedStore:
    """Put triples into a store in memory, blank nodes under the names that they have."""
    store = ox.Store()
    store.extend(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
    return EmbeddedStore(store)


def read_quads(path: str | Path) -> tuple[ox.Quad, ...]:
    """Read a graph file as it is: every literal as written, each triple in the graph that `open_store` would give it.

    A store keeps the value of a number but not how it is written; what has to come out as it went in is read by this.

    Parameters
    ----------
    path
        See `open_store`.

    Returns
    -------
    tuple of pyoxigraph.Quad
        In the order of the file, each once.

    Raises
    ------
    GraphError
        As `open_store`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     path = Path(place) / "a.ttl"
    ...     _ = path.write_text("<urn:a> <urn:b> 1.50 .")
    ...     read_quads(path)[0].object.value
    '1.50'
    """
    file = Path(path)
    kind = format_of(file)
    try:
        target = ox.NamedNode(_survey(file, kind)[1])
        return tuple(dict.fromkeys(_quad(quad, target) for quad in ox.parse(path=file, format=kind, base_iri=GRAPH)))
    except SyntaxError as error:
        raise broken(file, error) from error
    except (OSError, ValueError) as error:
        raise GraphError(f"cannot be read ({error})", "name a graph file", where=path) from error


def format_of(path: Path) -> ox.RdfFormat:
    """Return the format that a file's ending tells."""
    kind = ox.RdfFormat.from_extension(path.suffix.lstrip(".").lower())
    if kind is None:
        raise GraphError("not a graph file by its ending", "give .ttl, .nt, .trig, .nq, .rdf or .jsonld", where=path)
    return kind


def broken(path: Path, error: SyntaxError) -> GraphError:
    """Return the parser's complaint with its line."""
    reason = re.sub(r"^Parser error at [^:]*?columns? \d+(?: and \d+)?: ", "", str(error.msg))
    return GraphError(f"malformed ({reason})", REBUILD, where=path, line=error.lineno)


def _load(store: ox.Store, path: Path, union: ox.Store | None = None) -> tuple[str, ...]:
    """Load one file and return the graphs that it fills; read through once before anything is stored.

    Its triples are put into `union` as well, where that is wanted.
    """
    kind = format_of(path)
    try:
        graphs, name = _survey(path, kind)
        store.bulk_extend(_both(path, kind, ox.NamedNode(name), union))
    except SyntaxError as error:
        raise broken(path, error) from error
    except (OSError, ValueError) as error:
        raise GraphError(f"cannot be read ({error})", "name a graph file", where=path) from error
    return graphs


def _both(path: Path, kind: ox.RdfFormat, target: ox.NamedNode, union: ox.Store | None) -> Iterator[ox.Quad]:
    """Yield each triple of a file in its graph and in the union; copying a graph within a store takes far longer."""
    parsed = ox.parse(path=path, format=kind, base_iri=GRAPH, rename_blank_nodes=True)
    while batch := tuple(islice(parsed, _BATCH)):
        triples = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in batch]
        if union is not None:
            union.bulk_extend(triples)
        yield from triples
        for quad in batch:
            yield _quad(quad, target)


def _survey(path: Path, kind: ox.RdfFormat) -> tuple[tuple[str, ...], str]:
    """Read a file through; return its graphs and the name of the one that holds what has no graph of its own."""
    graphs, dataset = set(), ""
    for quad in ox.parse(path=path, format=kind, base_iri=GRAPH):
        graphs.add(quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else "")
        if quad.predicate == TYPE and quad.object == DATASET and isinstance(quad.subject, ox.NamedNode):
            dataset = min(filter(None, (dataset, quad.subject.value)))
    name = dataset or f"{GRAPH}{quote(path.stem)}"
    return tuple(sorted({graph or name for graph in graphs})), name


def _quad(quad: ox.Quad, graph: ox.NamedNode) -> ox.Quad:
    """Return a quad in its own graph, or in `graph` where it has none."""
    own = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else graph
    return ox.Quad(quad.subject, quad.predicate, quad.object, own)


def _answered(store: ox.Store, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Return the engine's answer; a query that is malformed is complained of as it was written."""
    try:
        return store.query(rowwise(text))
    except SyntaxError:
        return store.query(text)


def _result(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
    """Return the engine's answer as a Result."""
    if isinstance(answer, ox.QueryBoolean):
        return Result(Kind.ANSWER, answer=bool(answer))
    if isinstance(answer, ox.QueryTriples):
        return Result(Kind.GRAPH, graph=to_graph(answer))
    columns = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(None if row[column] is None else to_rdflib(row[column]) for column in columns) for row in answer)
    return Result(Kind.ROWS, columns=columns, rows=rows)


def _malformed(message: str, where: str | Path | None) -> QueryError:
    """Return the engine's complaint in one short line with the line of the query."""
    found = PLACE.match(message)
    what = " ".join(PLACE.sub("", message).split())
    what = what if len(what) <= 120 else what[:120].rsplit(" ", 1)[0] + " …"
    line = int(found[1]) if found else None
    return QueryError(f"not SPARQL 1.1: {what}", "mend the query", where=where or "query", line=line)
