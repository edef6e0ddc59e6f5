"""A worker process as the server sees it: started, asked, made to yield, ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from typing import Any, cast

from hdkg.errors import HdkgError
from hdkg.server import wire

Reply = tuple[dict[str, Any], bytes]
YIELDING = 15  # how much a long query gives way to others (a niceness)
OWN_DOING = frozenset({-4, -6, -7, -8, -11})  # signals by which a process ends itself: abort, a fault


class LostError(Exception):
    """A worker ended before it answered.

    Attributes
    ----------
    own_doing
        Whether the query broke it (memory, an overflow), rather than somebody from outside.
    """

    def __init__(self, code: int | None) -> None:
        super().__init__(f"the worker ended with code {code}")
        self.own_doing = code in OWN_DOING


class Process(asyncio.SubprocessProtocol):
    """One process, which does one thing at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.SubprocessTransport | None = None
        self._unframer = wire.Unframer()
        self._reply: asyncio.Future[Reply] | None = None
        self._gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.alive = True
        self.ready = False

    @classmethod
    async def start(cls, module: str, config: dict[str, Any], seconds: float = 60) -> Process:
        """Start a module of the server's as a process and wait until it is ready.

        Raises
        ------
        HdkgError
            It could not open the graphs, or did not start.
        """
        process = cls()
        process._reply = asyncio.get_running_loop().create_future()
        command = (sys.executable, "-m", module, json.dumps(config))
        await asyncio.get_running_loop().subprocess_exec(lambda: process, *command, stderr=asyncio.subprocess.DEVNULL)
        try:
            head, body = await asyncio.wait_for(process._reply, seconds)
        except asyncio.CancelledError:
            process.end()
            await process.wait()
            raise
        except (LostError, TimeoutError) as error:
            process.end()
            await process.wait()
            raise HdkgError("a worker process did not start", "look at memory and processes of this machine") from error
        if head["status"] != "ready":
            process.end()
            await process.wait()
            raise HdkgError(body.decode("utf-8"), "choose another folder, or end the program that uses it")
        process.ready = True
        return process

    def ask(self, head: dict[str, Any], body: bytes) -> asyncio.Future[Reply]:
        """Send a task and return its reply to come; LostError in it where the process ends before."""
        self._reply = asyncio.get_running_loop().create_future()
        if not self.alive or self._transport is None:
            self._reply.set_exception(LostError(self._code()))
        else:
            pipe = cast("asyncio.WriteTransport", self._transport.get_pipe_transport(0))
            pipe.write(wire.frame(head, body))
        return self._reply

    def give_way(self) -> None:
        """Let this process have only what of the processor others leave."""
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self.pid, YIELDING)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._transport is not None and self.alive:
            with contextlib.suppress(ProcessLookupError):
                self._transport.kill()
        if self._reply is not None:
            self._reply.cancel()

    async def wait(self) -> None:
        """Wait until the process and its pipes are gone."""
        await asyncio.shield(self._gone)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._transport.get_pid() if self._transport else 0

    @property
    def free(self) -> bool:
        """Whether no reply is awaited of the process."""
        return self._reply is None or self._reply.done()

    def _code(self) -> int | None:
        return self._transport.get_returncode() if self._transport else None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport over (asyncio calls this)."""
        self._transport = cast("asyncio.SubprocessTransport", transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Take a piece of a reply in (asyncio calls this)."""
        if fd != 1:
            return
        for message in self._unframer.feed(data):
            if self._reply is not None and not self._reply.done():
                self._reply.set_result(message)

    def process_exited(self) -> None:
        """Say to who waits that there is no reply (asyncio calls this)."""
        self.alive = False
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(LostError(self._code()))
        if self._transport is not None:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Note that the last pipe is closed (asyncio calls this)."""
        if not self._gone.done():
            self._gone.set_result(None)
