"""Claims keyed by what they are about, whatever their IRIs: the rows of ``queries/compare/claims.rq``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hdkg.queries import read
from hdkg.resources import local_name, queries_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hdkg.store import Store, Term

KINDS = ("thing", "figure", "comparison", "rank", "honour", "completion", "credit", "participation", "superlative")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, or one thing that is named.

    Attributes
    ----------
    kind
        One of `KINDS`.
    about, about_zh, about_en
        IRI and names of what it is about: a county, a village, an initiative.
    what, what_zh, what_en
        IRI (or words) and names of what it says of that: an indicator, an honour, what is ranked.
    aspect, aspect_zh, aspect_en
        In which respect: kind of statistic and part of a total, scope of a rank; names where there is something to say.
    period
        ISO 8601, or empty.
    number, unit
        The figure in the base unit, and that unit's code; None and empty where there is none.
    text
        What of the value is no number: a grade, a bound, a status, a state.
    written, written_unit
        The figure as the source writes it.
    quote, quote_iri, fact, source
        The first words that say it, and the IRIs of words, claim and source.
    """

    kind: str
    about: str
    about_zh: str
    about_en: str
    what: str
    what_zh: str
    what_en: str
    aspect: str
    aspect_zh: str
    aspect_en: str
    period: str
    number: Decimal | None
    unit: str
    text: str
    written: str
    written_unit: str
    quote: str
    quote_iri: str
    fact: str
    source: str

    @property
    def topic(self) -> tuple[str, str, str, str]:
        """What it says something of, the period left out."""
        return self.kind, self.about, self.what, self.aspect

    @property
    def value(self) -> tuple[Decimal | None, str, str]:
        """What it says; two claims of one topic and period that agree in this say the same."""
        return self.number, self.unit, self.text


def claims(store: Store) -> tuple[Claim, ...]:
    """Return the claims of graphs, each with the first words that say it.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.store import open_store
    >>> found = claims(open_store([graph_dir() / "hengdong-2023.ttl"]))
    >>> next(claim.written for claim in found if claim.what.endswith("/grain-output"))
    '41.1'
    """
    query = read(queries_dir() / "compare" / "claims.rq")
    found: dict[tuple[str, str, str], Claim] = {}
    for row in store.query(query.text, where=query.where):
        claim = _claim(row)
        found.setdefault((claim.fact, claim.what, claim.source), claim)
    return tuple(found.values())


def _claim(row: Mapping[str, Term]) -> Claim:
    """Return one row of the query as a claim."""
    text = {name: str(term) for name, term in row.items()}
    return Claim(
        kind=text["kind"],
        about=text["about"],
        about_zh=text["about_zh"],
        about_en=text.get("about_en", text["about_zh"]),
        what=text["what"],
        what_zh=text.get("what_zh", text["what"]),
        what_en=text.get("what_en", text.get("what_zh", text["what"])),
        aspect=text.get("aspect", ""),
        aspect_zh=text.get("aspect_zh", ""),
        aspect_en=text.get("aspect_en", ""),
        period=text.get("period", ""),
        number=Decimal(text["number"]).normalize() if "number" in text else None,
        unit=local_name(text["unit"]) if "unit" in text else "",
        text=text.get("text", ""),
        written=text.get("written", ""),
        written_unit=text.get("written_unit", ""),
        quote=text["quote"],
        quote_iri=text["quote_iri"],
        fact=text["fact"],
        source=text["source"],
    )
