"""Read the things that a sentence names: initiatives, works and media, places, events, institutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.coded import Tag
from hdkg.extraction.initiatives import kind_of, read_initiative
from hdkg.extraction.projects import read_projects
from hdkg.extraction.rules import candidates, compiled, words
from hdkg.extraction.thing import Thing
from hdkg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from hdkg.extraction.coded import Coded
    from hdkg.extraction.entities import Registry
    from hdkg.extraction.rules import Rule

_SONG = compiled("{SONG_BEFORE}")
_CAPTION = compiled("{CAPTION_NAME}")


def read_things(coded: Coded, registry: Registry, taken: set[int]) -> Iterator[Thing]:
    """Yield the things that a coded sentence names, none at the coded positions already `taken`."""
    for index, mark in coded.within(0, len(coded.code), Tag.QUOTE, Tag.BOOK):
        if index in taken:
            continue
        thing = _work(coded, index) if mark.tag is Tag.BOOK else read_initiative(coded, index)
        if thing is not None:
            yield thing
    towns = registry.town_names
    for rule in candidates(coded.code)["thing"]:
        for match in rule.pattern.finditer(coded.code):
            yield from _thing(rule, match, coded, towns)
    yield from read_projects(coded, taken)
    yield from _towns(coded, towns)
    yield from _caption(coded)


def _work(coded: Coded, index: int) -> Thing:
    name = coded.text(index, index + 1)
    kind = EntityKind.MEDIA_OUTLET if name[:-1].endswith(words("media")) else EntityKind.WORK
    if kind is EntityKind.WORK and _SONG.search(coded.code, max(0, index - 6), index):
        kind = EntityKind.SONG
    return Thing(kind, name, index, index + 1)


def _thing(rule: Rule, match: regex.Match[str], coded: Coded, towns: tuple[str, ...]) -> Iterator[Thing]:
    """Yield what a rule found; a village may come with its town before and a site of its own behind."""
    kind, span = EntityKind(rule.yields), match.span("name")
    name = names.whole(coded, *span)
    if kind is EntityKind.INITIATIVE:
        name = names.strip_head(name, "head-connector", "initiative-verb")
        yield Thing(kind_of(name), name, *span)
        return
    if kind is not EntityKind.VILLAGE:
        yield Thing(kind, name, *span)
        return
    if any(word in name for word in words("place-not")):
        return
    town = next((each for each in towns if coded.code[: span[0]].endswith(each)), "")
    yield Thing(kind, name, *span, within=town)
    if match["site"]:
        yield Thing(EntityKind.SITE, match["site"], span[0], match.end("site"), within=name)


def _towns(coded: Coded, towns: tuple[str, ...]) -> Iterator[Thing]:
    """Yield the towns of the county that a sentence names."""
    for name in towns:
        at = coded.code.find(name)
        if at >= 0:
            yield Thing(EntityKind.TOWN, name, at, at + len(name))


def _caption(coded: Coded) -> Iterator[Thing]:
    """Yield the place that a caption consists of."""
    alone = _CAPTION.match(coded.code.strip())
    if alone is None:
        return
    zone = alone["name"].endswith(words("zone-end"))
    if zone or "·" in alone["name"] or alone["name"].endswith(words("site-end")):
        at = coded.code.index(alone["name"])
        kind = EntityKind.DEVELOPMENT_ZONE if zone else EntityKind.SITE
        yield Thing(kind, alone["name"], at, at + len(alone["name"]))
