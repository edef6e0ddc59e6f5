"""The web application: which address is answered by what, and how a refusal looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from hdkg.server.endpoint import Endpoint
from hdkg.server.manners import Manners
from hdkg.server.overview import Overview
from hdkg.server.protocol import RefusalError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from hdkg.server.service import Service


def application(service: Service) -> ASGIApp:
    """Return the application over a service.

    Parameters
    ----------
    service
        Opened by the caller, and closed by it after the last request.
    """
    overview = Overview(service)
    endpoint = Endpoint(service, overview)
    routes = [
        Route("/sparql", endpoint.answer, methods=["GET", "POST"]),
        Route("/sparql/", endpoint.answer, methods=["GET", "POST"]),
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
