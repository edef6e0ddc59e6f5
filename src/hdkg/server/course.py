"""One query on its way through the lanes: the more it has worked, the more it gives way to others.

Each query begins in the quick lane.  After a moment of the processor it goes on in the long lane, so that look-ups
need not wait for joins; of the queries there those run that have worked least, while the others pause.  After some
more, its priority is lowered.  Where the long lane is full, the query that has worked most loses its place to one that
has worked half as much or less, and begins again when there is a place.  So no number of runaways holds up a query that
needs less than they have had already.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from hdkg.server.lane import Place

if TYPE_CHECKING:
    from hdkg.server.lane import Lane
    from hdkg.server.pool import Pool
    from hdkg.server.process import Process, Reply

GLANCE = 0.005  # seconds within which a look-up is answered: its worker's time need not be looked at
TICK = 0.02  # seconds between two looks at what a worker has worked: the system counts in hundredths


class LateError(Exception):
    """A query took longer than it may, and was ended."""


class Course:
    """The way of one query.

    How much it has worked is told by its worker's time on the processor: on a busy machine it is no sign of a long
    query that it is not answered yet.  Where the system does not tell, it is the time that has passed.

    Parameters
    ----------
    pool
        Whose lanes and workers it uses.
    task, body
        What a worker is sent.
    until
        When it has to be answered, in the loop's time.
    """

    def __init__(self, pool: Pool, task: dict[str, Any], body: bytes, until: float) -> None:
        self._pool = pool
        self._task, self._body, self._until = task, body, until
        self._lane: Lane | None = None
        self._place: Place | None = None
        self._process: Process | None = None
        self._reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._earlier = 0.0  # what was worked before a place was lost
        self._begun = 0.0
        self._base: float | None = None

    async def run(self) -> Reply:
        """Return the worker's reply.

        Raises
        ------
        BusyError, LateError, LostError
            See `hdkg.server.pool.Pool.ask`.
        """
        pool = self._pool
        try:
            await pool.quick.enter(self._left)
            self._lane = pool.quick
            await self._begin()
            if not await self._within(pool.limits.moment):
                await self._run_long()
            return self._reply.result()
        finally:
            if self._process is not None:
                if self._place is not None and not self._place.runs:
                    self._let_run(True)
                pool.staff.give_back(self._process)
            self._leave()

    async def _begin(self) -> None:
        """Send the query to a worker."""
        self._process = await self._pool.staff.take(self._until)
        self._begun = asyncio.get_running_loop().time()
        self._reply = self._process.ask({**self._task, "folder": self._pool.source["folder"]}, self._body)
        self._base = None
        if not await self._answered(GLANCE):
            self._base = self._process.worked

    async def _within(self, seconds: float, *others: asyncio.Future[None]) -> bool:
        """Wait until the query is answered or has worked so long, or for something else; tell whether one is there."""
        awaited: tuple[asyncio.Future[Any], ...] = (self._reply, *others)
        while not any(each.done() for each in awaited) and (more := seconds - self._worked()) > 0:
            await self._answered(max(TICK, more), *others)
        return any(each.done() for each in awaited)

    async def _run_long(self) -> None:
        """Wait for the answer in the long lane; begin again where the place there is lost to others."""
        while True:
            place = Place(self._worked, self._let_run)
            if not self._pool.long.try_enter(place):
                self._drop()
                self._leave()
                try:
                    await self._pool.long.enter(place, self._left)
                except TimeoutError:
                    raise LateError from None
            self._leave()
            self._place = place
            if self._process is None:
                await self._begin()
                if not place.runs:
                    self._let_run(False)
            if await self._yielding(place):
                return
            self._drop()

    async def _yielding(self, place: Place) -> bool:
        """Wait for the answer, with a low priority if need be; tell whether it is there, or else the place was lost."""
        patience = self._pool.limits.patience
        if not await self._within(patience, place.lost) and self._process is not None:
            self._process.ready = False  # its priority cannot be taken back: it ends with this query
            self._process.give_way()
            await self._answered(self._left, place.lost)
        return self._reply.done()

    def _let_run(self, run: bool) -> None:
        """Let the worker run, or pause; never pause where nothing tells how long it has run."""
        if self._process is not None and (run or self._base is not None):
            self._process.let_run(run)

    async def _answered(self, seconds: float, *others: asyncio.Future[None]) -> bool:
        """Wait so long for the answer, or for something else; tell whether the answer is there.

        Raises
        ------
        LateError
            It is not, and there is no time left.
        """
        if not self._reply.done():
            awaited: tuple[asyncio.Future[Any], ...] = (self._reply, *others)
            await asyncio.wait(awaited, timeout=min(seconds, self._left), return_when=asyncio.FIRST_COMPLETED)
            if not (self._reply.done() or self._left):
                raise LateError
        return self._reply.done()

    def _worked(self) -> float:
        """Return the seconds of the processor that the query has had."""
        if self._process is None:
            return self._earlier
        told = self._process.worked
        if told is None or self._base is None:
            return self._earlier + asyncio.get_running_loop().time() - self._begun
        return self._earlier + told - self._base

    def _drop(self) -> None:
        """End the worker."""
        if self._process is not None:
            self._earlier = self._worked()
            self._pool.staff.drop(self._process)
            self._process = None

    def _leave(self) -> None:
        """Give the place back, wherever it is."""
        if self._lane is not None:
            self._lane.leave()
        if self._place is not None:
            self._pool.long.leave(self._place)
        self._lane = self._place = None

    @property
    def _left(self) -> float:
        return max(0.0, self._until - asyncio.get_running_loop().time())
