"""From graph files to links between them, with a person's decisions beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.errors import LinkError
from hdkg.linking import Link, decided, find_links, judge, read_decisions, read_things
from hdkg.pipeline.graphs import graph_files
from hdkg.resources import graph_dir
from hdkg.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hdkg.linking import Decision, Thing


def links_of(graphs: Iterable[str | Path], decisions: str | Path = "") -> tuple[Link, ...]:
    """Find the same things in graph files.

    Parameters
    ----------
    graphs
        Files and folders; each file is one graph.
    decisions
        A table of decisions; ``graph/links/decisions.tsv`` where not given and where there is one.

    Raises
    ------
    GraphError
        A graph cannot be read.
    LinkError
        The table is malformed.
    """
    return find_links(_things(graphs), _decisions(decisions))


def explained(graphs: Iterable[str | Path], a: str, b: str, decisions: str | Path = "") -> tuple[Link, ...]:
    """Judge the pairs of things that two names or IRIs mean, linked or not.

    Raises
    ------
    LinkError
        A name or IRI is in none of the graphs, or the table is malformed.
    """
    things, said = _things(graphs), _decisions(decisions)
    pairs = {
        (min(x.iri, y.iri), max(x.iri, y.iri)): judge(x, y)
        for x in _named(things, a)
        for y in _named(things, b)
        if x.iri != y.iri
    }
    return tuple(decided(pairs[pair], said[pair]) if pair in said else pairs[pair] for pair in sorted(pairs))


def _things(graphs: Iterable[str | Path]) -> tuple[Thing, ...]:
    return read_things(open_store([path]) for path in graph_files(list(graphs)))


def _named(things: Iterable[Thing], name: str) -> list[Thing]:
    found = [thing for thing in things if name == thing.iri or name in thing.names]
    if not found:
        raise LinkError(f"no graph has a thing named {name}", "give its whole name or its IRI")
    return found


def _decisions(path: str | Path) -> Mapping[tuple[str, str], Decision]:
    file = Path(path) if str(path) else graph_dir() / "links" / "decisions.tsv"
    if not str(path) and not file.is_file():
        return {}
    try:
        return read_decisions(file.read_text(encoding="utf-8"), file)
    except (OSError, UnicodeDecodeError) as error:
        raise LinkError(f"cannot be read ({error})", "name a table in UTF-8", where=file) from error
