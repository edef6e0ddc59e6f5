"""Who gets a place, who runs, and who has to wait."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from hdkg.server.lane import BusyError, LongLane, Place

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: the tests' browser has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


class Query:
    """A query that has worked so long, and its place."""

    def __init__(self, worked: float) -> None:
        self.worked = worked
        self.runs = True
        self.place = Place(lambda: self.worked, self.let_run)

    def let_run(self, run: bool) -> None:
        self.runs = run


def test_those_run_that_have_worked_least() -> None:
    async def work() -> None:
        lane = LongLane(3, 1, 0)
        queries = [Query(worked) for worked in (3.0, 2.0, 2.5)]
        for query in queries:
            assert lane.try_enter(query.place)
        assert [query.runs for query in queries] == [False, True, False]
        queries[1].worked = 4.0
        await asyncio.sleep(0.3)
        assert [query.runs for query in queries] == [False, False, True]
        lane.leave(queries[2].place)
        assert [query.runs for query in queries[:2]] == [True, False]

    apart(work())


def test_a_place_is_lost_to_who_has_worked_half_as_much() -> None:
    async def work() -> None:
        lane = LongLane(2, 2, 0)
        most, less = Query(4.0), Query(3.0)
        assert all(lane.try_enter(query.place) for query in (most, less))
        assert not lane.try_enter(Query(2.1).place)
        assert (most.place.lost.done(), less.place.lost.done()) == (False, False)
        assert lane.try_enter(Query(2.0).place)
        assert (most.place.lost.done(), less.place.lost.done()) == (True, False)
        lane.leave(most.place)  # which has none any more
        assert not lane.try_enter(Query(2.0).place)

    apart(work())


def test_who_has_worked_least_comes_first_of_those_who_wait() -> None:
    async def work() -> list[float]:
        lane, came = LongLane(1, 1, 2), list[float]()
        first = Query(1.0)
        assert lane.try_enter(first.place)

        async def wait(query: Query) -> None:
            await lane.enter(query.place, 10)
            came.append(query.worked)
            lane.leave(query.place)

        waiting = [asyncio.create_task(wait(Query(worked))) for worked in (3.0, 2.0)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await lane.enter(Query(4.0).place, 10)
        lane.leave(first.place)
        await asyncio.gather(*waiting)
        assert lane.try_enter(Query(9.0).place), "a place has got lost"
        return came

    assert apart(work()) == [2.0, 3.0]


def test_who_waits_takes_the_place_of_a_query_that_has_worked_much_meanwhile() -> None:
    async def work() -> None:
        lane = LongLane(1, 1, 1)
        first, second = Query(1.0), Query(1.0)
        assert lane.try_enter(first.place)
        waiting = asyncio.create_task(lane.enter(second.place, 10))
        await asyncio.sleep(0)
        assert not waiting.done()
        first.worked = 2.0
        await waiting
        assert first.place.lost.done()

    apart(work())


def test_who_gives_up_waiting_leaves_nothing_behind() -> None:
    async def work() -> None:
        lane = LongLane(1, 1, 1)
        first = Query(1.0)
        assert lane.try_enter(first.place)
        with pytest.raises(TimeoutError):
            await lane.enter(Query(2.0).place, 0.01)
        lane.leave(first.place)
        assert lane.try_enter(Query(2.0).place)

    apart(work())
