"""The texts that facts were read out of, where they are at hand: found by the SHA-256 that the graph names."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.errors import SourceError
from hdkg.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST = 1_000_000  # characters of a text that is shown
LARGEST = 20 * 1024 * 1024  # bytes of a file that is looked at


@dataclass(frozen=True, slots=True)
class Text:
    """A source: its file, and its text, in which offsets count."""

    path: Path
    text: str


class Sources:
    """The articles of a folder, by the SHA-256 of their text.

    Parameters
    ----------
    folder
        Where articles lie, at any depth; None where there are none.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> name = "097435925ba6689ff6514479adacf686223d4960fa3c859f889fbd32adcdd3af"
    >>> found = Sources(graph_dir() / "sources").find(name)
    >>> found.path.name, found.text[522:532]
    ('hengdong-2023.md', '总量255.92亿元')
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._seen: dict[Path, tuple[tuple[int, int], str, Text]] = {}
        self._turn = threading.Lock()

    def find(self, sha256: str) -> Text | None:
        """Return the article whose text has this SHA-256 (hexadecimal), or None."""
        return next((text for _, known, text in self._looked() if known == sha256), None)

    def all(self, wanted: Collection[str]) -> tuple[Text, ...]:
        """Return the articles with one of these SHA-256, by path."""
        return tuple(text for _, known, text in self._looked() if known in wanted)

    def known(self, wanted: Collection[str]) -> frozenset[str]:
        """Return which of these SHA-256 are those of articles at hand."""
        return frozenset(known for _, known, _ in self._looked() if known in wanted)

    def _looked(self) -> list[tuple[tuple[int, int], str, Text]]:
        """Return all articles by path, read again where they changed."""
        with self._turn:
            if self._folder is not None:
                self._look(self._folder)
            return [self._seen[path] for path in sorted(self._seen)]

    def _look(self, folder: Path) -> None:
        """Read what is new or changed; forget what is gone."""
        there = {}
        for path in sorted(folder.rglob("*")):
            state = path.stat() if path.is_file() and not path.is_symlink() else None
            if state and state.st_size <= LARGEST:
                there[path] = (state.st_mtime_ns, state.st_size)
        for path in self._seen.keys() - there.keys():
            del self._seen[path]
        for path, mark in there.items():
            if path not in self._seen or self._seen[path][0] != mark:
                self._seen[path] = (mark, *_read(path))


def _read(path: Path) -> tuple[str, Text]:
    """Return the SHA-256 of a file's text, and the text; of what is no article nothing."""
    try:
        text = read_text(path)
    except SourceError:
        return "", Text(path, "")
    return hashlib.sha256(text.encode("utf-8")).hexdigest(), Text(path, text)
