"""A person's decisions change what was read, and only that, wherever their words stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hdkg.corrections import Corrected, apply, decide
from hdkg.corrections.keys import review_keys
from hdkg.corrections.slots import BY_NAME, slots
from hdkg.errors import CorrectionError
from hdkg.model import (
    Action,
    AnyClaim,
    Conferral,
    Correction,
    Entity,
    Extraction,
    LedgerStatus,
    Observation,
    Period,
    Ranking,
    Reach,
    SlotName,
    Span,
)
from hdkg.triples import to_graph
from hdkg.validation import validate

Decide = Callable[..., Corrected]


def key_of(extraction: Extraction, family: type[AnyClaim | Entity], **fields: object) -> str:
    """Return the key of the one thing with these fields."""
    found = [
        key
        for key, thing in review_keys(extraction).items()
        if isinstance(thing, family) and all(getattr(thing, name) == value for name, value in fields.items())
    ]
    assert len(found) == 1, found
    return found[0]


def the(extraction: Extraction, family: type[AnyClaim | Entity], **fields: object) -> AnyClaim | Entity:
    """Return the one thing with these fields."""
    return review_keys(extraction)[key_of(extraction, family, **fields)]


def gdp(extraction: Extraction) -> str:
    """Return the key of the figure that most tests correct."""
    return key_of(extraction, Observation, name="地区生产总值", kind="level")


def redone(extraction: Extraction, corrected: Corrected) -> Corrected:
    """Apply the decisions to what the rules read, as a build does."""
    return apply(extraction, [applied.correction for applied in corrected.extraction.corrections])


def test_a_slot_is_set_and_what_is_told_with_it_follows(extraction: Extraction, decided: Decide) -> None:
    corrected = decided(Action.CORRECT, gdp(extraction), period="2023-01/2023-09", name="工业增加值", value="81")
    found = corrected.extraction
    level = the(found, Observation, name="工业增加值", kind="level")
    growth = the(found, Observation, name="工业增加值", kind="growth")
    rank = the(found, Ranking)
    assert isinstance(level, Observation)
    assert isinstance(growth, Observation)
    assert isinstance(rank, Ranking)
    assert (level.quantity.value, level.quantity.unit) == (Decimal(8100000000), "亿元")
    assert (
        (level.indicator, level.period)
        == (growth.indicator, growth.period)
        == (level.indicator, Period("2023-01", "2023-09"))
    )
    assert level.indicator
    assert (rank.name, rank.period) == ("工业增加值", level.period)
    assert growth.qualifies == level.key
    assert SlotName.PERIOD not in {reading.slot for reading in level.readings}
    assert redone(extraction, corrected) == corrected
    assert validate(to_graph(found)).conforms


def test_nothing_else_changes(extraction: Extraction, decided: Decide) -> None:
    kept = {claim.key: claim for claim in extraction.claims if getattr(claim, "name", "") == "粮食总产量"}
    found = decided(Action.CORRECT, gdp(extraction), value="81").extraction
    assert kept
    assert {claim.key: claim for claim in found.claims if claim.key in kept} == kept
    assert found.entities == extraction.entities
    assert found.ledger == extraction.ledger
    assert apply(extraction, []) == Corrected(extraction)


def test_a_rejected_figure_leaves_its_growth_and_rank_alone(extraction: Extraction, decided: Decide) -> None:
    found = decided(Action.REJECT, gdp(extraction)).extraction
    growth, rank = the(found, Observation, name="地区生产总值"), the(found, Ranking)
    assert (growth.kind, growth.qualifies) == ("growth", "")  # type: ignore[union-attr]
    assert isinstance(rank, Ranking)
    assert rank.ranked in {"", growth.key}
    gone = [entry for entry in found.ledger if entry.reason == "correction"]
    assert [entry.span.of(found.article.text) for entry in gone] == ["80.5亿元"]
    assert {entry.status for entry in gone} == {LedgerStatus.SET_ASIDE}
    assert validate(to_graph(found)).conforms


def test_a_rejected_entity_takes_its_claims_along(extraction: Extraction, decided: Decide) -> None:
    town = key_of(extraction, Entity, name="乔庄镇")
    found = decided(Action.REJECT, town).extraction
    assert not any(isinstance(claim, Conferral) for claim in found.claims)
    assert len(found.claims) == len(extraction.claims) - 1
    assert validate(to_graph(found)).conforms


def test_the_county_under_review_stays(extraction: Extraction) -> None:
    start = extraction.article.text.index("青川县")
    named = tuple(
        replace(entity, spans=(Span(start, start + 3),)) if entity.key == extraction.county else entity
        for entity in extraction.entities
    )
    with pytest.raises(CorrectionError, match="the county under review cannot be rejected"):
        decide(
            Corrected(replace(extraction, entities=named)),
            Action.REJECT,
            f"entity@{start}-{start + 3}",
            who="李四",
            when="2024-05-01",
            why="试",
        )


def test_an_open_entry_is_set_aside(extraction: Extraction, decided: Decide) -> None:
    (entry,) = [each for each in extraction.ledger if each.status is LedgerStatus.OPEN]
    key = f"{entry.kind}@{entry.span.start}-{entry.span.end}"
    assert entry.span.of(extraction.article.text) == "“明白人”"
    found = decided(Action.ACCEPT, key).extraction
    assert [each.reason for each in found.ledger if each.span == entry.span] == ["correction"]
    with pytest.raises(CorrectionError, match="is open"):
        decided(Action.ACCEPT, key)
    with pytest.raises(CorrectionError, match="can only be accepted"):
        decided(Action.REJECT, key)


def test_what_is_missing_is_added_with_entities_of_its_own(extraction: Extraction, decided: Decide) -> None:
    text = extraction.article.text
    start = text.index("“明白人”")
    decided(Action.ADD, f"entity@{start}-{start + 5}", kind="Programme", name="“明白人”")
    decided(Action.ADD, f"conferral@{start}-{start + 5}", recipient="“明白人”", honour="省级样板", level="provincial")
    corrected = decided(
        Action.ADD, f"observation@{start}-{start + 5}", name="工程", value="3", unit="个", subject="乔庄镇"
    )
    found = corrected.extraction
    honour = the(found, Conferral, honour="省级样板")
    figure = the(found, Observation, name="工程")
    assert isinstance(honour, Conferral)
    assert isinstance(figure, Observation)
    assert (honour.reach, honour.rule) == (Reach.PROVINCIAL, "correction")
    assert (figure.quantity.value, figure.written_name) == (Decimal(3), "工程")
    assert not [entry for entry in found.ledger if entry.status is LedgerStatus.OPEN], "the added words are used"
    assert redone(extraction, corrected) == corrected
    assert validate(to_graph(found)).conforms


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"colour": "red"}, "“colour” is no slot of observation"),
        ({"value": "many"}, "“many” is no figure"),
        ({"period": "2023-13"}, "“2023-13” is no period"),
        ({"period": "2023/2022"}, "“2023/2022” is no period"),
        ({"subject": "无名镇"}, "the article names no “无名镇”"),
        ({"kind": "sum"}, "“sum” is none of the values"),
        ({"qualifies": "observation@1-2"}, "nothing is read at “observation@1-2”"),
        ({"policy_area": "sport"}, "“sport” is no policy area"),
    ],
)
def test_a_wrong_value_is_named_and_changes_nothing(
    told: dict[str, str], message: str, extraction: Extraction, decided: Decide
) -> None:
    with pytest.raises(CorrectionError) as caught:
        decided(Action.CORRECT, gdp(extraction), **told)
    assert message in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("key", ["observation", "observation@5", "fact@1-2", "observation@9-3", "observation@1-99999"])
def test_what_is_no_key_is_named(key: str, decided: Decide) -> None:
    with pytest.raises(CorrectionError, match=key):
        decided(Action.ACCEPT, key)


def test_words_that_moved_are_found_if_they_stand_once(
    extraction: Extraction, decided: Decide, read_of: Callable[[str], Extraction]
) -> None:
    corrected = decided(Action.CORRECT, gdp(extraction), period="2023-01/2023-09")
    correction = corrected.extraction.corrections[0].correction
    moved = read_of(extraction.article.text.replace("# 青川县这一年\n", "# 青川县这一年\n\n县里的事很多。\n"))
    result = apply(moved, [correction])
    assert result.misfits == ()
    (applied,) = result.extraction.corrections
    assert applied.span.start > correction.span.start
    assert applied.span.of(moved.article.text) == correction.words


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text.replace("80.5", "88.8"), "stand nowhere in the article"),
        (
            lambda text: text.replace("# 青川县这一年\n", "# 青川县这一年\n\n{words}。\n\n{words}。\n"),
            "stand at 3 places",
        ),
    ],
)
def test_a_correction_that_does_not_fit_is_reported(
    change: Callable[[str], str],
    why: str,
    extraction: Extraction,
    decided: Decide,
    read_of: Callable[[str], Extraction],
) -> None:
    corrected = decided(Action.CORRECT, gdp(extraction), value="81")
    correction = corrected.extraction.corrections[0].correction
    other = read_of(change(extraction.article.text).replace("{words}", correction.words))
    result = apply(other, [correction])
    assert [misfit.correction for misfit in result.misfits] == [correction]
    assert why in result.misfits[0].why
    assert result.extraction == other


def test_a_figure_that_is_no_longer_read_is_a_misfit(extraction: Extraction, decided: Decide) -> None:
    correction = decided(Action.CORRECT, gdp(extraction), value="81").extraction.corrections[0].correction
    blind = replace(extraction, claims=())
    assert "is read there any more" in apply(blind, [correction]).misfits[0].why


@pytest.mark.parametrize("action", [Action.ACCEPT, Action.REJECT])
def test_what_is_now_read_otherwise_is_neither_accepted_nor_rejected(
    action: Action, extraction: Extraction, decided: Decide
) -> None:
    correction = decided(action, gdp(extraction)).extraction.corrections[0].correction
    figure = the(extraction, Observation, name="地区生产总值", kind="level")
    assert isinstance(figure, Observation)
    better = replace(figure, name="生产总值预计数", indicator="")
    claims = tuple(better if claim is figure else claim for claim in extraction.claims)
    result = apply(replace(extraction, claims=claims), [correction])
    assert [misfit.why for misfit in result.misfits] == ["what is read there now is not what it describes"]
    assert result.extraction.claims == claims


def test_of_several_on_the_same_words_the_one_that_was_meant(extraction: Extraction) -> None:
    first = the(extraction, Observation, name="地区生产总值", kind="level")
    assert isinstance(first, Observation)
    twin = replace(first, key="twin", name="财政收入", indicator="", written_name="财政收入")
    double = replace(extraction, claims=(*extraction.claims, twin))
    words = first.spans[0].of(extraction.article.text)
    said = (("name", "财政收入"), ("kind", "level"), ("value", "80.5"), ("unit", "亿元"))
    meant = Correction(Action.REJECT, "observation", first.spans[0], words, "李四", "2024-05-01", "误读", was=said)
    assert {claim.key for claim in double.claims} - {
        claim.key for claim in apply(double, [meant]).extraction.claims
    } == {"twin"}
    unclear = replace(meant, was=())
    assert "it does not say which" in apply(double, [unclear]).misfits[0].why


NAMES = sorted({name for kind in BY_NAME.values() for name in slots(kind)})
WHATS = [*sorted(BY_NAME), "numeral", "quoted-name"]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_corrections_leave_a_graph_or_a_report(data: st.DataObject, extraction: Extraction) -> None:
    text = extraction.article.text
    things = list(review_keys(extraction).values())
    corrections = []
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.sampled_from([thing.spans[0].start for thing in things]))
        end = data.draw(st.sampled_from([thing.spans[0].end for thing in things if thing.spans[0].end > start]))
        told = data.draw(
            st.dictionaries(
                st.sampled_from(NAMES),
                st.sampled_from(["", "1", "2023", "青川县", "Town", "level", "x", "全市"]),
                max_size=4,
            )
        )
        action, what = data.draw(st.sampled_from(list(Action))), data.draw(st.sampled_from(WHATS))
        corrections.append(
            Correction(action, what, Span(start, end), text[start:end], "李四", "2024-05-01", "试", tuple(told.items()))
        )
    result = apply(extraction, corrections)
    assert len(result.misfits) + len(result.extraction.corrections) == len(corrections)
    keys = {thing.key for thing in (*result.extraction.entities, *result.extraction.claims)}
    assert all(
        applied.key in keys | {""} or applied.correction.action is not Action.REJECT
        for applied in result.extraction.corrections
    )
    to_graph(result.extraction)
    assert result == apply(extraction, corrections)
