"""The graphs as the pages and the endpoint see them: to be asked and, where that is allowed, changed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
from typing import TYPE_CHECKING, Any

from hdkg.errors import HdkgError
from hdkg.server.course import LateError
from hdkg.server.lane import BusyError, Lane
from hdkg.server.pool import Pool
from hdkg.server.process import LostError, Started
from hdkg.server.protocol import RefusalError
from hdkg.triples.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path

    from hdkg.server.process import Reply
    from hdkg.server.settings import Settings
    from hdkg.server.stock import Stock

WRITER = "hdkg.server.writer"
STATUS = {"malformed": 400, "refused": 403, "unacceptable": 406, "too-much": 422, "failed": 500}
AGAIN = "1"  # seconds after which a client may try again
KEPT = 2  # checkpoints that stay: the newest, and the one that workers may be opening


class Service:
    """Workers over graphs, and a writer where they may change.

    Parameters
    ----------
    settings
        Limits and allowed hosts.
    stock
        The graphs of a read-only server.
    store
        The folder of the store of a writable one.
    folder
        Where checkpoints of that store go.
    """

    def __init__(self, settings: Settings, stock: Stock, *, store: Path | None, folder: Path) -> None:
        limits = settings.limits
        self.settings = settings
        self._common = {
            "seconds": limits.seconds,
            "rows": limits.rows,
            "size": limits.size,
            "memory": limits.memory,
            "hosts": list(settings.hosts),
            "prefixes": PREFIXES,
        }
        self.originals = stock.originals
        self.kept = stock.kept
        self.when_open: list[Callable[[], Coroutine[Any, Any, None]]] = []  # what is then done beside the answering
        self._beside: set[asyncio.Task[None]] = set()
        self._store = store
        self._folder = folder
        self._writer: Started | None = None
        self._turn = Lane(1, limits.waiting)
        self.generation = 0
        self.pool = Pool({**self._common, **stock.config}, limits)

    @property
    def source(self) -> dict[str, Any]:
        """Where the graphs are now: ``files`` or ``folder``."""
        return self.pool.source

    async def open(self) -> None:
        """Start writer and workers.

        Raises
        ------
        HdkgError
            The store or the graphs cannot be opened.
        """
        if self._store is not None:
            for old in self._folder.glob("checkpoint-*"):
                shutil.rmtree(old, ignore_errors=True)
            self._writer = await self._start()
            await self._publish()
        await self.pool.open()
        self._beside = {asyncio.create_task(work()) for work in self.when_open}

    async def close(self) -> None:
        """End all processes and let go of what is kept."""
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)
        await self.pool.close()
        if self._writer is not None:
            self._writer.end()
            await self._writer.wait()
        if self.kept is not None:
            self.kept.release()

    async def query(
        self,
        text: str,
        *,
        rows: str = "json",
        graph: str = "nt",
        base: str = "https://w3id.org/hdkg/id/",
        default: Sequence[str] | None = None,
        named: Sequence[str] | None = None,
    ) -> tuple[str, bytes]:
        """Answer a query.

        Parameters
        ----------
        text
            SPARQL 1.1.
        rows, graph
            The endings of the formats to answer in (`hdkg.server.formats`); empty where none will do.
        base
            What relative IRIs are relative to.
        default, named
            IRIs of the dataset's graphs; None for those of the store.

        Returns
        -------
        tuple of str and bytes
            ``rows`` or ``graph``, and the answer.

        Raises
        ------
        RefusalError
            There is no answer; status and message say why.
        """
        task = {"rows": rows, "graph": graph, "base": base, "default": default, "named": named}
        try:
            head, body = await self.pool.ask(task, text)
        except BusyError:
            raise RefusalError(503, "The server is busy; try again in a moment", Retry_After=AGAIN) from None
        except LateError:
            raise self._late("query") from None
        except LostError as error:
            raise _lost(error) from None
        if head["status"] != "ok":
            raise RefusalError(STATUS[head["status"]], body.decode("utf-8"))
        return head["form"], body

    async def rows(self, text: str) -> list[dict[str, Any]]:
        """Answer a query of the server's own: its rows, each binding as SPARQL's JSON has it."""
        _, body = await self.query(text)
        found: list[dict[str, Any]] = json.loads(body)["results"]["bindings"]
        return found

    async def update(self, text: str, *, base: str, default: Sequence[str] | None, named: Sequence[str] | None) -> None:
        """Change the store: when this returns, the change is kept and every later query sees it.

        Raises
        ------
        RefusalError
            Nothing was changed, or (status 500 and 504) it is not known whether it was.
        """
        until = asyncio.get_running_loop().time() + self.settings.limits.seconds
        try:
            await self._turn.enter(self.settings.limits.seconds)
        except BusyError:
            raise RefusalError(503, "The server is busy; try again in a moment", Retry_After=AGAIN) from None
        try:
            head, body = await self._change(text, {"base": base, "default": default, "named": named}, until)
        except (LostError, HdkgError):
            raise _unsure() from None
        finally:
            self._turn.leave()
        if head["status"] != "ok":
            raise RefusalError(STATUS[head["status"]], body.decode("utf-8"))

    async def _change(self, text: str, task: dict[str, Any], until: float) -> Reply:
        """Let the writer make one change, and the workers see it."""
        if self._writer is None or not self._writer.alive:
            self._writer = await self._start()
            await self._publish()
        into = self._checkpoint(self.generation + 1)
        body = text.encode("utf-8", "surrogatepass")
        reply = self._writer.ask({**task, "change": True, "into": str(into)}, body)
        try:
            async with asyncio.timeout_at(until):
                head, data = await asyncio.shield(reply)
        except (TimeoutError, LostError) as error:
            self._writer.end()
            await self._writer.wait()
            self._writer = await self._start()
            await self._publish()  # it may have been kept in the last moment
            raise self._late("update") if isinstance(error, TimeoutError) else _unsure() from None
        if head["status"] == "ok":
            self._show(into)
        return head, data

    async def _start(self) -> Started:
        return await Started.start(WRITER, {**self._common, "folder": str(self._store)})

    async def _publish(self) -> None:
        """Show the store as it is to the workers."""
        into = self._checkpoint(self.generation + 1)
        if self._writer is not None:
            await self._writer.ask({"change": False, "into": str(into)}, b"")
        self._show(into)

    def _show(self, into: Path) -> None:
        """Let the workers answer from a checkpoint from now on."""
        self.generation += 1
        self.pool.renew({**self._common, "files": [], "folder": str(into)})
        with contextlib.suppress(OSError):
            shutil.rmtree(self._checkpoint(self.generation - KEPT))

    def _checkpoint(self, number: int) -> Path:
        return self._folder / f"checkpoint-{number}"

    def _late(self, what: str) -> RefusalError:
        seconds = f"{self.settings.limits.seconds:g}"
        advice = "ask for less" if what == "query" else "look whether it was kept before you send it again"
        return RefusalError(504, f"The {what} took longer than {seconds} seconds and was stopped; {advice}")


def _lost(error: LostError) -> RefusalError:
    if error.own_doing:
        return RefusalError(422, "The query needs more memory, or nests deeper, than this server allows; ask for less")
    return RefusalError(503, "The query's process was ended twice from outside; try again", Retry_After=AGAIN)


def _unsure() -> RefusalError:
    return RefusalError(
        500, "The writer ended before it said whether the update was kept; look before sending it again"
    )
