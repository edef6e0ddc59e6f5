"""Names become IRIs: legal whatever the name holds, the same for the same name, different for different ones."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hdkg import iris
from hdkg.model import EntityKind, Period, Span

HOSTILE = (
    "带 空 格",
    "<script>alert(1)</script>",
    'he said "no" \\ {|}^`',
    "\x00\x01\x1f\x7f\u2028\ufeff",
    "🎉🎉",
    "很长的名字" * 500,
    "",
    "“”",
    "ß İ ﬁ",
    "../../etc/passwd",
    "%2F?#@:",
    "ＡＢＣ　１２３",
)
LEGAL = r"https://w3id\.org/hdkg/id/[A-Za-z0-9/._-]+"


def legal(iri: str) -> bool:
    return re.fullmatch(LEGAL, iri) is not None and "//" not in iri.removeprefix("https://")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_give_short_legal_iris(name: str) -> None:
    for kind in EntityKind:
        iri = iris.entity_iri(kind, name, "430424")
        assert legal(iri)
        assert len(iri) < 120
    assert legal(iris.concept_iri("honour", name))
    assert legal(iris.claim_iri("ranking", "ab" * 32, name))


def test_there_are_hostile_names_and_every_kind_has_a_family() -> None:
    assert len(HOSTILE) == 12
    families = {iris.entity_iri(kind, "甲", "430424").split("/")[5] for kind in EntityKind}
    assert families == {
        "place",
        "organisation",
        "initiative",
        "project",
        "event",
        "work",
        "person",
        "industry",
        "topic",
    }


@given(st.text())
@example("“")
def test_any_name_gives_a_legal_iri_and_always_the_same(name: str) -> None:
    iri = iris.entity_iri(EntityKind.SITE, name, "430424")
    assert legal(iri)
    assert iri == iris.entity_iri(EntityKind.SITE, name, "430424")


@given(st.text(), st.text())
@example("李花村", "梨花村")
@example("A", "a")
def test_names_share_an_iri_only_if_they_are_one_name(one: str, other: str) -> None:
    same = iris.normalised(one) == iris.normalised(other)
    assert (iris.concept_iri("honour", one) == iris.concept_iri("honour", other)) is same


@given(st.text())
def test_quotation_marks_and_width_make_no_other_name(name: str) -> None:
    plain = iris.normalised(name)
    if any(character.isalnum() for character in plain):
        assert iris.normalised(f"“{plain}” ") == plain
    assert iris.normalised(plain) == plain


def test_family_and_county_tell_names_apart() -> None:
    names = {
        iris.entity_iri(EntityKind.PROJECT, "甲", "430424"),
        iris.entity_iri(EntityKind.EVENT, "甲", "430424"),
        iris.entity_iri(EntityKind.EVENT, "甲", "430421"),
        iris.entity_iri(EntityKind.VILLAGE, "甲", "430424"),
        iris.entity_iri(EntityKind.VILLAGE, "甲", "430424", place="乙镇"),
    }
    assert len(names) == 5
    assert len({name[-6:] for name in names}) == 4  # the county stands in the path alone


def test_media_belong_to_no_county() -> None:
    iri = iris.entity_iri(EntityKind.MEDIA_OUTLET, "《某日报》", "430424")
    assert iri == iris.entity_iri(EntityKind.MEDIA_OUTLET, "某日报", "430421")
    assert "/organisation/cn/" in iri


def test_a_code_that_is_none_is_not_used() -> None:
    assert "/division/" not in iris.entity_iri(EntityKind.TOWN, "甲镇", "430424", code="4304 24")
    assert "/division/" not in iris.entity_iri(EntityKind.ENTERPRISE, "甲厂", "430424", code="430424")


def test_slugs_are_pinned() -> None:
    """pypinyin's dictionaries decide these; another version may not change them unseen."""
    written = {"衡阳市": "hengyangshi", "长沙县": "changshaxian", "重庆市": "chongqingshi", "吕梁市": "lvliangshi"}
    assert {name: iris.slug(name) for name in written} == written


def test_periods_and_spans() -> None:
    assert iris.period_iri(Period("2016", "2020")).endswith("/period/2016_2020")
    assert iris.span_iri("0" * 64, Span(0, 3)).endswith("/source/0000000000000000/span/0-3")


def test_parts_of_a_claim_are_kept_apart() -> None:
    assert iris.claim_iri("ranking", "0" * 64, "ab", "c") != iris.claim_iri("ranking", "0" * 64, "a", "bc")
