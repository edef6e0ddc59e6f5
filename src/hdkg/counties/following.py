"""One county's initiatives followed from year to year: when they are named, and with which results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.errors import QueryError
from hdkg.queries import run

if TYPE_CHECKING:
    from hdkg.store import Store

NAMES = "SELECT DISTINCT ?code ?name { ?county a hd:County ; skos:notation ?code ; rdfs:label|skos:altLabel ?name }"
YEARS = "SELECT DISTINCT ?code ?year { ?article hd:about/skos:notation ?code ; hd:reviewYear ?year }"
PREFIXES = """
PREFIX hd: <https://w3id.org/hdkg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@dataclass(frozen=True, slots=True)
class Followed:
    """The initiatives of a county by year.

    Attributes
    ----------
    county
        GB/T 2260 code.
    years
        The years that the county's articles review, in order, those too that name no initiative.
    initiatives
        For each initiative (IRI) its name, and for each year that names it the results credited to it, as the source
        writes them: ``"收集问题40个"``; an empty tuple where the year names it without a result.
    """

    county: str
    years: tuple[str, ...]
    initiatives: Mapping[str, tuple[str, Mapping[str, tuple[str, ...]]]]


def follow_initiatives(store: Store, county: str) -> Followed:
    """Follow the initiatives of one county from year to year.

    Parameters
    ----------
    store
        Graphs of several years of the county; those of other counties do no harm.
    county
        GB/T 2260 code or name.

    Returns
    -------
    Followed
        By the first year that names them, and name.  An initiative is the same in two years when it has one IRI there,
        that is one name.

    Raises
    ------
    QueryError
        The graphs hold no such county, or name no initiative of it.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.store import open_store
    >>> made = follow_initiatives(open_store([graph_dir() / "hengdong-2023.ttl"]), "衡东县")
    >>> made.years
    ('2023',)
    >>> [by_year["2023"] for name, by_year in made.initiatives.values() if name == "“三送三解三优”活动"]
    [('收集问题197个', '解决问题180个')]
    """
    code = _code(store, county)
    results: dict[tuple[str, str], list[str]] = defaultdict(list)
    rows = list(run(store, "initiatives-by-year", {"county": code}))
    reviewed = store.query(PREFIXES + YEARS)
    years = tuple(sorted({str(row["year"]) for row in reviewed if str(row["code"]) == code}))
    for year in years:
        for row in run(store, "measured-outcomes", {"county": code, "year": year}):
            said = f"{row['result']}{row['value']}{row.get('unit', '')}"
            results[str(row["initiative_iri"]), year].append(said)
    found: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {}
    for row in rows:
        iri, year = str(row["initiative_iri"]), str(row["year"])
        by_year = found.setdefault(iri, (str(row["initiative"]), {}))[1]
        by_year[year] = tuple(dict.fromkeys(results[iri, year]))
    if not found:
        raise QueryError(f"the graphs name no initiative of {county}", "name more graphs, or another county")
    return Followed(code, years, found)


def _code(store: Store, county: str) -> str:
    """Return the code of a county that the graphs hold."""
    held = {(str(row["code"]), str(row["name"])) for row in store.query(PREFIXES + NAMES)}
    codes = sorted({code for code, name in held if county in {code, name}})
    if len(codes) != 1:
        known = "、".join(sorted({f"{name} ({code})" for code, name in held if not name.isascii()})[:12])
        problem = f"{county} is the name of several counties" if codes else f"the graphs hold no county {county!r}"
        raise QueryError(problem, f"give a code; the graphs hold: {known}" if known else "name other graphs")
    return codes[0]
