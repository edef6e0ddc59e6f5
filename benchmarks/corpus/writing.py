"""Write a corpus: an article and its gold table side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.corpus.article import compose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.corpus.article import Composed


def corpus(articles: int, seed: int, characters: int = 0) -> Iterator[Composed]:
    """Yield the articles of a corpus, one after the other.

    Examples
    --------
    >>> [article.name.split("-")[0] for article in corpus(3, 1)]
    ['newspaper', 'report', 'bulletin']
    """
    for number in range(articles):
        yield compose(seed, number, characters)


def table(article: Composed) -> str:
    """Return an article's gold table as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in article.rows)


def write(folder: Path, articles: int, seed: int, characters: int = 0) -> int:
    """Write a corpus as ``NAME.md`` and ``NAME.gold.jsonl``, and return how many facts it has.

    Parameters
    ----------
    folder
        Where to; it is made where it does not exist.
    articles
        How many.
    seed
        The same seed gives the same bytes.
    characters
        How long each is at least; see `compose`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    facts = 0
    for article in corpus(articles, seed, characters):
        (folder / f"{article.name}.md").write_text(article.text, encoding="utf-8", newline="\n")
        (folder / f"{article.name}.gold.jsonl").write_text(table(article), encoding="utf-8", newline="\n")
        facts += len(article.rows)
    return facts
