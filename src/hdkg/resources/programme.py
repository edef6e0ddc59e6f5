"""Programmes of the nation and of provinces, and which of them an initiative of a county implements."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from hdkg.errors import RuleError
from hdkg.resources.divisions import DivisionLevel, division
from hdkg.resources.paths import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NATION = "cn"
_MARKS = str.maketrans("", "", "“”‘’\"'「」『』《》、,，·")


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme of the nation or of a province.

    Attributes
    ----------
    name
        As it is called, with its quotation marks.
    area
        ``cn``, or the code (GB/T 2260) of a province.
    kind
        Local name of its class: ``Programme``, ``Strategy``, ``Mechanism`` …
    since
        The year that it began in.
    source
        Where it comes from, as a citation.
    names
        What else it is called.
    """

    name: str
    area: str
    kind: str
    since: int
    source: str
    names: tuple[str, ...] = ()

    def reaches(self, county: str, year: int) -> bool:
        """Tell whether a county could implement it in a year: it lies in the area, and the programme had begun.

        Examples
        --------
        >>> wide = Programme("“强省会”战略", "430000", "Strategy", 2022, "2022-04-13")
        >>> wide.reaches("430121", 2022), wide.reaches("430121", 2021), wide.reaches("410422", 2022)
        (True, False, False)
        """
        return self.area in {NATION, f"{county[:2]}0000"} and year >= self.since


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """The file: its programmes in order, by each of their names, and what a name may go on with."""

    programmes: tuple[Programme, ...]
    named: Mapping[str, tuple[Programme, ...]]
    endings: tuple[str, ...]


def programmes() -> tuple[Programme, ...]:
    """Return the catalogued programmes in the order of the file.

    Raises
    ------
    RuleError
        The file is no YAML, an entry is incomplete or names no area, or two programmes share a name and an area.

    Examples
    --------
    >>> [each.source for each in programmes() if each.name == "河长制"]
    ['中共中央办公厅、国务院办公厅《关于全面推行河长制的意见》，2016-12']
    """
    return _catalogue(_where()).programmes


def programme_of(name: str, county: str, year: int) -> Programme | None:
    """Return the programme that an initiative of a county implements, by its name; None where no name is its.

    Parameters
    ----------
    name
        The initiative's name.
    county
        GB/T 2260 code of its county.
    year
        The year that it is told of.

    Returns
    -------
    Programme or None
        Quotation marks and commas make no difference, nor one of the file's endings; anything else does.

    Raises
    ------
    RuleError
        As `programmes`.

    Examples
    --------
    >>> [programme_of(name, "430424", 2023).name for name in ("“五好园区”建设", "河长制工作")]
    ['“五好”园区建设', '河长制']
    >>> programme_of("联合河长制", "430424", 2023) is programme_of("“千万工程”", "530426", 2021) is None
    True
    """
    known = _catalogue(_where())
    found = (each for form in _forms(name, known.endings) for each in known.named.get(form, ()))
    return next((each for each in found if each.reaches(county, year)), None)


def _where() -> Path:
    return data_dir() / "reference" / "programmes.yaml"


@cache
def _catalogue(where: Path) -> _Catalogue:
    try:
        read: Any = yaml.safe_load(where.read_text(encoding="utf-8"))
        endings = tuple(str(each) for each in read["endings"])
        found = tuple(_programme(entry, where) for entry in read["programmes"])
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError) as error:
        raise RuleError(f"cannot be read ({error})", "give endings and programmes", where=where) from error
    named: dict[str, list[Programme]] = {}
    for programme in found:
        for form in {_plain(each) for each in (programme.name, *programme.names)}:
            for other in named.setdefault(form, []):
                if other.area == programme.area or NATION in {other.area, programme.area}:
                    problem = f"{other.name} and {programme.name} are both called {form}"
                    raise RuleError(problem, "keep the name with one of them", where=where)
            named[form].append(programme)
    return _Catalogue(found, {form: tuple(each) for form, each in named.items()}, endings)


def _programme(entry: dict[str, Any], where: Path) -> Programme:
    """Return one entry of the file."""
    asked = {field.name for field in fields(Programme)}
    if not asked - {"names"} <= set(entry) <= asked or not all(entry.values()):
        raise RuleError(f"an entry is incomplete: {entry.get('name')}", f"give {', '.join(sorted(asked))}", where=where)
    area, names = str(entry["area"]), tuple(str(each) for each in entry.get("names", ()))
    place = division(area)
    if area != NATION and not (place and place.current and place.level is DivisionLevel.PROVINCE):
        raise RuleError(f"{entry['name']}: {area} is no province of today", "give its code, or cn", where=where)
    return Programme(str(entry["name"]), area, str(entry["kind"]), int(entry["since"]), str(entry["source"]), names)


def _forms(name: str, endings: tuple[str, ...]) -> Iterator[str]:
    """Yield a name as it is compared, and without each ending that it has."""
    plain = _plain(name)
    yield plain
    for ending in sorted(endings, key=len):
        if plain.endswith(ending):
            yield plain.removesuffix(ending)


def _plain(name: str) -> str:
    """Return what two writings of one name have in common."""
    return "".join(unicodedata.normalize("NFKC", name).translate(_MARKS).split())
