"""The SPARQL endpoint: from a request to an answer in the format that the client likes best."""

from __future__ import annotations

import asyncio
import hmac
import re
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from hdkg.server import formats
from hdkg.server.description import service_description
from hdkg.server.protocol import Operation, RefusalError, operation

if TYPE_CHECKING:
    from starlette.requests import Request

    from hdkg.server.overview import Overview
    from hdkg.server.service import Service

HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")
PATIENCE = 10.0  # seconds that a client may take to send its request


class Endpoint:
    """What answers at ``/sparql``."""

    def __init__(self, service: Service, overview: Overview) -> None:
        self._service = service
        self._overview = overview

    async def answer(self, request: Request) -> Response:
        """Answer a request of the SPARQL 1.1 Protocol.

        Parameters
        ----------
        request
            A GET (or HEAD) or a POST.

        Returns
        -------
        Response
            The answer; of a GET without a query the service's description.

        Raises
        ------
        RefusalError
            There is no answer; status and message say why.
        """
        method = "GET" if request.method == "HEAD" else request.method
        body = await read_body(request, self._service.settings.limits.request) if method == "POST" else b""
        asked = operation(method, request.scope["query_string"], request.headers.get("content-type", ""), body)
        if asked.kind == "query":
            return await self._query(request, asked)
        if asked.kind == "update":
            return await self._update(request, asked)
        if method == "POST":
            raise RefusalError(400, "The request holds neither a query nor an update")
        return await self._describe(request, asked)

    async def _query(self, request: Request, asked: Operation) -> Response:
        """Answer a query."""
        wish = wished(request, asked.format)
        form, body = await self._service.query(
            asked.text,
            rows=formats.ROWS.get(wish.rows, ""),
            graph=formats.GRAPH.get(wish.graph, ""),
            base=address(request),
            default=asked.default,
            named=asked.named,
        )
        return data(body, wish.rows if form == "rows" else wish.graph)

    async def _update(self, request: Request, asked: Operation) -> Response:
        """Change the store, where the server is writable and the client has its token."""
        token = self._service.settings.token
        if not token:
            raise RefusalError(403, "This server is read-only")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
            raise RefusalError(
                401, "An update needs the server's token, as Authorization: Bearer", WWW_Authenticate="Bearer"
            )
        await self._service.update(asked.text, base=address(request), default=asked.default, named=asked.named)
        return Response(status_code=204)

    async def _describe(self, request: Request, asked: Operation) -> Response:
        """Return the service's description; a browser is led to the page with the form."""
        accept = request.headers.get("accept", "")
        if not asked.format and formats.best(accept, (*formats.GRAPH, "text/html")) == "text/html":
            return RedirectResponse("/query", status_code=303)
        media = wished(request, asked.format).graph
        if not media:
            raise RefusalError(406, f"The service's description is given as {', '.join(formats.GRAPH)}")
        graphs = await self._overview.graphs()
        body = service_description(address(request), graphs, self._service.settings, formats.GRAPH[media])
        return data(body, media)


def wished(request: Request, name: str) -> formats.Wish:
    """Return the formats that a request asks for.

    Raises
    ------
    RefusalError
        It takes none that the server writes, or names an unknown one.
    """
    if name:
        wish = formats.named(name)
        if not (wish.rows or wish.graph):
            raise RefusalError(400, f"format={name[:40]} is unknown; choose one of {', '.join(formats.NAMES)}")
        return wish
    wish = formats.wish(",".join(request.headers.getlist("accept")))
    if not (wish.rows or wish.graph):
        raise RefusalError(406, f"Choose one of {', '.join(dict.fromkeys((*formats.ROWS, *formats.GRAPH)))}")
    return wish


def data(body: bytes, media: str) -> Response:
    """Return data as a response."""
    return Response(body, headers={"Content-Type": formats.content_type(media), "Vary": "Accept"})


def address(request: Request) -> str:
    """Return the address that was asked, without what stands after its question mark."""
    return f"{site(request)}{request.url.path}"


def site(request: Request) -> str:
    """Return the server's address as the client knows it, or a harmless one where it gave a strange name."""
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host if HOST.fullmatch(host) else 'localhost'}"


async def read_body(request: Request, most: int) -> bytes:
    """Return a request's body.

    Raises
    ------
    RefusalError
        It is larger than `most` bytes, or took too long to arrive.
    """
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                size += len(piece)
                if size > most:
                    raise RefusalError(413, f"The request is larger than {most} bytes", Connection="close")
                pieces.append(piece)
    except TimeoutError:
        raise RefusalError(408, "The request took too long to arrive", Connection="close") from None
    return b"".join(pieces)
