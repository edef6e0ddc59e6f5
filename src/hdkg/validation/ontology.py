"""Gates that the ontology must pass: what experts check by program, as functions from a graph to faults.

Each gate is given the whole ontology as one graph and yields what is wrong with it; an ontology is in order where no
gate yields anything.  `check_ontology` runs them all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import Graph
    from rdflib.term import Node

OURS = "https://w3id.org/hdkg/"
TERMS = f"{OURS}ontology/"
_NOT_TERMS = f"{OURS}id/"  # things, which county graphs describe
_LANGUAGES = ("zh", "en")
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_FORMS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a term: which gate says so, of what, and why.

    Examples
    --------
    >>> print(Fault("labels", "https://w3id.org/hdkg/ontology/County", "no label in zh"))
    labels: https://w3id.org/hdkg/ontology/County: no label in zh
    """

    gate: str
    subject: str
    problem: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.gate}: {self.subject}: {self.problem}"


def check_ontology(ontology: Graph) -> tuple[Fault, ...]:
    """Run every gate.

    Parameters
    ----------
    ontology
        All files of the ontology as one graph.

    Returns
    -------
    tuple[Fault, ...]
        Sorted; empty where the ontology is in order.

    Examples
    --------
    >>> from rdflib import Graph
    >>> lone = "<https://w3id.org/hdkg/unit/li> a <http://www.w3.org/2004/02/skos/core#Concept> ."
    >>> [fault.problem for fault in check_ontology(Graph().parse(data=lone)) if fault.gate == "concepts"]
    ['in no scheme', 'no preferred label in en', 'no preferred label in zh']
    """
    gates = (labels, definitions, distinct_labels, properties, hierarchy, concepts, surface_forms)
    found = (fault for gate in gates for fault in gate(ontology))
    return tuple(sorted({*found, *undeclared(ontology, ontology)}))


def labels(ontology: Graph) -> Iterator[Fault]:
    """Yield each of our nodes that has not exactly one label in each language, or one with stray white space."""
    for node in _ours(ontology):
        told = Counter(_language(label) for label in ontology.objects(node, RDFS.label))
        for language in _LANGUAGES:
            if told[language] != 1:
                yield Fault("labels", str(node), f"{told[language] or 'no'} label in {language}")
        for label in ontology.objects(node, RDFS.label):
            if " ".join(str(label).split()) != str(label):
                yield Fault("labels", str(node), f"stray white space in {str(label)!r}")


def definitions(ontology: Graph) -> Iterator[Fault]:
    """Yield each class and property that has not exactly one definition in each language."""
    for node in (*_classes(ontology), *_properties(ontology)):
        told = Counter(_language(text) for text in ontology.objects(node, SKOS.definition))
        for language in _LANGUAGES:
            if told[language] != 1:
                yield Fault("definitions", str(node), f"{told[language] or 'no'} definition in {language}")


def distinct_labels(ontology: Graph) -> Iterator[Fault]:
    """Yield classes, and properties, that share a label (OOPS! P32)."""
    for terms in (_classes(ontology), _properties(ontology)):
        by_label: dict[Node, list[URIRef]] = defaultdict(list)
        for term in terms:
            for label in ontology.objects(term, RDFS.label):
                by_label[label].append(term)
        for label, sharing in by_label.items():
            for term in sharing[1:]:
                yield Fault("distinct-labels", str(term), f"{str(label)!r} is the label of {sharing[0]} too")


def properties(ontology: Graph) -> Iterator[Fault]:
    """Yield each property without a domain, with more than one, or with an inverse that does not fit.

    OOPS! P11 (no domain or range), P19 (several domains), P05 and P13 (inverses).
    """
    for node in _properties(ontology):
        if (node, RDF.type, OWL.AnnotationProperty) in ontology:
            continue
        for end, needed in ((RDFS.domain, True), (RDFS.range, (node, RDF.type, OWL.DatatypeProperty) in ontology)):
            count = len(list(ontology.objects(node, end)))
            if count > 1 or (needed and not count):
                yield Fault("properties", str(node), f"{count or 'no'} {_local(end)}")
        for inverse in ontology.objects(node, OWL.inverseOf):
            ends = (ontology.value(node, RDFS.domain), ontology.value(node, RDFS.range))
            if ends != (ontology.value(inverse, RDFS.range), ontology.value(inverse, RDFS.domain)):
                yield Fault("properties", str(node), f"domain and range do not fit those of its inverse {inverse}")


