"""Places that are taken in the order of asking, by a bounded number of those who wait."""

from __future__ import annotations

import asyncio
from collections import deque


class BusyError(Exception):
    """There is no place, and no room to wait for one, or the wait took too long."""


class Lane:
    """So many places, and so many who may wait.

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

    @property
    def crowded(self) -> bool:
        """Whether somebody waits."""
        return bool(self._line)

    def leave(self) -> None:
        """Give a place back, to who waits longest."""
        while self._line:
            place = self._line.popleft()
            if not place.done():
                place.set_result(None)
                return
        self._free += 1
