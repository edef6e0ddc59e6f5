"""What is compared: the things of a graph, each with all that tells who or what it is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.resources import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hdkg.store import Store

FAMILIES = (
    "Honour",
    "Indicator",
    "Place",
    "Organisation",
    "Initiative",
    "Project",
    "Event",
    "Work",
    "Person",
    "IndustryChain",
    "WorkArea",
)
_WIDE = frozenset({*FAMILIES, "Entity", "Concept", "AdministrativeDivision", "Feature"})
_OURS = "https://w3id.org/hdkg/ontology/"  # others follow: a county is a schema:AdministrativeArea
_DIVISION = "https://w3id.org/hdkg/id/division/"
_CATALOGUE = "https://w3id.org/hdkg/indicator/"
_WIDER = re.compile(r"https://w3id\.org/hdkg/id/initiative/(cn|\d\d0000)/")  # a county's implements it, and is not it
THINGS = """
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX hd: <https://w3id.org/hdkg/ontology/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?property ?value {
  VALUES ?class { hd:Entity hd:Honour hd:Indicator }
  VALUES ?property { rdf:type rdfs:label skos:altLabel skos:notation hd:county geo:sfWithin hd:reach hd:heldIn }
  ?thing a ?class ; ?property ?value .
  FILTER(isIRI(?thing) && (!isLiteral(?value) || lang(?value) IN ("", "zh")))
}
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of one or more graphs.

    Attributes
    ----------
    iri
        Its IRI.
    family, kind
        Local names of the class that things must share to be compared, and of its narrowest class.
    names
        Its Chinese names, sorted.
    code
        Its official code, or the IRI of the catalogue's indicator that it is; "" for neither.
    county
        GB/T 2260 code of the county that it is in or belongs to, of a programme of a province that province's, of one
        of the nation ``cn``; "" if unknown.
    level
        How far an honour reaches (``national``); "" if unstated.
    period
        When an event was held, ``2023-01_2023-09``; "" if unknown.
    graphs
        The numbers of the graphs that it stands in.
    classes
        Local names of all its classes.
    preferred
        The name that it is labelled with, among its names; "" if unknown.
    """

    iri: str
    family: str
    kind: str
    names: tuple[str, ...]
    code: str = ""
    county: str = ""
    level: str = ""
    period: str = ""
    graphs: frozenset[int] = frozenset()
    classes: frozenset[str] = frozenset()
    preferred: str = ""

    @property
    def label(self) -> str:
        """The name that it is labelled with, else the first of its names, else its IRI."""
        return self.preferred or (self.names[0] if self.names else self.iri)


def read_things(stores: Iterable[Store]) -> tuple[Thing, ...]:
    """Return the things of graphs, each IRI once, sorted by it.

    Parameters
    ----------
    stores
        The graphs, each a store.

    Examples
    --------
    >>> from rdflib import Graph
    >>> from hdkg.store import open_graph
    >>> graph = Graph().parse(format="turtle", data='''
    ...     @prefix hd: <https://w3id.org/hdkg/ontology/> .
    ...     @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ...     <urn:a> a hd:Honour ; rdfs:label "中国厨师之乡"@zh .''')
    >>> [(thing.family, thing.names) for thing in read_things([open_graph(graph)])]
    [('Honour', ('中国厨师之乡',))]
    """
    return things_of(store.query(THINGS) for store in stores)


def things_of(answers: Iterable[Iterable[Mapping[str, object]]]) -> tuple[Thing, ...]:
    """Return the things of graphs from the rows that each answered to `THINGS`; see `read_things`."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    graphs: dict[str, set[int]] = defaultdict(set)
    for number, rows in enumerate(answers):
        for row in rows:
            thing = str(row["thing"])
            said[thing][local_name(str(row["property"]))].add(str(row["value"]))
            graphs[thing].add(number)
    found = (_thing(iri, said, frozenset(graphs[iri])) for iri in sorted(said))
    return tuple(thing for thing in found if thing.family)


def _thing(iri: str, said: Mapping[str, Mapping[str, set[str]]], graphs: frozenset[int]) -> Thing:
    about = said[iri]
    classes = {local_name(each) for each in about.get("type", ()) if each.startswith(_OURS)}
    return Thing(
        iri,
        next((family for family in FAMILIES if family in classes), ""),
        min(classes - _WIDE, default=""),
        tuple(sorted(about.get("label", set()) | about.get("altLabel", set()))),
        min(about.get("notation", ()), default=iri if iri.startswith(_CATALOGUE) else ""),
        _county(iri, said),
        local_name(min(about.get("reach", ()), default="")).removeprefix("reach-").replace("unstated", ""),
        local_name(min(about.get("heldIn", ()), default="")),
        graphs,
        frozenset(classes),
        min(about.get("label", ()), default=""),
    )


def _county(iri: str, said: Mapping[str, Mapping[str, set[str]]]) -> str:
    """Return the code of the county that a thing points to, over as many steps as that takes; see `Thing.county`."""
    wide = _WIDER.match(iri)
    if wide:
        return wide[1]
    seen: set[str] = set()
    todo = [iri]
    while todo:
        here = todo.pop()
        code = here.removeprefix(_DIVISION)
        if here not in (iri, code) and not code[:6].endswith("00"):
            return code[:6]
        if here not in seen and here in said:
            seen.add(here)
            todo += sorted(said[here].get("sfWithin", set()) | said[here].get("county", set()), reverse=True)
    own = iri.removeprefix(_DIVISION)
    return own[:6] if own != iri and not own[:6].endswith("00") else ""
