"""What a build says of itself, in Chinese and English, line by line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.model import LedgerStatus
from hdkg.reading.county import another_county
from hdkg.resources import division

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.pipeline.building import BuildResult
    from hdkg.pipeline.summary import Summary
    from hdkg.queries import Query

SHARES = {
    LedgerStatus.USED: ("用上", "used"),
    LedgerStatus.SET_ASIDE: ("按规则搁置", "set aside"),
    LedgerStatus.OPEN: ("未读懂", "not understood"),
}


def lines(result: BuildResult, summary: Summary) -> Iterator[str]:
    """Yield what was read, what was found by kind, what was not understood, and where the graph is."""
    metadata = result.article.metadata
    yield f"{result.article.name}: {metadata.county} {metadata.published} {metadata.title}".rstrip()
    for found in summary.found:
        yield f"{found.number:6} {found.zh} / {found.en}"
    total = sum(summary.ledger.values())
    shares = (f"{zh} {en} {summary.share(status):.1%}" for status, (zh, en) in SHARES.items())
    yield f"数字、引号名称与授予动词 / numerals, quoted names, verbs of conferral: {total} ({', '.join(shares)})"
    for entry in summary.unread:
        yield f"       {entry.line}:{entry.column} {entry.kind} {entry.words}"
    if result.path:
        yield f"图 / graph: {result.path} ({len(result.graph)} 三元组 / triples, 有效 / valid)"
    else:
        yield from result.report.lines()
        yield "图未写出 / the graph was not written"


def warnings(result: BuildResult) -> Iterator[str]:
    """Yield one line where the text plainly names another county, and one for each correction that does not fit."""
    about, text = result.article.metadata, result.article.text
    other = another_county(about.title, text, about.county)
    told = division(about.county)
    if other and told:
        yield (
            f"hdkg: {result.article.name}: 所说的县与文中不同 / built as {told.name} ({told.code}), but the text names "
            f"{other.name} ({other.code}) and never {told.name}; look at --county, or at county and code above the text"
        )
    for misfit in result.misfits:
        said = misfit.correction
        place = f"{said.what}@{said.span.start}-{said.span.end}"
        yield f"hdkg: {result.article.name}: the correction of {place} was not applied: {misfit.why}"


def going_on(result: BuildResult) -> Iterator[str]:
    """Yield what can be done next with a graph that was written, in words to type in this very folder."""
    if result.path is None:
        return
    command = Path(sys.executable).with_name("hdkg")
    here = command.relative_to(Path.cwd()) if command.is_relative_to(Path.cwd()) else "hdkg"
    yield "接着可以 / go on with:"
    yield f"  {here} query --list"
    yield f"  {here} facts {result.path}"
    yield f"  {here} draw {result.path}"


def heading(query: Query) -> str:
    """Return a query's title in both languages, or its name where it has none."""
    titles = [title for title in (query.title_zh, query.title_en) if title]
    return " / ".join(titles) or query.name
