"""Hengdong's graph as a perfect extraction would give it, made of the table of facts that a person read."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hdkg.extraction import extract
from hdkg.model import (
    AnyClaim,
    Article,
    Attainment,
    Attribution,
    AttributionBasis,
    Bound,
    Comparison,
    Completion,
    Conferral,
    Entity,
    EntityKind,
    Extraction,
    Metadata,
    Observation,
    Participation,
    Period,
    Quantity,
    Ranking,
    Reach,
    Reading,
    SlotName,
    SlotReading,
    Span,
    StatisticKind,
    Superlative,
)
from hdkg.reading import read
from hdkg.resources import concepts, graph_dir, ontology_dir
from hdkg.triples import to_graph, turtle

if TYPE_CHECKING:
    from rdflib import Graph

Row = dict[str, Any]
TABLE = Path(__file__).parents[1] / "sources" / "hengdong-2023.gold.jsonl"
THINGS = {
    "programme": EntityKind.PROGRAMME,
    "project": EntityKind.PROJECT,
    "organization": EntityKind.INSTITUTION,
    "place": EntityKind.SITE,
    "event": EntityKind.EVENT,
    "work": EntityKind.WORK,
    "enterprise": EntityKind.ENTERPRISE,
    "media": EntityKind.MEDIA_OUTLET,
    "village": EntityKind.VILLAGE,
    "town": EntityKind.TOWN,
    "park": EntityKind.DEVELOPMENT_ZONE,
    "strategy": EntityKind.STRATEGY,
}
REACHES = {"国家级": Reach.NATIONAL, "省级": Reach.PROVINCIAL, "市级": Reach.MUNICIPAL, None: Reach.UNSTATED}
COUNTY = "衡东县"
MONEY = {"亿元": ("CNY", 8), "万元": ("CNY", 4), "元": ("CNY", 0), "万亩": ("mu", 4), "万吨": ("tonne", 4)}


def catalogued() -> dict[str, str]:
    """Return the local names of the catalogue's indicators by every name that they have."""
    found = {}
    for concept in concepts(ontology_dir() / "indicators.ttl"):
        for name in (concept.labels.get("zh", ""), *concept.alt_labels.get("zh", ())):
            found[name] = concept.local_name
    return found


