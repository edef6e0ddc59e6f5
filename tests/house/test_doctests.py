"""Every example in a docstring is run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import hdkg

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(hdkg.__path__, "hdkg.") if not module.name.endswith("__main__")
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(name: str) -> list[doctest.DocTest]:
    """Return the examples of one module."""
    return [test for test in doctest.DocTestFinder().find(importlib.import_module(name)) if test.examples]


@pytest.mark.parametrize("name", ["hdkg", *MODULES])
def test_the_examples_of_a_module(name: str) -> None:
    runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    reports: list[str] = []
    for test in examples(name):
        runner.run(test, out=reports.append)
    assert runner.failures == 0, "".join(reports)


def test_how_many_examples_there_are() -> None:
    assert len(MODULES) > 30
    assert sum(len(test.examples) for name in MODULES for test in examples(name)) > 100


def test_a_wrong_example_is_caught() -> None:
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, 0)
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(wrong, out=lambda _: None)
    assert runner.failures == 1
