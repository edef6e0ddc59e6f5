"""The command: write a corpus, or score the extractor on one."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import click

from benchmarks.corpus.writing import write


@click.group(invoke_without_command=True)
@click.option("--articles", default=100, show_default=True, type=click.IntRange(1), help="How many.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option(
    "--characters", default=0, type=click.IntRange(0), help="How long each is at least.  [default: as it comes]"
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@click.pass_context
def main(context: click.Context, articles: int, seed: int, characters: int, out: Path | None) -> None:
    """Write articles of fictional content about real counties, each with its table of facts."""
    if context.invoked_subcommand is None:
        if out is None:
            raise click.UsageError("name a folder with --out")
        click.echo(f"{articles} articles, {write(out, articles, seed, characters)} facts: {out}")


@main.command()
@click.option("--articles", default=200, show_default=True, type=click.IntRange(1), help="How many.")
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--failures", default=3, show_default=True, type=click.IntRange(0), help="To list of each pattern and kind."
)
@click.option(
    "--scorer",
    default="../shared/tools/score_facts.py",
    show_default=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def score(articles: int, seed: int, failures: int, scorer: Path) -> None:
    """Score the extractor on a corpus, pattern by pattern, and list what it gets wrong."""
    from benchmarks.corpus.score import Failure, load_scorer
    from benchmarks.corpus.score import score as scored

    result = scored(articles, seed, load_scorer(scorer))
    total = result.total
    click.echo(f"recall {total.recall:.4f}  precision {total.precision:.4f}  f1 {total.f1:.4f}")
    click.echo(f"strict {total.strict_share:.4f} of {total.paired} found")
    grouped: dict[tuple[str, str], list[Failure]] = defaultdict(list)
    for failure in result.failures:
        grouped[failure.pattern, failure.what].append(failure)
    click.echo("pattern  facts  recall  strict  missed  wrong  extra")
    names = {*result.patterns, *(name for name, _ in grouped)}
    for name in sorted(names, key=lambda each: (result.patterns[each].recall, each)):
        tally = result.patterns[name]
        counts = "  ".join(f"{len(grouped.get((name, what), [])):5}" for what in ("missed", "wrong", "extra"))
        click.echo(f"{name:8} {tally.firm:5}  {tally.recall:6.3f}  {tally.strict_share:6.3f}  {counts}")
    for (name, what), some in sorted(grouped.items(), key=lambda entry: -len(entry[1])):
        if failures:
            click.echo(f"\n{name} {what}: {len(some)}")
        for failure in some[:failures]:
            click.echo(f"  {failure.sentence}\n    {failure.detail}  [{failure.article}]")


if __name__ == "__main__":
    main()
