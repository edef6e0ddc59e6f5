"""Run the shapes over a graph and turn what pySHACL finds wrong with it into values."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SH, BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import NamespaceManager

from hdkg.errors import GraphError
from hdkg.resources import ontology_dir
from hdkg.validation.quick import surely_conforms
from hdkg.validation.report import Report, Violation

if TYPE_CHECKING:
    from rdflib.term import Node

_REMEDY = URIRef("https://w3id.org/hdkg/ontology/remedy")
_SHOWN = 80  # characters of a literal that a report shows


def validate(graph: Graph, shapes: Graph | None = None) -> Report:
    """Check a graph against the shapes.

    Parameters
    ----------
    graph
        A county's graph, or a data set, whose graphs are then checked as one.  It is not changed.
    shapes
        SHACL shapes; ``ontology/shapes.ttl`` where not given.

    Returns
    -------
    Report
        Whether the graph conforms, and each violation with node, shape, message and remedy.

    Raises
    ------
    GraphError
        The shapes themselves are malformed.

    Examples
    --------
    >>> section = "<https://w3id.org/hdkg/id/source/00112233445566aa/section/1>"
    >>> graph = Graph().parse(data=f"{section} a <https://w3id.org/hdkg/ontology/Section> .")
    >>> report = validate(graph)
    >>> report.conforms, sorted({violation.path for violation in report.violations})
    (False, ['dcterms:isPartOf', 'rdfs:label'])
    """
    copy = _merged(graph)
    if shapes is None and surely_conforms(copy.serialize(format="nt")):
        return Report(conforms=True)
    return by_pyshacl(copy, own_shapes() if shapes is None else shapes)


def by_pyshacl(copy: Graph, shapes: Graph) -> Report:
    """Let pySHACL check a plain graph, which it may change, against shapes.

    Raises
    ------
    GraphError
        The shapes are malformed.
    """
    import pyshacl  # noqa: PLC0415  # loads for a third of a second; a graph without faults needs none of it
    from pyshacl.errors import ReportableRuntimeError  # noqa: PLC0415

    # Neither inference nor SHACL-AF: the classes are materialised, and rules would add to the graph.
    try:
        conforms, results, text = pyshacl.validate(copy, shacl_graph=shapes, inference="none", advanced=False)
    except ReportableRuntimeError as error:
        raise _malformed(error.message) from error
    if not isinstance(results, Graph):
        raise _malformed(text)
    manager = _prefixes(shapes)
    found = results.subjects(RDF.type, SH.ValidationResult)
    violations = {_violation(results, result, copy, shapes, manager) for result in found}
    return Report(bool(conforms), tuple(sorted(violations)))


def _malformed(reason: str) -> GraphError:
    return GraphError(f"the shapes cannot be used ({reason})", "mend the file of shapes")


@cache
def own_shapes() -> Graph:
    """Parse the project's shapes, once a process."""
    return Graph().parse(ontology_dir() / "shapes.ttl")


def _merged(graph: Graph) -> Graph:
    """Return a plain copy: pySHACL changes how a data set answers, and may add to what it is given."""
    copy = Graph(bind_namespaces="none")
    triples = ((s, p, o) for s, p, o, _ in graph.quads()) if isinstance(graph, Dataset) else iter(graph)
    for triple in triples:
        copy.add(triple)
    return copy


def _prefixes(shapes: Graph) -> NamespaceManager:
    """Return the prefixes that the shapes are written with."""
    manager = NamespaceManager(Graph(bind_namespaces="none"), bind_namespaces="none")
    for prefix, namespace in shapes.namespaces():
        manager.bind(prefix, namespace)
    return manager


def _violation(results: Graph, result: Node, graph: Graph, shapes: Graph, manager: NamespaceManager) -> Violation:
    """Turn one result of pySHACL into a value.

    A rule in SPARQL is asked of one node of the graph for all; what it found wrong is then the value, and its own
    message, not that of the shape around it, says what is asked.
    """
    source = results.value(result, SH.sourceShape)
    constraint = results.value(result, SH.sourceConstraint)
    asking = constraint if constraint is not None else source
    shape = _node_shape(shapes, source)
    node, value = results.value(result, SH.focusNode), results.value(result, SH.value)
    if constraint is not None and value is not None and not isinstance(value, Literal):
        node, value = value, None
    path = results.value(result, SH.resultPath)
    return Violation(
        shape=str(shape).rpartition("/")[2],
        node="_:blank" if isinstance(node, BNode) else str(node),
        label=_label(graph, node),
        path=_short(path, manager),
        value=_short(value, manager),
        message_zh=_text(shapes, asking, SH.message, "zh"),
        message_en=_text(shapes, asking, SH.message, "en"),
        remedy_zh=_text(shapes, asking, _REMEDY, "zh"),
        remedy_en=_text(shapes, asking, _REMEDY, "en"),
    )


def _node_shape(shapes: Graph, shape: Node | None) -> Node | None:
    """Return the named shape that a property shape stands in."""
    while isinstance(shape, BNode):
        shape = next(iter(shapes.subjects(SH.property, shape)), None)
    return shape


def _label(graph: Graph, node: Node | None) -> str:
    """Return a node's Chinese label, else the first of its others."""
    labels = [label for label in graph.objects(node, RDFS.label) if isinstance(label, Literal)]
    return min((str(label) for label in labels if label.language == "zh"), default=min(map(str, labels), default=""))


def _text(shapes: Graph, node: Node | None, predicate: URIRef, language: str) -> str:
    """Return what a shape says in a language."""
    texts = (text for text in shapes.objects(node, predicate) if isinstance(text, Literal))
    return min((str(text) for text in texts if text.language == language), default="")


def _short(term: Node | None, manager: NamespaceManager) -> str:
    """Write a term as a person reads it: a prefixed name where there is one, a literal cut to a line."""
    if term is None or isinstance(term, BNode):
        return ""
    if isinstance(term, URIRef):
        return manager.normalizeUri(term)
    text = " ".join(str(term).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
