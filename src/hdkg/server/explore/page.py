"""The explorer's page and the files that it loads: modules of our own, and vis-network from the installed pyvis."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from hdkg.server.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request

STATIC = Path(__file__).parents[1] / "static" / "explore"
LIBRARY = "vis-network.min.js"  # its licence stands at its head
MEDIA = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
# Scripts and styles come from files of this server alone; pictures to be saved are made in the browser.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def routes() -> list[Route]:
    """Return the addresses of the page and its files."""
    return [Route("/explore", explorer), Route("/explore/static/{name}", static)]


async def explorer(request: Request) -> Response:
    """Return the page; what it shows stands behind the ``#`` of its address, which no server sees."""
    names = sorted(name for name in _files() if name.endswith(".js") and name != LIBRARY)
    made = page(request, "explore.html", modules=names, library=LIBRARY if LIBRARY in _files() else "")
    made.headers["Content-Security-Policy"] = POLICY
    return made


async def static(request: Request) -> Response:
    """Return one of the page's files.

    Raises
    ------
    HTTPException
        404: there is no such file.
    """
    name = request.path_params["name"]
    found = _files().get(name)
    if found is None:
        raise HTTPException(404, "There is no such file")
    body, mark = found
    headers = {"Content-Type": MEDIA[Path(name).suffix], "ETag": mark, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"ETag": mark, "Cache-Control": "no-cache"})
    return Response(body, headers=headers)


@cache
def _files() -> dict[str, tuple[bytes, str]]:
    """Return the page's files with their marks, by name; a library that is not installed is left out."""
    found = {path.name: path for path in sorted(STATIC.iterdir()) if path.suffix in MEDIA}
    library = Path(str(files("pyvis").joinpath("templates/lib/vis-9.1.2", LIBRARY)))
    if library.is_file():
        found[LIBRARY] = library
    held = {name: path.read_bytes() for name, path in found.items()}
    return {name: (body, f'"{hashlib.sha256(body).hexdigest()[:32]}"') for name, body in held.items()}
