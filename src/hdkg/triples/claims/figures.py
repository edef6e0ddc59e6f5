"""Write figures: observations, how they compare with a wider area's, and targets that were reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.model import Comparison, Completion, Observation, StatisticKind
from hdkg.triples.claims.context import Context, Family, Words
from hdkg.triples.draft import decimal, en, zh
from hdkg.triples.held import Literal
from hdkg.triples.namespaces import (
    HD,
    HDC,
    HDI,
    HDU,
    QB,
    RDF,
    RDFS,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SDMX_MEASURE,
    SKOS,
    TIME,
)
from hdkg.triples.source import dataset_node

if TYPE_CHECKING:
    from decimal import Decimal

    from rdflib import URIRef

_QUALIFIES = {
    StatisticKind.GROWTH: "growthOf",
    StatisticKind.CHANGE: "changeOf",
    StatisticKind.MULTIPLE: "multipleOf",
    StatisticKind.AVERAGE_GROWTH: "averageGrowthOf",
}
# A share and what is cumulative are named so in Chinese.
_KIND_WORDS = {
    StatisticKind.LEVEL: ("", ""),
    StatisticKind.CUMULATIVE: ("", "cumulative"),
    StatisticKind.GROWTH: ("增速", "growth"),
    StatisticKind.AVERAGE_GROWTH: ("年均增速", "average annual growth"),
    StatisticKind.CHANGE: ("增减", "change"),
    StatisticKind.MULTIPLE: ("倍数", "multiple"),
    StatisticKind.SHARE: ("", ""),
}


def _mint_observation(context: Context, observation: Observation) -> URIRef:
    """Name an observation by its dimensions, value and unit: how it is hedged or worded makes no other figure."""
    quantity = observation.quantity
    return context.draft.claim(
        "observation",
        context.named[observation.subject],
        context.named[observation.area],
        context.indicator(observation),
        observation.period.iso if observation.period else None,
        observation.kind,
        context.breakdowns[observation.key],
        quantity.written if quantity.value is None else decimal(quantity.value),
        quantity.base_unit,
    )


def _write_observation(context: Context, node: URIRef, observation: Observation) -> None:
    draft, quantity = context.draft, observation.quantity
    context.describe(node, observation, _words(context, observation), HD["Observation"], QB.Observation)
    draft.put(node, QB.dataSet, dataset_node(draft))
    draft.put(node, SDMX_DIMENSION["refArea"], context.named[observation.area])
    draft.put(node, HD["subject"], context.named[observation.subject])
    draft.put(node, SDMX_DIMENSION["refPeriod"], draft.period(observation.period) or _unstated(context))
    draft.put(node, HD["indicator"], _indicator(context, observation))
    draft.put(node, HD["statisticKind"], HDC[f"kind-{observation.kind}"])
    draft.put(node, HD["breakdown"], context.breakdowns[observation.key])
    value = Literal(quantity.written) if quantity.value is None else decimal(quantity.value)
    draft.put(node, SDMX_MEASURE["obsValue"], value)
    draft.put(node, SDMX_ATTRIBUTE["unitMeasure"], HDU[quantity.base_unit])
    draft.put(node, HD["writtenValue"], quantity.written)
    draft.put(node, HD["writtenUnit"], quantity.unit)
    draft.put(node, HD["writtenName"], observation.written_name)
    draft.put(node, HD["bound"], HDC[f"bound-{quantity.bound}"])
    draft.put(node, SDMX_ATTRIBUTE["obsStatus"], HDC[f"status-{observation.status}"])
    if observation.qualifies and observation.kind in _QUALIFIES:
        draft.put(node, HD[_QUALIFIES[observation.kind]], context.nodes[observation.qualifies])


def _words(context: Context, observation: Observation) -> Words:
    """Word an observation: name, kind, period; the figure itself stands in its properties."""
    subject_zh, subject_en = context.name(observation.subject)
    kind_zh, kind_en = _KIND_WORDS[observation.kind]
    period = observation.period.iso if observation.period else ""
    name_en = context.english(context.indicator(observation), observation.name)
    return Words(
        subject_zh,
        subject_en,
        " ".join(filter(None, (observation.name, kind_zh, period))),
        ", ".join(filter(None, (name_en, kind_en, period))),
    )


def _indicator(context: Context, observation: Observation) -> URIRef:
    """Return the indicator's node; describe it if the catalogue does not hold it."""
    node = context.indicator(observation)
    if not observation.indicator and (node, RDF.type, HD["Indicator"]) not in context.draft.triples:
        context.draft.put(node, RDF.type, HD["Indicator"], SKOS.Concept)
        context.draft.put(node, RDFS.label, zh(observation.name))
        context.draft.put(node, SKOS.prefLabel, zh(observation.name))
        context.draft.put(node, SKOS.inScheme, HDI["uncatalogued"])
    return node


