"""What a query must not do: call other addresses, or nest until the engine's stack overflows.

The engine follows ``SERVICE`` and ``LOAD`` to any address and has no switch against it, so the text is looked at before
it is run.  Where it can be read in two ways (``<`` may begin an IRI or be a comparison, an escaped code point may count
before or after strings are told from keywords), the reading that refuses is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.errors import QueryError
from hdkg.store.tokens import tokens, unescaped

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

DEEPEST = 100  # brackets within brackets; the engine's parser overflows its stack somewhere above a thousand
ADDRESS = re.compile(r"(https?)://([A-Za-z0-9.-]+(?::[0-9]+)?)(?:[/?][^\s@\\]*)?")  # without user names
PORTS = {"http": ":80", "https": ":443"}
ALONE = "ask the other endpoint by itself (--endpoint); a prefix of that name has to be renamed"


@dataclass(frozen=True, slots=True)
class Breach:
    """What a text must not do, what to do about it, and where it stands (in code points from 0)."""

    problem: str
    remedy: str
    offset: int


def check(text: str) -> None:
    """Raise QueryError where a query asks another address or nests too deep.

    Examples
    --------
    >>> check('SELECT ?service { ?service <http://a.example/service> "SERVICE" } # SERVICE')
    >>> check("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    hdkg.errors.QueryError: SERVICE is not allowed here...
    """
    breach = find(text)
    if breach:
        line = text.count("\n", 0, breach.offset) + 1
        raise QueryError(breach.problem, breach.remedy, line=line)


def find(text: str, *, hosts: Collection[str] = (), update: bool = False) -> Breach | None:
    r"""Return the first thing that a text must not do, or None.

    Parameters
    ----------
    text
        A query or an update.
    hosts
        Hosts that ``SERVICE`` and ``LOAD`` may reach: ``example.org`` at the ports of http and https,
        ``example.org:3030`` at that port.
    update
        Whether `text` is an update, where ``LOAD`` reads from an address.

    Examples
    --------
    >>> find("SELECT * { SERVICE <https://a.example/sparql> { ?s ?p ?o } }", hosts={"a.example"})
    >>> find("SELECT * { SERVICE ?anything { ?s ?p ?o } }", hosts={"a.example"}).offset
    11
    >>> find(r'SELECT * { BIND("\u0022" AS ?x) SERVICE <http://b.example/> {} } #"').offset
    32
    """
    keywords = ("service", "load") if update else ("service",)
    for reading in dict.fromkeys((text, unescaped(text))):
        breach = _find(reading, keywords, hosts)
        if breach:
            return breach
    return None


def _find(text: str, keywords: Sequence[str], hosts: Collection[str]) -> Breach | None:
    """Return the first breach in one reading of a text."""
    watchful = [keyword for keyword in keywords if keyword in text.lower()]
    depth = 0
    found = tokens(text)
    for token in found:
        depth += bool(token["open"]) - bool(token["close"])
        if depth > DEEPEST:
            return Breach(f"brackets nest deeper than {DEEPEST}", "write a simpler query", token.start())
        for keyword in watchful:
            if _may_call(token, keyword) and not (
                hosts and (token["word"] or "").lower() == keyword and _is_allowed(text[token.end() :], hosts)
            ):
                problem = f"{keyword.upper()} is not allowed here: it sends parts of the query elsewhere"
                if keyword == "load":
                    problem = "LOAD is not allowed here: it reads from another address"
                remedy = f"only these hosts may be named, in full: {', '.join(sorted(hosts))}" if hosts else ALONE
                return Breach(problem, remedy, token.start())
    return None


def _may_call(token: re.Match[str], keyword: str) -> bool:
    """Tell whether a token is the keyword, or a ``<`` that may hide it."""
    if any(keyword in (token[name] or "").lower() for name in ("word", "prefix")):
        return True
    iri = token["iri"]
    if iri is None or re.match(r"[A-Za-z][\w+.-]*://", iri):
        return False
    return "#" in iri or keyword in iri.lower()


def _is_allowed(rest: str, hosts: Collection[str]) -> bool:
    """Tell whether what follows the keyword is the full address of an allowed host, and can be read as nothing else."""
    meant = (token for token in tokens(rest) if not re.fullmatch(r"\s|#.*", token[0], re.DOTALL))
    token = next(meant, None)
    if token and (token["word"] or "").upper() == "SILENT":
        token = next(meant, None)
    address = ADDRESS.fullmatch(token["iri"]) if token and token["iri"] else None
    if not address:
        return False
    scheme, host = address.groups()
    return host.lower().removesuffix(PORTS[scheme]) in {allowed.lower() for allowed in hosts}
