"""A box goes to the best of all free places, though few of them are looked at."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from hdkg.network.packing import _TOUCH, Box, _best, _spots, pack_around


def best_of_all(placed: list[Box], box: Box, aspect: float, gap: float) -> Box:
    """Return the best free place by looking at every one."""
    every = [replace(box, x=x, y=y) for x, y in _spots(placed, box, gap)]
    free = [spot for spot in every if not any(min(spot.overlap(other, gap)) > _TOUCH for other in placed)]

    def reach(spot: Box) -> tuple[float, ...]:
        edge = max((abs(spot.x) + spot.wide / 2) / aspect, abs(spot.y) + spot.high / 2)
        return round(edge, 3), round(((spot.x / aspect) ** 2 + spot.y**2) ** 0.5, 3), spot.x, spot.y

    return min(free, key=reach)


@pytest.mark.parametrize("seed", range(20))
def test_the_best_place_is_found(seed: int) -> None:
    dice = random.Random(seed)
    boxes = [Box(0, 0, dice.randint(5, 90), dice.randint(5, 90)) for _ in range(9)]
    placed = [boxes[0], *pack_around(boxes[0], boxes[1:-1], 1.4, 16.0)]
    assert _best(placed, boxes[-1], 1.4, 16.0) == best_of_all(placed, boxes[-1], 1.4, 16.0)
