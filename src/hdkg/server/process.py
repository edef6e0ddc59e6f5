"""Processes as the server sees them: asked, made to yield, ended; started by themselves or forked off a nursery."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections import deque
from typing import Any, cast

from hdkg.errors import HdkgError
from hdkg.server import wire

Reply = tuple[dict[str, Any], bytes]
OWN_DOING = frozenset({-4, -6, -7, -8, -11})  # signals by which a process ends itself: abort, a fault
NURSERY = "hdkg.server.nursery"
FORKS = hasattr(os, "fork") and hasattr(socket, "send_fds")
STARTING = 60.0  # seconds that a process may take to be ready
END, YIELD, PAUSE, RESUME = "end", "yield", "pause", "resume"  # orders to a nursery
LAST_WORD = 1.0  # seconds that a nursery may take to say how a worker ended


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


class Process:
    """One process, which does one thing at a time."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self._unframer = wire.Unframer()
        self._reply: asyncio.Future[Reply] = loop.create_future()  # the first one says that it is ready
        self._gone: asyncio.Future[None] = loop.create_future()
        self._code: int | None = None
        self.alive = True
        self.ready = False
        self.dismissed = False

    async def opened(self) -> None:
        """Wait until the process is ready.

        Raises
        ------
        HdkgError
            It could not open the graphs, or did not start.
        """
        try:
            async with asyncio.timeout(STARTING):
                head, body = await self._reply
        except BaseException as error:
            self.end()
            await self.wait()
            if isinstance(error, LostError | TimeoutError):
                raise HdkgError("a process did not start", "look at memory and processes of this machine") from error
            raise
        if head["status"] != "ready":
            self.end()
            await self.wait()
            raise HdkgError(body.decode("utf-8"), "choose another folder, or end the program that uses it")
        self.ready = True

    def ask(self, head: dict[str, Any], body: bytes) -> asyncio.Future[Reply]:
        """Send a task and return its reply to come; LostError in it where the process ends before."""
        self._reply = asyncio.get_running_loop().create_future()
        if self.alive:
            self._write(wire.frame(head, body))
        else:
            self._reply.set_exception(LostError(self._code))
        return self._reply

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.dismissed = True
        if self.alive:
            self._kill()
        self._reply.cancel()

    async def wait(self) -> None:
        """Wait until the process and its pipes are gone."""
        await asyncio.shield(self._gone)

    @property
    def free(self) -> bool:
        """Whether no reply is awaited of the process."""
        return self._reply.done()

    def give_way(self) -> None:
        """Let this process have less of the processor than others, for good, where the system can do that."""

    def let_run(self, run: bool) -> None:
        """Let this process run, or pause, where the system can do that."""

    @property
    def worked(self) -> float | None:
        """Seconds of the processor that the process has had so far; None where the system does not tell."""
        return None

    def _write(self, data: bytes) -> None:
        raise NotImplementedError

    def _kill(self) -> None:
        raise NotImplementedError

    def _received(self, data: bytes) -> None:
        """Take a piece of a reply in."""
        for message in self._unframer.feed(data):
            if not self._reply.done():
                self._reply.set_result(message)

    def _ended(self, code: int | None) -> None:
        """Say to who waits that there is no reply."""
        self.alive, self._code = False, code
        if not self._reply.done():
            self._reply.set_exception(LostError(code))


class Started(Process, asyncio.SubprocessProtocol):
    """A process of its own, which talks over standard input and output."""

    def __init__(self) -> None:
        super().__init__()
        self._transport: asyncio.SubprocessTransport | None = None

    @classmethod
    async def start(cls, module: str, config: dict[str, Any]) -> Started:
        """Start a module of the server's and wait until it is ready.

        Raises
        ------
        HdkgError
            See `Process.opened`.
        """
        process = cls()
        command = (sys.executable, "-m", module, json.dumps(config))
        await asyncio.get_running_loop().subprocess_exec(lambda: process, *command, stderr=asyncio.subprocess.DEVNULL)
        await process.opened()
        return process

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            cast("asyncio.WriteTransport", self._transport.get_pipe_transport(0)).write(data)

    def _kill(self) -> None:
        if self._transport is not None:
            with contextlib.suppress(ProcessLookupError):
                self._transport.kill()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport over (asyncio calls this)."""
        self._transport = cast("asyncio.SubprocessTransport", transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002 - asyncio's signature
        """Take a piece of a reply in (asyncio calls this)."""
        self._received(data)

    def process_exited(self) -> None:
        """Note how the process ended (asyncio calls this)."""
        if self._transport is not None:
            self._ended(self._transport.get_returncode())
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Note that the last pipe is closed (asyncio calls this)."""
        if not self._gone.done():
            self._gone.set_result(None)


