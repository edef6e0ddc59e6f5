"""Workers in two lanes: short queries never wait behind long ones, and every request has its answer in time.

A query starts in the quick lane.  After a moment of patience it counts as long: it goes on in the long lane, with the
processor's leftovers; where that lane is full, it waits and begins again when there is a place.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import TYPE_CHECKING, Any

from hdkg.errors import HdkgError
from hdkg.server.lane import BusyError, Lane
from hdkg.server.process import FORKS, LostError, Nursery, Process, Started

if TYPE_CHECKING:
    from hdkg.server.process import Reply
    from hdkg.server.settings import Limits

WORKER = "hdkg.server.worker"
SPARE = 1  # workers that stand ready beyond the quick lane's places
HASTE = 3  # so many times shorter is the patience where others wait
PAUSE = 1.0  # seconds before another try where a worker could not be started


class LateError(Exception):
    """A query took longer than it may, and was ended."""


class Pool:
    """Answers queries in worker processes.

    Parameters
    ----------
    config
        What a worker opens; see `hdkg.server.worker.main`.
    limits
        How much a request may take.
    """

    def __init__(self, config: dict[str, Any], limits: Limits) -> None:
        self._config = config
        self._limits = limits
        self._quick = Lane(limits.quick, limits.waiting)
        self._long = Lane(limits.long, limits.waiting)
        self._idle: deque[Process] = deque()
        self._busy: set[Process] = set()
        self._leaving: set[asyncio.Task[None]] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._wanted: deque[asyncio.Future[None]] = deque()
        self._nursery: Nursery | None = None
        self._cradle = asyncio.Lock()  # one nursery at a time
        self._closed = False

    async def open(self) -> None:
        """Start the first worker, so that a store that cannot be opened is told at once, then the others.

        Raises
        ------
        HdkgError
            The graphs cannot be opened.
        """
        self._idle.append(await self._worker())
        self._fill()

    async def ask(self, task: dict[str, Any], text: str) -> Reply:
        """Answer a query.

        Parameters
        ----------
        task, text
            See `hdkg.server.answering.answer`.

        Returns
        -------
        tuple of dict and bytes
            The worker's reply.

        Raises
        ------
        BusyError
            Too many requests wait, or the time was over before the query could run.
        LateError
            The query took too long.
        LostError
            Two workers were lost over it, or it broke one.
        """
        until = asyncio.get_running_loop().time() + self._limits.seconds
        body = text.encode("utf-8", "surrogatepass")
        try:
            return await self._ask(task, body, until)
        except LostError as error:
            if error.own_doing:
                raise
            return await self._ask(task, body, until)

    def renew(self, config: dict[str, Any]) -> None:
        """Answer from now on from another store on disk; what runs already ends on the old one."""
        self._config = config

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for task in tuple(self._starting):
            task.cancel()
            self._leave(task)
        for process in (*self._idle, *self._busy):
            self._drop(process)
        if self._nursery is not None:
            await self._nursery.close()
        await asyncio.gather(*self._leaving, return_exceptions=True)

    @property
    def source(self) -> dict[str, Any]:
        """What the workers answer from: ``files`` or ``folder``."""
        return {key: self._config[key] for key in ("files", "folder")}

    async def _ask(self, task: dict[str, Any], body: bytes, until: float) -> Reply:
        """Answer a query, or raise LostError where its worker was lost."""
        await self._quick.enter(self._left(until))
        lane: Lane | None = self._quick
        process: Process | None = None
        try:
            process = await self._take(until)
            reply = process.ask({**task, "folder": self._config["folder"]}, body)
            if await self._soon(process, reply, until):
                return reply.result()
            if self._long.try_enter():
                self._quick.leave()
                lane = self._long
            else:
                self._drop(process)
                self._quick.leave()
                process = lane = None
                await self._long.enter(self._left(until))
                lane = self._long
                process = await self._take(until)
                reply = process.ask({**task, "folder": self._config["folder"]}, body)
            process.give_way()
            process.ready = False  # its niceness cannot be taken back: it ends with this query
            self._fill()
            if await _answered(reply, self._left(until)):
                return reply.result()
            raise LateError
        finally:
            if process is not None:
                self._give_back(process)
            if lane is not None:
                lane.leave()

    async def _soon(self, process: Process, reply: asyncio.Future[Reply], until: float) -> bool:
        """Wait for a reply as long as patience goes; tell whether it is there.

        How long a query has worked is told by its time on the processor: on a busy machine it is no sign of a long$
        query that it is not answered yet.  Where others wait it is looked at more often.
        """
        shortest = self._limits.patience / HASTE
        if await _answered(reply, min(shortest, self._left(until))):
            return True
        begun = process.worked
        while self._left(until):
            patience = shortest if self._quick.crowded else self._limits.patience - shortest
            if await _answered(reply, min(patience, self._left(until))):
                break
            worked = process.worked - begun
            if not worked < self._limits.patience - shortest:  # (not a number, where the system does not tell)
                break
        return reply.done()

    async def _take(self, until: float) -> Process:
        """Return an idle worker, or wait for one to start."""
        while True:
            while self._idle:
                process = self._idle.popleft()
                if process.alive:
                    self._busy.add(process)
                    return process
            self._fill()
            ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._wanted.append(ready)
            try:
                async with asyncio.timeout(self._left(until)):
                    await ready
            except TimeoutError:
                raise BusyError from None
            finally:
                with contextlib.suppress(ValueError):
                    self._wanted.remove(ready)

    def _give_back(self, process: Process) -> None:
        """Keep a worker that has answered; end one that is at work still, or is not to be used again."""
        if process.ready and process.alive and process.free and not self._closed:
            self._busy.discard(process)
            self._idle.append(process)
            self._call()
        else:
            self._drop(process)

    def _drop(self, process: Process) -> None:
        """End a worker."""
        process.end()
        self._busy.discard(process)
        self._leave(asyncio.create_task(process.wait()))
        self._fill()

    def _leave(self, task: asyncio.Task[None]) -> None:
        """Keep a task until it is done: `close` waits for it."""
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    def _fill(self) -> None:
        """Start workers where fewer are there than the quick lane and the spare ones ask for."""
        if self._closed:
            return
        usable = sum(process.ready for process in self._busy) + sum(process.alive for process in self._idle)
        for _ in range(self._limits.quick + SPARE - usable - len(self._starting)):
            task = asyncio.create_task(self._start())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _worker(self) -> Process:
        """Return a new worker."""
        if not FORKS:
            return await Started.start(WORKER, self._config)
        async with self._cradle:
            if self._nursery is None or not self._nursery.alive:
                self._nursery = await Nursery.start(self._config)
        return await self._nursery.worker()

    async def _start(self) -> None:
        """Start one worker; try again after a while where that fails."""
        while not self._closed:
            try:
                process = await self._worker()
            except (HdkgError, OSError):
                await asyncio.sleep(PAUSE)
                continue
            if self._closed:
                self._drop(process)
                return
            self._idle.append(process)
            self._call()
            return

    def _call(self) -> None:
        """Tell who waits longest that a worker is there."""
        while self._wanted:
            ready = self._wanted.popleft()
            if not ready.done():
                ready.set_result(None)
                return

    def _left(self, until: float) -> float:
        return max(0.0, until - asyncio.get_running_loop().time())


async def _answered(reply: asyncio.Future[Reply], seconds: float) -> bool:
    """Wait so long for a reply and tell whether it is there."""
    if not reply.done():
        await asyncio.wait((reply,), timeout=seconds)
    return reply.done()
