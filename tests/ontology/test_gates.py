"""The ontology and the graphs pass every check of ``ontology/checks``, and each check catches a fault sown for it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from rdflib import Graph, URIRef

from hdkg.validation.checks import GRAPH, ONTOLOGY, Check, Fault, checks, ontology_files, store_of, structure_files
from hdkg.validation.terms import undeclared

if TYPE_CHECKING:
    import pyoxigraph as ox

ROOT = Path(__file__).parents[2]
PREFIXES = """
    PREFIX bibo: <http://purl.org/ontology/bibo/>
    PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX geo: <http://www.opengis.net/ont/geosparql#>
    PREFIX hd: <https://w3id.org/hdkg/ontology/>
    PREFIX hdc: <https://w3id.org/hdkg/code/>
    PREFIX hdi: <https://w3id.org/hdkg/indicator/>
    PREFIX hdp: <https://w3id.org/hdkg/policy-area/>
    PREFIX hdu: <https://w3id.org/hdkg/unit/>
    PREFIX owl: <http://www.w3.org/2002/07/owl#>
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX qb: <http://purl.org/linked-data/cube#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX schema: <https://schema.org/>
    PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
    PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
    PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
    PREFIX sh: <http://www.w3.org/ns/shacl#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX vann: <http://purl.org/vocab/vann/>
    PREFIX void: <http://rdfs.org/ns/void#>
    PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
HEAD = "<https://w3id.org/hdkg/ontology/>"
COUNTY = "<https://w3id.org/hdkg/id/division/430424>"
NAMED = 'rdfs:label "新"@zh, "new one"@en ; skos:definition "新"@zh, "new"@en'
CONCEPT = 'a skos:Concept ; rdfs:label "新"@zh, "new"@en ; skos:prefLabel "新"@zh, "new"@en'
ANY_FIGURE = "WHERE { SELECT ?it { ?it a qb:Observation } ORDER BY ?it LIMIT 1 }"


def add(triples: str) -> str:
    return f"INSERT DATA {{ {triples} }}"


def drop(subject: str, predicate: str) -> str:
    return f"DELETE {{ {subject} {predicate} ?o }} WHERE {{ {subject} {predicate} ?o }}"


def drop_of_a_figure(predicate: str) -> str:
    return (
        f"DELETE {{ ?it {predicate} ?o }} WHERE {{ ?it {predicate} ?o . "
        "{ SELECT ?it { ?it a qb:Observation } ORDER BY ?it LIMIT 1 } }"
    )


