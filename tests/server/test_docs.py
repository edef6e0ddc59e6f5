"""What docs/endpoint.md and the READMEs show is what happens."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from .conftest import TOP, Client

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = "http://127.0.0.1:8080/"
needs_curl = pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")


def told(words: str, client: Client) -> str:
    """Run a shown command against a real server and return what it prints, with the address that is shown."""
    assert SHOWN in words
    line = words.replace(SHOWN, client.address)
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.replace(client.address, SHOWN)


def sessions() -> Iterator[tuple[str, str]]:
    """Go through the commands of the document's session and what it shows of them."""
    text = (TOP / "docs" / "endpoint.md").read_text("utf-8")
    for session in re.findall(r"^```console\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            words, _, shown = part.partition("\n")
            yield words, shown


@needs_curl
def test_the_session_of_the_document(client: Client) -> None:
    commands = list(sessions())
    assert len(commands) == 4
    for words, shown in commands:
        assert "\n".join(told(words, client).split()) == "\n".join(shown.split())


@needs_curl
@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_example_of_the_readme(readme: str, client: Client) -> None:
    shown = (TOP / readme).read_text("utf-8")
    assert "hdkg serve graph/hengdong-2023.ttl --port 8080" in shown
    (words,) = re.findall(r"^curl .*/sparql.*$", shown, re.MULTILINE)
    assert told(words, client).strip() == "true"


def test_every_address_of_the_table_answers(client: Client) -> None:
    text = (TOP / "docs" / "endpoint.md").read_text("utf-8")
    table = re.findall(r"^\| (`/.*?) \|", text, re.MULTILINE)
    assert len(table) == 13
    for path in re.findall(r"`(/[^`]*)`", "".join(table)):
        if not set(path) & set("…N="):
            assert client.get(path).status in {200, 303}, path
