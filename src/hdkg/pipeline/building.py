"""One source through all the steps: article, extraction, graph, report, Turtle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph

from hdkg.corrections import Misfit, apply, load
from hdkg.extraction import extract
from hdkg.files import write_text
from hdkg.model import Article, Extraction, LedgerStatus
from hdkg.pipeline.target import corrections_file, target
from hdkg.reading import read
from hdkg.triples import Triples, to_triples, turtle
from hdkg.validation import Report, surely_conforms, validate

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = ("reading", "extracting", "writing triples", "validating")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What each step made of one source.

    Attributes
    ----------
    article, extraction, graph, report
        What was read, what was understood, the triples, and which of them break a shape.
    path
        The Turtle file; None where none was asked for, or where the graph is not valid.
    misfits
        A person's corrections that do not fit the article any more; the graph is built without them.
    """

    article: Article
    extraction: Extraction
    graph: Graph
    report: Report
    path: Path | None = None
    misfits: tuple[Misfit, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainResult:
    """What `build_plain` makes: as of `BuildResult`, but the graph is held as `hdkg.triples.Triples`."""

    article: Article
    extraction: Extraction
    triples: Triples
    report: Report
    path: Path | None = None
    misfits: tuple[Misfit, ...] = ()


def build(
    source: str | Path,
    *,
    county: str = "",
    published: str = "",
    out: str | Path | None = None,
    corrections: str | Path = "",
    strict: bool = False,
    on_step: Callable[[str], None] | None = None,
) -> BuildResult:
    """Turn one article into a validated graph.

    Parameters
    ----------
    source
        The article's file, or ``-`` for standard input.
    county
        GB/T 2260 code of the county, where the source does not say it.
    published
        ISO 8601 date of publication, where the source does not say it.
    out
        The Turtle file to write, a folder for ``<name of the source>.ttl``, or "" for the source's usual place (see
        `target`); None keeps the graph in memory.
    corrections
        The file of a person's corrections; "" for its usual place (see `corrections_file`), where none need be.
    strict
        Whether a numeral, quoted name or verb of conferral that was not understood, or a correction that does not fit,
        keeps the graph from being written.
    on_step
        Called with the name of each step before it is taken.

    Returns
    -------
    BuildResult
        All that was made.  A graph that is not valid is not written: `report` says why, `path` is None.  Nor is,
        if that was asked for, one whose ledger has open entries.

    Raises
    ------
    SourceError
        The source cannot be read, or county or date are not settled.
    CorrectionError
        The file of corrections is malformed.
    TargetError
        The file cannot be written; what stood there before is still there.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> result = build(graph_dir() / "sources" / "hengdong-2023.md")
    >>> result.report.conforms, result.article.metadata.county, result.path
    (True, '430424', None)
    """
    made = build_plain(
        source, county=county, published=published, out=out, corrections=corrections, strict=strict, on_step=on_step
    )
    graph = made.triples.graph()
    return BuildResult(made.article, made.extraction, graph, made.report, made.path, made.misfits)


def build_plain(
    source: str | Path,
    *,
    county: str = "",
    published: str = "",
    out: str | Path | None = None,
    corrections: str | Path = "",
    strict: bool = False,
    on_step: Callable[[str], None] | None = None,
) -> PlainResult:
    """Turn one article into a graph as `build` does, the graph as nothing but triples."""
    step = on_step or (lambda _: None)
    step(STEPS[0])
    article = read(source, county=county, published=published)
    step(STEPS[1])
    kept = load(Path(corrections) if str(corrections) else corrections_file(source, article.name, out or ""))
    corrected = apply(extract(article), kept.corrections)
    step(STEPS[2])
    triples = to_triples(corrected.extraction)
    step(STEPS[3])
    text = turtle(triples)
    report = Report(conforms=True) if surely_conforms(text) else validate(triples.graph())
    made = PlainResult(article, corrected.extraction, triples, report, misfits=corrected.misfits)
    if out is not None and report.conforms and not (strict and left(made)):
        return replace(made, path=write_text(target(source, article.name, triples.graph, out), text))
    return made


def left(result: BuildResult | PlainResult) -> bool:
    """Tell whether anything is left for a person to look at: open entries, corrections that do not fit."""
    return bool(result.misfits) or any(entry.status is LedgerStatus.OPEN for entry in result.extraction.ledger)
