"""The network of all that a server holds, kept in memory: names to search, nodes and what links them.

It is read through the workers, so within their limits, when it is first needed and again after a change; that of many
graphs by a process of its own as soon as the server starts, and kept (`hdkg.server.explore.keeping`).  Facts and their
words are not in it: `hdkg.server.explore.facts` asks for those of one node.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from hdkg.network.description import HD, Description, local
from hdkg.network.folding import Folding
from hdkg.network.look import Named, group_of
from hdkg.server.errand import run_module
from hdkg.server.explore.index import Index
from hdkg.server.explore.naming import Keys
from hdkg.server.protocol import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.server.service import Service

ASKS = Path(__file__).parent / "asks"
AREAS = "https://w3id.org/hdkg/policy-area/"
PAGE = 50_000  # triples of one answer: taking one in holds up others for some tenths of a second
PAGES = 200  # what a server keeps in memory has an end
PATIENCE = 2.0  # seconds that a reader waits for the present state rather than see the last one
GROUPS = (
    # Each answer holds whole families, so that no literal of the sources comes along.
    "rdf:type rdfs:label skos:altLabel skos:notation",
    (
        "hd:subject hd:ranks hd:compares hd:growthOf hd:changeOf hd:multipleOf hd:averageGrowthOf hd:initiative "
        "hd:attributedResult hd:participates hd:recipient hd:honour hd:grantedBy hd:completes hd:targetOf "
        "hd:rankedInitiative hd:comparator geo:sfWithin hd:county hd:implements hd:resultKind"
    ),
    (
        "hd:reading hd:policyArea sdmx-dimension:refPeriod hd:conferredIn hd:heldIn hd:iso hd:lastDay hd:about "
        "hd:statisticKind hd:indicator hd:writtenName hd:writtenValue hd:writtenUnit hd:bound sdmx-measure:obsValue "
        "sdmx-attribute:unitMeasure hd:rankedIn hd:scope hd:position hd:band hd:ordinal hd:rankChange hd:comparedWith "
        "hd:sha256 dcterms:source"
    ),
)
READING = 20.0  # seconds that a reader waits for the first state before being told that it is still being read
READINGS = ("asserted", "inherited", "inferred")  # from the surest to the weakest


@dataclass(frozen=True, slots=True)
class Node:
    """Something on the canvas.

    Attributes
    ----------
    iri
        Its name in the graph.
    zh, en
        What it is called.
    kind, group
        The local name of its class, and a key of `hdkg.network.look.GROUPS`.
    areas, years, periods
        Local names of policy areas; years in which the periods of its claims end, and these periods in ISO 8601.
    counties
        IRIs of the counties that it belongs to or is reported of.
    reading
        How a figure is read; of anything else the surest reading of what is said of it; empty where nothing is.
    keys
        What a search may hit, a line each.
    """

    iri: str
    zh: str
    en: str
    kind: str
    group: str
    areas: tuple[str, ...]
    years: tuple[str, ...]
    periods: tuple[str, ...]
    counties: tuple[str, ...]
    reading: str
    keys: str

    def told(self, degree: int) -> dict[str, Any]:
        """Return the node as the page takes it."""
        return {
            "iri": self.iri,
            "zh": self.zh,
            "en": self.en,
            "kind": self.kind,
            "group": self.group,
            "areas": list(self.areas),
            "counties": list(self.counties),
            "years": list(self.years),
            "periods": list(self.periods),
            "reading": self.reading,
            "degree": degree,
        }


@dataclass(frozen=True, slots=True)
class Atlas:
    """All nodes and links.

    Attributes
    ----------
    nodes
        By IRI, in a fixed order.
    network
        Links, keyed by relation, with ``reading`` and ``claim``; nodes have ``label``, ``label_en``, ``aliases``.
    homes
        For each claim that is no node itself the node that it is drawn at.
    counties
        What the articles are about: IRIs.
    kinds, areas
        Names of classes and policy areas.
    articles
        SHA-256 of the articles that the graphs were read out of.
    degrees
        How many links each node has.
    index
        What a search looks in, nodes with most links first.
    """

    nodes: Mapping[str, Node] = field(default_factory=dict)
    network: nx.MultiDiGraph[str] = field(default_factory=nx.MultiDiGraph)
    homes: Mapping[str, str] = field(default_factory=dict)
    counties: tuple[str, ...] = ()
    kinds: Mapping[str, Named] = field(default_factory=dict)
    areas: Mapping[str, Named] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    degrees: Mapping[str, int] = field(default_factory=dict)
    index: Index = field(default_factory=Index)

    @classmethod
    def of(
        cls,
        nodes: Mapping[str, Node],
        network: nx.MultiDiGraph[str],
        *,
        homes: Mapping[str, str],
        counties: tuple[str, ...],
        kinds: Mapping[str, Named],
        areas: Mapping[str, Named],
        articles: frozenset[str],
    ) -> Atlas:
        """Return an atlas with what follows from its nodes and links."""
        degrees = dict(network.degree())
        order = sorted(nodes.values(), key=lambda node: (-degrees[node.iri], len(node.zh), node.iri))
        index = Index((node.iri, node.keys) for node in order)
        return cls(nodes, network, homes, counties, kinds, areas, articles, degrees, index)

    def told(self, node: str) -> dict[str, Any]:
        """Return a node as the page takes it."""
        return self.nodes[node].told(self.degrees[node])


class Atlases:
    """The atlas of a service's present state.

    Parameters
    ----------
    service
        The graphs.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: tuple[int, Atlas] = (-1, Atlas())
        self._turn = asyncio.Lock()
        self._took = 0.0
        self._renewing: asyncio.Task[None] | None = None
        if service.kept is not None:  # many graphs: nobody should have to wait for the first answer
            service.when_open.append(self._renew)

    async def atlas(self) -> Atlas:
        """Return the atlas; read it where there is none of the present state yet.

        Where reading takes long, the last state is given while the present one is read.

        Raises
        ------
        RefusalError
            The server is too busy to read the graphs, or has not read them yet.
        """
        if self._known[0] != self._service.generation:
            if self._renewing is None or self._renewing.done():
                self._renewing = asyncio.create_task(self._renew())
            if self._took <= PATIENCE:
                await asyncio.wait((self._renewing,), timeout=READING)
                if self._renewing.done():
                    self._renewing.result()
                elif self._known[0] < 0:
                    raise RefusalError(503, "The graphs are still being read; try again in a moment", Retry_After="5")
        return self._known[1]

    async def _renew(self) -> None:
        """Read the atlas of the present state, if nobody has meanwhile."""
        async with self._turn:
            generation, began = self._service.generation, asyncio.get_running_loop().time()
            if self._known[0] == generation:
                return
            self._known = (generation, await self._kept() or await self._asked())
            self._took = asyncio.get_running_loop().time() - began

    async def _kept(self) -> Atlas | None:
        """Return the atlas that is kept beside the graphs, made by a process of its own where there is none yet."""
        from hdkg.server.explore import keeping  # noqa: PLC0415 - which makes atlases itself

        if self._service.kept is None:
            return None
        folder = self._service.kept.folder
        for again in (True, False):
            atlas = await asyncio.to_thread(keeping.load, folder / keeping.name())
            if atlas is not None or not again:
                return atlas
            config = json.dumps({**self._service.source, "into": str(folder)})
            await run_module(keeping.__name__, config)
        return None

    async def _asked(self) -> Atlas:
        """Ask the workers for all that an atlas is made of."""
        rows = _Rows()
        for properties in GROUPS:
            await self._read(properties, rows)
        return await asyncio.to_thread(chart, rows)

    async def _read(self, properties: str, rows: _Rows) -> None:
        """Read all triples of some properties: at once, else of one property after another, page by page."""
        whole = (ASKS / "outline.rq").read_text("utf-8").replace("$properties", properties)
        for page in range(PAGES):
            text = whole.replace("$offset", str(page * PAGE)).replace("$limit", str(PAGE))
            found = await self._service.rows(text)
            if len(found) == PAGE and " " in properties:
                for name in properties.split():
                    await self._read(name, rows)
                return
            rows.take(found)
            if len(found) < PAGE:
                return


