"""What the server holds: its graphs, their titles and sizes; asked once for each state of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.server.entity import ask
from hdkg.server.stock import ONTOLOGY

if TYPE_CHECKING:
    from hdkg.server.service import Service


@dataclass(frozen=True, slots=True)
class Held:
    """A named graph: its IRI, its number of triples, the title of its source."""

    iri: str
    triples: int
    title: str


class Overview:
    """What a service holds."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: tuple[int, tuple[Held, ...]] = (-1, ())

    async def graphs(self) -> tuple[Held, ...]:
        """Return the named graphs by IRI.

        Raises
        ------
        RefusalError
            The server is too busy to say.
        """
        generation = self._service.generation
        if self._known[0] != generation:
            titles = {row["graph"]["value"]: row["title"]["value"] for row in await self._service.rows(ask("titles"))}
            held = (
                Held(iri, int(row["triples"]["value"]), "hdkg" if iri == ONTOLOGY else titles.get(iri, ""))
                for row in await self._service.rows(ask("graphs"))
                if "graph" in row
                for iri in [row["graph"]["value"]]
            )
            self._known = (generation, tuple(sorted(held, key=lambda each: each.iri)))
        return self._known[1]
