"""The namespaces that county graphs use; those of others are rdflib's closed ones, so that a slip is an error."""

from __future__ import annotations

from functools import cache

from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, GEO, PROV, QB, RDF, RDFS, SDO, SKOS, TIME, VOID, XSD

from hdkg.iris import BASE


class _Names(Namespace):
    """A namespace of ours that makes each of its names once."""

    def __getitem__(self, key: str) -> URIRef:  # type: ignore[override]
        return _name(self, key)


@cache
def _name(namespace: str, key: str) -> URIRef:
    """Return a name of a namespace."""
    return URIRef(namespace + key)


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
]
