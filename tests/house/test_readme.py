"""What the READMEs show is what happens: their sessions are run and their output compared.

A line ``...`` in a session stands for any number of lines.  With ``REFRESH=1`` in the environment the outputs are
written anew instead, with as many lines around each ``...`` as before.
"""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh.md")
GUIDES = ("docs/comparing.md", "docs/corrections.md", "docs/scale.md")  # the commands of a guide build on each other
SESSION = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ANY = "..."


@dataclass(frozen=True)
class Command:
    """A command of a session and the output that the README shows."""

    words: str
    shown: str


def commands(readme: str) -> list[Command]:
    """Return the commands of a README's sessions."""
    found = []
    for session in SESSION.findall((TOP / readme).read_text("utf-8")):
        for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            words, _, shown = part.partition("\n")
            found.append(Command(words, shown))
    return found


def main_job() -> str:
    """Return what ``python3 run.py`` hands over to; its own set-up is not run inside of a test."""
    spec = importlib.util.spec_from_file_location("run_script", TOP / "run.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return shlex.join(script.MAIN_JOB)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the graphs, so that a session never changes the ones that are kept."""
    made = tmp_path_factory.mktemp("session")
    shutil.copytree(TOP / "graph", made / "graph")
    return made


def output(words: str, folder: Path) -> str:
    """Run a command and return what it prints."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    line = main_job() if words == "python3 run.py" else words
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8")
    return done.stdout.decode("utf-8").removeprefix("\ufeff")


def fits(shown: str, real: str) -> bool:
    """Tell whether an output is as shown, ``...`` standing for any lines."""
    pattern = "".join(r"(?:.*\n)*" if line == ANY else re.escape(line) + r"\n" for line in shown.splitlines())
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in real.splitlines())) is not None


def refreshed(shown: str, real: str) -> str:
    """Return the real output, left out where the shown one leaves out."""
    lines, old = [line.rstrip() for line in real.splitlines()], shown.splitlines()
    if ANY in old:
        before, after = old.index(ANY), len(old) - old.index(ANY) - 1
        if len(lines) > before + after:
            lines = [*lines[:before], ANY, *lines[len(lines) - after :]]
    return "".join(f"{line}\n" for line in lines)


CASES = [(readme, command) for readme in READMES for command in commands(readme)]


@pytest.mark.parametrize(("readme", "command"), CASES, ids=[f"{readme} {command.words}" for readme, command in CASES])
def test_a_session_gives_what_it_shows(readme: str, command: Command, folder: Path) -> None:
    compare_or_refresh(readme, command, output(command.words, folder))


def compare_or_refresh(page: str, command: Command, real: str) -> None:
    """Compare what a command prints with what a page shows, or write it into the page."""
    if os.environ.get("REFRESH") == "1":
        path = TOP / page
        old = f"$ {command.words}\n{command.shown}"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, f"$ {command.words}\n{refreshed(command.shown, real)}", 1), "utf-8")
        return
    assert fits(command.shown, real), real


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_gives_what_it_shows(guide: str, tmp_path: Path) -> None:
    told = commands(guide)
    assert len(told) > 3
    shutil.copytree(TOP / "graph", tmp_path / "graph")
    for command in told:
        compare_or_refresh(guide, command, output(command.words, tmp_path))


@pytest.mark.parametrize("readme", READMES)
def test_the_python_examples(readme: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = PYTHON.findall((TOP / readme).read_text("utf-8"))
    assert blocks, f"{readme} shows no Python"
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False)
    reports: list[str] = []
    monkeypatch.chdir(folder)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, readme, readme, 0)
    assert len(test.examples) > 3
    runner.run(test, out=reports.append)
    assert runner.failures == 0, "".join(reports)


def test_how_many_commands_there_are() -> None:
    assert [len(commands(readme)) for readme in READMES] == [11, 11]


def test_both_readmes_show_the_same_commands() -> None:
    first, second = ([command.words for command in commands(readme)] for readme in READMES)
    assert first == second


def test_every_link_to_a_file_leads_somewhere() -> None:
    links = {
        (readme, target)
        for readme in (*READMES, *GUIDES, "CONTRIBUTING.md", "CHANGELOG.md")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", (TOP / readme).read_text("utf-8"))
    }
    assert len(links) > 5
    assert [link for link in sorted(links) if not (TOP / link[0]).parent.joinpath(link[1]).exists()] == []


def test_another_output_is_caught() -> None:
    assert fits("a\n...\nz\n", "a\nb\nc\nz\n")
    assert fits("a\n", "a  \n")
    assert not fits("a\n...\nz\n", "a\nb\n")
    assert not fits("a\n", "a\nb\n")
