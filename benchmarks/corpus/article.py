"""An article: sections of sentences by the patterns, in three genres."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns import layout, patterns
from benchmarks.corpus.patterns.numerals import chinese
from benchmarks.corpus.patterns.periods import headline
from benchmarks.corpus.patterns.targets import next_year
from benchmarks.corpus.said import Said, joined, said
from benchmarks.corpus.scene import Scene, UsedUp, county_year
from hdkg.resources import parents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.corpus.patterns import Pattern

GENRES = ("newspaper", "report", "bulletin")
TOPICS = {
    "newspaper": ("economy", "industry", "investment", "farming", "trade", "people", "ecology", "society", "reform"),
    "report": (
        "economy",
        "industry",
        "investment",
        "farming",
        "towns",
        "reform",
        "science",
        "ecology",
        "people",
        "society",
    ),
    "bulletin": ("economy", "farming", "industry", "trade", "finance", "towns", "science", "people", "ecology"),
}
_MOST = 30  # sentences of a section; there is no more to be said
# Stands in each article's front matter.
NOTE = "内容为测试虚构，与该县实际情况无关。"
# What a bulletin of statistics does not write.
UNLIKE_BULLETINS = frozenset({"Q1", "Q2", "P2", "P3", "A4", "A7", "R3", "R4", "K5", "Z2", "T3", "L1", "L3"})


@dataclass(frozen=True, slots=True)
class Composed:
    """An article with what it says.

    Attributes
    ----------
    name
        Of its files.
    text
        The whole file, front matter and all.
    rows
        The gold table.
    patterns
        The ids of the patterns that it uses.
    """

    name: str
    text: str
    rows: tuple[dict[str, object], ...]
    patterns: frozenset[str]


def compose(seed: int, number: int, characters: int = 0) -> Composed:
    """Compose an article.

    Parameters
    ----------
    seed
        Of the corpus.
    number
        Which of its articles; each has dice of its own, so that any can be made alone.
    characters
        About how long it should at least be: it then tells of every topic, and more of each; 0 for as it comes, which
        is 1,400 characters on average.

    Examples
    --------
    >>> compose(1, 7) == compose(1, 7)
    True
    >>> 2300 < len(compose(1, 7, 2500).text) < 3000
    True
    """
    dice = random.Random(f"{seed}/{number}")
    county, year = county_year(seed, number)
    city, province = (above.name for above in parents(county.code))
    genre = GENRES[number % len(GENRES)]
    scene = Scene(dice, county.code, county.name, county.short_name, city, province, year, genre, str(year))
    month, day = {"newspaper": (1, 20), "report": (2, 10), "bulletin": (4, 5)}[genre][0], dice.randint(4, 27)
    published = f"{year + 1}-{month:02}-{day:02}"
    title = _told(scene, scene.pick(words.lists("prose")["titles"][genre]))
    front = f'---\ncode: "{county.code}"\npublished: {published}\n# {NOTE}\n---\n\n'
    whole = front + Said(f"# {title}\n\n") + _opening(scene, month, day)
    topics = TOPICS[genre] if characters else _topics(scene)
    for place, topic in enumerate(topics, start=1):
        room = (characters - len(whole.text)) // (len(topics) + 1 - place)
        whole = whole + "\n\n" + _section(scene.at(topic), place, room)
    whole = whole + "\n\n" + _ending(scene) + "\n"
    rows = tuple(
        fact.row(whole.text, county.name) for fact in sorted(whole.facts, key=lambda fact: (fact.start, fact.end))
    )
    return Composed(f"{genre}-{county.code}-{year}-{number:05}", whole.text, rows, whole.patterns)


def _told(scene: Scene, text: str) -> str:
    """Return a text with the county's names and the year filled in."""
    return text.format(full=scene.full, short=scene.short, year=scene.year)


def _opening(scene: Scene, month: int, day: int) -> Said:
    prose = words.lists("prose")
    if scene.genre == "newspaper":
        first = scene.pick(prose["openings"]["newspaper"])
        return Said(f"{first}{_told(scene, scene.pick(prose['openings']['after']))}")
    if scene.genre == "bulletin":
        return Said(_told(scene, scene.pick(prose["openings"]["bulletin"])))
    meeting = (
        f"{scene.full}第{chinese(scene.dice.randint(15, 19))}届人民代表大会第{chinese(scene.dice.randint(2, 5))}次会议"
    )
    event = Fact("event", meeting, period=f"{scene.year + 1}-{month:02}-{day:02}")
    return (
        said(f"{month}月{day}日，{meeting}召开", event)
        + f"。\n\n{_told(scene, scene.pick(prose['openings']['report']))}"
    )


def _topics(scene: Scene) -> Sequence[str]:
    """Return the sections: the economy first, others in their usual order."""
    every = TOPICS[scene.genre]
    keep = set(scene.dice.sample(every[1:], scene.dice.randint(3, 5)))
    return [topic for topic in every if topic == every[0] or topic in keep]


