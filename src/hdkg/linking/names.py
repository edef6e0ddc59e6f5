"""How two names compare: what is left of each without the words that make no difference, and how that is alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hdkg.iris import normalised, pinyin
from hdkg.linking.weights import Weights, weights
from hdkg.resources import division, parents
from hdkg.resources.divisions import current_divisions

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG_ENOUGH = 5  # characters, to be told by them alone where the rest differs
SOUND_ENOUGH = 3
_YEAR = re.compile(r"(\d{4})年度?")
_NUMERALS = "0123456789零一二两三四五六七八九十百千"
_AND = str.maketrans("与及暨", "和和和")
_ORDINAL = re.compile(f"第(?=[{_NUMERALS}])")


@dataclass(frozen=True, slots=True)
class Core:
    """A name taken apart.

    Attributes
    ----------
    whole
        The name without quotation marks, in one width of characters.
    text
        What is left of it; the whole where nothing is.
    level, batch, stage, year
        What the words that were taken off say; "" for none.
    grade
        The generic term of a town's name, for which `text` has the first of them; "" for none.
    """

    whole: str
    text: str
    level: str = ""
    batch: str = ""
    stage: str = ""
    year: str = ""
    grade: str = ""


@lru_cache(maxsize=65536)
def core(name: str, family: str, county: str = "") -> Core:
    """Take a name apart.

    Parameters
    ----------
    name
        The name.
    family
        The class of things that it names.
    county
        Code of the county of the thing, whose own name at the beginning makes no difference.

    Examples
    --------
    >>> core("国家首批农业产业强镇", "Honour")
    Core(whole='国家首批农业产业强镇', text='农业产业强镇', level='national', batch='首批', stage='', year='', grade='')
    >>> core("湖南省衡东县第一中学", "Organisation", "430424").text, core("县一中", "Organisation", "430424").text
    ('一中', '一中')
    """
    known = weights()
    whole = "".join(normalised(name).split()).translate(_AND)
    text, level = _without_level(whole, known) if family == "Honour" else (whole, "")
    text, batch = _without(text, known.batches) if family == "Honour" else (text, "")
    text, stage = _without(text, known.stages) if family == "Honour" else (text, "")
    text, year = _without_year(text) if family in known.yearly else (text, "")
    if family == "Organisation":
        text = _without_brackets(text)
    written = text
    for ending in known.endings.get(family, ()):
        text = text.removesuffix(ending)
    if family == "Organisation" and text != written:
        text = _without_province(text, county)
    for beginning in known.beginnings.get(family, ()):
        text = text.removeprefix(beginning)
    text = _without_home(text, family, county)
    text = _shortened(text, family, known)
    text, grade = _graded(text, known) if family == "Place" else (text, "")
    return Core(whole, text if len(text) > 1 else whole, level, batch, stage, year, grade)


def _without_year(text: str) -> tuple[str, str]:
    """Take the year off that an award or an event is of."""
    found = _YEAR.search(text)
    rest = _YEAR.sub("", text, count=1)
    return (rest, found[1]) if found and len(rest) >= SOUND_ENOUGH else (text, "")


def _without_home(text: str, family: str, county: str) -> str:
    """Take the county's own name off the beginning: in full, short, as it was called before, with what it lies in.

    A body's name may begin with the generic term alone (县中医院), and an event's may hold the county's name anywhere.
    """
    home = division(county) if county else None
    if home is None:
        return text
    own = _own_name(county).match(text)
    known = weights()
    least = 2 if family in known.brief else SOUND_ENOUGH
    if own and len(text) - own.end() >= least:
        text = text[own.end() :]
    for name in (home.name, home.short_name) if family in known.anywhere else ():
        text = text.replace(name, "") if len(text) - len(name) >= least else text
    bare = family in known.generic_first and text.startswith(home.name[-1]) and len(text) > least
    return text[1:] if bare else text


@lru_cache(maxsize=4096)  # more than there are counties: re keeps too few
def _own_name(county: str) -> re.Pattern[str]:
    """Return the pattern of a county's name at the beginning of another, perhaps with what it lies in before it."""
    home = division(county)
    wider = "".join(f"(?:{each.name}|{each.short_name})?" for each in reversed(parents(county)))
    name, short = (home.name, home.short_name) if home else ("", "")
    return re.compile(f"{wider}(?:{name}|{short}[县市区]|{short})")


