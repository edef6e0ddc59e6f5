"""Write the figures of a sentence as claims: when, how sure, whose, done or not, and credited to which initiative."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from hdkg.extraction.claims import period_of
from hdkg.extraction.coded import Tag
from hdkg.extraction.drafts import reading
from hdkg.extraction.rules import compiled, words
from hdkg.extraction.thing import Credit
from hdkg.model import AttributionBasis, EntityKind, Reading, SlotName, Status

if TYPE_CHECKING:
    from hdkg.extraction.claims import Claims
    from hdkg.extraction.coded import Coded
    from hdkg.extraction.drafts import Figure
    from hdkg.extraction.entities import Registry
    from hdkg.extraction.naming import Creditable
    from hdkg.extraction.scene import Scene
    from hdkg.extraction.timing import Calendar
    from hdkg.model import Period

_PLANNED = compiled("{PLANNED}")
_DEED = compiled("{KEEP_VERB}|{OUTCOME_VERB}|{OUTPUT_VERB}|{DEED_VERB}")
_TARGETS = compiled("{TARGETS}")
_ESTIMATED = compiled("{ESTIMATED}")
_PRELIMINARY = compiled("{PRELIMINARY}")
_DONE = compiled("{ATTAINED}")
_ATTAINED = compiled("{DONE_OF_TASK}")
_RATE = compiled("{RATE_OF_DONE}")
_NAMED = compiled(r"[\p{L}\p{N}]")


class Telling:
    """Collects the figures of an article."""

    def __init__(self, registry: Registry, claims: Claims, calendar: Calendar, *, bulletin: bool) -> None:
        self.registry = registry
        self.claims = claims
        self.calendar = calendar
        self.bulletin = bulletin

    def tell(
        self,
        scene: Scene,
        creditable: list[Creditable],
        used: dict[int, str],
        projects: list[tuple[int, int, str]],
        *,
        caption: bool,
    ) -> None:
        """Add the figures of a sentence and note what they use of it."""
        coded = scene.coded
        periods = self.calendar.enter_sentence(coded, scene.joined, figures=bool(scene.figures))
        told_figures = _told(scene, used)
        series = _series(told_figures, coded, periods)
        for figure in told_figures:
            if not _NAMED.search(figure.name):
                continue  # a figure without a name is told by no one: its numeral stays open in the ledger
            at = coded.position(figure.place.keep[0])
            told = (
                self.calendar.resolved(figure.dated) or series.get(id(figure)) or self.calendar.at(coded, at, periods)
            )
            figure.subject = _project_of(figure, coded, projects) or figure.subject
            self._subject(figure, coded)
            self._time(figure, told, coded, caption=caption)
            if told is None and _is_target(coded, at):
                figure.period = self.calendar.ahead
            self._hedge(figure, coded, at)
            credited = (each for each in reversed(creditable) if each.start < at and _credits(each, figure, coded, at))
            credit = next(credited, None)
            keys = self.claims.figure(figure, credit.key if credit else "", _basis(credit, coded, at))
            if keys:
                self._use(figure, coded, used, keys[0], told=told is not None)
        for index, _ in coded.within(0, len(coded.code) - 1, Tag.QUANTITY):
            if coded.code[index + 1] == Tag.QUOTE and index + 1 in used:
                used.setdefault(index, used[index + 1])  # how many there are of a quoted thing: 2个“徐特立项目”
        standing = [figure for figure in scene.figures if figure.standings or figure.growth]
        for index, _ in coded.within(0, len(coded.code), Tag.BACK):
            if standing:
                used.setdefault(index, "figure")

    def _use(self, figure: Figure, coded: Coded, used: dict[int, str], key: str, *, told: bool) -> None:
        """Note what a figure uses: its own numerals, those in its name, and the period that it is about."""
        for place in _places(figure):
            used[coded.position(place[0])] = key
        for start, _ in figure.marks:
            used.setdefault(start, key)
        first, last = coded.position(figure.place.start), coded.position(figure.place.end - 1)
        for index, _ in coded.within(first, last + 1, Tag.IDLE, Tag.QUOTE, Tag.VERSUS):
            used.setdefault(index, key)
        if figure.standings:
            _use_of_ranks(figure, coded, used, key)
        if told:
            for index, _ in coded.within(0, coded.position(figure.place.keep[0]), Tag.PERIOD):
                used.setdefault(index, key)

    def _time(self, figure: Figure, told: Period | None, coded: Coded, *, caption: bool) -> None:
        if told is not None:
            figure.period = told
        elif figure.whole is not None and figure.whole.period is not None:
            figure.period = figure.whole.period
            figure.readings.append(reading(SlotName.PERIOD, Reading.INHERITED, "the period of what it is a part of"))
        elif not caption and not self._is_open(figure):
            period, cause = self.calendar.default()
            if "/" in period.iso and len(period.start) == len("2023") and not _gathered(figure, coded):
                period, cause = self.calendar.review, "the year under review"
            figure.period = period_of(figure, period) if self.bulletin else period
            figure.readings.append(reading(SlotName.PERIOD, Reading.INHERITED, cause))
        for standing in figure.standings:
            standing.versus = self.calendar.resolved(standing.versus_mark)

    def _is_open(self, figure: Figure) -> bool:
        """Tell whether the text leaves open when a figure was.

        So it does for what a project takes in all its years, and for what a work has reached.
        """
        return figure.name.endswith(words("no-period")) or self._is_work(figure.subject)

    def _is_work(self, key: str) -> bool:
        return bool(key) and self.registry.found[key].kind in {EntityKind.WORK, EntityKind.SONG, EntityKind.VIDEO}

    def _hedge(self, figure: Figure, coded: Coded, at: int) -> None:
        start = coded.since(at, "，；。")
        near = coded.code[start:at]
        future = figure.period is not None and self.calendar.is_ahead(figure.period)
        targets = future or self.calendar.planning or _is_target(coded, at)
        if targets or (coded.holds(_PLANNED) and _PLANNED.search(near)):
            figure.status = Status.PLANNED
        elif coded.holds(_ESTIMATED) and _ESTIMATED.search(coded.code[:at]):
            figure.status = Status.ESTIMATED
        elif coded.holds(_PRELIMINARY) and _PRELIMINARY.search(coded.code[:at]):
            figure.status = Status.PRELIMINARY
        if figure.value is not None and figure.value.base_unit == "item" and coded.holds(_DONE):
            end = min((p for p in (coded.code.find(mark, at) for mark in "。；") if p >= 0), default=len(coded.code))
            done = _DONE.search(coded.code, at, end)
            if done is not None and done.start() - at <= 24:
                figure.completed, figure.percent = True, Decimal(100)

    def _subject(self, figure: Figure, coded: Coded) -> None:
        """Give a figure the work that its clause begins with, or the firm or place that it is told of, as subject."""
        at = coded.position(figure.place.keep[0])
        start = coded.since(at, "；。")
        lead = coded.code[start:at]
        if not figure.subject and Tag.BOOK in lead:
            index = start + lead.rindex(Tag.BOOK)
            key = self.registry.known(coded.text(index, index + 1))
            if self._is_work(key):
                figure.subject = key
                figure.name = figure.name.removeprefix(self.registry.found[key].name) or figure.name
        if not figure.subject:
            figure.readings.append(reading(SlotName.SUBJECT, Reading.INHERITED, "the county under review"))


def _is_target(coded: Coded, at: int) -> bool:
    """Tell whether the words before a figure, back to a semicolon, set targets."""
    return coded.holds(_TARGETS) and _TARGETS.search(coded.code, coded.since(at, "；"), at) is not None


def _told(scene: Scene, used: dict[int, str]) -> list[Figure]:
    """Return the figures of a sentence; 100 % of a completion is told of the counts before it, and is none itself."""
    told: list[Figure] = []
    for figure in scene.figures:
        at = scene.coded.position(figure.place.keep[0])
        whole = figure.value is not None and figure.value.base_unit == "percent" and figure.value.written == "100"
        done = _ATTAINED.match(scene.coded.code, at + 1) is not None or _RATE.fullmatch(figure.written) is not None
        counts = [each for each in told if each.value is not None and each.value.base_unit == "item"]
        if whole and done and counts:
            for each in counts:
                each.completed, each.percent = True, Decimal(100)
            used[at] = "completion"
        else:
            told.append(figure)
    return told


def _credits(initiative: Creditable, figure: Figure, coded: Coded, at: int) -> bool:
    """Tell whether a figure is something done or gained under an initiative, rather than a state that stands beside it.

    Behind a verb that carries the initiative on, all but plans; behind an initiative that its clause begins with,
    amounts of what the words call a deed.
    """
    if figure.status is Status.PLANNED or figure.kind == "rank":
        return False
    if initiative.credit is Credit.VERB:
        return True
    amount = figure.value is not None and figure.value.base_unit not in {"percent", "grade"} and figure.kind == "level"
    start = max(initiative.start + 1, coded.since(at, "，；。：") - 1)
    return bool(figure.multiples) or (amount and _DEED.search(coded.code, start, at) is not None)


def _gathered(figure: Figure, coded: Coded) -> bool:
    """Tell whether a figure is what several years brought (累计, 新增, what was done), not a state at their end."""
    at = coded.position(figure.place.keep[0])
    start = coded.since(at, "，；。")
    return figure.value is not None and _DEED.search(figure.name + coded.code[start:at]) is not None


def _project_of(figure: Figure, coded: Coded, projects: list[tuple[int, int, str]]) -> str:
    """Return the project that a figure is told of as its attribute (总投资1亿元的实验楼项目), or ""."""
    at = coded.position(figure.place.keep[0])
    if coded.code[at + 1 : at + 2] != "的":
        return ""
    return next((key for start, end, key in projects if start <= at < end), "")


def _basis(credit: Creditable | None, coded: Coded, at: int) -> AttributionBasis:
    """Return how far an initiative and its result stand apart."""
    if credit is not None and credit.start < 0:
        return AttributionBasis.PARAGRAPH
    within = credit is not None and credit.start >= coded.since(at, "，；：")
    return AttributionBasis.CLAUSE if within else AttributionBasis.SENTENCE


def _series(figures: list[Figure], coded: Coded, periods: list[tuple[int, Period]]) -> dict[int, Period]:
    """Return the periods of figures told one after the other (二、三季度分别增长4.3%和4.5%), by their identity."""
    found: dict[int, Period] = {}
    if len(periods) < 2:
        return found
    for _, group in groupby(figures, key=lambda each: (each.clause, each.name, each.rule)):
        told = list(group)
        first = coded.position(told[0].place.keep[0])
        start = coded.since(first, "，；。")
        own = [period for at, period in periods if start <= at < first]
        if len(told) > 1 and len(own) == len(told):
            found.update({id(figure): period for figure, period in zip(told, own, strict=True)})
    return found


def _use_of_ranks(figure: Figure, coded: Coded, used: dict[int, str], key: str) -> None:
    """Note the streaks and the numerals in scopes (全省86个县) that the ranks of a figure use."""
    ordinals = {standing.ordinal for standing in figure.standings}
    first, last = coded.position(figure.place.start), coded.position(figure.place.end - 1)
    for index, _ in coded.within(max(0, first - 12), last + 12, Tag.STREAK):
        if coded.text(index, index + 1) in ordinals:
            used.setdefault(index, key)
    scopes = "".join(standing.scope for standing in figure.standings)
    for index, mark in coded.within(0, len(coded.code), Tag.IDLE):
        if scopes and coded.raw[mark.start : mark.end] in scopes:
            used.setdefault(index, key)


def _places(figure: Figure) -> list[tuple[int, int]]:
    """Return where the numerals of a figure stand that became claims."""
    places = [figure.place.keep]
    parts = [figure.growth, figure.average, *figure.changes, *figure.multiples]
    places.extend(part.place.keep for part in parts if part is not None)
    places.extend(standing.place.keep for standing in figure.standings if standing.scope)
    places.extend(each.change_at for each in figure.standings if each.change_at)
    places.extend(gap.place.keep for gap in figure.gaps)
    return places
