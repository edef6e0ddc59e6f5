"""The bundle of the query page: what it is made of, how it is found, and what is left where it cannot be built."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from hdkg.cli import main
from hdkg.errors import HdkgError
from hdkg.server import bundle

if TYPE_CHECKING:
    from pathlib import Path

needs_npm = pytest.mark.skipif(
    not shutil.which("npm") and os.environ.get("CI") != "true", reason="npm is not installed"
)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the bundle be made of a copy of its sources, and be kept in a folder of its own."""
    folder = tmp_path / "web"
    shutil.copytree(bundle.SOURCES, folder, ignore=shutil.ignore_patterns("node_modules"))
    monkeypatch.setattr(bundle, "SOURCES", folder)
    monkeypatch.setattr(bundle, "shelf", lambda: tmp_path / "shelf")
    return folder


@pytest.mark.parametrize("name", ["query.js", "query.css", "build.mjs", "package-lock.json", ".npmrc"])
def test_a_change_of_a_source_makes_another_bundle(copy: Path, name: str) -> None:
    before = bundle.key()
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert bundle.key() != before
    assert bundle.find() is None


def test_the_lock_names_no_registry_and_pins_every_package() -> None:
    assert (bundle.SOURCES / ".npmrc").read_text("utf-8") == "omit-lockfile-registry-resolved=true\n"
    packages = json.loads((bundle.SOURCES / "package-lock.json").read_text("utf-8"))["packages"]
    assert len(packages) > 40
    assert [name for name, told in packages.items() if "resolved" in told] == []
    assert [name for name, told in packages.items() if name and not told.get("integrity")] == []
    asked = json.loads((bundle.SOURCES / "package.json").read_text("utf-8"))
    pins = asked["dependencies"] | asked["devDependencies"]
    assert pins == {name: packages[f"node_modules/{name}"]["version"] for name in pins}


@needs_npm
def test_it_is_built_once_and_found(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert copy.is_dir()
    assert main(["bundle"]) == 0
    folder = bundle.find()
    assert folder is not None
    assert capsys.readouterr().out.strip() == str(folder)
    assert {"query.js", "query.css"} <= {path.name for path in folder.iterdir()}
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    stamp = (folder / bundle.ENTRY).stat().st_mtime_ns
    assert bundle.build() == folder
    assert (folder / bundle.ENTRY).stat().st_mtime_ns == stamp
    text = (folder / bundle.ENTRY).read_text("utf-8")
    assert str(copy) not in text


@needs_npm
def test_what_cannot_be_built_leaves_nothing_behind(copy: Path) -> None:
    (copy / "query.js").write_text('import "./nowhere.js";\n', "utf-8")
    with pytest.raises(HdkgError, match=r"cannot be built .*nowhere"):
        bundle.build()
    assert list(bundle.shelf().iterdir()) == []
    (copy / "package-lock.json").write_text("{}", "utf-8")
    with pytest.raises(HdkgError, match="cannot be built"):
        bundle.build()
    assert list(bundle.shelf().iterdir()) == []


def test_without_npm_it_says_what_is_missing(
    copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copy.is_dir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["bundle"]) == 1
    assert "install Node.js with npm" in capsys.readouterr().err


def test_a_server_without_it_says_how_to_get_it(
    copy: Path, hengdong: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copy.is_dir()
    monkeypatch.setattr("hdkg.server.running.run", lambda *_, **__: None)
    assert main(["serve", str(hengdong)]) == 0
    assert "'hdkg bundle' builds the full one" in capsys.readouterr().err
    (bundle.shelf() / bundle.key()).mkdir(parents=True)
    (bundle.shelf() / bundle.key() / bundle.ENTRY).touch()
    assert main(["serve", str(hengdong)]) == 0
    assert capsys.readouterr().err == ""


def test_the_bundle_of_a_wheel_is_found(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert copy.is_dir()
    monkeypatch.setattr(bundle, "PACKED", tmp_path / "packed")
    assert bundle.find() is None
    (tmp_path / "packed" / bundle.key()).mkdir(parents=True)
    (tmp_path / "packed" / bundle.key() / bundle.ENTRY).touch()
    assert bundle.find() == tmp_path / "packed" / bundle.key()
    assert bundle.build() == tmp_path / "packed" / bundle.key()
