"""What a check of a graph found, as frozen values and as text for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing in a graph that breaks a shape.

    Attributes
    ----------
    shape
        Local name of the shape: ``ObservationShape``.
    node
        IRI (or blank node) that was checked.
    label
        The node's Chinese label, else any label, else "".
    path
        Short form of the property that is wrong (``hd:indicator``), or "" where it is the node as a whole.
    value
        Short form of the value that is wrong, or "" where one is missing.
    message_zh, message_en
        What is asked for.
    remedy_zh, remedy_en
        What to do.
    """

    shape: str
    node: str
    label: str
    path: str
    value: str
    message_zh: str
    message_en: str
    remedy_zh: str
    remedy_en: str

    def lines(self) -> Iterator[str]:
        """Yield the violation as four lines: shape and node, then what is wrong, what is asked and what to do."""
        yield f"{self.shape}: {self.label} <{self.node}>" if self.label else f"{self.shape}: <{self.node}>"
        wrong = f"{self.path} = {self.value}" if self.path and self.value else self.path or self.value
        yield f"    {wrong or '(node)'}"
        yield f"    {self.message_zh} / {self.message_en}"
        yield f"    → {self.remedy_zh} / {self.remedy_en}"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check.

    Attributes
    ----------
    conforms
        True where nothing breaks a shape.
    violations
        Sorted by shape, node and path; the same graph gives the same tuple.
    """

    conforms: bool
    violations: tuple[Violation, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the report as lines of text, in Chinese and English.

        Examples
        --------
        >>> list(Report(conforms=True).lines())
        ['图符合全部约束 / the graph conforms']
        """
        if self.conforms:
            yield "图符合全部约束 / the graph conforms"
            return
        for violation in self.violations:
            yield from violation.lines()
        count = len(self.violations)
        yield f"共 {count} 处不符 / {count} violation{'s' if count != 1 else ''}"
