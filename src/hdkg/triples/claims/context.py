"""What the writers of claims share: names, labels, and the properties that every claim has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rdflib import URIRef

from hdkg import iris
from hdkg.model import Entity, Extraction, Observation, Reading
from hdkg.resources import Concept
from hdkg.triples.claims.breakdown import breakdowns
from hdkg.triples.draft import Draft, en, zh
from hdkg.triples.entities import english_name, is_initiative
from hdkg.triples.held import Literal
from hdkg.triples.namespaces import DCTERMS, GEO, HD, HDC, HDI, HDP, RDF, RDFS, uriref

if TYPE_CHECKING:
    from hdkg.model import Claim

_SURE = list(Reading)


@dataclass(frozen=True, slots=True)
class Words:
    """How a claim is worded in a label: its subject, and what is said of it, in both languages.

    `link` stands between the two in English.
    """

    subject_zh: str
    subject_en: str
    zh: str
    en: str
    link: str = ": "


@dataclass(frozen=True, slots=True)
class Family:
    """How claims of one class are named and written."""

    mint: Callable[[Context, Any], URIRef]
    write: Callable[[Context, URIRef, Any], None]


@dataclass(slots=True)
class Context:
    """All that a writer of claims may need.

    Attributes
    ----------
    draft
        The graph in the making.
    extraction
        What is being written.
    named
        IRI of each entity by its key.
    catalogue
        The ontology's concepts by their IRI.
    nodes
        IRI of each claim by its key, as far as minted.
    words
        How each claim is worded, by its IRI, as far as written.
    entities, observations
        By their keys.
    breakdowns
        What each observation measures a part of, by its key.
    initiatives
        IRI of each initiative by its names, normalised.
    """

    draft: Draft
    extraction: Extraction
    named: Mapping[str, URIRef]
    catalogue: Mapping[str, Concept]
    nodes: dict[str, URIRef] = field(default_factory=dict)
    words: dict[URIRef, Words] = field(default_factory=dict)
    entities: dict[str, Entity] = field(init=False)
    observations: dict[str, Observation] = field(init=False)
    breakdowns: dict[str, URIRef] = field(init=False)
    initiatives: dict[str, URIRef] = field(init=False)

    def __post_init__(self) -> None:
        self.entities = {entity.key: entity for entity in self.extraction.entities}
        claims = self.extraction.claims
        self.observations = {claim.key: claim for claim in claims if isinstance(claim, Observation)}
        self.initiatives = {}
        for entity in filter(is_initiative, self.extraction.entities):
            for name in (entity.name, *entity.aliases):
                self.initiatives.setdefault(iris.normalised(name), self.named[entity.key])
        self.breakdowns = breakdowns(self.draft, self.extraction, self.named, self.indicator)

    def weakest(self, claim: Claim) -> Reading:
        """Return the least sure reading among a claim's slots."""
        readings = [Reading.ASSERTED, *(slot.reading for slot in claim.readings)]
        return max(readings, key=_SURE.index)

    def name(self, key: str) -> tuple[str, str]:
        """Return an entity's name in Chinese, and in English where it has one."""
        name = self.entities[key].name
        return name, (english_name(name) if self.entities[key].code else "") or name

    def english(self, node: URIRef, name: str) -> str:
        """Return a concept's English label, or the Chinese name where the catalogue does not have it."""
        concept = self.catalogue.get(str(node))
        return concept.labels.get("en", name) if concept else name

    def indicator(self, observation: Observation) -> URIRef:
        """Return the node of an observation's indicator: the catalogue's, or one minted by its name."""
        if observation.indicator:
            return HDI[observation.indicator]
        return self.concept("indicator", observation.name)

    def concept(self, family: str, name: str) -> URIRef:
        """Return the node of a concept that the catalogue does not hold."""
        return uriref(iris.concept_iri(family, name))

    def scope_area(self, scope: str) -> URIRef | None:
        """Return the division that a scope as written means (全市 of a county: its city), or None.

        全 and the generic term that a name ends in: the nearest division above the county whose name does.
        """
        if not scope.startswith("全"):
            return None
        objects = self.draft.triples.objects
        place: str = self.named[self.extraction.county]
        while place := min(map(str, objects(uriref(place), GEO.sfWithin)), default=""):
            names = (label for label in objects(uriref(place), RDFS.label) if isinstance(label, Literal))
            if any(label.language == "zh" and label.text.endswith(scope[1:2]) for label in names):
                return uriref(place)
        return None

    def describe(self, node: URIRef, claim: Claim, words: Words, *classes: URIRef) -> None:
        """State what every claim has: classes, labels, source, rule, readings, policy area."""
        draft = self.draft
        draft.put(node, RDF.type, *classes, HD["Claim"])
        draft.put(
            node, RDFS.label, zh(f"{words.subject_zh} {words.zh}"), en(f"{words.subject_en}{words.link}{words.en}")
        )
        draft.put(node, DCTERMS.source, draft.source)
        draft.put(node, HD["rule"], claim.rule)
        draft.put(node, HD["reading"], HDC[f"reading-{self.weakest(claim)}"])
        for slot in claim.readings:
            if slot.reading is not Reading.ASSERTED:
                draft.put(node, HD[f"{slot.reading}Slot"], HDC[f"slot-{slot.slot}"])
        if claim.policy_area:
            draft.put(node, HD["policyArea"], HDP[claim.policy_area])
        self.words[node] = words
