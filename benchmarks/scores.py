"""How well articles are read: a row for each set with a hand-made table, as Markdown.

``python -m benchmarks.scores`` prints it; the sets outside the project are left out where they are not at hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hdkg.extraction import extract
from hdkg.extraction.rules import all_rules
from hdkg.model import LedgerStatus
from hdkg.queries.facts import facts
from hdkg.reading import read
from hdkg.triples import to_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
HEAD = ("set", "articles", "recall", "precision", "F1", "lowest F1", "strict", "outcome F1", "open", "set aside")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its table, and what the article does not say of itself."""

    article: Path
    gold: Path
    county: str = ""
    published: str = ""


def sets(shared: Path) -> Iterator[tuple[str, list[Labelled]]]:
    """Yield the sets that are at hand, by name."""
    tests = ROOT / "tests"
    real = shared / "articles/hengdong-2024-01-12.md"
    if real.is_file():
        yield "the real article", [Labelled(real, real.with_suffix(".gold.jsonl"), "430424", "2024-01-12")]
    ours = "hengdong-2023"
    yield "our restatement", [Labelled(ROOT / f"graph/sources/{ours}.md", tests / f"sources/{ours}.gold.jsonl")]
    meta = shared / "devset/meta.tsv"
    if meta.is_file():
        rows = [line.split("\t")[:3] for line in meta.read_text(encoding="utf-8").splitlines()]
        yield (
            "development set",
            [
                Labelled(shared / f"devset/{name}.txt", shared / f"devset/{name}.jsonl", county, day)
                for name, county, day in rows
            ],
        )
    for title, folder in (("first", "articles"), ("second", "articles/blind"), ("third", "articles/blind2")):
        yield f"{title} measuring set", _beside(tests / folder, tests / folder)
    yield "neighbours' sources", _beside(tests / "sources/neighbours", ROOT / "graph/sources")


def _beside(tables: Path, articles: Path) -> list[Labelled]:
    """Return the tables of a folder with their articles of the same name."""
    found = sorted(tables.glob("*.gold.jsonl"))
    return [Labelled(articles / f"{path.name.removesuffix('.gold.jsonl')}.md", path) for path in found]


def score(one: Labelled, scorer: Path, folder: Path) -> tuple[dict[str, Any], Counter[LedgerStatus]]:
    """Return what the scoring tool says of an article's graph, and how its ledger came out."""
    found = extract(read(one.article, county=one.county, published=one.published))
    table = folder / "facts.jsonl"
    rows = facts(to_graph(found))
    table.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, str(scorer), str(one.gold), str(table), "--source", str(one.article), "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout), Counter(entry.status for entry in found.ledger)


def line(name: str, articles: list[Labelled], scorer: Path) -> str:
    """Return the row of a set: means over its articles, shares over its whole ledger."""
    with tempfile.TemporaryDirectory() as folder:
        told = [score(each, scorer, Path(folder)) for each in articles]
    results, ledger = [result for result, _ in told], sum((states for _, states in told), Counter[LedgerStatus]())

    def mean(key: str) -> str:
        values = [result[key] for result in results if isinstance(result.get(key), float)]
        return f"{sum(values) / len(values):.3f}" if values else ""

    shares = (f"{ledger[state] / ledger.total():.1%}" for state in (LedgerStatus.OPEN, LedgerStatus.SET_ASIDE))
    cells = [mean(key) for key in ("recall", "precision", "f1")]
    cells += [f"{min(result['f1'] for result in results):.3f}", mean("strict_share"), mean("outcome_f1"), *shares]
    return f"| {name} | {len(articles)} | " + " | ".join(cells) + " |"


@click.command()
@click.option("--shared", default=str(ROOT / "../shared"), type=click.Path(path_type=Path), help="The outside sets.")
@click.option("--scorer", type=click.Path(path_type=Path), help="The scoring tool.  [default: that of --shared]")
def main(shared: Path, scorer: Path | None) -> None:
    """Print the table of scores."""
    tool = scorer or shared / "tools/score_facts.py"
    if not tool.is_file():
        raise click.UsageError(f"there is no scoring tool at {tool}; name one with --scorer")
    rules = all_rules()
    examples = sum(len(rule.examples) for rule in rules)
    counters = sum(len(rule.counters) for rule in rules)
    click.echo(f"{len(rules)} rules, {examples} examples, {counters} counter-examples\n")
    click.echo("| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
    for name, articles in sets(shared):
        click.echo(line(name, articles, tool))


if __name__ == "__main__":
    main()
