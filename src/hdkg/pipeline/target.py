"""Where the graph of a source goes, so that no source's graph takes the place of another's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.errors import GraphError, TargetError
from hdkg.store import open_store

if TYPE_CHECKING:
    from hdkg.model import Article

WHOSE = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX hd: <https://w3id.org/hdkg/ontology/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?code ?issued ?title {
  ?article a hd:Article ; dcterms:issued ?issued ; hd:about/skos:notation ?code .
  OPTIONAL { ?article dcterms:title ?title }
}
"""


def target(source: str | Path, article: Article, out: str | Path = "") -> Path:
    """Return the Turtle file for the graph of a source.

    Parameters
    ----------
    source
        The file that the article was read from, or ``-``.
    article
        The article.
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
    >>> from hdkg.model import Article
    >>> target("graph/sources/a-2023.md", Article("", (), name="a-2023")).as_posix()
    'graph/a-2023.ttl'
    >>> target("texts/a-2023.md", Article("", (), name="a-2023")).as_posix()
    'out/a-2023.ttl'
    """
    if str(out).endswith(".ttl") and not Path(out).is_dir():
        return Path(out)
    folder = Path(source).parent
    if not str(out) and folder.name == "sources":
        return folder.parent / f"{article.name}.ttl"
    path = Path(out or "out") / f"{article.name}.ttl"
    if path.is_file() and _identity(path) != _own_identity(article):
        raise TargetError("the graph of another article stands there", "name another file with --out", where=path)
    return path


def _own_identity(article: Article) -> tuple[str, str, str]:
    """Return county, date and title of an article."""
    metadata = article.metadata
    return metadata.county, metadata.published, metadata.title


def _identity(path: Path) -> tuple[str, str, str] | None:
    """Return county, date and title of the article whose graph a file holds; None where it holds none."""
    try:
        rows = list(open_store([path]).query(WHOSE))
    except GraphError:
        return None
    if len(rows) != 1:
        return None
    return str(rows[0]["code"]), str(rows[0]["issued"]), str(rows[0].get("title", ""))
