"""Workers and the lanes that share them out: whoever has worked least goes first, every request is answered in time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from hdkg.server.course import Course
from hdkg.server.lane import Lane, LongLane
from hdkg.server.process import LostError
from hdkg.server.settings import CORES
from hdkg.server.staff import Staff

if TYPE_CHECKING:
    from hdkg.server.process import Reply
    from hdkg.server.settings import Limits

SPARE = 1  # workers that stand ready beyond the places of the lanes


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
        self.limits = limits
        self.quick = Lane(limits.quick, limits.waiting)
        self.long = LongLane(limits.long, CORES, limits.waiting)
        self.staff = Staff(config, limits.quick + limits.long + SPARE)

    async def open(self) -> None:
        """Start the workers.

        Raises
        ------
        HdkgError
            The graphs cannot be opened.
        """
        await self.staff.open()

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
        until = asyncio.get_running_loop().time() + self.limits.seconds
        body = text.encode("utf-8", "surrogatepass")
        try:
            return await Course(self, task, body, until).run()
        except LostError as error:
            if error.own_doing:
                raise
            return await Course(self, task, body, until).run()

    def renew(self, config: dict[str, Any]) -> None:
        """Answer from now on from another store on disk; what runs already ends on the old one."""
        self.staff.config = config

    async def close(self) -> None:
        """End all workers."""
        await self.staff.close()

    @property
    def source(self) -> dict[str, Any]:
        """What the workers answer from: ``files`` or ``folder``."""
        return {key: self.staff.config[key] for key in ("files", "folder")}
