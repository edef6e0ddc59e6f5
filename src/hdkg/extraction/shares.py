"""Read shares, contributions, structures, comparisons with a wider area, and streaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.coded import Tag
from hdkg.extraction.drafts import Figure, Gap
from hdkg.extraction.rules import compiled, known
from hdkg.extraction.scene import READERS, Scene, lead_name, values_of
from hdkg.model import Quantity
from hdkg.normalise import parse_numeral

if TYPE_CHECKING:
    from hdkg.extraction.clauses import Frame


def _share(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    whole_span = frame.first("whole")
    whole = names.plain(scene.coded, *whole_span).strip("的") if whole_span else ""
    name = names.strip_tail(lead_name(scene, lead), "each")
    values = values_of(scene, frame)
    if not name:
        base = [figure.name for figure in scene.figures[-len(values) :]] if scene.figures else [scene.topic]
    else:
        base = names.split_list(name, len(values)) or [name] * len(values)
    if len(base) == len(values):
        scene.add(_figures(scene, frame, lead, [f"{each}占{whole}比重" for each in base], base))
        for figure in scene.group:
            figure.kind = "share"


def _pull(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    whole_span = frame.first("whole")
    whole = names.plain(scene.coded, *whole_span) if whole_span else ""
    name = lead_name(scene, lead)
    values = values_of(scene, frame)
    base = names.split_list(name, len(values)) if name else [f.item or f.name for f in scene.figures[-len(values) :]]
    if len(base) == len(values):
        base = [each.removesuffix(names.head_of(each)) or each for each in base]
        scene.add(_figures(scene, frame, lead, [f"{each}拉动{whole}增长" for each in base], base))


def _named(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    """Figures whose name is the lead and a word of the pattern, each for an item of the group before (贡献率)."""
    whole_span = frame.first("whole")
    suffix = names.plain(scene.coded, *whole_span) if whole_span else ""
    name, values = lead_name(scene, lead), values_of(scene, frame)
    listed = names.split_list(name, len(values)) if len(values) > 1 else []
    about = name.startswith("对") or not name
    if len(values) > 1 and (about or not listed) and len(scene.figures) >= len(values):
        items = [f.item or f.name for f in scene.figures[-len(values) :]]
        items = [each.removesuffix(names.head_of(each)) or each for each in items]
        scene.add(_figures(scene, frame, lead, [each + name + suffix for each in items], items))
    else:
        base = listed or [name] * len(values)
        scene.add(_figures(scene, frame, lead, [each + suffix for each in base], base))


def _structure(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    span = frame.first("values")
    index, mark = next(iter(scene.coded.within(*span, Tag.RATIO))) if span else (0, None)
    if mark is None or not isinstance(mark.value, tuple):
        return
    name = lead_name(scene, lead)
    if len(mark.value) == 2 and mark.value[1] == "1" and name.endswith("比"):
        scene.add([_plain_number(scene, frame, lead, index, mark.value[0])])
        return
    parts = _structure_parts(scene, name, len(mark.value))
    made = []
    for part, share in zip(parts, mark.value, strict=False):
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


def _number(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    """Read a figure without a unit, of what has none: a ratio, an index, a score."""
    span = frame.first("values")
    if span is not None:
        written = str(scene.coded.marks[span[0]].value)
        scene.add([_plain_number(scene, frame, lead, span[0], written)])


def _plain_number(scene: Scene, frame: Frame, lead: tuple[int, int], index: int, written: str) -> Figure:
    """Return the figure for a number that stands for itself."""
    name = lead_name(scene, lead)
    quantity = Quantity(written, "", parse_numeral(written), "number")
    figure = Figure(name, scene.place(lead[0], index + 1, (index, index + 1)), frame.rule.id, name, name, quantity)
    figure.marks.append((index, index + 1))
    return figure


def _structure_parts(scene: Scene, name: str, count: int) -> list[str]:
    bare = compiled("{STRUCTURE_TAIL}").sub("", name)
    if count == 3 and compiled("{OF_INDUSTRIES}").search(name):
        return ["第一产业", "第二产业", "第三产业"]
    return names.split_list(bare, count) or [bare or scene.topic] * count


def _compare(scene: Scene, frame: Frame, lead: tuple[int, int], _stop: int) -> None:
    if not scene.figures:
        return
    verb = frame.first("verb")
    word = scene.coded.code[slice(*verb)] if verb else ""
    sign = -1 if word[0] in "低慢落" else 1
    name = lead_name(scene, lead)
    figure = scene.figures[-1]
    same = [each for each in scene.figures if name and each.name == name]
    figure = same[-1] if same else figure
    for scope, points in zip(frame.spans("scope"), frame.spans("points"), strict=False):
        mark = scene.coded.marks[points[0]]
        if isinstance(mark.value, Quantity) and mark.value.value is not None:
            text = names.plain(scene.coded, *scope).strip("的")
            place = scene.place(frame.start, points[1], points)
            figure.gaps.append(Gap(place, frame.rule.id, text, sign * mark.value.value))


def _compare_each(scene: Scene, frame: Frame, _lead: tuple[int, int], _stop: int) -> None:
    """Read differences from several areas told one after the other: 高于全国、全省1.7、3.5个百分点."""
    verb, scopes, values = frame.first("verb"), frame.first("scopes"), frame.first("values")
    if not (scene.figures and verb and scopes and values):
        return
    sign = -1 if scene.coded.code[verb[0]] in "低慢" else 1
    areas = names.items(names.plain(scene.coded, *scopes))
    told = [(index, scene.coded.text(index, index + 1)) for index, _ in scene.coded.within(*values)]
    if len(areas) != len(told):
        return
    for area, (index, words_) in zip(areas, told, strict=True):
        figure = compiled(r"-?\d+(?:\.\d+)?").search(words_)
        if figure is not None:
            place = scene.place(frame.start, index + 1, (index, index + 1))
            difference = sign * parse_numeral(figure[0])
            scene.figures[-1].gaps.append(Gap(place, frame.rule.id, area, difference))


def _completed(scene: Scene, frame: Frame, _lead: tuple[int, int], _stop: int) -> None:
    """Read the share of a target that is reached: it belongs to the figure before."""
    for index, quantity in values_of(scene, frame):
        if scene.figures:
            scene.figures[-1].completed, scene.figures[-1].percent = True, quantity.value
            scene.figures[-1].marks.append((index, index + 1))
            if quantity.value is not None and quantity.value != 100:
                scene.figures[-1].attainment = "exceeded" if quantity.value > 100 else "partly"


def _streak(scene: Scene, frame: Frame, lead: tuple[int, int], stop: int) -> None:
    """Read a duration of a state, 连续九个月不低于…: a figure of its own."""
    values = values_of(scene, frame)
    name = lead_name(scene, lead)
    rest = names.plain(scene.coded, frame.end, scene.stop).rstrip("。！；")
    unit = values[0][1].unit if values else ""
    about = (scene.figures[-1].name + name) if name in known("echo") and scene.figures else name
    scene.cursor = stop = scene.stop
    noun = "年数" if unit == "年" else "月数" if "月" in unit else "次数"
    subject = "" if about.endswith(("村", "镇", "乡", "街道")) else about
    gloss = _GLOSS.match(names.plain(scene.coded, frame.end, len(scene.coded.code)))
    if gloss is not None:
        rest = gloss["verb"] + gloss["short"] + gloss["noun"]
    made = _figures(scene, frame, lead, [f"{subject}连续{rest}{noun}"])
    for figure in made:
        figure.place = scene.place(lead[0], stop, figure.marks[0])
    scene.add(made)


# 实现甲、乙、丙（“三零”）目标: the list and its short form
_GLOSS = compiled(r"(?P<verb>\p{Han}{2})[^，。；（(]{2,60}[（(](?P<short>“[^”]{1,12}”)[）)](?P<noun>\p{Han}{0,8})")


def _figures(
    scene: Scene, frame: Frame, lead: tuple[int, int], texts: list[str], items: list[str] | None = None
) -> list[Figure]:
    """Return one figure for each value of a frame, with these names."""
    made = []
    for number, (index, quantity) in enumerate(values_of(scene, frame)):
        figure = Figure(
            texts[number], scene.place(lead[0], index + 1, (index, index + 1)), frame.rule.id, texts[number]
        )
        figure.item = items[number] if items else ""
        figure.value = quantity
        figure.marks.append((index, index + 1))
        made.append(figure)
    return made


READERS.update(
    {
        "share": _share,
        "pull": _pull,
        "named": _named,
        "structure": _structure,
        "compare": _compare,
        "compare-each": _compare_each,
        "completion": _completed,
        "streak": _streak,
        "number": _number,
    }
)
