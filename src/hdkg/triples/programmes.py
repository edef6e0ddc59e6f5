"""Point from a county's initiatives to the programmes of the nation and of its province that they implement.

The programme's name, and with it its IRI, comes from the catalogue (`hdkg.resources.programme`): counties' graphs meet
on it by construction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg import iris
from hdkg.model import EntityKind
from hdkg.resources import NATION, programme_of
from hdkg.triples.entities import classes, is_initiative
from hdkg.triples.held import Literal
from hdkg.triples.namespaces import HD, RDF, RDFS, SKOS, uriref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import URIRef

    from hdkg.model import Extraction
    from hdkg.resources import Programme
    from hdkg.triples.draft import Draft
    from hdkg.triples.held import Triples


def write_implemented(draft: Draft, extraction: Extraction, named: Mapping[str, URIRef]) -> None:
    """State which programme each initiative implements, and the programme.

    The year is the one that the article reviews; where it says none, nothing is linked.
    """
    about = extraction.article.metadata
    if about.year is None:
        return
    for entity in filter(is_initiative, extraction.entities):
        found = (programme_of(name, about.county, about.year) for name in (entity.name, *entity.aliases))
        programme = next(filter(None, found), None)
        if programme:
            draft.put(named[entity.key], HD["implements"], write_programme(draft.triples, programme))


def write_programme(triples: Triples, programme: Programme) -> URIRef:
    """State a programme: its classes, its names, and the province that it is of; return its node.

    Examples
    --------
    >>> from hdkg.triples import Triples
    >>> from hdkg.resources import programmes
    >>> wide = next(each for each in programmes() if each.name == "“强省会”战略")
    >>> str(write_programme(Triples(), wide)).rpartition("-")[0]
    'https://w3id.org/hdkg/id/initiative/430000/qiangshenghuizhanlve'
    """
    kind = EntityKind(programme.kind)
    node = uriref(iris.entity_iri(kind, programme.name, programme.area))
    for name in classes(kind):
        triples.add(node, RDF.type, HD[name])
    triples.add(node, RDFS.label, Literal(programme.name, "zh"))
    triples.add(node, RDFS.label, Literal(iris.pinyin(programme.name), "zh-Latn"))
    for name in sorted({iris.normalised(programme.name), *programme.names} - {programme.name}):
        triples.add(node, SKOS.altLabel, Literal(name, "zh"))
    if programme.area != NATION:
        triples.add(node, HD["within"], uriref(iris.division_iri(programme.area)))
    return node
