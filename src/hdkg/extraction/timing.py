"""Which period a figure is about: its own clause's, the one that opens its sentence, else the year under review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hdkg.extraction import names
from hdkg.extraction.clauses import clauses
from hdkg.extraction.coded import Mark, Tag
from hdkg.extraction.rules import compiled
from hdkg.model import ContextChange, Period
from hdkg.normalise import PeriodForm, PeriodMention, PeriodRole, find_periods, resolve, review_year

if TYPE_CHECKING:
    from hdkg.extraction.coded import Coded
    from hdkg.extraction.joined import Joined
    from hdkg.model import Metadata, Span

_YEAR = 4  # a year's digits
_TARGETS_UNTIL = 6  # reports that set the year's targets are out by then
_COMPARING = "较比由从"
_GATHERED = compiled("{GATHERED}")  # 近五年累计: the years assert, else they only last
_PLANS = compiled("{PLAN_HEADING}")
_SET_THEN = compiled("{SET_THEN}")


def period_marks(text: str) -> list[Mark]:
    """Return the periods of a block's text as annotations; one that is compared with takes its 较 along.

    Examples
    --------
    >>> [(mark.tag.name, mark.start, mark.end) for mark in period_marks("1—6月收入较2022年多3元")]
    [('PERIOD', 0, 4), ('VERSUS', 6, 12)]
    """
    marks = []
    for mention in find_periods(text):
        start, end = mention.span.start, mention.span.end
        versus = mention.role is PeriodRole.COMPARE
        if versus and start and text[start - 1] in _COMPARING:
            start -= 1
        marks.append(Mark(Tag.VERSUS if versus else Tag.PERIOD, start, end, mention, "period"))
    return marks


class Calendar:
    """The periods in force: what a figure is about, by the words nearest to it.

    An article published within the year that it reviews cannot speak of the whole year: once it has named a part of it
    from January on, that part is what figures without a period are about.
    """

    def __init__(self, metadata: Metadata, log: list[ContextChange]) -> None:
        self.published = date.fromisoformat(metadata.published)
        self.year = metadata.year or review_year(self.published)
        self.review = Period(str(self.year), str(self.year))
        self.log = log
        self.part: Period | None = None
        self.section: Period | None = None
        self.paragraph: Period | None = None
        self.planning = False

    def resolved(self, mention: object) -> Period | None:
        """Return the period that a mention names, or None."""
        if not isinstance(mention, PeriodMention):
            return None
        if mention.form is PeriodForm.SAME:
            return self.part
        return resolve(mention, published=self.published, review_year=self.year)

    def enter_section(self, joined: Joined, marks: list[Mark]) -> None:
        """Take the period that a heading names (过去五年) for its section; see whether the section tells of plans."""
        self.section, self.planning = None, _PLANS.search(joined.text) is not None
        for mark in marks:
            period = self._asserted(mark)
            if period is not None:
                self.section = period
                self._note(joined.span(mark.start, mark.end), period, "the heading names it")

    def enter_block(self, section: str) -> None:
        """Forget what a paragraph set, and before the first heading what a section set."""
        self.paragraph = None
        if not section:
            self.section, self.planning = None, False

    def enter_sentence(self, coded: Coded, joined: Joined, *, figures: bool) -> list[tuple[int, Period]]:
        """Take in the periods of a sentence; return those asserted for figures with their coded positions.

        One in a sentence without figures holds for the rest of its paragraph, and so does one of several years that
        opens a sentence.
        """
        found = []
        for index, mark in coded.within(0, len(coded.code), Tag.PERIOD):
            mention = mark.value
            if not isinstance(mention, PeriodMention):
                continue
            gathered = mention.form is PeriodForm.YEARS and _GATHERED.match(coded.code, index + 1) is not None
            period = self.resolved(mention) if gathered else self._asserted(mark, coded)
            if period is None:
                continue
            found.append((index, period))
            opens = not _said_before(coded, index)
            partial = mention.form is PeriodForm.PART
            if partial and mention.first == 1:
                self.part = period
            alone = coded.code[index + 1 : index + 2] in {"，", ","}
            if (partial and not figures) or (mention.form is PeriodForm.YEARS and (opens or alone)):
                self.paragraph = period
                self._note(joined.span(mark.start, mark.end), period, "its sentence names it for what follows")
        return found

    def _asserted(self, mark: Mark, coded: Coded | None = None) -> Period | None:
        """Return the period that a mark asserts for figures, or None."""
        mention = mark.value
        if not isinstance(mention, PeriodMention) or mention.role is not PeriodRole.ASSERT:
            return None
        if coded is not None and mark.end < len(coded.raw) and _SET_THEN.match(coded.raw, mark.end):
            return None  # 年初确定的18件实事: when they were set, not what they are for
        period = self.resolved(mention)
        return None if mention.form is PeriodForm.DAY and not mention.as_of else period

    def of_article(self, mark: Mark) -> bool:
        """Tell whether a period is the article's own: its day of publication, or the year or years that it reviews."""
        period = self.resolved(mark.value) if mark.tag is Tag.PERIOD else None
        own = {self.review, self.section, self.paragraph}
        return period is not None and (period in own or period.iso == self.published.isoformat())

    def _note(self, at: Span, period: Period, cause: str) -> None:
        self.log.append(ContextChange(at, "period", period.iso, cause))

    def is_ahead(self, period: Period) -> bool:
        """Tell whether a period lies after the year under review and was not over at publication."""
        end = f"{period.end}-12-31"[:10] if len(period.end) == _YEAR else f"{period.end}-31"[:10]
        return int(period.start[:4]) > self.year and end > self.published.isoformat()

    @property
    def ahead(self) -> Period:
        """What targets are for that name no year: the year of publication, where it follows the one under review."""
        year = max(self.year, self.published.year if self.published.month <= _TARGETS_UNTIL else self.year)
        return Period(str(year), str(year))

    def default(self) -> tuple[Period, str]:
        """Return the period of a figure whose sentence names none, and why."""
        if self.paragraph is not None:
            return self.paragraph, "the period named before in the paragraph"
        if self.section is not None:
            return self.section, "the period that the heading names"
        if self.part is not None and self.published.year == self.year:
            return self.part, "the part of the year that is over at publication"
        return self.review, "the year under review"

    @staticmethod
    def at(coded: Coded, index: int, periods: list[tuple[int, Period]]) -> Period | None:
        """Return the period that a sentence asserts for the figure at a coded position, or None.

        That in the figure's own clause counts first; then the last one before it that opened its sentence, or that a
        comma set off; one inside another clause reaches no further than that clause.
        """
        if not periods:
            return None
        ranges = clauses(coded)
        own = next((part for part in ranges if part[0] <= index < part[1]), (0, len(coded.code)))
        within = [period for at, period in periods if own[0] <= at < index]
        if within:
            return within[-1]
        for start, end in reversed([part for part in ranges if part[0] < own[0]]):
            here = [period for at, period in periods if start <= at < end]
            alone = not coded.code[start:end].strip(f" 　{Tag.PERIOD}{Tag.ASIDE}")
            if here and (alone or not _said_before(coded, start)):
                return here[-1]
        return None

    def held(self, coded: Coded) -> Period | None:
        """Return the day that a sentence names first, or None."""
        for _, mark in coded.within(0, len(coded.code), Tag.PERIOD):
            if isinstance(mark.value, PeriodMention) and mark.value.form is PeriodForm.DAY:
                return self.resolved(mark.value)
        return None


def _said_before(coded: Coded, index: int) -> str:
    """Return what a sentence says before a coded position, without words that only connect it (同时，特别是，)."""
    return names.strip_head(coded.code[:index].strip(" 　“"), "head-connector") if index else ""
