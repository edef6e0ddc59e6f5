"""The namespaces that county graphs use; those of others are rdflib's closed ones, so that a slip is an error."""

from __future__ import annotations

from rdflib import Namespace
from rdflib.namespace import DCAT, DCTERMS, GEO, PROV, QB, RDF, RDFS, SDO, SKOS, TIME, VOID, XSD

from hdkg.iris import BASE

HD = Namespace("https://w3id.org/hdkg/ontology/")
HDC = Namespace("https://w3id.org/hdkg/code/")
HDI = Namespace("https://w3id.org/hdkg/indicator/")
HDP = Namespace("https://w3id.org/hdkg/policy-area/")
HDU = Namespace("https://w3id.org/hdkg/unit/")
SDMX_ATTRIBUTE = Namespace("http://purl.org/linked-data/sdmx/2009/attribute#")
SDMX_DIMENSION = Namespace("http://purl.org/linked-data/sdmx/2009/dimension#")
SDMX_MEASURE = Namespace("http://purl.org/linked-data/sdmx/2009/measure#")

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
