"""Put the frames of a sentence together: names to figures, growth and ranks to the figures that they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.coded import Coded, Tag
from hdkg.extraction.drafts import Figure, Gap, Part, Place, Standing
from hdkg.extraction.rules import compiled, words
from hdkg.model import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.extraction.clauses import Frame
    from hdkg.extraction.joined import Joined


@dataclass(slots=True)
class Scene:
    """What a sentence has said so far, and what stands open for the clauses that follow.

    `figures` are those of the sentence, `group` those of the last frame with names of its own, `topic` the subject that
    a clause without figures named, `container` the figure whose name completes bare ones (总投资 …).
    """

    coded: Coded
    joined: Joined
    block: int = 0
    number: int = 0
    clause: int = 0
    figures: list[Figure] = field(default_factory=list)
    group: list[Figure] = field(default_factory=list)
    since: int = 0
    topic: str = ""
    ranking_topic: str = ""
    container: Figure | None = None
    cursor: int = 0
    stop: int = 0
    used: set[int] = field(default_factory=set)
    shared: str = ""
    loose: str = ""
    scope: str = ""

    def place(self, start: int, end: int, keep: tuple[int, int]) -> Place:
        """Return a place in the block from coded positions."""
        while start < keep[0] and self.coded.code[start] in " 　\t*，、；":
            start += 1
        return Place(self.joined, *self.coded.bounds(start, end), self.coded.bounds(*keep))

    def add(self, figures: Iterable[Figure]) -> list[Figure]:
        """Add the figures of one frame as a group."""
        self.group = list(figures)
        for figure in self.group:
            figure.block, figure.sentence, figure.clause = self.block, self.number, self.clause
        self.figures.extend(self.group)
        return self.group


def read_clause(scene: Scene, frames: list[Frame], start: int, end: int) -> None:
    """Read the frames of one clause into the scene."""
    scene.cursor, scene.stop, scene.shared = start, end, ""
    if not frames:
        _topic(scene, start, end)
        return
    for number, frame in enumerate(frames):
        stop = frames[number + 1].start if number + 1 < len(frames) else end
        if frame.start < scene.cursor and not scene.shared:
            scene.used.update(index for index, _ in scene.coded.within(frame.start, frame.end))
            continue
        lead = (min(scene.cursor, frame.start), frame.start)
        scene.cursor = max(scene.cursor, frame.end)
        READERS[frame.rule.yields](scene, frame, lead, stop)
        scene.used.update(index for index, _ in scene.coded.within(frame.start, frame.end))


# --- names


def lead_name(scene: Scene, lead: tuple[int, int]) -> str:
    """Return the words before a frame as a name, cleaned: of those behind the last period if they hold a name."""
    parts = names.segments(scene.coded, *lead)
    last = names.clean(parts[-1])
    if len(parts) > 1 and len(last) >= 4 and last not in words("generic") and names.clean("".join(parts[:-1])):
        return last
    return names.clean("".join(parts))


def _values(scene: Scene, frame: Frame, group: str = "values") -> list[tuple[int, Quantity]]:
    """Return the figures of a frame with their coded positions; those of a list share the last one's unit."""
    span = frame.first(group)
    found = [(i, m.value) for i, m in scene.coded.within(*span) if isinstance(m.value, Quantity)] if span else []
    if found and found[-1][1].base_unit == "percentage-point":
        last = found[-1][1]
        found = [(i, Quantity(q.written, last.unit, q.value, last.base_unit, q.bound)) for i, q in found]
    return found


def _follower(scene: Scene, frame: Frame, stop: int) -> tuple[str, int]:
    """Return the noun that follows a count, and where it ends."""
    code, begin = scene.coded.code, frame.end
    if _adjacent(scene, frame):
        begin, stop = begin + 1, scene.stop
    match = _NOUN.match(code, begin, stop)
    if match is None or not match[0]:
        return "", frame.end
    end = match.end()
    cut = _STOP.search(code, begin, end)
    if cut is not None:
        end = cut.start()
    noun = names.plain(scene.coded, begin, end).strip("的")
    return (noun.rstrip("和与及") if end == stop else noun), end


_NOUN = compiled(
    r"[^，；：。！？、"
    + "".join(tag.value for tag in Tag if tag not in {Tag.QUOTE, Tag.BOOK, Tag.IDLE, Tag.NUMBER})
    + r"]*"
)
_STOP = compiled("(?:{NP_STOP})")


