"""Write the claims: what the article says about its entities, each with the words that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.model import (
    Attribution,
    Comparison,
    Completion,
    Conferral,
    Observation,
    Participation,
    Ranking,
    Reading,
    Superlative,
)
from hdkg.triples.claims import credit, figures, honours, standings
from hdkg.triples.namespaces import PROV

if TYPE_CHECKING:
    from rdflib import URIRef

    from hdkg.model import AnyClaim
    from hdkg.triples.claims.context import Context, Family

# In an order in which a claim comes after those that its label and IRI are made of.
_FAMILIES: tuple[tuple[type[AnyClaim], Family], ...] = (
    (Observation, figures.OBSERVATION),
    (Ranking, standings.RANKING),
    (Superlative, standings.SUPERLATIVE),
    (Conferral, honours.CONFERRAL),
    (Comparison, figures.COMPARISON),
    (Completion, figures.COMPLETION),
    (Attribution, credit.ATTRIBUTION),
    (Participation, credit.PARTICIPATION),
)
_SURE = list(Reading)


def write_claims(context: Context) -> None:
    """State every claim of the extraction.

    What the article says more than once is one node with all the evidence; it is described as its surest reading has
    it: of a figure that is stated and later inferred, the statement's words.
    """
    for kind, family in _FAMILIES:
        claims = [claim for claim in context.extraction.claims if isinstance(claim, kind)]
        context.nodes |= {claim.key: family.mint(context, claim) for claim in claims}
        told: dict[URIRef, list[AnyClaim]] = {}
        for claim in claims:
            told.setdefault(context.nodes[claim.key], []).append(claim)
        for node, mentions in told.items():
            family.write(context, node, min(mentions, key=lambda claim: _SURE.index(context.weakest(claim))))
            for claim in mentions:
                context.draft.evidence(node, PROV.wasDerivedFrom, claim.spans)
