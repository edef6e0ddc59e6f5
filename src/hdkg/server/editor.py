"""The query page's part that runs in the browser: its files, and what it is told of prefixes, terms and questions."""

from __future__ import annotations

import json
import mimetypes
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from hdkg.queries import catalogue
from hdkg.server.entity import ask, value
from hdkg.triples.namespaces import BASE, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from hdkg.queries import Query
    from hdkg.server.service import Service

# The one page on which scripts run. Its table view puts a style element beside each table whose columns can be resized:
# that very text is let in by its hash, and no other.
RESIZER = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
POLICY = (
    f"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' {RESIZER}; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FOR_EVER = "public, max-age=31536000, immutable"  # the address of a file names what it is made of


class Editor:
    """What answers at ``/web/…`` and ``/query/help``.

    Parameters
    ----------
    service
        The graphs.
    folder
        The bundle, or None where there is none.
    """

    def __init__(self, service: Service, folder: Path | None) -> None:
        self._service = service
        self._files = {path.name: path for path in folder.iterdir()} if folder else {}
        self.address = f"/web/{folder.name}" if folder else ""

    async def file(self, request: Request) -> Response:
        """Return a file of the bundle.

        Raises
        ------
        HTTPException
            404: there is no such file.
        """
        path = self._files.get(request.path_params["name"])
        if path is None or request.path_params["key"] != path.parent.name:
            raise HTTPException(404, "There is no such file")
        media = mimetypes.guess_type(path.name)[0] or "text/plain"
        return FileResponse(path, media_type=media, headers={"Cache-Control": FOR_EVER})

    async def help(self, _: Request) -> Response:
        """Return prefixes, terms and questions as JSON, and the query to begin with."""
        rows = await self._service.rows(ask("terms"))
        terms = [(each.iri, each.text) for each in (value(row, "term") for row in rows)]
        said = {
            "prefixes": PREFIXES,
            "base": BASE,
            "terms": [{"iri": iri, "zh": names.zh, "en": names.en} for iri, names in terms],
            "questions": [_told(query) for query in catalogue()],
            "first": ask("first"),
        }
        return Response(json.dumps(said, ensure_ascii=False), headers={"Content-Type": "application/json"})


def with_script(response: Response) -> Response:
    """Let a page run the server's own script."""
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _told(query: Query) -> dict[str, object]:
    """Return what the gallery shows of a question."""
    return {
        "name": query.name,
        "zh": query.title_zh,
        "en": query.title_en,
        "question_zh": query.question_zh,
        "question_en": query.question_en,
        "parameters": [
            {"name": each.name, "type": each.type.value, "zh": each.zh, "en": each.en} for each in query.parameters
        ],
    }