def hierarchy(ontology: Graph) -> Iterator[Fault]:
    """Yield each node above itself (OOPS! P06; a SKOS scheme must not either)."""
    for up in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader):
        for node in set(ontology.subjects(up)):
            above = {
                wider for parent in ontology.objects(node, up) for wider in ontology.transitive_objects(parent, up)
            }
            if node in above:
                yield Fault("hierarchy", str(node), f"is above itself by {_local(up)}")


def concepts(ontology: Graph) -> Iterator[Fault]:
    """Yield each concept without one preferred label a language, outside a declared scheme, or with a form twice."""
    for node in set(ontology.subjects(RDF.type, SKOS.Concept)):
        told = Counter(_language(label) for label in ontology.objects(node, SKOS.prefLabel))
        for language in _LANGUAGES:
            if told[language] != 1:
                yield Fault("concepts", str(node), f"{told[language] or 'no'} preferred label in {language}")
        schemes = list(ontology.objects(node, SKOS.inScheme))
        if not schemes:
            yield Fault("concepts", str(node), "in no scheme")
        for scheme in schemes:
            if (scheme, RDF.type, SKOS.ConceptScheme) not in ontology:
                yield Fault("concepts", str(node), f"in {scheme}, which is no concept scheme")
        forms = Counter(form for kind in _FORMS for form in ontology.objects(node, kind))
        for form, count in forms.items():
            if count > 1:
                yield Fault("concepts", str(node), f"{str(form)!r} stands as a label of two kinds")


def surface_forms(ontology: Graph) -> Iterator[Fault]:
    """Yield each Chinese form of a concept that belongs to another concept of the same scheme too."""
    for scheme in set(ontology.subjects(RDF.type, SKOS.ConceptScheme)):
        owner: dict[str, Node] = {}
        for node in sorted(ontology.subjects(SKOS.inScheme, scheme), key=str):
            forms = {str(f) for kind in _FORMS for f in ontology.objects(node, kind) if _language(f) == "zh"}
            for form in sorted(forms):
                if owner.setdefault(form, node) != node:
                    yield Fault("surface-forms", str(node), f"{form!r} is a form of {owner[form]} too")


def undeclared(ontology: Graph, uses: Iterable[Iterable[Node]]) -> Iterator[Fault]:
    """Yield each term of ours that `uses` (triples, or rows of terms) names and the ontology does not declare."""
    declared = set(ontology.subjects(RDF.type))
    for term in {term for row in uses for term in row if _is_term(term)}:
        if term not in declared:
            yield Fault("undeclared", str(term), "is used but not declared")


def _is_term(node: Node) -> bool:
    """Tell whether a node is a term of the ontology: not a thing, not the IRI of one of its versions."""
    if not isinstance(node, URIRef) or not node.startswith(OURS) or node.startswith(_NOT_TERMS):
        return False
    return not node.rpartition("/")[2][:1].isdigit()


def _ours(graph: Graph) -> list[URIRef]:
    """Return every node that the graph declares in our namespaces."""
    return sorted({node for node in graph.subjects(RDF.type) if isinstance(node, URIRef) and node.startswith(OURS)})


def _classes(graph: Graph) -> list[URIRef]:
    """Return our classes."""
    return [node for node in _ours(graph) if (node, RDF.type, OWL.Class) in graph]


def _properties(graph: Graph) -> list[URIRef]:
    """Return our properties."""
    return [node for node in _ours(graph) if any((node, RDF.type, kind) in graph for kind in _PROPERTIES)]


def _language(term: Node) -> str:
    """Return a literal's language, or "" for one that has none."""
    return (term.language or "") if isinstance(term, Literal) else ""


def _local(term: URIRef) -> str:
    """Return a term's local name."""
    return term.rpartition("#")[2]
