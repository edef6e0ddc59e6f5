"""Ask graphs and draw them, each in one call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.pipeline.graphs import open_graphs

if TYPE_CHECKING:
    from hdkg.pipeline.graphs import On
    from hdkg.queries import Query
    from hdkg.queries.parameters import Value
    from hdkg.store import Result


def query(name: str | Query, /, *, on: On = None, endpoint: str = "", **parameters: Value) -> Result:
    """Ask graphs, and what follows from them, a question.

    Local graphs come with their consequences in graphs of their own (see `hdkg.store.inference`); an endpoint has those
    that were loaded there.

    Parameters
    ----------
    name
        A question of the catalogue (``hdkg query --list`` shows them), SPARQL text, or a query read from a file.
    on
        An `rdflib.Graph`, a graph file, a folder of them or several; None for all graphs of this checkout.
    endpoint
        Address of a SPARQL 1.1 endpoint to ask in place of local graphs.
    **parameters
        What the question leaves open, by the names of its parameters.

    Returns
    -------
    Result
        Rows, a yes or no, or a graph; it turns into a table, CSV, JSON, Turtle or a pandas frame.

    Raises
    ------
    QueryError
        There is no such question or parameter, or the SPARQL is malformed.
    GraphError
        A graph file cannot be read.

    Examples
    --------
    >>> query("SELECT (COUNT(DISTINCT ?county) AS ?n) { ?county a <https://w3id.org/hdkg/ontology/County> }").columns
    ('n',)
    """
    from hdkg.queries import run
    from hdkg.store import RemoteStore

    return run(RemoteStore(endpoint) if endpoint else open_graphs(on, inferred=True), name, parameters)


def draw(on: On = None, path: str | Path = "out/network.html", *, shared: bool = False) -> Path:
    """Draw graphs as a network.

    Parameters
    ----------
    on
        An `rdflib.Graph`, a graph file, a folder of them or several; None for all graphs of this checkout.
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
    store = open_graphs(on)
    drawn = network.to_network(store)
    if shared:
        from hdkg.queries import run

        drawn = network.shared_network(drawn, run(store, "shared-honours"))
    return writers[ending](drawn, path)
