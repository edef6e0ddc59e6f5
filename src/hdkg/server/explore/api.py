"""What the explorer's page asks: names, neighbours, ways, facts with their words, texts; small answers in JSON."""

from __future__ import annotations

import asyncio
import hmac
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox
from starlette.responses import JSONResponse
from starlette.routing import Route

from hdkg.errors import HdkgError, QueryError
from hdkg.network.look import FAMILIES, GROUPS, RELATIONS, family_of
from hdkg.queries import catalogue
from hdkg.server.endpoint import read_body
from hdkg.server.explore import ways
from hdkg.server.explore.atlas import Atlases
from hdkg.server.explore.facts import citations, facts, said
from hdkg.server.explore.reviewing import Decision, Reviewing, remembered
from hdkg.server.explore.sources import LONGEST, Sources
from hdkg.server.lane import BusyError, Lane
from hdkg.server.protocol import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from hdkg.server.explore.atlas import Atlas
    from hdkg.server.service import Service

PLACE = "/explore/api"
QUESTIONS = ("timeline", "growth", "statistics-and-appraisals", "panel", "moved-in-rank")
PLACES = 2  # answers that are worked out at the same time
T = TypeVar("T")
ROWS = 2_000  # of a question's answer that the page takes


class Api:
    """What answers below ``/explore/api``.

    Parameters
    ----------
    service
        The graphs.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._atlases = Atlases(service)
        self._sources = Sources(service.settings.sources)
        self._reviewing = Reviewing(self._sources)
        self._lane = Lane(PLACES, service.settings.limits.waiting)

    def routes(self) -> list[Route]:
        """Return the addresses."""
        reading = {
            "meta": self.meta,
            "suggest": self.suggest,
            "list": self.list,
            "start": self.start,
            "neighbours": self.neighbours,
            "path": self.path,
            "facts": self.facts,
            "cite": self.cite,
            "text": self.text,
            "question/{name}": self.question,
            "review": self.review,
        }
        writing = {"view": self.view, "results": self.results, "review": self.decide}
        return [
            *(Route(f"{PLACE}/{name}", answer, methods=["GET"]) for name, answer in reading.items()),
            *(Route(f"{PLACE}/{name}", answer, methods=["POST"]) for name, answer in writing.items()),
        ]

    async def meta(self, _: Request) -> Response:
        """Return names of classes, relations and areas, the counties, and what this server can do."""
        atlas = await self._atlases.atlas()
        counts = dict.fromkeys(atlas.counties, 0)
        for node in atlas.nodes.values():
            for county in node.counties:
                if county in counts:
                    counts[county] += 1
        settings = self._service.settings
        return JSONResponse(
            {
                "groups": {key: {**asdict(group.name), "shape": group.shape} for key, group in GROUPS.items()},
                "relations": {key: {**asdict(name), "family": family_of(key)} for key, name in RELATIONS.items()},
                "families": {key: asdict(family.name) for key, family in FAMILIES.items()},
                "kinds": {key: asdict(name) for key, name in atlas.kinds.items()},
                "areas": {key: asdict(name) for key, name in atlas.areas.items()},
                "counties": [{**atlas.told(iri), "count": counts[iri]} for iri in atlas.counties],
                "nodes": len(atlas.nodes),
                "links": atlas.network.number_of_edges(),
                "most": ways.MOST,
                "sources": settings.sources is not None,
                "review": bool(settings.sources and settings.review_token),
            }
        )

    async def suggest(self, request: Request) -> Response:
        """Return the nodes that a search may mean."""
        atlas = await self._atlases.atlas()
        typed = request.query_params.get("q", "")[:200]
        return JSONResponse({"nodes": ways.suggest(atlas, typed)})

    async def list(self, request: Request) -> Response:
        """Return the nodes that facets choose, with the counts of each facet."""
        atlas = await self._atlases.atlas()
        given = request.query_params
        chosen = {facet: given[facet] for facet in ways.FACETS if given.get(facet)}
        offset = _number(given.get("offset", "0"))
        return JSONResponse(await self._aside(ways.listed, atlas, chosen, given.get("q", "")[:200], offset))

    async def start(self, request: Request) -> Response:
        """Return the view that the explorer begins with."""
        atlas = await self._atlases.atlas()
        return JSONResponse(ways.view(atlas, ways.start(atlas, request.query_params.get("county", ""))))

    async def view(self, request: Request) -> Response:
        """Return the nodes asked for, and the links between them."""
        wanted = await self._body(request)
        if not isinstance(wanted, list) or not all(isinstance(node, str) for node in wanted):
            raise RefusalError(400, "Send a JSON array of IRIs")
        return JSONResponse(ways.view(await self._atlases.atlas(), wanted))

    async def neighbours(self, request: Request) -> Response:
        """Return what a node is linked with, by relation; of one relation all, page by page."""
        atlas = await self._atlases.atlas()
        given = request.query_params
        node = _known(atlas, given.get("node", ""))
        only = (given["relation"], given.get("forward") != "false") if given.get("relation") else None
        groups = ways.neighbours(atlas, node, only, _number(given.get("offset", "0")))
        return JSONResponse({"node": atlas.told(node), "groups": groups})

    async def path(self, request: Request) -> Response:
        """Return the shortest ways between two nodes."""
        atlas = await self._atlases.atlas()
        start, end = (_known(atlas, request.query_params.get(name, "")) for name in ("from", "to"))
        try:
            return JSONResponse(await self._aside(ways.way, atlas, start, end))
        except HdkgError as error:
            raise RefusalError(404, error.problem) from error

    async def facts(self, request: Request) -> Response:
        """Return what is said of a node, with the words."""
        atlas = await self._atlases.atlas()
        node = _known(atlas, request.query_params.get("node", ""))
        store = await said(self._service, node)
        told = await self._aside(facts, store, node)
        aliases = list(atlas.network.nodes[node]["aliases"])
        return JSONResponse({"node": atlas.told(node), "aliases": aliases, "facts": told})

    async def cite(self, request: Request) -> Response:
        """Return how to cite a fact."""
        fact = request.query_params.get("fact", "")
        try:
            store = await said(self._service, fact)
            return JSONResponse({"citations": await self._aside(citations, store, fact)})
        except (QueryError, ValueError) as error:
            raise RefusalError(404, "There is no such fact, or no words say it") from error

    async def text(self, request: Request) -> Response:
        """Return the text of a source, by its SHA-256."""
        found = await self._aside(self._sources.find, request.query_params.get("sha256", ""))
        if found is None or not found.text:
            raise RefusalError(404, "The text of this source is not at hand")
        return JSONResponse({"name": found.path.name, "text": found.text[:LONGEST]})

    async def question(self, request: Request) -> Response:
        """Return the rows of a question of the catalogue that the page draws."""
        name = request.path_params["name"]
        query = next((each for each in catalogue() if each.name == name and name in QUESTIONS), None)
        if query is None:
            raise RefusalError(404, f"Ask one of {', '.join(QUESTIONS)}")
        names = {parameter.name for parameter in query.parameters}
        given = {key: value for key, value in request.query_params.items() if key in names and value}
        try:
            text = query.filled(given)
        except QueryError as error:
            raise RefusalError(400, error.problem) from error
        rows = await self._service.rows(text)
        told = [{key: term["value"] for key, term in row.items()} for row in rows[:ROWS]]
        return JSONResponse({"rows": told, "total": len(rows), "sparql": text})

    async def results(self, request: Request) -> Response:
        """Return the view of what a query answers: its nodes, and those at which its claims are drawn."""
        asked = await self._body(request)
        text = asked.get("query") if isinstance(asked, dict) else None
        if not isinstance(text, str):
            raise RefusalError(400, 'Send {"query": "SELECT …"}')
        form, body = await self._service.query(text, graph="nt")
        atlas = await self._atlases.atlas()
        nodes = ways.touched(atlas, await self._aside(_terms, form, body))
        return JSONResponse(ways.view(atlas, nodes))

    async def review(self, _: Request) -> Response:
        """Return what a person should look at in the articles at hand, and what the graphs say of the others."""
        articles = (await self._atlases.atlas()).articles
        items = await self._aside(self._reviewing.queue, articles)
        at_hand = await self._aside(self._sources.known, articles)
        return JSONResponse({"items": items + await remembered(self._service, at_hand)})

    async def decide(self, request: Request) -> Response:
        """Keep a person's decision, where the request shows the server's token."""
        token = self._service.settings.review_token
        if not (token and self._service.settings.sources):
            raise RefusalError(403, "This server takes no decisions: start it with --token")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
            raise RefusalError(401, "A decision needs the server's token", WWW_Authenticate="Bearer")
        try:
            decision = Decision.read(await self._body(request))
            kept = await self._aside(self._reviewing.decide, decision)
        except HdkgError as error:
            raise RefusalError(400, f"{error.problem}; {error.remedy}") from error
        return JSONResponse({"kept": kept})

    async def _aside(self, work: Callable[..., T], *given: Any) -> T:
        """Do what takes a moment beside the loop that answers; few at a time, so that nobody holds up all others.

        Raises
        ------
        RefusalError
            503: too many wait for this already.
        """
        try:
            await self._lane.enter(self._service.settings.limits.seconds)
        except BusyError:
            raise RefusalError(503, "The server is busy; try again in a moment", Retry_After="1") from None
        try:
            return await asyncio.to_thread(work, *given)
        finally:
            self._lane.leave()

    async def _body(self, request: Request) -> Any:
        """Return what a request holds as JSON."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise RefusalError(415, "Send application/json")
        body = await read_body(request, self._service.settings.limits.request)
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise RefusalError(400, "The request is no JSON") from error


def _known(atlas: Atlas, node: str) -> str:
    """Return a node that is there; for a claim the one at which it is drawn."""
    home = atlas.homes.get(node, node)
    if home not in atlas.nodes:
        raise RefusalError(404, "There is no such node")
    return home


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _terms(form: str, body: bytes) -> list[str]:
    """Return the IRIs of an answer, in its order."""
    if form == "graph":
        triples = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        return [
            term.value
            for triple in triples
            for term in (triple.subject, triple.object)
            if isinstance(term, ox.NamedNode)
        ]
    rows = json.loads(body).get("results", {}).get("bindings", [])
    return [term["value"] for row in rows for term in row.values() if term["type"] == "uri"]
