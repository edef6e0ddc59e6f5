"""The benchmarks run, and what they write is well formed and the same for the same figures."""

from __future__ import annotations

import doctest
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import benchmarks.machine
import benchmarks.plot
from benchmarks import building, startup
from benchmarks.corpus import write
from benchmarks.plot import log_log, slope

RESULTS = Path(__file__).parents[2] / "benchmarks/results"


@pytest.mark.parametrize("module", [benchmarks.machine, benchmarks.plot])
def test_the_examples_of_a_module(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted > 0
    assert result.failed == 0


def test_a_plot_is_an_svg_of_the_same_bytes() -> None:
    lines = {"linear <a>": [(1, 2), (10, 20), (100, 200)], "square": [(1, 0.1), (10, 10), (100, 1000)]}
    drawing = log_log("t & t", "articles", "s", lines)
    assert drawing == log_log("t & t", "articles", "s", lines)
    words = ["".join(each.itertext()) for each in ET.fromstring(drawing)]
    assert {"t & t", "linear <a>, slope 1.00", "square, slope 2.00"} <= set(words)


def test_a_slope_is_that_of_the_logarithms() -> None:
    assert slope([(1, 5), (2, 10), (4, 20)]) == pytest.approx(1)
    assert slope([(1, 7), (2, 7), (4, 7)]) == pytest.approx(0)


def test_every_stage_is_measured(tmp_path: Path) -> None:
    write(tmp_path / "articles", 2, 1)
    (tmp_path / "stages").mkdir()
    measured = []
    for size in (1, 2):
        place = tmp_path / "stages" / str(size)
        place.mkdir()
        files = sorted((tmp_path / "articles").glob("*.md"))[:size]
        spent, floor, characters, triples = building.stages(files, place)
        assert set(spent) == set(floor) == set(building.STAGES)
        assert characters > 500 * size
        assert triples > 500 * size
        measured.append((size, dict.fromkeys(spent, 0.5 * size), dict.fromkeys(floor, 0.1), characters, triples))
    report = building.report(measured, 1, slow=2.0, wall=3.0, memory=400.0)
    assert "| extract | 500.0 | 2 | 17% |" in report
    assert "pySHACL in place of the quick engine: 2000 ms an article, 4 times as long." in report


def test_a_command_is_timed() -> None:
    clock, processor = startup.runs(("-c", "pass"), 2, dict(os.environ))
    assert len(clock) == len(processor) == 2


def test_the_results_of_the_last_run_are_kept() -> None:
    assert {"building.md", "building.svg", "startup.md"} <= {path.name for path in RESULTS.iterdir()}
    ET.parse(RESULTS / "building.svg")
