"""Rules carry their own examples and counter-examples, and each of them is run.

An example is read as it says, and otherwise without its rule; a counter-example is read the same with and without it.
What is compared is all that a sentence is read as: its facts, and what the ledger says became of each of its numerals,
quoted names and verbs of conferral.  So a rule that only sets something aside is seen at work too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from hdkg.extraction import extract, rules
from hdkg.model import Article, Block, BlockKind, Metadata, Span
from hdkg.queries.facts import facts
from hdkg.triples import to_graph

if TYPE_CHECKING:
    from collections.abc import Callable

RULES = rules.all_rules()
CASES = [(rule, example) for rule in RULES for example in rule.examples]
COUNTERS = [(rule, example) for rule in RULES for example in rule.counters]

Row = dict[str, Any]


class Reading(NamedTuple):
    """What a sentence is read as: its facts, and words, status and reason of each entry of its ledger."""

    rows: list[Row]
    ledger: list[tuple[str, str, str]]


def read(text: str) -> Reading:
    """Read a sentence about a county."""
    blocks = (Block(BlockKind.BODY, (Span(0, len(text)),)),)
    found = extract(Article(text, blocks, Metadata(county="430424", published="2034-01-12", year=2033)))
    ledger = [(entry.span.of(text), entry.status.value, entry.reason) for entry in found.ledger]
    return Reading(facts(to_graph(found)), ledger)


def told(row: Row, expected: Row) -> bool:
    return all(row.get(key) == value for key, value in expected.items())


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[rule.id for rule, _ in CASES])
def test_a_rule_reads_its_example(rule: rules.Rule, example: Row, without: Callable[[str], None]) -> None:
    reading = read(example["text"])
    for expected in example["expect"]:
        assert any(told(row, expected) for row in reading.rows), (expected, reading.rows)
    without(rule.id)
    assert read(example["text"]) != reading, "the example is read the same without the rule"


@pytest.mark.parametrize(("rule", "example"), COUNTERS, ids=[rule.id for rule, _ in COUNTERS])
def test_a_rule_leaves_its_counter_example(rule: rules.Rule, example: Row, without: Callable[[str], None]) -> None:
    reading = read(example["text"])
    for expected in example["expect"]:
        assert any(told(row, expected) for row in reading.rows), (expected, reading.rows)
    without(rule.id)
    assert read(example["text"]) == reading, "the rule has its part in how the counter-example is read"


def test_rules_have_names_and_phases_of_the_cascade() -> None:
    assert len(RULES) >= 95
    assert len({rule.id for rule in RULES}) == len(RULES)
    phases = {"annotate", "figure", "quotation", "conferral", "thing", "project-list", "project-state"}
    assert {rule.phase for rule in RULES} == phases


def test_every_rule_has_an_example_and_a_counter_example() -> None:
    assert [rule.id for rule in RULES if not rule.examples] == []
    assert [rule.id for rule in RULES if not rule.counters] == []
    assert len(CASES) >= 95
    assert len(COUNTERS) >= 95
