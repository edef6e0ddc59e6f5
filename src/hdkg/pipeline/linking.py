"""From graph files to links between them, with a person's decisions beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.errors import LinkError
from hdkg.linking import THINGS, Link, find_links, judge, read_decisions, things_of, told, told_in, weighed
from hdkg.pipeline.graphs import graph_files
from hdkg.pipeline.whole import Whole
from hdkg.resources import graph_dir
from hdkg.store import RemoteStore, is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hdkg.linking import Decision, Thing
    from hdkg.linking.thing import Statement


def link(graphs: Iterable[str | Path], decisions: str | Path = "") -> tuple[Link, ...]:
    """Find the same things in different graphs.

    Parameters
    ----------
    graphs
        Graph files, folders of them, and addresses of SPARQL 1.1 endpoints; each file and each endpoint is one graph.
    decisions
        A table of decisions; ``graph/links/decisions.tsv`` where not given and where there is one.

    Returns
    -------
    tuple of Link
        Exact and close matches, sorted by their IRIs; `hdkg.linking.sssom` and `hdkg.linking.linkset` write them.

    Raises
    ------
    GraphError
        A graph cannot be read.
    LinkError
        The table is malformed.
    QueryError
        An endpoint gave no answer, or fewer rows than it has: links are found among all things or not at all.

    Examples
    --------
    >>> import tempfile
    >>> line = '<urn:{0}> a <{1}ontology/Honour> ; <http://www.w3.org/2000/01/rdf-schema#label> "{2}"@zh .'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, honour in (("a", "国家首批农业产业强镇"), ("b", "首批国家农业产业强镇")):
    ...         text = line.format(name, "https://w3id.org/hdkg/", honour)
    ...         _ = Path(folder, f"{name}.ttl").write_text(text, "utf-8")
    ...     [(each.subject.iri, each.verdict, each.object.iri) for each in link([folder])]
    [('urn:a', 'exactMatch', 'urn:b')]
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
    known = weighed(things, said)
    pairs = {
        (min(x.iri, y.iri), max(x.iri, y.iri)): (x, y)
        for x in _named(things, a)
        for y in _named(things, b)
        if x.iri != y.iri
    }
    return tuple(known[pair] if pair in known else judge(*pairs[pair]) for pair in sorted(pairs))


def _things(graphs: Iterable[str | Path]) -> tuple[Thing, ...]:
    return things_of(_statements(graphs))


def _statements(graphs: Iterable[str | Path]) -> Iterator[Iterable[Statement]]:
    """Yield what each of the graphs that were named says of things, one graph after the other."""
    named = list(graphs)
    files = [each for each in named if not is_address(each)]
    if files or not named:
        yield from map(told_in, graph_files(files))
    for address in dict.fromkeys(str(each) for each in named if is_address(each)):
        yield told(Whole(RemoteStore(address)).query(THINGS))


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
