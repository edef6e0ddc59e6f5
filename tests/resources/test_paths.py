"""Folders of data: beside the code in a checkout, inside the package where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hdkg
from hdkg.resources import data_dir, graph_dir, ontology_dir, queries_dir, rules_dir

CHECKOUT = Path(__file__).resolve().parents[2]


def test_a_checkout_is_used_as_it_stands() -> None:
    assert ontology_dir() == CHECKOUT / "ontology"
    assert graph_dir() == CHECKOUT / "graph"
    assert queries_dir().name == "queries"
    assert (rules_dir().parent, data_dir().parent) == (CHECKOUT / "src/hdkg",) * 2


def test_an_installed_package_has_its_data_inside(tmp_path: Path) -> None:
    package = tmp_path / "site/hdkg"
    shutil.copytree(Path(hdkg.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    code = "from hdkg.resources import ontology_dir, data_dir; print(ontology_dir()); print(data_dir())"
    environment = os.environ | {"PYTHONPATH": str(package.parent), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.splitlines() == [str(package / "_data/ontology"), str(package / "data")]
