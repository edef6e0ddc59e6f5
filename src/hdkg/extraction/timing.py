"""Which period a figure is about: its own clause's, the one that opens its sentence, else the year under review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hdkg.extraction.clauses import clauses
from hdkg.extraction.coded import Mark, Tag
from hdkg.model import Period
from hdkg.normalise import PeriodForm, PeriodMention, PeriodRole, find_periods, resolve, review_year

if TYPE_CHECKING:
    from hdkg.extraction.coded import Coded
    from hdkg.model import Metadata

_COMPARING = "较比由从"


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

    def __init__(self, metadata: Metadata) -> None:
        self.published = date.fromisoformat(metadata.published)
        self.year = metadata.year or review_year(self.published)
        self.review = Period(str(self.year), str(self.year))
        self.part: Period | None = None
        self.paragraph: Period | None = None

    def resolved(self, mention: object) -> Period | None:
        """Return the period that a mention names, or None."""
        if not isinstance(mention, PeriodMention):
            return None
        if mention.form is PeriodForm.SAME:
            return self.part
        return resolve(mention, published=self.published, review_year=self.year)

    def enter_block(self) -> None:
        """Forget what a paragraph set."""
        self.paragraph = None

    def enter_sentence(self, coded: Coded, *, figures: bool) -> list[tuple[int, Period]]:
        """Take in the periods of a sentence; return those asserted for figures with their coded positions.

        One in a sentence without figures holds for the rest of its paragraph.
        """
        found = []
        for index, mark in coded.within(0, len(coded.code), Tag.PERIOD):
            mention = mark.value
            if not isinstance(mention, PeriodMention) or mention.role is not PeriodRole.ASSERT:
                continue
            period = self.resolved(mention)
            if period is None or (mention.form is PeriodForm.DAY and not mention.as_of):
                continue
            found.append((index, period))
            if mention.form is PeriodForm.PART:
                if mention.first == 1:
                    self.part = period
                if not figures:
                    self.paragraph = period
        return found

    def default(self) -> tuple[Period, str]:
        """Return the period of a figure whose sentence names none, and why."""
        if self.paragraph is not None:
            return self.paragraph, "the period named before in the paragraph"
        if self.part is not None and self.published.year == self.year:
            return self.part, "the part of the year that is over at publication"
        return self.review, "the year under review"

    @staticmethod
    def at(coded: Coded, index: int, periods: list[tuple[int, Period]]) -> Period | None:
        """Return the period that a sentence asserts for the figure at a coded position, or None.

        That in the figure's own clause counts first; then the last one before it that opened its sentence, or that a
        comma set off; one inside another clause reaches no further than that clause.
        """
        ranges = clauses(coded)
        own = next((part for part in ranges if part[0] <= index < part[1]), (0, len(coded.code)))
        within = [period for at, period in periods if own[0] <= at < index]
        if within:
            return within[-1]
        for start, end in reversed([part for part in ranges if part[0] < own[0]]):
            here = [period for at, period in periods if start <= at < end]
            alone = not coded.code[start:end].strip(f" 　{Tag.PERIOD.value}{Tag.ASIDE.value}")
            if here and (alone or not coded.code[:start].strip()):
                return here[-1]
        return None

    def held(self, coded: Coded) -> Period | None:
        """Return the day that a sentence names first, or None."""
        for _, mark in coded.within(0, len(coded.code), Tag.PERIOD):
            if isinstance(mark.value, PeriodMention) and mark.value.form is PeriodForm.DAY:
                return self.resolved(mark.value)
        return None
