"""The ontology passes every gate, and each gate catches a fault put there for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from hdkg.validation.ontology import Fault, check_ontology, undeclared

ROOT = Path(__file__).parents[2]
PREFIXES = """
    @prefix hd: <https://w3id.org/hdkg/ontology/> . @prefix hdi: <https://w3id.org/hdkg/indicator/> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
NAMED = 'rdfs:label "新"@zh, "new one"@en ; skos:definition "新"@zh, "new"@en'
CONCEPT = 'a skos:Concept ; rdfs:label "新"@zh, "new"@en ; skos:prefLabel "新"@zh, "new"@en'

# A fault sown into the ontology, the gate that must catch it, its subject and what the gate must say.
SOWN = [
    ('hd:New a owl:Class ; rdfs:label "新"@zh ; skos:definition "新"@zh, "n"@en .', "labels", "New", "no label in en"),
    ('hd:County rdfs:label "县"@zh .', "labels", "County", "2 label in zh"),
    ('hd:County rdfs:label " a  county"@fr .', "labels", "County", "stray white space in ' a  county'"),
    ('hd:New a owl:Class ; rdfs:label "新"@zh, "n"@en .', "definitions", "New", "no definition in zh"),
    (
        f"hd:New a owl:Class ; {NAMED.replace('new one', 'county')} .",
        "distinct-labels",
        "New",
        "'county' is the label of https://w3id.org/hdkg/ontology/County too",
    ),
    (f"hd:new a owl:ObjectProperty ; {NAMED} .", "properties", "new", "no domain"),
    (f"hd:new a owl:DatatypeProperty ; {NAMED} ; rdfs:domain hd:Claim .", "properties", "new", "no range"),
    ("hd:start rdfs:domain hd:Claim .", "properties", "start", "2 domain"),
    (
        f"hd:new a owl:ObjectProperty ; {NAMED} ; rdfs:domain hd:Claim ; owl:inverseOf hd:mentions .",
        "properties",
        "new",
        "domain and range do not fit those of its inverse https://w3id.org/hdkg/ontology/mentions",
    ),
    ("hd:Place rdfs:subClassOf hd:Village .", "hierarchy", "Village", "is above itself by subClassOf"),
    ("hd:result rdfs:subPropertyOf hd:output .", "hierarchy", "output", "is above itself by subPropertyOf"),
    (f"hdi:new {CONCEPT} .", "concepts", "new", "in no scheme"),
    (
        f"hdi:new {CONCEPT} ; skos:inScheme hd:County .",
        "concepts",
        "new",
        "in https://w3id.org/hdkg/ontology/County, which is no concept scheme",
    ),
    (
        f'hdi:new {CONCEPT} ; skos:prefLabel "新的"@zh ; skos:inScheme hdi:scheme .',
        "concepts",
        "new",
        "2 preferred label in zh",
    ),
    (
        f'hdi:new {CONCEPT} ; skos:altLabel "新"@zh ; skos:inScheme hdi:scheme .',
        "concepts",
        "new",
        "'新' stands as a label of two kinds",
    ),
    (
        f'hdi:new {CONCEPT} ; skos:altLabel "GDP"@zh ; skos:inScheme hdi:scheme .',
        "surface-forms",
        "new",
        "'GDP' is a form of https://w3id.org/hdkg/indicator/gross-regional-product too",
    ),
    (
        f"hdi:new {CONCEPT} ; skos:inScheme hdi:scheme ; hd:uint hd:County .",
        "undeclared",
        "uint",
        "is used but not declared",
    ),
]


def test_the_ontology_passes_every_gate(ontology: Graph) -> None:
    assert [str(fault) for fault in check_ontology(ontology)] == []


@pytest.mark.parametrize(("sown", "gate", "subject", "problem"), SOWN)
def test_a_fault_is_caught(ontology: Graph, sown: str, gate: str, subject: str, problem: str) -> None:
    faulty = Graph() + ontology
    faulty.parse(data=PREFIXES + sown)
    caught = {(fault.gate, fault.subject.rpartition("/")[2], fault.problem) for fault in check_ontology(faulty)}
    assert (gate, subject, problem) in caught


def test_every_gate_has_a_fault_sown_for_it() -> None:
    gates = {
        "labels",
        "definitions",
        "distinct-labels",
        "properties",
        "hierarchy",
        "concepts",
        "surface-forms",
        "undeclared",
    }
    assert {gate for _, gate, _, _ in SOWN} == gates


def graphs() -> list[Path]:
    """Every graph that the project holds."""
    return [*sorted((ROOT / "tests/fixtures").rglob("*.ttl")), *sorted((ROOT / "graph").glob("*.ttl"))]


def test_every_term_of_every_graph_is_declared(ontology: Graph) -> None:
    files = graphs()
    assert len(files) > 120
    # These fixtures use an undeclared term on purpose.
    meant = {"RankingShape-fail-closed.ttl", "ParticipationShape-fail.ttl", "LedgerEntryShape-fail.ttl"}
    faults = {file.name: list(undeclared(ontology, Graph().parse(file))) for file in files}
    assert {name for name, found in faults.items() if found} == meant


def test_every_term_of_every_query_is_declared(ontology: Graph) -> None:
    files = sorted((ROOT / "queries").glob("*.rq"))
    for file in files:
        text = file.read_text(encoding="utf-8")
        prefixes = dict(re.findall(r"PREFIX\s+([\w-]+):\s*<([^>]+)>", text, re.IGNORECASE))
        body = re.sub(r"<[^>]*>|#.*|\"[^\"]*\"", "", text)
        used = [
            (URIRef(prefixes[prefix] + name),)
            for prefix, name in re.findall(r"(?<![\w-])([a-z][\w-]*):([A-Za-z][\w-]*)", body)
            if prefix in prefixes
        ]
        assert used, f"{file.name} uses no term"
        assert [str(fault) for fault in undeclared(ontology, used)] == [], file.name


def test_the_terms_that_the_contract_names_are_declared(ontology: Graph) -> None:
    text = (ROOT / "ontology/README.md").read_text(encoding="utf-8")
    spaces = {"hd": "ontology", "hdc": "code", "hdi": "indicator", "hdu": "unit", "hdp": "policy-area"}
    names = {match.group(1, 2) for match in re.finditer(r"\b(hd[cuip]?):([A-Za-z][\w-]*\w)", text)}
    assert len(names) > 120
    used = [(URIRef(f"https://w3id.org/hdkg/{spaces[prefix]}/{name}"),) for prefix, name in names]
    assert [str(fault) for fault in undeclared(ontology, used)] == []


def test_a_fault_reads_as_one_line() -> None:
    assert (
        str(Fault("labels", "https://example.org/x", "no label in zh"))
        == "labels: https://example.org/x: no label in zh"
    )
