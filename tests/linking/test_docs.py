"""What docs/linking.md shows is what the linker says."""

from __future__ import annotations

import re
from pathlib import Path

from rdflib import Graph

from hdkg.linking import explain, judge, read_things
from hdkg.store import open_graph

PAGE = (Path(__file__).parents[2] / "docs" / "linking.md").read_text("utf-8")


def test_the_explanation_is_as_shown() -> None:
    shown = re.search(r"```text\n(.*?)\n```", PAGE, re.DOTALL)
    asked = re.search(r"--explain (\S+) (\S+)", PAGE)
    assert shown
    assert asked
    iris = re.findall(r"<([^>]+)>", shown[1])
    stores = []
    for iri, name in zip(iris, asked.groups(), strict=True):
        turtle = (
            "@prefix hd: <https://w3id.org/hdkg/ontology/> . @prefix hdc: <https://w3id.org/hdkg/code/> ."
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
            f'<{iri}> a hd:Honour ; hd:reach hdc:reach-national ; rdfs:label "{name}"@zh .'
        )
        stores.append(open_graph(Graph().parse(data=turtle, format="turtle")))
    assert list(explain(judge(*read_things(stores)))) == shown[1].splitlines()
