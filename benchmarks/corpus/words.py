"""The generator's own word lists; it reads none of the extractor's."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that counties report.

    Attributes
    ----------
    topic
        The section that it belongs to.
    kind
        ``f`` reported with its figure, ``g`` mostly by its growth alone, ``s`` as it stands at a year's end,
        ``p`` a share or index, ``d`` a figure whose fall is good news.
    low, high
        The range that is likely for a county.
    decimals
        Digits behind the point.
    """

    topic: str
    name: str
    unit: str
    low: float
    high: float
    decimals: int
    kind: str


@dataclass(frozen=True, slots=True)
class Work:
    """Something done, with how much of it: 改造 老旧小区 个."""

    topic: str
    verb: str
    thing: str
    unit: str
    low: float
    high: float
    decimals: int


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators that are told in one breath, the words that they share said once."""

    topic: str
    unit: str
    together: str
    members: tuple[str, ...]
    low: float
    high: float
    decimals: int
    kind: str


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table of ``data/``."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t"))


@cache
def lists(name: str) -> dict[str, Any]:
    """Return the lists of a YAML file of ``data/``; words between spaces are a list."""
    loaded = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return {key: _split(value) for key, value in loaded.items()}


def _split(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _split(each) for key, each in value.items()}
    return tuple(value.split()) if isinstance(value, str) else value


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return every indicator."""
    return tuple(
        Indicator(r["topic"], r["name"], r["unit"], float(r["low"]), float(r["high"]), int(r["decimals"]), r["kind"])
        for r in rows("indicators")
    )


@cache
def works() -> tuple[Work, ...]:
    """Return every kind of work done."""
    return tuple(
        Work(r["topic"], r["verb"], r["thing"], r["unit"], float(r["low"]), float(r["high"]), int(r["decimals"]))
        for r in rows("works")
    )


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups of indicators."""
    return tuple(
        Group(
            r["topic"],
            r["unit"],
            r["together"],
            tuple(r[key] for key in ("first", "second", "third") if r[key] != "-"),
            float(r["low"]),
            float(r["high"]),
            int(r["decimals"]),
            r["kind"],
        )
        for r in rows("groups")
    )
