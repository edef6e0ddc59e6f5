"""Spark, on this machine, gives the bytes that the processes here give."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import write
from hdkg.cli import main
from hdkg.pipeline.bulk import build_folder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    """Ask for Spark and Java: without them the tests fail in CI and are skipped elsewhere."""
    for name, there in (("Java", shutil.which("java")), ("pyspark", find_spec("pyspark"))):
        if not there:
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")


def spark(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hdkg", "build", *map(str, words), "--engine", "spark", "--processes", "2"]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_spark_gives_the_same_bytes(tmp_path: Path) -> None:
    folder, there, here = tmp_path / "articles", tmp_path / "spark", tmp_path / "local"
    write(folder, 3, 9)
    (folder / "empty.md").write_text("", "utf-8")
    hostile = min(folder.glob("*.md"))
    hostile.write_text(hostile.read_text("utf-8") + "\n建成“甲\u2028乙\x85丙”工程1个。\n", "utf-8")
    done = spark(folder, "-o", there)
    assert done.returncode == 1, done.stderr
    assert "3 篇构建 / built, 0 篇未变 / unchanged, 1 篇未成 / failed" in done.stdout
    assert "empty.md: the file is empty" in done.stderr.splitlines()[-1]
    tally = build_folder(folder, here, processes=2)
    assert f"; {tally.triples} 三元组" in done.stdout
    parts = sorted((there / "quads").glob("part-*"))
    assert len(parts) == 2
    by_spark = sorted(line for part in parts for line in part.read_text("utf-8").removesuffix("\n").split("\n"))
    exported = tmp_path / "local.nq"
    assert main(["export", str(here), "--format", "nquads", "--out", str(exported)]) == 0
    assert by_spark == sorted(exported.read_text("utf-8").removesuffix("\n").split("\n"))
    assert any("\u2028" in line for line in by_spark)
    assert (there / "articles.parquet" / "_SUCCESS").is_file()


def test_without_java_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "articles", 1, 9)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    done = spark(tmp_path / "articles", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "Spark cannot start" in done.stderr.splitlines()[-1]
    assert "install Java 17" in done.stderr.splitlines()[-1]


def test_a_store_is_for_the_local_engine(tmp_path: Path) -> None:
    assert main(["build", str(tmp_path), "--engine", "spark", "--store", "s"]) == 2
