"""The flat table of facts: what a graph says, one fact a row, asked of the graph by the queries in ``queries/facts/``.

What the queries do not find in the graph is not in the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

import rdflib
from rdflib.namespace import XSD

from hdkg.resources import local_name, queries_dir
from hdkg.store import Term, open_graph

if TYPE_CHECKING:
    from hdkg.store import Store

Fact: TypeAlias = dict[str, Any]
Row: TypeAlias = Mapping[str, Term]
Key: TypeAlias = tuple[str, str]

# The columns of the table, in order; a fact has those that the text fills.
COLUMNS = (
    "kind",
    "subject",
    "name",
    "value",
    "unit",
    "period",
    "growth_pct",
    "rank",
    "rank_scope",
    "rank_change",
    "compare",
    "completion_pct",
    "level",
    "granted_by",
    "ordinal",
    "programme",
    "bound",
    "status",
    "section",
    "start",
    "end",
    "quote",
)

_KINDS = {
    "Initiative": "programme",
    "IndustryChain": "programme",
    "Project": "project",
    "Organisation": "organization",
    "Place": "place",
    "Event": "event",
    "Work": "work",
}
_LEVELS = {"national": "国家级", "provincial": "省级", "municipal": "市级", "county": "县级"}
_STATUS = {"estimated": "estimated", "preliminary": "estimated", "planned": "planned"}
_RANK_NUMBERS = {"rank": "rank", "change": "rank_change"}
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def facts(graph: rdflib.Graph | Store) -> list[Fact]:
    """Read the table of facts out of a graph.

    Parameters
    ----------
    graph
        A county's graph, or a store with any number of them.

    Returns
    -------
    list[dict]
        One fact a dictionary with the keys of `COLUMNS` that it has, in that order; numbers are int or float, a
        comparison is ``{"scope": …, "pp": …}``.  By source, place in the text and kind.

    Examples
    --------
    >>> from hdkg.resources import ontology_dir
    >>> facts(rdflib.Graph().parse(ontology_dir() / "units.ttl"))
    []
    """
    return _Table(open_graph(graph) if isinstance(graph, rdflib.Graph) else graph).rows()


class _Table:
    """The answers of the queries, put together by the fact that they are about and the source that says it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._places = self._evidence()
        self._found: dict[Key, Fact] = {}

    def rows(self) -> list[Fact]:
        """Return every fact, its columns in order."""
        self._add_figures()
        self._add_rankings()
        self._add_honours()
        self._add_things()
        self._merge_granted_projects()
        self._add_details()
        whole = {key: fact | self._places.get(key, {}) for key, fact in self._found.items()}
        ordered = sorted(whole, key=lambda key: (key[1], whole[key].get("start", 0), whole[key]["kind"], key[0]))
        return [{column: whole[key][column] for column in COLUMNS if column in whole[key]} for key in ordered]

    def _ask(self, name: str) -> list[Row]:
        """Return the answers of a query in the order of the text, as far as they rest on claims of their own."""
        path = queries_dir() / "facts" / f"{name}.rq"
        answers = list(self._store.query(path.read_text(encoding="utf-8"), where=path))
        return sorted(answers, key=lambda row: (self._place(row), sorted(map(str, row.values()))))

    def _place(self, row: Row) -> tuple[int, int]:
        """Return where the claim of an answer stands in its text."""
        place = self._places.get(_key(row, "claim"), {}) if "claim" in row else {}
        return int(place.get("start", 0)), int(place.get("end", 0))

    def _evidence(self) -> dict[Key, Fact]:
        """Return the first words of each source that say each fact."""
        self._places = {}
        first: dict[Key, Fact] = {}
        for row in self._ask("evidence"):
            place = {
                "section": str(row.get("section", "")),
                "start": int(row["start"]),
                "end": int(row["end"]),
                "quote": str(row["quote"]),
            }
            known = first.get(_key(row), place)
            first[_key(row)] = min(known, place, key=lambda each: (each["start"], each["end"]))
        return {key: _filled(place) for key, place in first.items()}

    def _add_figures(self) -> None:
        """Add levels, shares, growths without a level and the like."""
        for row in self._ask("figures"):
            figure = {"value": _value(row), "unit": str(row.get("unit", ""))}
            if str(row["kind"]) == "growth":
                figure = {"growth_pct": _growth(row)}
            bound = str(row["bound"])
            self._found[_key(row)] = _filled(
                {
                    "kind": "observation",
                    **_texts(row, "subject", "name", "period"),
                    **figure,
                    "bound": "" if bound == "exact" else bound,
                    "status": _STATUS.get(str(row["status"]), ""),
                }
            )

    def _add_rankings(self) -> None:
        """Give each figure its rank; a rank without a figure, or a second one of a figure, is a row of its own."""
        for row in sorted(self._ask("rankings"), key=lambda row: "rank" not in row):
            standing = _texts(row, "ordinal") | {"rank_scope": str(row.get("scope", ""))}
            standing |= {column: _number(row[name]) for name, column in _RANK_NUMBERS.items() if name in row}
            figure = self._found.get(_key(row), {}) if "fact" in row else {}
            if figure and "rank_scope" not in figure:
                figure |= _filled(standing)
            elif "rank" in row or "change" in row:
                told = {"kind": "ranking", **_texts(row, "subject", "name", "period"), **standing}
                self._found[_key(row, "claim")] = _filled(told)

    def _add_honours(self) -> None:
        """Add honours and recognitions, with all who granted them."""
        grantors: dict[Key, list[Row]] = {}
        for row in self._ask("honours"):
            grantors.setdefault(_key(row), []).append(row)
        for key, rows in grantors.items():
            self._found[key] = _filled(
                {
                    "kind": "award",
                    **_texts(rows[0], "subject", "name", "period", "ordinal"),
                    "value": _number(rows[0]["count"]) if "count" in rows[0] else "",
                    "level": _LEVELS.get(str(rows[0]["reach"]), ""),
                    "granted_by": self._listed(rows),
                }
            )

    def _listed(self, rows: list[Row]) -> str:
        """Return the grantors in the order in which the text names them; titles of newspapers need no comma."""
        named = [row for row in rows if "grantedBy" in row]
        named.sort(key=lambda row: self._places.get(_key(row, "grantor"), {}).get("start", 0))
        return "、".join(str(row["grantedBy"]) for row in named).replace("》、《", "》《")

    def _add_things(self) -> None:
        """Add what the text names: programmes, projects, organisations, places, events, works."""
        for row in self._ask("things"):
            kind = _KINDS[local_name(str(row["class"]))]
            self._found[_key(row)] = _filled({"kind": kind, **_texts(row, "subject", "name", "period")})

    def _merge_granted_projects(self) -> None:
        """Tell a project that was itself what was granted in one row: 争取到省级…示范县项目."""
        projects = {
            (fact["name"], key[1]): fact
            for key, fact in self._found.items()
            if fact["kind"] == "project" and "name" in fact
        }
        for key, fact in list(self._found.items()):
            project = projects.get((fact.get("name"), key[1])) if fact["kind"] == "award" else None
            if project is not None:
                project |= {column: fact[column] for column in ("level", "granted_by") if column in fact}
                del self._found[key]

    def _add_details(self) -> None:
        """Add what other claims say of the facts; where several say it, the first in the text."""
        for name, column, read in _DETAILS:
            for row in self._ask(name):
                if _key(row) in self._found:
                    self._found[_key(row)].setdefault(column, read(row))


