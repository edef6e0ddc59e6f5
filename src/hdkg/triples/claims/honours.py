"""Write honours and their conferrals, and recognitions by media or an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.model import Conferral, EntityKind
from hdkg.triples.claims.context import Context, Family, Words
from hdkg.triples.draft import zh
from hdkg.triples.entities import write_names
from hdkg.triples.namespaces import HD, HDC, RDF, SKOS

if TYPE_CHECKING:
    from rdflib import URIRef

_GRANTOR = {
    EntityKind.GOVERNMENT_BODY: "state",
    EntityKind.PARTY_BODY: "party",
    EntityKind.INSTITUTION: "association",
    EntityKind.MEDIA_OUTLET: "media",
}


def _mint(context: Context, conferral: Conferral) -> URIRef:
    return context.draft.claim(
        "conferral",
        context.named[conferral.recipient],
        context.concept("honour", conferral.honour),
        ",".join(sorted(context.named[key] for key in conferral.granted_by)),
        conferral.period.iso if conferral.period else None,
        conferral.ordinal,
        conferral.count,
        conferral.recognition,
    )


def _write(context: Context, node: URIRef, conferral: Conferral) -> None:
    draft = context.draft
    subject_zh, subject_en = context.name(conferral.recipient)
    words = Words(subject_zh, subject_en, conferral.honour, conferral.honour)
    own = (HD["Recognition"], HD["Conferral"]) if conferral.recognition else (HD["Conferral"],)
    context.describe(node, conferral, words, *own)
    honour = _honour(context, conferral)
    draft.put(node, HD["recipient"], context.named[conferral.recipient])
    draft.put(node, HD["honour"], honour)
    for key in conferral.granted_by:
        draft.put(node, HD["grantedBy"], context.named[key])
        kind = _GRANTOR.get(context.entities[key].kind)
        draft.put(node, HD["grantorKind"], HDC[f"grantor-{kind}"] if kind else None)
    draft.put(node, HD["conferredIn"], draft.period(conferral.period))
    draft.put(node, HD["ordinal"], conferral.ordinal)
    draft.put(node, HD["count"], conferral.count)
    draft.put(context.named[conferral.recipient], HD["honouredWith"], honour)


def _honour(context: Context, conferral: Conferral) -> URIRef:
    """Return the honour's node; the first that names it says its writing and reach."""
    node = context.concept("honour", conferral.honour)
    if (node, RDF.type, HD["Honour"]) not in context.draft.triples:
        context.draft.put(node, RDF.type, HD["Honour"], SKOS.Concept)
        write_names(context.draft, node, conferral.honour)
        context.draft.put(node, SKOS.prefLabel, zh(conferral.honour))
        context.draft.put(node, HD["reach"], HDC[f"reach-{conferral.reach}"])
    return node


CONFERRAL = Family(_mint, _write)
