"""What is said of one node: each fact with its words, the place of these in the source, and how to cite it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from hdkg.evidence.citation import cite
from hdkg.evidence.styles import bibtex, csl_json, gbt7714
from hdkg.network.description import Description
from hdkg.network.fact import claim_fact, mention
from hdkg.network.folding import Folding
from hdkg.network.words import SLOTS
from hdkg.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.evidence.citation import Citation
    from hdkg.network.fact import Fact
    from hdkg.server.service import Service

ASKS = Path(__file__).parent / "asks"
MOST = 300  # facts of one node that are told
DEPTH = 3  # from a claim over its words and their section to the source
POINTERS = frozenset(
    f"https://w3id.org/hdkg/ontology/{name}"
    for name in (
        *("subject", "indicator", "recipient", "honour", "grantedBy", "initiative", "participates", "attributedResult"),
        *("compares", "comparator", "completes", "ranks", "inSection", "mentionedIn", "comparedWith", "conferredIn"),
        *("scopeArea", "targetOf", "rankedInitiative"),
    )
) | {
    "http://www.w3.org/ns/prov#wasDerivedFrom",
    "http://purl.org/dc/terms/source",
    "http://purl.org/linked-data/sdmx/2009/dimension#refPeriod",
    "http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure",
}


async def said(service: Service, node: str) -> ox.Store:
    """Return the part of the graphs that speaks of a node, as a small store of its own.

    Parameters
    ----------
    service
        The graphs.
    node
        IRI.

    Raises
    ------
    RefusalError
        The server is too busy, or so much is said of the node that it does not fit into an answer.
    ValueError
        It is no IRI.
    """
    text = _filled("said", [ox.NamedNode(node)])
    _, body = await service.query(text, graph="nt")
    store = ox.Store()
    store.load(body, format=ox.RdfFormat.N_TRIPLES)
    known: set[ox.NamedNode] = {ox.NamedNode(node)}
    for _ in range(DEPTH):
        further = {
            quad.object for quad in store if quad.predicate.value in POINTERS and isinstance(quad.object, ox.NamedNode)
        } - known
        known |= further
        if not further:
            break
        _, body = await service.query(_filled("around", sorted(further, key=str)), graph="nt")
        store.load(body, format=ox.RdfFormat.N_TRIPLES)
    return store


def facts(store: ox.Store, node: str) -> list[dict[str, Any]]:
    """Return the facts about a node, in the order of the sources.

    Parameters
    ----------
    store
        What is said of it.
    node
        IRI.

    Returns
    -------
    list of dict
        ``iri``, ``kind``, ``zh``, ``en``, ``reading``, ``slots`` and ``evidence`` (``start``, ``end``, ``quote``,
        ``section``, ``source``, ``sha256``).

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> store = ox.Store()
    >>> store.load(path=graph_dir() / "hengdong-2023.ttl", format=ox.RdfFormat.TURTLE)
    >>> told = facts(store, "https://w3id.org/hdkg/id/initiative/430424/qiyejiajiedairi-5eaf73")
    >>> told[0]["zh"], told[0]["evidence"][0]["quote"]
    ('“企业家接待日” → 开展接待活动 2023 10次', '全年开展接待活动10次')
    """
    graph = Description(store)
    folding = Folding(graph)
    claims = [claim for claim in sorted(folding.claims) if node in folding.homes(claim) or claim == node]
    claims += [claim for claim in sorted(folding.claims) if graph.value(claim, "hd:subject") == node]
    found = [claim_fact(graph, claim, folding.claims[claim]) for claim in dict.fromkeys(claims)]
    told = found or list(mention(graph, node))
    spans = _spans(store)
    ordered = sorted(told, key=lambda fact: (fact.evidence, fact.kind, fact.iri))[:MOST]
    return [_told(fact, spans) for fact in ordered]


def citations(store: ox.Store, fact: str) -> list[dict[str, str]]:
    """Return how to cite a fact, for each source that says it: by style.

    Parameters
    ----------
    store
        What is said of it.
    fact
        IRI.

    Raises
    ------
    QueryError
        It is no fact, or no words say it.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> store = ox.Store()
    >>> store.load(path=graph_dir() / "hengdong-2023.ttl", format=ox.RdfFormat.TURTLE)
    >>> told = citations(store, "https://w3id.org/hdkg/id/observation/097435925ba6689f/e4d1497fee0b")
    >>> "原文：“总量255.92亿元”" in told[0]["gbt7714"]
    True
    """
    return [_styled(each) for each in cite(EmbeddedStore(store), fact)]


def _styled(citation: Citation) -> dict[str, str]:
    return {"gbt7714": gbt7714(citation), "bibtex": bibtex(citation), "csl": csl_json([citation])}


def _told(fact: Fact, spans: dict[tuple[str, int, int], dict[str, str]]) -> dict[str, Any]:
    return {
        "iri": fact.iri,
        "kind": fact.kind,
        "zh": fact.zh,
        "en": fact.en,
        "reading": fact.reading,
        "slots": [asdict(SLOTS[slot]) if slot in SLOTS else {"zh": slot, "en": slot} for slot in fact.slots],
        "evidence": [
            {**asdict(words), **spans.get((words.source, words.start, words.end), {})} for words in fact.evidence
        ],
    }


def _spans(store: ox.Store) -> dict[tuple[str, int, int], dict[str, str]]:
    """Return the source's SHA-256 and IRI of each place, by the source's title and the place."""
    found = {}
    for title, start, end, sha256, source in store.query(_SPANS):  # type: ignore[union-attr]
        place = (title.value, int(start.value), int(end.value))
        found[place] = {"sha256": sha256.value if sha256 else "", "article": source.value}
    return found


_SPANS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX hd: <https://w3id.org/hdkg/ontology/>
SELECT ?title ?start ?end ?sha256 ?source {
  ?span hd:start ?start ; hd:end ?end ; dcterms:source ?source .
  ?source dcterms:title ?title .
  OPTIONAL { ?source hd:sha256 ?sha256 }
}
"""


def _filled(name: str, nodes: Iterable[ox.NamedNode]) -> str:
    """Return one of the queries about nodes, which the engine's own serializer writes."""
    return (ASKS / f"{name}.rq").read_text("utf-8").replace("$nodes", " ".join(map(str, nodes)))
