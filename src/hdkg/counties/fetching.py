"""Which triples of an endpoint a comparison of one indicator needs."""

from __future__ import annotations

from hdkg.counties.ranking import catalogued
from hdkg.panel.table import indicators
from hdkg.queries import read
from hdkg.resources import queries_dir


def figures_of(indicator: str) -> tuple[str, ...]:
    """Return the queries that fetch an indicator's figures, and those of the indicators that are easily taken for it.

    Parameters
    ----------
    indicator
        A name of it in Chinese or English, or its IRI (``hdi:…`` will do).

    Returns
    -------
    tuple of str
        SELECT queries with the columns ``s``, ``p``, ``o``; the indicator's own is the first.

    Examples
    --------
    >>> [text.count("gross-regional-product>") for text in figures_of("地区生产总值")][0]
    1
    >>> '"夜校"' in figures_of("夜校")[0]
    True
    """
    query = read(queries_dir() / "compare" / "figures.rq")
    iri = catalogued(indicator)
    if iri:
        related = indicators()[iri].values("related")
        return tuple(query.filled({"indicator": each}) for each in (iri, *related))
    if indicator.startswith(("http://", "https://")):
        return (query.filled({"indicator": indicator}),)
    return (query.filled({"name": indicator.strip()}),)
