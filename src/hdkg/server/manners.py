"""How every response looks: headers that keep a browser from harm, reading by any site but without credentials.

A plain ASGI layer around the application, so that its errors are covered too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After",
}
RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


class Manners:
    """Adds the headers, answers what a browser asks before it asks, and turns away what is too long.

    Parameters
    ----------
    app
        The application.
    longest
        Bytes of an address.
    """

    def __init__(self, app: ASGIApp, longest: int) -> None:
        self._app = app
        self._longest = longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def polite(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = {name for name, _ in message["headers"]}  # a page that runs scripts has a policy of its own
                message = {**message, "headers": [*message["headers"], *(pair for pair in RAW if pair[0] not in held)]}
            await send(message)

        await self._response(scope)(scope, receive, polite)

    def _response(self, scope: Scope) -> ASGIApp:
        """Return what answers a request."""
        if len(scope["query_string"]) + len(scope["path"]) > self._longest:
            message = f"The address is longer than {self._longest} bytes; send the query by POST\n"
            return PlainTextResponse(message, status_code=414)
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        return self._app