class Forked(Process, asyncio.Protocol):
    """A worker forked off a nursery, which talks over a socket."""

    def __init__(self, nursery: Nursery) -> None:
        super().__init__()
        self._nursery = nursery
        self._transport: asyncio.Transport | None = None
        self.pid = 0

    def give_way(self) -> None:
        """Let this process have less of the processor than others, for good."""
        self._nursery.order(YIELD, self.pid)

    def let_run(self, run: bool) -> None:
        """Let this process run, or pause."""
        self._nursery.order(RESUME if run else PAUSE, self.pid)

    @property
    def worked(self) -> float | None:
        """Seconds of the processor that the process has had so far; None where the system does not tell."""
        try:
            with open(f"/proc/{self.pid}/stat", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)

    def _kill(self) -> None:
        self._nursery.order(END, self.pid)

    def ended(self, code: int | None) -> None:
        """Note how the process ended, as its nursery tells."""
        if self._gone.done():
            return
        self._ended(code)
        if self._transport is not None:
            self._transport.close()
        self._gone.set_result(None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport over (asyncio calls this)."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take a piece of a reply in (asyncio calls this)."""
        self._received(data)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Wait for the nursery to say how the process ended (asyncio calls this)."""
        self.alive = False
        if not self._gone.done():
            asyncio.get_running_loop().call_later(LAST_WORD, self._nursery.forget, self)


class Nursery:
    """The process that workers are forked off; see `hdkg.server.nursery`."""

    def __init__(self) -> None:
        self._control, self._theirs = socket.socketpair()
        self._process: asyncio.subprocess.Process | None = None
        self._ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._forked: deque[Forked] = deque()
        self._workers: dict[int, Forked] = {}
        self._said = b""
        self.alive = True

    @classmethod
    async def start(cls, config: dict[str, Any]) -> Nursery:
        """Start a nursery and wait until it has the graphs.

        Raises
        ------
        HdkgError
            The graphs cannot be opened.
        """
        nursery = cls()
        nothing = asyncio.subprocess.DEVNULL
        command = (sys.executable, "-m", NURSERY, json.dumps(config))
        try:
            nursery._process = await asyncio.create_subprocess_exec(
                *command, stdin=nursery._theirs.fileno(), stdout=nothing, stderr=nothing
            )
        finally:
            nursery._theirs.close()
        nursery._control.setblocking(False)
        asyncio.get_running_loop().add_reader(nursery._control, nursery._hear)
        try:
            async with asyncio.timeout(STARTING):
                problem = await nursery._ready
        except BaseException as error:
            await nursery.close()
            if isinstance(error, TimeoutError):
                raise HdkgError("a process did not start", "look at memory and processes of this machine") from error
            raise
        if problem:
            await nursery.close()
            raise HdkgError(problem, "look at the graphs and at the memory of this machine")
        return nursery

    async def worker(self) -> Forked:
        """Fork a worker and wait until it is ready.

        Raises
        ------
        HdkgError
            The nursery is gone.
        """
        worker = Forked(self)
        mine, its = socket.socketpair()
        try:
            await asyncio.get_running_loop().create_connection(lambda: worker, sock=mine)
            self._forked.append(worker)
            socket.send_fds(self._control, [b"fork\n"], [its.fileno()])
        except OSError as error:
            self._lose()
            raise HdkgError("the workers' nursery is gone", "start the server again") from error
        finally:
            its.close()
        await worker.opened()
        return worker

    def order(self, word: str, pid: int) -> None:
        """Let the nursery treat a worker: `END`, `YIELD` (a lower priority), `PAUSE`, `RESUME`."""
        if pid and self.alive:
            with contextlib.suppress(OSError):
                self._control.send(f"{word} {pid}\n".encode())

    def forget(self, worker: Forked) -> None:
        """Give up a worker of which the nursery does not say how it ended."""
        self._workers.pop(worker.pid, None)
        worker.ended(None)

    async def close(self) -> None:
        """End the nursery and all its workers."""
        self._lose()
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    def _hear(self) -> None:
        """Take in what the nursery says."""
        try:
            data = self._control.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose()
            return
        *lines, self._said = (self._said + data).split(b"\n")
        for line in lines:
            said = json.loads(line)
            if "status" in said and not self._ready.done():
                self._ready.set_result(said.get("message", ""))
            elif "forked" in said:
                worker = self._forked.popleft()
                worker.pid = said["forked"]
                self._workers[worker.pid] = worker
                if worker.dismissed:  # before it was known by which number to end it
                    self.order(END, worker.pid)
            elif "ended" in said and said["ended"] in self._workers:
                self._workers.pop(said["ended"]).ended(said["code"])

    def _lose(self) -> None:
        """Give up a nursery that is gone, and its workers with it."""
        if not self.alive:
            return
        self.alive = False
        asyncio.get_running_loop().remove_reader(self._control)
        self._control.close()
        if not self._ready.done():
            self._ready.set_result("the process ended")
        for worker in (*self._workers.values(), *self._forked):
            if worker.pid:
                with contextlib.suppress(OSError):
                    os.kill(worker.pid, signal.SIGKILL)
            worker.ended(None)
        self._workers.clear()
        self._forked.clear()