def _key(row: Row, name: str = "fact") -> Key:
    """Return what an answer is about and the source that says it."""
    return str(row[name]), str(row["source"])


def _texts(row: Row, *names: str) -> Fact:
    """Return the columns of an answer that are text."""
    return {name: str(row[name]) for name in names if name in row}


def _filled(fact: Fact) -> Fact:
    """Leave out what is empty."""
    return {column: value for column, value in fact.items() if value != ""}


def _value(row: Row) -> int | float | str:
    """Return a figure as written; what is written in words is told by its value, a grade by its text."""
    written = str(row["written"])
    if _PLAIN.fullmatch(written):
        return _as_written(written)
    value = row["value"]
    is_grade = isinstance(value, rdflib.Literal) and value.datatype in {None, XSD.string}
    return written if is_grade else _number(value)


def _growth(row: Row) -> int | float:
    """Return a growth as written, if that is the figure and not words for it (翻番)."""
    written, value = str(row["written"]), str(row["value"])
    same = _PLAIN.fullmatch(written) and Decimal(written) == Decimal(value)
    return _as_written(written) if same else _number(value)


def _as_written(text: str) -> int | float:
    """Return a plain decimal as JSON writes it: 5.0 as 5.0, 5 as 5."""
    return float(text) if "." in text else int(text)


def _number(text: str) -> int | float:
    """Return a figure of the graph, where 5.0 and 5 are one."""
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _comparison(row: Row) -> Fact:
    return {"scope": str(row["scope"]), "pp": _number(row["difference"])}


# What other claims add to a fact: query, column, and how its value is read.
_DETAILS: tuple[tuple[str, str, Callable[[Row], Any]], ...] = (
    ("growths", "growth_pct", _growth),
    ("comparisons", "compare", _comparison),
    ("completions", "completion_pct", lambda row: _number(row["percent"])),
    ("credits", "programme", lambda row: str(row["programme"])),
    ("superlatives", "ordinal", lambda row: str(row["ordinal"])),
)
