"""Complete a bare name with what it is about: the topic, the figure before, the whole of which it is a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.rules import known, words
from hdkg.extraction.scene import Scene, values_of

if TYPE_CHECKING:
    from hdkg.extraction.clauses import Frame
    from hdkg.model import Quantity

_SHORT = 4  # characters of an item that is named by what it is alone

#: Verbs that belong to the name of what is done, the longest first.
VERBS = tuple(sorted(words("keep-verb"), key=lambda word: (-len(word), word)))


def full_names(scene: Scene, name: str, raw: str, count: int, frame: Frame) -> tuple[list[str], list[str]]:
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
        both = not name or name in known("both")
        if both and (topics := names.split_list(scene.loose or scene.topic, count)):
            return topics, topics
        return [_complete(scene, name, raw, frame)] * count, [name] * count
    full = _undertaken(name, raw) or _above(scene, name) or _complete(scene, name, raw, frame)
    return [full], [name]


def _undertaken(name: str, raw: str) -> str:
    """Return the whole name of what is told as a deed: 开展巡察, and 办理环节压减 as 压减办理环节; else ""."""
    if name in known("keep-verb") and raw.endswith(f"开展{name}"):
        return f"开展{name}"
    verb = next((each for each in words("verb-last") if name.endswith(each) and len(name) > len(each)), "")
    return verb + names.strip_head(raw.removesuffix(verb), "head-connector", "county-subject") if verb else ""


def _above(scene: Scene, name: str) -> str:
    """Return what is told by its size alone with what it is: 亿元以上项目32个，其中10亿元以上7个; else ""."""
    told = name.endswith("以上") and "以上" in scene.part
    return name + scene.part.rpartition("以上")[2] if told else ""


def _complete(scene: Scene, name: str, raw: str, frame: Frame) -> str:
    """Return a bare name with what it is about before it."""
    if not name and scene.figures and "投资" in scene.figures[-1].name and raw.endswith("完成"):
        name = "完成投资"
    if not name:
        verb = next((v for v in VERBS if raw.endswith(v)), "")
        about = scene.passed or scene.topic or (scene.figures[-1].name if scene.figures else scene.loose)
        return verb + about if scene.figures or scene.topic else about
    if name in known("resident"):
        return _resident(scene, name, values_of(scene, frame))
    if name in known("generic") or name in known("keep-verb"):
        about = _about(scene, name)
        if about:
            return about
    values = values_of(scene, frame)
    nearest = scene.whole or (scene.figures[-1] if scene.figures else None)
    before = nearest.value if nearest is not None else None
    if not values or before is None or before.base_unit != values[-1][1].base_unit:
        return name
    if scene.part and not names.head_of(name):
        shared = name[-2:] == scene.part[-2:] and not name.startswith(VERBS)
        verb = next((each for each in VERBS if shared and scene.part.startswith(each)), "")
        deed = name in known("keep-verb") and names.head_of(scene.part) == scene.part
        return verb + name + ("" if deed else names.head_of(scene.part))  # 进出口总额…，其中出口…
    return _inherit_head(scene, name)


def _resident(scene: Scene, name: str, values: list[tuple[int, Quantity]]) -> str:
    """Return the income of the inhabitants that a short form stands for (城镇36415元), where incomes are told."""
    told = [figure.name for figure in scene.figures] + [scene.topic, scene.loose]
    measure = next((each[each.rindex("人均") :] for each in reversed(told) if "人均" in each), "")
    money = bool(values) and values[-1][1].base_unit == "CNY" and values[-1][1].unit == "元"
    if not measure and not money:
        about = scene.part or (scene.figures[-1].name if scene.figures else "")
        return name + (about.removeprefix("全").removeprefix("社会") if "消费品" in about else names.head_of(about))
    base = name if name.endswith(("居民", "农民", "牧民")) else f"{name}居民"
    return base + (measure or "人均可支配收入")


def _about(scene: Scene, name: str) -> str:
    """Return a bare name with what its sentence is about, or "" where the sentence does not say."""
    if scene.container is not None:
        return _with_verb(scene.container.name, name)
    if scene.topic:
        return scene.topic if scene.topic.endswith(name) else scene.topic + name
    item = scene.figures[-1].item if scene.figures else ""
    deed = item in known("keep-verb")  # 出口5.9亿元、进口0.9亿元: neither is about the other
    return item.removesuffix(names.head_of(item)) + name if item and not deed else ""


def _with_verb(about: str, name: str) -> str:
    """Join what a bare name is about and the name: 收集问题, 解决 is 解决问题; 重点项目, 总投资 is 重点项目总投资."""
    verb = next((each for each in VERBS if about.startswith(each) and len(about) > len(each)), "")
    if name in known("keep-verb") and verb:
        return name + about.removeprefix(verb)
    if name in known("all-of-it") and verb in known("gain-verb"):
        return about.removeprefix(verb)  # 新增医师123名，总数突破1500名
    return about + name


def _inherit_head(scene: Scene, name: str) -> str:
    """Give a name the head of the figure before it, where both are items of one kind (城镇居民…, 农村居民)."""
    if not scene.figures or names.head_of(name) or len(name) < 2:
        return name
    given = scene.figures[-1].name.removeprefix(scene.figures[-1].written)
    if len(name) <= _SHORT and names.head_of(given) == given != scene.figures[-1].name:
        return name + given  # 猪肉3.9万吨 had its 总产量 from 肉类总产量, and 牛肉 has it, too
    before = scene.figures[-1].name
    at = before.find(name[-2:])
    rest = before[at + 2 :] if at >= 0 else ""
    return name + rest if len(rest) >= 2 and names.head_of(rest) else name
