"""The quality report: whatever experts check of the ontology and of the graphs, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF, VOID, Graph, URIRef

from hdkg.errors import GraphError, HdkgError
from hdkg.pipeline.graphs import default_graphs, read_graph
from hdkg.validation import validate
from hdkg.validation.checks import (
    GRAPH,
    ONTOLOGY,
    Fault,
    checks,
    ontology_files,
    ontology_store,
    store_of,
    structure_files,
)
from hdkg.validation.reasoning import contradictions, inconsistent
from hdkg.validation.terms import undeclared, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hdkg.model import Article

_HD = "https://w3id.org/hdkg/ontology/"
_SHOWN = 10  # faults of a line that are told one by one


@dataclass(frozen=True, slots=True)
class Line:
    """One check and what it found.

    Attributes
    ----------
    title_zh, title_en
        What holds where nothing was found.
    after
        Whose rule it is.
    faults
        What is wrong, sorted.
    skipped
        Why it could not be run, or "".
    """

    title_zh: str
    title_en: str
    after: str
    faults: tuple[Fault, ...] = ()
    skipped: str = ""

    @property
    def state(self) -> str:
        """``ok``, ``FAIL`` or ``skip``."""
        return "skip" if self.skipped else "FAIL" if self.faults else "ok"

    def lines(self) -> Iterator[str]:
        r"""Yield the line, and below it the first faults.

        Examples
        --------
        >>> line = Line("标签齐全", "Labels are complete", "OOPS! P08", (Fault("labels", "urn:a", "0 labels in zh"),))
        >>> print(*line.lines(), sep="\n")
        FAIL  标签齐全 / Labels are complete (OOPS! P08)
                <urn:a> 0 labels in zh
        """
        why = f": {self.skipped}" if self.skipped else ""
        yield f"{self.state:4}  {self.title_zh} / {self.title_en} ({self.after}){why}"
        for fault in self.faults[:_SHOWN]:
            yield f"        {fault}"
        if len(self.faults) > _SHOWN:
            yield f"        … {len(self.faults) - _SHOWN} more"


def quality(graphs: Sequence[Path] | None = None) -> Iterator[Line]:
    """Run every check, the cheap ones first.

    Parameters
    ----------
    graphs
        Graph files; all of this checkout where None.

    Yields
    ------
    Line
        As each check ends.

    Raises
    ------
    GraphError
        A graph cannot be read.
    """
    files = default_graphs() if graphs is None else tuple(graphs)
    read = {file: read_graph(file) for file in files}
    whole = ontology_store()
    for check in checks(ONTOLOGY):
        yield Line(check.title_zh, check.title_en, check.after, tuple(check.faults(whole)))
    ontology = _ontology()
    title = ("他人的术语确有其词", "Other people's terms are theirs", "rdflib's closed namespaces; outside-terms.tsv")
    yield Line(*title, tuple(unknown(ontology)))
    stores = [store_of(structure_files(), graph) for graph in read.values()]
    for check in checks(GRAPH):
        found = (fault for store in stores for fault in check.faults(store))
        yield Line(check.title_zh, check.title_en, check.after, tuple(sorted(found)))
    yield Line(
        "各图没有未声明的术语",
        "No undeclared term in any graph",
        "undeclared terms",
        _all(read.values(), lambda graph: undeclared(ontology, graph)),
    )
    yield Line(
        "void:triples与各图实际相符",
        "Every graph has as many triples as void:triples says",
        "VoID",
        _all(read.values(), _miscounted),
    )
    yield Line("各图符合全部约束", "Every graph conforms to the shapes", "SHACL", _all(read.values(), _violations))
    yield from _against_sources(read)
    yield _reasoned(
        "OWL RL推理结果没有矛盾",
        "What follows by OWL RL holds no contradiction",
        "OWL 2 RL",
        lambda: _all(read.values(), contradictions),
    )
    yield _reasoned(
        "HermiT判定本体、导入和各图一致",
        "HermiT finds ontology, imports and graphs consistent",
        "OWL 2 DL",
        lambda: tuple(inconsistent(read.values())),
    )


def _all(graphs: Iterable[Graph], find: Callable[[Graph], Iterable[Fault]]) -> tuple[Fault, ...]:
    """Return what is found in any of the graphs, sorted."""
    return tuple(sorted({fault for graph in graphs for fault in find(graph)}))


def _reasoned(zh: str, en: str, after: str, find: Callable[[], tuple[Fault, ...]]) -> Line:
    """Return the line of a reasoner, or why it cannot run."""
    try:
        return Line(zh, en, after, find())
    except GraphError as error:
        return Line(zh, en, after, skipped=f"{error.problem}; {error.remedy}")


def _ontology() -> Graph:
    """Return the whole ontology."""
    graph = Graph()
    for file in ontology_files():
        graph.parse(file)
    return graph


def _miscounted(graph: Graph) -> Iterator[Fault]:
    """Yield each data set that says another number of triples than its graph has, or none.

    A query of ``ontology/checks`` could not tell: it is asked of the graph together with the cube's structure.
    """
    for dataset in graph.subjects(RDF.type, VOID.Dataset):
        told = [str(count) for count in graph.objects(dataset, VOID.triples)]
        if told != [str(len(graph))]:
            said = " and ".join(sorted(told)) or "nothing"
            yield Fault("void-triples", str(dataset), f"void:triples says {said}, there are {len(graph)}")


def _violations(graph: Graph) -> Iterator[Fault]:
    """Yield what breaks a shape."""
    for violation in validate(graph).violations:
        yield Fault("shapes", violation.node, f"{violation.shape} {violation.path} {violation.message_en}")


def _against_sources(read: dict[Path, Graph]) -> Iterator[Line]:
    """Yield what comes of reading the sources again: the quotes, and the bytes of a rebuild."""
    quotes = ("每处引文与原文一字不差", "Every quote equals the source at its place", "ontology/README.md")
    same = ("重新生成得到相同的字节", "A rebuild gives the same bytes", "reproducibility")
    sources = {file: file.parent / "sources" / f"{file.stem}.md" for file in read}
    present = {file: source for file, source in sources.items() if source.is_file()}
    if not present:
        why = "no graph has its source beside it, in sources/"
        yield from (Line(*title, skipped=why) for title in (quotes, same))
        return
    misquoted: list[Fault] = []
    changed: list[Fault] = []
    for file, source in present.items():
        try:
            article, text = _rebuilt(source)
        except HdkgError as error:
            changed.append(Fault("rebuild", str(file), f"cannot be built again: {error.problem}"))
            continue
        misquoted.extend(_misquoted(read[file], article))
        if text.encode("utf-8") != file.read_bytes():
            changed.append(Fault("rebuild", file.name, "differs from what its source gives now"))
    yield Line(*quotes, tuple(sorted(misquoted)))
    yield Line(*same, tuple(sorted(changed)))


def _rebuilt(source: Path) -> tuple[Article, str]:
    """Build a source again."""
    from hdkg.pipeline.building import build
    from hdkg.triples import turtle

    result = build(source)
    return result.article, turtle(result.graph)


def _misquoted(graph: Graph, article: Article) -> Iterator[Fault]:
    """Yield each span whose words do not stand at its place in the text."""
    for span in graph.subjects(RDF.type, URIRef(f"{_HD}Span")):
        start, end, exact = (graph.value(span, URIRef(_HD + name)) for name in ("start", "end", "exact"))
        if start is None or end is None or article.text[int(str(start)) : int(str(end))] != str(exact):
            yield Fault("quotes", str(span), f"'{exact}' does not stand there")
