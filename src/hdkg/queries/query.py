"""A query with its header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from hdkg.errors import QueryError
from hdkg.queries.parameters import Parameter, ParameterType, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "write the header as queries/README.md shows it"


@dataclass(frozen=True, slots=True)
class Query:
    """SPARQL text and what its header says; without a header all but `text` is empty.

    Attributes
    ----------
    text
        The whole file: SPARQL 1.1 that runs as it stands.
    name
        The file's name without its ending.
    number
        The number of the competency question that it answers, or None.
    title_zh, title_en, question_zh, question_en
        A few words, and the question in full.
    parameters
        What can be set, in the header's order.
    interactive
        The parameters with which an answer comes while a person waits, however large the store is; None for a question
        that looks through all counties by nature, and where the header does not say.
    where
        The file, for errors.
    """

    text: str
    name: str = ""
    number: int | None = None
    title_zh: str = ""
    title_en: str = ""
    question_zh: str = ""
    question_en: str = ""
    parameters: tuple[Parameter, ...] = ()
    interactive: tuple[str, ...] | None = None
    where: str | Path = "query"

    def filled(self, params: Mapping[str, Value]) -> str:
        """Return the text with values in the rows of their parameters.

        Raises
        ------
        QueryError
            A parameter is unknown (the message names the known ones), or a value is not of its type.

        Examples
        --------
        >>> query = parse('''#+ parameters: {n: {type: integer, zh: 数, en: number}}
        ... SELECT ?n {
        ...   VALUES ?n { 1 }
        ... }''')
        >>> print(query.filled({"n": 2}).splitlines()[2])
          VALUES ?n { "2"^^<http://www.w3.org/2001/XMLSchema#integer> }
        """
        text = self.text
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in params.items():
            if name not in known:
                names = ", ".join(known)
                remedy = f"it has: {names}" if names else "it has none"
                raise QueryError(f"the query has no parameter {name!r}", remedy, where=self.where)
            term = known[name].term(value)
            text = _row(name).sub(lambda row, term=term: f"{row[1]}{term}{row[3]}", text)  # type: ignore[misc]
        return text


def parse(text: str, name: str = "", where: str | Path = "query") -> Query:
    r"""Read a query and, where there is one, its header.

    Parameters
    ----------
    text
        SPARQL 1.1, whose first lines may be a header of ``#+`` comments.
    name
        What it is called.
    where
        The file it comes from, for errors.

    Returns
    -------
    Query
        The query; the SPARQL itself is only looked at when it is run.

    Raises
    ------
    QueryError
        The header is malformed, or a parameter has no row ``VALUES ?name { … }`` of its own, or more than one.

    Examples
    --------
    >>> parse("#+ title: {zh: 所有, en: all}\nSELECT * { ?s ?p ?o }").title_zh
    '所有'
    """
    head = _header(text, where)
    known = {"number", "title", "question", "parameters", "interactive"}
    for key in head:
        if key not in known:
            raise QueryError(f"the header has an unknown key {key!r}", FORMAT, where=where)
    number = head.get("number")
    if number is not None and type(number) is not int:
        raise QueryError("the header's number is no whole number", FORMAT, where=where)
    title, question = _two(head, "title", where), _two(head, "question", where)
    parameters = head.get("parameters") or {}
    if not isinstance(parameters, dict):
        raise QueryError("the header's parameters are no mapping", FORMAT, where=where)
    return Query(
        text=text,
        name=name,
        number=number,
        title_zh=title[0],
        title_en=title[1],
        question_zh=question[0],
        question_en=question[1],
        parameters=tuple(_parameter(str(key), spec, text, where) for key, spec in parameters.items()),
        interactive=_interactive(head, parameters, where),
        where=where,
    )


def _header(text: str, where: str | Path) -> dict[str, Any]:
    """Return the header as YAML reads it."""
    lines = []
    for line in text.removeprefix("\ufeff").splitlines():
        if not line.startswith("#+"):
            break
        lines.append(line.removeprefix("#+").removeprefix(" "))
    try:
        head = yaml.load("\n".join(lines), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line_number = error.problem_mark.line + 1 if error.problem_mark else None
        raise QueryError(f"the header is not YAML ({error.problem})", FORMAT, where=where, line=line_number) from error
    if not isinstance(head, dict):
        raise QueryError("the header is no mapping", FORMAT, where=where, line=1)
    return head


def _two(head: Mapping[str, Any], key: str, where: str | Path) -> tuple[str, str]:
    """Return a text of the header in Chinese and in English."""
    value = head.get(key, {})
    if not isinstance(value, dict) or not set(value) <= {"zh", "en"}:
        raise QueryError(f"the header's {key} is not given as zh and en", FORMAT, where=where)
    return str(value.get("zh", "")), str(value.get("en", ""))


def _interactive(head: Mapping[str, Any], parameters: Mapping[str, Any], where: str | Path) -> tuple[str, ...] | None:
    """Return the parameters with which a question is interactive."""
    given = head.get("interactive", False)
    if given is False:
        return None
    if not isinstance(given, list) or not set(map(str, given)) <= set(map(str, parameters)):
        remedy = "write interactive: false, or [the parameters that have to be given]"
        raise QueryError("the header's interactive is neither false nor a list of parameters", remedy, where=where)
    return tuple(map(str, given))


def _parameter(name: str, spec: object, text: str, where: str | Path) -> Parameter:
    """Return one parameter, its default read from its row."""
    if not isinstance(spec, dict) or spec.get("type") not in set(ParameterType):
        types = ", ".join(ParameterType)
        raise QueryError(f"parameter {name!r} has no known type", f"choose one of: {types}", where=where)
    rows = _row(name).findall(text)
    if len(rows) != 1:
        problem = f"parameter {name!r} has {len(rows)} rows of its own"
        raise QueryError(problem, f"write one line: VALUES ?{name} {{ UNDEF }}", where=where)
    words = {key: str(spec.get(key, "")) for key in ("zh", "en")}
    return Parameter(name, ParameterType(spec["type"]), rows[0][1], words["zh"], words["en"])


def _row(name: str) -> re.Pattern[str]:
    """Return the pattern of the line that holds a parameter's value."""
    return re.compile(rf"^([ \t]*VALUES \?{re.escape(name)} \{{ )(.*?)( \}}[ \t]*)\r?$", re.MULTILINE)
