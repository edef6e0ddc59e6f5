"""The Python API is what it says: importable, documented with a run example, cheap to import."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys

import pytest

import hdkg

EXPECTED = ["HdkgError", "__version__", "build", "draw", "extract", "link", "query", "read", "to_graph", "validate"]
FUNCTIONS = [name for name in EXPECTED if name.islower() and not name.startswith("_")]


def test_all_is_what_is_offered() -> None:
    assert sorted(hdkg.__all__) == EXPECTED
    assert sorted(name for name in dir(hdkg) if name in EXPECTED) == EXPECTED


@pytest.mark.parametrize("name", EXPECTED)
def test_every_name_is_importable(name: str) -> None:
    assert getattr(hdkg, name)


def test_another_name_is_not() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = hdkg.nothing_of_the_kind


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_a_docstring_with_an_example(name: str) -> None:
    function = getattr(hdkg, name)
    text = inspect.getdoc(function) or ""
    for heading in ("Parameters", "Returns", "Examples"):
        assert heading in text, f"{name} has no {heading}"
    assert doctest.DocTestParser().get_examples(text)


def test_how_many_functions_there_are() -> None:
    assert len(FUNCTIONS) == 8


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, hdkg; print(sorted({'rdflib', 'click', 'pyoxigraph', 'networkx', 'regex'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