def _unstated(context: Context) -> URIRef:
    """Return the node for a period that the text leaves open."""
    node = HD["unstatedPeriod"]
    context.draft.put(node, RDF.type, TIME.TemporalEntity)
    context.draft.put(node, RDFS.label, zh("期间未明"), en("period not stated"))
    return node


def _mint_comparison(context: Context, comparison: Comparison) -> URIRef:
    return context.draft.claim(
        "comparison", context.nodes[comparison.observation], comparison.scope, decimal(comparison.difference)
    )


def _write_comparison(context: Context, node: URIRef, comparison: Comparison) -> None:
    draft = context.draft
    observation = context.words[context.nodes[comparison.observation]]
    area = context.named[comparison.comparator] if comparison.comparator else context.scope_area(comparison.scope)
    size = _plain(abs(comparison.difference))
    above = comparison.difference >= 0
    words = Words(
        observation.subject_zh,
        observation.subject_en,
        f"{observation.zh} {'高于' if above else '低于'}{comparison.scope}{size}个百分点",
        f"{observation.en}, {size} percentage points {'above' if above else 'below'} {comparison.scope}",
    )
    context.describe(node, comparison, words, HD["Comparison"])
    draft.put(node, HD["compares"], context.nodes[comparison.observation])
    draft.put(node, HD["comparator"], area)
    draft.put(node, HD["scope"], comparison.scope)
    draft.put(node, HD["difference"], decimal(comparison.difference))
    draft.put(node, SDMX_ATTRIBUTE["unitMeasure"], HDU["percentage-point"])


def _mint_completion(context: Context, completion: Completion) -> URIRef:
    return context.draft.claim(
        "completion",
        _target_of(context, completion),
        completion.attainment,
        None if completion.percent is None else decimal(completion.percent),
        completion.period.iso if completion.period else None,
    )


def _write_completion(context: Context, node: URIRef, completion: Completion) -> None:
    draft = context.draft
    of = _target_of(context, completion)
    said = context.words.get(of)
    name_zh, name_en = (said.zh, said.en) if said else context.name(completion.of)
    subject_zh, subject_en = (said.subject_zh, said.subject_en) if said else context.name(context.extraction.county)

    target = draft.claim("target", of)
    draft.put(target, RDF.type, HD["Target"])
    draft.put(target, RDFS.label, zh(f"目标：{name_zh}"), en(f"target: {name_en}"))
    draft.put(target, HD["targetOf"], of)

    share = "" if completion.percent is None else f"{_plain(completion.percent)}%"
    words = Words(
        subject_zh,
        subject_en,
        f"{name_zh} 完成{share}",
        f"{name_en}, {share or completion.attainment.replace('-', ' ')}{' completed' if share else ''}",
    )
    context.describe(node, completion, words, HD["Completion"])
    draft.put(node, HD["completes"], target)
    draft.put(node, HD["attainment"], HDC[f"attainment-{completion.attainment}"])
    if completion.percent is not None:
        draft.put(node, HD["completionPercent"], decimal(completion.percent))
    draft.put(node, SDMX_DIMENSION["refPeriod"], draft.period(completion.period))


def _target_of(context: Context, completion: Completion) -> URIRef:
    """Return what the target was set for: an observation, or an initiative or project."""
    return context.nodes.get(completion.of) or context.named[completion.of]


def _plain(value: Decimal) -> str:
    """Write a decimal without an exponent and without needless zeros."""
    return str(decimal(value)).removesuffix(".0")


OBSERVATION = Family(_mint_observation, _write_observation)
COMPARISON = Family(_mint_comparison, _write_comparison)
COMPLETION = Family(_mint_completion, _write_completion)
