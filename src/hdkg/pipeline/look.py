"""Ask graphs and draw them, each in one call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph

from hdkg.pipeline.graphs import open_graphs
from hdkg.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hdkg.pipeline.graphs import On
    from hdkg.queries import Query
    from hdkg.queries.parameters import Value
    from hdkg.store import Result, Source

SECONDS = 60.0  # that an endpoint has for its answer


def query(
    name: str | Query,
    /,
    *,
    on: On = None,
    endpoint: str = "",
    apart: bool = False,
    timeout: float = SECONDS,
    **parameters: Value,
) -> Result:
    """Ask graphs, and what follows from them, a question.

    Local graphs come with their consequences in graphs of their own (see `hdkg.store.inference`); an endpoint has those
    that were loaded there.

    Files and folders are loaded together and asked as one.  As soon as an endpoint is among what is named in `on`, each
    is asked apart, and each row says where it came from (see `hdkg.store.federated`): a question that needs facts of
    two sources at once has to be asked of files loaded together.

    Parameters
    ----------
    name
        A question of the catalogue (``hdkg query --list`` shows them), SPARQL text, or a query read from a file.
    on
        An `rdflib.Graph`, a graph file, a folder of them, the address of a SPARQL 1.1 endpoint, or several; None for
        all graphs of this checkout.
    endpoint
        Address of a SPARQL 1.1 endpoint to ask in place of local graphs.
    apart
        Ask what `on` names each by itself, also where all are files and folders.
    timeout
        Seconds that each endpoint has for its answer.
    **parameters
        What the question leaves open, by the names of its parameters.

    Returns
    -------
    Result
        Rows, a yes or no, or a graph; it turns into a table, CSV, JSON, Turtle or a pandas frame.  Of several sources
        asked apart, `unanswered` says which endpoints gave no answer, and why.

    Raises
    ------
    QueryError
        There is no such question or parameter, the SPARQL is malformed, or `endpoint` gave no answer.
    GraphError
        A graph file cannot be read.

    Examples
    --------
    >>> query("SELECT (COUNT(DISTINCT ?county) AS ?n) { ?county a <https://w3id.org/hdkg/ontology/County> }").columns
    ('n',)
    """
    return ask(name, parameters, on=on, endpoint=endpoint, apart=apart, timeout=timeout)


def ask(
    name: str | Query,
    parameters: Mapping[str, Value],
    *,
    on: On = None,
    endpoint: str = "",
    apart: bool = False,
    timeout: float = SECONDS,
) -> Result:
    """Do what `query` does, for parameters whose names are not known beforehand."""
    from hdkg.queries import run, run_each
    from hdkg.store import RemoteStore

    if endpoint:
        return run(RemoteStore(endpoint, timeout), name, parameters)
    sources = _sources(on, apart=apart, timeout=timeout)
    if sources:
        return run_each(sources, name, parameters, seconds=timeout)
    return run(open_graphs(on, inferred=True), name, parameters)


def _sources(on: On, *, apart: bool, timeout: float) -> tuple[Source, ...]:
    """Return what is to be asked each by itself; nothing where all is to be loaded together."""
    from hdkg.store import RemoteStore, Source, is_address

    if on is None or isinstance(on, Graph):
        return ()
    named = [on] if isinstance(on, str | Path) else list(dict.fromkeys(on))
    if not (apart or any(map(is_address, named))):
        return ()
    return tuple(
        Source(str(each), RemoteStore(str(each), timeout) if is_address(each) else open_graphs(each, inferred=True))
        for each in named
    )


def draw(on: On | EmbeddedStore = None, path: str | Path = "out/network.html", *, shared: bool = False) -> Path:
    """Draw graphs as a network.

    Parameters
    ----------
    on
        An `rdflib.Graph`, a graph file, a folder of them or several, or a store; None for all graphs of this checkout.
    path
        What to write: ``.html`` is a page that needs nothing but a browser, ``.graphml`` is for other programs.
    shared
        Draw only the honours and initiatives that several counties share, with those who have them.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    NetworkError
        There is nothing to draw, nothing is shared, or the ending is neither.
    GraphError
        A graph file cannot be read.
    TargetError
        The file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     draw(path=f"{folder}/all.html").name
    'all.html'
    """
    from hdkg import network
    from hdkg.errors import NetworkError

    writers = {".html": network.draw, ".graphml": network.write_graphml}
    ending = Path(path).suffix.lower()
    if ending not in writers:
        raise NetworkError(f"{ending or 'no ending'} cannot be drawn", "end the name in .html or .graphml", where=path)
    store = on if isinstance(on, EmbeddedStore) else open_graphs(on)
    drawn = network.to_network(store)
    if shared:
        from hdkg.queries import run

        drawn = network.shared_network(drawn, run(store, "shared-honours"))
    return writers[ending](drawn, path)
