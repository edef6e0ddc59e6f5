"""SPARQL 1.1 results JSON as rows of terms; whatever is not exactly that is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rdflib

from hdkg.store.result import Kind, Result
from hdkg.store.terms import literal

if TYPE_CHECKING:
    from hdkg.store.result import Term


def read_json(answer: object) -> Result:
    """Return SPARQL 1.1 results JSON as a Result.

    Parameters
    ----------
    answer
        What the JSON holds.

    Returns
    -------
    Result
        Rows, or yes or no.

    Raises
    ------
    ValueError
        It is anything else: an endpoint may answer whatever it likes.

    Examples
    --------
    >>> row = {"n": {"type": "literal", "value": "衡东县", "xml:lang": "zh"}}
    >>> read_json({"head": {"vars": ["n"]}, "results": {"bindings": [row]}}).rows[0][0].n3()
    '"衡东县"@zh'
    """
    whole = _table(answer)
    if "boolean" in whole:
        if not isinstance(whole["boolean"], bool):
            raise ValueError("neither true nor false")
        return Result(Kind.ANSWER, answer=whole["boolean"])
    columns = tuple(_text(name) for name in _list(_table(whole.get("head")).get("vars")))
    solutions = map(_table, _list(_table(whole.get("results")).get("bindings")))
    rows = tuple(
        tuple(_term(_table(solution[column])) if column in solution else None for column in columns)
        for solution in solutions
    )
    return Result(Kind.ROWS, columns=columns, rows=rows)


def _term(binding: dict[str, Any]) -> Term:
    """Return one term (``typed-literal`` is what older endpoints write)."""
    kind, value = binding.get("type"), _text(binding.get("value"))
    if kind == "uri":
        return rdflib.URIRef(value)
    if kind == "bnode":
        return rdflib.BNode(value)
    if kind not in {"literal", "typed-literal"}:
        raise ValueError("a term of no known kind")
    language, datatype = binding.get("xml:lang"), binding.get("datatype")
    return literal(
        value,
        language=None if language is None else _text(language),
        datatype=None if datatype is None else _text(datatype),
    )


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("no array")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    value.encode("utf-8")  # half of a surrogate pair is no text either (a UnicodeEncodeError is a ValueError)
    return value
