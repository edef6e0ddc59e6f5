"""The checks that people run by hand run as tests too: ruff, mypy, import-linter."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TOOLS = {
    "ruff check": ("ruff", "check", "--no-cache", "."),
    "ruff format": ("ruff", "format", "--no-cache", "--check", "."),
    "mypy": ("mypy", "--strict", "src/hdkg", "run.py"),
    "mypy of the corpus": ("mypy", "--strict", "-p", "benchmarks.corpus"),
}


def run(*command: str, top: Path) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment in the top folder."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=top, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("name", TOOLS)
def test_the_tool_finds_nothing(name: str, top: Path) -> None:
    done = run(*TOOLS[name], top=top)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_would_find_something(top: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.py"
    faulty.write_text("import os\nx=1\n", "utf-8")
    config = str(top / "pyproject.toml")
    assert run("ruff", "check", "--no-cache", "--config", config, str(faulty), top=tmp_path).returncode == 1
    assert run("ruff", "format", "--no-cache", "--config", config, "--check", str(faulty), top=tmp_path).returncode == 1


def test_mypy_would_find_something(tmp_path: Path) -> None:
    (tmp_path / "faulty.py").write_text("def f(x: int) -> str:\n    return x\n", "utf-8")
    done = run("mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(tmp_path / "faulty.py"), top=tmp_path)
    assert "return-value" in done.stdout
