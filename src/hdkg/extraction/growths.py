"""Read growth, change and multiples: what qualifies the figures before, or stands for one that is not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.completing import full_names
from hdkg.extraction.drafts import Figure, Part
from hdkg.extraction.rules import known, words
from hdkg.extraction.scene import READERS, Scene, lead_name, values_of
from hdkg.model import Quantity

if TYPE_CHECKING:
    from hdkg.extraction.clauses import Frame


def _growth(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    sign = _sign(scene, frame)
    values = [(index, _signed(quantity, sign)) for index, quantity in values_of(scene, frame)]
    name = names.strip_tail(lead_name(scene, lead), "rate")
    parts = [Part(scene.place(frame.start, i + 1, (i, i + 1)), frame.rule.id, q) for i, q in values]
    targets = targets_of(scene, name, len(values), frame)
    if targets:
        for figure, part in zip(targets, parts * len(targets) if len(parts) == 1 else parts, strict=False):
            if figure.growth is None:
                figure.growth = part
        return
    texts, items = full_names(scene, name or scene.topic, names.predicate(scene.coded, *lead), len(values), frame)
    if len(values) == 1 and frame.spans("each") and name:
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


def _growth_next(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    """Read the growth of one indicator in a further period: 一季度下降7.9%，上半年收窄到2.6%，全年转正为1.5%."""
    before = scene.figures[-1] if scene.figures else None
    topic = scene.topic or scene.loose
    verb = frame.first("verb")
    word = scene.coded.code[slice(*verb)] if verb else ""
    told = before.growth is not None if before is not None else topic.endswith(words("rate"))
    if lead_name(scene, lead) or not told:
        grows = word in known("up") or word in known("down")
        READERS["growth" if grows else "level"](scene, frame, lead, stop)
        return
    name = before.name if before is not None else names.strip_tail(topic, "tail-adverb", "rate")
    falling = before is not None and before.growth is not None and before.growth.quantity.written.startswith("-")
    for index, quantity in values_of(scene, frame):
        place = scene.place(frame.start, index + 1, (index, index + 1))
        figure = Figure(name, place, frame.rule.id, name, name)
        signed = _signed(quantity, -1 if falling and word.startswith("收窄") else _sign(scene, frame))
        figure.growth = Part(place, frame.rule.id, signed)
        scene.add([figure])


def _sign(scene: Scene, frame: Frame) -> int:
    span = frame.first("verb")
    word = scene.coded.code[slice(*span)] if span else ""
    return (
        -1
        if word in known("down")
        or word in known("down-verb")
        or word in known("change-down")
        or word in known("rate-down")
        else 1
    )


def _signed(quantity: Quantity, sign: int) -> Quantity:
    if sign > 0 or quantity.value is None or quantity.written.startswith("-"):
        return quantity
    return Quantity("-" + quantity.written, quantity.unit, -quantity.value, quantity.base_unit, quantity.bound)


def targets_of(scene: Scene, name: str, count: int, frame: Frame) -> list[Figure]:
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
    if frame.spans("all") or (len(scene.group) > 1 and frame.spans("each")):
        return scene.group
    return scene.figures[-1:]


def _echoes(scene: Scene, name: str) -> bool:
    """Tell whether a name only repeats what the last figure measures (商品房销售…，面积增长…)."""
    return name in known("echo") or any(figure.name == name for figure in scene.group)


def _change(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    sign = _sign(scene, frame)
    values = [(index, _signed(quantity, sign)) for index, quantity in values_of(scene, frame)]
    name = lead_name(scene, lead)
    parts = [Part(scene.place(frame.start, i + 1, (i, i + 1)), frame.rule.id, q) for i, q in values]
    targets = targets_of(scene, name, len(values), frame) if not name or _echoes(scene, name) else []
    if not targets:
        texts, items = full_names(scene, name or scene.topic, names.predicate(scene.coded, *lead), len(values), frame)
        if not texts[0]:
            return
        targets = scene.add(
            Figure(text, part.place, frame.rule.id, name, item)
            for text, item, part in zip(texts, items, parts, strict=True)
        )
    for figure, part in zip(targets, parts, strict=False):
        figure.changes.append(part)


def _average(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    sign = _sign(scene, frame)
    for index, quantity in values_of(scene, frame)[:1]:
        part = Part(scene.place(frame.start, index + 1, (index, index + 1)), frame.rule.id, _signed(quantity, sign))
        name = lead_name(scene, lead)
        targets = targets_of(scene, name, 1, frame)
        if not targets and name:
            targets = scene.add([Figure(name, part.place, frame.rule.id, name, name)])
        for figure in targets[-1:]:
            figure.average = part


def _multiple(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    name = lead_name(scene, lead)
    for index, quantity in values_of(scene, frame)[:1]:
        part = Part(scene.place(lead[0], index + 1, (index, index + 1)), frame.rule.id, quantity)
        targets = targets_of(scene, name, 1, frame)
        if not targets and name:
            listed = names.share(names.items(name))
            targets = scene.add(Figure(each, part.place, frame.rule.id, name, each) for each in listed)
        for figure in targets:
            figure.multiples.append(part)


READERS.update(
    {
        "growth": _growth,
        "growth-next": _growth_next,
        "change": _change,
        "average-growth": _average,
        "multiple": _multiple,
    }
)
