"""What a measurement was made on, in one line."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("pyoxigraph", "rdflib", "regex", "shacl", "pyshacl")


def machine(*libraries: str) -> str:
    """Return processor, cores, how busy the machine was, Python and the versions of libraries.

    Examples
    --------
    >>> "CPython" in machine("rdflib")
    True
    """
    versions = ", ".join(map(_version, libraries or LIBRARIES))
    load = f"load {os.getloadavg()[0]:.1f} when it ended, " if hasattr(os, "getloadavg") else ""
    return f"{_processor()}, {os.cpu_count()} cores, {load}CPython {platform.python_version()}, {versions}"


def _version(library: str) -> str:
    """Return a library with its version, or that there is none."""
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"no {library}"


def _processor() -> str:
    """Return the processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
