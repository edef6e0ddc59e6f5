"""Which part of an indicator an observation measures: the county's total, or a part that something tells apart.

Two observations of a source that agree in every dimension have to have one value (IC-12 of the Data Cube), or nobody
could tell which to believe.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hdkg.model import Attribution, Observation
from hdkg.triples.draft import decimal, en, zh
from hdkg.triples.namespaces import HD, HDC, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rdflib import URIRef

    from hdkg.model import Extraction
    from hdkg.triples.draft import Draft

TOTAL = HDC["breakdown-total"]


def breakdowns(
    draft: Draft,
    extraction: Extraction,
    named: Mapping[str, URIRef],
    indicator: Callable[[Observation], URIRef],
) -> dict[str, URIRef]:
    """Tell what each observation measures.

    “Problems solved” says little without the initiative that solved them: an uncatalogued indicator that the text
    credits to an initiative is broken down by it.  A catalogued one means the county's total whoever is credited,
    unless the article gives two figures for it that cannot both be the total.

    Where the article gives two figures and credits neither (23 projects in one paragraph, 5 in the next), what tells
    them apart was not understood.  The first is taken for the total, each other gets a breakdown of its own, minted
    from its name as written, so that it is kept, seen and counted.  A growth goes with its level.

    Parameters
    ----------
    draft
        Where minted breakdowns are described.
    extraction
        Observations, and the attributions that credit them.
    named
        IRI of each entity by its key.
    indicator
        Gives an observation's indicator.

    Returns
    -------
    dict[str, URIRef]
        By the observation's key.
    """
    observations = {claim.key: claim for claim in extraction.claims if isinstance(claim, Observation)}
    credited: dict[str, URIRef] = {}
    for claim in extraction.claims:
        if isinstance(claim, Attribution):
            credited.setdefault(claim.result, named[claim.initiative])

    def cell(each: Observation) -> tuple[object, ...]:
        return (named[each.subject], named[each.area], indicator(each), each.period, each.kind)

    told = _by_initiative(observations.values(), credited, cell)
    levels_first = sorted(observations.values(), key=lambda each: each.qualifies in observations)
    cells: dict[tuple[object, ...], dict[object, URIRef]] = defaultdict(dict)
    for each in levels_first:
        breakdown = told.get(each.qualifies) or told.get(each.key) or TOTAL
        figures = cells[(*cell(each), breakdown)]
        if _figure(each) not in figures:
            figures[_figure(each)] = _minted(draft, each, len(figures) + 1) if figures else breakdown
        told[each.key] = figures[_figure(each)]
    return told


def _by_initiative(
    observations: Iterable[Observation],
    credited: Mapping[str, URIRef],
    cell: Callable[[Observation], tuple[object, ...]],
) -> dict[str, URIRef]:
    """Return the initiative of each observation that measures an initiative's part only."""
    figures: dict[tuple[object, ...], set[object]] = defaultdict(set)
    for each in observations:
        figures[cell(each)].add(_figure(each))
    return {
        each.key: credited[each.key]
        for each in observations
        if each.key in credited and (not each.indicator or len(figures[cell(each)]) > 1)
    }


def _figure(observation: Observation) -> tuple[str, str]:
    """Return what makes two mentions one figure: value and unit, not how it is hedged or worded."""
    quantity = observation.quantity
    return (quantity.written if quantity.value is None else str(decimal(quantity.value)), quantity.base_unit)


def _minted(draft: Draft, observation: Observation, number: int) -> URIRef:
    """Mint the breakdown of the second or a later figure, by how its indicator is written there."""
    node = draft.claim("breakdown", observation.written_name, number)
    draft.put(node, RDF.type, HD["Code"], SKOS.Concept)
    labels = (
        zh(f"{observation.written_name}（文中第{number}处）"),
        en(f"{observation.written_name} (mention {number})"),
    )
    draft.put(node, RDFS.label, *labels)
    draft.put(node, SKOS.prefLabel, *labels)
    draft.put(node, SKOS.inScheme, HDC["breakdown"])
    return node
