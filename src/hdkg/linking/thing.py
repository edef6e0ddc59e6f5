"""What is compared: the things of a graph, each with all that tells who or what it is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.resources import local_name, of_county_level
from hdkg.store.scanning import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

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
_RDF, _RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
_SKOS, _GEO = "http://www.w3.org/2004/02/skos/core#", "http://www.opengis.net/ont/geosparql#"
_TYPE = f"{_RDF}type"
_CLASSES = tuple(f"{_OURS}{name}" for name in ("Entity", "Honour", "Indicator"))
_PROPERTIES = (
    _TYPE,
    f"{_RDFS}label",
    f"{_SKOS}altLabel",
    f"{_SKOS}notation",
    f"{_OURS}county",
    f"{_GEO}sfWithin",
    f"{_OURS}reach",
    f"{_OURS}heldIn",
)
_LANGUAGES = ("", "zh")
THINGS = f"""
SELECT DISTINCT ?thing ?property ?value {{
  VALUES ?class {{ <{"> <".join(_CLASSES)}> }}
  VALUES ?property {{ <{"> <".join(_PROPERTIES)}> }}
  ?thing a ?class ; ?property ?value .
  FILTER(isIRI(?thing) && (!isLiteral(?value) || lang(?value) IN ("{'", "'.join(_LANGUAGES)}")))
}}
"""
Statement = tuple[str, str, str]


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
    return things_of(told(store.query(THINGS)) for store in stores)


def told(rows: Iterable[Mapping[str, object]]) -> Iterator[Statement]:
    """Yield the rows that a graph answers to `THINGS` as statements: thing, property, value."""
    for row in rows:
        yield str(row["thing"]), str(row["property"]), str(row["value"])


def told_in(file: str | Path) -> Iterator[Statement]:
    """Yield what a graph file answers to `THINGS`, without a store, which would take eight times as long.

    Parameters
    ----------
    file
        See `hdkg.store.open_store`.

    Raises
    ------
    GraphError
        The file is missing, malformed (with its line) or of an unknown kind.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.ttl")
    ...     _ = path.write_text(f'<urn:a> a <{_OURS}Honour> ; <{_RDFS}label> "中国厨师之乡"@zh, "Home of chefs"@en .')
    ...     [value for _, _, value in told_in(path)]
    ['https://w3id.org/hdkg/ontology/Honour', '中国厨师之乡']
    """
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    things: set[str] = set()
    for thing, property_, value in scan(file, _PROPERTIES, _LANGUAGES):
        said[thing].append((property_, value))
        if property_ == _TYPE and value in _CLASSES:
            things.add(thing)
    for thing, statements in said.items():
        if thing in things:
            yield from ((thing, *each) for each in statements)


def things_of(graphs: Iterable[Iterable[Statement]]) -> tuple[Thing, ...]:
    """Return the things of graphs from the statements of each; see `read_things`."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    standing: dict[str, set[int]] = defaultdict(set)
    for number, statements in enumerate(graphs):
        for thing, property_, value in statements:
            said[thing][local_name(property_)].add(value)
            standing[thing].add(number)
    found = (_thing(iri, said, frozenset(standing[iri])) for iri in sorted(said))
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
        if here != iri and (code := _county_of(here)):
            return code
        if here not in seen and here in said:
            seen.add(here)
            todo += sorted(said[here].get("sfWithin", set()) | said[here].get("county", set()), reverse=True)
    return _county_of(iri)


def _county_of(iri: str) -> str:
    """Return the code of the county that a division is or lies in; "" for what is larger, or no division."""
    code = iri.removeprefix(_DIVISION)
    return code[:6] if code != iri and of_county_level(code[:6]) else ""
