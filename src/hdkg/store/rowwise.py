"""Have the embedded engine look optional things up row by row, rather than collect them for the whole store first.

The engine joins an ``OPTIONAL``, a sub-select and many a ``UNION`` by building a hash table of everything that they
match anywhere: at forty million triples a question about one county takes as long as one about all.  Its ``LATERAL``
(SEP-0006 of the SPARQL 1.2 Community Group) evaluates what stands in it once for every row before it, by the indexes.
The two mean the same where nothing in the braces can tell whether it knows the row: only there `rowwise` writes one for
the other, so that queries stay standard SPARQL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hdkg.store.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

SPACE = re.compile(r"\s|#.*", re.DOTALL)
VARIABLE = re.compile(r"[?$](\w+)")
# What sees the row that it is joined with, or hides it.
WATCHFUL = frozenset({"EXISTS", "BIND", "SELECT", "OPTIONAL"})
# What would say something else with a row put into it.
CUTTING = frozenset({"MINUS", "UNION", "GRAPH", "SERVICE", "LATERAL", "HAVING", "LIMIT", "OFFSET", "ORDER"})
LEADS = frozenset({"WHERE", "EXISTS", "MINUS", "OPTIONAL", "UNION", "LATERAL"})


@dataclass(slots=True)
class _Group:
    """What stands in braces.

    Attributes
    ----------
    first, last
        The places of the braces among the tokens.
    before
        Variables that its surroundings mention before it.
    seen
        Variables that it has mentioned so far.
    """

    first: int
    last: int = 0
    before: frozenset[str] = frozenset()
    seen: set[str] = field(default_factory=set)


def rowwise(text: str) -> str:
    """Return a query that gives the same rows, with its parts looked up for each row where that is safe.

    Parameters
    ----------
    text
        A SPARQL 1.1 query.

    Returns
    -------
    str
        With the same line breaks.  ``OPTIONAL`` is evaluated row by row if it holds nothing but triples, filters and
        ``VALUES`` and mentions a variable that stands before it; a sub-select, if its triples bind all the variables
        that it has in common with what stands before it, it gives these out (and groups by them, if it groups), and
        neither counts off rows nor holds another sub-select, ``UNION`` or ``MINUS``; a ``UNION``, if each part does so.

    Examples
    --------
    >>> rowwise("SELECT * { ?a <urn:b> ?c OPTIONAL { ?c <urn:d> ?e } }")
    'SELECT * { ?a <urn:b> ?c LATERAL { OPTIONAL { ?c <urn:d> ?e } } }'
    >>> rowwise("SELECT * { ?a <urn:b> ?c OPTIONAL { ?c <urn:d> ?e BIND(?a AS ?f) } }")
    'SELECT * { ?a <urn:b> ?c OPTIONAL { ?c <urn:d> ?e BIND(?a AS ?f) } }'
    """
    if "\\" in text and re.search(r"\\[uU]", text):
        return text  # escapes may hide braces and keywords
    found = [token for token in tokens(text) if not SPACE.fullmatch(token[0])]
    groups = {group.first: group for group in _groups(found)}
    edits = sorted(edit for group in groups.values() for edit in _edits(found, group, groups))
    parts, end = [], 0
    for place, addition in edits:
        parts += [text[end:place], addition]
        end = place
    return "".join([*parts, text[end:]])


def _groups(found: Sequence[re.Match[str]]) -> Iterator[_Group]:
    """Yield everything that stands in braces."""
    stack = [_Group(-1)]
    for place, token in enumerate(found):
        variable = VARIABLE.fullmatch(token[0])
        if variable:
            stack[-1].seen.add(variable[1])
        elif token[0] == "{":
            stack.append(_Group(place, before=frozenset(stack[-1].seen)))
        elif token[0] == "}" and len(stack) > 1:
            group = stack.pop()
            group.last = place
            yield group
            stack[-1].seen |= group.seen


def _edits(found: Sequence[re.Match[str]], group: _Group, groups: Mapping[int, _Group]) -> Iterator[tuple[int, str]]:
    """Yield what to insert, and where, to have a group evaluated row by row; nothing where that is not safe."""
    inside = found[group.first + 1 : group.last]
    lead = _word(found[group.first - 1]) if group.first else ""
    shared = group.seen & group.before
    if lead == "OPTIONAL":
        if _is_plain(inside) and shared and not shared & _listed(inside):
            yield found[group.first - 1].start(), "LATERAL { "
            yield found[group.last].end(), " }"
    elif lead in LEADS or (group.first > 1 and _word(found[group.first - 2]) in {"GRAPH", "SERVICE"}):
        return
    elif inside and _word(inside[0]) == "SELECT" and _follows(found, group) != "UNION":
        if shared and shared <= _certain(inside):
            yield found[group.first].start(), "LATERAL "
    elif _follows(found, group) == "UNION":
        parts = list(_operands(found, group, groups))
        if all(_is_row_by_row(found[part.first + 1 : part.last], group.before, part.seen) for part in parts):
            yield found[group.first].start(), "LATERAL { "
            yield found[parts[-1].last].end(), " }"


def _follows(found: Sequence[re.Match[str]], group: _Group) -> str:
    """Return the keyword after a group."""
    return _word(found[group.last + 1]) if group.last + 1 < len(found) else ""


def _operands(found: Sequence[re.Match[str]], group: _Group, groups: Mapping[int, _Group]) -> Iterator[_Group]:
    """Yield the groups of a union, from its first."""
    yield group
    while _follows(found, group) == "UNION" and group.last + 2 in groups:
        group = groups[group.last + 2]
        yield group


def _is_row_by_row(inside: Sequence[re.Match[str]], before: Set[str], seen: Set[str]) -> bool:
    """Tell whether a part of a union binds by triples all that it has in common with what stands before it."""
    shared = seen & before
    words = {_word(token) for token in inside}
    return bool(shared) and not words & (CUTTING | {"SELECT"}) and shared <= _outside_brackets(inside) - _listed(inside)


def _is_plain(inside: Sequence[re.Match[str]]) -> bool:
    """Tell whether there is nothing but triples, filters that look at the row alone, and ``VALUES``."""
    words = {_word(token) for token in inside}
    braces = sum(token[0] == "{" for token in inside)
    return not words & (WATCHFUL | CUTTING) and braces == sum(_word(token) == "VALUES" for token in inside)


def _certain(inside: Sequence[re.Match[str]]) -> set[str]:
    """Return the variables that a sub-select binds by triples, gives out as they are and, if it groups, groups by.

    None where it holds anything that a row put into it could change.
    """
    words = [_word(token) for token in inside]
    if CUTTING & set(words) or words.count("SELECT") > 1:
        return set()
    head, body, tail = _parts(inside)
    given = _outside_brackets(head) & _outside_brackets(body) - _listed(body)
    return given & _outside_brackets(tail) if "GROUP" in words else given


def _parts(inside: Sequence[re.Match[str]]) -> tuple[Sequence[re.Match[str]], ...]:
    """Return what stands before, in and after the braces of a sub-select."""
    opened = next((place for place, token in enumerate(inside) if token[0] == "{"), len(inside))
    closed = max((place for place, token in enumerate(inside) if token[0] == "}"), default=len(inside))
    return inside[:opened], inside[opened + 1 : closed], inside[closed + 1 :]


def _outside_brackets(part: Sequence[re.Match[str]]) -> set[str]:
    """Return the variables that stand in no bracket."""
    depth, found = 0, set()
    for token in part:
        depth += bool(token["open"]) - bool(token["close"])
        variable = VARIABLE.fullmatch(token[0])
        if variable and not depth:
            found.add(variable[1])
    return found


def _listed(inside: Sequence[re.Match[str]]) -> set[str]:
    """Return the variables that ``VALUES`` binds, which the engine does not let a row bind too."""
    found = set()
    heads = False
    for token in inside:
        heads = _word(token) == "VALUES" or (heads and token[0] != "{")
        variable = VARIABLE.fullmatch(token[0])
        if heads and variable:
            found.add(variable[1])
    return found


def _word(token: re.Match[str]) -> str:
    return (token["word"] or "").upper()
