"""Write standings: positions among a set, and what is the first or n-th of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg import iris
from hdkg.triples.claims.context import Context, Family, Words
from hdkg.triples.namespaces import HD, HDC, SDMX_DIMENSION

if TYPE_CHECKING:
    from rdflib import URIRef

    from hdkg.model import Ranking, Superlative

_RANK_KIND = {True: "rank-appraisal", False: "rank-statistic", None: "rank-open"}


def _mint_ranking(context: Context, ranking: Ranking) -> URIRef:
    return context.draft.claim(
        "ranking",
        context.named[ranking.subject],
        iris.normalised(ranking.name),
        context.nodes[ranking.ranked] if ranking.ranked else None,
        ranking.position,
        ranking.band,
        ranking.scope,
        ranking.scope_size,
        ranking.period.iso if ranking.period else None,
        ranking.change,
        ranking.ordinal,
    )


def _write_ranking(context: Context, node: URIRef, ranking: Ranking) -> None:
    draft = context.draft
    context.describe(node, ranking, _words(context, ranking), HD["Ranking"])
    draft.put(node, HD["subject"], context.named[ranking.subject])
    draft.put(node, HD["rankedIn"], ranking.name)
    draft.put(node, HD["ranks"], context.nodes[ranking.ranked] if ranking.ranked else None)
    draft.put(node, HD["position"], ranking.position)
    draft.put(node, HD["band"], ranking.band)
    draft.put(node, HD["scope"], ranking.scope)
    draft.put(node, HD["scopeArea"], context.scope_area(ranking.scope))
    draft.put(node, HD["scopeSize"], ranking.scope_size)
    draft.put(node, SDMX_DIMENSION["refPeriod"], draft.period(ranking.period))
    draft.put(node, HD["rankChange"], ranking.change)
    draft.put(node, HD["comparedWith"], draft.period(ranking.compared_with))
    draft.put(node, HD["ordinal"], ranking.ordinal)
    draft.put(node, HD["rankKind"], HDC[_RANK_KIND[ranking.appraisal]])
    draft.put(node, HD["rankBasis"], HDC[f"basis-{ranking.basis}"])
    draft.put(node, HD["rankedInitiative"], context.initiatives.get(iris.normalised(ranking.name)))


def _words(context: Context, ranking: Ranking) -> Words:
    """Word a ranking by its position, else by its band, else by its change."""
    subject_zh, subject_en = context.name(ranking.subject)
    name_en = ranking.name
    if ranking.ranked:
        observation = context.observations[ranking.ranked]
        name_en = context.english(context.indicator(observation), ranking.name)
    if ranking.position is not None:
        place_zh, place_en = f"第{ranking.position}", f"rank {ranking.position}"
    elif ranking.change is not None:
        place_zh, place_en = f"位次变化{ranking.change:+d}", f"{ranking.change:+d} places"
    else:
        place_zh, place_en = ranking.band or ranking.ordinal, ranking.band or ranking.ordinal
    return Words(subject_zh, subject_en, f"{ranking.name} {ranking.scope}{place_zh}", f"{name_en}, {place_en}")


def _mint_superlative(context: Context, superlative: Superlative) -> URIRef:
    return context.draft.claim(
        "superlative",
        context.named[superlative.subject],
        superlative.ordinal,
        superlative.scope,
        superlative.position,
    )


def _write_superlative(context: Context, node: URIRef, superlative: Superlative) -> None:
    draft = context.draft
    subject_zh, subject_en = context.name(superlative.subject)
    words = Words(subject_zh, subject_en, superlative.ordinal, superlative.ordinal)
    context.describe(node, superlative, words, HD["Superlative"])
    draft.put(node, HD["subject"], context.named[superlative.subject])
    draft.put(node, HD["ordinal"], superlative.ordinal)
    draft.put(node, HD["scope"], superlative.scope)
    draft.put(node, HD["position"], superlative.position)


RANKING = Family(_mint_ranking, _write_ranking)
SUPERLATIVE = Family(_mint_superlative, _write_superlative)
