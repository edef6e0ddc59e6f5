"""The register of sentence patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.corpus.said import Said
    from benchmarks.corpus.scene import Scene

    Maker = Callable[[Scene], Said]

_REGISTER: dict[str, Pattern] = {}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence pattern.

    Attributes
    ----------
    id
        As the list of patterns counted in real articles has it: G1, R1, ...
    weight
        How often it is drawn beside the others: about how often it occurs in real articles.
    topics, genres
        Where it is at home; empty: everywhere.
    alone
        Whether it fills a sentence of its own; others can stand beside each other in one.
    standing
        Whether it tells of ranks and honours; in one sentence they do not stand beside figures.
    make
        Writes it.
    """

    id: str
    weight: int
    topics: frozenset[str]
    genres: frozenset[str]
    alone: bool
    standing: bool
    make: Maker

    def fits(self, scene: Scene) -> bool:
        """Tell whether it is at home in this section of this article."""
        return (not self.topics or scene.topic in self.topics) and (not self.genres or scene.genre in self.genres)


def pattern(
    name: str, weight: int, *, topics: str = "", genres: str = "", alone: bool = False
) -> Callable[[Maker], Maker]:
    """Register a function that writes a pattern; what it says is tagged with the pattern's id."""

    def register(make: Maker) -> Maker:
        def tagged(scene: Scene) -> Said:
            return make(scene).tagged(name)

        key = f"{name} {make.__name__}"
        standing = make.__module__.rpartition(".")[2] in {"honours", "ranks"}
        _REGISTER[key] = Pattern(
            name, weight, frozenset(topics.split()), frozenset(genres.split()), alone, standing, tagged
        )
        return tagged

    return register


def patterns() -> tuple[Pattern, ...]:
    """Return every pattern, in the order of the modules."""
    return tuple(_REGISTER.values())
