"""Where the graph of a source goes, so that no source's graph takes the place of another's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.errors import GraphError, TargetError
from hdkg.store import open_graph, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

    from hdkg.store import Store

WHOSE = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX hd: <https://w3id.org/hdkg/ontology/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?code ?issued ?title {
  ?article a hd:Article ; dcterms:issued ?issued ; hd:about/skos:notation ?code .
  OPTIONAL { ?article dcterms:title ?title }
}
"""


def target(source: str | Path, name: str, graph: Callable[[], Graph], out: str | Path = "") -> Path:
    """Return the Turtle file for the graph of a source.

    Parameters
    ----------
    source
        The file that the article was read from, or ``-``.
    name
        The article's short name.
    graph
        Gives its graph, where that has to be compared.
    out
        A ``.ttl`` file is taken as it is.  A folder gets ``<name>.ttl``.  Without either, a source in a folder
        ``sources`` has its graph beside that folder, any other in ``out/``.

    Returns
    -------
    Path
        The file; it may exist already, with an earlier graph of the same article.

    Raises
    ------
    TargetError
        A graph of another article (another county, date or title) stands there under the same name.

    Examples
    --------
    >>> from rdflib import Graph
    >>> target("graph/sources/a-2023.md", "a-2023", Graph).as_posix()
    'graph/a-2023.ttl'
    >>> target("texts/a-2023.md", "a-2023", Graph).as_posix()
    'out/a-2023.ttl'
    """
    path, own = place(source, name, out)
    if not own and path.is_file() and _held(path) != _identity(open_graph(graph())):
        raise TargetError("the graph of another article stands there", "name another file with --out", where=path)
    return path


def place(source: str | Path, name: str, out: str | Path = "") -> tuple[Path, bool]:
    """Return the Turtle file for the graph of a source, and whether it is that source's own.

    Parameters
    ----------
    source, name, out
        As for `target`.

    Returns
    -------
    tuple of Path and bool
        The file; true where it was named, or stands beside the folder ``sources``: no other article's graph belongs
        there.

    Examples
    --------
    >>> path, own = place("texts/a-2023.md", "a-2023")
    >>> path.as_posix(), own
    ('out/a-2023.ttl', False)
    """
    if str(out).endswith(".ttl") and not Path(out).is_dir():
        return Path(out), True
    folder = Path(source).parent
    if not str(out) and folder.name == "sources":
        return folder.parent / f"{name}.ttl", True
    return Path(out or "out") / f"{name}.ttl", False


def corrections_file(source: str | Path, name: str, out: str | Path = "") -> Path:
    """Return the file of a person's corrections of an article.

    It stands in a folder ``corrections``: for a source in a folder ``sources`` beside that folder, wherever a build
    puts the graph, so that every build of it is corrected; for any other beside the graph.

    Parameters
    ----------
    source
        The file that the article was read from, or ``-``.
    name
        The article's short name.
    out
        Where its graph goes, as for `target`.

    Examples
    --------
    >>> corrections_file("graph/sources/a-2023.md", "a-2023").as_posix()
    'graph/corrections/a-2023.yaml'
    >>> corrections_file("texts/a-2023.md", "a-2023").as_posix()
    'out/corrections/a-2023.yaml'
    >>> corrections_file("texts/a-2023.md", "a-2023", "graphs/a.ttl").as_posix()
    'graphs/corrections/a-2023.yaml'
    """
    if Path(source).parent.name == "sources":
        folder = Path(source).parent.parent
    elif str(out).endswith(".ttl") and not Path(out).is_dir():
        folder = Path(out).parent
    else:
        folder = Path(out or "out")
    return folder / "corrections" / f"{name}.yaml"


def _held(path: Path) -> tuple[str, ...] | None:
    """Return whose graph a file holds; None where it is no graph."""
    try:
        return _identity(open_store([path]))
    except GraphError:
        return None


def _identity(store: Store) -> tuple[str, ...]:
    """Return county, date and title of the articles of a store."""
    return tuple(
        sorted("\n".join(row.get(key, "") for key in ("code", "issued", "title")) for row in store.query(WHOSE))
    )
