"""The county that a graph of others is about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hdkg.alignment.things import Thing
from hdkg.errors import GraphError
from hdkg.model import EntityKind
from hdkg.resources import counties, division

if TYPE_CHECKING:
    from collections.abc import Iterable

CODE = re.compile(r"[0-9]{6}", re.ASCII)


def county_of(things: Iterable[Thing], code: str = "") -> Thing:
    """Return the county of a graph, with its code.

    Parameters
    ----------
    things
        The things of the graph.
    code
        Its code, if a user said it.

    Raises
    ------
    GraphError
        There is none, more than one, or one whose code is not known.

    Examples
    --------
    >>> county_of([Thing("urn:a", EntityKind.COUNTY, "青川县", "青川县")]).code
    '510822'
    """
    if code and not CODE.fullmatch(code):
        raise GraphError(f"{code} is no code of a county", "give six digits of GB/T 2260 with --county")
    found = list({(each.name, each.code): each for each in things if each.kind is EntityKind.COUNTY}.values())
    if code:
        known = division(code)
        fitting = [each for each in found if each.code == code or (known and each.name == known.name)]
        chosen = fitting or [each for each in found if not each.code]
        if len(chosen) > 1:
            raise GraphError(f"more than one county may be {code}: {_names(chosen)}", "give the county its code there")
        if chosen:
            return replace(chosen[0], code=code)
        if known:
            return Thing(f"urn:county:{code}", EntityKind.COUNTY, known.name, known.name, code=code)
        raise GraphError(f"the graph has no county of the code {code}", "give the code of one that it tells of")
    if len(found) != 1:
        problem = f"the graph tells of more than one county: {_names(found)}" if found else "the graph names no county"
        raise GraphError(problem, "say which with --county CODE")
    same = counties(found[0].name)
    told = found[0].code or (same[0].code if len(same) == 1 else "")
    if not told:
        raise GraphError(f"the code of {found[0].name} is not known", "give it with --county CODE")
    return replace(found[0], code=told)


def _names(things: Iterable[Thing]) -> str:
    return ", ".join(sorted(f"{each.name} {each.code}".strip() for each in things)[:10])
