"""The panel: county x period x indicator, one figure a row, units made equal; the rows of ``queries/panel.rq``."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hdkg.errors import QueryError
from hdkg.panel.caution import warn
from hdkg.panel.codebook import codebook
from hdkg.panel.columns import PANEL
from hdkg.queries import load, run
from hdkg.resources import concepts, division, local_name, ontology_dir
from hdkg.resources.conversions import convert, root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hdkg.queries import Value
    from hdkg.resources import Concept
    from hdkg.store import Store, Term

    Row = dict[str, Any]

CODE = "https://w3id.org/hdkg/code/"
LONGEST = 32  # characters of a name in Stata
COUNT = """
PREFIX hd: <https://w3id.org/hdkg/ontology/>
SELECT (COUNT(DISTINCT ?fact) AS ?n) { ?fact a hd:Observation }
"""
COUNTIES = """
PREFIX hd: <https://w3id.org/hdkg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?code ?name {
  ?fact a hd:Observation ; hd:subject ?county .
  ?county a hd:County ; skos:notation ?code ; rdfs:label ?name FILTER(LANG(?name) = "zh")
}
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel and what it says of itself.

    Attributes
    ----------
    rows
        One figure each, with the keys of `hdkg.panel.PANEL` in order; values are Decimal, years int, all else text.
    codebook
        One variable each, with the keys of `hdkg.panel.CODEBOOK` in order.
    all_figures
        How many figures the graphs hold, those included that are of no county as a whole, of a part, or no number.
    """

    rows: tuple[Row, ...]
    codebook: tuple[Row, ...]
    all_figures: int


def panel(store: Store, *, county: str = "", year: str = "", indicator: str = "") -> Panel:
    """Return the figures of counties as a tidy table with its codebook.

    Parameters
    ----------
    store
        Graphs of any number of counties and years.
    county, year, indicator
        GB/T 2260 code, year of the figure, IRI of an indicator (``hdi:…`` will do); empty for all.

    Returns
    -------
    Panel
        By county, indicator, kind of statistic and period.  A value is in the unit of the catalogue's indicator, else
        in the one that the variable's figures have most often; `written_value` and `written_unit` are the source's own.
        Where figures of one variable differ in definition, ``warnings`` says so.

    Raises
    ------
    QueryError
        A value of county, year or indicator is none, or the graphs hold no such county.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.store import open_store
    >>> made = panel(open_store([graph_dir() / "hengdong-2023.ttl"]), indicator="hdi:grain-output")
    >>> [(row["county_code"], row["period"], row["value"], row["unit"]) for row in made.rows]
    [('430424', '2023', Decimal('411000'), 'tonne')]
    """
    asked = {"county": county, "year": year, "indicator": indicator}
    chosen: dict[str, Value] = {name: value for name, value in asked.items() if value}
    if county:
        _held(store, county)
    rows = [_row(row) for row in run(store, load("panel"), chosen)]
    variables: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        variables[row["variable"]].append(row)
    for group in variables.values():
        _make_units_equal(group)
        warn(group, _kin(group[0], rows))
    total = next(iter(store.query(COUNT)))["n"]
    book = codebook({name: variables[name] for name in sorted(variables)}, indicators(), units())
    return Panel(tuple({column.name: row[column.name] for column in PANEL} for row in rows), book, int(total))


def _held(store: Store, county: str) -> None:
    """See that the graphs hold figures of a county; an empty table would not say what is wrong."""
    held = {str(row["code"]): str(row["name"]) for row in store.query(COUNTIES)}
    if county not in held:
        known = division(county)
        problem = f"the graphs have no figures of {known.name if known else 'a county'} ({county})"
        listed = "、".join(f"{name} ({code})" for code, name in sorted(held.items())[:12])
        remedy = f"choose of: {listed}" if held else "name graphs of a county"
        raise QueryError(problem, remedy)


@cache
def indicators() -> Mapping[str, Concept]:
    """Return the catalogue's indicators by IRI."""
    return MappingProxyType({each.iri: each for each in concepts(ontology_dir() / "indicators.ttl")})