# The check that must catch it, the fault (an update), the end of its subject's IRI and what the check must say.
SOWN = [
    ("labels", add('hd:New a owl:Class ; rdfs:label "新"@zh .'), "New", "0 labels in en"),
    ("labels", add('hd:County rdfs:label "县"@zh .'), "County", "2 labels in zh"),
    ("label-formatting", add('hd:County rdfs:label " a  county"@fr .'), "County", "stray white space in ' a  county'"),
    ("definitions", add('hd:New a owl:Class ; rdfs:label "新"@zh .'), "New", "0 definitions in zh"),
    ("definitions", add('hd:County skos:definition "县"@zh .'), "County", "2 definitions in zh"),
    ("examples", drop("hd:County", "skos:example"), "County", "0 examples in zh"),
    (
        "distinct-labels",
        add('hd:New a owl:Class ; rdfs:label "county"@en .'),
        "New",
        "'county' is the label of https://w3id.org/hdkg/ontology/County too",
    ),
    (
        "distinct-definitions",
        add('hd:zzz a owl:ObjectProperty ; skos:definition "名次，从1起"@zh .'),
        "zzz",
        "'名次，从1起' is the definition of https://w3id.org/hdkg/ontology/position too",
    ),
    ("metadata", drop(HEAD, "dcterms:license"), "ontology/", "no license"),
    ("metadata", drop(HEAD, "schema:logo"), "ontology/", "no logo"),
    ("metadata", drop(HEAD, "bibo:status"), "ontology/", "no status"),
    ("metadata", drop("<https://w3id.org/hdkg/ontology/shapes>", "dcterms:creator"), "shapes", "no creator"),
    (
        "version",
        drop(HEAD, "owl:versionIRI") + " ; " + add(f"{HEAD} owl:versionIRI {HEAD} ."),
        "ontology/",
        "the version IRI is the ontology's own",
    ),
    (
        "version",
        drop(HEAD, "owl:versionInfo") + " ; " + add(f'{HEAD} owl:versionInfo "9.9.9" .'),
        "ontology/",
        "the version IRI does not end in the version",
    ),
    ("ontology-declared", drop("hd:County", "rdfs:isDefinedBy"), "County", "defined by no declared ontology"),
    ("ontology-declared", drop(HEAD, "a"), "County", "defined by no declared ontology"),
    ("connected", add(f"hd:New a owl:Class ; {NAMED} ."), "New", "no class or property leads to it"),
    ("cycles", add("hd:Place rdfs:subClassOf hd:Village ."), "Village", "is above itself by subClassOf"),
    ("cycles", add("hd:result rdfs:subPropertyOf hd:output ."), "output", "is above itself by subPropertyOf"),
    ("cycles", add("hdi:a skos:broader hdi:b . hdi:a skos:narrower hdi:b ."), "a", "is above itself by broader"),
    (
        "disjointness",
        add(f"hd:New a owl:Class ; {NAMED} ."),
        "New",
        "neither it nor a class above it is disjoint with another",
    ),
    ("domains-and-ranges", add(f"hd:new a owl:ObjectProperty ; {NAMED} ."), "new", "0 domains"),
    ("domains-and-ranges", add(f"hd:new a owl:DatatypeProperty ; {NAMED} ; rdfs:domain hd:Claim ."), "new", "0 ranges"),
    ("domains-and-ranges", add("hd:start rdfs:domain hd:Claim ."), "start", "2 domains"),
    (
        "inverses",
        add("hd:new a owl:ObjectProperty ; rdfs:domain hd:Claim ; rdfs:range hd:Place ."),
        "new",
        "has no inverse",
    ),
    (
        "inverses",
        add("hd:new a owl:ObjectProperty ; rdfs:domain hd:Claim ; rdfs:range hd:Place ; owl:inverseOf hd:mentions ."),
        "new",
        "domain and range do not fit those of its inverse https://w3id.org/hdkg/ontology/mentions",
    ),
    ("inverses", add("hd:mentions owl:inverseOf hd:mentions ."), "mentions", "is its own inverse"),
    ("inverses", add("hd:contains a owl:SymmetricProperty ."), "contains", "is symmetric and has an inverse"),
    (
        "recursive-definitions",
        add("hd:New owl:equivalentClass [ owl:unionOf ( hd:Place hd:New ) ] ."),
        "New",
        "is part of its own definition",
    ),
    ("naming", add(f"hd:new_class a owl:Class ; {NAMED} ."), "new_class", "a class is named in upper camel case"),
    ("naming", add(f"hd:New a owl:ObjectProperty ; {NAMED} ."), "New", "a property is named in lower camel case"),
    (
        "naming",
        add("<https://w3id.org/hdkg/ontology/hd.owl> a owl:Class ."),
        "hd.owl",
        "a file's ending in its IRI",
    ),
    ("typed", add("hdi:x a hd:Nowhere ."), "Nowhere", "is used as a class and not declared one"),
    ("typed", add("hdi:x hd:nothing 1 ."), "nothing", "is used as a property and not declared one"),
    ("declared", add("hdi:x hd:unit hdu:nothing ."), "unit/nothing", "is used but not declared"),
    (
        "property-chains",
        add("hd:within owl:propertyChainAxiom ( hd:county ) ."),
        "within",
        "a property chain of one property",
    ),
    (
        "hijacking",
        add("skos:Concept rdfs:subClassOf hd:Entity ."),
        "core#Concept",
        "is not ours, and given http://www.w3.org/2000/01/rdf-schema#subClassOf",
    ),
    ("deprecated", add('hd:County owl:deprecated "true" .'), "County", "owl:deprecated is no boolean"),
    (
        "deprecated",
        add("hd:Place owl:deprecated true ."),
        "Place",
        "is deprecated and still used by https://w3id.org/hdkg/ontology/Site",
    ),
    (
        "deprecated",
        add("hd:Song owl:deprecated true ."),
        "Song",
        "is deprecated and its label does not begin with 'obsolete'",
    ),
    ("deprecated", add('hd:Song rdfs:label "obsolete song"@fr .'), "Song", "is called obsolete and is not deprecated"),
    ("deprecated", add("hd:Song dcterms:isReplacedBy hd:Work ."), "Song", "is replaced and not deprecated"),
    ("equivalents", add("hd:Song owl:equivalentClass hd:Work, hd:Video ."), "Song", "2 equivalent classes"),
    ("concept-schemes", add(f"hdi:new {CONCEPT} ."), "new", "is in no scheme"),
    (
        "concept-schemes",
        add(f"hdi:new {CONCEPT} ; skos:inScheme hd:County ."),
        "new",
        "is in https://w3id.org/hdkg/ontology/County, which is no concept scheme",
    ),
    ("concept-schemes", add("hdi:scheme a skos:Concept ."), "indicator/scheme", "is concept and scheme at once"),
    ("concept-schemes", drop("hdi:scheme", "dcterms:license"), "indicator/scheme", "is a scheme without a licence"),
    ("concept-labels", add(f'hdi:new {CONCEPT} ; skos:prefLabel "新的"@zh .'), "new", "2 preferred labels in zh"),
    (
        "concept-labels",
        add(f'hdi:new {CONCEPT} ; skos:altLabel "新"@zh .'),
        "new",
        "'新' stands as a label of two kinds",
    ),
    (
        "concept-relations",
        add("hdi:a skos:broader hdi:b ; skos:related hdi:b ."),
        "a",
        "is related to and below https://w3id.org/hdkg/indicator/b",
    ),
    (
        "concept-relations",
        add("hdi:a skos:exactMatch hdi:b ; skos:relatedMatch hdi:b ."),
        "a",
        "matches https://w3id.org/hdkg/indicator/b exactly and otherwise",
    ),
    (
        "surface-forms",
        add(f'hdi:new {CONCEPT} ; skos:altLabel "GDP"@zh ; skos:inScheme hdi:scheme .'),
        "new",
        "'GDP' is a form of https://w3id.org/hdkg/indicator/gross-regional-product too",
    ),
    ("catalogue", drop("hdi:gross-regional-product", "hd:policyArea"), "gross-regional-product", "no policyArea"),
    ("catalogue", add("hdi:x a hd:Indicator ; hd:unit hdi:scheme ."), "x", "its unit is not catalogued"),
    ("catalogue", add("hdu:x hd:conversionFactor 2.0 ."), "x", "a conversion without a unit"),
    ("catalogue", add("hdu:hectare hd:conversionUnit hdu:mu ."), "mu", "is converted to itself"),
    ("catalogue", add("hdp:x a hd:PolicyArea ."), "x", "no link to a Sustainable Development Goal"),
    ("shapes", add(f"hd:New a owl:Class ; {NAMED} ."), "New", "no shape is for it"),
    ("ic-1", drop_of_a_figure("qb:dataSet"), None, "in 0 data sets"),
    (
        "ic-1",
        f"INSERT {{ <urn:other> a qb:DataSet . ?it qb:dataSet <urn:other> }} {ANY_FIGURE}",
        None,
        "in 2 data sets",
    ),
    ("ic-11", drop_of_a_figure("hd:breakdown"), None, "no https://w3id.org/hdkg/ontology/breakdown"),
    (
        "ic-11",
        drop_of_a_figure("sdmx-dimension:refPeriod"),
        None,
        "no http://purl.org/linked-data/sdmx/2009/dimension#refPeriod",
    ),
    (
        "ic-12",
        "INSERT { <urn:zzz> ?p ?o } WHERE { ?it ?p ?o . { SELECT ?it { ?it a qb:Observation } ORDER BY ?it LIMIT 1 } }",
        "urn:zzz",
        None,
    ),
    (
        "ic-13",
        drop_of_a_figure("sdmx-attribute:unitMeasure"),
        None,
        "no http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure",
    ),
    (
        "ic-14",
        drop_of_a_figure("sdmx-measure:obsValue"),
        None,
        "no http://purl.org/linked-data/sdmx/2009/measure#obsValue",
    ),
    (
        "codes",
        f"INSERT {{ ?it hd:bound hdc:kind-level }} {ANY_FIGURE}",
        None,
        "https://w3id.org/hdkg/code/kind-level is not of https://w3id.org/hdkg/code/bound",
    ),
    ("evidence", drop_of_a_figure("prov:wasDerivedFrom"), None, "no span with words and place"),
    ("evidence", "DELETE { ?span hd:exact ?o } WHERE { ?span hd:exact ?o }", None, "no span with words and place"),
    (
        "no-blank-nodes",
        add(f"{COUNTY} hd:mentionedIn [] ."),
        None,
        "a blank node at https://w3id.org/hdkg/ontology/mentionedIn",
    ),
    ("void-counts", add("<urn:set> a void:Dataset ; void:entities 9999 ."), "urn:set", None),
]
EXAMPLE = ROOT / "tests/fixtures/example.ttl"


