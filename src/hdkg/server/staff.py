"""Worker processes that stand ready, are lent to queries, and are replaced where they end."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import Any

from hdkg.errors import HdkgError
from hdkg.server.lane import BusyError
from hdkg.server.process import FORKS, Nursery, Process, Started

WORKER = "hdkg.server.worker"
PAUSE = 1.0  # seconds before another try where a worker could not be started


class Staff:
    """Workers over one state of the graphs after the other.

    Parameters
    ----------
    config
        What a worker opens; see `hdkg.server.worker.main`.
    number
        Workers that shall be there at any time, lent or ready.
    """

    def __init__(self, config: dict[str, Any], number: int) -> None:
        self.config = config
        self._number = number
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
        self.fill()

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for task in tuple(self._starting):
            task.cancel()
            self._leave(task)
        for process in (*self._idle, *self._busy):
            self.drop(process)
        if self._nursery is not None:
            await self._nursery.close()
        await asyncio.gather(*self._leaving, return_exceptions=True)

    async def take(self, until: float) -> Process:
        """Lend a worker that is ready, or wait for one to start.

        Raises
        ------
        BusyError
            There was none until then (in the loop's time).
        """
        while True:
            while self._idle:
                process = self._idle.popleft()
                if process.alive:
                    self._busy.add(process)
                    return process
            self.fill()
            ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._wanted.append(ready)
            try:
                async with asyncio.timeout_at(until):
                    await ready
            except TimeoutError:
                raise BusyError from None
            finally:
                with contextlib.suppress(ValueError):
                    self._wanted.remove(ready)

    def give_back(self, process: Process) -> None:
        """Keep a worker that has answered; end one that is at work still, or is not to be used again."""
        if process.ready and process.alive and process.free and not self._closed:
            self._busy.discard(process)
            self._idle.append(process)
            self._call()
        else:
            self.drop(process)

    def drop(self, process: Process) -> None:
        """End a worker."""
        process.end()
        self._busy.discard(process)
        self._leave(asyncio.create_task(process.wait()))
        self.fill()

    def fill(self) -> None:
        """Start workers where fewer are there than shall be."""
        if self._closed:
            return
        there = sum(process.alive for process in (*self._busy, *self._idle))
        for _ in range(self._number - there - len(self._starting)):
            task = asyncio.create_task(self._start())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    def _leave(self, task: asyncio.Task[None]) -> None:
        """Keep a task until it is done: `close` waits for it."""
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _worker(self) -> Process:
        """Return a new worker."""
        if not FORKS:
            return await Started.start(WORKER, self.config)
        async with self._cradle:
            if self._nursery is None or not self._nursery.alive:
                self._nursery = await Nursery.start(self.config)
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
                self.drop(process)
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
