"""Units as newspapers write them: a scale word and a unit or measure word, to a factor and a concept."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import regex

from hdkg.errors import RuleError
from hdkg.model import Bound, Quantity
from hdkg.normalise.numerals import EXACT, HEDGES, SCALES, plain, read_numeral
from hdkg.resources import Concept, concepts, ontology_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ITEM = "item"
"""The unit of what is counted with a measure word that the catalogue does not know."""

NUMBER = "number"
"""The unit of a figure without one (超1100万)."""

_SCALE = "(?:[十百千]?(?:万亿|[万亿])|[十百千])"
_HEDGE = f"[{''.join(HEDGES)}]"
_WIDE = str.maketrans("％（）／", "%()/")
# Words that only begin like a unit: 三方面 is no volume, 三分之一 no score.
_OTHER_WORDS = "方[面式向案位针法便]|分[之工享析别配类布化级]|家庭|人均|天然|年级|级别"


@cache
def unit_forms() -> Mapping[str, Concept]:
    """Return the unit of every surface form of ``ontology/units.ttl`` (``％`` as ``%``, brackets as ASCII).

    Examples
    --------
    >>> unit_forms()["亩"].local_name, unit_forms()["人次"].local_name
    ('mu', 'person-time')
    """
    return read_units(ontology_dir() / "units.ttl")


def read_units(file: Path) -> Mapping[str, Concept]:
    """Read a catalogue of units; see `unit_forms`.

    Raises
    ------
    RuleError
        The catalogue is malformed, or two units claim one form.
    """
    forms: dict[str, Concept] = {}
    for concept in concepts(file):
        for form in concept.surface_forms("zh"):
            if forms.setdefault(form.translate(_WIDE), concept) is not concept:
                other = forms[form.translate(_WIDE)].local_name
                problem = f"“{form}” belongs to two units, {other} and {concept.local_name}"
                raise RuleError(problem, "leave it with one of them", where=file)
    return MappingProxyType(forms)


@cache
def unit_pattern() -> str:
    """Return the source of a pattern for a unit as written: hedge, scale words, hedge, surface form, the longest first.

    It has no groups of its own, and matches 亿元, 万余亩, 余个, 台（套）, 个百分点, and a scale word alone (万).

    Examples
    --------
    >>> regex.match(unit_pattern(), "万余亩油茶")[0]
    '万余亩'
    """
    forms = sorted((form for form in unit_forms() if form[0] != "（"), key=lambda form: (-len(form), form))
    known = "|".join(regex.escape(form).replace(r"\\(", "[(（]").replace(r"\\)", "[)）]") for form in forms)
    known = known.replace("%", "[%％]")
    twofold = "(?:[(（][^\\s()（）]{1,2}[)）])?"
    word = f"(?!{_OTHER_WORDS})(?:{known}){twofold}(?<![A-Za-z](?=[A-Za-z]))"
    return f"(?:{_HEDGE}?{word}|{_HEDGE}?{_SCALE}{_HEDGE}?(?:{word})?)"


@lru_cache(maxsize=2048)
def split_unit(written: str) -> tuple[Decimal, str]:
    """Return the factor of the scale words of a unit and the local name of the unit that they scale.

    Parameters
    ----------
    written
        The unit as written, without hedges; "" where there is none.

    Returns
    -------
    tuple[Decimal, str]
        An unknown measure word is an ``item``, no unit a ``number``.

    Examples
    --------
    >>> split_unit("亿元"), split_unit("台（套）")
    ((Decimal('100000000'), 'CNY'), (Decimal('1'), 'item'))
    >>> split_unit("千公顷")[1], split_unit("万千瓦")[1], split_unit("个百分点")[1], split_unit("万")[1]
    ('hectare', 'kilowatt', 'percentage-point', 'number')
    """
    text = written.translate(_WIDE)
    scale, rest = Decimal(1), text
    while True:
        known = unit_forms().get(rest) or unit_forms().get(rest.partition("(")[0])
        if known is not None:
            return scale, known.local_name
        word = rest[:1]
        if word not in SCALES or not word:
            return scale, ITEM if rest else NUMBER
        scale, rest = scale * 10 ** SCALES[word], rest[1:]


@lru_cache(maxsize=1024)
def quantity(numeral: str, unit: str = "", bound: Bound = Bound.EXACT) -> Quantity:
    """Build a figure from the words for its numeral and its unit.

    Parameters
    ----------
    numeral
        The numeral as written; hedges and scale words may stand at its end.
    unit
        The unit as written; a hedge may stand before it or behind its scale word.
    bound
        How words before or behind the figure hedge it; where they do not, a hedge within counts.

    Raises
    ------
    ValueError
        `numeral` is no numeral.

    Examples
    --------
    >>> quantity("2", "万余个")
    Quantity(written='2', unit='万个', value=Decimal('20000'), base_unit='item', bound=<Bound.OVER: 'over'>)
    >>> quantity("五十万", "亩").unit, str(quantity("255.92", "亿元").value)
    ('万亩', '25592000000')
    """
    read = read_numeral(numeral)
    inner, text = _unhedge(unit)
    as_written = read.percent or read.scale + text
    factor, base = split_unit(as_written)
    if bound is Bound.EXACT:
        bound = inner if read.bound is Bound.EXACT else read.bound
    value = plain(EXACT.multiply(Decimal(read.written), factor))
    return Quantity(read.written, as_written, value, base, bound)


_HEDGED = regex.compile(f"(?P<first>{_HEDGE})?(?P<scale>{_SCALE})?(?P<second>{_HEDGE})?(?P<rest>.*)", regex.DOTALL)


def _unhedge(unit: str) -> tuple[Bound, str]:
    """Split the hedge off a unit: 万余个 is 万个 and ``over``."""
    parts = _HEDGED.fullmatch(unit.strip())
    if parts is None:  # the pattern fits every text
        raise AssertionError(unit)
    hedge = parts["first"] or (parts["second"] if parts["scale"] else None)
    if hedge is None:
        return Bound.EXACT, unit.strip()
    return HEDGES[hedge], (parts["scale"] or "") + parts["rest"]