def _section(scene: Scene, place: int, room: int) -> Said:
    """Return a section: a few sentences, and more where there is room for so many characters."""
    prose = words.lists("prose")
    heading = scene.pick(prose["plain-headings" if scene.genre == "bulletin" else "headings"][scene.topic])
    # An article keeps to one way; a third say their headings as short sentences.
    if scene.genre != "bulletin" and (int(scene.code) + scene.year) % 3 == 0:
        head = layout.enumerated(scene, place, heading)
    elif scene.genre == "newspaper":
        head = Said(f"## {heading}\n\n")
    else:
        head = Said(f"{chinese(place)}、{heading}\n\n")
    lead = "" if scene.genre == "bulletin" and scene.chance(0.6) else scene.pick(prose["leads"][scene.topic])
    body = head + lead + _sentences(scene, scene.dice.randint(4, 8), room)
    return _broken(scene, body) if scene.genre == "newspaper" and scene.chance(0.08) else body


def _sentences(scene: Scene, count: int, room: int) -> Said:
    whole = Said("")
    for number in range(_MOST):
        if number >= count and len(whole.text) >= room:
            break
        try:
            sentence = _sentence(scene, first=number == 0)
        except UsedUp:
            continue
        whole = whole + sentence
        if _of_several_years(scene, sentence):
            break  # what stood behind it could be meant of those years too
        if scene.genre != "bulletin" and scene.chance(0.12):
            whole = whole + _filler(scene)
        if number and scene.chance(0.12):
            whole = whole + "\n\n"
    return replace(whole, text=whole.text.rstrip("\n"))


def _of_several_years(scene: Scene, sentence: Said) -> bool:
    """Tell whether a sentence tells of a span of years, such as 五年来."""
    spans = (fact.period for fact in sentence.facts if fact.period and "/" in fact.period)
    return any(not span.startswith(str(scene.year)) for span in spans)


def _filler(scene: Scene) -> str:
    """Return a sentence that says nothing to be counted; none twice in an article."""
    try:
        return str(scene.fresh(words.lists("prose")["fillers"]))
    except UsedUp:
        return ""


def _fitting(scene: Scene, *, alone: bool) -> list[Pattern]:
    barred = UNLIKE_BULLETINS if scene.genre == "bulletin" else frozenset()
    return [each for each in patterns() if each.fits(scene) and each.id not in barred and (alone or not each.alone)]


def _sentence(scene: Scene, *, first: bool) -> Said:
    """Return a sentence: one clause, or several that can stand beside each other."""
    if first and scene.topic == "economy":
        return headline(scene) + "。"
    options = _fitting(scene, alone=True)
    if first:
        options = [each for each in options if not each.standing and each.id not in {"K5", "G7"}]
    chosen = _drawn(scene, options)
    clauses = [chosen.make(scene)]
    while not chosen.alone and _open(scene, clauses[-1]) and len(clauses) < 4 and scene.chance(0.4):
        more = [each for each in _fitting(scene, alone=False) if each.standing == chosen.standing]
        clauses.append(_drawn(scene, more).make(scene))
    mark = "；" if len(clauses) > 2 or scene.chance(0.6) else "，"
    mark = "；" if any(fact.kind in {"ranking", "award"} for clause in clauses for fact in clause.facts) else mark
    link = "" if first or scene.genre == "bulletin" else scene.pick(words.lists("prose")["links"])
    return link + joined(clauses, mark) + "。"


def _drawn(scene: Scene, options: list[Pattern]) -> Pattern:
    """Draw a pattern by its weight; a bulletin of statistics seldom speaks of ranks and honours."""
    seldom = scene.genre == "bulletin"
    weights = [each.weight * (0.08 if seldom and each.standing else 1) for each in options]
    return scene.dice.choices(options, weights)[0]


def _open(scene: Scene, clause: Said) -> bool:
    """Tell whether a further clause may follow in the sentence without taking over a period, a status or a subject."""
    return all(
        fact.period in (scene.period, None) and fact.status is None and not fact.subject and fact.bound is None
        for fact in clause.facts
    )


def _broken(scene: Scene, body: Said) -> Said:
    """Return a section with one sentence broken in two by the layout, between two ideographs."""
    spots = [
        at
        for at in range(20, len(body.text) - 6)
        if all("\u4e00" <= char <= "\u9fff" for char in body.text[at - 2 : at + 2])
        and "#" not in body.text[at - 12 : at]
    ]
    return body.broken(scene.pick(spots)) if spots else body


def _ending(scene: Scene) -> Said:
    prose = words.lists("prose")
    closing = _told(scene, scene.pick(prose["closings"][scene.genre]))
    if scene.genre != "newspaper":
        end = layout.broken_off(scene) if scene.genre == "report" and scene.chance(0.4) else Said(closing)
        aims = scene.genre == "report" and scene.chance(0.4)
        return next_year(scene) + "。\n\n" + end if aims else end
    end = Said(closing)
    if scene.chance(0.5):
        caption = scene.pick(prose["captions"]).format(
            town=scene.town(),
            site=scene.fresh(words.lists("names")["scenic"]),
            project=scene.pick(words.lists("projects")["names"]["towns"]),
        )
        end = end + f"\n\n{caption}"
    return end if scene.chance(0.7) else end + "\n\n" + layout.broken_off(scene)
