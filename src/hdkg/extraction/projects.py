"""Read projects and firms: lists that end in 等…项目, and names of which a state of work is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.rules import candidates, compiled, known, words
from hdkg.extraction.thing import Thing
from hdkg.model import EntityKind, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from hdkg.extraction.coded import Coded

_STATES = ("completed", "started", "under-construction", "planned")


def read_projects(coded: Coded, taken: set[int]) -> Iterator[Thing]:
    """Yield the projects and firms that a coded sentence lists or tells a state of.

    Parameters
    ----------
    coded
        The sentence.
    taken
        Coded positions that something else has used.
    """
    rules = candidates(coded.code)
    told: set[int] = set()
    for match in (found for rule in rules["project-list"] for found in rule.pattern.finditer(coded.code)):
        if taken.intersection(range(*match.span("list"))):
            continue
        firm = match["kind"].endswith(words("list-enterprise"))
        kind = EntityKind.ENTERPRISE if firm else EntityKind.PROJECT
        found = [name for name in _items(coded, match.span("list")) if 3 <= len(name) <= 28]
        if not found or not _distinct(found, firm=firm):
            continue
        if "count" in match.re.groupindex and not _all_named(coded, match, found):
            continue
        told.update(range(*match.span("list")))
        state = _state(coded.code[match.end("kind") : match.end()])
        for name in found:
            counts = "count" in match.re.groupindex
            yield Thing(kind, name, match.start("list"), match.end("kind"), state="" if firm else state, counts=counts)
    for match in (found for rule in rules["project-state"] for found in rule.pattern.finditer(coded.code)):
        span = match.span("list")
        if told.intersection(range(*span)) or taken.intersection(range(*span)):
            continue
        found = _items(coded, span)
        if found and all(_is_project(name, match["state"]) for name in found):
            for name in found:
                yield Thing(EntityKind.PROJECT, name, *span, state=_state(match["state"]))


def _items(coded: Coded, span: tuple[int, int]) -> list[str]:
    """Return the names of a list, without the verbs before it."""
    text = names.plain(coded, *span)
    text = names.strip_head(text, "head-connector", "county-subject", "initiative-verb", "light-verb")
    found = [_NAME_ITSELF.sub("", each).strip("（）() ") for each in names.items(text)]
    return [each for each in found if each and not _COUNTED.match(each)]


_NAME_ITSELF = compiled("{PROJECT_APPOSITION}")
_COUNTED = compiled("{PROJECTS_COUNTED}")


def _all_named(coded: Coded, match: regex.Match[str], found: list[str]) -> bool:
    """Tell whether a list names as many as its count says (甲、乙两个项目)."""
    counted = coded.marks[match.start("count")].value
    return len(found) > 1 and isinstance(counted, Quantity) and counted.value == len(found)


def _distinct(found: list[str], *, firm: bool) -> bool:
    """Tell names from kinds of thing: 交通、水利等项目 names none."""
    return all(len(name) >= (3 if firm else 4) or name.endswith(words("project-head")) for name in found)


def _is_project(name: str, state: str) -> bool:
    """Tell whether what is said to be started, built or done is a named project.

    A name says so by its ending; behind a verb that is said of projects alone (竣工, 并网) any name does that is long
    enough and names no kind of thing.
    """
    if not 4 <= len(name) <= 28 or name.endswith(words("verb-end")):
        return False
    head = next((each for each in words("project-head") if name.endswith(each)), "")
    if head:
        own = name.removesuffix(head)
        return len(own) >= 3 or (len(head) > 3 and bool(own)) or (len(own) == 2 and own not in known("kind-prefix"))
    return state in known("state-certain") and len(name) >= 5 and not name.endswith(words("project-not"))


def _state(said: str) -> str:
    """Return the state of a project by what is said of it."""
    return next((each for each in _STATES if any(word in said for word in words(f"state-{each}"))), "")
