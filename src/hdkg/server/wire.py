"""How the server and its workers talk: a JSON head and a body, each with its length before it."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

LENGTHS = struct.Struct(">II")


def frame(head: dict[str, Any], body: bytes = b"") -> bytes:
    """Return a message as bytes.

    Examples
    --------
    >>> Unframer().feed(frame({"status": "ok"}, b"[]"))
    [({'status': 'ok'}, b'[]')]
    """
    data = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return LENGTHS.pack(len(data), len(body)) + data + body


def read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Wait for a message on a stream and return its head and body; None at its end."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    first, second = LENGTHS.unpack(lengths)
    data = stream.read(first + second)
    return (json.loads(data[:first]), data[first:]) if len(data) == first + second else None


class Unframer:
    """Puts messages together from the pieces in which they arrive."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._held = 0
        self._wanted = LENGTHS.size

    def feed(self, data: bytes) -> list[tuple[dict[str, Any], bytes]]:
        """Take a piece in and return the messages that it completes."""
        self._pieces.append(data)
        self._held += len(data)
        found = []
        while self._held >= self._wanted:
            whole = b"".join(self._pieces)
            first, second = LENGTHS.unpack_from(whole)
            end = LENGTHS.size + first + second
            if len(whole) < end:
                self._pieces, self._wanted = [whole], end
                break
            found.append((json.loads(whole[LENGTHS.size : LENGTHS.size + first]), whole[LENGTHS.size + first : end]))
            whole = whole[end:]
            self._pieces, self._held, self._wanted = [whole], len(whole), LENGTHS.size
        return found
