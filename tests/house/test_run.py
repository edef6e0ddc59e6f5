"""run.py: when it installs, what it does after a killed install, how it says what is missing."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture
def run() -> ModuleType:
    """Return run.py as a module."""
    spec = importlib.util.spec_from_file_location("run_script", TOP / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a tiny project that installs in a moment and needs nothing from anywhere."""
    (tmp_path / "constraints.txt").write_text("# none\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "tiny"\nversion = "1"\n[project.optional-dependencies]\ntest = []\nall = []\n',
        "utf-8",
    )
    (tmp_path / "tiny.py").write_text("answer = 42\n", "utf-8")
    (tmp_path / "backend.py").write_text(BACKEND, "utf-8")
    return tmp_path


BACKEND = '''
"""The smallest build backend that makes an editable wheel."""
import pathlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        wheel.writestr("tiny.pth", str(pathlib.Path.cwd()))
        wheel.writestr("tiny-1.dist-info/METADATA",
            "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\nProvides-Extra: test\\nProvides-Extra: all\\n")
        wheel.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tiny-1.dist-info/RECORD", "")
    return name

def build_wheel(*_):
    raise NotImplementedError
'''


def answer(run: ModuleType, home: Path) -> str:
    """Return what the installed project says in its environment."""
    command = [str(run.venv_python(home)), "-c", "import tiny; print(tiny.answer)"]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=home.parent).stdout.strip()


def test_it_installs_once(run: ModuleType, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not run.is_ready(home, "core")
    run.prepare(home, "core")
    assert run.is_ready(home, "core")
    assert answer(run, home) == "42"
    monkeypatch.setattr(run.subprocess, "call", lambda *_, **__: pytest.fail("it installed again"))
    run.prepare(home, "core")


def test_more_is_installed_when_more_is_asked_for_and_kept(run: ModuleType, home: Path) -> None:
    run.prepare(home, "core")
    assert not run.is_ready(home, "test")
    run.prepare(home, "test")
    assert run.is_ready(home, "test")
    assert run.is_ready(home, "core")
    (home / "constraints.txt").write_text("# changed\n", "utf-8")
    run.prepare(home, "core")
    assert run.is_ready(home, "test"), "a change must not throw the test's tools out of the stamp"


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_change_is_seen(run: ModuleType, home: Path, name: str) -> None:
    run.prepare(home, "core")
    with (home / name).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert not run.is_ready(home, "core")
    run.prepare(home, "core")
    assert run.is_ready(home, "core")


def test_another_python_is_seen(run: ModuleType, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run.prepare(home, "core")
    monkeypatch.setattr(run, "python_identity", lambda: "3.99.0 elsewhere")
    assert not run.is_ready(home, "core")


@pytest.mark.parametrize("torn", ["unfinished", "", "core\n", "\x00\x01", "nothing\nof the\nkind\n"])
def test_a_killed_install_is_made_anew(run: ModuleType, home: Path, torn: str) -> None:
    run.prepare(home, "core")
    left_over = home / ".venv" / "left-over"
    left_over.touch()
    run.stamp(home).write_text(torn, "utf-8")
    run.prepare(home, "core")
    assert run.is_ready(home, "core")
    assert not left_over.exists()
    assert answer(run, home) == "42"


def test_a_failed_install_says_so_and_is_not_taken_for_finished(run: ModuleType, home: Path) -> None:
    (home / "backend.py").write_text("raise RuntimeError('seeded')\n", "utf-8")
    with pytest.raises(SystemExit, match="did not succeed"):
        run.prepare(home, "core")
    assert not run.is_ready(home, "core")
    (home / "backend.py").write_text(BACKEND, "utf-8")
    run.prepare(home, "core")
    assert answer(run, home) == "42"


def test_missing_pip_is_named(run: ModuleType, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = home / "bare"
    subprocess.run([run.base_python(), "-m", "venv", "--without-pip", str(bare)], check=True)
    monkeypatch.setattr(run, "base_python", lambda: str(bare / run.venv_python(home).relative_to(home / ".venv")))
    with pytest.raises(SystemExit, match=r"has no pip; install it .*python3-pip"):
        run.prepare(home, "core")


def test_the_help_and_a_wrong_word() -> None:
    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "run.py", *words], cwd=TOP, capture_output=True, text=True, check=False)

    assert (call("--help").returncode, "python3 run.py test" in call("--help").stdout) == (0, True)
    assert (call("tset").returncode, "python3 run.py test" in call("tset").stderr) == (2, True)


def test_ci_installs_everything(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(run, "prepare", lambda _, level: asked.append(level))
    monkeypatch.setattr(run, "hand_over", lambda _, arguments: len(arguments))
    monkeypatch.chdir(TOP)
    monkeypatch.setenv("CI", "true")
    assert run.main(["test", "-q"]) == 3
    monkeypatch.delenv("CI")
    run.main(["test"])
    run.main([])
    assert asked == ["all", "test", "core"]


@pytest.mark.skipif(os.name == "nt", reason="a POSIX layout")
def test_where_the_environments_python_stands(run: ModuleType) -> None:
    assert run.venv_python(Path("a")) == Path("a/.venv/bin/python")
