"""Write the things that an article names, each with its classes up to ``hd:Entity``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hdkg import iris
from hdkg.model import Entity, EntityKind
from hdkg.resources import DivisionLevel, division, parents
from hdkg.triples.draft import Draft, en, zh
from hdkg.triples.held import Literal
from hdkg.triples.namespaces import GEO, HD, HDC, HDP, RDF, RDFS, SKOS, uriref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import URIRef

    from hdkg.model import Extraction

# The classes between that of an entity and hd:Entity; a test holds them to the ontology.
_ABOVE = {
    "Province City County Town Village": "AdministrativeDivision Place",
    "DevelopmentZone Site": "Place",
    "Enterprise GovernmentBody PartyBody MediaOutlet Institution": "Organisation",
    "Programme Campaign Mechanism Reform GovernanceModel Strategy Brand": "Initiative",
    "Festival": "Event",
    "Song Video": "Work",
}
_SUPERCLASSES = {kind: tuple(above.split()) for kinds, above in _ABOVE.items() for kind in kinds.split()}

_WIDER = frozenset({EntityKind.PROVINCE, EntityKind.CITY, EntityKind.COUNTY})
# Places of which a county's review tells without saying where they lie: in the county.
_IN_THE_COUNTY = frozenset(
    {EntityKind.TOWN, EntityKind.VILLAGE, EntityKind.DEVELOPMENT_ZONE, EntityKind.SITE, EntityKind.COLLECTIVE}
)
# Bodies of whom an article may tell though they are not the county's: theirs it is only where it says so.
_OF_ANYWHERE = frozenset({EntityKind.MEDIA_OUTLET, EntityKind.GOVERNMENT_BODY, EntityKind.PARTY_BODY})


def classes(kind: EntityKind) -> tuple[str, ...]:
    """Return the local names of an entity's classes, its own first, ``Entity`` last.

    Examples
    --------
    >>> classes(EntityKind.SONG)
    ('Song', 'Work', 'Entity')
    """
    return (kind.value, *_SUPERCLASSES.get(kind.value, ()), "Entity")


def is_initiative(entity: Entity) -> bool:
    """Tell whether an entity is an initiative of any kind."""
    return "Initiative" in classes(entity.kind)


def is_place(entity: Entity) -> bool:
    """Tell whether an entity lies somewhere, rather than belongs to a county."""
    return "Place" in classes(entity.kind) or entity.kind is EntityKind.COLLECTIVE


def name_entities(extraction: Extraction) -> dict[str, URIRef]:
    """Mint the IRI of each entity.

    Two of the same family and name in one county (two villages 新华村) are told apart by the place that each lies in,
    where the article says so; else they are one.

    Returns
    -------
    dict[str, URIRef]
        By the entity's key.
    """
    county = extraction.article.metadata.county
    by_key = {entity.key: entity for entity in extraction.entities}
    plain = {each.key: iris.entity_iri(each.kind, each.name, county, code=each.code) for each in extraction.entities}
    lies = {(iri, by_key[key].within) for key, iri in plain.items() if _place(by_key[key], extraction)}
    shared = Counter(iri for iri, _ in lies)
    named = {}
    for key, iri in plain.items():
        entity = by_key[key]
        place = _place(entity, extraction) if shared[iri] > 1 else ""
        told = iris.entity_iri(entity.kind, entity.name, county, place=by_key[place].name) if place else iri
        named[key] = uriref(told)
    return named


def _place(entity: Entity, extraction: Extraction) -> str:
    """Return the key of the place below the county in which an entity lies, or ""; a code needs no place."""
    return entity.within if entity.within != extraction.county and not entity.code else ""


def write_entities(draft: Draft, extraction: Extraction, named: Mapping[str, URIRef]) -> None:
    """State every entity; those that share an IRI become one node, the first one's class and name leading."""
    kinds = {entity.key: entity.kind for entity in extraction.entities}
    groups: dict[URIRef, list[Entity]] = {}
    for entity in extraction.entities:
        groups.setdefault(named[entity.key], []).append(entity)
    for node, entities in groups.items():
        _write_node(draft, node, entities)
        for entity in entities:
            _write_belonging(draft, entity, extraction.county, kinds, named)
    for entity in extraction.entities:
        _write_parents(draft, entity.code)