def _adjacent(scene: Scene, frame: Frame) -> bool:
    """Tell whether another figure follows at once (56条76公里): the two share their noun."""
    return scene.coded.code[frame.end : frame.end + 1] == Tag.QUANTITY.value


def _said(scene: Scene, noun: str, at: int) -> str:
    """Return what a clause says of a noun too bare to be a name: 9个项目签订意向协议."""
    if noun not in words("bare-noun"):
        return ""
    match = _REST.match(scene.coded.code, at, scene.stop)
    said = names.plain(scene.coded, *match.span()).strip("的") if match else ""
    return names.strip_head(said, "all") if 2 <= len(said) <= 20 else ""


_REST = compiled(r"[^，；：。！？、" + Tag.QUANTITY.value + "]*")


def _figures(
    scene: Scene, frame: Frame, lead: tuple[int, int], texts: list[str], items: list[str] | None = None
) -> list[Figure]:
    """Return one figure for each value of a frame, with these names."""
    made = []
    for number, (index, quantity) in enumerate(_values(scene, frame)):
        figure = Figure(
            texts[number], scene.place(lead[0], index + 1, (index, index + 1)), frame.rule.id, texts[number]
        )
        figure.item = items[number] if items else ""
        figure.value = quantity
        figure.marks.append((index, index + 1))
        made.append(figure)
    return made


# --- one reader for each kind of frame


