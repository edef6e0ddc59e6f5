"""Boxes on a plane: pushed apart until none overlaps, and packed side by side."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import groupby

_TOUCH = 0.01  # boxes that overlap by less only touch: positions are rounded to a thousandth


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its centre and size."""

    x: float
    y: float
    wide: float
    high: float

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box moved by so much."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def overlap(self, other: Box, gap: float = 0.0) -> tuple[float, float]:
        """Return by how much the boxes, kept `gap` apart, overlap to the right and down; apart where one is <= 0."""
        return (
            (self.wide + other.wide) / 2 + gap - abs(self.x - other.x),
            (self.high + other.high) / 2 + gap - abs(self.y - other.y),
        )


def around(boxes: list[Box]) -> Box:
    """Return the smallest box that holds all of these.

    Examples
    --------
    >>> around([Box(0, 0, 2, 2), Box(3, 0, 2, 4)])
    Box(x=1.5, y=0.0, wide=5.0, high=4.0)
    """
    left, right = min(b.x - b.wide / 2 for b in boxes), max(b.x + b.wide / 2 for b in boxes)
    top, bottom = min(b.y - b.high / 2 for b in boxes), max(b.y + b.high / 2 for b in boxes)
    return Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)


def push_apart(boxes: list[Box], gap: float = 11.0, rounds: int = 400) -> list[Box]:
    """Move boxes as little as it takes that none overlaps another, each kept `gap` from the next.

    Examples
    --------
    >>> push_apart([Box(0, 0, 10, 10), Box(1, 0, 10, 10)], gap=0.0)
    [Box(x=-4.5, y=0, wide=10, high=10), Box(x=5.5, y=0, wide=10, high=10)]
    """
    placed = list(boxes)
    for _ in range(rounds):
        pairs = _overlapping(placed, gap)
        if not pairs:
            break
        for first, second in pairs:
            _part(placed, first, second, gap)
    return placed


def _overlapping(boxes: list[Box], gap: float) -> list[tuple[int, int]]:
    """Return the pairs that overlap; a grid keeps it from comparing all with all."""
    cell = max(max(b.wide, b.high) for b in boxes) + gap
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, box in enumerate(boxes):
        grid[math.floor(box.x / cell), math.floor(box.y / cell)].append(index)
    found = []
    for (column, row), here in grid.items():
        near = [i for dx in (-1, 0, 1) for dy in (-1, 0, 1) for i in grid.get((column + dx, row + dy), ())]
        found += [(i, j) for i in here for j in near if i < j and min(boxes[i].overlap(boxes[j], gap)) > _TOUCH]
    return sorted(found)


def _part(boxes: list[Box], first: int, second: int, gap: float) -> None:
    """Move two boxes apart along the axis where less is needed, each by half."""
    one, two = boxes[first], boxes[second]
    dx, dy = one.overlap(two, gap)
    if min(dx, dy) <= 0:
        return
    if dx <= dy:
        step = dx / 2 if one.x > two.x else -dx / 2
        boxes[first], boxes[second] = one.moved(step, 0), two.moved(-step, 0)
    else:
        step = dy / 2 if one.y > two.y else -dy / 2
        boxes[first], boxes[second] = one.moved(0, step), two.moved(0, -step)


def shelves(boxes: list[Box], aspect: float, gap: float) -> list[Box]:
    """Put boxes into rows, the highest first, so that the whole is about `aspect` times as wide as high.

    Examples
    --------
    >>> [(box.x, box.y) for box in shelves([Box(0, 0, 10, 10)] * 4, aspect=1.0, gap=0.0)]
    [(5.0, 5.0), (15.0, 5.0), (5.0, 15.0), (15.0, 15.0)]
    """
    area = sum((box.wide + gap) * (box.high + gap) for box in boxes)
    limit = max(math.sqrt(area * aspect), *(box.wide for box in boxes))
    placed: dict[int, Box] = {}
    left = top = high = 0.0
    for index in sorted(range(len(boxes)), key=lambda i: (-boxes[i].high, -boxes[i].wide, i)):
        box = boxes[index]
        if left and left + box.wide > limit + 1e-6:
            left, top, high = 0.0, top + high + gap, 0.0
        placed[index] = replace(box, x=left + box.wide / 2, y=top + box.high / 2)
        left, high = left + box.wide + gap, max(high, box.high)
    return [placed[index] for index in range(len(boxes))]


def pack_around(centre: Box, boxes: list[Box], aspect: float, gap: float) -> list[Box]:
    """Put boxes around a centre, the largest first, each so that the whole stays as small as it can.

    `aspect` is how many times as wide as high the whole shall be.

    Examples
    --------
    >>> [(box.x, box.y) for box in pack_around(Box(0, 0, 10, 10), [Box(0, 0, 10, 10)] * 2, aspect=1.5, gap=0.0)]
    [(-10.0, 0.0), (10.0, 0.0)]
    """
    placed = [centre]
    found: dict[int, Box] = {}
    for index in sorted(range(len(boxes)), key=lambda i: (-boxes[i].wide * boxes[i].high, i)):
        best = _best(placed, boxes[index], aspect, gap)
        placed.append(best)
        found[index] = best
    return [found[index] for index in range(len(boxes))]


def _best(placed: list[Box], box: Box, aspect: float, gap: float) -> Box:
    """Return the free place for a box that reaches least far from the origin, of several the one nearest to it.

    Places are tried from the best on: of thousands few are held against what stands there already.
    """
    wide, high = box.wide / 2, box.high / 2
    # How near the middles may come, and where they stand.
    walls = [((box.wide + p.wide) / 2 + gap, (box.high + p.high) / 2 + gap, p.x, p.y) for p in placed]
    # How far the box reaches there, sideways counted less.
    spots = sorted((max((abs(x) + wide) / aspect, abs(y) + high), x, y) for x, y in _spots(placed, box, gap))
    for _, equals in groupby(spots, key=lambda spot: _round(spot[0])):
        for _, x, y in sorted((_round(math.hypot(x / aspect, y)), x, y) for _, x, y in equals):
            if not any(near - abs(x - px) > _TOUCH and low - abs(y - py) > _TOUCH for near, low, px, py in walls):
                return replace(box, x=x, y=y)
    raise ValueError("there is always room beside all others")


def _spots(placed: list[Box], box: Box, gap: float) -> set[tuple[float, float]]:
    """Return the places where a box touches a placed one, aligned with an edge or the middle of any placed one."""
    xs = {_round(p.x + side * ((p.wide + box.wide) / 2 + gap)) for p in placed for side in (-1, 1)}
    ys = {_round(p.y + side * ((p.high + box.high) / 2 + gap)) for p in placed for side in (-1, 1)}
    aligned_x = xs | {_round(p.x + side * (p.wide - box.wide) / 2) for p in placed for side in (-1, 0, 1)}
    aligned_y = ys | {_round(p.y + side * (p.high - box.high) / 2) for p in placed for side in (-1, 0, 1)}
    return {(x, y) for x in xs for y in aligned_y} | {(x, y) for x in aligned_x for y in ys}


def _round(value: float) -> float:
    """Round away what floating point adds, so that equal places are one place."""
    return round(value, 3)
