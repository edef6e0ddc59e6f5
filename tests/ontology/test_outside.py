"""Terms of other vocabularies are theirs: in rdflib's closed namespaces, or in a list with its source."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef

from hdkg.resources import ontology_dir
from hdkg.validation.terms import OURS, goals, is_known, listed, unknown


def test_there_are_169_targets() -> None:
    assert len([goal for goal in goals() if "." in goal.rpartition("/")[2]]) == 169


def test_every_outside_term_is_known(ontology: Graph) -> None:
    outside = {term for triple in ontology for term in triple if isinstance(term, URIRef) and not term.startswith(OURS)}
    assert len(outside) > 200
    assert list(unknown(ontology)) == []


def test_every_term_of_the_imports_is_known() -> None:
    imports = Graph().parse(ontology_dir() / "imports/outside.ttl")
    assert len(imports) > 90
    assert list(unknown(imports)) == []


def test_the_list_holds_no_more_than_is_used_and_names_a_source(ontology: Graph) -> None:
    used = {str(term) for triple in ontology for term in triple if isinstance(term, URIRef)}
    assert listed().keys() - used == set()
    assert all(listed().values())


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
    assert not is_known(invented)
    assert [fault.subject for fault in unknown([(URIRef(invented),)])] == [invented]
