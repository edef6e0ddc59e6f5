"""What an embedded query must not do: call other addresses, or nest until the engine's stack overflows.

The engine follows ``SERVICE`` to any address and has no switch against it, so the text is looked at before it is run.
Where ``<`` may begin an IRI or be a comparison, the reading that refuses is taken.
"""

from __future__ import annotations

import re

from hdkg.errors import QueryError
from hdkg.store.tokens import tokens, unescaped

DEEPEST = 100  # brackets within brackets; the engine's parser overflows its stack somewhere above a thousand


def check(text: str) -> None:
    """Raise QueryError where a query asks another address or nests too deep.

    Examples
    --------
    >>> check('SELECT ?service { ?service <http://a.example/service> "SERVICE" } # SERVICE')
    >>> check("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    hdkg.errors.QueryError: SERVICE is not allowed here...
    """
    text = unescaped(text)
    watchful = "service" in text.lower()
    depth = 0
    for token in tokens(text):
        depth += bool(token["open"]) - bool(token["close"])
        if depth > DEEPEST:
            line = text.count("\n", 0, token.start()) + 1
            raise QueryError(f"brackets nest deeper than {DEEPEST}", "write a simpler query", line=line)
        if watchful and _may_call(token):
            line = text.count("\n", 0, token.start()) + 1
            remedy = "ask the other endpoint by itself (--endpoint); a prefix of that name has to be renamed"
            raise QueryError("SERVICE is not allowed here: it sends parts of the query elsewhere", remedy, line=line)


def _may_call(token: re.Match[str]) -> bool:
    """Tell whether a token is the keyword, or a ``<`` that may hide it."""
    if any("service" in (token[name] or "").lower() for name in ("word", "prefix")):
        return True
    iri = token["iri"]
    if iri is None or re.match(r"[A-Za-z][\w+.-]*://", iri):
        return False
    return "#" in iri or "service" in iri.lower()
