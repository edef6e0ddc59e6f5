"""The sentence patterns, by family; each yields a text with its facts."""

from benchmarks.corpus.patterns import (
    changes,
    counts,
    figures,
    honours,
    initiatives,
    layout,
    levels,
    lists,
    periods,
    projects,
    ranks,
    structure,
    targets,
)
from benchmarks.corpus.patterns.pattern import Pattern, patterns

__all__ = [
    "Pattern",
    "changes",
    "counts",
    "figures",
    "honours",
    "initiatives",
    "layout",
    "levels",
    "lists",
    "patterns",
    "periods",
    "projects",
    "ranks",
    "structure",
    "targets",
]
