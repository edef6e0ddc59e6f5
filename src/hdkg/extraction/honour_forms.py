"""Honours told otherwise than “recipient, verb, title”: by rules of the phase `conferral`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.rules import candidates, compiled, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from hdkg.extraction.coded import Coded


@dataclass(frozen=True, slots=True)
class Honour:
    """An honour read: coded positions of the words that say it, its slots as written, and the rule.

    `count` is the coded position of how many were conferred or of how many works were honoured.
    """

    start: int
    end: int
    verb: tuple[int, int]
    title: str
    recipients: tuple[str, ...]
    ordinal: str = ""
    granted_by: tuple[str, ...] = ()
    recognition: bool = False
    rule: str = "conferral"
    count: int | None = None
    works: bool = False


_TAIL = compiled("{TITLE_TAIL}")


def read_forms(coded: Coded) -> Iterator[Honour]:
    """Yield the honours that the rules find in a coded sentence, none overlapping."""
    busy: set[int] = set()
    for rule in candidates(coded.code)["conferral"]:
        for match in rule.pattern.finditer(coded.code):
            if busy.intersection(range(*match.span())):
                continue
            title = _TAIL.sub("", names.strip_head(names.plain(coded, *match.span("title")), "head-connector"))
            if not plausible(title, loose=rule.id != "conferral.known-as"):
                continue
            works = rule.id.startswith("conferral.works")
            recipients = _recipients(coded, match, works=works)
            busy.update(range(*match.span()))
            begin = match.start() + (coded.code[match.start()] in "，；。")
            groups = match.groupdict()
            count = match.start("count") if groups.get("count") else None
            yield Honour(
                begin, match.end(), match.span("verb"), title, recipients, rule=rule.id, count=count, works=works
            )


def _recipients(coded: Coded, match: regex.Match[str], *, works: bool) -> tuple[str, ...]:
    if not match.groupdict().get("to"):
        return ()
    text = names.strip_head(names.plain(coded, *match.span("to")), "head-connector")
    if not works:
        return (text.strip("的了"),)
    text = names.strip_head(text, "county-subject")
    return tuple(each if each.endswith("工作") else f"{each}工作" for each in names.items(text))


def plausible(title: str, *, loose: bool) -> bool:
    """Tell whether words look like the title of an honour; behind a verb that confers nothing by itself, strictly."""
    bare = title.strip("“”")
    if len(bare) < 4 or title.count("“") != title.count("”"):
        return False
    levels = words("honour-level")
    ends = bare.endswith(words("honour-head"))
    of_level = bare.startswith(levels) and bare.endswith(words("honour-noun")) and not _ORDINARY.search(bare)
    if of_level or not loose:
        return of_level or ends
    return ends and (
        bare.startswith(levels) or bare.endswith("之乡") or title[0] == "“" or _LEVELLED.search(bare) is not None
    )


_ORDINARY = compiled("{NO_TITLE}")
_LEVELLED = compiled("{TITLE_OF_LEVEL}")
