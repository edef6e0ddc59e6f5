"""The graph while it is being written: puts statements, and mints the nodes that everything else points to."""

from __future__ import annotations

import calendar
from bisect import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import URIRef

from hdkg import iris
from hdkg.model import Article, Span
from hdkg.triples.held import Literal, Triples
from hdkg.triples.namespaces import DCTERMS, HD, HDC, PROV, RDF, RDFS, XSD, uriref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from hdkg.model import Period
    from hdkg.triples.held import Term

LONGEST_QUOTE = 40
_DECIMAL, _INTEGER, _DATE, _YEAR = map(str, (XSD.decimal, XSD.integer, XSD.date, XSD.gYear))


def decimal(value: Decimal) -> Literal:
    """Return a decimal in XML Schema's canonical form: no exponent, a digit on each side of the point.

    Examples
    --------
    >>> from decimal import Decimal
    >>> [str(decimal(Decimal(each))) for each in ("2.5592E+10", "5.70", "-0.00", "1E-7")]
    ['25592000000.0', '5.7', '0.0', '0.0000001']
    """
    whole, _, fraction = format(value, "f").partition(".")
    text = f"{whole}.{fraction.rstrip('0') or '0'}"
    return Literal("0.0" if text == "-0.0" else text, datatype=_DECIMAL)


def zh(text: str) -> Literal:
    """Return a Chinese text."""
    return Literal(text, "zh")


def en(text: str) -> Literal:
    """Return an English text."""
    return Literal(text, "en")


def date(text: str) -> Literal:
    """Return a day in ISO 8601."""
    return Literal(text, datatype=_DATE)


def year(number: int) -> Literal:
    """Return a year.

    Examples
    --------
    >>> year(987).text
    '0987'
    """
    return Literal(f"{number:04d}", datatype=_YEAR)


@dataclass(slots=True)
class Draft:
    """A graph of one article in the making.

    `sections` holds first offset, end and node of each section, in the order of the text.
    """

    article: Article
    triples: Triples = field(init=False, default_factory=Triples)
    sha256: str = field(init=False)
    source: URIRef = field(init=False)
    sections: list[tuple[int, int, URIRef]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.sha256 = self.article.sha256
        self.source = uriref(iris.source_iri(self.sha256))

    def put(self, subject: URIRef, predicate: URIRef, *values: Term | str | int | None) -> None:
        """State values of a node: text and whole numbers become literals; None and "" state nothing."""
        add = self.triples.add
        for value in values:
            # The class itself is asked first: that rdflib's are abstract makes isinstance slow.
            if value.__class__ is URIRef or isinstance(value, (Literal, URIRef)):
                add(subject, predicate, value)
            elif isinstance(value, int):
                self.triples.add(subject, predicate, Literal(str(value), datatype=_INTEGER))
            elif value:
                self.triples.add(subject, predicate, Literal(str(value)))

    def claim(self, family: str, *says: object) -> URIRef:
        """Return the IRI of a claim of this article by what it says."""
        return uriref(iris.claim_iri(family, self.sha256, *("" if each is None else str(each) for each in says)))

    def evidence(self, subject: URIRef, predicate: URIRef, spans: Iterable[Span]) -> None:
        """Point from a node to the words that tell of it."""
        for span in spans:
            self.put(subject, predicate, self.span(span))

    def span(self, span: Span) -> URIRef:
        """Return the node of a run of text; one that is too long to be quoted is cut at its end."""
        cut = Span(span.start, min(span.end, span.start + LONGEST_QUOTE))
        node = uriref(iris.span_iri(self.sha256, cut))
        if node in self.triples.described:
            return node
        words = cut.of(self.article.text)
        self.put(node, RDF.type, HD["Span"])
        self.put(node, RDFS.label, zh(words))
        self.put(node, HD["start"], cut.start)
        self.put(node, HD["end"], cut.end)
        self.put(node, HD["exact"], Literal(words))
        self.put(node, DCTERMS.source, self.source)
        place = bisect(self.sections, cut.start, key=lambda section: section[0]) - 1
        if place >= 0 and cut.start < self.sections[place][1]:
            self.put(node, HD["inSection"], self.sections[place][2])
        return node

    def derived(self, claim: URIRef, spans: Iterable[Span]) -> None:
        """State which words a claim or a ledger entry was read from."""
        self.put(claim, DCTERMS.source, self.source)
        self.evidence(claim, PROV.wasDerivedFrom, spans)

    def period(self, period: Period | None) -> URIRef | None:
        """Return the node of a period, or None where there is none."""
        if period is None:
            return None
        node = uriref(iris.period_iri(period))
        if node not in self.triples.described:
            self.put(node, RDF.type, HD["Period"])
            self.put(node, RDFS.label, zh(period.iso))
            self.put(node, HD["iso"], period.iso)
            first, last = _first_day(period.start), _last_day(period.end)
            self.put(node, HD["firstDay"], date(first))
            self.put(node, HD["lastDay"], date(last))
            self.put(node, HD["lasts"], HDC[f"duration-{_duration(first, last)}"])
        return node


def _first_day(date: str) -> str:
    """Return the first day of a year, month or day."""
    return date + "-01-01"[len(date) - 4 :]


def _last_day(date: str) -> str:
    """Return the last day of a year, month or day."""
    if len(date) == 7:
        year, month = date.split("-")
        return f"{date}-{calendar.monthrange(int(year), int(month))[1]:02d}"
    return date if len(date) == 10 else f"{date}-12-31"


def _duration(first: str, last: str) -> str:
    """Return the local name's end of the code for how long a period lasts.

    Examples
    --------
    >>> _duration("2023-01-01", "2023-12-31"), _duration("2023-02-01", "2023-02-28")
    ('year', 'month')
    >>> _duration("2023-01-01", "2023-09-30"), _duration("2016-01-01", "2020-12-31")
    ('part-year', 'years')
    """
    if first == last:
        return "day"
    if first[:4] != last[:4]:
        return "years"
    if (first[5:], last[5:]) == ("01-01", "12-31"):
        return "year"
    whole_month = first[:7] == last[:7] and first.endswith("-01") and last == _last_day(last[:7])
    return "month" if whole_month else "part-year"
