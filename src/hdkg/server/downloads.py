"""Whole graphs at an address: the reading half of the SPARQL 1.1 Graph Store HTTP Protocol.

A graph is written once for each state of the store, by a process of its own, and sent from the file.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import sys
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

from hdkg.server import formats
from hdkg.server.endpoint import wished
from hdkg.server.protocol import RefusalError
from hdkg.triples.namespaces import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from hdkg.server.overview import Overview
    from hdkg.server.service import Service

DUMP = "hdkg.server.dump"
SECONDS = 120.0  # for writing one graph


class Downloads:
    """What answers at ``/graphs``."""

    def __init__(self, service: Service, overview: Overview, folder: Path) -> None:
        self._service = service
        self._overview = overview
        self._folder = folder
        self._turn = asyncio.Lock()

    async def graph(self, request: Request) -> Response:
        """Return a whole graph: ``?graph=IRI``, or ``?default`` for the default graph.

        Raises
        ------
        RefusalError
            The request names no graph, one that is not there, or a format that is not written.
        """
        parameters = request.query_params
        name = parameters.get("graph", "")
        if bool(name) == ("default" in parameters):
            raise RefusalError(400, "Name one graph: ?graph=IRI, or ?default")
        if name and name not in {held.iri for held in await self._overview.graphs()}:
            raise HTTPException(404, "There is no such graph; / lists them")
        media = wished(request, parameters.get("format", "")).graph
        if not media:
            raise RefusalError(406, f"Choose one of {', '.join(formats.GRAPH)}")
        ending = formats.GRAPH[media]
        path = await self._written(name, ending)
        stem = name.rstrip("/").rpartition("/")[2] or "default"
        headers = {"Vary": "Accept", "Content-Disposition": f'inline; filename="{_harmless(stem)}.{ending}"'}
        return FileResponse(path, headers=headers, media_type=formats.content_type(media))

    async def _written(self, name: str, ending: str) -> Path:
        """Return the file of a graph, written if it is not there yet."""
        digest = hashlib.sha256(name.encode()).hexdigest()[:16]
        path = self._folder / f"graph-{self._service.generation}-{digest}.{ending}"
        async with self._turn:
            if not path.exists():
                for old in self._folder.glob(f"graph-*-{digest}.{ending}"):
                    old.unlink(missing_ok=True)
                await self._write(name, ending, path)
        return path

    async def _write(self, name: str, ending: str, path: Path) -> None:
        """Let a process write a graph."""
        config = {**self._service.source, "graph": name, "ending": ending, "path": str(path), "prefixes": PREFIXES}
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", DUMP, json.dumps(config))
        try:
            async with asyncio.timeout(SECONDS):
                code = await process.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        if code:
            raise RefusalError(500, "The graph could not be written")


def _harmless(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum() and letter.isascii()) or "graph"