class Perfect:
    """Turns the rows of the table into an extraction."""

    def __init__(self) -> None:
        self.rows: list[Row] = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
        self.text = (graph_dir() / "sources" / "hengdong-2023.md").read_text(encoding="utf-8")
        self.indicators = catalogued()
        self.claims: list[AnyClaim] = []
        self.entities = {COUNTY: Entity(COUNTY, EntityKind.COUNTY, COUNTY, code="430424")}
        for row in self.rows:
            if row["kind"] in THINGS:
                self.thing(row)

    def thing(self, row: Row) -> None:
        kind = THINGS.get(row.get("type", ""), THINGS[row["kind"]])
        held = period(row) if row["kind"] == "event" else None
        self.entities[row["name"]] = Entity(
            row["name"], kind, row["name"], within=row.get("within", ""), spans=self.spans(row), held=held
        )

    def spans(self, row: Row) -> tuple[Span, ...]:
        start = self.text.index(row["quote"])
        return (Span(start, start + min(len(row["quote"]), 40)),)

    def key(self, name: str, kind: EntityKind = EntityKind.WORK_AREA) -> str:
        return self.entities.setdefault(name, Entity(name, kind, name)).key

    def extraction(self) -> Extraction:
        for row in self.rows:
            about: Row = {"spans": self.spans(row), "rule": "by hand"}
            if row["kind"] == "observation":
                self.figure(row, about)
            elif row["kind"] == "ranking":
                self.standing(row, about, row["id"])
            elif row["kind"] == "award" or row.get("alt_kind") == "award":
                self.award(row, about)
            elif "ordinal" in row:
                self.claims.append(Superlative(key=row["id"], subject=row["name"], ordinal=row["ordinal"], **about))
            self.details(row, about)
        article = Article(self.text, (), Metadata(county="430424", published="2024-01-12", year=2023))
        return Extraction(article, COUNTY, tuple(self.entities.values()), tuple(self.claims), ())

    def figure(self, row: Row, about: Row) -> None:
        growth, top = row.get("growth_pct"), row["id"]
        shared = about | {
            "subject": self.key(row["subject"]),
            "area": COUNTY,
            "indicator": self.indicators.get(row["name"], ""),
            "name": row["name"],
            "written_name": row["name"],
            "period": period(row),
        }
        if "value" in row:
            kind = StatisticKind.MULTIPLE if row.get("unit") == "倍" else StatisticKind.LEVEL
            kind = StatisticKind.SHARE if "占" in row["name"] and row.get("unit") == "%" else kind
            self.claims.append(Observation(key=top, kind=kind, quantity=quantity(row), **shared))
        if growth is not None:
            level, top = (top, f"{top}+") if "value" in row else ("", top)
            rate = Quantity(str(growth), "%", Decimal(str(growth)), "percent")
            self.claims.append(
                Observation(key=top, kind=StatisticKind.GROWTH, quantity=rate, qualifies=level, **shared)
            )
        if "rank_scope" in row:
            self.standing(row, about, f"{row['id']}-rank", top)
        if "compare" in row:
            gap = Decimal(str(row["compare"]["pp"]))
            scope = row["compare"]["scope"]
            city = self.key("衡阳市", EntityKind.CITY)
            self.claims.append(
                Comparison(key=f"{top}-gap", observation=top, scope=scope, difference=gap, comparator=city, **about)
            )

    def standing(self, row: Row, about: Row, key: str, ranked: str = "") -> None:
        doubtful = row.get("doubtful", False)
        guess = (SlotReading(SlotName.SUBJECT, Reading.INFERRED, "by hand"),) if doubtful else ()
        self.claims.append(
            Ranking(
                key=key,
                subject=self.key(row["subject"]),
                name=row["name"],
                scope=row["rank_scope"],
                ranked=ranked,
                position=row["rank"],
                change=row.get("rank_change"),
                compared_with=Period("2022", "2022") if "rank_change" in row else None,
                period=period(row),
                ordinal=row.get("ordinal", ""),
                appraisal=None if doubtful else not ranked,
                readings=guess,
                **about,
            )
        )

    def award(self, row: Row, about: Row) -> None:
        grantors = [name for name in row.get("granted_by", "").replace("》《", "》|《").split("|") if name]
        self.claims.append(
            Conferral(
                key=row["id"],
                recipient=self.key(row["subject"]),
                honour=row["name"],
                reach=REACHES[row.get("level")],
                granted_by=tuple(self.key(name, EntityKind.GOVERNMENT_BODY) for name in grantors),
                ordinal=row.get("ordinal", ""),
                recognition="推介" in row["name"],
                **about,
            )
        )

    def details(self, row: Row, about: Row) -> None:
        """Add how far a target is done, and what a row is credited to."""
        key, basis = row["id"], AttributionBasis.SENTENCE
        if "completion_pct" in row:
            of = row["name"] if row["kind"] in THINGS else key
            done = Decimal(row["completion_pct"])
            self.claims.append(Completion(key=f"{key}-done", of=of, attainment=Attainment.MET, percent=done, **about))
        if "programme" in row:
            told = about | {"key": f"{key}-credit", "initiative": row["programme"], "basis": basis}
            takes_part = row["kind"] in THINGS
            self.claims.append(
                Participation(participant=row["name"], **told) if takes_part else Attribution(result=key, **told)
            )


def period(row: Row) -> Period | None:
    first, _, last = row.get("period", "").partition("/")
    return Period(first, last or first) if first else None


def quantity(row: Row) -> Quantity:
    """Return a row's figure; the units that derived figures need are resolved."""
    unit = row.get("unit", "")
    base, power = MONEY.get(unit, ("item", 0))
    try:
        value = Decimal(str(row["value"])).scaleb(power)
    except InvalidOperation:
        return Quantity(str(row["value"]), unit, None, "grade")
    return Quantity(str(row["value"]), unit, value, base, Bound(row.get("bound", "exact")))


@pytest.fixture(scope="session")
def perfect() -> Graph:
    """Give the graph of the table of facts."""
    return to_graph(Perfect().extraction())


@pytest.fixture(scope="session")
def perfect_file(perfect: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the same graph as a file."""
    path = tmp_path_factory.mktemp("perfect") / "perfect.ttl"
    path.write_text(turtle(perfect), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def county_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the graphs of all sources, built now, by the name of their source."""
    folder = tmp_path_factory.mktemp("counties")
    made = {}
    for source in sorted((graph_dir() / "sources").glob("*.md")):
        made[source.stem] = folder / f"{source.stem}.ttl"
        made[source.stem].write_text(turtle(to_graph(extract(read(source)))), encoding="utf-8")
    assert len({name.partition("-")[0] for name in made}) >= 5
    return made
