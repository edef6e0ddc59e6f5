"""What an article tells: entities, and claims about them.

The text side fills these; the RDF side writes them as triples and knows nothing else of the text.  Entities refer to
each other, and claims to entities and to other claims, by `key`: short strings, unique within one extraction.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hdkg.model.quantity import Period, Quantity, Status
from hdkg.model.text import Span


class EntityKind(StrEnum):
    """The class of an entity: each value is the local name of a class of the ontology."""

    PROVINCE = "Province"
    CITY = "City"
    COUNTY = "County"
    TOWN = "Town"
    VILLAGE = "Village"
    DEVELOPMENT_ZONE = "DevelopmentZone"
    SITE = "Site"
    COLLECTIVE = "Collective"
    ENTERPRISE = "Enterprise"
    GOVERNMENT_BODY = "GovernmentBody"
    PARTY_BODY = "PartyBody"
    MEDIA_OUTLET = "MediaOutlet"
    INSTITUTION = "Institution"
    INDUSTRY_CHAIN = "IndustryChain"
    PROJECT = "Project"
    INITIATIVE = "Initiative"
    PROGRAMME = "Programme"
    CAMPAIGN = "Campaign"
    MECHANISM = "Mechanism"
    REFORM = "Reform"
    GOVERNANCE_MODEL = "GovernanceModel"
    STRATEGY = "Strategy"
    BRAND = "Brand"
    EVENT = "Event"
    FESTIVAL = "Festival"
    WORK = "Work"
    SONG = "Song"
    VIDEO = "Video"
    PERSON = "Person"
    WORK_AREA = "WorkArea"


class Reading(StrEnum):
    """How a slot of a claim was filled: from its own words, from what is in force there, or by a guess of a rule."""

    ASSERTED = "asserted"
    INHERITED = "inherited"
    INFERRED = "inferred"


class SlotName(StrEnum):
    """The slots of a claim whose reading may be other than asserted."""

    SUBJECT = "subject"
    INDICATOR = "indicator"
    PERIOD = "period"
    SCOPE = "scope"
    UNIT = "unit"
    INITIATIVE = "initiative"


@dataclass(frozen=True, slots=True)
class SlotReading:
    """That a slot was not read from the claim's own words, and why (the cause in the context log)."""

    slot: SlotName
    reading: Reading
    cause: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that the article names.

    Attributes
    ----------
    key
        Unique within the extraction.
    kind
        Its class.
    name
        Its preferred name; quotation marks that are part of how it is written stay (``“三联”工作``).
    aliases
        Other names in the text.
    code
        Official code (GB/T 2260 or the statistical code of a town), if it has one.
    within
        Key of the place it lies in or belongs to, if the text or the codes say so.
    spans
        Where it is named, in order; empty only for reference entities (the county's city and province).
    policy_area
        Local name of a concept in ``ontology/policy-areas.ttl``, or "".
    state
        Of a project: ``planned``, ``started``, ``under-construction``, ``completed`` or "".
    held
        Of an event: when.
    """

    key: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    within: str = ""
    spans: tuple[Span, ...] = ()
    policy_area: str = ""
    state: str = ""
    held: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim has: a key, the words that say it, and how its slots were read.

    `spans` is never empty and each span is at most 40 code points long.  `rule` is the id of the rule that read it.
    """

    key: str
    spans: tuple[Span, ...]
    rule: str
    readings: tuple[SlotReading, ...] = ()
    policy_area: str = ""


class StatisticKind(StrEnum):
    """What kind of statistic an observation is (after SDMX CL_TIMETRANS_TYPE where that serves)."""

    LEVEL = "level"
    CUMULATIVE = "cumulative"
    GROWTH = "growth"
    AVERAGE_GROWTH = "average-growth"
    CHANGE = "change"
    MULTIPLE = "multiple"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Claim):
    """A figure: indicator, subject, period, value.

    Attributes
    ----------
    subject
        Key of the entity that is measured.
    area
        Key of the county or place that the figure is about.
    indicator
        Local name of a concept in ``ontology/indicators.ttl``, or "" for one that is not catalogued.
    name
        The indicator's preferred name (of an uncatalogued one: as read).
    written_name
        The name as written.
    kind
        What kind of statistic.
    quantity
        The figure.  A growth of -4.1 % is ``Quantity("-4.1", "%", Decimal("-4.1"), "percent")``.
    period
        What it is about, or None where the text leaves it open.
    status
        How final it is.
    qualifies
        Key of the level observation that this growth, change or multiple belongs to, or "".
    """

    subject: str
    area: str
    indicator: str
    name: str
    written_name: str
    kind: StatisticKind
    quantity: Quantity
    period: Period | None
    status: Status = Status.FINAL
    qualifies: str = ""


