"""The plain pages to ask from: the start, the catalogue of questions with forms, and a form for any query."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from hdkg.errors import QueryError
from hdkg.queries import catalogue
from hdkg.server.editor import with_script
from hdkg.server.entity import ask, value
from hdkg.server.pages import local, page
from hdkg.server.protocol import RefusalError

if TYPE_CHECKING:
    from starlette.requests import Request

    from hdkg.queries import Query
    from hdkg.server.editor import Editor
    from hdkg.server.overview import Overview
    from hdkg.server.service import Service

SHOWN = 500  # rows of a table
LONGEST = 100_000  # characters of a graph on a page


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table: what is shown, where it leads, whether it is a number."""

    text: str
    href: str
    number: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What a query answered, as far as a page shows it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int
    answer: bool | None


class Gallery:
    """What answers at the start page, ``/queries`` and ``/query``."""

    def __init__(self, service: Service, overview: Overview, editor: Editor) -> None:
        self._service = service
        self._overview = overview
        self._editor = editor

    async def start(self, request: Request) -> Response:
        """Return the start page: the graphs, where to begin, what there is."""
        graphs = await self._overview.graphs()
        counties = [value(row, "county") for row in await self._service.rows(ask("counties"))]
        return page(request, "start.html", graphs=graphs, counties=counties)

    async def questions(self, request: Request) -> Response:
        """Return the catalogue of questions."""
        return page(request, "queries.html", queries=catalogue())

    async def question(self, request: Request) -> Response:
        """Return one question with the form of its parameters, and its answer.

        Raises
        ------
        HTTPException
            404: there is no question of this name.
        """
        query, given = _question(request)
        try:
            text = query.filled(given)
        except QueryError as error:
            problem = f"{error.problem}; {error.remedy}"
            return page(
                request, "question.html", status=400, query=query, given=given, problem=problem, result=None, text=""
            )
        status, problem, result, _ = await self._asked(text)
        return page(
            request, "question.html", status=status, query=query, given=given, problem=problem, result=result, text=text
        )

    async def text(self, request: Request) -> Response:
        """Return the SPARQL of one question, with the values of its parameters.

        Raises
        ------
        HTTPException
            404: there is no question of this name; 400: a value is not of its parameter's type.
        """
        query, given = _question(request)
        try:
            text = query.filled(given)
        except QueryError as error:
            raise HTTPException(400, f"{error.problem}; {error.remedy}") from error
        return Response(text, headers={"Content-Type": "application/sparql-query; charset=utf-8"})

    async def query(self, request: Request) -> Response:
        """Return the page for any query, and the answer to what it holds.

        What the script writes into the address says how the answer is shown (``view=``): the script will ask then, and
        who has none presses the button.
        """
        text = request.query_params.get("query", "")
        status, problem, result, built = 200, "", None, None
        if text.strip() and "view" not in request.query_params:
            status, problem, result, built = await self._asked(text)
        shown = page(
            request,
            "query.html",
            status=status,
            text=text if text.strip() else ask("first"),
            problem=problem,
            result=result,
            built=built,
            script=self._editor.address,
        )
        return with_script(shown) if self._editor.address else shown

    async def _asked(self, text: str) -> tuple[int, str, Table | None, str | None]:
        """Ask and return status, problem, table and graph."""
        try:
            form, body = await self._service.query(text, graph="ttl")
        except RefusalError as error:
            return error.status, str(error), None, None
        if form == "graph":
            return 200, "", None, body.decode("utf-8")[:LONGEST]
        return 200, "", _table(json.loads(body)), None


def _question(request: Request) -> tuple[Query, dict[str, str]]:
    """Return the question that an address names, and the values that it gives its parameters."""
    query = next((each for each in catalogue() if each.name == request.path_params["name"]), None)
    if query is None:
        raise HTTPException(404, "There is no such question; /queries lists them")
    known = {parameter.name for parameter in query.parameters}
    return query, {name: value for name, value in request.query_params.items() if name in known and value}


def _table(answer: dict[str, Any]) -> Table:
    """Return an answer in SPARQL's JSON as a table."""
    if "boolean" in answer:
        return Table((), (), 0, bool(answer["boolean"]))
    columns, rows = answer["head"]["vars"], answer["results"]["bindings"]
    shown = (tuple(_cell(row.get(column)) for column in columns) for row in rows[:SHOWN])
    return Table(tuple(columns), tuple(shown), len(rows), None)


def _cell(term: dict[str, Any] | None) -> Cell | None:
    """Return a term as a cell."""
    if term is None:
        return None
    text = term["value"] if isinstance(term["value"], str) else json.dumps(term["value"], ensure_ascii=False)
    number = term.get("datatype", "").rpartition("#")[2] in {"integer", "decimal", "double", "float"}
    return Cell(text, local(text) if term["type"] == "uri" else "", number)
