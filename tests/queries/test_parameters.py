"""Parameters: every type, and what tries to break out of its row."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
import rdflib
from hypothesis import strategies as st

from hdkg.errors import QueryError
from hdkg.queries import Parameter, ParameterType, load, parse, run
from hdkg.store import RemoteStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.ttl"
ECHO = """#+ parameters:
#+   text: {type: string, zh: 文, en: text}
#+   other: {type: string, zh: 他, en: other}
SELECT ?text ?other {
  VALUES ?text { "default" }
  VALUES ?other { "other" }
}"""
ATTACKS = (
    '" } UNION { ?s ?p ?o } #',
    '"} VALUES ?other { "x',
    'x" } }\nSELECT * { ?s ?p ?o',
    "\\",
    '\\" }',
    "\\u0022 } #",
    "\\\\u0022",
    "'''",
    '"""',
    "a\r\nb\tc",
    '"\n  VALUES ?other { "stolen" }',
    "  VALUES ?other { UNDEF }",
    "\u2028  VALUES ?other { 1 }",
    "衡东县“三联”",
    "{ } ?x $y # <urn:a>",
    "\\1 \\g<1>",
    "",
)


def test_attacks_are_there() -> None:
    assert len(ATTACKS) == 17


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_comes_back_as_it_was_given(attack: str) -> None:
    result = run(open_store([EXAMPLE]), parse(ECHO), {"text": attack})
    assert result.rows == ((rdflib.Literal(attack), rdflib.Literal("other")),)


def test_text_comes_back_from_an_endpoint(endpoint: Callable[..., str]) -> None:
    store = RemoteStore(endpoint(EXAMPLE))
    for attack in ATTACKS:
        assert run(store, parse(ECHO), {"text": attack}).rows == ((rdflib.Literal(attack), rdflib.Literal("other")),)


@hypothesis.given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    assert run(open_store([]), parse(ECHO), {"text": text}).rows[0][0] == rdflib.Literal(text)


GOOD = (
    (ParameterType.IRI, "https://a.example/衡东", "<https://a.example/衡东>"),
    (ParameterType.IRI, "<urn:a>", "<urn:a>"),
    (ParameterType.IRI, "id:division/430424", "<https://w3id.org/hdkg/id/division/430424>"),
    (ParameterType.IRI, "hdp:education", "<https://w3id.org/hdkg/policy-area/education>"),
    (ParameterType.INTEGER, -2, '"-2"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    (ParameterType.DECIMAL, Decimal("6.50"), '"6.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
    (ParameterType.DATE, dt.date(2023, 1, 31), '"2023-01-31"^^<http://www.w3.org/2001/XMLSchema#date>'),
    (ParameterType.YEAR, "2023", '"2023"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
)


@pytest.mark.parametrize(("kind", "value", "term"), GOOD)
def test_terms(kind: ParameterType, value: str, term: str) -> None:
    assert Parameter("x", kind, "UNDEF", "", "").term(value) == term


BAD = (
    (ParameterType.IRI, "no iri"),
    (ParameterType.IRI, "urn:a> } #"),
    (ParameterType.IRI, "relative"),
    (ParameterType.INTEGER, "1.5"),
    (ParameterType.INTEGER, "1 } #"),
    (ParameterType.INTEGER, "١"),
    (ParameterType.INTEGER, "1\n"),
    (ParameterType.DECIMAL, "NaN"),
    (ParameterType.DECIMAL, "1e5"),
    (ParameterType.DATE, "2023-02-30"),
    (ParameterType.YEAR, "23"),
    (ParameterType.STRING, "\ud800"),
)


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_bad_value_is_one_line_with_an_example(kind: ParameterType, value: str) -> None:
    with pytest.raises(QueryError, match=r"parameter x: .* is no .*; give it as ") as caught:
        Parameter("x", kind, "UNDEF", "", "").term(value)
    assert "\n" not in str(caught.value)


def test_suites_are_complete() -> None:
    assert (len(GOOD), len(BAD)) == (8, 12)


def test_unknown_parameter_names_the_known() -> None:
    with pytest.raises(QueryError, match="no parameter 'land'; it has: county, year"):
        run(open_store([]), "reported-figures", {"land": "x"})


def test_parameter_narrows() -> None:
    store = open_store([EXAMPLE])
    assert len(run(store, "reported-figures")) == len(run(store, "reported-figures", {"county": "430424"})) > 0
    assert len(run(store, "reported-figures", {"county": "000000"})) == 0
    assert len(run(store, "reported-figures", {"year": "2023"})) > 0
    assert len(run(store, "reported-figures", {"year": "1999"})) == 0


def test_default_is_known() -> None:
    assert [(p.name, p.default) for p in load("first-in-the-city").parameters][2] == ("among", "hd:City")
