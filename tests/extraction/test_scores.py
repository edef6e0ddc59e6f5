"""How well articles are read, by the conventions of the flat table; floors stand just below what was reached."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hdkg.extraction import extract
from hdkg.model import LedgerStatus
from hdkg.queries.facts import facts
from hdkg.reading import read
from hdkg.resources import graph_dir
from hdkg.triples import to_graph
from hdkg.validation import validate

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared"
SCORER = SHARED / "tools/score_facts.py"
ARTICLES = ROOT / "tests/articles"

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="the scoring tool is not at hand")

# gold table without its ending, recall and precision at least
FLOORS = (
    ("real", SHARED / "articles/hengdong-2024-01-12", 0.96, 0.95),
    ("ours", ROOT / "tests/sources/hengdong-2023", 0.95, 0.95),
    ("harder", ROOT / "tests/sources/harder/hengdong-2023", 0.70, 0.80),
)
META = SHARED / "devset/meta.tsv"
DEVSET = [line.split("\t")[:3] for line in META.read_text(encoding="utf-8").splitlines()] if META.is_file() else []
TABLES = sorted(ARTICLES.glob("*.gold.jsonl"))


def score(article: Path, gold: Path, folder: Path, county: str = "", published: str = "") -> dict[str, Any]:
    """Build the graph of an article and score its table against the gold one."""
    found = extract(read(article, county=county, published=published))
    graph = to_graph(found)
    assert validate(graph).conforms
    assert all(entry.reason or entry.status is LedgerStatus.OPEN for entry in found.ledger)
    table = folder / "facts.jsonl"
    table.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in facts(graph)), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(gold), str(table), "--source", str(article), "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env={"PYTHONUTF8": "1"})
    result: dict[str, Any] = json.loads(done.stdout)
    right, told = result["spans"].split("/")
    assert right == told, "a quote does not stand at its offsets"
    return result


@pytest.mark.parametrize(("name", "base", "recall", "precision"), FLOORS, ids=[row[0] for row in FLOORS])
def test_hengdong(name: str, base: Path, recall: float, precision: float, tmp_path: Path) -> None:
    article = graph_dir() / "sources/hengdong-2023.md" if name == "ours" else base.with_name(f"{base.name}.md")
    gold = base.with_name(f"{base.name}.gold.jsonl")
    given = {"county": "430424", "published": "2024-01-12"} if name == "real" else {}
    result = score(article, gold, tmp_path, **given)
    assert (result["recall"] >= recall, result["precision"] >= precision) == (True, True), result


def test_articles_of_other_counties(tmp_path: Path) -> None:
    assert len(DEVSET) == 7
    f1 = {}
    for name, county, published in DEVSET:
        gold = SHARED / f"devset/{name}.jsonl"
        f1[name] = score(SHARED / f"devset/{name}.txt", gold, tmp_path, county, published)["f1"]
    assert min(f1.values()) >= 0.85, f1
    assert sum(f1.values()) / len(f1) >= 0.92, f1


def test_invented_articles(tmp_path: Path) -> None:
    assert len(TABLES) == 8
    f1 = {}
    for table in TABLES:
        name = table.name.removesuffix(".gold.jsonl")
        f1[name] = score(ARTICLES / f"{name}.md", table, tmp_path)["f1"]
    assert sum(f1.values()) / len(f1) >= 0.86, f1
