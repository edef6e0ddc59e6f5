"""How fast articles are read, and how time and memory grow with their length, as Markdown.

``python -m benchmarks.extraction`` compares, in one run, reading an article's text with cutting the same text into
words by jieba, the segmenter that most Chinese pipelines begin with; both are processor time, the best of several
turns that take each other's place.
"""

from __future__ import annotations

import logging
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.corpus import compose
from hdkg.extraction import extract
from hdkg.model import Article
from hdkg.reading import read
from hdkg.reading.blocks import blocks
from hdkg.resources import graph_dir

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = graph_dir() / "sources"
REPORTS = sorted((Path(__file__).parent.parent / "tests/articles").glob("*-20*.md"))
SEED, COMPOSED = 5, 20
MEGABYTE = 1_000_000


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that one call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def articles() -> dict[str, list[Article]]:
    """Return the articles to read, by what they are: prose, reports that are little but figures, and a mix."""
    composed = [compose(SEED, number) for number in range(COMPOSED)]
    return {
        "our restatement of a county's review": [read(SOURCES / "hengdong-2023.md")],
        f"{len(REPORTS)} restated reports and bulletins": [read(path) for path in REPORTS],
        f"{COMPOSED} composed articles": [read(f"{each.name}.md", text=each.text) for each in composed],
    }


def beside_jieba(articles: list[Article], turns: int) -> tuple[int, float, float]:
    """Return the characters of some articles, and the least seconds of reading them and of segmenting them."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    totals = [0.0, 0.0]
    for article in articles:
        tasks = (lambda article=article: extract(article), lambda text=article.text: list(jieba.cut(text)))
        for task in tasks:
            task()  # compiles rules, loads dictionaries
        times = [[seconds(task) for task in tasks] for _ in range(turns)]
        for column in (0, 1):
            totals[column] += min(row[column] for row in times)
    return sum(len(article.text) for article in articles), totals[0], totals[1]


def long_article(size: int) -> Article:
    """Return an article of about `size` bytes of UTF-8, put together from composed ones."""
    whole = read(SOURCES / "hengdong-2023.md")
    parts: list[str] = []
    number = total = 0
    while total < size:
        parts.append(compose(1, number).text.split("---\n", 2)[-1])
        total += len(parts[-1].encode())
        number += 1
    text = "\n\n".join(parts)
    return Article(text, blocks(text), whole.metadata, whole.name)


def growth(sizes: tuple[int, ...]) -> list[tuple[int, float, float, int]]:
    """Return size in bytes, seconds, peak memory as a multiple of the size, and claims, for each length."""
    rows = []
    for size in sizes:
        article = long_article(size)
        spent = seconds(lambda article=article: extract(article))  # type: ignore[misc]
        tracemalloc.start()
        found = extract(article)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        length = len(article.text.encode())
        rows.append((length, spent, peak / length, len(found.claims)))
    return rows


@click.command()
@click.option("--turns", default=15, show_default=True, type=click.IntRange(1))
@click.option("--largest", default=1.0, show_default=True, help="Megabytes of the longest text.")
def main(turns: int, largest: float) -> None:
    """Print the ratio to jieba and the growth with length."""
    click.echo("| text | characters | hdkg extraction | jieba segmentation | ratio |\n|---|---|---|---|---|")
    for name, texts in articles().items():
        characters, ours, theirs = beside_jieba(texts, turns)
        click.echo(f"| {name} | {characters} | {ours * 1000:.1f} ms | {theirs * 1000:.1f} ms | {ours / theirs:.1f} |")
    click.echo("")
    click.echo("| bytes | seconds | microseconds a byte | peak memory / text | claims |\n|---|---|---|---|---|")
    sizes = tuple(int(largest * MEGABYTE / 4**step) for step in (3, 2, 1, 0))
    for length, spent, multiple, claims in growth(sizes):
        click.echo(f"| {length} | {spent:.2f} | {spent / length * 1e6:.1f} | {multiple:.1f} | {claims} |")


if __name__ == "__main__":
    main()
