"""What a build found, by kind, and what it did not understand, for a person to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdkg.model import LedgerStatus
from hdkg.resources import ontology_dir
from hdkg.store import open_graph

if TYPE_CHECKING:
    from hdkg.model import LedgerEntry
    from hdkg.pipeline.building import BuildResult

# The kinds right below entity and claim; what is of a narrower class counts for the kind above it.  The programmes that
# initiatives implement come from the catalogue, not from the article.
BY_KIND = """
PREFIX hd: <https://w3id.org/hdkg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?zh ?en (COUNT(DISTINCT ?thing) AS ?number) {
  VALUES ?top { hd:Entity hd:Claim }
  ?kind rdfs:subClassOf ?top ; rdfs:label ?zh , ?en .
  FILTER (LANG(?zh) = "zh" && LANG(?en) = "en")
  ?thing a/rdfs:subClassOf* ?kind .
  FILTER NOT EXISTS { ?initiative hd:implements ?thing }
}
GROUP BY ?zh ?en ORDER BY DESC(?number) ?en
"""


@dataclass(frozen=True, slots=True)
class Found:
    """How many things of one kind a graph holds, the kind named in Chinese and English."""

    zh: str
    en: str
    number: int


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """A numeral, quoted name or verb of conferral that was not understood, and where it stands."""

    line: int
    column: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build found and what it left.

    Attributes
    ----------
    found
        By kind, the most frequent first.
    ledger
        How many numerals, quoted names and verbs of conferral were used, set aside, left open.
    unread
        The open ones, in the order of the text.
    """

    found: tuple[Found, ...]
    ledger: dict[LedgerStatus, int]
    unread: tuple[OpenEntry, ...]

    def share(self, status: LedgerStatus) -> float:
        """Return the share of the ledger with this status, 0 for an empty ledger."""
        return self.ledger[status] / (sum(self.ledger.values()) or 1)


def summarise(result: BuildResult) -> Summary:
    """Count what a build found and list what it did not understand.

    Examples
    --------
    >>> from hdkg.pipeline.building import build
    >>> from hdkg.resources import graph_dir
    >>> summary = summarise(build(graph_dir() / "sources" / "hengdong-2023.md"))
    >>> next(found.number for found in summary.found if found.en == "observation") > 30
    True
    """
    rows = open_graph(result.graph, ontology_dir() / "core.ttl").query(BY_KIND)
    states = Counter(entry.status for entry in result.extraction.ledger)
    return Summary(
        found=tuple(Found(str(row["zh"]), str(row["en"]), int(row["number"])) for row in rows),
        ledger={status: states[status] for status in LedgerStatus},
        unread=tuple(_unread(result, entry) for entry in result.extraction.ledger if entry.status is LedgerStatus.OPEN),
    )


def _unread(result: BuildResult, entry: LedgerEntry) -> OpenEntry:
    """Say where an open entry stands and what it says."""
    line, column = result.article.position(entry.span.start)
    return OpenEntry(line, column, entry.kind.value, entry.span.of(result.article.text))
