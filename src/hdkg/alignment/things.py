"""The things that an alignment found, under their Chinese names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, Graph, Literal
from rdflib.namespace import GEO, SKOS

from hdkg.model import EntityKind
from hdkg.resources import local_name
from hdkg.store.render import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

CHINESE = ("zh", "zh-hans", "zh-cn", "")  # the better first; a text without a language may be Chinese
OURS = "https://w3id.org/hdkg/ontology/"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the other graph.

    Attributes
    ----------
    iri
        Its IRI, or the name of its blank node.
    kind
        Its class in our terms.
    name, written
        Its Chinese name on one line, and as the graph has it.
    others
        Other Chinese names.
    code
        Its official code, or "".
    within
        The IRI of what it lies in or belongs to, or "".
    same
        The IRI under which it is the same thing elsewhere, or "".
    """

    iri: str
    kind: EntityKind
    name: str
    written: str
    others: tuple[str, ...] = ()
    code: str = ""
    within: str = ""
    same: str = ""


def read_things(made: Graph) -> tuple[tuple[Thing, ...], list[str]]:
    """Return the things of a graph in our terms, sorted, and why others are none.

    Examples
    --------
    >>> text = f'''@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ... <urn:a> a <{OURS}Village> ; rdfs:label "荆竹村"@zh . <urn:b> a <{OURS}Village> ; rdfs:label "Hill"@en .'''
    >>> things, left_out = read_things(Graph().parse(format="turtle", data=text))
    >>> [thing.name for thing in things], left_out
    (['荆竹村'], ['urn:b: no Chinese name'])
    """
    found, left = [], []
    for node in sorted(set(made.subjects(RDF.type)), key=str):
        kinds = {local_name(str(each)) for each in made.objects(node, RDF.type)} & set(EntityKind)
        if not kinds:
            continue
        names = chinese(made.objects(node, RDFS.label))
        if not names:
            left.append(f"{one_line(str(node))}: no Chinese name")
            continue
        others = {one_line(each) for each in (*names[1:], *chinese(made.objects(node, SKOS.altLabel)))}
        name = one_line(names[0])
        found.append(
            Thing(
                str(node),
                EntityKind(min(kinds)),
                name,
                names[0],
                tuple(sorted(others - {name})),
                min(map(str, made.objects(node, SKOS.notation)), default=""),
                min(map(str, made.objects(node, GEO.sfWithin)), default=""),
                min(filter(_is_web, map(str, made.objects(node, SKOS.exactMatch))), default=""),
            )
        )
    return tuple(found), left


def _is_web(iri: str) -> bool:
    return iri.startswith(("http://", "https://"))


def chinese(values: Iterable[Node]) -> list[str]:
    """Return the texts that are or may be Chinese, the surest first.

    Examples
    --------
    >>> texts = {"Hill": "en", "山": None, "荆山": "zh-cn", "荆竹山": "zh"}
    >>> chinese(Literal(text, lang=language) for text, language in texts.items())
    ['荆竹山', '荆山', '山']
    """
    texts = [(_rank(each), str(each)) for each in values if isinstance(each, Literal) and one_line(str(each))]
    return list(dict.fromkeys(text for rank, text in sorted(texts) if rank < len(CHINESE)))


def _rank(text: Literal) -> int:
    language = (text.language or "").lower()
    known = language in CHINESE and (language or any("\u4e00" <= sign <= "\u9fff" for sign in text))
    return CHINESE.index(language) if known else len(CHINESE)
