"""Names of things: IRIs minted from official codes, or from a readable slug and a short hash."""

from hdkg.iris.mint import (
    BASE,
    claim_iri,
    concept_iri,
    division_iri,
    entity_iri,
    period_iri,
    source_iri,
    span_iri,
)
from hdkg.iris.slug import digest, normalised, pinyin, slug

__all__ = [
    "BASE",
    "claim_iri",
    "concept_iri",
    "digest",
    "division_iri",
    "entity_iri",
    "normalised",
    "period_iri",
    "pinyin",
    "slug",
    "source_iri",
    "span_iri",
]
