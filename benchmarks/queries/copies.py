"""Any number of counties' graphs out of some articles that were really built.

Building ten thousand articles would take hours.  So some are composed and built, with what follows from each, and every
further county-year is one of them under other names: the county's code, its names and those of its city and province,
the years, the source's hash, and with these the IRIs, labels, periods and quotes.  Which kinds of things there are, how
many, how they hang together and which words they share stays as it was.  Figures are moved by up to a fifth, the same
way every time; a figure's digits as written move with it.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from benchmarks.corpus.article import compose
from benchmarks.corpus.scene import county_year
from hdkg import iris
from hdkg.extraction import extract
from hdkg.reading import read
from hdkg.resources.divisions import Division, DivisionLevel, current_divisions, parents
from hdkg.store import open_store
from hdkg.triples import to_triples, turtle
from hdkg.triples.entities import english_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

HD = "https://w3id.org/hdkg/ontology/"
WRITTEN = f"{HD}writtenValue"
VALUE = "http://purl.org/linked-data/sdmx/2009/measure#obsValue"
# What states a figure: the cube's value, and the plain properties of it that follow.
FIGURES = frozenset({VALUE, f"{HD}level", f"{HD}share", f"{HD}growthRate"})
YEAR = r"(?<![0-9a-f.])(?:19|20)\d\d(?![0-9a-f.])"
PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
FIRST_YEAR, YEARS = 2014, 10  # of each county, as the whole country's graph would have them

Mark = tuple[str, str]
"""What stands in a place that copies fill: its kind, and what the original has there."""


@dataclass(frozen=True, slots=True)
class Original:
    """A graph that was built, taken apart where a copy differs.

    Attributes
    ----------
    county, year
        What it is of.
    pieces
        Its N-Triples: text that stays, and marks.
    written
        Each value, as the digits that are written for it.
    triples
        How many there are.
    """

    county: Division
    year: int
    pieces: tuple[str | Mark, ...]
    written: Mapping[str, Decimal]
    triples: int


def originals(folder: Path, articles: int, seed: int) -> list[Original]:
    """Compose articles, build them, and take their graphs apart.

    Parameters
    ----------
    folder
        For the files that are made on the way.
    articles
        How many.
    seed
        Of the corpus.
    """
    return [_original(folder, number, seed) for number in range(articles)]


def county_years(seed: int) -> Iterator[tuple[Division, int]]:
    """Yield today's counties that lie in a city, in an order of their own, each with ten years.

    Examples
    --------
    >>> [year for _, year in county_years(1)][8:11]
    [2022, 2023, 2014]
    """
    every = [each for each in current_divisions() if each.level == DivisionLevel.COUNTY and len(parents(each.code)) > 1]
    random.Random(seed).shuffle(every)
    for county in every:
        yield from ((county, FIRST_YEAR + number) for number in range(YEARS))


def graphs(sources: Sequence[Original], seed: int) -> Iterator[tuple[str, int]]:
    """Yield the graphs of county-years as N-Triples, one after another, with how many triples each has."""
    for number, (county, year) in enumerate(county_years(seed)):
        source = random.Random(f"{seed}/{number}").choice(sources)
        yield renamed(source, county, year, f"{seed}/{number}"), source.triples


def renamed(source: Original, county: Division, year: int, salt: str) -> str:
    """Return an original as the graph of another county and year, in N-Triples.

    Parameters
    ----------
    source
        What is copied.
    county, year
        What the copy is of.
    salt
        Tells the copies apart, and decides how their figures move.
    """
    names = _names(source.county, county)
    digest = hashlib.sha256(salt.encode()).hexdigest()[:16]
    moved = {value: _moved(value, written, salt) for value, written in source.written.items()}
    put: dict[Mark, str] = {}
    for mark in {piece for piece in source.pieces if isinstance(piece, tuple)}:
        kind, said = mark
        if kind == "year":
            put[mark] = str(int(said) - source.year + year)
        elif kind == "hash":
            put[mark] = digest
        elif kind == "value":
            put[mark] = f"{moved[said]:f}"
        elif kind == "written":
            value, digits = said.split()
            put[mark] = f"{Decimal(digits) * moved[value] / Decimal(value):f}"
        else:
            put[mark] = names[said]
    return "".join([piece if isinstance(piece, str) else put[piece] for piece in source.pieces])


def _moved(value: str, written: Decimal, salt: str) -> Decimal:
    """Return a value moved by up to a fifth, to as many digits as are written."""
    dice = random.Random(f"{salt}/{value}")
    other = (written * Decimal(dice.randint(80, 120)) / 100).quantize(Decimal(1).scaleb(written.as_tuple().exponent))
    return Decimal(value) * other / written if other else Decimal(value)


def _names(old: Division, new: Division) -> dict[str, str]:
    """Return what a county and the two divisions above it are called, with what the copy's are called instead."""
    return {
        name: other
        for pair in zip((old, *parents(old.code)[:2]), (new, *parents(new.code)[:2]), strict=True)
        for name, other in zip(*map(_called, pair), strict=True)
    }


