"""The linker's weights and words, read from ``linking.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from hdkg.errors import RuleError
from hdkg.resources import data_dir

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Weights:
    """The content of ``linking.yaml``; its comments say what each entry means."""

    prior: float
    exact: float
    close: float
    name: Mapping[str, float]
    county: Mapping[str, float]
    area: Mapping[str, float]
    level: Mapping[str, float]
    stage: Mapping[str, float]
    batch: Mapping[str, float]
    year: Mapping[str, float]
    grade: Mapping[str, float]
    kind: Mapping[str, float]
    period: Mapping[str, float]
    shared_families: Sequence[str]
    shared_kinds: Sequence[str]
    kinds_decide: Sequence[str]
    abbreviating: Sequence[str]
    telling_apart: str
    levels: Mapping[str, Sequence[str]]
    batches: Sequence[str]
    stages: Sequence[str]
    yearly: Sequence[str]
    grades: Sequence[str]
    brief: Sequence[str]
    generic_first: Sequence[str]
    anywhere: Sequence[str]
    endings: Mapping[str, Sequence[str]]
    beginnings: Mapping[str, Sequence[str]]
    shortened: Mapping[str, Mapping[str, str]]

    def weight(self, evidence: str, finding: str) -> float:
        """Return what a finding weighs, 0 if the file does not say.

        Examples
        --------
        >>> weights().weight("name", "same") > weights().weight("name", "different")
        True
        """
        table: Mapping[str, float] = getattr(self, evidence)
        return table.get(finding, 0)


@cache
def weights(path: Path | None = None) -> Weights:
    """Read the weights.

    Parameters
    ----------
    path
        The file; the package's own where not given.

    Raises
    ------
    RuleError
        The file is no YAML, or an entry is missing or unknown.
    """
    where = path or data_dir() / "linking.yaml"
    try:
        read: Any = yaml.safe_load(where.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise RuleError(f"cannot be read ({error})", "mend the file of weights", where=where) from error
    asked = {field.name for field in fields(Weights)}
    if not isinstance(read, dict) or set(read) != asked:
        raise RuleError("an entry is missing or unknown", f"give {', '.join(sorted(asked))}", where=where)
    return Weights(**read)
