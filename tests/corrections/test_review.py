"""``hdkg review`` lists what to look at, keeps decisions, and every build applies them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hdkg.model import Action
from hdkg.pipeline.building import build
from hdkg.pipeline.graphs import open_graphs
from hdkg.pipeline.reviewing import open_review

Run = Callable[..., subprocess.CompletedProcess[str]]
PREFIXES = "PREFIX hd: <https://w3id.org/hdkg/ontology/> PREFIX dcterms: <http://purl.org/dc/terms/> "
WHO = ("--who", "李四", "--why", "核对过原件", "--when", "2024-05-01")


@pytest.fixture
def hdkg(source: Path) -> Run:
    """Return a function that runs ``hdkg`` in the folder above the graph's."""

    def run(*given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "hdkg", *given],
            cwd=source.parents[2],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            timeout=120,
        )

    return run


SOURCE = "graph/sources/qingchuan-2023.md"
FILE = Path("graph") / "corrections" / "qingchuan-2023.yaml"


def listed(hdkg: Run, *options: str) -> list[dict[str, object]]:
    """Return what a review lists."""
    done = hdkg("review", SOURCE, "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def gdp_key(hdkg: Run) -> str:
    """Return the key of the figure to correct."""
    (row,) = [row for row in listed(hdkg, "--all") if "80.5" in str(row["says"])]
    return str(row["key"])


def test_a_review_lists_what_is_open_with_its_place(hdkg: Run) -> None:
    (row,) = [row for row in listed(hdkg) if row["concern"] == "open"]
    assert (row["words"], row["line"], row["column"]) == ("“明白人”", 9, 37)
    table = hdkg("review", SOURCE).stdout
    assert str(row["key"]) in table
    rows = list(csv.DictReader(io.StringIO(hdkg("review", SOURCE, "--format", "csv").stdout.removeprefix("\ufeff"))))
    assert [each["key"] for each in rows if each["concern"] == "open"] == [row["key"]]
    everything = listed(hdkg, "--all")
    assert len(everything) > 8
    assert len({each["key"] for each in everything}) == len(everything)
    why = [str(each["why"]) for each in everything if each["concern"] == "read"]
    assert any("subject inherited: the county under review" in each for each in why)


def test_decisions_are_kept_and_every_build_applies_them(hdkg: Run, source: Path) -> None:
    key = gdp_key(hdkg)
    (open_key,) = [str(row["key"]) for row in listed(hdkg) if row["concern"] == "open"]
    assert hdkg("review", SOURCE, "--correct", key, "--set", "period=2023-01/2023-09", *WHO).returncode == 0
    assert hdkg("review", SOURCE, "--accept", open_key, *WHO).returncode == 0
    file = source.parents[2] / FILE
    assert [line for line in file.read_text("utf-8").splitlines() if "action" in line] == [
        "- action: correct",
        "- action: accept",
    ]
    assert open_key not in {row["key"] for row in listed(hdkg)}
    built = hdkg("build", SOURCE, "--strict")
    assert (built.returncode, built.stderr) == (0, "")
    graph = source.parents[1] / "qingchuan-2023.ttl"
    first = graph.read_bytes()
    assert hdkg("build", SOURCE).returncode == 0
    assert graph.read_bytes() == first, "a rebuild gives the same bytes"
    assert hdkg("check", str(graph)).returncode == 0
    facts = [json.loads(line) for line in hdkg("facts", str(graph)).stdout.splitlines()]
    assert [fact["period"] for fact in facts if fact.get("value") == 80.5] == ["2023-01/2023-09"]
    assert [json.loads(line) for line in hdkg("facts", SOURCE).stdout.splitlines()] == facts


def test_the_graph_says_who_corrected_what_and_why(source: Path) -> None:
    review = open_review(source)
    key = next(item.key for item in review.items(everything=True) if item.says.get("value") == "80.5")
    review.decided(Action.CORRECT, key, who="李四", when="2024-05-01", why="公报为准", slots={"value": "80.6"})
    store = open_graphs(build(source).graph)
    (row,) = store.query(
        PREFIXES
        + """SELECT ?written ?who ?when ?why ?change {
          ?claim hd:writtenValue ?written ; hd:correctedBy ?c .
          ?c a hd:Correction ; dcterms:contributor ?who ; dcterms:created ?when ;
            hd:reason ?why ; hd:change ?change }"""
    )
    assert [str(row[name]) for name in ("written", "who", "when", "why", "change")] == [
        "80.6",
        "李四",
        "2024-05-01",
        "公报为准",
        "value: 80.5 → 80.6",
    ]


def test_a_correction_that_no_longer_fits_is_warned_of_and_listed(hdkg: Run, source: Path) -> None:
    key = gdp_key(hdkg)
    assert hdkg("review", SOURCE, "--reject", key, *WHO).returncode == 0
    kept = (source.parents[2] / FILE).read_bytes()
    source.write_text(source.read_text("utf-8").replace("80.5", "88.8"), "utf-8")
    built = hdkg("build", SOURCE)
    assert built.returncode == 0
    assert built.stderr.startswith(f"hdkg: qingchuan-2023: the correction of {key} was not applied: its words")
    assert built.stderr.count("\n") == 1
    assert "88.8" in (source.parents[1] / "qingchuan-2023.ttl").read_text("utf-8"), "the graph is built without it"
    assert hdkg("build", SOURCE, "--strict").returncode == 1
    assert [row["key"] for row in listed(hdkg) if row["concern"] == "misfit"] == [key]
    assert (source.parents[2] / FILE).read_bytes() == kept, "nothing is dropped from the file"
    other = next(str(row["key"]) for row in listed(hdkg, "--all") if row["concern"] == "read")
    assert hdkg("review", SOURCE, "--accept", other, *WHO).returncode == 0
    assert (source.parents[2] / FILE).read_text("utf-8").count("- action:") == 2


def test_an_article_from_elsewhere_has_its_corrections_beside_its_graph(hdkg: Run, source: Path) -> None:
    top = source.parents[2]
    (top / "qingchuan-2023.md").write_bytes(source.read_bytes())
    key = gdp_key(hdkg)
    assert hdkg("review", "qingchuan-2023.md", "--reject", key, *WHO).returncode == 0
    assert (top / "out" / "corrections" / "qingchuan-2023.yaml").is_file()
    assert hdkg("build", "qingchuan-2023.md").returncode == 0
    assert "80.5" not in hdkg("facts", "out/qingchuan-2023.ttl").stdout
    assert hdkg("review", "qingchuan-2023.md", "--out", "mine/a.ttl", "--reject", key, *WHO).returncode == 0
    assert (top / "mine" / "corrections" / "qingchuan-2023.yaml").is_file()
    named = ("--corrections", str(Path("mine") / "corrections" / "qingchuan-2023.yaml"))
    assert "80.5" not in hdkg("facts", SOURCE, *named).stdout
    assert "80.5" in hdkg("facts", SOURCE).stdout


def test_a_source_of_the_graphs_is_corrected_wherever_its_graph_goes(hdkg: Run) -> None:
    assert hdkg("review", SOURCE, "--reject", gdp_key(hdkg), *WHO).returncode == 0
    assert hdkg("build", SOURCE, "--out", "elsewhere/a.ttl").returncode == 0
    assert "80.5" not in hdkg("facts", "elsewhere/a.ttl").stdout


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--accept", "observation@1-2", *WHO), 1, "nothing is read at “observation@1-2”"),
        (("--accept", "nonsense", *WHO), 1, "“nonsense” is no key"),
        (("--accept", "observation@1-2"), 2, "a decision needs --who and --why"),
        (("--accept", "a", "--reject", "b", *WHO), 2, "one decision at a time"),
        (("--set", "period=2023"), 2, "go with --accept"),
        (("--correct", "observation@1-2", "--set", "period", *WHO), 2, "is not SLOT=VALUE"),
    ],
)
def test_a_wrong_decision_changes_nothing(
    words: tuple[str, ...], code: int, message: str, hdkg: Run, source: Path
) -> None:
    done = hdkg("review", SOURCE, *words)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (source.parents[2] / FILE).exists()


def test_a_malformed_file_ends_a_build_with_one_line(hdkg: Run, source: Path) -> None:
    file = source.parents[2] / FILE
    file.parent.mkdir()
    file.write_text("corrections:\n- action: mend\n", "utf-8")
    done = hdkg("build", SOURCE)
    assert done.returncode == 1
    assert done.stderr.startswith(f"hdkg: {FILE}:2: ")
    assert done.stderr.count("\n") == 1