def _called(each: Division) -> tuple[str, ...]:
    """Return a division's code and names; the English one of a long name is its pinyin."""
    latin = iris.pinyin(each.name)
    return each.code, each.name, each.short_name, latin, english_name(each.name) or latin.capitalize()


def _original(folder: Path, number: int, seed: int) -> Original:
    """Compose and build an article."""
    article = compose(seed, number)
    path, graph = folder / f"{article.name}.md", folder / f"{article.name}.ttl"
    path.write_text(article.text, encoding="utf-8")
    graph.write_text(turtle(to_triples(extract(read(path)))), encoding="utf-8")
    quads = open_store([graph], inferred=True).quads()
    triples = sorted((quad.triple for quad in quads if quad.graph_name == ox.DefaultGraph()), key=str)
    county, year = county_year(seed, number)
    figures = _figures(triples)
    source = next(each.subject.value for each in triples if each.predicate.value == f"{HD}reviewYear")
    cut = _cutter(county, source.rsplit("/", 1)[1], figures)
    pieces = (piece for each in triples for piece in cut(each))
    return Original(county, year, tuple(_joined(pieces)), dict(figures.values()), len(triples))


def _figures(triples: Iterable[ox.Triple]) -> dict[str, tuple[str, Decimal]]:
    """Return the value and the written digits of every figure that has both as plain numbers, by its IRI."""
    said: dict[str, dict[str, str]] = {}
    for each in triples:
        if each.predicate.value in {WRITTEN, VALUE}:
            said.setdefault(each.subject.value, {})[each.predicate.value] = each.object.value
    return {
        figure: (both[VALUE], Decimal(both[WRITTEN]))
        for figure, both in said.items()
        if len(both) == 2 and all(PLAIN.fullmatch(text) and Decimal(text) for text in both.values())
    }


def _cutter(
    county: Division, digest: str, figures: Mapping[str, tuple[str, Decimal]]
) -> Callable[[ox.Triple], Iterator[str | Mark]]:
    """Return what takes a triple apart."""
    above = parents(county.code)[:2]
    names = sorted(_names(county, county), key=len, reverse=True)
    codes = "|".join(rf"(?<![0-9a-f]){each.code}(?![0-9a-f])" for each in (county, *above))
    text = re.compile(f"({digest})|({YEAR})|({codes}|{'|'.join(map(re.escape, names))})")
    node, period = re.compile(f"({digest})|(?!)()|({codes})"), re.compile(f"(?!)()|({YEAR})|(?!)()")
    values = {value for value, _ in figures.values()}

    @cache
    def term(said: str) -> tuple[str | Mark, ...]:
        if said.startswith(f"<{iris.BASE}"):
            return tuple(_marked(said, period if said.startswith(f"<{iris.BASE}period/") else node))
        if said.startswith("<") or said.endswith(("#integer>", "#decimal>", "#boolean>")):
            return (said,)
        body, quote, kind = said.rpartition('"')
        return (*_marked(body, text), quote + kind)

    def cut(each: ox.Triple) -> Iterator[str | Mark]:
        yield from (*term(str(each.subject)), f" {each.predicate} ")
        value = each.object.value
        if each.predicate.value in FIGURES and value in values:
            yield from ('"', ("value", value), f'"^^<{each.object.datatype.value}>')
        elif each.predicate.value == WRITTEN and each.subject.value in figures:
            yield from ('"', ("written", f"{figures[each.subject.value][0]} {value}"), '"')
        else:
            yield from term(str(each.object))
        yield " .\n"

    return cut


def _marked(text: str, pattern: re.Pattern[str]) -> Iterator[str | Mark]:
    """Yield a text in pieces: what stays, and marks where a hash, a year or a name stands."""
    end = 0
    for found in pattern.finditer(text):
        yield text[end : found.start()]
        yield ("hash", "year", "name")[(found.lastindex or 1) - 1], found[0]
        end = found.end()
    yield text[end:]


def _joined(pieces: Iterable[str | Mark]) -> Iterator[str | Mark]:
    """Yield pieces, those that stay joined to as few as possible."""
    stays: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            stays.append(piece)
            continue
        yield "".join(stays)
        yield piece
        stays = []
    yield "".join(stays)
