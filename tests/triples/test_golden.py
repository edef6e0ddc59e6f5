"""The fictional county's graph is what a person checked, byte for byte."""

from pathlib import Path

from hdkg.model import Extraction
from hdkg.resources import Concept
from hdkg.triples import to_graph, turtle

GOLDEN = Path(__file__).parents[1] / "fixtures" / "small-county.ttl"


def test_graph_is_the_golden_file(small_county: Extraction, labels: dict[str, Concept]) -> None:
    assert turtle(to_graph(small_county, labels)) == GOLDEN.read_text(encoding="utf-8")
