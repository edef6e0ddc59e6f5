"""Queries made out of a data set's own predicates, in the manner of Sparqloscope: one for each thing an engine does.

Whatever the data set, its predicates are counted, and it is noted which stand at the same subjects, which lead on to
others and what their objects are; the dice choose among those that fit, the more frequent the likelier.  Joins and
filters are counted rather than listed, so that it is the engine that is measured and not the writing of rows.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double"))
TEXTS = frozenset({f"{XSD}string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})
KEPT = 50  # objects of each predicate that constants are taken from


@dataclass(frozen=True, slots=True)
class Profile:
    """What a data set's predicates are like.

    Attributes
    ----------
    counts
        Triples of each predicate.
    together
        Subjects that a pair of predicates share.
    leading
        How often an object of the first is a subject of the second.
    numbers, dates, texts
        Predicates with such objects, and some of these, sorted.
    """

    counts: Mapping[str, int]
    together: Mapping[tuple[str, str], int]
    leading: Mapping[tuple[str, str], int]
    numbers: Mapping[str, list[str]]
    dates: Mapping[str, list[str]]
    texts: Mapping[str, list[str]]


def profile(triples: Iterable[ox.Triple | ox.Quad]) -> Profile:
    """Look through a data set once.

    Examples
    --------
    >>> text = b"<urn:a> <urn:p> 1 ; <urn:q> <urn:b> . <urn:b> <urn:p> 2 ."
    >>> found = profile(ox.parse(text, format=ox.RdfFormat.TURTLE))
    >>> found.counts["urn:p"], found.leading["urn:q", "urn:p"], found.numbers["urn:p"]
    (2, 1, ['1', '2'])
    """
    counts: Counter[str] = Counter()
    of: dict[str, set[str]] = defaultdict(set)
    links: Counter[tuple[str, str]] = Counter()
    literals: dict[str, dict[str, set[str]]] = {"number": {}, "date": {}, "text": {}}
    for each in triples:
        subject, predicate, value = str(each.subject), each.predicate.value, each.object
        counts[predicate] += 1
        of[subject].add(predicate)
        if isinstance(value, ox.NamedNode):
            links[predicate, str(value)] += 1
        elif isinstance(value, ox.Literal) and (kind := _kind(value)):
            kept = literals[kind].setdefault(predicate, set())
            if len(kept) < KEPT:
                kept.add(value.value)
    together: Counter[tuple[str, str]] = Counter()
    for predicates in of.values():
        together.update((a, b) for a in predicates for b in predicates if a < b)
    leading: Counter[tuple[str, str]] = Counter()
    for (predicate, node), times in links.items():
        for after in of.get(node, ()):
            leading[predicate, after] += times
    number, date, text = ({key: sorted(kept) for key, kept in sorted(each.items())} for each in literals.values())
    return Profile(*map(_sorted, (counts, together, leading)), number, date, text)


def derive(data: Profile, seed: int) -> dict[str, str]:
    """Return queries by what each is of; one that the data set has no predicates for is left out.

    Parameters
    ----------
    data
        Of the data set.
    seed
        Of the dice; the same gives the same queries.

    Examples
    --------
    >>> found = profile(ox.parse(b"<urn:a> <urn:p> 1 . <urn:b> <urn:p> 2 .", format=ox.RdfFormat.TURTLE))
    >>> derive(found, 1)["count"]
    'SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }'
    """
    makers: dict[str, Callable[[Profile, random.Random], str]] = {
        "count": lambda data, dice: _count(f"?s <{_pick(data.counts, dice)}> ?o"),
        "count distinct": lambda data, dice: (
            f"SELECT (COUNT(DISTINCT ?o) AS ?n) {{ ?s <{_pick(data.counts, dice)}> ?o }}"
        ),
        "star of 2": lambda data, dice: _count("?s <{}> ?a ; <{}> ?b".format(*_pick(data.together, dice))),
        "star of 3": _star,
        "chain of 2": lambda data, dice: _count("?a <{}> ?b . ?b <{}> ?c".format(*_pick(data.leading, dice))),
        "chain of 3": _chain,
        "optional": lambda data, dice: _count("?s <{}> ?a OPTIONAL {{ ?s <{}> ?b }}".format(*_pair(data, dice))),
        "union": lambda data, dice: _count("{{ ?s <{}> ?o }} UNION {{ ?s <{}> ?o }}".format(*_pair(data, dice))),
        "minus": lambda data, dice: _count("?s <{}> ?a MINUS {{ ?s <{}> ?b }}".format(*_pair(data, dice))),
        "exists": lambda data, dice: _count("?s <{}> ?a FILTER EXISTS {{ ?s <{}> ?b }}".format(*_pair(data, dice))),
        "group, count": lambda data, dice: (
            f"SELECT ?o (COUNT(?s) AS ?n) {{ ?s <{_pick(data.counts, dice)}> ?o }} "
            "GROUP BY ?o ORDER BY DESC(?n) STR(?o) LIMIT 10"
        ),
        "group, minimum and maximum": _extremes,
        "order, limit": lambda data, dice: (
            f"SELECT ?s ?o {{ ?s <{_pick(_counted(data, data.numbers), dice)}> ?o }} ORDER BY DESC(?o) ?s LIMIT 10"
        ),
        "distinct": lambda data, dice: (
            f"SELECT DISTINCT ?p {{ ?s <{_pick(data.counts, dice)}> ?o ; ?p ?x }} ORDER BY ?p"
        ),
        "regular expression": lambda data, dice: _text(data, dice, 'REGEX(STR(?o), "^{}")'),
        "contains": lambda data, dice: _text(data, dice, 'CONTAINS(STR(?o), "{}")'),
        "number": lambda data, dice: _compared(data, data.numbers, dice, "{}"),
        "date": lambda data, dice: _compared(data, data.dates, dice, f'"{{}}"^^<{XSD}date>'),
        "path": _path,
    }
    found = {}
    for name, make in makers.items():
        try:
            found[name] = make(data, random.Random(f"{seed}/{name}"))
        except IndexError:  # nothing to pick from
            continue
    return found


def _kind(value: ox.Literal) -> str:
    """Return what a literal is to a filter; "" for what none is derived for."""
    kind = value.datatype.value
    if kind in TEXTS:
        return "text" if value.value[:2].isalnum() else ""
    return "number" if kind in NUMBERS else "date" if kind == f"{XSD}date" else ""


def _sorted(counts: Counter[str] | Counter[tuple[str, str]]) -> dict:  # type: ignore[type-arg]
    return dict(sorted(counts.items()))


def _count(pattern: str) -> str:
    return f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"


def _pick(counts: Mapping, dice: random.Random):  # type: ignore[no-untyped-def,type-arg]
    """Return one of what is counted, the more frequent the likelier."""
    return dice.choices(list(counts), list(counts.values()))[0]


def _pair(data: Profile, dice: random.Random) -> tuple[str, str]:
    """Return two predicates that some subjects share, in either order."""
    a, b = _pick(data.together, dice)
    return (a, b) if dice.random() < 0.5 else (b, a)


def _star(data: Profile, dice: random.Random) -> str:
    a, b = _pick(data.together, dice)
    third = {c: n for (x, y), n in data.together.items() for c in ({x, y} - {a, b}) if len({x, y} & {a, b}) == 1}
    return _count(f"?s <{a}> ?a ; <{b}> ?b ; <{_pick(third, dice)}> ?c")


def _chain(data: Profile, dice: random.Random) -> str:
    longer = {(a, b, c): n for (a, b), n in data.leading.items() for (x, c) in data.leading if x == b}
    return _count("?a <{}> ?b . ?b <{}> ?c . ?c <{}> ?d".format(*_pick(longer, dice)))


def _path(data: Profile, dice: random.Random) -> str:
    again = {a: n for (a, b), n in data.leading.items() if a == b}
    return f"SELECT (COUNT(*) AS ?n) {{ ?a <{_pick(again, dice)}>+ ?b }}"


def _counted(data: Profile, kinds: Mapping[str, list[str]]) -> dict[str, int]:
    return {predicate: data.counts[predicate] for predicate in kinds}


def _extremes(data: Profile, dice: random.Random) -> str:
    pairs = {(a, b): n for (x, y), n in data.together.items() for a, b in ((x, y), (y, x)) if b in data.numbers}
    a, b = _pick(pairs, dice)
    return (
        f"SELECT ?g (MIN(?o) AS ?least) (MAX(?o) AS ?most) {{ ?s <{a}> ?g ; <{b}> ?o }} "
        "GROUP BY ?g ORDER BY DESC(?most) ?least STR(?g) LIMIT 10"
    )


def _text(data: Profile, dice: random.Random, test: str) -> str:
    predicate = _pick(_counted(data, data.texts), dice)
    return _count(f"?s <{predicate}> ?o FILTER({test.format(dice.choice(data.texts[predicate])[:2])})")


def _compared(data: Profile, kinds: Mapping[str, list[str]], dice: random.Random, term: str) -> str:
    predicate = _pick(_counted(data, kinds), dice)
    return _count(f"?s <{predicate}> ?o FILTER(?o > {term.format(dice.choice(kinds[predicate]))})")
