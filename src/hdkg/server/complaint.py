"""What the engine says of a malformed text, in words that point at the place."""

from __future__ import annotations

import re

PLACE = re.compile(r"error at (\d+):(\d+): ?")
SAID = re.compile(r"expected (?:one of )?(.*)", re.DOTALL)
MOST = 8  # alternatives that are named


def at(text: str, offset: int) -> tuple[int, int]:
    r"""Return line and column, from 1, of an offset in code points.

    Examples
    --------
    >>> at("SELECT *\n{ x", 11)
    (2, 3)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def pointed(text: str, line: int, column: int) -> str:
    r"""Return the line of a text with a mark below the column; of a long line the part around it.

    Examples
    --------
    >>> print(pointed("SELECT *\n{ x", 2, 3))
    { x
      ^
    """
    lines = text.splitlines()
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    start = max(0, column - 60)
    part = shown[start : start + 100].replace("\t", " ")
    return f"{part}\n{' ' * (column - 1 - start)}^"


def malformed(text: str, said: str) -> str:
    r"""Return the engine's complaint about a query or an update, with line, column and the place itself.

    Examples
    --------
    >>> print(malformed("ASK {", 'error at 1:6: expected one of "{", "}", [\'0\'..=\'9\'], GRAPH'))
    Malformed at line 1, column 6: expected one of "{", "}", GRAPH
    ASK {
         ^
    """
    found = PLACE.match(said)
    if not found:
        return f"Malformed: {' '.join(said.split())}"
    line, column = int(found[1]), int(found[2])
    reason = _reason(said[found.end() :])
    return f"Malformed at line {line}, column {column}: {reason}\n{pointed(text, line, column)}"


def _reason(said: str) -> str:
    """Return what was expected, without the classes of characters that the engine lists."""
    listed = SAID.match(said)
    if not listed:
        return " ".join(said.split())
    parts = re.findall(r"\[[^\]]*(?:'\]'[^\]]*)*\]|\"(?:\\.|[^\"\\])*\"|[^,]+", listed[1])
    words = [" ".join(part.split()) for part in parts if part.strip() and not part.strip().startswith("[")]
    sentences = [word for word in words if re.search(r"[a-z]{2} ", word)]
    if sentences:
        return "; ".join(sentences)
    if not words:
        return "nothing more is expected here" if listed[1].strip() == "[_]" else "another character is expected here"
    more = " …" if len(words) > MOST else ""
    return f"expected {'one of ' if len(words) > 1 else ''}{', '.join(words[:MOST])}{more}"
