"""Go through a graph file once, for what few properties say, without filling a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from hdkg.errors import GraphError
from hdkg.store.embedded import GRAPH, broken, format_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def scan(path: str | Path, properties: Collection[str], languages: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the statements about IRIs that use certain properties, as text, in the order of the file.

    Parameters
    ----------
    path
        See `hdkg.store.open_store`; the graphs of a file are read as one.
    properties
        IRIs of the properties.
    languages
        Tags of the literals that are wanted, ``""`` for those without one.

    Raises
    ------
    GraphError
        The file is missing, malformed (with its line) or of an unknown kind.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     path = Path(place) / "a.ttl"
    ...     _ = path.write_text("<urn:a> <urn:b> 1 ; <urn:c> 2 .")
    ...     list(scan(path, ["urn:b"], [""]))
    [('urn:a', 'urn:b', '1')]
    """
    file = Path(path)
    wanted = {ox.NamedNode(each) for each in properties}
    try:
        for quad in ox.parse(path=file, format=format_of(file), base_iri=GRAPH):
            if quad.predicate in wanted and isinstance(quad.subject, ox.NamedNode):
                value = quad.object
                if not isinstance(value, ox.Literal) or (value.language or "") in languages:
                    yield quad.subject.value, quad.predicate.value, _text(value)
    except SyntaxError as error:
        raise broken(file, error) from error
    except (OSError, ValueError) as error:
        raise GraphError(f"cannot be read ({error})", "name a graph file", where=path) from error


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Return a term without its quotation marks, datatype or language."""
    return str(term) if isinstance(term, ox.Triple) else term.value
