"""Linked data: each IRI of ours leads to a page about its node, or to data, as the client likes.

``https://w3id.org/hdkg/id/x`` is led to ``/id/x`` of a server; that answers 303 with the address of a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from hdkg.server import formats
from hdkg.server.description import dataset_description, download
from hdkg.server.documents import FILES
from hdkg.server.endpoint import data, site, wished
from hdkg.server.entity import about, ask, entity, is_there
from hdkg.server.pages import language, page
from hdkg.server.stock import ONTOLOGY

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from hdkg.server.documents import Documents
    from hdkg.server.overview import Overview
    from hdkg.server.service import Service

SPACE = "https://w3id.org/hdkg"
SPACES = ("id", "ontology", "code", "indicator", "unit", "policy-area")
ENDINGS = {ending: media for media, ending in formats.GRAPH.items() if media in formats.NAMES.values()}
DRAWN = tuple(f"{SPACE}/ontology/{name}" for name in ("Entity", "Honour", "Observation"))  # what the explorer draws
OFFERS = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml", "text/html")


class Linked:
    """What answers at the paths of our IRIs, and at the documents about them."""

    def __init__(self, service: Service, overview: Overview, documents: Documents) -> None:
        self._service = service
        self._overview = overview
        self._documents = documents

    async def node(self, request: Request) -> Response:
        """Lead from a node to a document about it, in the form that the client likes.

        Raises
        ------
        HTTPException
            404: the node is unknown; 406: no form is acceptable.
        """
        path = _path(request)
        if path.removeprefix("/ontology/") in FILES:
            return await self._documents.ontology(path.removeprefix("/ontology/"))
        if path == "/ontology/changes":
            return _led("/ontology/CHANGELOG.md")
        media = formats.best(request.headers.get("accept", ""), OFFERS)
        if not media:
            raise HTTPException(406, f"Choose one of {', '.join(OFFERS)}")
        if path == "/ontology/" or (path.startswith("/ontology/") and f"{SPACE}{path}" in await self._versions()):
            if media == "text/html":
                return await self._documents.ontology(f"index.{language(request)}.html")
            return _led(download("", ONTOLOGY, formats.GRAPH[media]))
        if not await is_there(self._service, _written(path)):
            return self._missing(request, path, media)
        query = f"?{request.url.query}" if request.url.query else ""
        return _led(f"/page{path}{query}" if media == "text/html" else f"/data{path}.{formats.GRAPH[media]}")

    async def page(self, request: Request) -> Response:
        """Return the page about a node."""
        path = _path(request).removeprefix("/page")
        shown = await entity(self._service, _written(path))
        if not (shown.properties or shown.classes or shown.claims or shown.linking):
            return self._missing(request, path, "text/html")
        return page(request, "entity.html", entity=shown, data=f"/data{path}", endings=ENDINGS, drawn=DRAWN)

    async def data(self, request: Request) -> Response:
        """Return what the graphs say of a node: its triples, those that point to it, labels around it, its words."""
        path, _, ending = _path(request).removeprefix("/data").rpartition(".")
        if ending not in ENDINGS:
            raise HTTPException(404, f"Documents end in {', '.join(ENDINGS)}")
        _, body = await self._service.query(about("data", _written(path)), graph=ending)
        if not await is_there(self._service, _written(path)):
            raise HTTPException(404, f"{SPACE}{path} is not in the graphs")
        return data(body, ENDINGS[ending])

    async def void(self, request: Request) -> Response:
        """Return the VoID description of all that is held."""
        media = wished(request, request.query_params.get("format", "")).graph
        if not media:
            raise HTTPException(406, f"Choose one of {', '.join(ENDINGS.values())}")
        graphs = await self._overview.graphs()
        described = await self._documents.description()
        return data(dataset_description(site(request), graphs, formats.GRAPH[media], described), media)

    async def _versions(self) -> set[str]:
        """Return the IRIs of the ontology's versions that are held."""
        return {row["version"]["value"] for row in await self._service.rows(ask("versions"))}

    def _missing(self, request: Request, path: str, media: str) -> Response:
        if media == "text/html":
            return page(request, "missing.html", status=404, iri=f"{SPACE}{path}")
        raise HTTPException(404, f"{SPACE}{path} is not in the graphs")


def _path(request: Request) -> str:
    """Return a request's path as it was sent: IRIs may hold percent signs."""
    raw = request.scope.get("raw_path") or request.scope["path"].encode()
    return str(raw.decode("latin-1"))


def _written(path: str) -> str:
    """Return the node of a path as SPARQL writes it.

    Examples
    --------
    >>> _written("/id/division/430424")
    '<https://w3id.org/hdkg/id/division/430424>'
    """
    try:
        return str(ox.NamedNode(f"{SPACE}{path}"))
    except ValueError as error:
        raise HTTPException(404, "There is no such IRI") from error


def _led(address: str) -> Response:
    return RedirectResponse(address, status_code=303, headers={"Vary": "Accept"})
