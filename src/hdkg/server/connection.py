"""A connection that does not wait for ever: neither for the head of a request, nor for more of it than is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio


class Connection(HttpToolsProtocol):
    """uvicorn's connection, closed where a client is slow to say what it wants, or says too much."""

    seconds: ClassVar[float] = 10.0  # for the head of a request, from the connection or from the head's first byte
    longest: ClassVar[int] = 512 * 1024  # bytes of a head, its address included

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._deadline: asyncio.TimerHandle | None = None
        self._head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to count (asyncio calls this)."""
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        """Take data in, unless the head grows too long (asyncio calls this)."""
        if self._deadline is not None:
            self._head += len(data)
            if self._head > self.longest:
                self._close()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin to count (the parser calls this)."""
        self._begin()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Stop counting (the parser calls this)."""
        self._stop()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting (asyncio calls this)."""
        self._stop()
        super().connection_lost(exc)

    def _begin(self) -> None:
        if self._deadline is None:
            self._head = 0
            self._deadline = self.loop.call_later(self.seconds, self._close)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _close(self) -> None:
        self._stop()
        self.transport.close()