def _write_node(draft: Draft, node: URIRef, entities: list[Entity]) -> None:
    """State what an entity is and what it is called."""
    first = entities[0]
    draft.put(node, RDF.type, *(HD[name] for name in classes(first.kind)))
    write_names(draft, node, first.name, first.kind)
    others = {name for each in entities for name in (each.name, *each.aliases, iris.normalised(each.name))}
    draft.put(node, SKOS.altLabel, *(zh(name) for name in sorted(others - {first.name, ""})))
    draft.put(node, SKOS.notation, first.code)
    for each in entities:
        draft.evidence(node, HD["mentionedIn"], each.spans)
    draft.put(node, HD["policyArea"], *(HDP[each.policy_area] for each in entities if each.policy_area))
    draft.put(node, HD["projectState"], *(HDC[f"state-{each.state}"] for each in entities if each.state))
    draft.put(node, HD["heldIn"], *(draft.period(each.held) for each in entities))


def write_names(draft: Draft, node: URIRef, name: str, kind: EntityKind | None = None) -> None:
    """State a name in Chinese and in pinyin, and that of a division in English."""
    draft.put(node, RDFS.label, zh(name), Literal(iris.pinyin(name) or iris.normalised(name), "zh-Latn"))
    english = english_name(name) if kind and "AdministrativeDivision" in classes(kind) else ""
    if english:
        draft.put(node, RDFS.label, en(english))


# How the generic part of a division's name is rendered; longer ones first.
_GENERIC = {
    "街道": "Subdistrict",
    "省": "Province",
    "市": "City",
    "县": "County",
    "区": "District",
    "镇": "Town",
    "乡": "Township",
    "村": "Village",
    "社区": "Community",
}


def english_name(name: str) -> str:
    """Return the English name of a division: pinyin and the generic term; "" where that is not so simple.

    Examples
    --------
    >>> english_name("衡东县"), english_name("靖州苗族侗族自治县")
    ('Hengdong County', '')
    """
    for generic in sorted(_GENERIC, key=len, reverse=True):
        proper = name.removesuffix(generic)
        if proper != name:
            plain = iris.pinyin(proper)
            return f"{plain.capitalize()} {_GENERIC[generic]}" if plain.isalpha() and "自治" not in name else ""
    return ""


def _write_belonging(
    draft: Draft, entity: Entity, county: str, kinds: Mapping[str, EntityKind], named: Mapping[str, URIRef]
) -> None:
    """State in which place a place lies, and that anything else belongs to the county; codes tell for themselves."""
    node = named[entity.key]
    if entity.code and division(entity.code):
        return
    if is_place(entity):
        place = entity.within or (county if entity.kind in _IN_THE_COUNTY else "")
        if place and named[place] != node:
            draft.put(node, GEO.sfWithin, named[place])
    elif _is_the_countys(entity, county, kinds):
        draft.put(node, HD["county"], named[county])


def _is_the_countys(entity: Entity, county: str, kinds: Mapping[str, EntityKind]) -> bool:
    """Tell whether what is no place belongs to the county: by what it lies in, else by what it is."""
    if entity.within:
        return entity.within == county or kinds[entity.within] not in _WIDER
    return entity.kind not in _OF_ANYWHERE


def _write_parents(draft: Draft, code: str) -> None:
    """State the divisions above one with an official code, up to the province."""
    below = uriref(iris.division_iri(code))
    for above in parents(code) if code and division(code) else ():
        node = uriref(iris.division_iri(above.code))
        draft.put(below, GEO.sfWithin, node)
        if (node, RDF.type, HD["Entity"]) not in draft.triples:
            kind = EntityKind(DivisionLevel(above.level).value)
            draft.put(node, RDF.type, *(HD[name] for name in classes(kind)))
            write_names(draft, node, above.name, kind)
            draft.put(node, SKOS.notation, above.code)
        below = node
