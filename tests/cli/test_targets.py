"""Where things are written to, and in which format: the ending of the file says it; nothing takes another's place."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[bytes]]
TEXT = "2023年，全县粮食总产量41.1万吨，增长2%。\n"
SETTLED = ("--county", "430424", "--published", "2024-01-12")


def test_the_ending_of_the_file_names_the_format(hdkg: Run, here: Path, example: Path) -> None:
    assert hdkg("facts", example, "--out", "f.csv").returncode == 0
    assert (here / "f.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert hdkg("facts", example, "--out", "f.jsonl").returncode == 0
    assert all(json.loads(line) for line in (here / "f.jsonl").read_text("utf-8").splitlines())
    for command in ("facts", "panel"):
        assert hdkg(command, example, "--out", f"{command}.xlsx").returncode == 0
        assert zipfile.is_zipfile(here / f"{command}.xlsx")
    assert hdkg("export", example, "--out", "e.nq").returncode == 0
    assert (here / "e.nq").read_text("utf-8").splitlines()[0].endswith(" .")


@pytest.mark.parametrize("command", ["facts", "panel", "export"])
def test_an_ending_that_tells_no_format_is_asked_about(command: str, hdkg: Run, here: Path, example: Path) -> None:
    done = hdkg(command, example, "--out", "f.pdf")
    assert done.returncode == 2
    assert "f.pdf: which format?" in done.stderr.decode("utf-8")
    assert not (here / "f.pdf").exists()


def test_two_sources_of_one_name_are_not_built_into_one_graph(hdkg: Run, here: Path) -> None:
    for folder, text in (("a", TEXT), ("b", TEXT.replace("41.1", "42.2"))):
        (here / folder).mkdir()
        (here / folder / "x.md").write_text(text, encoding="utf-8")
    done = hdkg("build", "a/x.md", "b/x.md", *SETTLED, "--out", "both")
    assert done.returncode == 2
    assert "would have one graph" in done.stderr.decode("utf-8")
    assert not (here / "both").exists()


def test_a_graph_is_written_as_turtle_alone(hdkg: Run, here: Path) -> None:
    (here / "x.md").write_text(TEXT, encoding="utf-8")
    done = hdkg("build", "x.md", *SETTLED, "--out", "x.nt")
    assert done.returncode == 2
    assert "hdkg export" in done.stderr.decode("utf-8")
    assert not (here / "x.nt").exists()


def test_an_unknown_question_is_found_before_anything_is_built(hdkg: Run, here: Path) -> None:
    (here / "x.md").write_text(TEXT, encoding="utf-8")
    done = hdkg("build", "x.md", *SETTLED, "--out", "x.ttl", "--ask", "nosuch")
    assert done.returncode == 1
    assert "nosuch" in done.stderr.decode("utf-8")
    assert not (here / "x.ttl").exists()
