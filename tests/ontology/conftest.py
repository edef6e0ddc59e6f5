"""The ontology as one graph."""

from __future__ import annotations

import pytest
from rdflib import Graph

from hdkg.resources import ontology_dir


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """All files of the ontology; tests that add to it work on a copy."""
    graph = Graph()
    files = sorted(ontology_dir().glob("*.ttl"))
    assert [file.stem for file in files] == [
        "alignments",
        "core",
        "honours",
        "indicators",
        "policy-areas",
        "shapes",
        "units",
    ]
    for file in files:
        graph.parse(file)
    assert len(graph) > 11_000
    return graph
