"""Read who was honoured with what: conferrals, and recognition by media or an office."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.clauses import clauses
from hdkg.extraction.coded import Tag
from hdkg.extraction.honour_forms import Honour, plausible, read_forms
from hdkg.extraction.rules import compiled, known, words
from hdkg.model import Reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from hdkg.extraction.coded import Coded


_CONFERRED_BY = compiled("{CONFERRED_BY}")
_CONFERRED = compiled("{CONFERRED}")
_ACCEPTED = compiled("{ACCEPTED}")
_RECOGNISED = compiled("{RECOGNISED}")
_BOOKS = compiled("《[^《》]+》")
_ANY = compiled("{HONOUR_TOLD}")
_TAIL = compiled("{TITLE_TAIL}")
_ORDINAL = compiled("{ORDINAL_BEFORE}")
_LEVELS = (
    (Reach.NATIONAL, compiled("{NATIONAL_BEFORE}")),
    (Reach.PROVINCIAL, compiled("{PROVINCIAL_BEFORE}")),
    (Reach.MUNICIPAL, compiled("{MUNICIPAL_BEFORE}")),
    (Reach.COUNTY, compiled("{COUNTY_BEFORE}")),
)


_WITHIN = (
    (Reach.NATIONAL, compiled("{NATIONAL_WITHIN}")),
    (Reach.PROVINCIAL, compiled("{PROVINCIAL_WITHIN}")),
    (Reach.MUNICIPAL, compiled("{MUNICIPAL_WITHIN}")),
)


def reach_of(title: str, province: str = "", city: str = "") -> Reach:
    """Return how far an honour reaches, by its title, which may name the county's province or city.

    Examples
    --------
    >>> reach_of("全国文明单位").value, reach_of("“中国桃子之乡”").value, reach_of("教育基地").value
    ('national', 'national', 'unstated')
    """
    title = title.lstrip("“")
    told = next((reach for reach, pattern in _LEVELS if pattern.match(title)), Reach.UNSTATED)
    if told is Reach.UNSTATED:
        told = next((reach for reach, pattern in _WITHIN if pattern.search(title)), Reach.UNSTATED)
    begin = title.removeprefix("首批").lstrip("“")
    if told is Reach.UNSTATED and province and begin.startswith(province[:2]):
        return Reach.PROVINCIAL
    return Reach.MUNICIPAL if told is Reach.UNSTATED and city and begin.startswith(city[:2]) else told


def grantor_of(title: str) -> tuple[str, ...]:
    """Return who grants an honour whose title begins with the grantor's name (省政府真抓实干督查激励).

    Examples
    --------
    >>> grantor_of("省政府真抓实干督查激励"), grantor_of("全国文明村")
    (('省政府',), ())
    """
    named = _GRANTOR.match(title)
    return (named["by"],) if named is not None else ()


_GRANTOR = compiled("{GRANTOR_IN_TITLE}")


def read_honours(coded: Coded) -> Iterator[Honour]:
    """Yield the honours that a coded sentence tells."""
    topic: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    forms = list(read_forms(coded))
    busy = {index for form in forms for index in range(form.start, form.end)}
    yield from forms
    if not (coded.holds(_ANY) or coded.holds(_RECOGNISED)):
        return
    for start, end in clauses(coded):
        if start in busy:
            continue
        recognised = _recognised(coded, start, end)
        told = [recognised] if recognised is not None else _conferred(coded, start, end, topic)
        for honour in told:
            named = tuple(_refer(each, last) for each in honour.recipients)
            last = named or last
            yield replace(honour, recipients=named)
        topic = _topic(coded, start, end) or topic


def _topic(coded: Coded, start: int, end: int) -> tuple[str, ...]:
    """Return whom a clause names for those after it: all who stand before 一道 or 一同, or the place it begins with."""
    if not _TOPICAL.search(coded.code, start, end):
        return ()
    text = names.strip_head(names.plain(coded, start, end), "head-connector")
    if text.endswith(words("together")):
        together = _TOGETHER.match(text)
        if together is not None:
            return tuple(names.items(together["who"]))
    place = _PLACE.match(text)
    named = place is not None and not any(word in place[0] for word in words("place-not"))
    return (place[0],) if place is not None and named else ()


def _refer(name: str, last: tuple[str, ...]) -> str:
    """Return whom 前者 and 后者 stand for."""
    if name == "前者" and last:
        return last[0]
    return last[-1] if name == "后者" and last else name


_TOGETHER = compiled("(?P<who>.{4,60}?){TOGETHER}$")
_TOPICAL = compiled("{TOPIC_TOLD}")
_PLACE = compiled("{PLACE_TOLD}")


def _recognised(coded: Coded, start: int, end: int) -> Honour | None:
    match = _RECOGNISED.search(coded.code, start, end)
    if match is None:
        return None
    by = names.plain(coded, *match.span("by"))
    recipients = _recipients(names.plain(coded, start, match.start()))
    media = tuple(_BOOKS.findall(by)) or (by,)
    title = f"{by if '《' not in by else '主流媒体'}推介"
    return Honour(start, match.end(), match.span("verb"), title, recipients, granted_by=media, recognition=True)


def _conferred(coded: Coded, start: int, end: int, topic: tuple[str, ...]) -> list[Honour]:
    """Return the honours of a clause: each verb with its title and who stands before it."""
    found: list[Honour] = []
    begin = start
    if _ANY.search(coded.code, start, end) is None:
        return found
    for pattern in (_ACCEPTED, _CONFERRED_BY, _CONFERRED):
        if found:
            break
        for match in pattern.finditer(coded.code, start, end, overlapped=True):
            verb = coded.code[slice(*match.span("verb"))]
            if match.start() < begin or _counted(coded, match):
                continue
            ordinal, title = _title(coded, match)
            if not plausible(title, loose=verb in known("confer-loose") and not ordinal):
                continue
            ordinal = ordinal or _streak(coded, begin, match.start())
            recipients = _recipients(names.plain(coded, begin, match.start())) or topic
            parts = names.items(title)
            several = all(plausible(each, loose="、" not in title) for each in parts)
            whole = parts if several and parts else [title]
            by = tuple(names.items(match["by"])) if "by" in match.re.groupindex else ()
            found.extend(
                Honour(begin, match.end("title"), match.span("verb"), each, recipients, ordinal, granted_by=by)
                for each in whole
            )
            begin = match.end()
    return found


def _counted(coded: Coded, match: regex.Match[str]) -> bool:
    """Tell whether a count follows what was created or built: 创建省级美丽村庄35个 is a figure."""
    follows = coded.code[match.end("title") : match.end("title") + 1]
    if follows == Tag.RANK and match["title"].endswith("榜"):
        return True  # a position on a list
    return follows == Tag.QUANTITY and match["verb"].endswith(words("confer-count"))


def _streak(coded: Coded, start: int, end: int) -> str:
    """Return the streak that is told before a verb of conferral: 连续四届."""
    marks = [mark for _, mark in coded.within(start, end, Tag.STREAK)]
    return coded.raw[marks[-1].start : marks[-1].end] if marks else ""


def _title(coded: Coded, match: regex.Match[str]) -> tuple[str, str]:
    """Return the ordinal before a title, and the title."""
    begin, stop = match.span("title")
    before = _ORDINAL.match(coded.code, begin, stop)
    ordinal = names.plain(coded, *before.span()) if before is not None else ""
    title = names.plain(coded, before.end() if before is not None else begin, stop).lstrip("的")
    quoted = compiled("{QUOTED_TITLE}").match(title)
    title = quoted[1] if quoted is not None else title
    return ordinal.strip("、"), _TAIL.sub("", title).strip("、的")


_AGAIN = compiled("{AGAIN_BEFORE}")


def _recipients(lead: str) -> tuple[str, ...]:
    """Return who is honoured, of the words before the verb."""
    text = names.strip_head(_AGAIN.sub("", lead), "head-connector")
    text = names.strip_tail(text, "tail-adverb", "all")
    relative = compiled("{RELATIVE_RECIPIENT}").match(text)
    text = relative[1] if relative is not None else text
    text = compiled("{EXPERIENCE_TAIL}").sub("", text)
    text = text.replace("”“", "”、“")
    together = _HEADED.fullmatch(text)
    found = [each + together["head"] for each in names.items(together["list"])] if together else names.items(text)
    return tuple(name for name in found if 2 <= len(name) <= 24)


# several that share the kind of what they are: 颜集、新河、庙头三镇
_HEADED = compiled("{HEADED_LIST}")
