"""Workers as the server sees them, whatever comes first of what they and their nursery say."""

from __future__ import annotations

import asyncio
import select
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from hdkg.server.process import FORKS, Forked, LostError, Nursery
from hdkg.server.stock import prepare

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

T = TypeVar("T")

TASK = {"rows": "json", "graph": "nt", "base": "urn:x", "default": None, "named": None, "folder": ""}

pytestmark = pytest.mark.skipif(not FORKS, reason="workers are forked on POSIX only")


def config(place: Path) -> dict[str, Any]:
    limits = {"seconds": 10.0, "rows": 10, "size": 10_000, "memory": 2**30, "hosts": [], "prefixes": {}}
    return {**limits, **prepare([], place).config}


async def early(nursery: Nursery) -> Forked:
    """Return a worker that is ready before its nursery's word of its birth is heard; the word is there now."""
    asyncio.get_running_loop().remove_reader(nursery._control)
    worker = await asyncio.wait_for(nursery.worker(), 30)
    assert worker.pid == 0
    await asyncio.to_thread(select.select, [nursery._control], [], [], 30)
    return worker


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: the tests' browser has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def test_a_worker_that_is_ready_early_is_kept(tmp_path: Path) -> None:
    async def ask() -> str:
        nursery = await Nursery.start(config(tmp_path))
        try:
            worker = await early(nursery)
            nursery._hear()
            await asyncio.sleep(0.2)  # time for an order to end it
            head, _ = await asyncio.wait_for(worker.ask(TASK, b"ASK {}"), 30)
            return str(head["status"])
        finally:
            await nursery.close()

    assert apart(ask()) == "ok"


def test_a_worker_that_is_given_up_early_is_ended(tmp_path: Path) -> None:
    async def give_up() -> None:
        nursery = await Nursery.start(config(tmp_path))
        try:
            worker = await early(nursery)
            worker.end()
            nursery._hear()
            asyncio.get_running_loop().add_reader(nursery._control, nursery._hear)
            await asyncio.wait_for(worker.wait(), 30)
            with pytest.raises(LostError):
                await worker.ask(TASK, b"ASK {}")
        finally:
            await nursery.close()

    apart(give_up())
