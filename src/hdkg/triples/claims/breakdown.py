"""Which part of an indicator an observation measures: the county's total, or what one initiative brought about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hdkg.model import Attribution, Observation

if TYPE_CHECKING:
    from hdkg.model import Extraction


def breakdowns(extraction: Extraction) -> dict[str, str]:
    """Tell which observations measure an initiative's part only.

    “Problems solved” says little without the initiative that solved them: an uncatalogued indicator that the text
    credits to an initiative is broken down by it.  A catalogued one means the county's total whoever is credited,
    unless the article gives two figures for it that cannot both be the total.  A growth goes with its level.

    Parameters
    ----------
    extraction
        Observations, and the attributions that credit them.

    Returns
    -------
    dict[str, str]
        Key of the observation to key of the initiative; no entry for a total.
    """
    observations = {claim.key: claim for claim in extraction.claims if isinstance(claim, Observation)}
    credited: dict[str, str] = {}
    for claim in extraction.claims:
        if isinstance(claim, Attribution):
            credited.setdefault(claim.result, claim.initiative)
    values: dict[tuple[object, ...], set[object]] = defaultdict(set)
    for each in observations.values():
        values[_cell(each)].add(each.quantity.value)
    own = {
        key: credited[key]
        for key, each in observations.items()
        if key in credited and (not each.indicator or len(values[_cell(each)]) > 1)
    }
    return own | {key: own[each.qualifies] for key, each in observations.items() if each.qualifies in own}


def _cell(observation: Observation) -> tuple[object, ...]:
    """Return what tells an observation of a catalogued indicator apart, its breakdown left out."""
    return (observation.subject, observation.area, observation.indicator, observation.period, observation.kind)