class RankBasis(StrEnum):
    """What a position was ranked by."""

    LEVEL = "level"
    GROWTH = "growth"
    SCORE = "score"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Claim):
    """A position among a set.

    Attributes
    ----------
    subject
        Key of the entity that is ranked.
    name
        What it is ranked in: the indicator or appraisal.
    ranked
        Key of the observation that the rank stands on, or "" for a rank without a figure of its own.
    position
        From 1; None for a band only (第一方阵) or where only a change is told.
    band
        The band as written, or "".
    scope
        The set as written: ``全市``, ``全市8县市``.
    scope_size
        How many are in the set, if the text says.
    period
        What it is about, or None.
    change, compared_with
        Places gained since an earlier period (negative for lost), and that period.
    ordinal
        A superlative as written (``近10年来最好成绩``), or "".
    appraisal
        True for an appraisal by superiors or others, False for a statistic, None where the text leaves it open.
    basis
        What it was ranked by.
    """

    subject: str
    name: str
    scope: str
    ranked: str = ""
    position: int | None = None
    band: str = ""
    scope_size: int | None = None
    period: Period | None = None
    change: int | None = None
    compared_with: Period | None = None
    ordinal: str = ""
    appraisal: bool | None = None
    basis: RankBasis = RankBasis.UNKNOWN


class Reach(StrEnum):
    """How far an honour reaches, by its title."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    COUNTY = "county"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferral(Claim):
    """An honour was conferred on somebody.

    Attributes
    ----------
    recipient
        Key of the entity honoured.
    honour
        Title of the honour.
    reach
        By its title.
    granted_by
        Keys of who granted it, if the text says.
    period
        When, or None.
    ordinal
        ``全国第9个、湖南第1个``, ``全省首家``, ``连续三年``, as written, or "".
    count
        How many were conferred (``提名奖2个``), or None.
    recognition
        True for a recommendation or a report by media or an office rather than an honour with a title.
    """

    recipient: str
    honour: str
    reach: Reach
    granted_by: tuple[str, ...] = ()
    period: Period | None = None
    ordinal: str = ""
    count: int | None = None
    recognition: bool = False


class AttributionBasis(StrEnum):
    """How far initiative and result stand apart in the text."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class ResultKind(StrEnum):
    """Output (10 receptions held), outcome (86 problems solved), or a result of which the words leave it open."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Claim):
    """The text credits a result (the key of an observation, ranking or conferral) to an initiative (its key)."""

    initiative: str
    result: str
    basis: AttributionBasis
    result_kind: ResultKind = ResultKind.RESULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Claim):
    """An organisation or place (its key) takes part in an initiative (its key)."""

    participant: str
    initiative: str
    basis: AttributionBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Claim):
    """A figure differs from a wider area's by so many percentage points (negative: below).

    `observation` is the key of the growth observation (or level, for a share) that is compared; `scope` the wider area
    as written (``全市``), `comparator` its entity's key or "".
    """

    observation: str
    scope: str
    difference: Decimal
    comparator: str = ""


class Attainment(StrEnum):
    """How a target was attained."""

    PARTLY = "partly"
    MET = "met"
    EXCEEDED = "exceeded"
    AHEAD = "ahead-of-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion(Claim):
    """A target was reached: `of` is the key of the observation, initiative or project that it was set for."""

    of: str
    attainment: Attainment
    percent: Decimal | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Superlative(Claim):
    """An entity (key of `subject`) is the first or n-th of its kind: `ordinal` as written (``全市首创``)."""

    subject: str
    ordinal: str
    scope: str = ""
    position: int | None = None


AnyClaim = Observation | Ranking | Conferral | Attribution | Participation | Comparison | Completion | Superlative
