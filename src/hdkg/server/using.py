"""The dataset of an update that its request names: written into the update, since the engine takes it nowhere else.

``using-graph-uri=a&using-named-graph-uri=b`` stands for ``USING <a> USING NAMED <b>`` in each of its operations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hdkg.server.protocol import RefusalError
from hdkg.store.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN = frozenset({"USING", "WITH"})


def with_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return an update with the dataset in each of its operations that has a pattern.

    Parameters
    ----------
    text
        A SPARQL 1.1 update.
    default, named
        IRIs of graphs.

    Returns
    -------
    str
        The update, in which ``DELETE WHERE { … }`` is written out, since it can hold no ``USING``.

    Raises
    ------
    RefusalError
        The update says ``USING`` or ``WITH`` itself, or cannot be told apart safely.

    Examples
    --------
    >>> with_dataset("INSERT { ?s a 1 } WHERE { ?s a 2 }", ["urn:a"], ["urn:b"])
    'INSERT { ?s a 1 } USING <urn:a> USING NAMED <urn:b> WHERE { ?s a 2 }'
    >>> with_dataset("DELETE WHERE { ?s a 2 }", ["urn:a"], [])
    'DELETE { ?s a 2 } USING <urn:a> WHERE { ?s a 2 }'
    """
    clause = " ".join([*(f"USING <{graph}>" for graph in default), *(f"USING NAMED <{graph}>" for graph in named)])
    made: list[str] = []
    done, depth, before = 0, 0, ""
    for token in tokens(text):
        depth += bool(token["open"]) - bool(token["close"])
        if token["iri"] and "#" in token["iri"] and not re.match(r"[A-Za-z][\w+.-]*:", token["iri"]):
            raise RefusalError(400, f"Write {token[0]} in full in an update whose dataset stands in the address")
        word = (token["word"] or "").upper()
        if depth or not word:
            before = token[0] if token["close"] else before
            continue
        if word in OWN:
            raise RefusalError(400, f"The update says {word}, and its address names a dataset too; keep one of the two")
        if word == "WHERE":
            made.append(text[done : token.start()])
            made.append(f"{_braced(text[token.end() :])} " if before == "DELETE" else "")
            made.append(f"{clause} ")
            done = token.start()
        before = word
    return "".join([*made, text[done:]])


def _braced(text: str) -> str:
    """Return the first part of a text that stands in braces, with them."""
    start, depth = 0, 0
    for token in tokens(text):
        if token["open"]:
            start = start if depth else token.start()
            depth += 1
        elif token["close"]:
            depth -= 1
            if not depth:
                return text[start : token.end()]
    return text[start:]