def held(check: Check) -> ox.Store:
    """Return what a check is asked of: the whole ontology, or its core with the example."""
    return store_of(ontology_files() if check.of == ONTOLOGY else [*structure_files(), EXAMPLE])


@cache
def named() -> dict[str, Check]:
    return {check.name: check for check in (*checks(ONTOLOGY), *checks(GRAPH))}


@pytest.mark.parametrize("check", checks(ONTOLOGY), ids=lambda check: check.name)
def test_the_ontology_passes(check: Check) -> None:
    assert list(map(str, check.faults(held(check)))) == []


@pytest.mark.parametrize("path", [EXAMPLE, *sorted((ROOT / "graph").glob("*.ttl"))], ids=lambda path: path.stem)
def test_every_graph_passes(path: Path) -> None:
    store = store_of([*structure_files(), path])
    assert [fault for check in checks(GRAPH) for fault in check.faults(store)] == []


@pytest.mark.parametrize(("check", "sown", "subject", "problem"), SOWN)
def test_a_fault_is_caught(check: str, sown: str, subject: str | None, problem: str | None) -> None:
    store = held(named()[check])
    before = set(named()[check].faults(store))
    store.update(PREFIXES + sown)
    caught = set(named()[check].faults(store)) - before
    assert any(
        (subject is None or fault.subject.endswith(subject)) and (problem is None or fault.problem == problem)
        for fault in caught
    ), caught