def _level(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    values = _values(scene, frame) or _grades(scene, frame)
    if not values:
        return
    name = lead_name(scene, lead)
    raw = names.plain(scene.coded, *lead)
    noun, noun_end = _follower(scene, frame, stop)
    if scene.shared:
        name, noun, scene.shared = scene.shared, "", ""
    elif noun.startswith("“") and noun.endswith("”") and noun.count("“") == 1 and values[-1][1].base_unit == "item":
        scene.cursor = noun_end
        return
    if not _keeps_left(name, noun, values[-1][1]):
        scene.cursor = noun_end
        tail_place = noun_end
        said = _said(scene, noun, noun_end)
        name = (
            names.clean(_carry(raw) + said + noun)
            if not name or name in words("keep-verb")
            else names.clean(name + noun)
        )
        if _adjacent(scene, frame):
            scene.shared = name
    else:
        tail_place = frame.end
    if not name and len(frame.groups.get("values", ())) and _fills(scene, values, frame, lead):
        return
    if name in words("echo") and _fills(scene, values, frame, lead):
        return
    texts, items = _texts(scene, name, raw, len(values), frame)
    made = []
    for number, (index, quantity) in enumerate(values):
        last = max(tail_place, index + 1)
        made.append(
            Figure(
                texts[number],
                scene.place(lead[0], last, (index, index + 1)),
                frame.rule.id,
                name,
                items[number],
                quantity,
            )
        )
        made[-1].marks.append((index, index + 1))
        made[-1].from_topic = texts[number] != name and len(values) == 1
    scene.add(made)
    if len(made) == 1 and values[0][1].base_unit in _COUNTS and not made[0].from_topic:
        scene.container = made[0]


_COUNTS = frozenset({"item", "person", "household", "head"})


def _grades(scene: Scene, frame: Frame) -> list[tuple[int, Quantity]]:
    span = frame.first("values")
    marks = scene.coded.within(*span, Tag.GRADE) if span else ()
    return [(index, Quantity(str(mark.value), "", None, "grade")) for index, mark in marks]


def _keeps_left(name: str, noun: str, quantity: Quantity) -> bool:
    """Tell whether a figure's name stands before it rather than behind it."""
    if not noun:
        return True
    if not name or name in words("keep-verb"):
        return False
    if noun.startswith(words("keep-verb")) and quantity.base_unit not in _COUNTS:
        return True
    return quantity.base_unit not in _COUNTS


def _carry(raw: str) -> str:
    """Return the verb of a lead that belongs to the counted noun (新增, 签约 …), or ""."""
    name = names.strip_head(raw, "head-connector", "subject", "light-verb")
    return name if name in words("keep-verb") else ""


def _texts(scene: Scene, name: str, raw: str, count: int, frame: Frame) -> tuple[list[str], list[str]]:
    """Return the full names for the figures of a frame, and the part of each that is its own."""
    act = frame.first("act")
    if count > 1:
        verb = scene.coded.code[slice(*act)] if act else ""
        listed = names.split_list(name, count)
        if listed:
            return [verb + part for part in listed], listed
        if len(scene.group) == count and name:
            base = [figure.item or figure.name for figure in scene.group]
            return [part + name for part in base], base
        if not name and (topics := names.split_list(scene.loose or scene.topic, count)):
            return topics, topics
        return [_complete(scene, name, raw, frame)] * count, [name] * count
    full = _complete(scene, name, raw, frame)
    return [full], [name]


_VERBS = tuple(sorted(words("keep-verb"), key=lambda word: (-len(word), word)))


def _complete(scene: Scene, name: str, raw: str, frame: Frame) -> str:
    """Return a bare name with what it is about before it."""
    if not name:
        if scene.figures and "投资" in scene.figures[-1].name and raw.endswith("完成"):
            name = "完成投资"
        elif not scene.figures and not scene.topic:
            return scene.loose
    if not name:
        verb = next((v for v in _VERBS if raw.endswith(v)), "")
        about = scene.topic or (scene.figures[-1].name if scene.figures else "")
        return f"{verb}{about}" or scene.topic
    if name in words("generic") or name in words("keep-verb"):
        if scene.container is not None:
            return _with_verb(scene.container.name, name)
        if scene.topic:
            return scene.topic + name if not scene.topic.endswith(name) else scene.topic
        if scene.figures and scene.figures[-1].item:
            return scene.figures[-1].item.removesuffix(names.head_of(scene.figures[-1].item)) + name
    values = _values(scene, frame)
    before = scene.figures[-1].value if scene.figures else None
    same = bool(values) and before is not None and before.base_unit == values[-1][1].base_unit
    return _inherit_head(scene, name) if same else name


def _with_verb(about: str, name: str) -> str:
    """Join what a bare name is about and the name: 收集问题, 解决 is 解决问题; 重点项目, 总投资 is 重点项目总投资."""
    verb = next((each for each in _VERBS if about.startswith(each) and len(about) > len(each)), "")
    if name in words("keep-verb") and verb:
        return name + about.removeprefix(verb)
    return about + name


def _inherit_head(scene: Scene, name: str) -> str:
    """Give a name the head of the figure before it, where both are items of one kind (城镇居民…, 农村居民)."""
    if not scene.figures or names.head_of(name) or len(name) < 2:
        return name
    before = scene.figures[-1].name
    at = before.find(name[-2:])
    rest = before[at + 2 :] if at >= 0 else ""
    return name + rest if len(rest) >= 2 and names.head_of(rest) else name


def _fills(scene: Scene, values: list[tuple[int, Quantity]], frame: Frame, lead: tuple[int, int]) -> bool:
    """Give values to figures of which only the growth is known; tell whether there are such."""
    for group in (scene.group, scene.figures[-len(values) :]):
        open_figures = [figure for figure in group if figure.value is None and (figure.growth or figure.changes)]
        if len(open_figures) == len(values) == len(group):
            for figure, (index, quantity) in zip(group, values, strict=True):
                figure.value = quantity
                figure.marks.append((index, index + 1))
                figure.place = scene.place(lead[0], index + 1, (index, index + 1))
                figure.rule = frame.rule.id
            return True
    return False


def _growth(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    sign = _sign(scene, frame)
    values = [(index, _signed(quantity, sign)) for index, quantity in _values(scene, frame)]
    name = lead_name(scene, lead)
    parts = [Part(scene.place(frame.start, i + 1, (i, i + 1)), frame.rule.id, q) for i, q in values]
    targets = _targets(scene, name, len(values), frame)
    if targets:
        for figure, part in zip(targets, parts * len(targets) if len(parts) == 1 else parts, strict=False):
            if figure.growth is None:
                figure.growth = part
        return
    texts, items = _texts(scene, name or scene.topic, names.plain(scene.coded, *lead), len(values), frame)
    if len(values) == 1 and "each" in frame.groups and name:
        texts = items = names.share(names.items(name))
        parts *= len(texts)
    if not texts[0]:
        return
    made = []
    for number, part in enumerate(parts):
        index = values[number if len(values) > 1 else 0][0]
        figure = Figure(
            texts[number], scene.place(lead[0], index + 1, (index, index + 1)), frame.rule.id, name, items[number]
        )
        figure.growth = part
        made.append(figure)
    scene.add(made)


def _sign(scene: Scene, frame: Frame) -> int:
    span = frame.first("verb")
    word = scene.coded.code[slice(*span)] if span else ""
    return (
        -1
        if word in words("down")
        or word in words("down-verb")
        or word in words("change-down")
        or word in words("rate-down")
        else 1
    )


def _signed(quantity: Quantity, sign: int) -> Quantity:
    if sign > 0 or quantity.value is None or quantity.written.startswith("-"):
        return quantity
    return Quantity("-" + quantity.written, quantity.unit, -quantity.value, quantity.base_unit, quantity.bound)


def _targets(scene: Scene, name: str, count: int, frame: Frame) -> list[Figure]:
    """Return the figures before that a nameless growth, change or rank belongs to."""
    if not scene.figures:
        return []
    if name in {"前者", "后者"}:
        pair = scene.figures[-2:]
        return pair[:1] if name == "前者" and len(pair) == 2 else pair[-1:]
    if name and not _echoes(scene, name):
        return []
    if count > 1:
        return (
            scene.group if len(scene.group) == count else scene.figures[-count:] if len(scene.figures) >= count else []
        )
    if "all" in frame.groups or ("each" in frame.groups and len(scene.group) > 1):
        return scene.group
    return scene.figures[-1:]


def _echoes(scene: Scene, name: str) -> bool:
    """Tell whether a name only repeats what the last figure measures (商品房销售…，面积增长…)."""
    return name in words("echo") or any(figure.name == name for figure in scene.group)


def _change(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    sign = _sign(scene, frame)
    values = [(index, _signed(quantity, sign)) for index, quantity in _values(scene, frame)]
    name = lead_name(scene, lead)
    parts = [Part(scene.place(frame.start, i + 1, (i, i + 1)), frame.rule.id, q) for i, q in values]
    targets = _targets(scene, name, len(values), frame) if not name or _echoes(scene, name) else []
    if not targets:
        texts, items = _texts(scene, name or scene.topic, names.plain(scene.coded, *lead), len(values), frame)
        if not texts[0]:
            return
        targets = scene.add(
            Figure(text, part.place, frame.rule.id, name, item)
            for text, item, part in zip(texts, items, parts, strict=True)
        )
    for figure, part in zip(targets, parts, strict=False):
        figure.changes.append(part)


def _average(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    sign = _sign(scene, frame)
    for index, quantity in _values(scene, frame)[:1]:
        part = Part(scene.place(frame.start, index + 1, (index, index + 1)), frame.rule.id, _signed(quantity, sign))
        name = lead_name(scene, lead)
        targets = _targets(scene, name, 1, frame)
        if not targets and name:
            targets = scene.add([Figure(name, part.place, frame.rule.id, name, name)])
        for figure in targets[-1:]:
            figure.average = part


def _multiple(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    name = lead_name(scene, lead)
    for index, quantity in _values(scene, frame)[:1]:
        part = Part(scene.place(lead[0], index + 1, (index, index + 1)), frame.rule.id, quantity)
        targets = _targets(scene, name, 1, frame)
        if not targets and name:
            listed = names.share(names.items(name))
            targets = scene.add(Figure(each, part.place, frame.rule.id, name, each) for each in listed)
        for figure in targets:
            figure.multiples.append(part)


def _share(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    whole_span = frame.first("whole")
    whole = names.plain(scene.coded, *whole_span).strip("的") if whole_span else ""
    name = names.strip_tail(lead_name(scene, lead), "each")
    values = _values(scene, frame)
    if not name:
        base = [figure.name for figure in scene.figures[-len(values) :]] if scene.figures else [scene.topic]
    else:
        base = names.split_list(name, len(values)) or [name] * len(values)
    if len(base) == len(values):
        scene.add(_figures(scene, frame, lead, [f"{each}占{whole}比重" for each in base], base))
        for figure in scene.group:
            figure.kind = "share"


def _pull(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    whole_span = frame.first("whole")
    whole = names.plain(scene.coded, *whole_span) if whole_span else ""
    name = lead_name(scene, lead)
    values = _values(scene, frame)
    base = names.split_list(name, len(values)) if name else [f.item or f.name for f in scene.figures[-len(values) :]]
    if len(base) == len(values):
        base = [each.removesuffix(names.head_of(each)) or each for each in base]
        scene.add(_figures(scene, frame, lead, [f"{each}拉动{whole}增长" for each in base], base))


def _named(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    """Figures whose name is the lead and a word of the pattern, each for an item of the group before (贡献率)."""
    whole_span = frame.first("whole")
    suffix = names.plain(scene.coded, *whole_span) if whole_span else ""
    name, values = lead_name(scene, lead), _values(scene, frame)
    listed = names.split_list(name, len(values)) if len(values) > 1 else []
    about = name.startswith("对") or not name
    if len(values) > 1 and (about or not listed) and len(scene.figures) >= len(values):
        items = [f.item or f.name for f in scene.figures[-len(values) :]]
        items = [each.removesuffix(names.head_of(each)) or each for each in items]
        scene.add(_figures(scene, frame, lead, [each + name + suffix for each in items], items))
    else:
        base = listed or [name] * len(values)
        scene.add(_figures(scene, frame, lead, [each + suffix for each in base], base))


def _structure(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    span = frame.first("values")
    index, mark = next(iter(scene.coded.within(*span, Tag.RATIO))) if span else (0, None)
    if mark is None or not isinstance(mark.value, tuple):
        return
    name = lead_name(scene, lead)
    parts = _structure_parts(scene, name, len(mark.value))
    made = []
    for part, share in zip(parts, mark.value, strict=False):
        from hdkg.normalise.numerals import parse_numeral

        quantity = Quantity(share, "%", parse_numeral(share), "percent")
        made.append(
            Figure(
                f"{part}占比",
                scene.place(lead[0], index + 1, (index, index + 1)),
                frame.rule.id,
                name,
                part,
                quantity,
                kind="share",
            )
        )
        made[-1].marks.append((index, index + 1))
    scene.add(made)


def _structure_parts(scene: Scene, name: str, count: int) -> list[str]:
    bare = compiled("(?:增加值)?(?:的?(?:结构|之比|比例|构成|比重|比))+(?:由)?$").sub("", name)
    if count == 3 and compiled("产业|一二三产|三产").search(name):
        return ["第一产业", "第二产业", "第三产业"]
    return names.split_list(bare, count) or [bare or scene.topic] * count


def _compare(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    if not scene.figures:
        return
    verb = frame.first("verb")
    word = scene.coded.code[slice(*verb)] if verb else ""
    sign = -1 if word[0] in "低慢落" else 1
    name = lead_name(scene, lead)
    figure = scene.figures[-1]
    same = [each for each in scene.figures if name and each.name == name]
    figure = same[-1] if same else figure
    for scope, points in zip(frame.groups.get("scope", ()), frame.groups.get("points", ()), strict=False):
        mark = scene.coded.marks[points[0]]
        if isinstance(mark.value, Quantity) and mark.value.value is not None:
            text = names.plain(scene.coded, *scope).strip("的")
            place = scene.place(frame.start, points[1], points)
            figure.gaps.append(Gap(place, frame.rule.id, text, sign * mark.value.value))


def _streak(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    """A duration of a state: 连续九个月不低于…: a figure of its own."""
    values = _values(scene, frame)
    name = lead_name(scene, lead)
    rest = names.plain(scene.coded, frame.end, stop)
    unit = values[0][1].unit if values else ""
    about = (scene.figures[-1].name + name) if name in words("echo") and scene.figures else name
    scene.cursor = stop
    noun = "年数" if unit == "年" else "月数" if "月" in unit else "次数"
    subject = about if about else ""
    made = _figures(scene, frame, lead, [f"{subject}连续{rest}{noun}"])
    for figure in made:
        figure.place = scene.place(lead[0], stop, figure.marks[0])
    scene.add(made)


READERS = {
    "level": _level,
    "growth": _growth,
    "change": _change,
    "average-growth": _average,
    "multiple": _multiple,
    "share": _share,
    "pull": _pull,
    "named": _named,
    "structure": _structure,
    "compare": _compare,
    "streak": _streak,
}


def _topic(scene: Scene, start: int, end: int) -> None:
    """Remember what a clause without figures is about."""
    text = names.plain(scene.coded, start, end)
    listing = _LISTING.search(text)
    if listing is not None:
        scene.scope = listing["scope"]
    cut = _TOPIC_END.search(text)
    bare = names.strip_head(text[: cut.start()] if cut else text, "head-connector", "subject")
    if not 2 <= len(bare) <= 30:
        return
    scene.loose = names.strip_tail(bare, "tail-adverb", "link")
    if cut is not None:
        scene.topic, scene.container = scene.loose, None


_TOPIC_END = compiled(
    "(?:有所|略有|稳中有|小幅|大幅|持续增|持续下|平稳增|稳定增|方面$|评选中|评比中|考核中|评价中|再创新高|喜获丰收|增产|减产)"
)
_LISTING = compiled(
    "在?(?P<scope>[^，]{2,16}?)(?:各专项|各项|各类|各分项|专项|等|系列)*(?:榜单|榜|排行榜|评价|考核|评选)(?:上|中|里)$"
)
