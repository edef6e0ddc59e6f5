"""Questions to the flat table of figures: in SPARQL to the graph, in SQL to ``hdkg panel``'s table in DuckDB."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from benchmarks.queries.asked import Asked

if TYPE_CHECKING:
    from benchmarks.queries.asked import Ask, Row

FLAT = "flat table"
PREFIX = """PREFIX hd: <https://w3id.org/hdkg/ontology/>
PREFIX hdc: <https://w3id.org/hdkg/code/>
PREFIX hdi: <https://w3id.org/hdkg/indicator/>
PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
COLUMNS = """?fact hd:indicator ?indicator ; hd:subject ?area ; hd:statisticKind ?kind ;
    hd:breakdown hdc:breakdown-total ; sdmx-measure:obsValue ?value ; sdmx-attribute:unitMeasure ?unit ;
    sdmx-attribute:obsStatus ?status ; sdmx-dimension:refPeriod/hd:iso ?period .
  ?area a hd:County ; skos:notation ?county .
  FILTER(ISNUMERIC(?value))"""
TABLE = f"{PREFIX}SELECT DISTINCT ?fact ?county ?indicator ?kind ?period ?status ?unit ?value {{ {COLUMNS} }}"
GDP = "https://w3id.org/hdkg/indicator/gross-regional-product"
LEVEL = "https://w3id.org/hdkg/code/kind-level"
# By name: the SPARQL, and the SQL over a table with the columns of TABLE.
COUNTY_SPARQL = f"""{PREFIX}SELECT ?period ?value {{
  ?area skos:notation "$county" . ?fact hd:subject ?area ; hd:indicator <{GDP}> ; hd:statisticKind <{LEVEL}> ;
    hd:breakdown hdc:breakdown-total ; sdmx-measure:obsValue ?value ; sdmx-dimension:refPeriod/hd:iso ?period .
  ?area a hd:County
}} ORDER BY ?period ?value"""
COUNTY_SQL = """SELECT period, value FROM facts WHERE county = '$county' AND indicator = '$gdp' AND kind = '$level'
ORDER BY period, value"""
RANKED_SPARQL = f"""{PREFIX}SELECT ?county ?value {{
  ?fact sdmx-dimension:refPeriod/hd:iso "2020" ; hd:indicator <{GDP}> ; hd:statisticKind <{LEVEL}> ;
    hd:breakdown hdc:breakdown-total ; sdmx-measure:obsValue ?value ; hd:subject ?area .
  ?area a hd:County ; skos:notation ?county
}} ORDER BY DESC(?value) ?county LIMIT 20"""
RANKED_SQL = """SELECT county, value FROM facts WHERE period = '2020' AND indicator = '$gdp' AND kind = '$level'
ORDER BY value DESC, county LIMIT 20"""
COUNTED_SPARQL = f"""{PREFIX}SELECT ?indicator (COUNT(*) AS ?n) (MIN(?value) AS ?least) (MAX(?value) AS ?most) {{
  {COLUMNS}
}} GROUP BY ?indicator ORDER BY DESC(?n) ?indicator LIMIT 20"""
COUNTED_SQL = """SELECT indicator, COUNT(*) AS n, MIN(value), MAX(value) FROM facts GROUP BY indicator
ORDER BY n DESC, indicator LIMIT 20"""
# By name: the SPARQL, and the SQL over a table with the columns of TABLE.
QUESTIONS = {
    "one county's figures": (COUNTY_SPARQL, COUNTY_SQL),
    "counties ranked": (RANKED_SPARQL, RANKED_SQL),
    "figures by indicator": (COUNTED_SPARQL, COUNTED_SQL),
}


def questions(county: str) -> dict[str, Asked]:
    """Return the questions in SPARQL by name."""
    return {name: Asked(name, FLAT, (sparql.replace("$county", county),)) for name, (sparql, _) in QUESTIONS.items()}


def in_sql(county: str) -> dict[str, str]:
    """Return, for the SPARQL of each question, its SQL."""
    return {
        sparql.replace("$county", county): Template(sql).substitute(county=county, gdp=GDP, level=LEVEL)
        for sparql, sql in QUESTIONS.values()
    }


def duckdb(source: str) -> Ask:
    """Take the flat table out of a store, and answer the questions to it in SQL.

    Parameters
    ----------
    source
        The county's code that the questions are of, a space, and the store's folder.
    """
    import duckdb as library

    from benchmarks.queries.engines import pyoxigraph

    county, _, folder = source.partition(" ")
    table = library.connect()
    table.execute(
        "CREATE TABLE facts (fact TEXT, county TEXT, indicator TEXT, kind TEXT, period TEXT, status TEXT, unit TEXT, "
        "value DOUBLE)"
    )
    table.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", pyoxigraph(folder)(TABLE))
    sql = in_sql(county)

    def ask(text: str) -> list[Row]:
        if text not in sql:
            raise NotImplementedError("no question to the flat table")
        return [tuple(map(str, row)) for row in table.execute(sql[text]).fetchall()]

    return ask
