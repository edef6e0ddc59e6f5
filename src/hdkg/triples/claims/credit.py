"""Write what the text credits to an initiative: its results, and who takes part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.model import Attribution, Participation, ResultKind
from hdkg.triples.claims.context import Context, Family, Words
from hdkg.triples.namespaces import HD, HDC

if TYPE_CHECKING:
    from rdflib import URIRef

# The shortcuts from initiative to result; an output or outcome is a result too.
_SHORTCUTS = {
    ResultKind.RESULT: ("result",),
    ResultKind.OUTPUT: ("result", "output"),
    ResultKind.OUTCOME: ("result", "outcome"),
}


def _mint_attribution(context: Context, attribution: Attribution) -> URIRef:
    return context.draft.claim("attribution", context.named[attribution.initiative], context.nodes[attribution.result])


def _write_attribution(context: Context, node: URIRef, attribution: Attribution) -> None:
    draft = context.draft
    initiative, result = context.named[attribution.initiative], context.nodes[attribution.result]
    name_zh, name_en = context.name(attribution.initiative)
    told = context.words[result]
    figure = ""
    if attribution.result in context.observations:
        quantity = context.observations[attribution.result].quantity
        figure = f" {quantity.written}{quantity.unit}"
    words = Words(name_zh, name_en, f"→ {told.zh}{figure}", f"→ {told.en}{figure}", " ")
    context.describe(node, attribution, words, HD["Attribution"])
    draft.put(node, HD["initiative"], initiative)
    draft.put(node, HD["attributedResult"], result)
    draft.put(node, HD["attributionBasis"], HDC[f"attribution-{attribution.basis}"])
    draft.put(node, HD["resultKind"], HDC[f"result-{attribution.result_kind}"])
    for shortcut in _SHORTCUTS[attribution.result_kind]:
        draft.put(initiative, HD[shortcut], result)


def _mint_participation(context: Context, participation: Participation) -> URIRef:
    return context.draft.claim(
        "participation", context.named[participation.initiative], context.named[participation.participant]
    )


def _write_participation(context: Context, node: URIRef, participation: Participation) -> None:
    draft = context.draft
    initiative, participant = context.named[participation.initiative], context.named[participation.participant]
    name_zh, name_en = context.name(participation.initiative)
    who_zh, who_en = context.name(participation.participant)
    words = Words(who_zh, who_en, f"参与 {name_zh}", f"takes part in {name_en}", " ")
    context.describe(node, participation, words, HD["Participation"])
    draft.put(node, HD["initiative"], initiative)
    draft.put(node, HD["participates"], participant)
    draft.put(node, HD["attributionBasis"], HDC[f"attribution-{participation.basis}"])
    draft.put(initiative, HD["participant"], participant)


ATTRIBUTION = Family(_mint_attribution, _write_attribution)
PARTICIPATION = Family(_mint_participation, _write_participation)
