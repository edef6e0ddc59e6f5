"""A fact as a network carries it: what is said in two languages, and the words that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.network.look import Named
from hdkg.network.wording import wording

if TYPE_CHECKING:
    from hdkg.network.description import Description


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of a source: where they start and end (Unicode code points), their section, the source's title."""

    start: int
    end: int
    quote: str
    section: str
    source: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of a source about a node.

    Attributes
    ----------
    iri
        The claim (or, for a bare mention, the entity).
    kind
        Local name of the claim's class; ``Mention`` for a bare mention.
    zh, en
        What it says.
    reading
        ``asserted``, ``inherited`` or ``inferred``: the weakest of its slots; "" for a mention.
    slots
        Local names of the slots that were not asserted.
    evidence
        The words, in the order of the text.
    """

    iri: str
    kind: str
    zh: str
    en: str
    reading: str
    slots: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def claim_fact(graph: Description, claim: str, kind: str) -> Fact:
    """Return the fact that a claim of the graph states."""
    said = wording(graph, claim, kind)
    slots = [*graph.values(claim, "hd:inheritedSlot"), *graph.values(claim, "hd:inferredSlot")]
    return Fact(
        claim,
        kind,
        said.zh,
        said.en,
        graph.code(claim, "hd:reading").removeprefix("reading-"),
        tuple(slot.rsplit("slot-", 1)[-1] for slot in slots),
        evidence(graph, graph.values(claim, "prov:wasDerivedFrom")),
    )


def mention(graph: Description, entity: str) -> tuple[Fact, ...]:
    """Return the bare mention of an entity, for those that no claim speaks of; empty for a reference entity."""
    words = evidence(graph, graph.values(entity, "hd:mentionedIn"))
    if not words:
        return ()
    said = Named("文中提及", "named in the text")
    return (Fact(entity, "Mention", said.zh, said.en, "", (), words),)


def evidence(graph: Description, spans: list[str]) -> tuple[Evidence, ...]:
    """Return the words of these spans; a span of which the graph does not hold the words is left out."""
    found = {_words(graph, span) for span in spans if graph.value(span, "hd:exact")}
    return tuple(sorted(found))


def _words(graph: Description, span: str) -> Evidence:
    source = graph.value(span, "dcterms:source")
    section = graph.value(span, "hd:inSection")
    return Evidence(
        int(graph.number(span, "hd:start") or 0),
        int(graph.number(span, "hd:end") or 0),
        graph.value(span, "hd:exact"),
        graph.label(section) if section else "",
        graph.value(source, "dcterms:title") or graph.label(source),
    )
