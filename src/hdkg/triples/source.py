"""Write where a graph comes from: the article, its sections, the ledger, the data set and the build."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING

from rdflib import URIRef

from hdkg import iris
from hdkg.model import BlockKind, LedgerStatus
from hdkg.triples.draft import Draft, date, en, year, zh
from hdkg.triples.namespaces import (
    DCAT,
    DCTERMS,
    GEO,
    HD,
    HDC,
    PREFIXES,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SKOS,
    VOID,
    uriref,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.model import Article, Extraction, LedgerEntry, Origin

_LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
_COUNTS = {LedgerStatus.USED: "used", LedgerStatus.SET_ASIDE: "setAside", LedgerStatus.OPEN: "open"}
_VOCABULARIES = tuple(map(URIRef, (PREFIXES["hd"], *map(str, (QB, PROV, SKOS, GEO, DCTERMS, SDO)))))


def write_article(draft: Draft, county: URIRef) -> None:
    """State what is known of the article as a whole, and its sections."""
    article, node = draft.article, draft.source
    about = article.metadata
    draft.put(node, RDF.type, HD["Article"], SDO.NewsArticle)
    draft.put(node, RDFS.label, zh(_title(article)))
    draft.put(node, DCTERMS.title, zh(_title(article)))
    if not about.origins and (about.restatement or about.also_published):
        draft.put(node, DCTERMS.bibliographicCitation, zh(_citation(article)))
    if not about.restatement:  # else they are those of the article that is restated
        draft.put(node, DCTERMS.publisher, *map(zh, filter(None, (about.newspaper,))))
        draft.put(node, DCTERMS.creator, *map(zh, about.authors))
    _write_origins(draft, node, about.origins)
    draft.put(node, HD["sha256"], draft.sha256)
    draft.put(node, HD["about"], county)
    draft.put(node, HD["textLength"], len(article.text))
    if about.published:
        draft.put(node, DCTERMS.issued, date(about.published))
    if about.year is not None:
        draft.put(node, HD["reviewYear"], year(about.year))
    if about.reliability:
        draft.put(node, HD["reliability"], HDC[f"reliability-{about.reliability}"])
    if about.licence:
        draft.put(node, DCTERMS.license, URIRef(about.licence))
    _write_sections(draft)


def write_ledger(draft: Draft, ledger: tuple[LedgerEntry, ...]) -> None:
    """State what was set aside and what was not understood; what was used stands in the claims."""
    for entry in ledger:
        if entry.status is LedgerStatus.USED:
            continue
        node = draft.claim("ledger", entry.kind, entry.span.start, entry.span.end)
        draft.put(node, RDF.type, HD["LedgerEntry"])
        draft.put(node, RDFS.label, zh(entry.span.of(draft.article.text)))
        draft.put(node, HD["ledgerKind"], HDC[f"ledger-{entry.kind}"])
        draft.put(node, HD["ledgerStatus"], HDC[f"ledger-{entry.status}"])
        draft.put(node, HD["rule"], entry.reason)
        draft.derived(node, (entry.span,))


def write_dataset(draft: Draft, extraction: Extraction) -> None:
    """Describe the finished graph as a data set, and the build; must come last, for it counts the triples."""
    dataset = dataset_node(draft)
    build = uriref(iris.source_iri(draft.sha256, "build"))
    draft.put(build, RDF.type, HD["Build"], PROV.Activity)
    draft.put(build, RDFS.label, zh(f"构建 {draft.article.name}"), en(f"build of {draft.article.name}"))
    draft.put(build, PROV.used, draft.source)
    draft.put(build, HD["softwareVersion"], _version())
    for status, name in _COUNTS.items():
        draft.put(build, HD[name], sum(entry.status is status for entry in extraction.ledger))

    draft.put(dataset, RDF.type, QB.DataSet, VOID.Dataset, DCAT.Dataset)
    draft.put(dataset, RDFS.label, zh(draft.article.name))
    draft.put(dataset, DCTERMS.title, zh(draft.article.name))
    draft.put(dataset, DCTERMS.source, draft.source)
    draft.put(dataset, DCTERMS.license, _LICENCE)
    draft.put(dataset, QB.structure, HD["countyCube"])
    draft.put(dataset, PROV.wasGeneratedBy, build)
    draft.put(dataset, VOID.vocabulary, *_VOCABULARIES)
    draft.put(dataset, VOID.entities, draft.triples.count(RDF.type, HD["Entity"]))
    draft.put(dataset, VOID.triples, len(draft.triples) + 1)


@cache
def _version() -> str:
    """Return the program's version."""
    return version("hdkg")


def dataset_node(draft: Draft) -> URIRef:
    """Return the node of the data set that is read out of the article."""
    return uriref(iris.source_iri(draft.sha256, "dataset"))


def _title(article: Article) -> str:
    """Return the article's own title: by its front matter (of a restatement, by its text), else its short name."""
    blocks = (block for block in article.blocks if block.kind is BlockKind.TITLE)
    in_text = " ".join("".join(piece.of(article.text) for block in blocks for piece in block.pieces).split())
    told = article.metadata.title
    return (in_text or told if article.metadata.restatement else told or in_text) or article.name


def _citation(article: Article) -> str:
    """Return the article that the facts come from, and where else it was published, in one line."""
    about = article.metadata
    parts = ("、".join(about.authors), about.title, about.newspaper, about.published)
    return "；".join(filter(None, ("，".join(filter(None, parts)), "、".join(about.also_published))))


def _write_origins(draft: Draft, node: URIRef, origins: Iterable[Origin]) -> None:
    """State where the facts of an article or of a section come from: their addresses, and in one line what they are."""
    origins = tuple(origins)
    draft.put(node, PROV.hadPrimarySource, *(URIRef(origin.url) for origin in origins if origin.url))
    told = (filter(None, (origin.title, origin.newspaper, origin.published)) for origin in origins)
    if line := "；".join(filter(None, map("，".join, told))):
        draft.put(node, DCTERMS.bibliographicCitation, zh(line))


def _write_sections(draft: Draft) -> None:
    """State the sections, where their facts come from, and keep where each begins and ends."""
    origins = draft.article.metadata.origins
    runs = [(name, list(blocks)) for name, blocks in groupby(draft.article.blocks, lambda block: block.section) if name]
    for number, (name, blocks) in enumerate(runs, start=1):
        node = uriref(f"{draft.source}/section/{number}")
        draft.put(node, RDF.type, HD["Section"])
        draft.put(node, RDFS.label, zh(name))
        draft.put(node, DCTERMS.isPartOf, draft.source)
        _write_origins(draft, node, (origin for origin in origins if name in origin.sections))
        pieces = [piece for block in blocks for piece in block.pieces]
        draft.sections.append((pieces[0].start, pieces[-1].end, node))
