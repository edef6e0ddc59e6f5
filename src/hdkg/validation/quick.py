"""Tell at once that a graph conforms: the project's shapes, compiled once a process, in an engine written in Rust.

pySHACL takes a second and more for a county, which is too long to wait for one graph and days for a country of them.
The engine says no more than that nothing is wrong; what is wrong is left to pySHACL, in whose report the messages and
remedies of the shapes stand.  A test holds the two to the same results.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hdkg.resources import ontology_dir

if TYPE_CHECKING:
    from shacl import Shapes


def surely_conforms(text: str) -> bool:
    """Tell whether a graph breaks none of ``ontology/shapes.ttl`` for sure.

    Parameters
    ----------
    text
        The graph in Turtle or N-Triples.

    Returns
    -------
    bool
        False where something is wrong with it, where the engine cannot read it, and where there is no engine for this
        machine: then pySHACL has to be asked.

    Examples
    --------
    >>> surely_conforms("<urn:a> a <https://w3id.org/hdkg/ontology/Section> .")
    False
    """
    shapes = _shapes()
    if shapes is None:
        return False
    try:
        return shapes.validate_turtle(text).conforms
    except ValueError:
        return False


@cache
def _shapes() -> Shapes | None:
    """Compile the project's shapes; None where there is no engine."""
    try:
        import shacl  # noqa: PLC0415  # has no wheels for some machines
    except ImportError:
        return None
    return shacl.Shapes.from_file(str(ontology_dir() / "shapes.ttl"))
