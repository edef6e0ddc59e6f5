"""What is asked: the catalogued questions of some counties, and queries derived from the data set's predicates."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.queries import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hdkg.queries import Query

    Row = tuple[str, ...]
    Ask = Callable[[str], list[Row]]

INTERACTIVE, ANALYTICAL, DERIVED = "interactive", "analytical", "derived"
# What is set where a question is of all counties by nature.
SET = {
    "absent": ("county", "year"),
    "connections": ("from", "to"),
    "contradictions": ("county",),
    "economic-structure": ("county", "year"),
    "neighbours": ("indicator_iri", "period"),
    "panel": ("county", "year"),
    "search": ("word", "county"),
}
PREFIXES = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX hd: <https://w3id.org/hdkg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
COUNTIES = PREFIXES + "SELECT DISTINCT ?code { ?article hd:about/skos:notation ?code } ORDER BY ?code"
YEARS = 'SELECT DISTINCT ?year { ?a hd:reviewYear ?year ; hd:about/skos:notation "%s" } ORDER BY ?year'
FACTS = """SELECT DISTINCT ?fact { ?division skos:notation "%s" . ?article hd:about ?division .
  ?fact dcterms:source ?article ; a hd:Observation } ORDER BY ?fact LIMIT 20"""
NAMES = """SELECT DISTINCT ?name { ?division skos:notation "%s" . ?thing hd:county ?division ; a hd:Initiative ;
  rdfs:label ?name FILTER(LANG(?name) = "zh") } ORDER BY ?name LIMIT 20"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its texts, each of another county.

    Attributes
    ----------
    name
        The catalogue's, or what the derived query is of.
    group
        Interactive, analytical or derived.
    texts
        SPARQL; the first of them is compared between engines.
    """

    name: str
    group: str
    texts: tuple[str, ...]


def catalogued(ask: Ask, counties: int, seed: int) -> list[Asked]:
    """Return the catalogue's questions, asked of some counties of a store.

    Parameters
    ----------
    ask
        Answers a query from the store.
    counties
        Of how many counties each is asked.
    seed
        Of the dice that choose county, year, fact and names.
    """
    codes = [row[0] for row in ask(COUNTIES)]
    dice = random.Random(seed)
    chosen = [values(ask, code, dice) for code in dice.sample(codes, min(counties, len(codes)))]
    return [
        Asked(query.name, group(query), tuple(query.filled(_set(query, each)) for each in chosen))
        for query in catalogue()
    ]


def group(query: Query) -> str:
    """Tell whether a question is interactive."""
    return ANALYTICAL if query.interactive is None else INTERACTIVE


def values(ask: Ask, code: str, dice: random.Random) -> dict[str, str]:
    """Return a value for every parameter of the catalogue, all of one county."""
    year = dice.choice(ask(PREFIXES + YEARS % code))[0]
    names = [row[0] for row in ask(PREFIXES + NAMES % code)]
    one, other = dice.sample(names, 2) if len(names) > 1 else ("", "")
    return {
        "county": code,
        "year": year,
        "period": year,
        "fact": dice.choice(ask(PREFIXES + FACTS % code))[0],
        "from": one,
        "to": other,
        "word": dice.choice(("粮食", "项目", "学校", "投资")),
        "indicator_iri": "hdi:gross-regional-product",
    }


def _set(query: Query, every: Mapping[str, str]) -> dict[str, str]:
    names: Sequence[str] = SET.get(query.name, ()) if query.interactive is None else query.interactive
    return {name: every[name] for name in names}
