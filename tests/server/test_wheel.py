"""A wheel brings the query page's script along where npm is, and says what is missing where it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from hdkg.server import bundle

from .conftest import TOP

pytestmark = pytest.mark.slow
SHOW = (
    "from hdkg.server import bundle; from hdkg.server.settings import Limits, Settings; from hdkg.server.running "
    "import run; import sys, threading, urllib.request\n"
    "def started(address, server):\n"
    "    def look():\n"
    "        page = urllib.request.urlopen(f'{address}query?lang=en').read().decode()\n"
    "        script = page.partition('src=\"')[2].partition('\"')[0]\n"
    "        size = len(urllib.request.urlopen(address.rstrip('/') + script).read()) if script else 0\n"
    "        print(bundle.find(), script, size)\n"
    "        server.should_exit = True\n"
    "    threading.Thread(target=look).start()\n"
    "if __name__ == '__main__':\n"
    "    run(Settings(limits=Limits(quick=1, long=1)), (), port=0, started=started)\n"
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what the wheel is made of."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("src", "ontology", "queries", "graph"):
        shutil.copytree(TOP / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-data"):
        shutil.copy(TOP / name, folder)
    return folder


def wheel(checkout: Path, out: Path, path: str) -> Path:
    """Build a wheel with pip, as an installer would, with this search path for programs."""
    command = [getattr(sys, "_base_executable", sys.executable), "-m", "pip", "wheel", "--no-deps", "--quiet"]
    done = subprocess.run(
        [*command, "--wheel-dir", str(out), str(checkout)],
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.whl"))


def test_an_installed_wheel_has_the_query_page(checkout: Path, tmp_path: Path) -> None:
    if not shutil.which("npm"):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("npm is not installed")
    made = wheel(checkout, tmp_path, os.environ["PATH"])
    home = tmp_path / "home"
    venv.create(home, with_pip=False)
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "installed")
        assert any(name.endswith("LICENSES.txt") for name in archive.namelist())
    (tmp_path / "show.py").write_text(SHOW, "utf-8")
    packages = next(Path(each) for each in sys.path if each.endswith("site-packages"))
    shown = subprocess.run(
        [str(home / "bin" / "python"), str(tmp_path / "show.py")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": os.pathsep.join([str(tmp_path / "installed"), str(packages)]), "PATH": ""},
        check=False,
    )
    folder, script, size = shown.stdout.split() if shown.stdout.count(" ") == 2 else ("", "", shown.stderr)
    assert Path(folder) == tmp_path / "installed" / "hdkg" / "_data" / "web" / bundle.key(), shown.stderr
    assert script == f"/web/{bundle.key()}/query.js"
    assert int(size) > 100_000


def test_a_wheel_can_be_built_without_npm(checkout: Path, tmp_path: Path) -> None:
    shutil.rmtree(checkout / "build", ignore_errors=True)
    with zipfile.ZipFile(wheel(checkout, tmp_path, str(tmp_path))) as archive:
        names = archive.namelist()
    assert "hdkg/server/web/query.js" in names, "what the script is made of is there, for 'hdkg bundle'"
    assert not [name for name in names if name.startswith("hdkg/_data/web/")]
