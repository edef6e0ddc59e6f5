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
)


def test_cases_are_there() -> None:
    assert (len(ALLOWED), len(REFUSED)) == (9, 12)


@pytest.mark.parametrize("text", ALLOWED)
def test_allowed(text: str) -> None:
    guard.check(text)


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        guard.check(text)


def test_line_of_the_keyword_is_named() -> None:
    with pytest.raises(QueryError) as caught:
        guard.check("SELECT *\n{\n SERVICE <http://a.example/> { ?s ?p ?o } }")
    assert caught.value.line == 3


def test_nesting_that_would_overflow_the_engine_is_refused() -> None:
    with pytest.raises(QueryError, match="nest deeper"):
        guard.check("SELECT * " + "{" * 5000 + "}" * 5000)
