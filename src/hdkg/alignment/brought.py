"""What an alignment made of a graph, as an extraction: entities and claims with the statements that they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.alignment.claims import Claims
from hdkg.alignment.county import county_of
from hdkg.alignment.things import Thing, read_things
from hdkg.model import (
    Article,
    Block,
    BlockKind,
    Conferral,
    Entity,
    EntityKind,
    Extraction,
    Metadata,
    Observation,
    Origin,
    Span,
)

if TYPE_CHECKING:
    from rdflib import Graph

    from hdkg.alignment.document import Document

COUNTY = "county"
PLACES = frozenset(
    {EntityKind.COUNTY, EntityKind.TOWN, EntityKind.VILLAGE, EntityKind.DEVELOPMENT_ZONE, EntityKind.SITE}
)


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a graph.

    Attributes
    ----------
    extraction
        What was brought in; its article's text is the graph as N-Triples.
    same
        By the key of each entity, the IRI that it has in the other graph.
    left_out
        What was not brought in, each with the reason.
    """

    extraction: Extraction
    same: Mapping[str, str]
    left_out: tuple[str, ...]


def bring_in(
    made: Graph, document: Document, *, name: str, county: str = "", year: int | None = None, url: str = ""
) -> Brought:
    """Read what the alignments made of a graph.

    Parameters
    ----------
    made
        In our terms, of the other graph's nodes; see ``queries/README.md``.
    document
        The other graph itself.
    name
        A short name for the data set.
    county
        GB/T 2260 code of the county that it is about, if the graph does not tell.
    year
        The year that it is about, which questions ask for; the last one of its figures and honours where not given.
    url
        Where the graph came from, if it came from an endpoint.

    Raises
    ------
    GraphError
        It does not tell of one county, or of none that has a code.

    Examples
    --------
    >>> from rdflib import Graph
    >>> from hdkg.alignment.alignments import alignments
    >>> from hdkg.alignment.document import Document
    >>> from hdkg.store import open_graph
    >>> text = '''@prefix s: <https://schema.org/> .
    ... <urn:c> a s:AdministrativeArea ; s:name "青川县"@zh ; s:identifier "510822" ; s:award "国家园林县城"@zh .'''
    >>> graph = Graph().parse(format="turtle", data=text)
    >>> made = next(each for each in alignments() if each.name == "schema-org").apply(open_graph(graph))
    >>> import pyoxigraph as ox
    >>> brought = bring_in(made, Document(ox.parse(text, format=ox.RdfFormat.TURTLE)), name="qingchuan", year=2023)
    >>> [claim.honour for claim in brought.extraction.claims], brought.left_out
    (['国家园林县城'], ())
    """
    things, left = read_things(made)
    home = county_of(things, county)
    keys = {thing.iri: COUNTY if thing.iri == home.iri else thing.iri for thing in things}
    of_home = {thing.iri: thing for thing in things if _is_of(thing, home.iri, things)}
    left += [f"{thing.name}: of another county" for thing in things if thing.iri not in of_home]
    entities = [
        _county(home, document),
        *(_entity(each, keys, document) for each in of_home.values() if each.iri != home.iri),
    ]
    places = frozenset(keys[each.iri] for each in of_home.values() if each.kind in PLACES)
    claims = Claims(made, document, {iri: keys[iri] for iri in of_home}, places, COUNTY)
    figures = claims.figures()
    found = (*figures, *claims.others(figures))
    years = [int(each.period.end[:4]) for each in found if isinstance(each, Observation | Conferral) and each.period]
    about = year or max(years, default=None)
    if about is None:
        left.append("the year: no figure tells it, give it with --year")
    origins = (Origin(title=name, url=url),) if url else ()
    metadata = Metadata(county=home.code, title=name, year=about, origins=origins)
    whole = Block(BlockKind.BODY, (Span(0, len(document.text)),))
    extraction = Extraction(Article(document.text, (whole,), metadata, name), COUNTY, tuple(entities), found, ())
    same = {keys[iri]: thing.same for iri, thing in of_home.items() if thing.same}
    return Brought(extraction, same, tuple(sorted({*left, *claims.left_out})))


def _is_of(thing: Thing, home: str, things: tuple[Thing, ...]) -> bool:
    """Tell whether a thing lies in the county or in nothing that is known to be another's."""
    by_iri = {each.iri: each for each in things}
    seen: set[str] = set()
    here = thing
    while here.iri not in seen and here.within in by_iri and here.iri != home:
        seen.add(here.iri)
        here = by_iri[here.within]
    return here.iri == home or here.kind is not EntityKind.COUNTY


def _county(home: Thing, document: Document) -> Entity:
    spans = document.find([home.iri], [home.written])
    return Entity(COUNTY, EntityKind.COUNTY, home.name, home.others, home.code, spans=spans)


def _entity(thing: Thing, keys: Mapping[str, str], document: Document) -> Entity:
    within = keys.get(thing.within, "")
    return Entity(
        keys[thing.iri],
        thing.kind,
        thing.name,
        thing.others,
        thing.code,
        within if within != keys[thing.iri] else "",
        document.find([thing.iri], [thing.written]),
    )
