"""Search in the names of all nodes: one long text, so that a search is a scan of memory and no walk over nodes."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Index:
    r"""Nodes by their keys.

    Parameters
    ----------
    keyed
        Each node with its keys (lines), those that are to be found first in front.

    Examples
    --------
    >>> index = Index([("urn:a", "qingxi"), ("urn:b", "xi\\nwest"), ("urn:c", "xidu")])
    >>> index.find("xi", 2), index.find("xi", 9), index.find("w", 9)
    (['urn:b', 'urn:c'], ['urn:b', 'urn:c', 'urn:a'], ['urn:b'])
    """

    def __init__(self, keyed: Iterable[tuple[str, str]] = ()) -> None:
        self._nodes: list[str] = []
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for node, keys in keyed:
            self._nodes.append(node)
            self._starts.append(at)
            parts.append(f"\n{keys}\n")
            at += len(keys) + 2
        self._text = "".join(parts)

    def find(self, wanted: str, most: int) -> list[str]:
        """Return at most so many nodes: those with a key that is the same, then begins so, then those that hold it."""
        found: dict[str, None] = {}
        if wanted:
            for sought in (f"\n{wanted}\n", f"\n{wanted}", wanted):
                for node in self._holding(sought):
                    if len(found) == most:
                        return list(found)
                    found[node] = None
        return list(found)

    def _holding(self, sought: str) -> Iterator[str]:
        """Yield the nodes whose keys hold a text, in their order."""
        at = self._text.find(sought)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield self._nodes[number]
            if number + 1 == len(self._starts):
                return
            at = self._text.find(sought, self._starts[number + 1])
