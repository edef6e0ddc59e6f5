"""What the tests of the command line share: starting it as people do, and small inputs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
Run = Callable[..., subprocess.CompletedProcess[bytes]]

ARTICLE = """2024年1月12日，青川县举行总结会。

## 经济运行

2023年，青川县实现地区生产总值80.5亿元，同比增长6.1%，增速居全市第一。全年粮食总产量12.3万吨，下降0.4%。

推行“明白账”机制，全年受理群众诉求310件，办结305件。乔庄镇获评“省级卫生镇”。
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Make and return the folder that `hdkg` runs in."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@pytest.fixture
def hdkg(here: Path) -> Run:
    """Give a function that runs ``hdkg`` in an empty folder of its own, as a process."""

    def run(*words: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "hdkg", *map(str, words)],
            cwd=here,
            input=stdin,
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
            timeout=120,
        )

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return a small article without front matter."""
    path = tmp_path / "qingchuan.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture(scope="session")
def example() -> Path:
    """Return a small valid graph."""
    return FIXTURES / "example.ttl"
