"""One row of a gold table: what an article says, in the keys of the flat table of facts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """What a passage says; a slot that the text leaves open is None.

    Attributes
    ----------
    subject
        Whom it is about; empty stands for the article's county.
    start, end
        The passage that says it, as offsets into the text that holds the fact.
    aliases
        Other names under which it is found too.
    patterns
        The sentence patterns that say it, the widest last.
    doubtful
        Two careful readers might differ about it.
    """

    kind: str
    name: str
    subject: str = ""
    value: Decimal | str | None = None
    unit: str | None = None
    period: str | None = None
    growth_pct: Decimal | None = None
    rank: int | None = None
    rank_scope: str | None = None
    rank_change: int | None = None
    compare: tuple[str, Decimal] | None = None
    completion_pct: Decimal | None = None
    level: str | None = None
    granted_by: str | None = None
    ordinal: str | None = None
    programme: str | None = None
    bound: str | None = None
    status: str | None = None
    start: int = -1
    end: int = -1
    aliases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    doubtful: bool = False

    def row(self, text: str, county: str) -> dict[str, object]:
        """Return the fact as a row of the table, with the words that say it.

        Parameters
        ----------
        text
            The text that the offsets point into.
        county
            Full name of the county.

        Examples
        --------
        >>> fact = Fact("award", "全国文明村", "东山村", level="国家级", start=0, end=2, patterns=("A1",))
        >>> row = fact.row("甲乙丙", "衡东县")
        >>> row["subject"], row["level"], row["quote"], row["patterns"]
        ('东山村', '国家级', '甲乙', ['A1'])
        """
        row: dict[str, object] = {"kind": self.kind, "subject": self.subject or county, "name": self.name}
        for field in fields(self)[3:-5]:
            value = getattr(self, field.name)
            if value is not None:
                row[field.name] = _plain(field.name, value)
        if self.aliases:
            row["aliases"] = list(self.aliases)
        row |= {"quote": text[self.start : self.end], "start": self.start, "end": self.end}
        row["patterns"] = list(self.patterns)
        return row | {"doubtful": True} if self.doubtful else row


def _plain(key: str, value: object) -> object:
    """Return a slot's value as JSON has it; figures as the text has them, digit for digit."""
    if key == "compare" and isinstance(value, tuple):
        return {"scope": value[0], "pp": float(value[1])}
    if key in {"growth_pct", "completion_pct"}:
        return float(str(value))
    return str(value) if key == "value" else value
