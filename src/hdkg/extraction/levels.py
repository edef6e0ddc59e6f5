"""Read levels: names to figures, and what completes a bare name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.coded import Tag
from hdkg.extraction.completing import VERBS, full_names
from hdkg.extraction.drafts import Figure
from hdkg.extraction.rules import compiled, known, measures, words
from hdkg.extraction.scene import READERS, Scene, lead_name, values_of
from hdkg.model import Bound, Quantity

if TYPE_CHECKING:
    from hdkg.extraction.clauses import Frame


def _follower(scene: Scene, frame: Frame, stop: int) -> tuple[str, int]:
    """Return the noun that follows a count, and where it ends."""
    code, begin = scene.coded.code, frame.end
    if _adjacent(scene, frame):
        begin, stop = begin + 1, scene.stop
    match = _NOUN.match(code, begin, stop)
    if match is None or not match[0]:
        return "", frame.end
    end = match.end()
    cut = _STOP.search(code, begin + 1, end)
    if cut is not None:
        end = cut.start()
    noun = names.plain(scene.coded, begin, end).strip("的")
    return (noun.rstrip("和与及") if end == stop else noun), end


_NOUN = compiled("{COUNTED_NOUN}")
_STOP = compiled("{NOUN_STOP}")


def _adjacent(scene: Scene, frame: Frame) -> bool:
    """Tell whether another figure follows at once (56条76公里): the two share their noun."""
    return scene.coded.code[frame.end : frame.end + 1] == Tag.QUANTITY


def _said(scene: Scene, noun: str, at: int) -> str:
    """Return what a clause says of a noun too bare to be a name: 9个项目签订意向协议."""
    if noun not in known("bare-noun"):
        return ""
    match = _REST.match(scene.coded.code, at, scene.stop)
    said = names.plain(scene.coded, *match.span()).strip("的") if match else ""
    return names.strip_head(said, "all") if 2 <= len(said) <= 20 else ""


def _done_to(scene: Scene, at: int) -> str:
    """Return what a clause says is done to what it counts: 102个老旧小区完成改造."""
    match = _DONE_TO.match(scene.coded.code, at, scene.stop)
    return match["verb"] if match is not None else ""


_DONE_TO = compiled("{DONE_TO}")
_REST = compiled("{REST_OF_CLAUSE}")


def _level(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    values = values_of(scene, frame) or _grades(scene, frame)
    if not values:
        return
    raw = names.predicate(scene.coded, *lead)
    named = _named_by(scene, frame, lead, stop, values[-1][1])
    if named is None:
        return
    name, end = named
    if _told_before(scene, frame, lead, name, values):
        return
    if _is_rate(scene, name, values):
        READERS["growth"](scene, frame, lead, stop)
        return
    name = _whole_name(scene, name, raw, values)
    values = _alike_bound(frame, values)
    texts, items = full_names(scene, name, raw, len(values), frame)
    listed = names.items(name) if len(values) == 1 and "各" in raw[-3:] else []
    if len(listed) > 1:
        texts = items = names.share(listed)
        values = values * len(listed)
    _add(scene, frame, lead, [*zip(values, texts, items, strict=True)], (name, end))
    _add_base(scene, frame)


def _alike_bound(frame: Frame, values: list[tuple[int, Quantity]]) -> list[tuple[int, Quantity]]:
    """Return the figures of a list, all hedged as the first one is: 分别突破16亿元、13亿元."""
    bound = values[0][1].bound
    if bound is Bound.EXACT or not frame.spans("each"):
        return values
    return [(index, replace(value, bound=bound)) for index, value in values]


def _told_before(
    scene: Scene, frame: Frame, lead: tuple[int, int], name: str, values: list[tuple[int, Quantity]]
) -> bool:
    """Tell whether figures only complete those before: their levels, the exact figure in brackets, a bar passed."""
    if (not name or name in known("echo")) and _fills(scene, values, frame, lead):
        return True
    if name in known("bar"):
        _fills(scene, values, frame, lead)  # 年均增长9.2%，突破10亿元大关
        return True
    return not name and _corrects(scene, frame, values)


def _whole_name(scene: Scene, name: str, raw: str, values: list[tuple[int, Quantity]]) -> str:
    """Return the name with the head that the verb before it or its unit gives."""
    if not name:
        return _measured(scene, raw[-2:], values) if raw[-2:] in known("verb-after") else name
    before = scene.figures[-1] if scene.figures else None
    if raw.startswith("、") and before is not None and before.clause == scene.clause:
        gained = next((verb for verb in words("gain-verb") if before.name.startswith(verb)), "")
        name = name if name.startswith(VERBS) else gained + name
    return name + scene.carried if scene.carried else _measured(scene, name, values)


def _add(
    scene: Scene,
    frame: Frame,
    lead: tuple[int, int],
    told: list[tuple[tuple[int, Quantity], str, str]],
    named: tuple[str, int],
) -> None:
    """Add the figures of a frame, each with its full name and the part of it that is its own.

    `named` is the name as read, and where the words for it end.
    """
    name, end = named
    begun = names.strip_head(names.predicate(scene.coded, *lead), "head-connector", "county-subject")
    made = []
    for (index, quantity), text, item in told:
        place = scene.place(lead[0], max(end, index + 1), (index, index + 1))
        figure = Figure(text, place, frame.rule.id, name, item, quantity)
        figure.marks.append((index, index + 1))
        figure.from_topic = text != name and len(told) == 1
        figure.flow = begun.startswith(words("flow-verb"))
        made.append(figure)
    scene.add(made)
    if len(made) == 1 and told[0][0][1].base_unit in _COUNTS and not made[0].from_topic:
        scene.container = made[0]


def _add_base(scene: Scene, frame: Frame) -> None:
    """Add the figure that the last one is told from (由2015年的13.14亿元提高到 …), where its year is told."""
    base = frame.first("base")
    if base is None:
        return
    dates = [mark for _, mark in scene.coded.within(frame.start, base[0], Tag.PERIOD, Tag.VERSUS)]
    value = scene.coded.marks[base[0]].value
    if not dates or not isinstance(value, Quantity):
        return
    after = scene.figures[-1]
    place = scene.place(frame.start, base[1], base)
    before = Figure(after.name, place, frame.rule.id, after.written, after.item, value, dated=dates[-1].value)
    before.subject, before.marks = after.subject, [base]
    before.block, before.sentence, before.clause = after.block, after.sentence, after.clause
    scene.figures.insert(-1, before)


def _named_by(
    scene: Scene, frame: Frame, lead: tuple[int, int], stop: int, quantity: Quantity
) -> tuple[str, int] | None:
    """Return the name of a frame's figures and where the words for them end; None for the number of a quoted thing."""
    if scene.shared:
        name, scene.shared = scene.shared, ""
        return name, frame.end
    name = lead_name(scene, lead)
    raw = names.predicate(scene.coded, *lead)
    noun, end = _follower(scene, frame, stop)
    quoted = noun.startswith("“") and noun.endswith("”") and noun.count("“") == 1 and quantity.base_unit == "item"
    if quoted and (not _deed(raw) or scene.coded.code.index(Tag.QUOTE, frame.end) in scene.named):
        scene.cursor = end
        return None
    if quoted:
        scene.cursor = end
        return _deed(raw) + noun, end
    listed = raw.endswith("等") and bool(noun)
    if not listed and _keeps_left(name, noun, quantity):
        return name, frame.end
    told_of = end == stop < scene.stop and scene.coded.code[stop : stop + 1] != Tag.QUANTITY
    scene.cursor = frame.end if told_of else end
    bare = listed or not name or name in known("keep-verb")
    if bare:
        name = _done_to(scene, end) + noun if _done_to(scene, end) else _carry(raw) + _said(scene, noun, end) + noun
    name = names.clean(name if bare else name + noun)
    if _adjacent(scene, frame):
        scene.shared = name
    return name, end


