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

# gold table without its ending; recall, precision, strict share and F1 of the edges to results at least
FLOORS = (
    ("real", SHARED / "articles/hengdong-2024-01-12", (0.98, 0.97, 0.95, 0.95)),
    ("ours", ROOT / "tests/sources/hengdong-2023", (0.98, 0.97, 0.95, 0.90)),
    ("harder", ROOT / "tests/sources/harder/hengdong-2023", (0.70, 0.83, 0.85, 0.0)),
)
# measuring sets of invented facts: folder, articles, mean F1 and mean strict share at least
SETS = (("", 8, 0.93, 0.87), ("blind", 10, 0.83, 0.80), ("blind2", 8, 0.94, 0.90))
META = SHARED / "devset/meta.tsv"
DEVSET = [line.split("\t")[:3] for line in META.read_text(encoding="utf-8").splitlines()] if META.is_file() else []


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


@pytest.mark.parametrize(("name", "base", "floors"), FLOORS, ids=[row[0] for row in FLOORS])
def test_hengdong(name: str, base: Path, floors: tuple[float, ...], tmp_path: Path) -> None:
    article = graph_dir() / "sources/hengdong-2023.md" if name == "ours" else base.with_name(f"{base.name}.md")
    gold = base.with_name(f"{base.name}.gold.jsonl")
    given = {"county": "430424", "published": "2024-01-12"} if name == "real" else {}
    result = score(article, gold, tmp_path, **given)
    reached = [result[key] for key in ("recall", "precision", "strict_share", "outcome_f1")]
    assert all(got >= floor for got, floor in zip(reached, floors, strict=True)), result


def test_articles_of_other_counties(tmp_path: Path) -> None:
    assert len(DEVSET) == 7
    results = {
        name: score(SHARED / f"devset/{name}.txt", SHARED / f"devset/{name}.jsonl", tmp_path, county, published)
        for name, county, published in DEVSET
    }
    f1 = {name: result["f1"] for name, result in results.items()}
    assert min(f1.values()) >= 0.88, f1
    assert sum(f1.values()) / len(f1) >= 0.93, f1
    assert sum(result["strict_share"] for result in results.values()) / len(results) >= 0.90


@pytest.mark.parametrize(("folder", "count", "f1", "strict"), SETS, ids=[row[0] or "first" for row in SETS])
def test_measuring_sets(folder: str, count: int, f1: float, strict: float, tmp_path: Path) -> None:
    tables = sorted((ARTICLES / folder).glob("*.gold.jsonl"))
    assert len(tables) == count
    names = {table: table.name.removesuffix(".gold.jsonl") for table in tables}
    results = [score(table.with_name(f"{names[table]}.md"), table, tmp_path) for table in tables]
    assert sum(result["f1"] for result in results) / count >= f1, results
    assert sum(result["strict_share"] for result in results) / count >= strict, results
