"""What docs/federation.md and docs/linking.md show can be typed, and happens so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.servers import free_port
from tests.house.test_readme import commands, compare_or_refresh, output
from tests.server.conftest import serving

from .conftest import GRAPHS, TOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Server


def shown(page: str, kind: str) -> list[str]:
    """Return the lines of a page's blocks of a kind."""
    text = (TOP / "docs" / page).read_text("utf-8")
    blocks = re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def typed(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_the_command_of_the_federation_page(oxigraph: Callable[..., Server], tmp_path: Path) -> None:
    (command,) = shown("federation.md", "sh")
    shutil.copytree(TOP / "graph", tmp_path / "graph")
    with serving(GRAPHS["nanyue-2023"]) as client:
        real = command.replace("http://127.0.0.1:8000/", client.address)
        real = real.replace("https://sparql.example.org/query", oxigraph(GRAPHS["changning-2023"]).url)
        assert real.count("http://127.0.0.1") == 2
        done = typed(real, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "国家首批农业产业强镇" in done.stdout


def test_the_failure_looks_as_the_page_shows(tmp_path: Path) -> None:
    (line,) = [line for line in shown("federation.md", "text") if line.startswith("hdkg:")]
    port = str(free_port())
    done = typed(f"hdkg query honours --on http://127.0.0.1:{port}/sparql", tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert re.sub(r"\d+", "0", done.stderr.strip()) == re.sub(r"\d+", "0", line)


def test_a_server_killed_in_the_middle_looks_as_the_page_shows(oxigraph: Callable[..., Server], tmp_path: Path) -> None:
    """The first server is killed while it works on the question, as the page says."""
    (told,) = commands("docs/federation.md")
    (tmp_path / "slow.rq").write_text("\n".join(shown("federation.md", "sparql")), "utf-8")
    doomed, fine = oxigraph(GRAPHS["hengdong-2023"]), oxigraph(GRAPHS["qidong-2023-reprints"])
    ports = {"http://127.0.0.1:7001/query": doomed.url, "http://127.0.0.1:7002/query": fine.url}
    command, seen = told.words, told.shown
    for there, here in ports.items():
        assert there in command
        command, seen = command.replace(there, here), seen.replace(there, here)
    killer = threading.Timer(2.0, doomed.kill)
    killer.start()
    done = typed(f"( {command} ) 2>&1", tmp_path)
    assert not killer.is_alive(), "it was answered before the server was killed"
    killer.join()
    # How the connection ends is the machine's: closed, or reset.
    said, seen = (re.sub(r"reached \(.*?\);", "reached;", text.replace("\ufeff", "")) for text in (done.stdout, seen))
    assert said == seen


def test_the_endpoint_of_the_comparing_page(oxigraph: Callable[..., Server], tmp_path: Path) -> None:
    (command,) = [line for line in shown("comparing.md", "sh") if "http://" in line]
    shutil.copytree(TOP / "graph", tmp_path / "graph")
    real = command.replace("http://127.0.0.1:8000/sparql", oxigraph(GRAPHS["nanyue-2023"]).url)
    assert real != command
    done = typed(real, tmp_path)
    assert (done.returncode, done.stderr, done.stdout.split()) == (0, "", ["gdp.csv", "gdp-contradictions.csv"])


def test_the_commands_of_the_linking_page(tmp_path: Path) -> None:
    told = shown("linking.md", "sh")
    assert len(told) == 3
    shutil.copytree(TOP / "graph", tmp_path / "graph")
    with serving(GRAPHS["nanyue-2023"]) as client:
        for command in told:
            done = typed(command.replace("http://127.0.0.1:8000/", client.address), tmp_path)
            assert done.returncode == 0, (command, done.stderr)
    assert (tmp_path / "out" / "links" / "links.ttl").is_file()


def test_the_session_of_the_linking_page(tmp_path: Path) -> None:
    shutil.copytree(TOP / "graph", tmp_path / "graph")
    told = commands("docs/linking.md")
    assert len(told) == 1
    for command in told:
        compare_or_refresh("docs/linking.md", command, output(command.words, tmp_path))
