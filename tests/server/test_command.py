"""``hdkg serve`` as people start it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.parse
from typing import TYPE_CHECKING

import pytest

from .conftest import Client, serving
from .test_safety import RUNAWAY

if TYPE_CHECKING:
    from pathlib import Path


def start(*words: str | Path, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "hdkg", "serve", *map(str, words)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_when_told(hengdong: Path, stop: signal.Signals, tmp_path: Path) -> None:
    with start(hengdong, "--port", "0", TMPDIR=str(tmp_path)) as server:
        try:
            assert server.stdout
            line = server.stdout.readline()
            assert line.startswith("http://127.0.0.1:")
            assert Client(line.split()[0]).query("ASK {}").json()["boolean"] is True
            server.send_signal(stop)
            _, error = server.communicate(timeout=30)
        finally:
            server.kill()
        assert (server.returncode, error) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_a_running_query_does_not_keep_it_from_ending(hengdong: Path) -> None:
    with start(hengdong, "--port", "0") as server:
        try:
            assert server.stdout
            client = Client(server.stdout.readline().split()[0])
            address = f"{client.address}sparql?query={urllib.parse.quote(RUNAWAY)}"
            with subprocess.Popen(["curl", "-s", address], stdout=subprocess.DEVNULL):
                time.sleep(0.5)
                server.terminate()
                server.wait(timeout=30)
        finally:
            server.kill()
        assert server.returncode == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--writable", "store"), 2, "--writable needs --token"),
        (("--writable", "store", "--token", "short"), 2, "at least 16 characters"),
        (("--token", "short"), 2, "at least 16 characters"),
        (("--sources", "nowhere"), 2, "--sources nowhere is no folder"),
        (("--timeout", "0"), 2, "0.1"),
        (("--port", "70000"), 2, "65535"),
        (("no-such.ttl",), 1, "no-such.ttl"),
        (("--host", "192.0.2.1"), 1, "cannot listen there"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(words: tuple[str, ...], code: int, said: str, tmp_path: Path) -> None:
    with start(*words, TMPDIR=str(tmp_path)) as server:
        _, error = server.communicate(timeout=60)
    assert server.returncode == code
    assert said in error
    assert "Traceback" not in error
    if code == 1:
        assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken(hengdong: Path) -> None:
    with serving(hengdong) as client:
        port = client.address.rstrip("/").rsplit(":", 1)[1]
        with start(hengdong, "--port", port) as server:
            _, error = server.communicate(timeout=60)
        assert (server.returncode, "cannot listen there" in error) == (1, True)
