"""What the tests of the house share: the top folder, the tracked files, the package's modules."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def top() -> Path:
    """Return the top folder of the checkout."""
    return TOP


@pytest.fixture(scope="session")
def tracked() -> tuple[Path, ...]:
    """Return every file that git tracks and that is there."""
    if not (TOP / ".git").exists():
        pytest.skip("not a git checkout, so nothing is tracked")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True).stdout
    files = tuple(TOP / name for name in listed.decode().split("\0") if name and (TOP / name).is_file())
    assert len(files) > 40, "git lists hardly anything"
    return files
