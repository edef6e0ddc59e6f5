"""Places for queries, and bounded lines of those who wait for one."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TWICE = 2  # so many times more has to be worked by who loses a place to another
TURN = 0.05  # seconds between two looks at who has worked least
STEADY = 1.0  # seconds of the processor before which no place is lost to who has to begin again there
AGAIN = 0.5  # seconds after which who waits looks again whether somebody has worked that much


class BusyError(Exception):
    """There is no place, and no room to wait for one, or the wait took too long."""


class Lane:
    """So many places, taken in the order of asking, and so many who may wait.

    Examples
    --------
    >>> async def two():
    ...     lane = Lane(1, 0)
    ...     await lane.enter(1)
    ...     try:
    ...         await lane.enter(1)
    ...     except BusyError:
    ...         return "busy"
    >>> asyncio.run(two())
    'busy'
    """

    def __init__(self, places: int, waiting: int) -> None:
        self._free = places
        self._waiting = waiting
        self._line: deque[asyncio.Future[None]] = deque()

    def try_enter(self) -> bool:
        """Take a place if one is free and nobody waits for it."""
        if self._free and not self._line:
            self._free -= 1
            return True
        return False

    async def enter(self, seconds: float) -> None:
        """Take a place, or wait for one.

        Raises
        ------
        BusyError
            Too many wait already, or there was no place within that time.
        """
        if self.try_enter():
            return
        if len(self._line) >= self._waiting:
            raise BusyError
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._line.append(place)
        try:
            async with asyncio.timeout(max(0, seconds)):
                await place
        except BaseException as error:
            if place.done() and not place.cancelled():
                self.leave()  # it was handed over in the same moment
            elif place in self._line:
                self._line.remove(place)
            if isinstance(error, TimeoutError):
                raise BusyError from None
            raise

    def leave(self) -> None:
        """Give a place back, to who waits longest."""
        while self._line:
            place = self._line.popleft()
            if not place.done():
                place.set_result(None)
                return
        self._free += 1


class Place:
    """A place in the long lane, and the query that has it (or waits for it).

    Parameters
    ----------
    worked
        Tells the seconds of the processor that the query has had.
    let_run
        Called with whether its worker shall run now, or pause.

    Attributes
    ----------
    lost
        Done when the place went to another.
    """

    def __init__(self, worked: Callable[[], float], let_run: Callable[[bool], None]) -> None:
        self.worked = worked
        self.let_run = let_run
        self.runs = True
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class LongLane:
    """So many places, of which so many may run at a time: those of the queries that have worked least.

    Who comes when all places are taken gets the place of who has worked twice as much or more, or waits.

    Examples
    --------
    >>> async def two():
    ...     lane = LongLane(1, 1, 0)
    ...     long, short = (Place(worked, lambda run: None) for worked in (lambda: 4.0, lambda: 0.5))
    ...     return lane.try_enter(long), lane.try_enter(short), long.lost.done()
    >>> asyncio.run(two())
    (True, True, True)
    """

    def __init__(self, places: int, running: int, waiting: int) -> None:
        self._places = places
        self._running = running
        self._waiting = waiting
        self._held: dict[Place, None] = {}
        self._line: list[tuple[float, int, asyncio.Future[None], Place]] = []
        self._number = count()
        self._next: asyncio.TimerHandle | None = None

    def try_enter(self, place: Place, least: float = 0.0) -> bool:
        """Take a place that is free, or that of who has worked most, if that is enough more, and so many seconds."""
        if len(self._held) >= self._places:
            most = max(self._held, key=lambda held: held.worked())
            if most.worked() < max(least, TWICE * place.worked()):
                return False
            del self._held[most]
            most.lost.set_result(None)
        self._hold(place)
        return True

    async def enter(self, place: Place, seconds: float) -> None:
        """Take a place, or wait for one.

        Raises
        ------
        BusyError
            Too many wait already.
        TimeoutError
            There was no place within that time.
        """
        if len(self._line) >= self._waiting:
            raise BusyError
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (place.worked(), next(self._number), turn, place)
        heapq.heappush(self._line, entry)
        try:
            async with asyncio.timeout(seconds):
                while not (turn.done() or self.try_enter(place, STEADY)):
                    await asyncio.wait((turn,), timeout=AGAIN)
        except BaseException:
            self.leave(place)  # it may have been handed over in the same moment
            raise
        finally:
            if entry in self._line:
                self._line.remove(entry)
                heapq.heapify(self._line)

    def leave(self, place: Place) -> None:
        """Give a place back, to who has worked least of those who wait; nothing where it was lost already."""
        if place not in self._held:
            return
        del self._held[place]
        if self._line:
            _, _, turn, following = heapq.heappop(self._line)
            self._hold(following)
            turn.set_result(None)
        else:
            self._share_out()

    def _hold(self, place: Place) -> None:
        self._held[place] = None
        self._share_out()

    def _share_out(self) -> None:
        """Let those run that have worked least, now and again and again while there are others."""
        if self._next is not None:
            self._next.cancel()
            self._next = None
        order = sorted(self._held, key=lambda held: held.worked())
        for number, place in enumerate(order):
            runs = number < self._running
            if runs != place.runs:
                place.runs = runs
                place.let_run(runs)
        if len(order) > self._running:
            self._next = asyncio.get_running_loop().call_later(TURN, self._share_out)