@cache
def units() -> Mapping[str, Concept]:
    """Return the catalogue's units by IRI."""
    return MappingProxyType({each.iri: each for each in concepts(ontology_dir() / "units.ttl")})


def _kin(row: Row, rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Return the Chinese and English names of the indicators in the panel that are easily taken for this row's."""
    concept = indicators().get(row["indicator_iri"])
    present = {other["indicator_iri"] for other in rows if other["statistic_kind"] == row["statistic_kind"]}
    near = sorted(present.intersection(concept.values("related"))) if concept else []
    return tuple((indicators()[iri].label("zh"), indicators()[iri].label("en")) for iri in near if iri in indicators())


def _row(row: Mapping[str, Term]) -> Row:
    """Return a row of the answer with the panel's names; ``value`` is still in the graph's unit."""
    text = {name: str(term) for name, term in row.items()}
    made: Row = {column.name: text.get(column.name, "") for column in PANEL}
    return made | {
        "county_code": text["county"],
        "year": int(text["year"]),
        "period_kind": text.get("duration", ""),
        "variable": variable(text["indicator"], text["kind"]),
        "indicator_iri": text["indicator"],
        "statistic_kind": text["kind"],
        "value": Decimal(text["value"]),
        "unit_iri": text["unit"],
        "price_basis": _price_basis(text["quote"] + text["written_name"]),
        "fact_iri": text["fact"],
        "source_iri": text["source"],
        "source_title": text.get("article", ""),
        "published": text.get("issued", ""),
    }


def variable(indicator: str, kind: str) -> str:
    """Return a name for an indicator and a kind of statistic: letters, digits and _, at most 32, the same every time.

    Two underlines stand before the kind, so that the growth of an indicator is not taken for one called “… growth”.

    Examples
    --------
    >>> variable("https://w3id.org/hdkg/indicator/grain-output", "level")
    'grain_output'
    >>> variable("https://w3id.org/hdkg/indicator/grain-output", "growth")
    'grain_output__growth'
    """
    name = re.sub(r"[^0-9a-zA-Z]+", "_", local_name(indicator))
    name += "" if kind == "level" else f"__{kind.replace('-', '_')}"
    name = name if name[:1].isalpha() else f"v_{name}"
    if len(name) <= LONGEST:
        return name
    mark = hashlib.sha256(f"{indicator} {kind}".encode()).hexdigest()[:6]
    return f"{name[: LONGEST - 7]}_{mark}"


@cache
def _price_words() -> tuple[tuple[str, str], ...]:
    """Return the words that tell a price basis, with its code."""
    scheme = f"{CODE}price-basis"
    return tuple(
        (word, concept.local_name.removeprefix("price-"))
        for concept in concepts(ontology_dir() / "core.ttl")
        if scheme in concept.values("inScheme")
        for word in (concept.label("zh"), *concept.values("hiddenLabel"))
    )


def _price_basis(words: str) -> str:
    """Return the price basis that the words of a figure state; empty where they do not."""
    return " ".join(sorted({code for word, code in _price_words() if word in words}))


def _make_units_equal(rows: Sequence[Row]) -> None:
    """Bring the figures of one variable to one unit, as far as there are conversions."""
    wanted = _common_unit(rows)
    for row in rows:
        value = convert(row["value"], row["unit_iri"], wanted)
        unit = row["unit_iri"] if value is None else wanted
        row["value"] = row["value"] if value is None else value
        row["unit"] = local_name(unit)
        row["unit_zh"] = units()[unit].label("zh") if unit in units() else ""


def _common_unit(rows: Sequence[Row]) -> str:
    """Return the unit for a variable: the catalogue's for levels and changes, else the most frequent one."""
    counts = Counter(row["unit_iri"] for row in rows)
    often = min(counts, key=lambda unit: (-counts[unit], unit))
    concept = indicators().get(rows[0]["indicator_iri"])
    stated = concept.values("unit")[:1] if concept else ()
    return str(stated[0]) if stated and root(stated[0])[0] == root(often)[0] else str(often)
