"""Write drafts as claims: each figure an observation with its growth, rank and comparison."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.areas import Areas
from hdkg.extraction.drafts import reading
from hdkg.extraction.rules import words
from hdkg.model import (
    AnyClaim,
    Attainment,
    Attribution,
    AttributionBasis,
    Comparison,
    Completion,
    EntityKind,
    Observation,
    Period,
    RankBasis,
    Ranking,
    Reading,
    ResultKind,
    SlotName,
    StatisticKind,
    Status,
)
from hdkg.resources import concepts, ontology_dir

if TYPE_CHECKING:
    from hdkg.extraction.drafts import Figure, Gap, Part, Standing
    from hdkg.extraction.entities import Registry
    from hdkg.model import Quantity
    from hdkg.resources import Concept


@cache
def catalogue() -> dict[str, Concept]:
    """Return the concept of each surface form of the catalogued indicators."""
    found: dict[str, Concept] = {}
    for concept in concepts(ontology_dir() / "indicators.ttl"):
        for form in concept.surface_forms("zh"):
            found.setdefault(form, concept)
    return found


class Claims:
    """Collects the claims of an article; keys are numbered in the order of the text."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.areas = Areas(registry.article)
        self.claims: list[AnyClaim] = []

    def key(self, family: str) -> str:
        """Return the next key."""
        return f"{family}:{len(self.claims) + 1}"

    def add(self, claim: AnyClaim) -> str:
        """Add a claim and return its key."""
        self.claims.append(self.areas.of_claim(claim))
        return claim.key

    def figure(self, figure: Figure, initiative: str, basis: AttributionBasis) -> list[str]:
        """Add all that a figure says; return the keys that an initiative may be credited with."""
        subject = figure.subject or self.registry.county
        if figure.kind == "rank":
            told = [each for each in figure.standings if each.scope]
            return [self._ranking(figure, each, subject, "", initiative) for each in told]
        level = self._observation(figure, figure.value, _kind(figure), subject, "") if figure.value else ""
        growth = ""
        if figure.growth:
            growth = self._part(figure, figure.growth, StatisticKind.GROWTH, subject, level)
        others: list[str] = []
        for parts, kind in (
            ([figure.average] if figure.average else [], StatisticKind.AVERAGE_GROWTH),
            (figure.changes, StatisticKind.CHANGE),
            (figure.multiples, StatisticKind.MULTIPLE),
        ):
            others.extend(self._part(figure, part, kind, subject, level) for part in parts)
        main = level or growth
        for standing in figure.standings:
            if main and (standing.scope or _only_moved(standing)):
                self._ranking(figure, standing, subject, main, "")
        for gap in figure.gaps:
            compared = growth or level
            if compared:
                self._comparison(gap, compared)
        self._completion(figure, main)
        result = main or next(iter(others), "")
        if result and initiative:
            self.credit(figure, result, initiative, basis)
        return [result] if result else []

    def _part(self, figure: Figure, part: Part, kind: StatisticKind, subject: str, level: str) -> str:
        return self._observation(figure, part.quantity, kind, subject, level, said_by=part)

    def _observation(
        self,
        figure: Figure,
        quantity: Quantity,
        kind: StatisticKind,
        subject: str,
        level: str,
        *,
        said_by: Figure | Part | None = None,
    ) -> str:
        concept = catalogue().get(said := self._without_county(figure.name))
        indicator = concept.local_name if concept else ""
        name = concept.label("zh") if concept else said
        words_for = said_by or figure
        span = words_for.place.span()
        return self.add(
            Observation(
                key=self.key("observation"),
                spans=(span,),
                rule=words_for.rule,
                readings=tuple(figure.readings),
                subject=subject,
                area=self.registry.county,
                policy_area=self.areas.of_figure(indicator, name, span),
                indicator=indicator,
                name=name,
                written_name=figure.name,
                kind=kind,
                quantity=quantity,
                period=figure.period,
                status=figure.status or Status.FINAL,
                qualifies=level,
            )
        )

    def _without_county(self, name: str) -> str:
        """Return the name of an indicator without the county's own before it: 衡东县城镇新增就业."""
        bare = name.removeprefix(self.registry.county_name)
        if bare == name or (bare.startswith("城") and not bare.startswith(("城镇", "城乡", "城市"))):
            return name
        return names.clean(bare) or name

    def _ranking(self, figure: Figure, standing: Standing, subject: str, ranked: str, initiative: str) -> str:
        key = self.key("ranking")
        readings = list(figure.readings)
        if figure.from_topic and figure.kind == "rank":
            readings.append(reading(SlotName.SUBJECT, Reading.INFERRED, "topic of the clauses before"))
        self.add(
            Ranking(
                key=key,
                spans=(standing.place.span() if ranked else figure.place.span(),),
                rule=standing.rule,
                readings=tuple(readings),
                subject=subject,
                name=figure.name,
                scope=standing.scope,
                ranked=ranked,
                position=standing.position,
                band=standing.band,
                period=figure.period,
                change=standing.change,
                compared_with=standing.versus,
                ordinal=standing.ordinal,
                appraisal=None if figure.from_topic else not ranked,
                basis=RankBasis.GROWTH if ranked and not figure.value else RankBasis.UNKNOWN,
            )
        )
        if initiative:
            self.credit(figure, key, initiative, AttributionBasis.SENTENCE)
        return key

    def _comparison(self, gap: Gap, compared: str) -> None:
        self.add(
            Comparison(
                key=self.key("comparison"),
                spans=(gap.place.span(),),
                rule=gap.rule,
                observation=compared,
                scope=gap.scope,
                difference=gap.difference,
                comparator=self._area(gap.scope),
            )
        )

    def _area(self, scope: str) -> str:
        kind = (
            EntityKind.CITY if scope.startswith("全市") else EntityKind.PROVINCE if scope.startswith("全省") else None
        )
        return next((key for key, each in self.registry.found.items() if kind and each.kind is kind and each.code), "")

    def _completion(self, figure: Figure, main: str) -> None:
        if figure.completed and main:
            self.add(
                Completion(
                    key=self.key("completion"),
                    spans=(figure.place.span(),),
                    rule="completion",
                    of=main,
                    attainment=Attainment(figure.attainment or "met"),
                    percent=figure.percent,
                    period=figure.period,
                )
            )

    def credit(self, figure: Figure, result: str, initiative: str, basis: AttributionBasis) -> None:
        """Credit a result to an initiative."""
        self.add(
            Attribution(
                key=self.key("attribution"),
                spans=(figure.place.span(),),
                rule="credit",
                initiative=initiative,
                result=result,
                basis=basis,
                result_kind=_result_kind(figure.name),
            )
        )


def _only_moved(standing: Standing) -> bool:
    """Tell whether a rank is told by how far it moved alone: 排名上升1位."""
    return standing.change is not None and standing.position is None and not standing.band


def _kind(figure: Figure) -> StatisticKind:
    if figure.kind == "share":
        return StatisticKind.SHARE
    return StatisticKind.CUMULATIVE if figure.name.startswith("累计") else StatisticKind.LEVEL


def _result_kind(name: str) -> ResultKind:
    if any(word in name for word in words("outcome-verb")):
        return ResultKind.OUTCOME
    return ResultKind.OUTPUT if any(word in name for word in words("output-verb")) else ResultKind.RESULT


def period_of(figure: Figure, period: Period | None) -> Period | None:
    """Return the period of a figure: for a stock, the last month of a year that was inherited."""
    concept = catalogue().get(figure.name)
    if period is None or len(period.iso) != 4:
        return period
    if figure.flow or figure.name.startswith(words("keep-verb")):
        return period  # what was added or done in a year is no stock at its end
    at_end = figure.name.endswith(words("stock-end")) or (
        concept is not None and any(value.lower() == "true" for value in concept.values("pointInTime"))
    )
    return Period(f"{period.iso}-12", f"{period.iso}-12") if at_end else period
