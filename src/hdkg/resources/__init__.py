"""The data that the code works with: folders, catalogues of concepts, administrative divisions."""

from hdkg.resources.concepts import Concept, concepts, local_name
from hdkg.resources.divisions import (
    Division,
    DivisionLevel,
    counties,
    county_names,
    division,
    of_county_level,
    parents,
    towns,
)
from hdkg.resources.paths import data_dir, graph_dir, ontology_dir, queries_dir, rules_dir
from hdkg.resources.programme import NATION, Programme, programme_of, programmes

__all__ = [
    "NATION",
    "Concept",
    "Division",
    "DivisionLevel",
    "Programme",
    "concepts",
    "counties",
    "county_names",
    "data_dir",
    "division",
    "graph_dir",
    "local_name",
    "of_county_level",
    "ontology_dir",
    "parents",
    "programme_of",
    "programmes",
    "queries_dir",
    "rules_dir",
    "towns",
]
