"""Graph files of the counties drawn, each as large as that of an article."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from benchmarks.linking.draw import CONCEPTS, KINDS, Told, division_of, told
from hdkg.iris import digest
from hdkg.resources import graph_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hdkg.resources.divisions import Division

HD = "https://w3id.org/hdkg/ontology/"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
WITHIN = ox.NamedNode("http://www.opengis.net/ont/geosparql#sfWithin")
COUNTY = ox.NamedNode(HD + "county")
PATTERN = "hengdong-2023", "430424", "097435925ba6689f"  # a kept graph, its county, its source


def write(folder: Path, counties: Iterable[Division], seed: int, tellings: int = 2) -> list[Path]:
    """Write graph files of counties, and return them.

    Parameters
    ----------
    folder
        A new folder.
    counties, seed
        See `benchmarks.linking.draw.told`.
    tellings
        Files of each county, one after the other in the first and in the second wording; each has claims of its own,
        as many as the kept graph of Hengdong has.
    """
    folder.mkdir(parents=True)
    files = []
    for county in counties:
        things = told(county, seed)
        for at in range(tellings):
            files.append(folder / f"{county.code}-{at}.ttl")
            own = ox.serialize(
                triples(each for each in things if each.wording == at % 2), format=ox.RdfFormat.N_TRIPLES
            )
            files[-1].write_bytes(_claims(county.code, at).encode() + b"\n" + own)
    return files


def triples(things: Iterable[Told]) -> Iterator[ox.Triple]:
    """Yield what a county's graph says of things: classes, label, and where they belong."""
    for thing in things:
        node = ox.NamedNode(thing.iri)
        classes = (CONCEPTS[thing.kind],) if thing.kind in CONCEPTS else KINDS[thing.kind][1]
        for each in classes:
            yield ox.Triple(node, TYPE, ox.NamedNode(HD + each))
        yield ox.Triple(node, LABEL, ox.Literal(thing.name, language="zh"))
        if thing.kind not in CONCEPTS:
            yield ox.Triple(node, WITHIN if thing.kind == "place" else COUNTY, ox.NamedNode(division_of(thing)))


def _claims(code: str, telling: int) -> str:
    """Return the claims of a county's graph in Turtle: a kept graph's, made into another source's of another county."""
    _, county, source = PATTERN
    return _pattern().replace(source, digest(code, str(telling), length=16)).replace(county, code)


@cache
def _pattern() -> str:
    """Return a kept graph without what names things of the county; the indicators of the catalogue stay."""
    text = (graph_dir() / f"{PATTERN[0]}.ttl").read_text(encoding="utf-8")
    named = re.compile(r"<[^>]+> a [^;]*hd:(Entity|Honour|Indicator)\b")
    return "\n\n".join(each for each in text.split("\n\n") if not named.match(each))
