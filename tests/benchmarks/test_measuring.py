"""The benchmarks run, and what they write is well formed and the same for the same figures."""

from __future__ import annotations

import doctest
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import benchmarks.machine
import benchmarks.plot
import benchmarks.whole
from benchmarks import building, extraction, startup, whole
from benchmarks.corpus import write
from benchmarks.plot import log_log, slope
from benchmarks.whole import Whole
from hdkg.pipeline.graphs import open_graphs

RESULTS = Path(__file__).parents[2] / "benchmarks/results"


@pytest.mark.parametrize("module", [benchmarks.machine, benchmarks.plot, benchmarks.whole])
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
        told = building.stages(files, place)
        assert set(told.spent) == set(told.floor) == set(building.STAGES)
        assert set(told.parts) == set(building.PARTS)
        assert told.characters > 500 * size
        assert told.triples > 500 * size
        even = dict.fromkeys(told.spent, 0.5 * size)
        measured.append(told._replace(spent=even, floor=dict.fromkeys(told.floor, 0.1), parts={"parse": 0.25}))
    built = Whole(10, 20_000, 5.0, 4.0, 3.0, 1.0, 400.0, 10**6, 7 * 10**6, 2.5)
    report = building.report(measured, [built], 1, slow=2.0)
    assert "| extract | 500.0 | 2 | 17% |" in report
    assert "those of the union too: 125.0 ms an article" in report
    assert "pySHACL in place of the quick engine: 2000 ms an article, 4 times as long" in report
    assert "| 10 | 20000 | 4 | 400 | 300 | 100 | 5 | 2.5 | 400 | 1 | 7 |" in report
    assert "28000 articles like these, 56 million triples, take" in report


def test_a_whole_build_is_watched(tmp_path: Path) -> None:
    write(tmp_path / "articles", 2, 1)
    (tmp_path / "whole").mkdir()
    told = whole.build(tmp_path / "articles", tmp_path / "whole")
    graphs = list((tmp_path / "whole/out").glob("*.ttl"))
    assert told.articles == len(graphs) == 2
    assert told.graphs >= sum(path.stat().st_size for path in graphs)
    assert len(open_graphs(tmp_path / "whole/store").graphs) == 2
    # Two processes that hold the rules, and the one that loads.
    assert told.memory > 100
    assert told.processor > told.own > 0


def test_an_article_without_a_graph_ends_the_measuring(tmp_path: Path) -> None:
    write(tmp_path / "articles", 1, 1)
    (tmp_path / "articles/empty.md").write_text("", "utf-8")
    (tmp_path / "whole").mkdir()
    with pytest.raises(RuntimeError, match="no graph"):
        whole.build(tmp_path / "articles", tmp_path / "whole")


def test_the_speed_of_reading_is_told() -> None:
    grown = extraction.growth((2_000, 4_000))
    assert [claims > 10 for *_, claims in grown] == [True, True]
    report = extraction.report({"a text": (1000, 0.02, 0.01)}, [(1000, 0.5, 20.0, 12)], 3, "a machine")
    assert "| a text | 1000 | 20.0 ms | 10.0 ms | 2.0 |" in report
    assert "| 1000 | 0.50 | 500.0 | 20.0 | 12 |" in report


def test_a_command_is_timed() -> None:
    clock, processor = startup.runs(("-c", "pass"), 2, dict(os.environ))
    assert len(clock) == len(processor) == 2


def test_the_results_of_the_last_run_are_kept() -> None:
    for name in ("building", "extraction-speed", "startup"):
        assert f"![growth]({name}.svg)" in (RESULTS / f"{name}.md").read_text("utf-8")
        ET.parse(RESULTS / f"{name}.svg")
