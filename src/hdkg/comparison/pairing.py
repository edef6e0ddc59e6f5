"""Pair the claims of two sides and say what changed.

First what is of one topic and one period; then, of what is left, what is of one topic in the same part of different
years; then what is of one topic in periods that cannot be compared.  A pair needs one claim on either side: where
there are several, none is chosen, and they stand as removed and added.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from hdkg.comparison.claim import KINDS, Claim, claims
from hdkg.queries.periods import shape
from hdkg.resources.conversions import convert

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from hdkg.store import Store

PERCENT = frozenset({"percent", "percentage-point", "per-mille"})
UNIT = "https://w3id.org/hdkg/unit/"


@dataclass(frozen=True, slots=True)
class Derived:
    """What two figures imply; neither source says it.

    Attributes
    ----------
    difference
        The later less the earlier figure.
    unit
        Code of the base unit (of shares and growths ``percentage-point``); empty for ranks, whose difference is in
        places, and where `written_unit` holds the unit.
    written_unit
        The unit of both sources, where they write one and the difference is in it.
    percent
        The difference in percent of the earlier figure, to two digits; None where that says nothing.
    """

    difference: Decimal
    unit: str = ""
    written_unit: str = ""
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What one topic was before and is after: None stands for nothing.

    Attributes
    ----------
    before, after
        The claims.
    comparable
        False where their periods are different parts of a year, so that nothing is computed.
    """

    before: Claim | None
    after: Claim | None
    comparable: bool = True

    @property
    def claim(self) -> Claim:
        """The later claim, or the earlier where there is no later."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change has a side
        return found

    @property
    def sign(self) -> str:
        """``+`` added, ``-`` removed, ``~`` changed."""
        return "+" if self.before is None else "-" if self.after is None else "~"

    @property
    def derived(self) -> Derived | None:
        """What the two figures imply, where they can be compared."""
        if self.before is None or self.after is None or not self.comparable:
            return None
        return _derived(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed, by what it is about, kind, and what is said; and how many claims are the same."""

    changes: tuple[Change, ...]
    unchanged: int

    def count(self, sign: str) -> int:
        """Return how many were added (``+``), removed (``-``), changed (``~``)."""
        return sum(change.sign == sign for change in self.changes)


def compare(before: Store, after: Store) -> Comparison:
    """Compare two sets of graphs by what their claims are about.

    Parameters
    ----------
    before, after
        Two builds of an article, or the graphs of two years.

    Returns
    -------
    Comparison
        A claim whose words moved or whose source is another but that says the same of the same period is unchanged.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.store import open_store
    >>> store = open_store([graph_dir() / "hengdong-2023.ttl"])
    >>> compare(store, store).changes
    ()
    """
    left, right = _merged(claims(before)), _merged(claims(after))
    found: list[Change] = []
    unchanged = 0
    for key, comparable in _KEYS:
        pairs, left, right = _paired(left, right, key)
        same = [first.value == second.value and first.period == second.period for first, second in pairs]
        unchanged += sum(same)
        found += [Change(*pair, comparable) for pair, equal in zip(pairs, same, strict=True) if not equal]
    found += [Change(claim, None) for claim in left] + [Change(None, claim) for claim in right]
    return Comparison(tuple(sorted(found, key=_place)), unchanged)


# How claims are paired, in this order, and whether the figures of such a pair can be compared.
_KEYS: tuple[tuple[Callable[[Claim], Hashable], bool], ...] = (
    (lambda claim: (claim.topic, claim.period, claim.value), True),
    (lambda claim: (claim.topic, claim.period), True),
    (lambda claim: (claim.topic, shape(claim.period)), True),
    (lambda claim: claim.topic, False),
)


def _merged(found: Iterable[Claim]) -> list[Claim]:
    """Return claims once where several sources of one side say the same."""
    return list({(claim.topic, claim.period, claim.value): claim for claim in reversed(list(found))}.values())


def _paired(
    left: list[Claim], right: list[Claim], key: Callable[[Claim], Hashable]
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Return the pairs that a key makes without a choice, and what is left on either side."""
    sides: tuple[dict[Hashable, list[Claim]], ...] = (defaultdict(list), defaultdict(list))
    for side, some in zip(sides, (left, right), strict=True):
        for claim in some:
            side[key(claim)].append(claim)
    first, second = sides
    both = {each for each in first if len(first[each]) == len(second.get(each, ())) == 1}
    pairs = [(first[each][0], second[each][0]) for each in first if each in both]
    return (
        pairs,
        [claim for claim in left if key(claim) not in both],
        [claim for claim in right if key(claim) not in both],
    )


def _place(change: Change) -> tuple[str, str, int, str, str, str, str]:
    """Return where a change stands: by entity, kind, what is said, period."""
    claim = change.claim
    kind = KINDS.index(claim.kind)
    return claim.about_zh, claim.about, kind, claim.what_zh, claim.aspect, claim.period, change.sign


def _derived(before: Claim, after: Claim) -> Derived | None:
    """Return what two figures imply."""
    earlier = _in_unit_of(before, after)
    if earlier is None or after.number is None or earlier == after.number:
        return None
    difference = after.number - earlier
    if after.unit in PERCENT:
        return Derived(difference, unit="percentage-point")
    if after.kind != "figure":
        return Derived(difference, unit=after.unit)
    percent = (100 * difference / earlier).quantize(Decimal("0.01"), ROUND_HALF_EVEN) if earlier > 0 else None
    if before.written_unit == after.written_unit != "" and _plain(before) and _plain(after):
        written = Decimal(after.written) - Decimal(before.written)
        return Derived(written, written_unit=after.written_unit, percent=percent)
    return Derived(difference, unit=after.unit, percent=percent)


def _in_unit_of(before: Claim, after: Claim) -> Decimal | None:
    """Return the earlier figure in the unit of the later; None where there is no conversion."""
    if before.number is None or before.unit == after.unit:
        return before.number
    return convert(before.number, UNIT + before.unit, UNIT + after.unit)


def _plain(claim: Claim) -> bool:
    """Tell whether a figure is written in plain digits."""
    return claim.written.isascii() and claim.written.lstrip("+-").replace(".", "", 1).isdigit()
