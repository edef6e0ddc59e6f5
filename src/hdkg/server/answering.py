"""What a worker does with one query: look at it, run it, write the answer within its limits."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from hdkg.server import complaint
from hdkg.store import guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Reply = tuple[dict[str, Any], bytes]
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# Rows as the engine writes them: what stands outside of strings, and what ends (or begins) a row there.
OUTSIDE = {"json": re.compile(rb'"(?:[^"\\]|\\.)*"'), "csv": re.compile(rb'"(?:[^"]|"")*"')}
MARKS = {"json": (b",{", 1), "srx": (b"<result>", 0), "csv": (b"\n", -1), "tsv": (b"\n", -1)}


class TooMuchError(Exception):
    """An answer is larger than it may be."""


class Bounded(io.BytesIO):
    """A file in memory that takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, data: Any, /) -> int:
        """Take a piece in, or raise TooMuchError."""
        self._left -= len(data)
        if self._left < 0:
            raise TooMuchError
        return super().write(data)


def refusal(status: str, message: str) -> Reply:
    """Return the reply of a query that has no answer.

    Examples
    --------
    >>> refusal("malformed", "Malformed at line 1, column 2")
    ({'status': 'malformed'}, b'Malformed at line 1, column 2')
    """
    return {"status": status}, message.encode("utf-8", "replace")


def forbidden(text: str, hosts: Iterable[str], *, update: bool = False) -> Reply | None:
    """Return the refusal of a text that calls other addresses or nests too deep; None where it does not."""
    breach = guard.find(text, hosts=tuple(hosts), update=update)
    if breach is None:
        return None
    line, column = complaint.at(text, breach.offset)
    where = complaint.pointed(text, line, column)
    return refusal("refused", f"Refused at line {line}, column {column}: {breach.problem}; {breach.remedy}\n{where}")


def answer(store: ox.Store, task: dict[str, Any], text: str, limits: dict[str, Any]) -> Reply:
    """Answer one query.

    Parameters
    ----------
    store
        The graphs.
    task
        ``base``, ``default`` and ``named`` (IRIs of the dataset's graphs, or None for those of the store), ``rows``
        and ``graph`` (the endings of the formats to write in, empty where the client takes none).
    text
        The query.
    limits
        ``rows``, ``size``, ``hosts``, and the ``prefixes`` that Turtle is written with.

    Returns
    -------
    tuple of dict and bytes
        ``status`` is ``ok`` (then ``form`` is ``rows`` or ``graph``), ``malformed``, ``refused``, ``unacceptable``,
        ``too-much`` or ``failed``; the body is the answer, or a message for the client.
    """
    refused = forbidden(text, limits["hosts"])
    if refused:
        return refused
    try:
        return _answered(_run(store, task, text), task, limits)
    except SyntaxError as error:
        return refusal("malformed", complaint.malformed(text, str(error)))
    except TooMuchError:
        most = f"{limits['rows']} rows or {limits['size']} bytes"
        return refusal("too-much", f"The answer is larger than this server gives ({most}); ask for less, with LIMIT")
    except MemoryError:
        return refusal("too-much", "The query needs more memory than this server gives; ask for less")
    except (OSError, RuntimeError, ValueError) as error:
        return refusal("failed", f"The query cannot be run: {' '.join(str(error).split())}")


def _answered(answer: Answer, task: dict[str, Any], limits: dict[str, Any]) -> Reply:
    """Return an answer in the format that the client takes."""
    form = "graph" if isinstance(answer, ox.QueryTriples) else "rows"
    ending = task[form]
    if not ending:
        kinds = "rows or a yes or no" if form == "rows" else "a graph"
        return refusal("unacceptable", f"This query answers {kinds}; none of the formats asked for can hold that")
    return {"status": "ok", "form": form}, _written(answer, ending, limits)


def _run(store: ox.Store, task: dict[str, Any], text: str) -> Answer:
    """Run a query over the dataset that it asks for."""
    default, named = task["default"], task["named"]
    if default is None and named is None:
        return store.query(text, base_iri=task["base"])
    defaults: list[Graph] = [ox.NamedNode(graph) for graph in dict.fromkeys(default or ())]
    others: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(graph) for graph in dict.fromkeys(named or ())]
    if len(defaults) > 1:
        store = _merged(store, defaults, others)
        return store.query(text, base_iri=task["base"], default_graph=ox.DefaultGraph(), named_graphs=others)
    return store.query(text, base_iri=task["base"], default_graph=defaults, named_graphs=others)


def _merged(store: ox.Store, defaults: list[Graph], others: list[ox.NamedNode | ox.BlankNode]) -> ox.Store:
    """Return a store whose default graph is the merge of several; the engine's own gives what two hold twice."""
    merged = ox.Store()
    for graph in defaults:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for graph in others:
        merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def _written(answer: Answer, ending: str, limits: dict[str, Any]) -> bytes:
    """Return an answer in a format, or raise TooMuchError."""
    out, rows = Bounded(limits["size"]), limits["rows"]
    if isinstance(answer, ox.QueryTriples):
        kind = ox.RdfFormat.from_extension(ending)
        ox.serialize(_counted(answer, rows), out, format=kind, prefixes=limits["prefixes"])
        return out.getvalue()
    answer.serialize(out, format=ox.QueryResultsFormat.from_extension(ending))
    if isinstance(answer, ox.QuerySolutions) and count(out.getvalue(), ending, rows) > rows:
        raise TooMuchError
    return out.getvalue()


def _counted(triples: ox.QueryTriples, most: int) -> Iterator[ox.Triple]:
    """Go through triples, each once, or raise TooMuchError."""
    seen = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            if len(seen) > most:
                raise TooMuchError
            yield triple


def count(whole: bytes, ending: str, enough: int) -> int:
    r"""Return how many rows the engine wrote; where there are no more than `enough` anyway, maybe a few too many.

    Examples
    --------
    >>> count(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"value":",{"}},{}]}}', "json", 0)
    2
    >>> count(b'a\r\n"x\ny"\r\n', "csv", 0)
    1
    """
    mark, more = MARKS[ending]
    found = whole.count(mark) + more
    if found > enough and ending in OUTSIDE:
        found = OUTSIDE[ending].sub(b"", whole).count(mark) + more
    return found
