"""Read ranks: whom they rank, in what, among whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.coded import Tag
from hdkg.extraction.drafts import Figure, Standing
from hdkg.extraction.rules import compiled, known, words
from hdkg.extraction.scene import READERS, Scene, lead_name
from hdkg.model import Quantity

if TYPE_CHECKING:
    from hdkg.extraction.clauses import Frame

_STREAK = compiled("{STREAK_TOLD}")
_WITHIN = compiled("{RANKED_WITHIN}")


def read_rank(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    """Read a rank: of figures before it, or of what its clause names."""
    raw = _STREAK.sub("", names.predicate(scene.coded, *lead))
    verb = frame.first("verb")
    standings = _standings(scene, frame, names.predicate(scene.coded, lead[0], verb[0]) if verb else raw)
    back = [mark for _, mark in scene.coded.within(*lead, Tag.BACK)]
    name = _ranked(raw)
    if name in {"前者", "后者"} and scene.figures:
        targets = scene.figures[-2:][:1] if name == "前者" else scene.figures[-1:]
    elif back and isinstance(back[0].value, int) and scene.figures:
        targets = scene.figures[-back[0].value :]
    elif not _names_something(scene, name) and scene.figures:
        targets = _nameless(scene, frame, name)
    else:
        targets = []
    if targets:
        one_each = _one_each(scene, frame, standings)
        for figure, own in one_each or [(figure, standings) for figure in targets]:
            figure.standings.extend(own)
        scene.since = len(scene.figures)
        return
    _free(scene, frame, lead, name, standings)


def _one_each(scene: Scene, frame: Frame, standings: list[Standing]) -> list[tuple[Figure, list[Standing]]]:
    """Return the last figures, each with its own rank, where these are told one by one (分别居全市第二、第三)."""
    each, verb = frame.first("all"), frame.first("verb")
    word = scene.coded.code[slice(*each)] if each else scene.coded.code[slice(*verb)] if verb else ""
    figures = scene.figures[-len(standings) :]
    if len(standings) < 2 or len(figures) < len(standings) or word not in {*words("each"), "分居", "分列"}:
        return []
    for standing in standings[1:]:
        standing.scope = standing.scope or standings[0].scope
    return [(figure, [standing]) for figure, standing in zip(figures, standings, strict=True)]


def _standings(scene: Scene, frame: Frame, raw: str) -> list[Standing]:
    made = []
    before = _SCOPE_BEFORE.search(raw)
    scopes = frame.spans("scope")
    for number, (start, end) in enumerate(frame.spans("rank")):
        mark = scene.coded.marks[start]
        scope = names.plain(scene.coded, *scopes[number]) if number < len(scopes) else ""
        place = scene.place(scopes[number][0] if 0 < number < len(scopes) else frame.start, end, (start, end))
        standing = Standing(place, frame.rule.id, _scope(scope) or (before["scope"] if before else scene.scope))
        if mark.tag is Tag.RANK and isinstance(mark.value, int):
            standing.position = mark.value
        else:
            standing.band = str(mark.value)
        made.append(standing)
    streak = [mark for _, mark in scene.coded.within(max(0, frame.start - 12), frame.end, Tag.STREAK)]
    if streak and made:
        made[0].ordinal = scene.coded.raw[streak[-1].start : streak[-1].end]
    return made


_SCOPE_BEFORE = compiled("{SCOPE_BEFORE}")


def _scope(text: str) -> str:
    text = compiled("{SCOPE_HEAD}").sub("", text)
    return compiled("{SCOPE_TAIL}").sub("", text).strip("的，、")


def _ranked(raw: str) -> str:
    """Return what is ranked in, of the words before a rank."""
    among = _SCOPE_BEFORE.sub("", raw)
    if among != raw:
        return names.clean(among)
    match = _WITHIN.match(raw)
    if match is not None:
        return names.strip_head(match["what"], "head-connector")
    return names.clean(raw)


def _names_something(scene: Scene, name: str) -> bool:
    return (
        bool(name)
        and name not in known("echo")
        and name not in known("rank-echo")
        and not any(f.name == name for f in scene.figures)
    )


def _nameless(scene: Scene, frame: Frame, name: str) -> list[Figure]:
    """Return the figures before that a rank without a subject of its own belongs to."""
    if frame.spans("all"):
        return scene.figures[scene.since :] or scene.figures[-1:]
    same = [figure for figure in scene.figures if figure.name == name]
    if same:
        return same[-1:]
    grown = [figure for figure in scene.figures if figure.growth]
    if name in known("rate") and grown:
        return grown[-1:]  # 增幅居全市第一: of the last that grew, not of a share told in between
    return [] if scene.figures[-1].from_topic and scene.container is not None else scene.figures[-1:]


def _free(scene: Scene, frame: Frame, lead: tuple[int, int], name: str, standings: list[Standing]) -> None:
    """Add a rank in what `name` says that stands on no figure."""
    inferred = False
    if not _names_something(scene, name):
        if scene.container is not None:
            name, inferred = scene.container.name.removesuffix("项目"), True
        elif scene.topic:
            name, inferred = compiled("{APPRAISAL_TAIL}").sub("", scene.topic), True
    if not name:
        return
    listed = names.share(names.items(name)) if frame.spans("all") else [name]
    made = []
    for each in listed:
        start, end = standings[0].place.start, standings[0].place.end
        figure = Figure(each, standings[0].place, frame.rule.id, each, each, kind="rank")
        begin = scene.coded.bounds(*lead)[0] if lead[0] < lead[1] else start
        figure.place = type(standings[0].place)(scene.joined, begin, end, standings[0].place.keep)
        figure.standings = list(standings)
        figure.from_topic = inferred
        made.append(figure)
    scene.add(made)
    scene.since = len(scene.figures)


def read_rank_change(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    """Read a change of rank: it belongs to the last rank, or stands alone."""
    span, verb = frame.spans("values")[0], frame.first("verb")
    mark = scene.coded.marks[span[0]]
    if not isinstance(mark.value, Quantity) or mark.value.value is None:
        return
    word = scene.coded.code[slice(*verb)] if verb else ""
    change = int(mark.value.value) * (-1 if word[:1] in "下后退回" else 1)
    ranked = [figure for figure in scene.figures if figure.standings]
    if ranked:
        ranked[-1].standings[-1].change = change
        ranked[-1].standings[-1].change_at = scene.coded.bounds(*span)
        ranked[-1].standings[-1].versus_mark = _versus(scene, frame)
        return
    name = lead_name(scene, lead)
    name = "" if name in known("rank-echo") or name.endswith(("排名", "位次", "名次")) else name or scene.topic
    if name or scene.figures:
        standing = Standing(scene.place(frame.start, span[1], span), frame.rule.id, change=change)
        standing.change_at = scene.coded.bounds(*span)
        standing.versus_mark = _versus(scene, frame)
        if scene.figures and not name:
            scene.figures[-1].standings.append(standing)
        else:
            figure = Figure(name, standing.place, frame.rule.id, name, name, kind="rank")
            figure.standings = [standing]
            scene.add([figure])


def _versus(scene: Scene, frame: Frame) -> object:
    span = frame.first("versus")
    return scene.coded.marks[span[0]].value if span else None


def read_rank_from_to(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    """Read a rank told with the one before (由全市第六升至第三): the places between are its change."""
    read_rank(scene, frame, lead, stop)
    before, after = frame.first("before"), frame.first("rank")
    ranked = [standing for figure in scene.figures for standing in figure.standings]
    if before is None or after is None or not ranked:
        return
    old, new = scene.coded.marks[before[0]].value, scene.coded.marks[after[0]].value
    if isinstance(old, int) and isinstance(new, int):
        ranked[-1].change = old - new
        ranked[-1].change_at = scene.coded.bounds(*before)


def read_rank_list(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    """Read a position on a list (荣登全省县域消费活力榜榜首): the list is what is ranked in."""
    listed, rank = frame.first("list"), frame.first("rank")
    if listed is None or rank is None:
        return
    name = names.plain(scene.coded, *listed)
    area = _AREA.match(name)
    scope = area[0] if area is not None and name.endswith("榜") else name
    standings = _standings(scene, frame, "")
    for standing in standings:
        standing.scope = scope
    _free(scene, frame, lead, name, standings)


_AREA = compiled("{LIST_AREA}")

READERS["rank-list"] = read_rank_list
READERS["rank"] = read_rank
READERS["rank-from-to"] = read_rank_from_to
READERS["rank-change"] = read_rank_change
