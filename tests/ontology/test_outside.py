"""Terms of other vocabularies are theirs: in rdflib's closed namespaces, or in a list with its source."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import rdflib.namespace
from rdflib import Graph, URIRef

LIST = Path(__file__).parents[1] / "fixtures/outside-terms.tsv"
OURS = ("https://w3id.org/hdkg/", "https://creativecommons.org/licenses/")
NAMESPACES = {
    str(value._NS): value
    for value in vars(rdflib.namespace).values()
    if hasattr(value, "_NS") and hasattr(value, "_fail")
}
GOALS = {f"http://metadata.un.org/sdg/{goal}" for goal in range(1, 18)}
# Targets of each goal: the numbered ones, then the lettered ones (means of implementation).
TARGETS = {
    1: (5, "ab"), 2: (5, "abc"), 3: (9, "abcd"), 4: (7, "abc"), 5: (6, "abc"), 6: (6, "ab"), 7: (3, "ab"),
    8: (10, "ab"), 9: (5, "abc"), 10: (7, "abc"), 11: (7, "abc"), 12: (8, "abc"), 13: (3, "ab"), 14: (7, "abc"),
    15: (9, "abc"), 16: (10, "ab"), 17: (19, ""),
}  # fmt: skip
SDG = GOALS | {
    f"http://metadata.un.org/sdg/{goal}.{target}"
    for goal, (last, letters) in TARGETS.items()
    for target in (*range(1, last + 1), *letters)
}


def listed() -> set[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert all(len(row) == 2 and row[1] for row in rows)
    return {iri for iri, _ in rows}


def is_known(term: URIRef) -> bool:
    """Tell whether a term is one of ours, of a closed namespace of rdflib, of the SDGs or of the list."""
    if str(term).startswith(OURS) or str(term) in listed() | SDG:
        return True
    for namespace, terms in NAMESPACES.items():
        if term.startswith(namespace):
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                try:
                    return bool(terms[term.removeprefix(namespace)])
                except (AttributeError, KeyError, UserWarning):
                    return False
    return False


def test_there_are_169_targets() -> None:
    assert len(SDG - GOALS) == 169


def test_every_outside_term_is_known(ontology: Graph) -> None:
    terms = {term for triple in ontology for term in triple if isinstance(term, URIRef)}
    outside = {term for term in terms if not str(term).startswith(OURS)}
    assert len(outside) > 200
    assert sorted(term for term in outside if not is_known(term)) == []


def test_the_list_holds_no_more_than_is_used(ontology: Graph) -> None:
    used = {str(term) for triple in ontology for term in triple if isinstance(term, URIRef)}
    assert listed() - used == set()


@pytest.mark.parametrize(
    "invented",
    [
        "http://www.w3.org/2004/02/skos/core#betterMatch",
        "https://schema.org/CountyReview",
        "http://qudt.org/vocab/unit/MU",
        "http://metadata.un.org/sdg/3.e",
        "http://purl.org/linked-data/sdmx/2009/dimension#refPlace",
    ],
)
def test_an_invented_term_is_not_known(invented: str) -> None:
    assert not is_known(URIRef(invented))
