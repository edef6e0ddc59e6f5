"""Terms that are used: ours have to be declared, other people's have to be theirs."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING

import rdflib.namespace
from rdflib import RDF, URIRef

from hdkg.resources import ontology_dir
from hdkg.validation.checks import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib import Graph
    from rdflib.namespace import DefinedNamespace
    from rdflib.term import Node

OURS = "https://w3id.org/hdkg/"
_NOT_TERMS = f"{OURS}id/"  # things, which county graphs describe
_NO_VOCABULARIES = (OURS, "https://creativecommons.org/licenses/")
_SOURCES = {  # vocabularies as a whole
    "http://purl.org/linked-data/cube",
    "http://www.w3.org/2004/02/skos/core",
    "http://www.w3.org/ns/prov-o",
}
_SDG = "http://metadata.un.org/sdg/"
# Targets of each goal: the numbered ones, then the lettered ones (means of implementation).
_TARGETS = {
    1: (5, "ab"), 2: (5, "abc"), 3: (9, "abcd"), 4: (7, "abc"), 5: (6, "abc"), 6: (6, "ab"), 7: (3, "ab"),
    8: (10, "ab"), 9: (5, "abc"), 10: (7, "abc"), 11: (7, "abc"), 12: (8, "abc"), 13: (3, "ab"), 14: (7, "abc"),
    15: (9, "abc"), 16: (10, "ab"), 17: (19, ""),
}  # fmt: skip


def undeclared(ontology: Graph, uses: Iterable[Iterable[Node]]) -> Iterator[Fault]:
    """Yield each term of ours that `uses` (triples, or rows of terms) names and the ontology does not declare.

    Examples
    --------
    >>> from rdflib import Graph
    >>> [fault.problem for fault in undeclared(Graph(), [(URIRef("https://w3id.org/hdkg/ontology/County"),)])]
    ['is used but not declared']
    """
    declared = set(ontology.subjects(RDF.type))
    for term in sorted({str(term) for row in uses for term in row if _is_term(term)}):
        if URIRef(term) not in declared:
            yield Fault("declared", term, "is used but not declared")


def unknown(uses: Iterable[Iterable[Node]]) -> Iterator[Fault]:
    """Yield each term of others that `uses` names and that their vocabulary, as far as we know it, does not have.

    A vocabulary is known by a closed namespace of rdflib, by the numbers of the Sustainable Development Goals and their
    targets, or by ``ontology/outside-terms.tsv``, which says of each term where it is defined.
    """
    for term in sorted({str(term) for row in uses for term in row if isinstance(term, URIRef)}):
        if not is_known(term):
            yield Fault("outside-terms", term, "is not a term of its vocabulary")


def is_known(term: str) -> bool:
    """Tell whether an IRI is ours, or a term that its vocabulary has.

    Examples
    --------
    >>> skos = "http://www.w3.org/2004/02/skos/core#"
    >>> is_known(f"{skos}closeMatch"), is_known(f"{skos}betterMatch")
    (True, False)
    """
    if term.startswith(_NO_VOCABULARIES) or term in _SOURCES or term in goals() or term in listed():
        return True
    return any(_has(terms, term.removeprefix(space)) for space, terms in _spaces().items() if term.startswith(space))


@cache
def goals() -> frozenset[str]:
    """Return the IRIs of the 17 goals and their 169 targets.

    Examples
    --------
    >>> len(goals())
    186
    """
    targets = {
        f"{_SDG}{goal}.{target}"
        for goal, (last, letters) in _TARGETS.items()
        for target in (*range(1, last + 1), *letters)
    }
    return frozenset({f"{_SDG}{goal}" for goal in _TARGETS} | targets)


@cache
def listed() -> Mapping[str, str]:
    """Return the terms of ``ontology/outside-terms.tsv``, each with where it is defined."""
    lines = (ontology_dir() / "outside-terms.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {iri: source for iri, _, source in rows}


@cache
def _spaces() -> Mapping[str, type[DefinedNamespace]]:
    """Return rdflib's namespaces that list their terms."""
    found = vars(rdflib.namespace).values()
    return {str(value._NS): value for value in found if hasattr(value, "_NS") and hasattr(value, "_fail")}  # noqa: SLF001


def _has(terms: type[DefinedNamespace], name: str) -> bool:
    """Tell whether a namespace lists a name."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return bool(terms[name])
        except (AttributeError, KeyError, UserWarning):
            return False


def _is_term(node: Node) -> bool:
    """Tell whether a node is a term of the ontology: not a thing, not a document, not the IRI of a version."""
    if not isinstance(node, URIRef) or not node.startswith(OURS) or node.startswith(_NOT_TERMS):
        return False
    name = node.rpartition("/")[2]
    return not name[:1].isdigit() and name not in {"logo.svg", "changes"}
