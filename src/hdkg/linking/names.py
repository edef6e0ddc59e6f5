"""How two names compare: what is left of each without the words that make no difference, and how that is alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hdkg.iris import normalised, pinyin
from hdkg.linking.weights import Weights, weights
from hdkg.resources import division
from hdkg.resources.divisions import current_divisions

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG_ENOUGH = 5  # characters, to be told by them alone where the rest differs
SOUND_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Core:
    """A name taken apart.

    Attributes
    ----------
    whole
        The name without quotation marks, in one width of characters.
    text
        What is left of it; the whole where nothing is.
    level, batch, stage
        What the words that were taken off say; "" for none.
    """

    whole: str
    text: str
    level: str = ""
    batch: str = ""
    stage: str = ""


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
    Core(whole='国家首批农业产业强镇', text='农业产业强镇', level='national', batch='首批', stage='')
    """
    known = weights()
    whole = "".join(normalised(name).split())
    text, level = _without_level(whole, known) if family == "Honour" else (whole, "")
    text, batch = _without(text, known.batches) if family == "Honour" else (text, "")
    text, stage = _without(text, known.stages) if family == "Honour" else (text, "")
    if family == "Organisation":
        text = _without_brackets(text)
    for ending in known.endings.get(family, ()):
        text = text.removesuffix(ending)
    for beginning in known.beginnings.get(family, ()):
        text = text.removeprefix(beginning)
    home = division(county) if county else None
    for own in (home.name, home.short_name) if home else ():
        if len(text) - len(own) >= SOUND_ENOUGH:
            text = text.removeprefix(own)
    return Core(whole, text if len(text) > 1 else whole, level, batch, stage)


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
        "reordered": len(short) >= LONG_ENOUGH and sorted(short) == sorted(long),
        "abbreviated": family in weights().abbreviating and _abbreviates(short, long),
        "homophone": len(short) == len(long) >= SOUND_ENOUGH and pinyin(short) == pinyin(long),
        "extended": len(short) >= LONG_ENOUGH and long.startswith(short) and family != "Indicator",
    }
    return next((finding for finding, true in holds.items() if true), "different")


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
