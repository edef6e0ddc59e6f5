"""Write what a person corrected: each correction is a node, and what it is about points to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.model import Action, LedgerKind
from hdkg.triples.draft import LONGEST_QUOTE, Draft, date, en, zh
from hdkg.triples.namespaces import DCTERMS, HD, HDC, PROV, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import URIRef

    from hdkg.model import AppliedCorrection, Correction, Extraction

_WORDS = {
    Action.ACCEPT: ("确认", "accepts"),
    Action.REJECT: ("否定", "rejects"),
    Action.CORRECT: ("更正", "corrects"),
    Action.ADD: ("补充", "adds"),
}


def write_corrections(
    draft: Draft, extraction: Extraction, named: Mapping[str, URIRef], nodes: Mapping[str, URIRef]
) -> None:
    """State every correction that took effect.

    Parameters
    ----------
    draft
        The graph in the making; entities, claims and ledger are in it.
    extraction
        Whose corrections they are.
    named, nodes
        IRI of each entity and of each claim by its key.
    """
    for applied in extraction.corrections:
        node = _mint(draft, applied)
        _describe(draft, node, applied)
        target = named.get(applied.key) or nodes.get(applied.key) or _entry(draft, applied)
        if target is not None:
            draft.put(target, HD["correctedBy"], node)


def _mint(draft: Draft, applied: AppliedCorrection) -> URIRef:
    """Name a correction by all that it says."""
    said = applied.correction
    place = f"{applied.span.start}-{applied.span.end}"
    return draft.claim("correction", said.action, said.what, place, said.who, said.when, said.why, said.slots, said.was)


def _describe(draft: Draft, node: URIRef, applied: AppliedCorrection) -> None:
    """State what a correction says, who says it, when and why."""
    said = applied.correction
    word_zh, word_en = _WORDS[said.action]
    draft.put(node, RDF.type, HD["Correction"], PROV.Entity)
    words = " ".join(said.words[:LONGEST_QUOTE].split())
    draft.put(node, RDFS.label, zh(f"{said.who}{word_zh}：{words}"), en(f"{said.who} {word_en} {said.what}: {words}"))
    draft.put(node, HD["correctionAction"], HDC[f"correction-{said.action}"])
    draft.put(node, HD["correctedKind"], said.what)
    draft.put(node, HD["change"], *_changes(said))
    draft.put(node, HD["reason"], said.why)
    draft.put(node, DCTERMS.contributor, said.who)
    draft.put(node, DCTERMS.created, date(said.when))
    draft.derived(node, (applied.span,))


def _changes(said: Correction) -> list[str]:
    """Return what a correction sets, slot by slot, from what to what."""
    was = dict(said.was)
    return [f"{name}: {was.get(name) or '∅'} → {value or '∅'}" for name, value in said.slots]


def _entry(draft: Draft, applied: AppliedCorrection) -> URIRef | None:
    """Return the ledger entry that a correction set aside; nothing is left of what it rejected."""
    what = applied.correction.what
    if what not in set(LedgerKind):
        return None
    return draft.claim("ledger", what, applied.span.start, applied.span.end)
