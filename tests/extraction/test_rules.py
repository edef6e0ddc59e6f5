"""Rules carry their own examples and counter-examples, and each of them is run.

An example is read as it says, and not without its rule; a counter-example is read the same with and without the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hdkg.extraction import extract, rules
from hdkg.model import Article, Block, BlockKind, Metadata, Span
from hdkg.queries.facts import facts
from hdkg.triples import to_graph

RULES = rules.all_rules()
CASES = [(rule, example) for rule in RULES for example in rule.examples]
COUNTERS = [(rule, example) for rule in RULES for example in rule.counters]

Row = dict[str, Any]


def read(text: str) -> list[Row]:
    """Return the facts of a sentence about a county."""
    blocks = (Block(BlockKind.BODY, (Span(0, len(text)),)),)
    found = extract(Article(text, blocks, Metadata(county="430424", published="2034-01-12", year=2033)))
    return facts(to_graph(found))


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return a function that leaves a rule out of the cascade."""

    def leave_out(name: str) -> None:
        monkeypatch.setattr(rules, "all_rules", lambda: tuple(rule for rule in RULES if rule.id != name))
        rules.phase.cache_clear()

    yield leave_out
    monkeypatch.undo()
    rules.phase.cache_clear()


def told(row: Row, expected: Row) -> bool:
    return all(row.get(key) == value for key, value in expected.items())


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[rule.id for rule, _ in CASES])
def test_a_rule_reads_its_example(rule: rules.Rule, example: Row, without: Callable[[str], None]) -> None:
    rows = read(example["text"])
    for expected in example["expect"]:
        assert any(told(row, expected) for row in rows), (expected, rows)
    without(rule.id)
    assert read(example["text"]) != rows, "the example is read the same without the rule"


@pytest.mark.parametrize(("rule", "example"), COUNTERS, ids=[rule.id for rule, _ in COUNTERS])
def test_a_rule_leaves_its_counter_example(rule: rules.Rule, example: Row, without: Callable[[str], None]) -> None:
    rows = read(example["text"])
    for expected in example.get("expect", ()):
        assert any(told(row, expected) for row in rows), (expected, rows)
    without(rule.id)
    assert read(example["text"]) == rows, "the rule has its part in how the counter-example is read"


def test_rules_have_names_and_phases_of_the_cascade() -> None:
    assert len(RULES) >= 90
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.phase for rule in RULES} == {"annotate", "figure", "conferral", "thing", "project-list", "project-state", "quotation"}


def test_the_rules_have_examples_of_both_kinds() -> None:
    assert len(CASES) >= 22
    assert len(COUNTERS) >= 22
