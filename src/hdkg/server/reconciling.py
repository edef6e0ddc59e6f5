"""What answers at ``/reconcile``: the reconciliation service that OpenRefine asks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hdkg.linking import THINGS, Lookup, Wanted, things_of, told
from hdkg.server import reconciliation as api
from hdkg.server.endpoint import read_body, site
from hdkg.server.entity import ask
from hdkg.server.pages import local
from hdkg.server.protocol import FORM, RefusalError, read_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from hdkg.server.service import Service

COUNTY = "County"
DIVISION = "https://w3id.org/hdkg/id/division/"


class Reconciling:
    """Looks names up among the things of the graphs, by what the linker weighs."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._building = asyncio.Lock()
        self._known: tuple[int, Lookup, Mapping[str, str]] | None = None

    @property
    def routes(self) -> list[Route]:
        """The addresses of the service."""
        return [
            Route("/reconcile", self.answer, methods=["GET", "POST"]),
            Route("/reconcile/suggest/{what}", self.suggest),
            Route("/reconcile/properties", self.propose),
            Route("/reconcile/view", self.view),
        ]

    async def answer(self, request: Request) -> Response:
        """Answer a batch of queries, or a request for columns; without either say what the service can do.

        Raises
        ------
        RefusalError
            The request is malformed or too large, or the server is busy.
        """
        given = await self._fields(request)
        lookup, types = await self._ready()
        if "queries" in given:
            batch = api.read_batch(given["queries"])
            return _json(await asyncio.to_thread(_look_up, lookup, types, batch), given)
        if "extend" in given:
            return _json(await self._extend(given["extend"]), given)
        return _json(api.manifest(site(request), types), given)

    async def suggest(self, request: Request) -> Response:
        """Propose things, classes or properties for what somebody has typed so far."""
        given = await self._fields(request)
        typed, what = given.get("prefix", ""), request.path_params["what"]
        lookup, types = await self._ready()
        if what == "entity":
            things = await asyncio.to_thread(lookup.beginning, typed)
            found = [{"id": each.iri, "name": each.label, "description": api.description(each)} for each in things]
        elif what == "type":
            found = [{"id": kind, "name": name} for kind, name in types.items() if typed.lower() in name.lower()]
        elif what == "property":
            found = [_property(each) for each in api.PROPERTIES if typed.lower() in api.name_of(each).lower()]
        else:
            raise HTTPException(404, "entity, type and property can be suggested")
        return _json({"result": found}, given)

    async def propose(self, request: Request) -> Response:
        """List the properties that columns can be made of."""
        given = await self._fields(request)
        answer = {"type": given.get("type", ""), "properties": [_property(each) for each in api.PROPERTIES]}
        return _json(answer, given)

    async def view(self, request: Request) -> Response:
        """Lead to the page about a thing."""
        path = local(request.query_params.get("id", ""))
        if not path.startswith("/"):
            raise HTTPException(404, "There is no page about this")
        return RedirectResponse(path, status_code=303)

    async def _extend(self, text: str) -> dict[str, object]:
        ids, properties = api.read_extension(text)
        things = " ".join(sorted({api.written(iri) for iri in ids}))
        rows = await self._service.rows(ask("extend").replace("$things", things)) if things.strip() else []
        return api.extension(ids, properties, rows)

    async def _ready(self) -> tuple[Lookup, Mapping[str, str]]:
        """Return the index over the graphs as they are now, and the names of their classes."""
        async with self._building:
            generation = self._service.generation
            if self._known is None or self._known[0] != generation:
                rows = await self._service.rows(THINGS)
                plain = [{name: term["value"] for name, term in row.items()} for row in rows]
                lookup = await asyncio.to_thread(lambda: Lookup(things_of([told(plain)])))
                kinds = await self._service.rows(ask("kinds"))
                types = {row["kind"]["value"].rpartition("/")[2]: _names(row) for row in kinds}
                self._known = (generation, lookup, types)
            return self._known[1], self._known[2]

    async def _fields(self, request: Request) -> dict[str, str]:
        """Return the fields of a request: of its address, and of the form that it sends."""
        found = read_fields(request.scope["query_string"])
        if request.method == "POST":
            if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
                raise RefusalError(415, f"Send the queries as {FORM}")
            found += read_fields(await read_body(request, self._service.settings.limits.request))
        return dict(found)


def _look_up(
    lookup: Lookup, types: Mapping[str, str], batch: dict[str, tuple[Wanted, int, Mapping[str, str]]]
) -> object:
    """Answer a batch."""
    answers = {}
    for key, (wanted, most, given) in batch.items():
        place = given.get("county") or given.get("within") or ""
        whole = replace(wanted, county=_county(lookup, place)) if place else wanted
        answers[key] = api.result(lookup.find(whole, most), types)
    return answers


def _county(lookup: Lookup, place: str) -> str:
    """Return the code of the county that somebody named: by its code, its IRI or its name."""
    code = place.removeprefix(DIVISION)
    if code.isdigit():
        return code[:6]
    found = [each for each in lookup.find(Wanted(place, frozenset({COUNTY}))) if each.match]
    return found[0].thing.code if found else ""


def _property(pid: str) -> dict[str, str]:
    return {"id": pid, "name": api.name_of(pid)}


def _names(row: Mapping[str, Mapping[str, str]]) -> str:
    """Return a class's names in both languages."""
    told = (row[name]["value"] for name in ("kind_zh", "kind_en") if name in row)
    return " / ".join(told) or row["kind"]["value"].rpartition("/")[2]


def _json(answer: object, given: Mapping[str, str]) -> Response:
    content, media = api.body(answer, given.get("callback", ""))
    return Response(content, headers={"Content-Type": f"{media}; charset=utf-8"})