def _corrects(scene: Scene, frame: Frame, values: list[tuple[int, Quantity]]) -> bool:
    """Put the exact figure in brackets in the place of the round one before it: 突破20亿元（20.43亿元）."""
    before = scene.figures[-1] if scene.figures else None
    if before is None or before.value is None or len(values) != 1:
        return False
    index, exact = values[0]
    opened = scene.coded.code[: frame.start + 1].rstrip("\ue000").endswith(("（", "("))
    follows = before.clause == scene.clause - 1 and exact.bound is Bound.EXACT and _rounded(before.value)
    if before.value.bound is not Bound.OVER or before.value.base_unit != exact.base_unit:
        return False
    if not opened and not (follows and _exceeds(exact, before.value)):
        return False
    before.value = exact
    before.marks.append((index, index + 1))
    return True


def _rounded(value: Quantity) -> bool:
    """Tell whether a figure is a round one: 200亿元, 百亿元."""
    return value.written.isdigit() and (value.written.endswith("0") or len(value.written) == 1)


def _exceeds(exact: Quantity, bar: Quantity) -> bool:
    """Tell whether an exact figure is a little above a bar, so that it tells how far the bar was passed."""
    return exact.value is not None and bar.value is not None and bar.value <= exact.value < 2 * bar.value


def _is_rate(scene: Scene, name: str, values: list[tuple[int, Quantity]]) -> bool:
    """Tell whether percentages are growth: signed ones (+5.3%), or those of a name that ends in 增速."""
    if any(quantity.base_unit != "percent" for _, quantity in values):
        return False
    signed = all(scene.coded.marks[index].rule == "annotate.percent-signed" for index, _ in values)
    return signed or name.endswith(words("rate")) or (not name and scene.loose.endswith(words("rate")))


