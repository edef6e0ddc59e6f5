"""Checks that experts run, as SPARQL: each file of ``ontology/checks/`` asks for what is wrong, a row each.

A file's header (YAML in comments that begin with ``#+``) says what holds where there is no row (``title``, in Chinese
and English), whose rule it is (``after``) and what it is asked of (``of``: the ontology as one graph, a county's graph
together with the cube's structure and the code lists, or all that follows from them).  The columns are ``?subject``
and ``?problem``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import yaml

from hdkg.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import rdflib

ONTOLOGY, GRAPH, CLOSURE = "ontology", "graph", "closure"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a node: which check says so, of what, and why.

    Examples
    --------
    >>> print(Fault("labels", "https://w3id.org/hdkg/ontology/County", "0 labels in zh"))
    <https://w3id.org/hdkg/ontology/County> 0 labels in zh
    """

    check: str
    subject: str
    problem: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"<{self.subject}> {self.problem}"


@dataclass(frozen=True, slots=True)
class Check:
    """One file of ``ontology/checks/``.

    Attributes
    ----------
    name
        The file's name without its ending.
    title_zh, title_en
        What holds where nothing is found.
    after
        Whose rule it is.
    of
        `ONTOLOGY`, `GRAPH` or `CLOSURE`.
    text
        The query.
    """

    name: str
    title_zh: str
    title_en: str
    after: str
    of: str
    text: str

    def faults(self, store: ox.Store) -> Iterator[Fault]:
        """Yield what is wrong, sorted."""
        rows = self._rows(store)
        yield from sorted({Fault(self.name, _plain(subject), _plain(problem)) for subject, problem in rows})

    def _rows(self, store: ox.Store) -> Iterator[tuple[object, object]]:
        answer = store.query(self.text)
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError(self.name)
        for row in answer:
            yield row["subject"], row["problem"]


@cache
def checks(of: str) -> tuple[Check, ...]:
    """Return the checks of the ontology, of a county's graph or of what follows from them, by name.

    Examples
    --------
    >>> [check.name for check in checks(GRAPH)][-2:]
    ['no-blank-nodes', 'void-counts']
    >>> len(checks(ONTOLOGY)) > 25
    True
    """
    found = (_read(path) for path in sorted((ontology_dir() / "checks").glob("*.rq")))
    return tuple(check for check in found if check.of == of)


def ontology_store() -> ox.Store:
    """Return the whole ontology as one graph: terms, catalogues, alignments, shapes.

    Examples
    --------
    >>> len(ontology_store()) > 11_000
    True
    """
    return store_of(ontology_files())


def ontology_files() -> tuple[Path, ...]:
    """Return the files of the ontology, sorted."""
    return tuple(sorted(ontology_dir().glob("*.ttl")))


def structure_files() -> tuple[Path, ...]:
    """Return the files that a county's graph is checked beside: the cube's structure and the code lists.

    Examples
    --------
    >>> [path.name for path in structure_files()]
    ['core.ttl', 'honours.ttl']
    """
    return tuple(ontology_dir() / f"{name}.ttl" for name in ("core", "honours"))


def store_of(files: Iterable[Path], *graphs: rdflib.Graph) -> ox.Store:
    """Return Turtle files and graphs in hand as one graph.

    Raises
    ------
    SyntaxError
        A file is no Turtle.
    """
    store = ox.Store()
    for file in files:
        store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    for graph in graphs:
        store.load(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return store


def _read(path: Path) -> Check:
    """Read a check."""
    text = path.read_text(encoding="utf-8")
    lines = (line.removeprefix("#+ ") for line in text.splitlines() if line.startswith("#+ "))
    head = yaml.safe_load("\n".join(lines))
    return Check(path.stem, head["title"]["zh"], head["title"]["en"], head["after"], head["of"], text)


def _plain(term: object) -> str:
    """Return the text of a term."""
    return str(getattr(term, "value", term))