def _without_province(text: str, county: str) -> str:
    """Take the province's name off the beginning of a firm's."""
    province = parents(county)[-1] if county and parents(county) else None
    for name in (province.name, province.short_name) if province else ():
        if text.startswith(name) and len(text) - len(name) >= SOUND_ENOUGH:
            return text.removeprefix(name)
    return text


def _shortened(text: str, family: str, known: Weights) -> str:
    """Write long generic words as they are written short, and 第一中学 as 一中."""
    for long, short in known.shortened.get(family, {}).items():
        text = text.replace(long, short)
    return _ORDINAL.sub("", text) if family == "Organisation" else text


def _graded(text: str, known: Weights) -> tuple[str, str]:
    """Write the generic term of a town as the first of them, and tell which it was: a township may become a town."""
    grade = next((each for each in known.grades if text.endswith(each) and len(text) - len(each) > 1), "")
    return (text.removesuffix(grade) + known.grades[0], grade) if grade else (text, "")


def _without_level(text: str, known: Weights) -> tuple[str, str]:
    """Take the word off that says how far an honour reaches."""
    for level, words in known.levels.items():
        rest, word = _without(text, words)
        if word:
            return rest, level
    return text, ""


def _without(text: str, words: Iterable[str]) -> tuple[str, str]:
    """Take the first of these words off that a text holds."""
    word = next((word for word in words if word in text), "")
    return (text.replace(word, "", 1), word) if word else (text, "")


def _without_brackets(text: str) -> str:
    """Take a bracket off, where a firm names its seat."""
    head, opened, rest = text.partition("(")
    _, closed, tail = rest.partition(")")
    return head + tail if opened and closed else text


def alike(a: Core, b: Core, family: str) -> str:
    """Return how two names are alike: a key of ``name`` in ``linking.yaml``.

    Examples
    --------
    >>> alike(core("经济开发区", "Place"), core("经开区", "Place"), "Place")
    'abbreviated'
    >>> alike(core("杨桥镇", "Place"), core("杨林镇", "Place"), "Place")
    'different'
    """
    if a.whole == b.whole:
        return "same"
    short, long = sorted((a.text, b.text), key=lambda text: (len(text), text))
    holds = {
        "same-core": short == long,
        "reordered": len(short) >= LONG_ENOUGH
        and sorted(short) == sorted(long)
        and _numerals(short) == _numerals(long),
        "abbreviated": family in weights().abbreviating and _abbreviates(short, long),
        "homophone": len(short) == len(long) >= SOUND_ENOUGH and pinyin(short) == pinyin(long),
        "extended": len(short) >= LONG_ENOUGH and long.startswith(short) and family != "Indicator",
    }
    return next((finding for finding, true in holds.items() if true), "different")


def _numerals(text: str) -> str:
    """Return the numerals of a name, whose order tells things apart: 12所 and 21所, 两带三片 and 三带两片."""
    return "".join(character for character in text if character in _NUMERALS)


def areas_in(name: str) -> frozenset[str]:
    """Return the divisions that a name seems to hold, each by its short name (范县 of a 示范县, too).

    Examples
    --------
    >>> sorted(areas_in("陕西省油茶产业示范县")), sorted(areas_in("中国衡东土菜之乡"))
    (['范县', '陕西'], ['衡东'])
    """
    ends = range(2, _longest_area() + 1)
    held = (name[at : at + end] for at in range(len(name)) for end in ends)
    return frozenset(text for text in held if text in _areas())


@cache
def _areas() -> frozenset[str]:
    return frozenset(each.short_name for each in current_divisions())


@cache
def _longest_area() -> int:
    return max(map(len, _areas()))


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether a name is another one with characters left out that tell nothing apart."""
    if len(short) < SOUND_ENOUGH or short[0] != long[0] or short[-1] != long[-1]:
        return False
    left, rest = [], iter(short)
    awaited = next(rest, "")
    for character in long:
        if character == awaited:
            awaited = next(rest, "")
        else:
            left.append(character)
    return not awaited and not set(left) & set(weights().telling_apart)
