"""The claims that an alignment found: figures, honours, what is credited to whom and who takes part in what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.namespace import PROV

from hdkg.alignment.document import Document
from hdkg.alignment.things import chinese
from hdkg.extraction.honours import reach_of
from hdkg.iris import normalised
from hdkg.model import (
    AnyClaim,
    Attribution,
    AttributionBasis,
    Conferral,
    Observation,
    Participation,
    Period,
    Quantity,
    ResultKind,
    StatisticKind,
)
from hdkg.normalise.units import split_unit
from hdkg.resources import concepts, local_name, ontology_dir
from hdkg.store.render import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    from hdkg.model import Span
    from hdkg.resources import Concept

    C = TypeVar("C", bound=AnyClaim)

HD = Namespace("https://w3id.org/hdkg/ontology/")
RULE = "alignment"
DATE = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
PERIOD = re.compile(rf"({DATE})(?:/({DATE}))?", re.ASCII)
LONGEST = 60  # digits of a figure that is believed


@dataclass(slots=True)
class Claims:
    """Reads the claims of a graph in our terms.

    Attributes
    ----------
    made
        The graph.
    document
        The other graph as text, where the evidence stands.
    keys
        The keys of the entities by their IRI.
    places
        The keys of those that are places.
    county
        The key of the county, which a figure without a subject is about.
    left_out
        What could not be read, and why.
    """

    made: Graph
    document: Document
    keys: Mapping[str, str]
    places: frozenset[str]
    county: str
    left_out: list[str] = field(default_factory=list)

    def figures(self) -> tuple[Observation, ...]:
        """Return the figures in the order of their evidence; what is said twice, once."""
        return _once(self._observation(node) for node in self._of("Observation"))

    def others(self, figures: Iterable[Observation]) -> tuple[AnyClaim, ...]:
        """Return all other claims; results that are credited are among `figures`."""
        keys = {figure.key for figure in figures}
        return (
            *_once(self._conferral(node) for node in self._of("Conferral")),
            *_once(self._attribution(node, keys) for node in self._of("Attribution")),
            *_once(self._participation(node) for node in self._of("Participation")),
        )

    def _of(self, kind: str) -> Iterator[Node]:
        yield from sorted(set(self.made.subjects(RDF.type, HD[kind])), key=str)

    def _observation(self, node: Node) -> Observation | None:
        names = chinese(self.made.objects(node, HD["writtenName"]))
        written = self._text(node, "writtenValue")
        value = _decimal(written)
        about = self._text(node, "subject")
        subject = self.keys.get(about, "") if about else self.county
        if not names or value is None or not subject:
            wrong = "no Chinese name" if not names else f"{written} is no figure" if subject else "of another county"
            self._leave(node, wrong)
            return None
        spans = self._evidence(node, written)
        unit = one_line(" ".join(chinese(self.made.objects(node, HD["writtenUnit"]))[:1])) or self._text(
            node, "writtenUnit"
        )
        factor, base = split_unit(unit)
        name = one_line(names[0])
        concept = _indicators().get(normalised(name))
        kind = local_name(self._text(node, "statisticKind")).removeprefix("kind-")
        return Observation(
            key=str(node),
            spans=spans,
            rule=RULE,
            subject=subject,
            area=subject if subject in self.places else self.county,
            indicator=concept.local_name if concept else "",
            name=concept.label("zh") if concept else name,
            written_name=name,
            kind=StatisticKind(kind) if kind in set(StatisticKind) else StatisticKind.LEVEL,
            quantity=Quantity(format(value, "f"), unit, value * factor, base),
            period=_period(self._text(node, "iso")),
        )

    def _conferral(self, node: Node) -> Conferral | None:
        titles = chinese(self.made.objects(node, RDFS.label))
        recipient = self.keys.get(self._text(node, "recipient"), "")
        if not titles or not recipient:
            self._leave(node, "no Chinese title" if recipient else "of another county")
            return None
        title = one_line(titles[0])
        return Conferral(
            key=str(node),
            spans=self._evidence(node, titles[0]),
            rule=RULE,
            recipient=recipient,
            honour=title,
            reach=reach_of(title),
            period=_period(self._text(node, "iso")),
        )

    def _attribution(self, node: Node, figures: set[str]) -> Attribution | None:
        result = self._text(node, "attributedResult")
        initiative = self.keys.get(self._text(node, "initiative"), "")
        if result not in figures or not initiative:
            return None  # the figure or the programme that was left out is named
        return Attribution(
            key=str(node),
            spans=self._evidence(node, result),
            rule=RULE,
            initiative=initiative,
            result=result,
            basis=AttributionBasis.CLAUSE,
            result_kind=ResultKind(local_name(self._text(node, "resultKind")).removeprefix("result-")),
        )

    def _participation(self, node: Node) -> Participation | None:
        body = self._text(node, "participates")
        initiative = self.keys.get(self._text(node, "initiative"), "")
        if body not in self.keys or not initiative:
            return None  # as above
        return Participation(
            key=str(node),
            spans=self._evidence(node, body),
            rule=RULE,
            participant=self.keys[body],
            initiative=initiative,
            basis=AttributionBasis.CLAUSE,
        )

    def _text(self, node: Node, name: str) -> str:
        """Return the least value of a property as text."""
        return min(map(str, self.made.objects(node, HD[name])), default="")

    def _evidence(self, node: Node, value: str) -> tuple[Span, ...]:
        """Return where the other graph says so: the statement of the value, or of what the alignment names instead."""
        told = sorted(map(str, self.made.objects(node, RDF.value)))
        return self.document.find(sorted(map(str, self.made.objects(node, PROV.wasDerivedFrom))), [*told, value])

    def _leave(self, node: Node, why: str) -> None:
        names = chinese(self.made.objects(node, HD["writtenName"])) or chinese(self.made.objects(node, RDFS.label))
        self.left_out.append(one_line(f"{' '.join(names[:1]) or node}: {why}"))


def _once(claims: Iterable[C | None]) -> tuple[C, ...]:
    """Return the claims that there are, without those that say what another says, by their evidence."""
    found: dict[tuple[object, ...], C] = {}
    for claim in claims:
        if claim is not None:
            said = (getattr(claim, name) for name in type(claim).__dataclass_fields__ if name != "key")
            found.setdefault(tuple(said), claim)
    return tuple(sorted(found.values(), key=lambda claim: (claim.spans, claim.key)))


def _decimal(text: str) -> Decimal | None:
    """Return a figure, None where the text is none.

    Examples
    --------
    >>> [_decimal(each) for each in ("+1.50", "8.05E9", "1E+999999", "NaN", "many")]
    [Decimal('1.50'), Decimal('8050000000'), None, None, None]
    """
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > LONGEST or len(value.as_tuple().digits) > LONGEST:
        return None
    return Decimal(format(value, "f"))


def _period(text: str) -> Period | None:
    """Return a period; a whole year or month said by its days is that year or month.

    Examples
    --------
    >>> [each and each.iso for each in map(_period, ("2023", "2023-01-01/2023-12-31", "2023-02-30", "soon"))]
    ['2023', '2023', None, None]
    """
    match = PERIOD.fullmatch(text.strip())
    if not match:
        return None
    start, end = match[1], match[2] or match[1]
    if start > end or not (_is_date(start) and _is_date(end)):
        return None
    if start[4:] == "-01-01" and end[4:] == "-12-31":
        start, end = start[:4], end[:4]
    return Period(start, end)


def _is_date(text: str) -> bool:
    """Tell whether a year, month or day is one of the calendar."""
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


@cache
def _indicators() -> Mapping[str, Concept]:
    """Return the catalogued indicators by each of their Chinese names."""
    catalogue = concepts(ontology_dir() / "indicators.ttl")
    return {normalised(form): concept for concept in catalogue for form in concept.surface_forms("zh")}
