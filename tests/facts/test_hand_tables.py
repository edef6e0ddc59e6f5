"""What people read out of whole articles goes through the graph and comes back, row for row.

The tables made by hand are turned into extractions, these into graphs, these into tables: whatever the extractor does,
graph and table lose nothing and add nothing.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

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
    Span,
    StatisticKind,
    Status,
    Superlative,
)
from hdkg.queries.facts import COLUMNS, facts
from hdkg.triples import to_graph
from hdkg.validation import validate

SHARED = Path(__file__).parents[2] / "../shared"
TABLES = [*sorted(SHARED.glob("devset/*.jsonl")), *sorted(SHARED.glob("articles/*.gold.jsonl"))]
THINGS = {
    "programme": EntityKind.PROGRAMME,
    "project": EntityKind.PROJECT,
    "organization": EntityKind.INSTITUTION,
    "place": EntityKind.SITE,
    "event": EntityKind.EVENT,
    "work": EntityKind.WORK,
}
REACHES = {
    "国家级": Reach.NATIONAL,
    "省级": Reach.PROVINCIAL,
    "市级": Reach.MUNICIPAL,
    "县级": Reach.COUNTY,
    None: Reach.UNSTATED,
}


class Reader:
    """Turns rows of a table into an extraction."""

    def __init__(self, rows: list[dict], text: str) -> None:
        self.rows, self.text = rows, text
        self.county = next(row["subject"] for row in rows if row["kind"] in {"event", "observation"})
        things = [row for row in rows if row["kind"] in THINGS]
        self.entities = {
            row["name"]: Entity(row["name"], THINGS[row["kind"]], row["name"], spans=(self.span(row),))
            for row in things
        }
        self.entities[self.county] = Entity(self.county, EntityKind.COUNTY, self.county, code="990124")
        self.claims: list[AnyClaim] = []

    def span(self, row: dict) -> Span:
        start = self.text.index(row["quote"])
        return Span(start, start + len(row["quote"]))

    def entity(self, name: str, kind: EntityKind = EntityKind.WORK_AREA) -> str:
        """Return the key of an entity that may be in no row of its own."""
        return self.entities.setdefault(name, Entity(name, kind, name)).key

    def extraction(self) -> Extraction:
        for row in self.rows:
            about = {"spans": (self.span(row),), "rule": "by hand"}
            if row["kind"] == "observation":
                self.figure(row, about)
            elif row["kind"] == "ranking":
                self.standing(row, about, row["id"])
            elif row["kind"] == "award":
                self.award(row, about)
            elif "ordinal" in row:
                self.claims.append(Superlative(key=row["id"], subject=row["name"], ordinal=row["ordinal"], **about))
            self.details(row, about)
        article = Article(self.text, (), Metadata(county="990124", published="2024-01-12"))
        return Extraction(article, self.county, tuple(self.entities.values()), tuple(self.claims), ())

    def figure(self, row: dict, about: dict) -> None:
        bound, growth = Bound(row.get("bound", "exact")), row.get("growth_pct")
        shared = about | {
            "subject": self.entity(row["subject"]),
            "area": self.county,
            "indicator": "",
            "name": row["name"],
            "written_name": row["name"],
            "period": period(row),
            "status": Status(row.get("status", "final")),
        }
        top = row["id"]
        if "value" in row:
            value = exact(row["value"])
            quantity = Quantity(
                str(row["value"]), row.get("unit", ""), value, "grade" if value is None else "item", bound
            )
            self.claims.append(Observation(key=top, kind=StatisticKind.LEVEL, quantity=quantity, **shared))
        if growth is not None:
            level, top = (top, f"{top}+") if "value" in row else ("", top)
            quantity = Quantity(str(growth), "%", exact(growth), "percent", bound)
            self.claims.append(
                Observation(key=top, kind=StatisticKind.GROWTH, quantity=quantity, qualifies=level, **shared)
            )
        if "rank_scope" in row:
            self.standing(row, about, f"{row['id']}-rank", top)
        if "compare" in row:
            gap = row["compare"]
            key = f"{row['id']}-gap"
            self.claims.append(
                Comparison(key=key, observation=top, scope=gap["scope"], difference=exact(gap["pp"]), **about)
            )

    def standing(self, row: dict, about: dict, key: str, ranked: str = "") -> None:
        self.claims.append(
            Ranking(
                key=key,
                subject=self.entity(row["subject"]),
                name=row["name"],
                scope=row["rank_scope"],
                ranked=ranked,
                position=row.get("rank"),
                band="" if "rank" in row else "前列",
                change=row.get("rank_change"),
                period=period(row),
                ordinal=row.get("ordinal", ""),
                **about,
            )
        )

    def award(self, row: dict, about: dict) -> None:
        grantors = [name for name in row.get("granted_by", "").replace("》《", "》|《").split("|") if name]
        self.claims.append(
            Conferral(
                key=row["id"],
                recipient=self.entity(row["subject"]),
                honour=row["name"],
                reach=REACHES[row.get("level")],
                granted_by=tuple(self.entity(name, EntityKind.GOVERNMENT_BODY) for name in grantors),
                ordinal=row.get("ordinal", ""),
                count=row.get("value"),
                **about,
            )
        )

    def details(self, row: dict, about: dict) -> None:
        """Add what stands beside any row: how far a target is done, and what it is credited to."""
        key, basis = row["id"], AttributionBasis.SENTENCE
        if "completion_pct" in row:
            of = row["name"] if row["kind"] in THINGS else key
            share = exact(row["completion_pct"])
            self.claims.append(Completion(key=f"{key}-done", of=of, attainment=Attainment.MET, percent=share, **about))
        if "programme" in row:
            told = about | {"key": f"{key}-credit", "initiative": self.entity(row["programme"], EntityKind.PROGRAMME)}
            takes_part = row["kind"] in THINGS
            self.claims.append(
                Participation(participant=row["name"], basis=basis, **told)
                if takes_part
                else Attribution(result=key, basis=basis, **told)
            )


def period(row: dict) -> Period | None:
    first, _, last = row.get("period", "").partition("/")
    return Period(first, last or first) if first else None


def exact(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def comparable(row: dict, county: str) -> str:
    """Write a row in one way; a thing's own figure or level, and a count's measure word, are not the graph's."""
    kept = {key: row[key] for key in COLUMNS if key in row and key not in {"section", "start", "end"}}
    if row["kind"] in THINGS:
        kept = {key: kept[key] for key in kept.keys() - {"value", "unit", "level", "period"}} | {"subject": county}
    if row["kind"] == "award":
        kept.pop("unit", None)
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


@pytest.mark.skipif(not TABLES, reason="the tables made by hand are not part of the project")
@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_comes_back_row_for_row(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    beside = (path.with_suffix(".txt"), path.with_name(path.name.replace(".gold.jsonl", ".md")))
    source = next(each for each in beside if each.exists())
    reader = Reader(rows, source.read_text(encoding="utf-8"))
    graph = to_graph(reader.extraction())
    report = validate(graph)
    assert report.conforms, report
    told = sorted(comparable(row, reader.county) for row in facts(graph))
    assert told == sorted(comparable(row, reader.county) for row in rows)
    assert len(told) > 20


@pytest.mark.skipif(not TABLES, reason="the tables made by hand are not part of the project")
def test_there_are_eight_tables() -> None:
    assert len(TABLES) == 8
