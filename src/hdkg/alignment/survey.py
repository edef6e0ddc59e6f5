"""What a graph is made of: its classes and properties with counts, and which alignments fit it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.alignment.alignments import alignments
from hdkg.queries import read
from hdkg.resources import queries_dir

if TYPE_CHECKING:
    from hdkg.store import Store

OURS = "https://w3id.org/hdkg/ontology/"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a graph is made of.

    Attributes
    ----------
    classes, properties
        How many things each class has, and how many triples each property; the most frequent first.
    fits
        By the name of each alignment that fits: how many of the triples have a property that it knows.
    """

    classes: Mapping[str, int]
    properties: Mapping[str, int]
    fits: Mapping[str, int]

    @property
    def triples(self) -> int:
        """How many triples the graph has."""
        return sum(self.properties.values())

    @property
    def ours(self) -> bool:
        """Whether the graph is in our terms already."""
        return any(iri.startswith(OURS) for iri in self.classes)


def survey(store: Store) -> Survey:
    """Look at what a graph uses.

    Parameters
    ----------
    store
        A file's graph or an endpoint.

    Raises
    ------
    QueryError
        The endpoint gives no answer.

    Examples
    --------
    >>> import rdflib
    >>> from hdkg.store import open_graph
    >>> text = '<urn:a> a <https://schema.org/Place> ; <https://schema.org/name> "荆竹村" .'
    >>> found = survey(open_graph(rdflib.Graph().parse(format="turtle", data=text)))
    >>> found.classes, found.triples, found.fits
    ({'https://schema.org/Place': 1}, 2, {'schema-org': 2})
    """
    properties = _counts(store, "properties")
    fits = {
        each.name: sum(number for iri, number in properties.items() if iri in each.terms or iri.endswith("#type"))
        for each in alignments()
        if each.fits(store)
    }
    return Survey(_counts(store, "classes"), properties, fits)


def _counts(store: Store, name: str) -> dict[str, int]:
    """Return the counts of a query of ``queries/export/``, the highest first."""
    rows = store.query(read(queries_dir() / "export" / f"{name}.rq").text)
    counted = ((str(row[0]), int(str(row[1]))) for row in rows.rows)
    return dict(sorted(counted, key=lambda pair: (-pair[1], pair[0])))