class _Text(str):
    """A term's text with its language."""

    language: str


class _Rows:
    """Rows of answers, held in little room, as `Description` reads them from a store."""

    def __init__(self) -> None:
        self._held: list[tuple[str, str, str, str]] = []
        self._texts: dict[str, str] = {}

    def take(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take rows of SPARQL's JSON; a text that comes again is held once."""
        once = self._texts.setdefault
        for row in rows:
            s, p, o = (row[name]["value"] for name in "spo")
            self._held.append((once(s, s), once(p, p), once(o, o), row["o"].get("xml:lang", "")))

    def query(self, _: str) -> Iterable[Mapping[str, str]]:
        """Give all rows."""
        for s, p, o, language in self._held:
            text = _Text(o)
            text.language = language
            yield {"s": s, "p": p, "o": text}


def chart(source: Any) -> Atlas:
    """Return the atlas of a graph.

    Parameters
    ----------
    source
        Anything whose ``query`` answers with rows of ``s``, ``p``, ``o``; an `rdflib.Graph`, say.

    Examples
    --------
    >>> import rdflib
    >>> graph = rdflib.Graph().parse(format="turtle", data='''
    ...     @prefix hd: <https://w3id.org/hdkg/ontology/> .
    ...     @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ...     <urn:a> a hd:Mechanism, hd:Initiative, hd:Entity ; rdfs:label "甲"@zh ; hd:county <urn:b> .
    ...     <urn:b> a hd:County, hd:Entity ; rdfs:label "乙县"@zh .''')
    >>> atlas = chart(graph)
    >>> [(node.zh, node.kind, node.group) for node in atlas.nodes.values()]
    [('甲', 'Mechanism', 'initiative'), ('乙县', 'County', 'division')]
    >>> list(atlas.network.edges(keys=True))
    [('urn:a', 'urn:b', 'county')]
    """
    graph = Description(source)
    return _Chart(graph).atlas()


class _Chart:
    """One description on its way to an atlas."""

    def __init__(self, graph: Description) -> None:
        self.graph = graph
        self.folding = Folding(graph)
        self.said: dict[str, list[str]] = {}
        self.keys = Keys()

    def atlas(self) -> Atlas:
        graph, folding = self.graph, self.folding
        homes = {}
        for claim in sorted(folding.claims):
            homes[claim] = folding.home(claim)
            for node in folding.homes(claim):
                self.said.setdefault(node, []).append(claim)
        nodes = {node: self._node(node) for node in folding.nodes()}
        kinds = sorted({node.kind for node in nodes.values()})
        areas = sorted({area for node in nodes.values() for area in node.areas})
        about = {graph.value(article, "hd:about") for article in graph.subjects("Article")}
        network = self._network(nodes)
        return Atlas.of(
            nodes,
            network,
            homes={claim: home for claim, home in homes.items() if claim not in nodes and home in nodes},
            counties=tuple(sorted(about & nodes.keys())),
            kinds={kind: self._name(HD + kind) for kind in kinds},
            areas={area: self._name(AREAS + area) for area in areas},
            articles=frozenset(graph.value(article, "hd:sha256") for article in graph.subjects("Article")),
        )

    def _node(self, node: str) -> Node:
        graph, folding = self.graph, self.folding
        lines = folding.lines(node)
        kind = folding.kind(node)
        claims = self.said.get(node, [])
        areas = {local(area) for each in (node, *claims) for area in graph.values(each, "hd:policyArea")}
        zh, en = (" ".join(getattr(line, language) for line in lines) for language in ("zh", "en"))
        group = group_of(graph.classes(node) or [kind])
        names = (lines[0].zh, *graph.values(node, "skos:altLabel"))
        return Node(
            node,
            zh,
            en,
            kind,
            group,
            tuple(sorted(areas)) if group != "division" else (),
            *self._times((node, *claims)),
            tuple(sorted(self._counties(node, claims))),
            self._reading([node] if node in folding.claims else claims),
            self.keys.of(names, (zh, en, *graph.values(node, "skos:notation"))),
        )

    def _times(self, things: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the years in which the periods of things end, and these periods in ISO 8601."""
        steps = ("sdmx-dimension:refPeriod", "hd:conferredIn", "hd:heldIn")
        periods = {period for each in things for step in steps for period in self.graph.values(each, step)}
        years = {day[:4] for period in periods if (day := self.graph.value(period, "hd:lastDay"))}
        names = {name for period in periods if (name := self.graph.value(period, "hd:iso"))}
        return tuple(sorted(years)), tuple(sorted(names))

    def _counties(self, node: str, claims: Iterable[str]) -> set[str]:
        """Return the counties that something belongs to, or whose article speaks of it."""
        graph = self.graph
        found = set(graph.values(node, "hd:county"))
        for claim in claims:
            for source in graph.values(claim, "dcterms:source"):
                found.update(graph.values(source, "hd:about"))
        return found or ({node} if "County" in graph.classes(node) else set(graph.values(node, "geo:sfWithin")))

    def _reading(self, claims: Iterable[str]) -> str:
        held = {self.graph.code(claim, "hd:reading").removeprefix("reading-") for claim in claims}
        return next((reading for reading in READINGS if reading in held), "")

    def _network(self, nodes: Mapping[str, Node]) -> nx.MultiDiGraph[str]:
        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for iri, node in nodes.items():
            network.add_node(
                iri, label=node.zh, label_en=node.en, aliases=tuple(self.graph.values(iri, "skos:altLabel"))
            )
        for start, end, relation, claim in sorted(set(self.folding.links())):
            if start in nodes and end in nodes and start != end and not network.has_edge(start, end, relation):
                reading = self.graph.code(claim, "hd:reading").removeprefix("reading-") if claim else "asserted"
                network.add_edge(start, end, relation, claim=claim, reading=reading)
        return network

    def _name(self, iri: str) -> Named:
        en = self.graph.label(iri, "en") or local(iri)
        return Named(self.graph.label(iri) or local(iri), en[:1].upper() + en[1:])
