"""How the extractor reads a corpus: recall and strict share of each pattern, and the failures to be read."""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.corpus.writing import corpus
from hdkg.extraction import extract
from hdkg.queries.facts import facts
from hdkg.reading import read
from hdkg.triples import to_graph

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from benchmarks.corpus.article import Composed

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """A fact that was missed or read wrong, or one that the text does not state.

    Attributes
    ----------
    pattern
        The widest pattern that the fact is said by; for a row that no fact answers, that of the sentence.
    what
        ``missed``, ``wrong`` or ``extra``.
    article, sentence
        Where.
    detail
        The gold row, what is wrong about it, or the row that should not be there.
    """

    pattern: str
    what: str
    article: str
    sentence: str
    detail: str


@dataclass(slots=True)
class Tally:
    """The counts of a corpus, or of one pattern in it.

    Attributes
    ----------
    firm, hit
        Gold facts without a doubt, and those of them that were found.
    paired, strict
        Facts found, and those of them that are right in every attribute.
    counted, right
        Rows that the extractor states, of the kinds that precision counts, and those of them that answer a gold fact.
    """

    firm: int = 0
    hit: int = 0
    paired: int = 0
    strict: int = 0
    counted: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Share of the gold facts that were found."""
        return self.hit / max(1, self.firm)

    @property
    def precision(self) -> float:
        """Share of the stated rows that answer a gold fact."""
        return self.right / max(1, self.counted)

    @property
    def strict_share(self) -> float:
        """Share of the facts found that are right in every attribute."""
        return self.strict / max(1, self.paired)

    @property
    def f1(self) -> float:
        """Harmonic mean of recall and precision."""
        return 2 * self.recall * self.precision / max(1e-9, self.recall + self.precision)


@dataclass(slots=True)
class Score:
    """The scores of a corpus.

    Attributes
    ----------
    total
        Over all articles.
    patterns
        By the pattern's id; a fact that several patterns say counts for each.
    failures
        In the order of the articles.
    """

    total: Tally = field(default_factory=Tally)
    patterns: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    failures: list[Failure] = field(default_factory=list)


def load_scorer(path: Path) -> ModuleType:
    """Load the tool that scores tables of facts."""
    spec = importlib.util.spec_from_file_location("score_facts", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(article: Composed) -> list[Row]:
    """Return what the program reads in an article, through its graph."""
    found = extract(read(f"{article.name}.md", text=article.text))
    rows = json.loads(json.dumps(list(facts(to_graph(found))), ensure_ascii=False))
    return list(rows)


def score(articles: int, seed: int, scorer: ModuleType) -> Score:
    """Score the extractor on a corpus.

    Parameters
    ----------
    articles, seed
        The corpus.
    scorer
        The tool, loaded.
    """
    result = Score()
    for article in corpus(articles, seed):
        _score_article(article, scorer, result)
    return result


def _score_article(article: Composed, scorer: ModuleType, result: Score) -> None:
    gold: list[Row] = [dict(row) for row in article.rows]
    seen = table(article)
    _, pairs = scorer.report(gold, seen)
    answers = dict(pairs)
    for number, row in enumerate(gold):
        wrong = scorer.faults(row, seen[answers[number]]) if number in answers else {}
        names = [str(each) for each in row["patterns"]] or ["opening"]
        for tally in (result.total, *(result.patterns[name] for name in dict.fromkeys(names))):
            tally.firm += not row.get("doubtful")
            tally.hit += number in answers and not row.get("doubtful")
            tally.paired += number in answers
            tally.strict += number in answers and not wrong
        if number not in answers and not row.get("doubtful"):
            _fail(result, article, names[-1], "missed", row=row, detail=_told(row))
        elif wrong:
            reading = seen[answers[number]]
            _fail(result, article, names[-1], "wrong", row=row, detail=f"{_told(row)} {wrong} <- {reading.get('name')}")
    used = {place for _, place in pairs}
    for place, row in enumerate(seen):
        if scorer.counted(row):
            result.total.counted += 1
            result.total.right += place in used
            if place not in used:
                _fail(result, article, _nearest(gold, row), "extra", row=row, detail=_told(row))


def _fail(result: Score, article: Composed, pattern: str, what: str, *, row: Row, detail: str) -> None:
    sentence = _sentence(article.text, int(row["start"]), int(row["end"]))
    result.failures.append(Failure(pattern, what, article.name, sentence, detail))


def _nearest(gold: list[Row], row: Row) -> str:
    """Return the pattern of the gold fact whose words overlap a row's, or ``prose``."""
    for each in gold:
        if int(each["start"]) < int(row["end"]) and int(row["start"]) < int(each["end"]) and each["patterns"]:
            return str(each["patterns"][-1])
    return "prose"


def _told(row: Row) -> str:
    """Return a row in short."""
    keys = (
        "kind",
        "subject",
        "name",
        "value",
        "unit",
        "period",
        "growth_pct",
        "rank",
        "rank_scope",
        "level",
        "ordinal",
    )
    return " ".join(str(row[key]) for key in keys if row.get(key) not in (None, ""))


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence that holds a passage, in one line."""
    first = max(text.rfind(mark, 0, start) for mark in "。\n") + 1
    last = min((at for mark in "。\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[first : last + 1].strip().replace("\n", " ")
