"""Read the things that a sentence names: initiatives, works and media, firms, places, events."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.coded import Tag
from hdkg.extraction.projects import read_projects
from hdkg.extraction.rules import compiled, words
from hdkg.extraction.thing import Thing
from hdkg.model import EntityKind
from hdkg.resources import towns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.extraction.coded import Coded


_RUN = rf"[\p{{Han}}{Tag.IDLE.value}{Tag.QUANTITY.value}{Tag.RANK.value}]"
_HEAD = compiled(
    rf"(?:{_RUN}{{0,10}}?(?:行动|活动|工程|战略|计划|体系|机制|制度|模式|品牌|保卫战|攻坚战|蓝图|长制|平台|改革|思路)|{_RUN}{{0,10}}?(?:{{INITIATIVE_STRONG}})(?![\p{{Han}}])|{_RUN}{{0,8}}?(?:{{INITIATIVE_STRONG}}))"
)
_PREFIX = compiled(r"(?:^|[，。；、和])(?<prefix>(?!{INITIATIVE_VERB}|其中|包括|同时|成功|还)\p{Han}{2,8})$")
_PLAIN = compiled("[的为是等在]")
_CREDIT = compiled("(?:开展|实施|设立|推动|打响|启动|推行|组织|举办|发起|开启)了?(?:[^，。；]{0,6})$")
_VERB = compiled("(?:{INITIATIVE_VERB})(?:了|好|省委|市委|县委|区委|全省|省|市)?$")
_DONE = compiled("(?:{INITIATIVE_DONE}|现已)")
_FIRST = compiled(r"(?:在)?(?<ordinal>(?:全[国省市州]|我省|我市)?(?:率先)?首(?:创|推|开))了?$")
_FIRST_BEHIND = compiled(r"[^，。；]{0,8}?(?:属|是|为|系)(?<ordinal>(?:全[国省市州]|当地)?首(?:创|推|个))")
_KINDS = (
    (EntityKind.CAMPAIGN, ("行动", "活动", "战", "攻势", "年", "月", "竞赛", "比武")),
    (EntityKind.STRATEGY, ("战略", "蓝图", "思路", "使命", "任务", "布局", "定位", "目标", "格局")),
    (EntityKind.MECHANISM, ("机制", "制度", "体系", "长制", "制", "日", "平台", "监督")),
    (EntityKind.GOVERNANCE_MODEL, ("模式", "工作法", "治理法")),
    (EntityKind.BRAND, ("品牌",)),
    (EntityKind.REFORM, ("改革", "事项", "改革任务")),
    (EntityKind.PROGRAMME, ("工程", "计划", "产业", "建设", "创建")),
)


def kind_of(name: str) -> EntityKind:
    """Return the kind of initiative that a name's end tells.

    Examples
    --------
    >>> kind_of("“春风”行动").value, kind_of("“四联”工作").value
    ('Campaign', 'Initiative')
    """
    bare = name.rstrip("”")
    return next((kind for kind, ends in _KINDS if bare.endswith(ends)), EntityKind.INITIATIVE)


def read_things(coded: Coded, county: str, taken: set[int]) -> Iterator[Thing]:
    """Yield the things that a coded sentence names, none at the coded positions already `taken`."""
    for index, mark in coded.within(0, len(coded.code), Tag.QUOTE, Tag.BOOK):
        if index in taken:
            continue
        thing = _work(coded, index) if mark.tag is Tag.BOOK else _initiative(coded, index)
        if thing is not None:
            yield thing
    yield from _unquoted(coded)
    yield from read_projects(coded, taken)
    yield from _places(coded, county)
    yield from _events(coded)


def _work(coded: Coded, index: int) -> Thing:
    name = coded.text(index, index + 1)
    kind = EntityKind.MEDIA_OUTLET if name[:-1].endswith(words("media")) else EntityKind.WORK
    before = coded.code[max(0, index - 6) : index]
    if kind is EntityKind.WORK and ("歌曲" in before or "MV" in before):
        kind = EntityKind.SONG
    return Thing(kind, name, index, index + 1)


def _initiative(coded: Coded, index: int) -> Thing | None:
    quoted = coded.text(index, index + 1)
    code = coded.code
    if quoted in words("no-initiative") or any(mark in quoted for mark in "。！？"):
        return None
    if quoted.endswith("项目”") and len(quoted) > 5:
        return Thing(EntityKind.PROJECT, quoted, index, index + 1)
    before = code[max(0, index - 14) : index]
    behind = None if _PLAIN.match(code, index + 1) else _HEAD.match(code, index + 1, min(len(code), index + 26))
    if behind is None and not _bare(quoted, before, code[index + 1 : index + 8]):
        return None
    end = behind.end() if behind is not None else index + 1
    name = quoted + names.plain(coded, index + 1, end).removeprefix("这一")
    prefix = compiled(r"(?:^|[，。；、和])(?<prefix>(?!{INITIATIVE_VERB}|其中|包括|同时|成功|还)\p{Han}{2,8})$").search(
        before
    )
    if prefix is not None and not compiled("{INITIATIVE_VERB}|为|把|以|等|在|到|了|的|是|向|着|有|县|市").search(
        prefix["prefix"]
    ):
        index_start, name = index - len(prefix["prefix"]), prefix["prefix"] + name
    else:
        index_start = index
    first = _FIRST.search(before) or _FIRST_BEHIND.match(code, end, min(len(code), end + 20))
    return Thing(
        kind_of(name),
        name,
        index_start,
        end,
        credits=_CREDIT.search(before) is not None,
        ordinal=first["ordinal"] if first is not None else "",
    )


_UNQUOTED = compiled(
    r"(?:{INITIATIVE_VERB})(?:了)?(?<name>(?!{INITIATIVE_VERB})[\p{Han}、]{2,16}?"
    r"(?:长制|城市创建|示范县创建|集成改革|专项行动|攻坚行动|三年行动|提升工程|清廉\p{Han}{2}建设)|清廉\p{Han}{2}建设)"
)


def _unquoted(coded: Coded) -> Iterator[Thing]:
    """Yield the initiatives that stand without quotation marks behind a verb that carries them on."""
    for match in _UNQUOTED.finditer(coded.code):
        name = names.strip_head(match["name"], "head-connector", "initiative-verb")
        yield Thing(kind_of(name), name, *match.span("name"))


def _bare(quoted: str, before: str, behind: str) -> bool:
    """Tell whether a quotation without a head names an initiative by its own end or by the words around it."""
    if len(quoted) > 16:
        return False
    ends = quoted[:-1].endswith(words("initiative-content"))
    return ends or _VERB.search(before) is not None or (_DONE.match(behind) is not None and len(quoted) <= 10)


@cache
def _town_names(county: str) -> tuple[str, ...]:
    return tuple(town.name for town in towns(county))


_VILLAGE = compiled(
    r"(?:(?<=^)|(?<=[，。；：、（的])|(?<=镇)|(?<=乡))(?<village>\p{Han}{2,3}村)(?!民|级|庄|党|干|集体|屯)"
)
_SITE = compiled(r"的?(?<site>\p{Han}{2,8}基地)")
_STANDALONE = compiled(r"^(?<name>[\p{Han}·]{4,14})[。]?$")


def _places(coded: Coded, county: str) -> Iterator[Thing]:
    code = coded.code
    for name in _town_names(county):
        at = code.find(name)
        if at >= 0:
            yield Thing(EntityKind.TOWN, name, at, at + len(name))
    for match in _VILLAGE.finditer(code):
        name = match["village"]
        if any(word in name for word in words("place-not")) or name.startswith(("在", "有", "为", "各", "全")):
            continue
        town = next((each for each in _town_names(county) if code[: match.start()].endswith(each)), "")
        yield Thing(EntityKind.VILLAGE, name, match.start(), match.end(), within=town)
        site = _SITE.match(code, match.end())
        if site is not None:
            yield Thing(EntityKind.SITE, site["site"], match.start(), site.end(), within=name)
    alone = _STANDALONE.match(code.strip())
    if alone is not None and ("·" in alone["name"] or alone["name"].endswith(("开发区", "园区", "景区"))):
        zone = alone["name"].endswith(("开发区", "园区"))
        at = code.index(alone["name"])
        kind = EntityKind.DEVELOPMENT_ZONE if zone else EntityKind.SITE
        yield Thing(kind, alone["name"], at, at + len(alone["name"]))


_EVENT = compiled(
    rf"(?:^|[，。；、{Tag.PERIOD.value}])(?<event>[\p{{Han}}{Tag.IDLE.value}]{{2,30}}?(?:会议|大会|全会|现场会|推进会|博览会|论坛))(?=召开|举行|开幕|听取|在|上)"
)
_FESTIVAL = compiled(r"(?:图为|举办|举行)(?<event>\p{Han}{2,8}节会?)")
_GROUP = compiled(
    r"(?:组建|成立|挂牌)(?:新的|了)?(?<name>\p{Han}{2,12}(?:教育集团|医共体|集团))|(?<name>\p{Han}{2,12}教育集团)"
)


def _events(coded: Coded) -> Iterator[Thing]:
    for match in _EVENT.finditer(coded.code):
        yield Thing(EntityKind.EVENT, names.plain(coded, *match.span("event")), *match.span("event"))
    for match in _FESTIVAL.finditer(coded.code):
        yield Thing(EntityKind.FESTIVAL, match["event"], *match.span("event"))
    for match in _GROUP.finditer(coded.code):
        yield Thing(EntityKind.INSTITUTION, match["name"], *match.span("name"))
