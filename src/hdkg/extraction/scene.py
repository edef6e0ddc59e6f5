"""A sentence while it is read: its figures so far, what stands open, and the reader for each kind of frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.coded import Coded, Tag
from hdkg.extraction.drafts import Figure, Place
from hdkg.extraction.joined import Joined
from hdkg.extraction.rules import compiled, known
from hdkg.model import Quantity
from hdkg.normalise.units import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.extraction.clauses import Frame


_BEFORE_WORDS = f" 　\t*，、；{Tag.ASIDE}"


@dataclass(slots=True)
class Scene:
    """What a sentence has said so far, and what stands open for the clauses that follow.

    `figures` are those of the sentence, `group` those of the last frame with names of its own, `topic` the subject that
    a clause without figures named, `passed` the name of what has just passed a bar, `container` the figure whose name
    completes bare ones (总投资 …), `whole` the figure of which those behind 其中 are parts, `before` the last figure of
    the sentence before, `named` the coded positions that things named in the sentence use.
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
    container: Figure | None = None
    cursor: int = 0
    stop: int = 0
    used: set[int] = field(default_factory=set)
    named: frozenset[int] = frozenset()
    shared: str = ""
    loose: str = ""
    part: str = ""
    carried: str = ""
    among: bool = False
    scope: str = ""
    owners: dict[int, tuple[str, ...]] = field(default_factory=dict)
    owned: tuple[str, ...] = ()
    passed: str = ""
    whole: Figure | None = None
    before: Figure | None = None

    def place(self, start: int, end: int, keep: tuple[int, int]) -> Place:
        """Return a place in the block from coded positions."""
        while start < keep[0] and self.coded.code[start] in _BEFORE_WORDS:
            start += 1
        return Place(self.joined, *self.coded.bounds(start, end), self.coded.bounds(*keep))

    def add(self, figures: Iterable[Figure]) -> list[Figure]:
        """Add the figures of one frame as a group; those that are told of several firms or places, for each of them."""
        self.group = self._shared_out(list(figures))
        for figure in self.group:
            figure.block, figure.sentence, figure.clause = self.block, self.number, self.clause
            figure.whole = self.whole
        self.figures.extend(self.group)
        return self.group

    def _shared_out(self, figures: list[Figure]) -> list[Figure]:
        """Return the figures with whose they are: one each where there are as many, else each figure of all."""
        one_each = len(figures) == len(self.owned) and len({figure.name for figure in figures}) == 1
        if len(self.owned) < 2 or one_each:
            owners = self.owned * len(figures) if len(self.owned) == 1 else self.owned
            for figure, owner in zip(figures, owners, strict=False):
                figure.subject = owner
            return figures
        return [figure.of(owner) for owner in self.owned for figure in figures]


#: A reader of frames: scene, frame, the coded range of the words before it, and where the next frame starts.
Reader = Callable[[Scene, "Frame", tuple[int, int], int], None]

#: The reader for each kind of frame that a rule yields; the modules that read them fill it.
READERS: dict[str, Reader] = {}


def read_clause(scene: Scene, frames: list[Frame], start: int, end: int) -> None:
    """Read the frames of one clause into the scene."""
    scene.cursor, scene.stop, scene.shared, scene.carried = start, end, "", ""
    scene.owned = scene.owners.get(start, ())
    among = scene.among or _AMONG.match(scene.coded.code, start) is not None
    scene.among = not frames and _AMONG.fullmatch(scene.coded.code.strip(), start, end) is not None
    scene.whole = (scene.figures[-1] if scene.figures else scene.before) if among else None
    scene.part = scene.whole.name if scene.whole is not None else ""
    if not frames:
        note_best(scene, start, end)
        note_topic(scene, start, end)
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
    scene.passed = ""


def lead_name(scene: Scene, lead: tuple[int, int]) -> str:
    """Return the words before a frame as a name, cleaned: of those behind the last period if they hold a name."""
    parts = names.segments(scene.coded, *lead)
    last = names.clean(parts[-1])
    if len(parts) > 1 and len(last) >= 4 and last not in known("generic") and names.clean("".join(parts[:-1])):
        return last
    return names.clean("".join(parts))


def values_of(scene: Scene, frame: Frame, group: str = "values") -> list[tuple[int, Quantity]]:
    """Return the figures of a frame with their coded positions; those of a list share the last one's unit."""
    span = frame.first(group)
    found = _with_units(scene.coded, *span) if span else []
    if found and found[-1][1].base_unit == "percentage-point":
        last = found[-1][1]
        found = [(i, Quantity(q.written, last.unit, q.value, last.base_unit, q.bound)) for i, q in found]
    return found


def _with_units(coded: Coded, start: int, end: int) -> list[tuple[int, Quantity]]:
    """Return the figures of a list with their coded positions; a bare number takes the unit of the next with one."""
    found: list[tuple[int, Quantity]] = []
    bare: list[tuple[int, str]] = []
    for index, mark in coded.within(start, end):
        if mark.tag is Tag.NUMBER:
            bare.append((index, str(mark.value)))
        elif isinstance(mark.value, Quantity):
            found += [(at, quantity(written, mark.value.unit)) for at, written in bare]
            found.append((index, mark.value))
            bare = []
    return found


def note_best(scene: Scene, start: int, end: int) -> None:
    """Take a clause that calls the rank before it the best for long (近10年来最好成绩) as the rank's ordinal."""
    best = _BEST.search(scene.coded.text(start, end))
    ranked = [standing for figure in scene.figures[-1:] for standing in figure.standings]
    if best is not None and ranked:
        ranked[-1].ordinal = best["ordinal"]


_BEST = compiled("{BEST_FOR_LONG}")


def note_topic(scene: Scene, start: int, end: int) -> None:
    """Remember what a clause without figures is about."""
    bar = next((index for index, mark in scene.coded.within(start, end, Tag.IDLE) if mark.rule == _BAR), None)
    if bar is not None:
        name = names.clean(names.predicate(scene.coded, start, bar))
        if len(name) >= 4:
            scene.passed = name
        return
    text = names.predicate(scene.coded, start, end)
    listing = _LISTING.search(text) if text.endswith(("上", "中", "里")) else None
    if listing is not None:
        scene.scope = listing["scope"]
    cut = _TOPIC_END.search(text)
    bare = names.strip_head(text[: cut.start()] if cut else text, "head-connector", "county-subject")
    if not 2 <= len(bare) <= 30:
        return
    scene.loose = names.strip_tail(bare, "tail-adverb", "link")
    if cut is not None:
        scene.topic, scene.container = scene.loose, None


_BAR = "set-aside.bar"
_AMONG = compiled("{AMONG}")
_TOPIC_END = compiled("{TOPIC_END}")


_LISTING = compiled("{LISTING}")
