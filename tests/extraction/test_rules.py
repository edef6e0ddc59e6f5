"""Rules carry their own examples and counter-examples, and each of them is run."""

from __future__ import annotations

from typing import Any

import pytest

from hdkg.extraction import extract
from hdkg.extraction.rules import Rule, all_rules
from hdkg.model import Article, Block, BlockKind, Conferral, Metadata, Span

WITH_EXAMPLES = [rule for rule in all_rules() if rule.examples]
CASES = [(rule, example) for rule in WITH_EXAMPLES for example in rule.examples]
COUNTERS = [(rule, example) for rule in WITH_EXAMPLES for example in rule.counters]


def conferrals(text: str) -> list[tuple[str, str, str]]:
    """Return rule, recipient and title of the honours read in a sentence about a county."""
    blocks = (Block(BlockKind.BODY, (Span(0, len(text)),)),)
    found = extract(Article(text, blocks, Metadata(county="430424", published="2034-01-12", year=2033)))
    names = {entity.key: entity.name for entity in found.entities}
    return [(c.rule, names[c.recipient], c.honour) for c in found.claims if isinstance(c, Conferral)]


def test_every_conferral_rule_has_examples_of_both_kinds() -> None:
    rules = [rule for rule in all_rules() if rule.phase == "conferral"]
    assert len(rules) == len(WITH_EXAMPLES) == 9
    assert len(CASES) >= 9
    assert len(COUNTERS) >= 9


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[rule.id for rule, _ in CASES])
def test_a_rule_reads_its_example(rule: Rule, example: dict[str, Any]) -> None:
    told = [row for row in conferrals(example["text"]) if row[0] == rule.id]
    assert len(told) == len(example["expect"]), told
    for row, expected in zip(told, example["expect"], strict=True):
        assert expected.get("name", row[2]) == row[2]
        assert row[1].endswith(expected.get("subject", ""))


@pytest.mark.parametrize(("rule", "example"), COUNTERS, ids=[rule.id for rule, _ in COUNTERS])
def test_a_rule_leaves_its_counter_example(rule: Rule, example: dict[str, Any]) -> None:
    assert [row for row in conferrals(example["text"]) if row[0] == rule.id] == []


def test_rules_have_names_and_phases_of_the_cascade() -> None:
    rules = all_rules()
    assert len(rules) >= 60
    assert len({rule.id for rule in rules}) == len(rules)
    assert {rule.phase for rule in rules} == {"annotate", "figure", "conferral"}
