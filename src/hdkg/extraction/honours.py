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


_STOP = "，；。！？：" + "".join(
    tag.value for tag in Tag if tag not in {Tag.QUOTE, Tag.BOOK, Tag.NTH, Tag.IDLE, Tag.ASIDE}
)
_CONFERRED_BY = compiled(
    rf"被(?<by>[^{_STOP}]{{2,24}}?)(?<verb>认定|评定|评选|评|命名|授予|确定|表彰|列|推介|确认)为?(?<title>[^{_STOP}]{{2,40}})"
)
_CONFERRED = compiled(rf"(?<verb>被?(?:{{CONFER}}))(?:了|为)?(?<title>[^{_STOP}]{{1,40}})")
_ACCEPTED = compiled(rf"(?<verb>完成|通过)(?<title>[^{_STOP}、]{{3,30}}?)认定")
_RECOGNISED = compiled(
    rf"(?<verb>获得?|被|受到|得到)(?<by>[^{_STOP}]{{2,40}}?)(?:的)?(?:宣传|专题|先后)*(?:推介|报道|推广|点赞|肯定|刊发)"
)
_BOOKS = compiled("《[^《》]+》")
_ANY = compiled("{CONFER}|被|认定")
_TAIL = compiled("(?:通过验收|顺利通过验收|等?(?:荣誉)?称号|的?美誉|名单|行列|认定|试点单位名单|等等|等)$")
_ORDINAL = compiled(
    rf"(?<ordinal>(?:(?:全[国省市州]|世界|\p{{Han}}{{2,3}}[省市]?)?{Tag.NTH.value}[、和]?)+"
    r"|(?:全[国省市州]|我省|我市)(?:首[个家例座]|唯一(?:一[个家])?|首批(?=的?(?:全国|国家|中国|全省|省级|市级))))"
)
_LEVELS = (
    (Reach.NATIONAL, compiled("^(?:首批|第[一二三四五]批|20[0-9]{2}年?(?:度)?)*(?:国家|全国|中国|世界|国际|“?中国)")),
    (Reach.PROVINCIAL, compiled(r"^(?:首批|全省|20[0-9]{2}年?(?:度)?)*(?:省|全省|自治区|“?\p{Han}{2,3}省)")),
    (Reach.MUNICIPAL, compiled(r"^(?:首批|20[0-9]{2}年?(?:度)?)*(?:市级|全市|州级|全州|“?\p{Han}{2,3}市)")),
    (Reach.COUNTY, compiled("^(?:县级|全县|区级)")),
)


_WITHIN = (
    (Reach.NATIONAL, compiled("国家级|全国|国家首批")),
    (Reach.PROVINCIAL, compiled("省级|全省|自治区")),
    (Reach.MUNICIPAL, compiled("市级|全市|州级")),
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
_TOPICAL = compiled("[村镇乡{SUBJECT}{QUOTE}]|{TOGETHER}")
_PLACE = compiled(r"(?!{CONFER})\p{Han}{1,4}[村镇乡](?![村镇民级居])")


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
    if follows == Tag.RANK.value and match["title"].endswith("榜"):
        return True  # a position on a list
    return follows == Tag.QUANTITY.value and match["verb"].endswith(words("confer-count"))


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
    quoted = compiled("^(?!全国|国家|[^“]{0,3}[省市州])[^“]{0,3}?(“[^”]+”)(?:荣誉)?(?:称号|牌匾|授牌)?$").match(title)
    title = quoted[1] if quoted is not None else title
    return ordinal.strip("、"), _TAIL.sub("", title).strip("、的")


_AGAIN = compiled(
    r"(?:连续[\d一二三四五六七八九十两]+[年届次]|再度|再次|首次|又一次"
    "|第[一二三四五六七八九十]+次|双双|一举|同样|此前)+$"
)


def _recipients(lead: str) -> tuple[str, ...]:
    """Return who is honoured, of the words before the verb."""
    text = names.strip_head(_AGAIN.sub("", lead), "head-connector")
    text = names.strip_tail(text, "tail-adverb", "all")
    relative = compiled(r"^.{2,12}的(\p{Han}{1,5}[村镇乡])$").match(text)
    text = relative[1] if relative is not None else text
    text = compiled("等?(?:[一二三四五六七八九十]项)?(?:经验|做法|工作经验)(?:先后)?$").sub("", text)
    text = text.replace("”“", "”、“")
    together = _HEADED.fullmatch(text)
    found = [each + together["head"] for each in names.items(together["list"])] if together else names.items(text)
    return tuple(name for name in found if 2 <= len(name) <= 24)


# several that share the kind of what they are: 颜集、新河、庙头三镇
_HEADED = compiled(
    r"(?P<list>[\p{Han}、和]{3,30}?)(?:[两二三四五六七八九十]|\d{1,2})个?(?P<head>镇|乡|村|社区|街道|县|园区|医院)"
)
