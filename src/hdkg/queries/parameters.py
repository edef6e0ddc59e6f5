"""Parameters of a query: what a user types becomes an RDF term, and never text of the query."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox
from rdflib.namespace import XSD

from hdkg.errors import QueryError
from hdkg.store.render import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

Value: TypeAlias = str | int | Decimal | dt.date


class ParameterType(StrEnum):
    """What a parameter takes."""

    IRI = "iri"
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query.

    Attributes
    ----------
    name
        The variable of its ``VALUES`` row.
    type
        What it takes.
    default
        The term that the file holds, as SPARQL; ``UNDEF`` leaves it open.
    zh, en
        What it is for.
    """

    name: str
    type: ParameterType
    default: str
    zh: str
    en: str

    def term(self, value: Value) -> str:
        r"""Return a value as a SPARQL term of this parameter's type.

        Parameters
        ----------
        value
            What the user gave; an IRI may be shortened as tables show it (``id:division/430424``).

        Returns
        -------
        str
            The term, quoted and escaped by the serializer of the engine.

        Raises
        ------
        QueryError
            The value is not of this type.

        Examples
        --------
        >>> Parameter("scope", ParameterType.STRING, "UNDEF", "范围", "scope").term('全市" }')
        '"全市\\" }"'
        """
        try:
            return str(_WRITERS[self.type](str(value)))
        except ValueError as error:
            problem = f"parameter {self.name}: {str(value)[:80]!r} is no {_NOUNS[self.type]}"
            raise QueryError(problem, f"give it as {_EXAMPLES[self.type]}") from error


def _iri(value: str) -> ox.NamedNode:
    for namespace, prefix in PREFIXES:
        if value.startswith(prefix):
            return ox.NamedNode(namespace + value[len(prefix) :])
    return ox.NamedNode(value.removeprefix("<").removesuffix(">"))


def _typed(pattern: str, datatype: str) -> Callable[[str], ox.Literal]:
    """Return a writer of literals whose lexical form has to match."""

    def write(value: str) -> ox.Literal:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError(value)
        return ox.Literal(value, datatype=ox.NamedNode(datatype))

    return write


def _date(value: str) -> ox.Literal:
    date = dt.date.fromisoformat(value)
    return ox.Literal(date.isoformat(), datatype=ox.NamedNode(str(XSD.date)))


_WRITERS: dict[ParameterType, Callable[[str], ox.NamedNode | ox.Literal]] = {
    ParameterType.IRI: _iri,
    ParameterType.STRING: ox.Literal,
    ParameterType.INTEGER: _typed(r"[+-]?\d+", str(XSD.integer)),
    ParameterType.DECIMAL: _typed(r"[+-]?(\d+(\.\d*)?|\.\d+)", str(XSD.decimal)),
    ParameterType.DATE: _date,
    ParameterType.YEAR: _typed(r"\d{4}", str(XSD.gYear)),
}
_NOUNS = {
    ParameterType.IRI: "IRI",
    ParameterType.STRING: "text",
    ParameterType.INTEGER: "whole number",
    ParameterType.DECIMAL: "number",
    ParameterType.DATE: "date",
    ParameterType.YEAR: "year",
}
_EXAMPLES = {
    ParameterType.IRI: "https://w3id.org/hdkg/id/division/430424 or id:division/430424",
    ParameterType.STRING: "text in UTF-8",
    ParameterType.INTEGER: "2",
    ParameterType.DECIMAL: "6.5",
    ParameterType.DATE: "2023-12-31",
    ParameterType.YEAR: "2023",
}
