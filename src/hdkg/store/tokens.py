"""SPARQL text as tokens: just enough to tell its form, and what a keyword, a string, a comment or an IRI is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
TOKEN = re.compile(
    r'''"""(?:"{0,2}(?:[^"\\]|\\.))*"""|\'\'\'(?:'{0,2}(?:[^'\\]|\\.))*\'\'\''''  # long strings
    r"""|"(?:[^"\\\n\r]|\\[^\n\r])*"|'(?:[^'\\\n\r]|\\[^\n\r])*'"""  # strings
    r"""|<(?P<iri>[^<>"{}|^`\\\x00-\x20]*)>"""
    r"|\#[^\n\r]*"  # a comment
    r"|[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"  # variables, language tags
    r"|(?P<prefix>[\w.-]*):(?:[\w.:%-]|\\.)*"  # prefixed names
    r"|(?P<word>\w+)|(?P<open>[({\[])|(?P<close>[)}\]])|\\.|.",
    re.DOTALL,
)
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Go through the tokens of a query: matches whose groups are ``iri``, ``prefix``, ``word``, ``open``, ``close``."""
    return TOKEN.finditer(text)


def unescaped(text: str) -> str:
    r"""Return a query with its code point escapes resolved, as an engine does before it reads anything.

    Examples
    --------
    >>> unescaped(r"\u0053ELECT")
    'SELECT'
    """
    return ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def form(text: str) -> str:
    r"""Return the form of a query, ``SELECT`` where none can be told.

    Examples
    --------
    >>> form("# SELECT\nPREFIX ask: <urn:describe> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    words = (token["word"].upper() for token in tokens(unescaped(text)) if token["word"])
    return next((word for word in words if word in FORMS), "SELECT")
