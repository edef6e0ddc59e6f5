"""The types that the explorer's JSDoc tells are those of its code, says TypeScript; nothing is made of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SCRIPTS = Path("src/hdkg/server/static/explore")


@pytest.fixture(scope="module")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Install the pinned compiler, and return the command."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not (npm and node):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("npm is not installed")
        raise AssertionError
    folder = tmp_path_factory.mktemp("typescript")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, folder)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"npm: {done.stderr[:300]}")
    return [node, str(folder / "node_modules" / "typescript" / "bin" / "tsc")]


def complaints(compiler: list[str], top: Path) -> list[str]:
    """Return what the compiler complains of in a checkout."""
    project = top / "tests" / "javascript" / "tsconfig.json"
    done = subprocess.run([*compiler, "--project", str(project)], capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def test_the_types_fit(compiler: list[str]) -> None:
    assert complaints(compiler, TOP) == []
    assert len(list((TOP / SCRIPTS).glob("*.js"))) > 25


def test_a_wrong_type_is_found(compiler: list[str], tmp_path: Path) -> None:
    shutil.copytree(TOP / SCRIPTS, tmp_path / SCRIPTS)
    shutil.copytree(HERE, tmp_path / "tests" / "javascript", ignore=shutil.ignore_patterns("*.py", "node_modules"))
    with (tmp_path / SCRIPTS / "plot.js").open("a", encoding="utf-8") as file:
        file.write('\nticks("low", 2);\n')
    (complaint,) = complaints(compiler, tmp_path)
    assert "plot.js" in complaint
    assert "Argument of type 'string' is not assignable to parameter of type 'number'" in complaint
