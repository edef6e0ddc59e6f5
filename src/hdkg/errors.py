"""Every error that a user can do something about, one class for each thing to do.

A message says what is wrong, where (file and line, if there is one) and what to do.  The command line prints it as
one line on standard error and ends with exit code 1; a traceback is a defect of hdkg.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class HdkgError(Exception):
    """Something is wrong that the user can mend.

    Parameters
    ----------
    problem
        What is wrong, in one sentence without a full stop.
    remedy
        What to do about it, in one sentence without a full stop; empty if the problem says it.
    where
        The file (or ``-`` for standard input, or a URL) that it stands in.
    line
        The line in that file, from 1.

    Examples
    --------
    >>> str(SourceError("the file is empty", "give an article with text", where="a.md", line=1))
    'a.md:1: the file is empty; give an article with text'
    """

    def __init__(
        self, problem: str, remedy: str = "", *, where: str | Path | None = None, line: int | None = None
    ) -> None:
        place = "" if where is None else f"{where}:{line}: " if line is not None else f"{where}: "
        text = f"{place}{problem}; {remedy}" if remedy else f"{place}{problem}"
        super().__init__(" ".join(text.split()))
        self.problem = problem
        self.remedy = remedy
        self.where = where
        self.line = line


class SourceError(HdkgError):
    """An article cannot be read, or does not say its county or date: mend the file or the option."""


class RuleError(HdkgError):
    """An extraction rule or a catalogue is malformed: mend the rule file."""


class CorrectionError(HdkgError):
    """A correction is malformed, or does not fit what was read: mend the file or the option."""


class GraphError(HdkgError):
    """A graph file is malformed or not valid: mend or rebuild the graph."""


class QueryError(HdkgError):
    """A query, its name or a parameter is wrong, or the endpoint refused it: mend the query."""


class NetworkError(HdkgError):
    """A network cannot be drawn or searched as asked: name other entities or filters."""


class LinkError(HdkgError):
    """A table of decisions on links is malformed, or a thing to explain is in no graph: mend the table or the name."""


class TargetError(HdkgError):
    """A file cannot be written: choose another place or make room."""
