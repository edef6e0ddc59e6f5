"""Where the data stand: beside the code in a checkout, inside the package in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def _top(name: str) -> Path:
    """Return a folder that stands at the top of a checkout and in ``_data`` of an installed wheel."""
    checkout = _PACKAGE.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    return _PACKAGE / "_data" / name


def ontology_dir() -> Path:
    """Return the folder of the ontology's Turtle files.

    Examples
    --------
    >>> (ontology_dir() / "units.ttl").is_file()
    True
    """
    return _top("ontology")


def queries_dir() -> Path:
    """Return the folder of the catalogued queries (``*.rq``).

    Examples
    --------
    >>> queries_dir().name
    'queries'
    """
    return _top("queries")


def graph_dir() -> Path:
    """Return the folder of the county graphs and, below it, ``sources``.

    Examples
    --------
    >>> graph_dir().name
    'graph'
    """
    return _top("graph")


def rules_dir() -> Path:
    """Return the folder of the extraction rules (``*.yaml``).

    Examples
    --------
    >>> rules_dir().name
    'rules'
    """
    return _PACKAGE / "rules"


def data_dir() -> Path:
    """Return the folder of the small data packs that are part of the package.

    Examples
    --------
    >>> (data_dir() / "towns").is_dir()
    True
    """
    return _PACKAGE / "data"
