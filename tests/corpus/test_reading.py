"""How the extractor reads the corpus, and that every rule left out shows."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import compose
from benchmarks.corpus.score import Score, load_scorer, score
from hdkg.extraction import extract
from hdkg.extraction.rules import all_rules
from hdkg.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SCORER = ROOT / "../shared/tools/score_facts.py"
ARTICLES, SEED = 40, 1
# Just below what was reached.
RECALL, PRECISION, STRICT = 0.96, 0.97, 0.96

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="the scoring tool is not at hand")


def scored(articles: int = ARTICLES) -> Score:
    return score(articles, SEED, load_scorer(SCORER))


@pytest.mark.slow
def test_scores() -> None:
    result = scored()
    total = result.total
    assert total.firm > 800
    assert total.recall >= RECALL, total
    assert total.precision >= PRECISION, total
    assert total.strict_share >= STRICT, total
    assert len(result.failures) >= total.firm - total.hit


FEW = 10


def reads_most(count: int) -> list[str]:
    """Return the rules that read the most claims of a few articles."""
    articles = [compose(SEED, number) for number in range(FEW)]
    found = [extract(read(f"{article.name}.md", text=article.text)) for article in articles]
    used = Counter(claim.rule for each in found for claim in each.claims)
    return [name for name, _ in used.most_common() if name in {rule.id for rule in all_rules()}][:count]


@pytest.mark.slow
def test_leaving_a_rule_out_lowers_the_score(without: Callable[[str], None]) -> None:
    whole = scored(FEW).total
    chosen = reads_most(5)
    assert len(chosen) == 5
    lower = []
    for name in chosen:
        without(name)
        rest = scored(FEW).total
        assert (rest.hit, rest.strict) <= (whole.hit, whole.strict), name
        if rest.f1 * rest.strict_share < whole.f1 * whole.strict_share:
            lower.append(name)
    # Another rule may read the same: most rules' absence shows, not each one's.
    assert len(lower) >= 3, lower


def test_the_command() -> None:
    command = [sys.executable, "-m", "benchmarks.corpus", "score", "--articles", "3", "--scorer", str(SCORER)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True, env={"PYTHONUTF8": "1"})
    assert done.stdout.startswith("recall 0.")
    assert "missed" in done.stdout