def test_every_check_has_a_fault_sown_for_it() -> None:
    assert {check for check, *_ in SOWN} == set(named())
    assert len(named()) >= 35


def test_every_check_says_in_two_languages_what_holds() -> None:
    for check in named().values():
        head = yaml.safe_load(check.text.partition("\n")[0].removeprefix("#+"))
        assert head == {"title": {"zh": check.title_zh, "en": check.title_en}}, check.name
        assert check.title_zh, check.name
        assert check.title_en[0].isupper(), check.name
        assert check.after, check.name


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


# Queries about whatever terms there are.
ASKS_OF_ANY = {"hijacking.rq", "classes.rq", "properties.rq"}


def test_every_term_of_every_query_is_declared(ontology: Graph) -> None:
    files = [*sorted((ROOT / "queries").rglob("*.rq")), *sorted((ROOT / "ontology").rglob("*.rq"))]
    assert len(files) > 65
    for file in files:
        text = file.read_text(encoding="utf-8")
        prefixes = dict(re.findall(r"PREFIX\s+([\w-]+):\s*<([^>]+)>", text, re.IGNORECASE))
        body = re.sub(r"<[^>]*>|#.*|\"[^\"]*\"", "", text)
        used = [
            (URIRef(prefixes[prefix] + name),)
            for prefix, name in re.findall(r"(?<![\w-])([a-z][\w-]*):([A-Za-z][\w-]*)", body)
            if prefix in prefixes
        ]
        assert used or file.name in ASKS_OF_ANY, f"{file.name} uses no term"
        assert [str(fault) for fault in undeclared(ontology, used)] == [], file.name


def test_the_terms_that_the_contract_names_are_declared(ontology: Graph) -> None:
    text = (ROOT / "ontology/README.md").read_text(encoding="utf-8")
    spaces = {"hd": "ontology", "hdc": "code", "hdi": "indicator", "hdu": "unit", "hdp": "policy-area"}
    names = {match.group(1, 2) for match in re.finditer(r"\b(hd[cuip]?):([A-Za-z][\w-]*\w)", text)}
    assert len(names) > 120
    used = [(URIRef(f"https://w3id.org/hdkg/{spaces[prefix]}/{name}"),) for prefix, name in names]
    assert [str(fault) for fault in undeclared(ontology, used)] == []


def test_an_undeclared_term_is_caught(ontology: Graph) -> None:
    term = "https://w3id.org/hdkg/ontology/nothing"
    assert list(undeclared(ontology, [(URIRef(term),)])) == [Fault("declared", term, "is used but not declared")]
