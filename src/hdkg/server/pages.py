"""Pages that need nothing but HTML: every value from the graphs is escaped, nothing runs in the browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from hdkg.server.description import download
from hdkg.server.words import WORDS

if TYPE_CHECKING:
    from starlette.requests import Request

FOLDER = Path(__file__).parent / "templates"
OURS = re.compile(r"https://w3id\.org/hdkg(/(?:id|ontology|code|indicator|unit|policy-area)/.*)", re.DOTALL)


def local(iri: str) -> str:
    """Return where a link to a node leads: a path of this server for our own, the IRI for the web's, else nowhere.

    Examples
    --------
    >>> local("https://w3id.org/hdkg/id/division/430424"), local("javascript:alert(1)")
    ('/id/division/430424', '')
    """
    own = OURS.fullmatch(iri)
    if own:
        return own[1]
    return iri if iri.startswith(("http://", "https://")) else ""


def language(request: Request) -> str:
    """Return the language of a page: what ``lang=`` says, else what the browser prefers, else Chinese."""
    said = request.query_params.get("lang", "")
    if said in WORDS:
        return said
    liked = parse_accept_header(request.headers.get("accept-language", ""), LanguageAccept)
    return liked.best_match(tuple(WORDS)) or "zh"


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page.

    Parameters
    ----------
    request
        Whose language the page is in.
    name
        The template.
    status
        HTTP status.
    **values
        What the template shows.
    """
    own = language(request)
    other = "en" if own == "zh" else "zh"
    switch = "?" + urlencode([*((k, v) for k, v in request.query_params.multi_items() if k != "lang"), ("lang", other)])
    keep = f"?lang={own}" if "lang" in request.query_params else ""  # a choice goes along from page to page
    common = {"language": own, "other": other, "switch": switch, "keep": keep, "say": WORDS[own]}
    text = _ENVIRONMENT.get_template(name).render(**common, **values)
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Language": own, "Vary": "Accept, Accept-Language"}
    return Response(text, status_code=status, headers=headers)


async def style(_: Request) -> Response:
    """Return the pages' style sheet."""
    return Response((FOLDER / "page.css").read_bytes(), headers={"Content-Type": "text/css; charset=utf-8"})


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, auto_reload=False
)
_ENVIRONMENT.globals.update(local=local, download=download)
