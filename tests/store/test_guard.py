"""What the embedded store refuses before it runs a query."""

from __future__ import annotations

import pytest

from hdkg.errors import QueryError
from hdkg.store import guard

ALLOWED = (
    "SELECT * { ?s ?p ?o }",
    "SELECT ?service { ?service a <http://a.example/Service#One> }",
    'SELECT * { ?s ?p "call SERVICE <http://a.example/> {}" }',
    "SELECT * { ?s ?p '''it's a \\' SERVICE''' } # SERVICE <x>",
    'SELECT * { ?s ?p "服务"@service }',
    "PREFIX ex: <http://a.example/> SELECT * { ?s ex:service ex:it\\'s-service }",
    "SELECT * { FILTER(?a<?b && ?b>?c) }",
    'SELECT * { ?s ?p "" . ?s ?q "service" }',
    "SELECT * " + "{" * 90 + "}" * 90,
)
REFUSED = (
    "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://a.example/>{ ?s ?p ?o } }",
    "PREFIX : <http://a.example/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://a.example/> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <http://a.example/> { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b#>\n)SERVICE#>\n<http://a.example/>{ ?s ?p ?o } }",
    'SELECT * { FILTER(?a<?b#>"""\n) SERVICE <http://a.example/> { ?s ?p ?o } } #"""',
    "SELECT * { ?s ?p 1SERVICE <http://a.example/> { ?s ?p ?o } }",
    "SELECT * { ?s ex:a\\' . SERVICE <http://a.example/> { ?s ?p ?o } . ?s ?p ex:b\\' }",
    'SELECT * { ?s ?p "a\\\\" . SERVICE <http://a.example/> { ?s ?p "" } }',
    "SELECT * { FILTER(?a<?b)SERVICE?x{ ?s ?p ?o } }",
    'SELECT * { BIND("\\u0022" AS ?x) SERVICE <http://a.example/> { ?s ?p ?o } } #"',
    "SELECT * { ?s <http://a.example/\\u003E> '' . SERVICE <http://a.example/> { ?s ?p ?o } } #'",
)
HOSTS = {"a.example", "b.example:3030"}
REACHED = (
    "SELECT * { SERVICE <http://a.example/sparql> { ?s ?p ?o } }",
    "SELECT * { SERVICE # here\n SILENT <https://A.example:443/sparql?x=1> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://b.example:3030/sparql> { SERVICE <http://a.example/> { ?s ?p ?o } } }",
)
OUT_OF_REACH = (
    "SELECT * { SERVICE <http://c.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://a.example:8080/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://b.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://a.example@c.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://c.example/?http://a.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://a.example.c.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "BASE <http://a.example/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
    "BASE <http://c.example/> SELECT * { SERVICE <//a.example/> { ?s ?p ?o } }",
    "PREFIX a: <http://a.example/> SELECT * { SERVICE a:sparql { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://a.example/> { SERVICE <http://c.example/> { ?s ?p ?o } } }",
    "SELECT * { SERVICE <http://\\u0063.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <file:///a.example> { ?s ?p ?o } }",
)


def test_cases_are_there() -> None:
    assert (len(ALLOWED), len(REFUSED)) == (9, 14)
    assert (len(REACHED), len(OUT_OF_REACH)) == (3, 13)


@pytest.mark.parametrize("text", ALLOWED)
def test_allowed(text: str) -> None:
    guard.check(text)


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        guard.check(text)


@pytest.mark.parametrize("text", REACHED)
def test_allowed_hosts_are_reached(text: str) -> None:
    assert guard.find(text, hosts=HOSTS) is None
    assert guard.find(text) is not None


@pytest.mark.parametrize("text", OUT_OF_REACH)
def test_other_hosts_are_not_reached(text: str) -> None:
    assert guard.find(text, hosts=HOSTS) is not None


def test_load_counts_in_updates_alone() -> None:
    assert guard.find("SELECT * { ?load <urn:load> 'load' }") is None
    assert guard.find("PREFIX load: <urn:x> SELECT * { ?s load:x ?o }") is None
    assert guard.find("CLEAR ALL ; LOAD <http://c.example/> INTO GRAPH <urn:a>", update=True)
    assert guard.find("LOAD SILENT <http://c.example/>", update=True, hosts=HOSTS)
    assert guard.find("LOAD <file:///etc/passwd>", update=True, hosts=HOSTS)
    assert guard.find("LOAD <http://a.example/a.ttl>", update=True, hosts=HOSTS) is None


def test_line_of_the_keyword_is_named() -> None:
    with pytest.raises(QueryError) as caught:
        guard.check("SELECT *\n{\n SERVICE <http://a.example/> { ?s ?p ?o } }")
    assert caught.value.line == 3


def test_nesting_that_would_overflow_the_engine_is_refused() -> None:
    with pytest.raises(QueryError, match="nest deeper"):
        guard.check("SELECT * " + "{" * 5000 + "}" * 5000)