_COUNTS = frozenset({"item", "person", "household", "head"})


def _grades(scene: Scene, frame: Frame) -> list[tuple[int, Quantity]]:
    span = frame.first("values")
    marks = scene.coded.within(*span, Tag.GRADE) if span else ()
    return [(index, Quantity(str(mark.value), "", None, "grade")) for index, mark in marks]


def _keeps_left(name: str, noun: str, quantity: Quantity) -> bool:
    """Tell whether a figure's name stands before it rather than behind it."""
    if not noun:
        return True
    if not name or name in known("keep-verb"):
        return False
    if noun.startswith(words("keep-verb")) and quantity.base_unit not in _COUNTS:
        return True
    return quantity.base_unit not in _COUNTS


def _deed(raw: str) -> str:
    """Return the verb that what is counted behind it belongs to (打通8条“断头路”), or ""."""
    name = names.strip_head(raw, "head-connector", "county-subject")
    return name if name in known("keep-verb") or name in known("deed-verb") else ""


def _carry(raw: str) -> str:
    """Return the verb of a lead that belongs to the counted noun (新增, 签约 …), or ""."""
    name = names.strip_head(raw, "head-connector", "county-subject", "light-verb")
    return name if name in known("keep-verb") else ""


def _measured(scene: Scene, name: str, values: list[tuple[int, Quantity]]) -> str:
    """Turn a verb and what it is done to into what the figure measures: 出栏生猪 is 生猪出栏量."""
    heads = measures()
    verb = next((each for each in heads if name.startswith(each) or name.endswith(each)), "")
    unit = values[-1][1].base_unit
    if not verb:
        return name
    head = heads[verb].get(unit, "")
    about = name.removeprefix(verb).removesuffix(verb)
    if head and not about and scene.figures:
        about = scene.figures[-1].name
        about = about.removesuffix(names.head_of(about))
    if head and name.startswith(verb):
        scene.carried = head
    return about + head if head and about else name


def _fills(scene: Scene, values: list[tuple[int, Quantity]], frame: Frame, lead: tuple[int, int]) -> bool:
    """Give values to figures of which only the growth is known; tell whether there are such."""
    if frame.first("base") is not None:
        return False  # told of two years, in its own right
    for group in (scene.group, scene.figures[-len(values) :]):
        open_figures = [
            figure for figure in group if figure.value is None and (figure.growth or figure.average or figure.changes)
        ]
        if len(open_figures) == len(values) == len(group):
            for figure, (index, quantity) in zip(group, values, strict=True):
                figure.value = quantity
                figure.marks.append((index, index + 1))
                figure.place = scene.place(lead[0], index + 1, (index, index + 1))
                figure.rule = frame.rule.id
            return True
    return False


READERS["level"] = _level
