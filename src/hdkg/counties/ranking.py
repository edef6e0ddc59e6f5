"""One indicator of several counties: what can be compared stands in one group and is ranked, what cannot stands apart.

The figures are those of `hdkg.panel`, in its units; nothing is converted here.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hdkg.errors import QueryError
from hdkg.panel import panel
from hdkg.panel.table import indicators
from hdkg.queries import read, run
from hdkg.resources import queries_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hdkg.resources import Concept
    from hdkg.store import Store

    Row = dict[str, Any]

INDICATOR = "https://w3id.org/hdkg/indicator/"
KINDS = ("level", "cumulative", "growth", "average-growth", "change", "multiple", "share")
STATUSES = ("final", "preliminary", "estimated", "planned")
ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one county with what stands beside it.

    Attributes
    ----------
    row
        The figure's row of the panel, with the keys of `hdkg.panel.PANEL`.
    growth
        The growth in percent that the source gives with a level; None where it gives none.
    stated
        The places that the source itself gives the county, as (position, among whom): ``(2, "全市")``.
    rank, rank_to
        Place among the counties of its group, the largest figure first, or the smallest where less is better; derived.
        They differ where a county has figures that contradict each other, or is only said to be above or below
        something.  None in a group that cannot be compared.
    """

    row: Mapping[str, Any]
    growth: Decimal | None = None
    stated: tuple[tuple[int, str], ...] = ()
    rank: int | None = None
    rank_to: int | None = None

    @property
    def county(self) -> str:
        """GB/T 2260 code of the county."""
        return str(self.row["county_code"])

    @property
    def value(self) -> Decimal:
        """The figure, in the unit that it has in the whole group."""
        return Decimal(self.row["value"])

    @property
    def between(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the figure can be."""
        least = -ENDLESS if self.row["bound"] == "under" else self.value
        return least, ENDLESS if self.row["bound"] == "over" else self.value


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one kind of statistic, period, unit, status and price basis: what may stand in one ranking.

    Attributes
    ----------
    kind, year, period, unit, status, price_basis
        As in the panel; `period` is empty where the sources do not state it.
    figures
        By rank, county and source.
    """

    kind: str
    year: int
    period: str
    unit: str
    status: str
    price_basis: str
    figures: tuple[Figure, ...]

    @property
    def counties(self) -> int:
        """How many counties it has."""
        return len({figure.county for figure in self.figures})

    @property
    def comparable(self) -> bool:
        """Whether there is something to compare: two counties or more, of a period that is stated."""
        return self.counties > 1 and self.period != ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One indicator of several counties.

    Attributes
    ----------
    indicator, indicator_zh, indicator_en
        IRI and names.
    groups
        Levels first, then growth and other kinds; within a kind the latest year first.
    contradictions
        Rows of ``queries/contradictions.rq``: figures of two sources that cannot both hold, each with its words.
    less_is_better
        Whether the catalogue says so of the indicator: then the smallest figure is the first.
    """

    indicator: str
    indicator_zh: str
    indicator_en: str
    groups: tuple[Group, ...]
    contradictions: tuple[Mapping[str, str], ...]
    less_is_better: bool = False


def compare_counties(store: Store, indicator: str, *, year: str = "") -> SideBySide:
    """Put the figures of one indicator of several counties side by side.

    Parameters
    ----------
    store
        Graphs of any number of counties and years.
    indicator
        A name of it in Chinese or English, or its IRI (``hdi:…`` will do).
    year
        Only figures of periods that end in this year; empty for all.

    Returns
    -------
    SideBySide
        Figures are ranked within a group only: what differs in period, unit, status or price basis is not mixed.
        Units are those of `hdkg.panel.panel`; ranks are derived, the largest figure first unless less is better.

    Raises
    ------
    QueryError
        No figure of a county has this indicator (the message names the nearest), or the year is none.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.store import open_store
    >>> made = compare_counties(open_store(sorted(graph_dir().glob("*.ttl"))), "地区生产总值", year="2023")
    >>> group = made.groups[0]
    >>> group.kind, group.period, group.unit, group.status
    ('level', '2023', 'CNY', 'final')
    >>> [(figure.row["county_zh"], figure.value, figure.growth, figure.rank) for figure in group.figures]
    [('祁东县', Decimal('35511000000'), Decimal('6.2'), 1), ('南岳区', Decimal('5814000000'), Decimal('4.9'), 2)]
    >>> [(group.period, group.comparable) for group in made.groups[1:2]]
    [('2023-01/2023-09', False)]
    """
    rows = panel(store, year=year).rows
    iri = _indicator(indicator, rows)
    chosen = [row for row in rows if row["indicator_iri"] == iri]
    if not chosen:
        raise QueryError(f"no county has a figure of {indicator!r}{year and f' in {year}'}", _nearest(indicator, rows))
    beside = _beside(store)
    growths = {row["fact_iri"]: row["value"] for row in chosen if row["statistic_kind"] == "growth"}
    groups: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in chosen:
        growth, stated = beside.get(row["fact_iri"], ("", ()))
        groups[_key(row)].append(Figure(row, growths.get(growth), stated))
    less = iri in indicators() and indicators()[iri].less_is_better
    made = (_ranked(Group(*(*key, tuple(figures))), less_is_better=less) for key, figures in groups.items())
    found = run(store, "contradictions", {"indicator_iri": iri})
    return SideBySide(
        iri,
        chosen[0]["indicator_zh"],
        chosen[0]["indicator_en"] or chosen[0]["indicator_zh"],
        tuple(sorted(made, key=_place)),
        tuple(
            {name: str(cell) for name, cell in row.items()}
            for row in found
            if not year or str(row["period"]).rpartition("/")[2].startswith(year)
        ),
        less,
    )


def _key(row: Row) -> tuple[Any, ...]:
    """Return what figures have to agree in to be compared, in the order of `Group`."""
    return tuple(row[name] for name in ("statistic_kind", "year", "period", "unit", "status", "price_basis"))


def _place(group: Group) -> tuple[Any, ...]:
    """Return where a group stands: whole years before parts of them, which are longer to write."""
    kind = KINDS.index(group.kind) if group.kind in KINDS else len(KINDS)
    status = STATUSES.index(group.status) if group.status in STATUSES else len(STATUSES)
    unstated = not group.period
    return kind, -group.year, unstated, len(group.period), group.period, status, group.unit, group.price_basis


def _ranked(group: Group, *, less_is_better: bool = False) -> Group:
    """Return a group with its ranks."""
    held: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for figure in group.figures:
        held[figure.county].append(_merit(figure, less_is_better=less_is_better))
    figures = []
    for figure in group.figures:
        others = [spans for county, spans in held.items() if county != figure.county]
        least, most = _merit(figure, less_is_better=less_is_better)
        first = 1 + sum(all(low > most for low, _ in spans) for spans in others)
        last = 1 + sum(any(high > least for _, high in spans) for spans in others)
        places = (first, last) if group.comparable else (None, None)
        figures.append(Figure(figure.row, figure.growth, figure.stated, *places))
    sign = 1 if less_is_better else -1
    figures.sort(key=lambda figure: (figure.rank or 0, figure.rank_to or 0, sign * figure.value, *_origin(figure)))
    return Group(group.kind, group.year, group.period, group.unit, group.status, group.price_basis, tuple(figures))


def _merit(figure: Figure, *, less_is_better: bool) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a figure can be, so turned that more is better."""
    least, most = figure.between
    return (-most, -least) if less_is_better else (least, most)


def _origin(figure: Figure) -> tuple[str, str]:
    return figure.county, str(figure.row["fact_iri"])


def _beside(store: Store) -> dict[str, tuple[str, tuple[tuple[int, str], ...]]]:
    """Return the growth (its IRI) and the stated places that stand beside a figure, by the figure's IRI."""
    query = read(queries_dir() / "compare" / "beside.rq")
    growths: dict[str, str] = {}
    places: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in store.query(query.text, where=query.where):
        fact = str(row["fact"])
        places[fact] += [(int(row["rank"]), str(row["scope"]))] if "rank" in row else []
        if "growth" in row:
            growths.setdefault(fact, str(row["growth"]))
    return {fact: (growths.get(fact, ""), tuple(dict.fromkeys(found))) for fact, found in places.items()}


def catalogued(name: str) -> str:
    """Return the IRI of the catalogue's indicator of this name or IRI, or "".

    Examples
    --------
    >>> catalogued("GDP") == catalogued("hdi:gross-regional-product") == catalogued("gross regional product") != ""
    True
    """
    for iri in (name, INDICATOR + name.removeprefix("hdi:")):
        if iri in indicators():
            return iri
    wanted = name.strip().casefold()
    held = ((iri, _names(concept)) for iri, concept in indicators().items())
    return next((iri for iri, names in held if wanted in {each.casefold() for each in names}), "")


def _indicator(name: str, rows: Sequence[Row]) -> str:
    """Return the IRI of the indicator of this name, the catalogue's before those that only the graphs name."""
    found = catalogued(name)
    if found:
        return found
    wanted = name.strip().casefold()
    for row in rows:
        if name == row["indicator_iri"] or wanted in {row["indicator_zh"], row["indicator_en"].casefold()}:
            return str(row["indicator_iri"])
    raise QueryError(f"there is no indicator {name!r}", _nearest(name, rows))


def _names(concept: Concept) -> tuple[str, ...]:
    return (*concept.surface_forms("zh"), *concept.surface_forms("en"))


def _nearest(name: str, rows: Iterable[Row]) -> str:
    """Return a remedy that names indicators which the graphs have figures of."""
    held = sorted({row["indicator_zh"] for row in rows})
    near = [each for each in held if name in each or each in name] or difflib.get_close_matches(name, held, 5, 0.3)
    return f"the graphs have: {'、'.join(near[:5])}" if near else "hdkg panel lists the indicators of the graphs"
