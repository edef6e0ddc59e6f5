"""Write links: as an SSSOM mapping set, as a VoID linkset, and as words that explain one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL

from hdkg.iris import BASE, digest
from hdkg.linking.judge import EXACT, Link
from hdkg.triples import turtle
from hdkg.triples.namespaces import RDF, RDFS, SKOS, VOID, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "comment",
)
_JUSTIFICATIONS = {
    "identifier": "semapv:BackgroundKnowledgeBasedMatching",
    "evidence": "semapv:CompositeMatching",
    "person": "semapv:ManualMappingCuration",
}
_PREFIXES = {"hdid": BASE, "hdi": "https://w3id.org/hdkg/indicator/"}


def sssom(links: Sequence[Link]) -> str:
    """Write links as an SSSOM mapping set (TSV with its metadata in comments), the same bytes for the same links.

    Parameters
    ----------
    links
        Exact and close matches.

    Examples
    --------
    >>> sssom([]).splitlines()[0]
    '# curie_map:'
    """
    prefixes = _prefixes(links)
    head = ["curie_map:", *(f"  {name}: {iri}" for name, iri in sorted(prefixes.items()))]
    head += [f"mapping_set_id: {_set_iri(links)}", "license: https://creativecommons.org/licenses/by/4.0/"]
    head += ["mapping_tool: hdkg"]
    lines = [*(f"# {line}" for line in head), "\t".join(COLUMNS)]
    lines += ["\t".join(map(_cell, _row(link, prefixes))) for link in links]
    return "\n".join([*lines, ""])


def linkset(links: Sequence[Link], *, same_as: bool = False) -> str:
    """Write links as a VoID linkset in Turtle.

    Parameters
    ----------
    links
        Exact and close matches.
    same_as
        Whether an exact match is stated as ``owl:sameAs`` instead of ``skos:exactMatch``.

    Examples
    --------
    >>> "a void:Linkset" in linkset([])
    True
    """
    graph = Graph(bind_namespaces="none")
    node = URIRef(_set_iri(links))
    graph.add((node, RDF.type, VOID.Linkset))
    graph.add((node, RDFS.label, Literal("图谱间的对应", lang="zh")))
    graph.add((node, RDFS.label, Literal("Links between graphs", lang="en")))
    graph.add((node, VOID.triples, Literal(len(links), datatype=XSD.integer)))
    for link in links:
        predicate = (OWL.sameAs if same_as else SKOS.exactMatch) if link.verdict == EXACT else SKOS.closeMatch
        graph.add((node, VOID.linkPredicate, predicate))
        graph.add((URIRef(link.subject.iri), predicate, URIRef(link.object.iri)))
    return turtle(graph)


def explain(link: Link) -> Iterator[str]:
    """Yield lines that say what was judged of a pair, and why.

    Examples
    --------
    >>> from hdkg.linking.judge import judge
    >>> from hdkg.linking.thing import Thing
    >>> link = judge(Thing("urn:a", "Honour", "", ("甲",)), Thing("urn:b", "Project", "", ("甲",)))
    >>> list(explain(link))
    ['甲 <urn:a> – 甲 <urn:b>: noMatch', '  family: Honour / Project (decides)']
    """
    sure = f" ({link.confidence:g})" if link.verdict != "noMatch" else ""
    yield f"{link.subject.label} <{link.subject.iri}> – {link.object.label} <{link.object.iri}>: {link.verdict}{sure}"
    if link.basis == "person":
        yield f"  person: {link.reason} (decides)"
    for each in link.evidence:
        yield f"  {each.about}: {each.finding} ({'decides' if each.weight is None else f'{each.weight:+g}'})"


def _row(link: Link, prefixes: dict[str, str]) -> Iterable[str]:
    reasons = "; ".join(f"{each.about}: {each.finding}" for each in link.evidence)
    return (
        _curie(link.subject.iri, prefixes),
        link.subject.label,
        f"skos:{link.verdict}",
        _curie(link.object.iri, prefixes),
        link.object.label,
        _JUSTIFICATIONS[link.basis],
        f"{link.confidence:g}",
        f"{link.reason} ({reasons})" if link.reason else reasons,
    )


def _prefixes(links: Iterable[Link]) -> dict[str, str]:
    """Return the prefixes that the IRIs of links need; a namespace of others gets a number."""
    found = dict(_PREFIXES)
    spaces = sorted({_space(iri) for link in links for iri in (link.subject.iri, link.object.iri)})
    others = [space for space in spaces if space not in found.values()]
    return found | {f"ns{number}": space for number, space in enumerate(others, start=1)}


def _space(iri: str) -> str:
    for own in _PREFIXES.values():
        if iri.startswith(own):
            return own
    return iri[: max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1]


def _curie(iri: str, prefixes: dict[str, str]) -> str:
    space = _space(iri)
    return next(f"{name}:{iri[len(space) :]}" for name, known in prefixes.items() if known == space)


def _cell(text: str) -> str:
    """Return a text that stays in its cell, whatever a label holds."""
    return " ".join(text.replace('"', "”").split())


def _set_iri(links: Iterable[Link]) -> str:
    told = [part for link in links for part in (link.subject.iri, link.verdict, link.object.iri)]
    return f"{BASE}linkset/{digest(*told, length=16)}"
