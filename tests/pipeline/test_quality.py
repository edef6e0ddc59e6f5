"""The quality report: a line for every check, true of this checkout, false where something is wrong."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from hdkg.cli import main
from hdkg.pipeline.quality import Line, quality
from hdkg.resources import graph_dir
from hdkg.validation.checks import GRAPH, ONTOLOGY, Fault, checks

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.ttl"


@pytest.mark.slow
def test_this_checkout_passes_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--ontology"])
    *lines, total = capsys.readouterr().out.splitlines()
    assert code == 0, [line for line in lines if line.startswith(("FAIL", " "))]
    assert len(lines) == len(checks(ONTOLOGY)) + len(checks(GRAPH)) + 8
    allowed = ("ok", "skip") if shutil.which("java") is None and os.environ.get("CI") != "true" else ("ok",)
    assert all(line.startswith(allowed) for line in lines), lines
    assert total.startswith(f"{len(lines)} 项检查：")


@pytest.mark.slow
def test_what_is_wrong_with_a_graph_fails_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no Java here
    path = tmp_path / "bad.ttl"
    wrong = "<urn:x> a <https://w3id.org/hdkg/ontology/Claim>, <https://w3id.org/hdkg/ontology/Nothing> ."
    path.write_text(EXAMPLE.read_text(encoding="utf-8") + wrong, encoding="utf-8")
    lines = list(quality([path]))
    failed = {line.title_en: line for line in lines if line.state == "FAIL"}
    assert set(failed) == {
        "Evidence behind every claim",
        "No undeclared term in any graph",
        "Every graph has as many triples as void:triples says",
        "Every graph conforms to the shapes",
    }
    assert failed["Evidence behind every claim"].faults[0].subject == "urn:x"
    skipped = {line.title_en: line.skipped for line in lines if line.state == "skip"}
    assert set(skipped) == {
        "Every quote equals the source at its place",
        "A rebuild gives the same bytes",
        "HermiT finds ontology, imports and graphs consistent",
    }
    assert "Java" in skipped["HermiT finds ontology, imports and graphs consistent"]


@pytest.mark.slow
def test_a_changed_source_and_a_wrong_quote_are_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    source = graph_dir() / "sources" / "hengdong-2023.md"
    (tmp_path / "sources").mkdir()
    shutil.copy(source, tmp_path / "sources" / source.name)
    graph = (graph_dir() / "hengdong-2023.ttl").read_text(encoding="utf-8")
    path = tmp_path / "hengdong-2023.ttl"
    told = int(re.findall(r"void:triples (\d+)", graph)[0])
    wrong = graph.replace("hd:start 1", "hd:start 2", 1).replace(f"void:triples {told}", f"void:triples {told + 1}")
    path.write_text(wrong, encoding="utf-8")
    failed = {line.title_en: line for line in quality([path]) if line.state == "FAIL"}
    assert {"Every quote equals the source at its place", "A rebuild gives the same bytes"} <= set(failed)
    miscounted = failed["Every graph has as many triples as void:triples says"].faults
    assert [fault.problem for fault in miscounted] == [f"void:triples says {told + 1}, there are {told}"]


def test_neither_graph_nor_ontology_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert "GRAPH" in capsys.readouterr().err


def test_a_line_tells_its_first_faults_and_counts_the_rest() -> None:
    line = Line("甲", "a", "b", tuple(Fault("x", f"urn:{n}", "is wrong") for n in range(12)))
    told = list(line.lines())
    assert told[0] == "FAIL  甲 / a (b)"
    assert told[1] == "        <urn:0> is wrong"
    assert told[-1] == "        … 2 more"


def test_uncatalogued_indicators_are_listed_and_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(graph_dir() / "hengdong-2023.ttl")]) == 0
    assert "not in the catalogue" in capsys.readouterr().out
