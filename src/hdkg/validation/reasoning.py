"""Do the ontology and a graph contradict themselves?  Asked of OWL RL's consequences, and of OWL DL by HermiT.

Both are given ``ontology/imports``, the axioms of other vocabularies that ours stand or fall with: without them every
check of the alignments would be empty.  The reasoners come with the extra ``owl``; HermiT needs Java.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import warnings
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef

from hdkg.errors import GraphError
from hdkg.resources import ontology_dir
from hdkg.validation.checks import CLOSURE, Fault, checks, store_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EXTRA = "install it with: pip install 'hdkg[owl]'"
_NO_DATATYPES_OF_OWL = {XSD.date, XSD.gYear}  # OWL 2 has only points in time


def axioms(*graphs: Graph) -> Graph:
    """Return the ontology's terms, alignments and imports, and graphs, as one graph.

    Examples
    --------
    >>> from rdflib.namespace import PROV
    >>> (PROV.Entity, OWL.disjointWith, PROV.Activity) in axioms()
    True
    """
    whole = Graph()
    for name in ("core", "honours", "alignments", "imports/outside"):
        whole.parse(ontology_dir() / f"{name}.ttl")
    for graph in graphs:
        for triple in graph:
            whole.add(triple)
    return whole


def closure(graph: Graph) -> Graph:
    """Return a graph with all that follows from it by the rules of OWL 2 RL.

    Raises
    ------
    GraphError
        The reasoner is not installed.

    Examples
    --------
    >>> song = URIRef("https://w3id.org/hdkg/id/work/430424/x")
    >>> hd = "https://w3id.org/hdkg/ontology/"
    >>> data = Graph().add((song, RDF.type, URIRef(hd + "Song")))
    >>> (song, RDF.type, URIRef("https://schema.org/CreativeWork")) in closure(axioms(data))
    True
    """
    try:
        import reasonable  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise GraphError("the reasoner 'reasonable' is not installed", _EXTRA) from error
    reasoner = reasonable.PyReasoner()
    reasoner.from_graph(graph)
    found = Graph()
    for subject, predicate, value in reasoner.reason():
        if isinstance(subject, URIRef | BNode):  # generalised triples have literals for subjects
            found.add((subject, predicate, value))
    return found


def contradictions(graph: Graph) -> Iterator[Fault]:
    """Yield each contradiction among what follows from a graph, the axioms and the imports by OWL RL.

    Raises
    ------
    GraphError
        The reasoner is not installed.

    Examples
    --------
    >>> hd = "https://w3id.org/hdkg/ontology/"
    >>> node = URIRef("https://example.org/x")
    >>> data = Graph().add((node, RDF.type, URIRef(hd + "Claim"))).add((node, RDF.type, URIRef(hd + "Build")))
    >>> [fault.problem.partition(",")[0] for fault in contradictions(data)][0]
    'is of two disjoint classes'
    """
    store = store_of((), closure(axioms(graph)))
    for check in checks(CLOSURE):
        yield from check.faults(store)


def inconsistent(graphs: Iterable[Graph]) -> Iterator[Fault]:
    """Yield what HermiT finds: that axioms, imports and graphs contradict each other, or classes without members.

    HermiT reads RDF/XML through owlready2 and knows the datatypes of OWL 2 only, so dates and years are left out; their
    form is checked by the shapes.

    Raises
    ------
    GraphError
        owlready2 or Java is not installed.
    """
    try:
        import owlready2  # noqa: F401, PLC0415  # an extra
    except ImportError as error:
        raise GraphError("owlready2 is not installed", _EXTRA) from error
    if shutil.which("java") is None:
        raise GraphError("Java is not installed", "install a Java runtime, which HermiT needs")
    text = _in_owl_2(axioms(*graphs)).serialize(format="xml", encoding="utf-8")
    empty = _hermit(text)
    if empty is None:
        yield Fault("owl-dl", "https://w3id.org/hdkg/ontology/", "is inconsistent with the imports and the graphs")
    for cls in empty or ():
        yield Fault("owl-dl", cls, "can have no members")


def _hermit(text: bytes) -> list[str] | None:
    """Return the classes that can have no members; None where RDF/XML as a whole is inconsistent."""
    import owlready2  # noqa: PLC0415  # an extra

    world = owlready2.World()
    silence = io.StringIO()  # owlready2 prints how it goes
    with warnings.catch_warnings(), contextlib.redirect_stderr(silence), contextlib.redirect_stdout(silence):
        warnings.simplefilter("ignore")
        world.get_ontology("https://w3id.org/hdkg/ontology/checked#").load(fileobj=io.BytesIO(text))
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return None
        except owlready2.OwlReadyJavaError as error:
            raise GraphError(f"HermiT ended with an error ({error})", "look at the Java runtime") from error
        return sorted(str(cls.iri) for cls in world.inconsistent_classes() if cls is not owlready2.Nothing)


def _in_owl_2(graph: Graph) -> Graph:
    """Leave out what OWL 2 DL has no place for: dates and years, the cube's kinds of property, imports by address."""
    kept = Graph()
    for subject, predicate, value in graph:
        is_dated = isinstance(value, Literal) and value.datatype in _NO_DATATYPES_OF_OWL
        has_dates = predicate == RDFS.range and value in _NO_DATATYPES_OF_OWL
        is_cube_kind = predicate == RDF.type and str(value).startswith("http://purl.org/linked-data/cube#")
        is_kind_of_property = is_cube_kind and str(value).endswith("Property")
        if not (is_dated or has_dates or is_kind_of_property or predicate == OWL.imports):
            kept.add((subject, predicate, value))
    return kept
