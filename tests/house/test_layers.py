"""The layers hold: a module imports only what stands below it, and each side keeps off the other's tools."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from importlinter import cli

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LINT = {"no_cache": True, "is_debug_mode": False, "show_timings": False, "verbose": False}


def contracts(top: Path) -> list[dict[str, object]]:
    """Return the contracts of pyproject.toml."""
    config = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))
    return list(config["tool"]["importlinter"]["contracts"])


def test_the_contracts_are_kept(top: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(top)
    code = cli.lint_imports(**LINT)
    out = capsys.readouterr().out
    assert code == cli.EXIT_STATUS_SUCCESS, out
    assert f"Contracts: {len(contracts(top))} kept, 0 broken" in out


def test_every_package_has_its_layer(top: Path) -> None:
    layers = next(contract["layers"] for contract in contracts(top) if contract["type"] == "layers")
    assert isinstance(layers, list)
    named = {name.strip("()") for layer in layers for name in str(layer).split(" | ")}
    source = top / "src" / "hdkg"
    there = {path.stem for path in source.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert named >= there - {"__init__", "__main__"}


def test_a_breach_is_caught(top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same layers over a tiny package whose lower layer reaches up."""
    package = tmp_path / "lower_reaches_up"
    for name, text in {"__init__": "", "model": "from lower_reaches_up import cli\n", "cli": ""}.items():
        package.mkdir(exist_ok=True)
        (package / f"{name}.py").write_text(text, "utf-8")
    layered = [contract for contract in contracts(top) if contract["type"] == "layers"]
    assert len(layered) == 1
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = lower_reaches_up\n[importlinter:contract:layers]\nname = layers\n"
        "type = layers\nlayers =\n  cli\n  model\ncontainers = lower_reaches_up\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert cli.lint_imports(config_filename=".importlinter", **LINT) == cli.EXIT_STATUS_ERROR
