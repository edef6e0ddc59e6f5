"""Mint the IRI of each kind of node; the same thing always gets the same one.

The table of paths is in ``ontology/README.md``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hdkg.iris.slug import digest, normalised, slug
from hdkg.model import EntityKind, Period, Span

BASE = "https://w3id.org/hdkg/id/"

_FAMILIES = {
    "place": "Province City County Town Village DevelopmentZone Site Collective",
    "organisation": "Enterprise GovernmentBody PartyBody MediaOutlet Institution",
    "initiative": "Initiative Programme Campaign Mechanism Reform GovernanceModel Strategy Brand",
    "project": "Project",
    "event": "Event Festival",
    "work": "Work Song Video",
    "person": "Person",
    "industry": "IndustryChain",
    "topic": "WorkArea",
}
_FAMILY = {EntityKind(kind): family for family, kinds in _FAMILIES.items() for kind in kinds.split()}


def division_iri(code: str) -> str:
    """Return the IRI of a division with an official code.

    Examples
    --------
    >>> division_iri("430424")
    'https://w3id.org/hdkg/id/division/430424'
    """
    return f"{BASE}division/{code}"


def entity_iri(kind: EntityKind, name: str, county: str, *, code: str = "", place: str = "") -> str:
    """Return the IRI of an entity: by its code if it has one, else by its name in its county.

    The path and the hash take the family of the class (``initiative``), not the class itself, so that a programme which
    a better rule calls a campaign keeps its IRI.

    Parameters
    ----------
    kind
        Its class.
    name
        Its name; quotation marks and width of characters make no difference.
    county
        GB/T 2260 code of the county that it is told of.
    code
        Its official code; anything but digits is taken for none.
    place
        What tells it apart from another of the same family and name in the county: the name of its town.

    Examples
    --------
    >>> entity_iri(EntityKind.COUNTY, "衡东县", "430424", code="430424")
    'https://w3id.org/hdkg/id/division/430424'
    >>> entity_iri(EntityKind.VILLAGE, "李花村", "430424").rpartition("-")[0]
    'https://w3id.org/hdkg/id/place/430424/lihuacun'
    >>> written = entity_iri(EntityKind.CAMPAIGN, "“三联”工作", "430424")
    >>> written == entity_iri(EntityKind.PROGRAMME, "三联工作", "430424")
    True
    """
    family = _FAMILY[kind]
    if family == "place" and re.fullmatch("[0-9]+", code):
        return division_iri(code)
    region = "cn" if kind is EntityKind.MEDIA_OUTLET else county
    return f"{BASE}{family}/{region}/{_slug_and_hash(family, name, place)}"


@lru_cache(maxsize=4096)
def concept_iri(family: str, name: str) -> str:
    """Return the IRI of a concept that no county owns: an ``honour`` or an uncatalogued ``indicator``.

    Examples
    --------
    >>> concept_iri("honour", "“中国厨师之乡”") == concept_iri("honour", "中国厨师之乡")
    True
    """
    return f"{BASE}{family}/{_slug_and_hash(family, name)}"


def period_iri(period: Period) -> str:
    """Return the IRI of a period.

    Examples
    --------
    >>> period_iri(Period("2023-01", "2023-09"))
    'https://w3id.org/hdkg/id/period/2023-01_2023-09'
    """
    return f"{BASE}period/{period.iso.replace('/', '_')}"


def source_iri(sha256: str, family: str = "source") -> str:
    """Return the IRI of a version of an article, or of its ``dataset`` or ``build``.

    Examples
    --------
    >>> source_iri("00112233445566aa" + "0" * 48, "dataset")
    'https://w3id.org/hdkg/id/dataset/00112233445566aa'
    """
    return f"{BASE}{family}/{sha256[:16]}"


def span_iri(sha256: str, span: Span) -> str:
    """Return the IRI of a run of an article's text.

    Examples
    --------
    >>> span_iri("00112233445566aa", Span(10, 40))
    'https://w3id.org/hdkg/id/source/00112233445566aa/span/10-40'
    """
    return f"{source_iri(sha256)}/span/{span.start}-{span.end}"


def claim_iri(family: str, sha256: str, *says: str) -> str:
    """Return the IRI of a claim of an article, or of a target or ledger entry, by what it says.

    Examples
    --------
    >>> claim_iri("ranking", "00112233445566aa", "全市", "2").rpartition("/")[0]
    'https://w3id.org/hdkg/id/ranking/00112233445566aa'
    """
    return f"{BASE}{family}/{sha256[:16]}/{digest(family, *says, length=12)}"


def _slug_and_hash(family: str, name: str, place: str = "") -> str:
    """Return ``lihuacun-3fa91c``; the hash alone where nothing of the name can be written in Latin letters."""
    plain = normalised(name)
    told = (family, plain, normalised(place)) if place else (family, plain)
    return "-".join(filter(None, (slug(name), digest(*told, length=6))))
