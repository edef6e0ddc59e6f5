"""The catalogued queries and their headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from hdkg.errors import QueryError
from hdkg.queries import ParameterType, Query, catalogue, load, parse, read, run
from hdkg.resources import queries_dir
from hdkg.store import open_store

HERE = Path(__file__).parent
COUNT = 36


def test_all_files_are_catalogued() -> None:
    assert {query.name for query in catalogue()} == {path.stem for path in queries_dir().glob("*.rq")}
    assert len(catalogue()) == COUNT


def test_the_competency_questions_are_there() -> None:
    assert [query.number for query in catalogue() if query.number] == list(range(1, 30))


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_header_is_complete_in_both_languages(query: Query) -> None:
    texts = [query.title_zh, query.title_en, query.question_zh, query.question_en]
    texts += [text for parameter in query.parameters for text in (parameter.zh, parameter.en)]
    assert all(texts)
    assert query.question_zh.endswith("？")
    assert query.question_en.endswith("?")


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_every_question_is_interactive_or_analytical(query: Query) -> None:
    """The header says with which parameters an answer comes at once, or that it does not."""
    said = [line for line in query.text.splitlines() if line.startswith("#+ interactive: ")]
    named = "false" if query.interactive is None else f"[{', '.join(query.interactive)}]"
    assert said == [f"#+ interactive: {named}"]


def test_most_questions_are_interactive() -> None:
    assert sum(query.interactive is not None for query in catalogue()) > len(catalogue()) * 3 / 4


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_every_parameter_takes_a_value(query: Query) -> None:
    values = {
        ParameterType.IRI: "urn:nothing",
        ParameterType.STRING: "none",
        ParameterType.INTEGER: "1",
        ParameterType.DECIMAL: "1.5",
        ParameterType.DATE: "2023-01-31",
        ParameterType.YEAR: "2023",
    }
    run(open_store([]), query, {parameter.name: values[parameter.type] for parameter in query.parameters})


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_expected_rows_stand_beside(query: Query) -> None:
    assert (HERE / f"{query.name}.csv").is_file()


def test_unknown_query_names_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean first-in-the-city"):
        load("first-in-city")
    with pytest.raises(QueryError, match="--list"):
        load("zzzz")


def test_file_of_the_users(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_bytes(b"\xef\xbb\xbf#+ title: {zh: a, en: b}\r\n#+ parameters: {n: {type: integer}}\r\n"
                     b"SELECT ?n {\r\n  VALUES ?n { 1 }\r\n}\r\n")  # fmt: skip
    query = read(path)
    assert (query.name, query.title_en, query.parameters[0].default) == ("mine", "b", "1")
    assert run(open_store([]), query, {"n": 2}).to_csv() == "n\r\n2\r\n"


BAD_FILES = {"missing.rq": (None, "cannot be read"), "gbk.rq": ("# 查询".encode("gb18030"), "not UTF-8")}


@pytest.mark.parametrize("name", BAD_FILES)
def test_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    data, message = BAD_FILES[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(QueryError, match=message):
        read(tmp_path / name)


BAD_HEADERS = {
    "#+ title: {zh: a": r"mine.rq:\d: the header is not YAML",
    "#+ number: 1\n#+ title: [\n": "the header is not YAML",
    "#+ - a": "the header is no mapping",
    "#+ titel: {zh: a}": "unknown key 'titel'",
    "#+ title: a": "title is not given as zh and en",
    "#+ parameters: [a]": "parameters are no mapping",
    "#+ parameters: {a: {type: text}}": "parameter 'a' has no known type",
    "#+ parameters: {a: }": "parameter 'a' has no known type",
    "#+ parameters: {a: {type: iri}}\nSELECT * {}": "parameter 'a' has 0 rows",
    "#+ parameters: {a: {type: iri}}\nVALUES ?a { 1 }\nVALUES ?a { 2 }": "parameter 'a' has 2 rows",
    "#+ number: x": "number is no whole number",
    "#+ interactive: [county]": "interactive is neither false nor a list of parameters",
    "#+ interactive: yes": "interactive is neither false nor a list of parameters",
}


@pytest.mark.parametrize("text", BAD_HEADERS)
def test_bad_header_is_named_with_its_file(text: str) -> None:
    with pytest.raises(QueryError, match=BAD_HEADERS[text]) as caught:
        parse(text, where="mine.rq")
    assert str(caught.value).startswith("mine.rq:")


def test_text_without_header_runs_as_it_is() -> None:
    result = run(open_store([]), "SELECT (2 AS ?n) {}")
    assert result.to_csv() == "n\r\n2\r\n"
    with pytest.raises(QueryError, match="no parameter 'n'; it has none"):
        run(open_store([]), "SELECT (2 AS ?n) {}", {"n": 1})


def test_malformed_query_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("#+ title: {zh: a, en: b}\nSELECT *\n{ ?s ?p }", encoding="utf-8")
    with pytest.raises(QueryError, match=r"mine\.rq:3: not SPARQL"):
        run(open_store([]), read(path))
