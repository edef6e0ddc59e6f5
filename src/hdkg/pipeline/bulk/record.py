"""What was built already: a line for each graph, added when it is written, so that a killed run loses nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, TextIO

from hdkg.errors import TargetError
from hdkg.files import write_text

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from hdkg.pipeline.bulk.job import Job

NAME = ".hdkg-built.jsonl"


class Built(NamedTuple):
    """What was built of an article: from what (see `Job.key`), and the graph's size and time of change."""

    key: str
    size: int
    changed: int
    triples: int


class Record:
    """The record of a folder of graphs; a context in which lines are added.

    Parameters
    ----------
    folder
        Where the graphs go; the record stands in it.

    Raises
    ------
    TargetError
        The folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._held = self._read()
        self._file: TextIO | None = None

    def __enter__(self) -> Record:
        """Write the record anew, each article once, and leave it open."""
        lines = (self._line(name, built) for name, built in sorted(self._held.items()))
        write_text(self._path, "".join(lines))
        self._file = self._path.open("a", encoding="utf-8", newline="\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        if self._file:
            self._file.close()

    def done(self, job: Job, key: str) -> Built | None:
        """Return what was built of an article, if it was from the same and the graph is as it was left; else None."""
        built = self._held.get(job.name)
        if built is None or built.key != key:
            return None
        try:
            state = job.target.stat()
        except OSError:
            return None
        return built if (state.st_size, state.st_mtime_ns) == (built.size, built.changed) else None

    def add(self, job: Job, key: str, triples: int) -> None:
        """Note that an article's graph is written.

        Raises
        ------
        TargetError
            The record cannot be written.
        """
        try:
            state = job.target.stat()
            built = self._held[job.name] = Built(key, state.st_size, state.st_mtime_ns, triples)
            if self._file:
                self._file.write(self._line(job.name, built))
                self._file.flush()
        except OSError as error:
            raise TargetError(f"cannot be written ({error.strerror})", "make room", where=self._path) from error

    def _read(self) -> dict[str, Built]:
        """Return what the record holds; a line that a killed run left torn is passed over."""
        held = {}
        try:
            lines = self._path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            return {}
        for line in lines:
            try:
                name, key, size, changed, triples = json.loads(line)
                held[str(name)] = Built(str(key), int(size), int(changed), int(triples))
            except (ValueError, TypeError):
                continue
        return held

    @staticmethod
    def _line(name: str, built: Built) -> str:
        return json.dumps([name, *built], ensure_ascii=False) + "\n"
