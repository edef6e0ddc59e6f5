"""The catalogues hold what the extractor and the reader need of each concept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from hdkg.resources import county_names

HD = Namespace("https://w3id.org/hdkg/ontology/")
HDI = Namespace("https://w3id.org/hdkg/indicator/")
HDU = Namespace("https://w3id.org/hdkg/unit/")
COUNTY = "青溪县"


def members(ontology: Graph, scheme: URIRef) -> list[URIRef]:
    return sorted(node for node in ontology.subjects(SKOS.inScheme, scheme) if isinstance(node, URIRef))


def forms(ontology: Graph, node: URIRef) -> set[str]:
    both = [*ontology.objects(node, SKOS.prefLabel), *ontology.objects(node, SKOS.altLabel)]
    return {str(form) for form in both if isinstance(form, Literal) and form.language == "zh"}


def test_every_indicator_says_unit_kind_time_and_area(ontology: Graph) -> None:
    indicators = members(ontology, HDI["scheme"])
    assert len(indicators) >= 470
    for node in indicators:
        assert (ontology.value(node, HD["unit"]), SKOS.inScheme, HDU["scheme"]) in ontology, node
        assert (ontology.value(node, HD["policyArea"]), RDF.type, HD["PolicyArea"]) in ontology, node
        assert (ontology.value(node, HD["defaultKind"]), RDF.type, HD["Code"]) in ontology, node
        assert isinstance(ontology.value(node, HD["pointInTime"]).toPython(), bool), node


def test_every_indicator_has_an_example_of_a_county_that_does_not_exist(ontology: Graph) -> None:
    assert COUNTY not in county_names()
    for node in members(ontology, HDI["scheme"]):
        example = str(ontology.value(node, SKOS.example))
        assert COUNTY in example, node
        assert any(form in example for form in forms(ontology, node)), node


def test_the_most_usual_indicators_are_defined_in_both_languages(ontology: Graph) -> None:
    defined = [node for node in members(ontology, HDI["scheme"]) if (node, SKOS.definition, None) in ontology]
    assert len(defined) >= 46
    for node in defined:
        languages = [text.language for text in ontology.objects(node, SKOS.definition) if isinstance(text, Literal)]
        assert sorted(map(str, languages)) == ["en", "zh"], node


def test_a_share_is_in_percent_and_a_stock_is_a_level(ontology: Graph) -> None:
    shares = list(ontology.subjects(HD["defaultKind"], URIRef("https://w3id.org/hdkg/code/kind-share")))
    assert len(shares) > 40
    assert {ontology.value(node, HD["unit"]) for node in shares} <= {HDU["percent"], HDU["per-mille"]}


@pytest.mark.parametrize(
    ("form", "indicator"),
    [
        ("GDP", "gross-regional-product"),
        ("规上工业增加值", "industry-value-added-above-scale"),
        ("固投", "fixed-asset-investment"),
        ("社零总额", "retail-sales"),
        ("一般公共预算收入", "general-budget-revenue"),
        ("地方一般公共预算收入", "local-general-budget-revenue"),
        ("财政总收入", "total-general-budget-revenue"),
        ("税收收入", "tax-revenue"),
        ("税比", "tax-share"),
    ],
)
def test_usual_short_forms_lead_to_their_indicator(ontology: Graph, form: str, indicator: str) -> None:
    assert [node for node in members(ontology, HDI["scheme"]) if form in forms(ontology, node)] == [HDI[indicator]]


def test_units_convert_exactly(ontology: Graph) -> None:
    converted = sorted(ontology.subjects(HD["conversionUnit"]))
    assert len(converted) >= 10
    for node in converted:
        factor = ontology.value(node, HD["conversionFactor"]).toPython()
        assert isinstance(factor, Decimal), node
        assert (ontology.value(node, HD["conversionUnit"]), SKOS.inScheme, HDU["scheme"]) in ontology, node
        divisor = ontology.value(node, HD["conversionDivisor"])
        if divisor is not None:
            assert abs(factor * divisor.toPython() - 1) < Decimal("1e-16"), node
    assert ontology.value(HDU["mu"], HD["conversionDivisor"]).toPython() == 15


def test_a_unit_s_forms_carry_no_scale_word(ontology: Graph) -> None:
    units = members(ontology, HDU["scheme"])
    assert len(units) > 45
    for node in units:
        for form in forms(ontology, node):
            assert form == "百分点" or form[0] not in "万亿百十", (node, form)


def test_every_policy_area_has_words_that_point_to_it(ontology: Graph) -> None:
    areas = members(ontology, URIRef("https://w3id.org/hdkg/policy-area/scheme"))
    assert len(areas) >= 25
    for node in areas:
        assert len(list(ontology.objects(node, SKOS.hiddenLabel))) >= 3, node
