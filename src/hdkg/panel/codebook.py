"""What each variable of a panel is."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hdkg.panel.columns import CODEBOOK
from hdkg.resources import Concept, concepts, ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = dict[str, Any]

UNIT = "https://w3id.org/hdkg/unit/"
KIND = "https://w3id.org/hdkg/code/kind-"
DEFINED_BY = "http://www.w3.org/2004/02/skos/core#definition"


def codebook(
    variables: Mapping[str, Sequence[Row]], indicators: Mapping[str, Concept], units: Mapping[str, Concept]
) -> tuple[Row, ...]:
    """Return one row for each variable, from the rows of the panel that are of it.

    Parameters
    ----------
    variables
        Rows of the panel by the name of their variable.
    indicators, units
        The catalogues, by IRI.

    Returns
    -------
    tuple[dict, ...]
        In the order of `variables`, with the keys of `CODEBOOK`.

    Examples
    --------
    >>> codebook({}, {}, {})
    ()
    """
    return tuple(_entry(name, rows, indicators, units) for name, rows in variables.items())


def _entry(name: str, rows: Sequence[Row], indicators: Mapping[str, Concept], units: Mapping[str, Concept]) -> Row:
    """Return what one variable is."""
    first = rows[0]
    indicator = indicators.get(first["indicator_iri"])
    kind = first["statistic_kind"]
    known = sorted({row["unit"] for row in rows})
    zh, en = definitions().get(first["indicator_iri"], ("", ""))
    made = {
        "variable": name,
        "indicator_iri": first["indicator_iri"],
        "catalogued": "yes" if indicator else "no",
        "label_zh": first["indicator_zh"],
        "label_en": first["indicator_en"],
        "definition_zh": zh,
        "definition_en": en,
        "example": _list(indicator.values("example")) if indicator else "",
        "statistic_kind": kind,
        "statistic_zh": _kinds()[kind].label("zh") if kind in _kinds() else "",
        "unit": _list(known),
        "unit_zh": _list(units[UNIT + unit].label("zh") for unit in known if UNIT + unit in units),
        "unit_en": _list(units[UNIT + unit].label("en") for unit in known if UNIT + unit in units),
        "more_is_better": _list(indicator.values("moreIsBetter")) if indicator and kind == "level" else "",
        "n": len(rows),
        "counties": len({row["county_code"] for row in rows}),
        "periods": _list(sorted({row["period"] for row in rows if row["period"]})),
        "written_names": _list(sorted({row["written_name"] for row in rows})),
        "warnings": " ".join(sorted({code for row in rows for code in row["warnings"].split()})),
    }
    return {column.name: made[column.name] for column in CODEBOOK}


def _list(words: Iterable[str]) -> str:
    """Return words as one cell."""
    return " | ".join(words)


@cache
def _kinds() -> Mapping[str, Concept]:
    """Return the kinds of statistic by code."""
    found = concepts(ontology_dir() / "core.ttl")
    return MappingProxyType({each.iri.removeprefix(KIND): each for each in found if each.iri.startswith(KIND)})


@cache
def definitions() -> Mapping[str, tuple[str, str]]:
    """Return the definitions of the catalogue's indicators in Chinese and English, as far as it has them."""
    import pyoxigraph as ox  # noqa: PLC0415 - the concepts in hand keep no language of a definition

    found: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=str(ontology_dir() / "indicators.ttl"), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value == DEFINED_BY and isinstance(quad.object, ox.Literal):
            found.setdefault(quad.subject.value, {})[quad.object.language or ""] = quad.object.value
    return MappingProxyType({iri: (texts.get("zh", ""), texts.get("en", "")) for iri, texts in found.items()})
