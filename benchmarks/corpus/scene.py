"""The county, the year and the dice of one article."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks.corpus import words
from hdkg.resources import county_names, parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hdkg.resources import Division

T = TypeVar("T")


class UsedUp(Exception):  # noqa: N818 - no error: the section has said all it can
    """Nothing is left to draw from."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What an article is about, and what it has used of the lists.

    Attributes
    ----------
    dice
        The article's own source of chance.
    code, full, short, city, province
        The county, by its code and names.
    year
        The year under review.
    period
        The period in force, ISO 8601.
    genre
        ``newspaper``, ``report`` or ``bulletin``.
    topic
        The section's.
    used
        What was drawn already: an article tells each figure once.
    """

    dice: random.Random
    code: str
    full: str
    short: str
    city: str
    province: str
    year: int
    genre: str
    period: str
    topic: str = "economy"
    part: bool = False
    used: set[object] = field(default_factory=set)

    def at(self, topic: str) -> Scene:
        """Return the same article in another section."""
        return replace(self, topic=topic)

    def during(self, period: str, *, part: bool = False) -> Scene:
        """Return the same article with another period in force."""
        return replace(self, period=period, part=part)

    def chance(self, share: float) -> bool:
        """Tell whether something of that likelihood happens."""
        return self.dice.random() < share

    def pick(self, options: Sequence[T]) -> T:
        """Return one of several, again if need be."""
        return self.dice.choice(options)

    def fresh(self, options: Iterable[T]) -> T:
        """Return one of several that the article has not used yet.

        Raises
        ------
        UsedUp
            All are used.
        """
        left = [each for each in options if _key(each) not in self.used]
        if not left:
            raise UsedUp
        chosen = self.dice.choice(left)
        self.used.add(_key(chosen))
        return chosen

    def several(self, options: Iterable[T], count: int) -> list[T]:
        """Return several fresh ones."""
        every = list(options)
        return [self.fresh(every) for _ in range(count)]

    def indicator(self, kinds: str) -> words.Indicator:
        """Return a fresh indicator of the section, of one of these kinds."""
        mine = [each for each in words.indicators() if each.topic == self.topic and each.kind in kinds]
        return self.fresh(mine)

    def number(self, low: float, high: float, decimals: int) -> Decimal:
        """Return a figure; large whole ones are no round ones."""
        value = Decimal(str(round(self.dice.uniform(low, high), decimals)))
        step = Decimal(1).scaleb(-decimals)
        return max(value.quantize(step), step)

    def rate(self, of: words.Indicator | words.Group) -> Decimal:
        """Return a likely growth of an indicator: people grow in number more slowly than money."""
        name = of.name if isinstance(of, words.Indicator) else of.together
        if any(word in name for word in ("人口", "参保", "在校", "教师", "里程", "绿地", "播种", "蓄积", "建成区")):
            return self.percent(0.1, 2.4)
        if any(word in name for word in ("生产总值", "收入", "增加值", "产量", "余额", "支出", "床位")):
            return self.percent(0.5, 9.9)
        return self.percent()

    def figure(self, of: words.Indicator | words.Work | words.Group) -> Decimal:
        """Return a likely figure."""
        return self.number(of.low, of.high, of.decimals)

    def percent(self, low: float = 0.4, high: float = 19.0) -> Decimal:
        """Return a rate of growth; one digit behind the point, at times two."""
        return self.number(low, high, self.pick((1, 1, 1, 2)))

    # -- names, fictional --------------------------------------------------
    def town(self) -> str:
        """Return a new town's name."""
        return str(self.fresh(words.lists("names")["town-stems"]) + self.pick(words.lists("names")["town-kinds"]))

    def village(self) -> str:
        """Return a new village's name."""
        return str(self.fresh(words.lists("names")["village-stems"]) + "村")

    def firm(self) -> str:
        """Return a new firm's name."""
        return str(self.fresh(words.lists("names")["firm-stems"]) + self.pick(words.lists("names")["firm-trades"]))

    def park(self) -> str:
        """Return the name of a park of the county."""
        return str(self.short + self.fresh(words.lists("names")["park-kinds"]))


def _key(option: Any) -> object:
    name = getattr(option, "name", None) or getattr(option, "thing", None)
    if name:
        return name
    return tuple(str(each) for each in option) if isinstance(option, list) else option


FIRST_YEAR, YEARS = 2005, 20


def county_year(seed: int, number: int) -> tuple[Division, int]:
    """Return the county and the year of an article of a corpus.

    A county comes again when every one has had its turn, with another year: of twenty years from 2005 on in an order
    of its own, then of those before, so that no county-year ever comes twice.

    Examples
    --------
    >>> len({county_year(1, number) for number in range(30_000)})
    30000
    """
    order = _order(seed)
    turn, place = divmod(number, len(order))
    return order[place], FIRST_YEAR + ((place * 7 + turn) % YEARS if turn < YEARS else YEARS - 1 - turn)


@cache
def _order(seed: int) -> tuple[Division, ...]:
    """Return today's counties of provinces whose names are nobody else's, in the corpus' own order.

    In an autonomous region 全省 and 省级 would be wrong words; in a district or a county-level city 全县 would, and of
    全市 in the latter nobody could tell whether it or the city above is meant, so that there were no sure truth.
    """
    full, short = county_names()
    every = [
        several[0]
        for name, several in full.items()
        if len(several) == 1
        and name.endswith("县")
        and len(short.get(several[0].short_name, ())) == 1
        and [above.name[-1] for above in parents(several[0].code)][1:] == ["省"]
    ]
    random.Random(seed).shuffle(every)
    return tuple(every)
