"""A query that is evaluated row by row has the rows of the standard's way, and is left alone where it might not."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from hdkg.errors import QueryError
from hdkg.queries import Query, catalogue
from hdkg.resources import graph_dir
from hdkg.store import open_store
from hdkg.store.rowwise import rowwise

DATA = """
@prefix : <urn:> .
:a :p 1 ; :q 5, 3 ; :r :b ; :label "甲"@zh, "a"@en .
:b :p 2 ; :r :c ; :label "乙"@zh .
:c :p 3 ; :q 1 ; :label "丙"@zh, "c"@en .
:d :p 3 .
"""
SAFE = {
    "optional": "SELECT * { ?s :p ?x OPTIONAL { ?s :q ?y } }",
    "optional with a filter on the row": "SELECT * { ?s :p ?x OPTIONAL { ?s :q ?y FILTER(?y > ?x + 3) } }",
    "optional with values": "SELECT * { ?s :p ?x OPTIONAL { VALUES ?k { :q :r } ?s ?k ?y } }",
    "optional after optional": "SELECT * { ?s :p ?x OPTIONAL { ?s :q ?y } OPTIONAL { ?t :p ?y } }",
    "braces in a string": 'SELECT * { ?s :p ?x OPTIONAL { ?s :label ?l FILTER(?l != "}{") } # OPTIONAL {\n }',
    "optional in optional": "SELECT * { ?s :p ?x OPTIONAL { ?s :r ?t OPTIONAL { ?t :q ?y } } }",
    "grouped": "SELECT * { ?s :p ?x { SELECT ?s (MIN(?y) AS ?m) { ?s :q ?y } GROUP BY ?s } }",
    "grouped by more": "SELECT * { ?s :p ?x { SELECT ?s ?t (MAX(?y) AS ?m) { ?s :r ?t . ?t :q ?y } GROUP BY ?s ?t } }",
    "distinct": "SELECT * { ?s :p ?x { SELECT DISTINCT ?s ?y { ?s :q ?y OPTIONAL { ?s :r ?z } } } }",
    "optional in a union that must not see the row": (
        "SELECT * { ?s :p ?x { ?s :q ?y } UNION { ?s :r ?t OPTIONAL { ?t :q ?x } } }"
    ),
    "union": "SELECT * { ?s :p ?x { ?s :q ?y } UNION { ?s :r ?y BIND(1 AS ?n) } UNION { ?t :r ?s } }",
}
LEFT_ALONE = {
    "optional with a bind": "SELECT * { ?s :p ?x OPTIONAL { ?s :q ?y BIND(?x AS ?z) } }",
    "optional of something else": "SELECT * { ?s :p ?x OPTIONAL { ?t :q ?y } }",
    "values of the row's": "SELECT * { ?s :p ?x OPTIONAL { VALUES ?x { 2 } ?s :r ?y } }",
    "counted off": "SELECT * { ?s :p ?x { SELECT ?s ?y { ?s :q ?y } ORDER BY ?y LIMIT 1 } }",
    "not given out": "SELECT * { ?s :p ?x { SELECT ?y (COUNT(?s) AS ?n) { ?s :q ?y } GROUP BY ?y } }",
    "not grouped by": "SELECT * { ?s :p ?x { SELECT (COUNT(?s) AS ?n) { ?s :q ?y } } }",
    "a filter that must not see the row": "SELECT * { ?s :p ?x { SELECT ?s ?y { ?s :q ?y FILTER(?y > ?x) } } }",
    "minus": "SELECT * { ?s :p ?x { SELECT ?s ?y { ?s :q ?y MINUS { ?s :r ?z } } } }",
    "a new name for the row's": "SELECT * { ?s :p ?x { SELECT ?s (?y AS ?x) { ?s :q ?y } } }",
    "first": "SELECT * { { SELECT ?s (MIN(?y) AS ?m) { ?s :q ?y } GROUP BY ?s } ?s :p ?x }",
    "union without the row": "SELECT * { ?s :p ?x { ?s :q ?y } UNION { ?t :r ?y } }",
    "a union's part that is a select": "SELECT * { ?s :p ?x { SELECT ?s ?y { ?s :q ?y } } UNION { ?s :r ?y } }",
    "escapes": r"SELECT * { ?s :p ?x OPTIONAL { ?s :q ?y \u007D }",
}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    made = ox.Store()
    made.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    return made


def rows(store: ox.Store, text: str) -> Counter[frozenset[tuple[str, str]]]:
    """Return the rows of a query, whatever the order of rows and columns."""
    answer = store.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return Counter(
        frozenset((name, str(value)) for name in names if (value := solution[name]) is not None) for solution in answer
    )


@pytest.mark.parametrize("name", SAFE)
def test_the_rows_are_those_of_the_standard(store: ox.Store, name: str) -> None:
    text = f"PREFIX : <urn:> {SAFE[name]}"
    assert "LATERAL" in rowwise(text)
    found = rows(store, rowwise(text))
    assert found == rows(store, text)
    assert found


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_could_tell_the_difference_is_left_alone(name: str) -> None:
    text = f"PREFIX : <urn:> {LEFT_ALONE[name]}"
    assert rowwise(text) == text


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_catalogued_questions_run_row_by_row(query: Query) -> None:
    """The engine takes what is written, so that none falls back to the slow way."""
    assert isinstance(ox.Store().query(rowwise(query.text)), ox.QuerySolutions)


def test_catalogued_questions_have_the_same_rows_either_way() -> None:
    made = ox.Store()
    made.bulk_extend(open_store([graph_dir() / "hengdong-2023.ttl"]).quads())
    asked = [query for query in catalogue() if rowwise(query.text) != query.text]
    assert len(asked) > 25
    for query in asked:
        assert rows(made, rowwise(query.text)) == rows(made, query.text), query.name


def test_a_malformed_query_is_complained_of_as_it_was_written() -> None:
    with pytest.raises(QueryError, match=r"mine\.rq:2: not SPARQL"):
        open_store([]).query("SELECT * { ?s ?p ?o OPTIONAL { ?s ?q ?x }\n  ?s ?p }", where="mine.rq")
