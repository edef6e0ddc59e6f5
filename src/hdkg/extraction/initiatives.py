"""Read initiatives: quotations that name a programme, campaign, mechanism, brand, reform or strategy."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.rules import compiled, known, mapping, words
from hdkg.extraction.thing import Credit, Thing
from hdkg.model import EntityKind

if TYPE_CHECKING:
    from hdkg.extraction.coded import Coded

_HEAD = compiled("{INITIATIVE_HEAD}")
_PREFIX = compiled("{INITIATIVE_PREFIX}")
_NO_PREFIX = compiled("{INITIATIVE_NO_PREFIX}")
_NO_PREFIX_NOUN = compiled("{INITIATIVE_NO_PREFIX_NOUN}")
_LEVEL_BEFORE = compiled("{LEVEL_BEFORE}")
_PLAIN = compiled("{INITIATIVE_PLAIN}")
_CREDIT = compiled("{INITIATIVE_CREDIT}")
_VERB = compiled("{INITIATIVE_VERB_BEFORE}")
_DONE = compiled("{DONE_BEHIND}")
_FIRST = compiled("{FIRST_BEFORE}")
_FIRST_BEHIND = compiled("{FIRST_BEHIND}")
_COUNTED = compiled("(?:{LINK})?{QUANTITY}")
_LONGEST_BARE = 16


@cache
def _kinds() -> tuple[tuple[EntityKind, tuple[str, ...]], ...]:
    return tuple((EntityKind(kind), tuple(ends)) for kind, ends in mapping("initiative-kinds").items())


def kind_of(name: str) -> EntityKind:
    """Return the kind of initiative that a name's end tells.

    Examples
    --------
    >>> kind_of("“春风”行动").value, kind_of("“四联”工作").value
    ('Campaign', 'Initiative')
    """
    bare = name.rstrip("”")
    return next((kind for kind, ends in _kinds() if bare.endswith(ends)), EntityKind.INITIATIVE)


def read_initiative(coded: Coded, index: int) -> Thing | None:
    """Return the initiative that the quotation at a coded position names, with the words that belong to its name."""
    quoted = coded.text(index, index + 1)
    code = coded.code
    if quoted in known("no-initiative") or any(mark in quoted for mark in "。！？"):
        return None
    if quoted.endswith("项目”") and len(quoted) > 5:
        return Thing(EntityKind.PROJECT, quoted, index, index + 1)
    before = code[max(0, index - 14) : index]
    behind = None if _PLAIN.match(code, index + 1) else _HEAD.match(code, index + 1, min(len(code), index + 26))
    if behind is None and not _bare(quoted, before, code[index + 1 : index + 8]):
        return None
    end = behind.end() if behind is not None else index + 1
    if code[index + 1 : end] == "工作" and quoted[:-1].endswith(words("initiative-strong")):
        end = index + 1  # 片组邻“三长制”工作: its name ends before 工作
    if _COUNTED.match(code, end) and (behind is None or code[index + 1 : end].endswith(words("counted-head"))):
        return None  # 开通“跨省通办”事项200项, 建设“平安驿站”8个: the name of a figure
    name = quoted + names.whole(coded, index + 1, end).removeprefix("这一")
    start = index
    prefix = _PREFIX.search(before)
    none = _NO_PREFIX_NOUN if prefix is not None and prefix["verb"] else _NO_PREFIX
    if prefix is not None and not none.search(prefix["prefix"]):
        start, name = index - len(prefix["prefix"]), prefix["prefix"] + name
    if name.endswith("项目"):
        level = _LEVEL_BEFORE.search(before)
        start, name = (start - len(level[0]), level[0] + name) if level is not None else (start, name)
        return Thing(EntityKind.PROJECT, name, start, end)
    first = _FIRST.search(before) or _FIRST_BEHIND.match(code, end, min(len(code), end + 20))
    return Thing(
        kind_of(name),
        name,
        start,
        end,
        credits=_credit(coded, start, before),
        ordinal=first["ordinal"] if first is not None else "",
    )


def _credit(coded: Coded, start: int, before: str) -> Credit | None:
    """Return why what follows is credited to the initiative that begins at `start`, or None."""
    if _CREDIT.search(before) is not None:
        return Credit.VERB
    lead = names.predicate(coded, coded.since(start, "，；。："), start)
    return Credit.SUBJECT if not names.strip_head(lead, "head-connector", "county-subject") else None


def _bare(quoted: str, before: str, behind: str) -> bool:
    """Tell whether a quotation without a head names an initiative by its own end or by the words around it."""
    if len(quoted) > _LONGEST_BARE or quoted.count("、") > 1 or (behind.startswith("的") and before.endswith("以")):
        return False
    ends = quoted[:-1].endswith(words("initiative-content"))
    return ends or _VERB.search(before) is not None or (_DONE.match(behind) is not None and len(quoted) <= 10)
