"""The web application: which address is answered by what, and how a refusal looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from hdkg.server import bundle
from hdkg.server.documents import Documents
from hdkg.server.downloads import Downloads
from hdkg.server.editor import Editor
from hdkg.server.endpoint import Endpoint
from hdkg.server.explore import page as explorer
from hdkg.server.explore.api import Api
from hdkg.server.gallery import Gallery
from hdkg.server.linked import SPACES, Linked
from hdkg.server.manners import Manners
from hdkg.server.overview import Overview
from hdkg.server.pages import style
from hdkg.server.protocol import RefusalError
from hdkg.server.reconciling import Reconciling

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from hdkg.server.service import Service


def application(service: Service, folder: Path) -> ASGIApp:
    """Return the application over a service.

    Parameters
    ----------
    service
        Opened by the caller, and closed by it after the last request.
    folder
        Where graphs to be downloaded are written.
    """
    overview = Overview(service)
    editor, documents = Editor(service, bundle.find()), Documents(service, folder)
    endpoint, gallery, linked = (
        Endpoint(service, overview),
        Gallery(service, overview, editor),
        Linked(service, overview, documents),
    )
    downloads = Downloads(service, overview, folder)
    routes = [
        Route("/sparql", endpoint.answer, methods=["GET", "POST"]),
        Route("/sparql/", endpoint.answer, methods=["GET", "POST"]),
        Route("/", gallery.start),
        Route("/queries", gallery.questions),
        Route("/queries/{name}.rq", gallery.text),
        Route("/queries/{name}", gallery.question),
        Route("/query", gallery.query),
        Route("/query/help", editor.help),
        Route("/web/{key}/{name}", editor.file),
        Route("/page.css", style),
        Route("/graphs", downloads.graph),
        Route("/graph/{name}", documents.original),
        Route("/.well-known/void", linked.void),
        *explorer.routes(),
        *Api(service).routes(),
        *Reconciling(service).routes,
        *(Route(f"/{space}/{{path:path}}", linked.node) for space in SPACES),
        *(Route(f"/page/{space}/{{path:path}}", linked.page) for space in SPACES),
        *(Route(f"/data/{space}/{{path:path}}", linked.data) for space in SPACES),
    ]
    handlers = {RefusalError: _refused, HTTPException: _unknown, Exception: _broken}
    app = Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]
    app.router.redirect_slashes = False
    return Manners(app, service.settings.limits.request)


def _refused(_: Request, error: RefusalError) -> Response:
    """Say in plain text why there is no answer."""
    return PlainTextResponse(f"{error}\n", status_code=error.status, headers=error.headers)


def _unknown(_: Request, error: HTTPException) -> Response:
    """Say in plain text that there is nothing at an address, or not for a method."""
    return PlainTextResponse(f"{error.detail}\n", status_code=error.status_code, headers=error.headers)


def _broken(_: Request, __: Exception) -> Response:
    """Say nothing of a defect but that there is one; the operator's log has the rest."""
    return PlainTextResponse("The server has made a mistake\n", status_code=500)
