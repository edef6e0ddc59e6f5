"""The namespaces that county graphs use; those of others are rdflib's closed ones, so that a slip is an error."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import rdflib.namespace as outside
from rdflib import Namespace, URIRef

from hdkg.iris import BASE


@lru_cache(maxsize=2**14)
def uriref(iri: str) -> URIRef:
    """Return the node of an IRI: while it is met again and again one object, which costs no comparison.

    Examples
    --------
    >>> uriref("https://w3id.org/hdkg/id/division/430424") is uriref("https://w3id.org/hdkg/id/division/430424")
    True
    """
    return URIRef(iri)


class _Closed:
    """A closed namespace of rdflib's that looks up each of its names once."""

    def __init__(self, names: Any) -> None:
        self._names = names

    def __getattr__(self, name: str) -> URIRef:
        """Look up a name that was not met before; one that the vocabulary does not have is an error."""
        value: URIRef = getattr(self._names, name)
        setattr(self, name, value)
        return value

    def __getitem__(self, name: str) -> URIRef:
        """Look up a name that Python cannot write after a point."""
        return URIRef(self._names[name])

    def __str__(self) -> str:
        """Return the namespace."""
        return str(self._names)


class _Names(Namespace):
    """A namespace of ours that makes each of its names once."""

    def __getitem__(self, key: str) -> URIRef:  # type: ignore[override]
        return _name(self, key)


@cache
def _name(namespace: str, key: str) -> URIRef:
    """Return a name of a namespace."""
    return URIRef(namespace + key)


DCAT, DCTERMS, GEO, PROV, QB = map(_Closed, (outside.DCAT, outside.DCTERMS, outside.GEO, outside.PROV, outside.QB))
RDF, RDFS, SDO, SKOS = map(_Closed, (outside.RDF, outside.RDFS, outside.SDO, outside.SKOS))
TIME, VOID, XSD = map(_Closed, (outside.TIME, outside.VOID, outside.XSD))
HD = _Names("https://w3id.org/hdkg/ontology/")
HDC = _Names("https://w3id.org/hdkg/code/")
HDI = _Names("https://w3id.org/hdkg/indicator/")
HDP = _Names("https://w3id.org/hdkg/policy-area/")
HDU = _Names("https://w3id.org/hdkg/unit/")
SDMX_ATTRIBUTE = _Names("http://purl.org/linked-data/sdmx/2009/attribute#")
SDMX_DIMENSION = _Names("http://purl.org/linked-data/sdmx/2009/dimension#")
SDMX_MEASURE = _Names("http://purl.org/linked-data/sdmx/2009/measure#")

# As files declare them, in this order.
PREFIXES = {
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "geo": str(GEO),
    "hd": str(HD),
    "hdc": str(HDC),
    "hdi": str(HDI),
    "hdp": str(HDP),
    "hdu": str(HDU),
    "prov": str(PROV),
    "qb": str(QB),
    "rdfs": str(RDFS),
    "schema": str(SDO),
    "sdmx-attribute": str(SDMX_ATTRIBUTE),
    "sdmx-dimension": str(SDMX_DIMENSION),
    "sdmx-measure": str(SDMX_MEASURE),
    "skos": str(SKOS),
    "time": str(TIME),
    "void": str(VOID),
    "xsd": str(XSD),
}

__all__ = [
    "BASE",
    "DCAT",
    "DCTERMS",
    "GEO",
    "HD",
    "HDC",
    "HDI",
    "HDP",
    "HDU",
    "PREFIXES",
    "PROV",
    "QB",
    "RDF",
    "RDFS",
    "SDMX_ATTRIBUTE",
    "SDMX_DIMENSION",
    "SDMX_MEASURE",
    "SDO",
    "SKOS",
    "TIME",
    "VOID",
    "XSD",
    "uriref",
]
