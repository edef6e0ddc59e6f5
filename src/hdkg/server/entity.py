"""What the graphs say of one node: its names, facts with their words, properties, and what points to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.server.service import Service

Row = dict[str, Any]
ASKS = Path(__file__).parent / "asks"


@cache
def ask(name: str) -> str:
    """Return one of the server's own queries, in which ``$node`` stands for a node.

    Examples
    --------
    >>> ask("there").splitlines()[1]
    'ASK {'
    """
    return (ASKS / f"{name}.rq").read_text("utf-8")


def about(name: str, node: str) -> str:
    """Return one of the server's own queries about a node, which is given as SPARQL writes it: ``<iri>``."""
    return ask(name).replace("$node", node)


@dataclass(frozen=True, slots=True)
class Names:
    """What a node is called in Chinese and English; its IRI's last part where it has no label."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Value:
    """A node (with its `iri`) or a literal."""

    text: Names
    iri: str = ""
    note: str = ""


@dataclass(slots=True)
class Words:
    """A place of a source that says something."""

    quote: str
    start: str
    end: str
    section: str
    source: str
    title: str


@dataclass(slots=True)
class Claim:
    """A claim in which the node stands: what it says, the node's roles in it, the words."""

    node: Value
    value: str
    reading: str
    roles: list[Value] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entity:
    """What a page about a node shows."""

    iri: str
    names: Names
    classes: tuple[Value, ...]
    claims: tuple[Claim, ...]
    words: tuple[Words, ...]
    properties: dict[str, tuple[Value, list[Value]]]
    linking: dict[str, tuple[Value, list[Value]]]


async def is_there(service: Service, node: str) -> bool:
    """Tell whether a node (``<iri>``) stands in the graphs or the ontology."""
    _, body = await service.query(about("there", node))
    return b"true" in body


async def entity(service: Service, node: str) -> Entity:
    """Return what the graphs say of a node.

    Parameters
    ----------
    service
        The graphs.
    node
        The node as SPARQL writes it: ``<iri>``.

    Raises
    ------
    RefusalError
        The server is too busy.
    """
    properties, words, claims, linking = await asyncio.gather(
        service.rows(about("properties", node)),
        service.rows(about("words", node)),
        service.rows(about("claims", node)),
        service.rows(about("linking", node)),
    )
    iri = node.strip("<>")
    labels = {row["o"].get("xml:lang"): _text(row, "o") for row in properties if _text(row, "p").endswith("#label")}
    grouped = _grouped(properties, "o")
    _, classes = grouped.pop("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", (None, []))
    last = _last(iri)
    return Entity(
        iri,
        Names(labels.get("zh", labels.get("en", last)), labels.get("en", labels.get("zh", last))),
        tuple(classes),
        tuple(_claims(claims)),
        tuple(_words(row) for row in words),
        grouped,
        _grouped(linking, "s"),
    )


def _grouped(rows: Iterable[Row], key: str) -> dict[str, tuple[Value, list[Value]]]:
    """Return the values of rows by their property."""
    made: dict[str, tuple[Value, list[Value]]] = {}
    for row in rows:
        _, values = made.setdefault(_text(row, "p"), (value(row, "p"), []))
        found = value(row, key)
        if found not in values:
            values.append(found)
    return made


def _claims(rows: Iterable[Row]) -> Iterable[Claim]:
    """Return the claims of rows, one row for each role and each place of the source, in the order of the source."""
    made: dict[str, Claim] = {}
    for row in rows:
        written = f"{_text(row, 'value')}{_text(row, 'unit')}"
        claim = made.setdefault(_text(row, "claim"), Claim(value(row, "claim"), written, _text(row, "reading")))
        role = value(row, "p")
        if role not in claim.roles:
            claim.roles.append(role)
        words = _words(row)
        if words.quote and words not in claim.words:
            claim.words.append(words)
    return made.values()


def _words(row: Row) -> Words:
    return Words(*(_text(row, name) for name in ("quote", "start", "end", "section", "source", "title")))


def value(row: Row, name: str) -> Value:
    """Return a term of a row with its names, which stand in the columns ``<name>_zh`` and ``<name>_en``.

    Examples
    --------
    >>> value({"o": {"type": "uri", "value": "urn:a/b"}}, "o").text
    Names(zh='b', en='b')
    """
    term = row[name]
    if term["type"] == "uri":
        zh, en, last = _text(row, f"{name}_zh"), _text(row, f"{name}_en"), _last(term["value"])
        return Value(Names(zh or en or last, en or zh or last), term["value"])
    return Value(Names(term["value"], term["value"]), note=term.get("xml:lang") or _last(term.get("datatype", "")))


def _text(row: Row, name: str) -> str:
    return str(row[name]["value"]) if name in row else ""


def _last(iri: str) -> str:
    """Return the last part of an IRI that is not empty."""
    parts = [part for part in iri.replace("#", "/").split("/") if part]
    return parts[-1] if parts else iri
