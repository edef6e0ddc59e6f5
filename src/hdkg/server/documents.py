"""Documents about what is served: the ontology's pages, the description of the graphs, the graph files themselves.

What takes long to make is made on first demand by a process of its own, so that nobody waits for it who does not ask.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import mimetypes
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from hdkg.server.errand import run_module
from hdkg.server.manners import POLICY
from hdkg.server.protocol import RefusalError

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from hdkg.server.service import Service

FILES = frozenset(
    {
        *("index.zh.html", "index.en.html", "classes.zh.svg", "classes.en.svg"),
        *("index.html", "logo.svg", "CHANGELOG.md"),
    }
)
SECONDS = 120.0  # for making one document
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


class Documents:
    """What answers at the ontology's pages and at ``/graph/…``.

    Parameters
    ----------
    service
        The graphs.
    folder
        Where documents are written.
    """

    def __init__(self, service: Service, folder: Path) -> None:
        self._folder = folder
        self._originals = {path.name: path for path in reversed(service.originals)}
        self._files = [str(path) for path in service.originals]
        self._turn = asyncio.Lock()

    async def ontology(self, name: str) -> Response:
        """Return a file of the ontology's documentation, as ``hdkg export docs`` writes it.

        Raises
        ------
        RefusalError
            It could not be written.
        """
        folder = self._folder / "docs"
        async with self._turn:
            if not folder.exists():
                beside = self._folder / "docs.new"
                if not await run_module("hdkg", "export", "docs", "--out", str(beside), seconds=SECONDS):
                    raise RefusalError(500, "The documentation could not be written")
                beside.rename(folder)
        body = (folder / name).read_bytes()
        media = "text/markdown" if name.endswith(".md") else mimetypes.guess_type(name)[0]
        headers = {"Content-Type": f"{media}; charset=utf-8", "Content-Security-Policy": styled(body)}
        if name.endswith(".html"):
            headers["Vary"] = "Accept, Accept-Language"
            headers["Content-Language"] = "zh, en" if name == "index.html" else name.split(".")[1]
        return Response(body, headers=headers)

    async def description(self) -> bytes:
        """Return what `hdkg.export.describe` says of the graph files, in Turtle.

        It says nothing where there are none, or where a file does not hold exactly one data set.
        """
        path = self._folder / "void.ttl"
        async with self._turn:
            if not path.exists():
                beside = self._folder / "void.ttl.new"
                beside.write_bytes(b"")
                if self._files:
                    words = ("export", "graphs", "--format", "void", "--out", str(beside), "--", *self._files)
                    await run_module("hdkg", *words, seconds=SECONDS)
                beside.replace(path)
        return path.read_bytes()

    async def original(self, request: Request) -> Response:
        """Return a graph file as it was given: what ``https://w3id.org/hdkg/graph/…`` names.

        Raises
        ------
        HTTPException
            404: no file of this name is served.
        """
        path = self._originals.get(request.path_params["name"])
        kind = ox.RdfFormat.from_extension(path.suffix.lstrip(".").lower()) if path else None
        if path is None or kind is None or not path.is_file():
            raise HTTPException(404, "There is no such graph file; / lists the graphs")
        return FileResponse(path, media_type=kind.media_type)


def styled(body: bytes) -> str:
    """Return the policy of a document that brings style sheets of its own: those very texts, and no other.

    Examples
    --------
    >>> styled(b"<style>b {}</style>").split("; ")[1]
    "style-src 'self' 'sha256-zy87ZYlZV4kMyp51wB+3ABJeEclAGRFupKDmlDS9DAw='"
    """
    hashes = {base64.b64encode(hashlib.sha256(text).digest()).decode() for text in STYLE.findall(body)}
    sources = " ".join(["style-src 'self'", *(f"'sha256-{each}'" for each in sorted(hashes))])
    return POLICY.replace("style-src 'self'", sources)
