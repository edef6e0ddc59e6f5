"""Which period a figure is about: its own clause's, the one that opens its sentence, else the year under review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hdkg.extraction.coded import Mark, Tag
from hdkg.model import Period
from hdkg.normalise import PeriodForm, PeriodMention, PeriodRole, find_periods, resolve

if TYPE_CHECKING:
    from hdkg.extraction.coded import Coded
    from hdkg.model import Metadata

_COMPARING = "较比由从"


def period_marks(text: str) -> list[Mark]:
    """Return the periods of a block's text as annotations; one that is compared with takes its 较 along.

    Examples
    --------
    >>> [(mark.tag.name, mark.start, mark.end) for mark in period_marks("1—6月收入较2022年多3元")]
    [('PERIOD', 0, 5), ('VERSUS', 7, 13)]
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
    """The periods in force, sentence by sentence."""

    def __init__(self, metadata: Metadata) -> None:
        self.published = date.fromisoformat(metadata.published)
        self.year = metadata.year or self.published.year
        self.review = Period(str(self.year), str(self.year))

    def resolved(self, mention: object) -> Period | None:
        """Return the period that a mention names, or None."""
        if not isinstance(mention, PeriodMention):
            return None
        return resolve(mention, published=self.published, review_year=self.year)

    def asserted(self, coded: Coded) -> list[tuple[int, Period, str]]:
        """Return the periods that a sentence asserts: coded position, period, words."""
        found = []
        for index, mark in coded.within(0, len(coded.code), Tag.PERIOD):
            mention = mark.value
            if isinstance(mention, PeriodMention) and mention.role is PeriodRole.ASSERT:
                period = self.resolved(mention)
                if period is not None and not (mention.form is PeriodForm.DAY and not mention.as_of):
                    found.append((index, period, coded.text(index, index + 1)))
        return found

    def held(self, coded: Coded) -> Period | None:
        """Return the day that a sentence names first, or None."""
        for _, mark in coded.within(0, len(coded.code), Tag.PERIOD):
            if isinstance(mark.value, PeriodMention) and mark.value.form is PeriodForm.DAY:
                return self.resolved(mark.value)
        return None
