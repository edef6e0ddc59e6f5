"""How cost grows with size: lines on two logarithmic axes, with their slopes, as an SVG of the same bytes each time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Points = Sequence[tuple[float, float]]

WIDE, HIGH, LEFT, TOP, KEY = 480, 320, 70, 40, 210
# Told apart by people who see colours differently too (Okabe and Ito's).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999999")


def slope(points: Points) -> float:
    """Return the exponent by which cost grows: the slope of the least-squares line through the logarithms.

    Examples
    --------
    >>> round(slope([(1, 3), (10, 300), (100, 30000)]), 6)
    2.0
    """
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x, mean_y = (sum(pair[axis] for pair in logs) / len(logs) for axis in (0, 1))
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread


def log_log(title: str, x: str, y: str, lines: Mapping[str, Points]) -> str:
    """Return a plot as SVG.

    Parameters
    ----------
    title, x, y
        What stands above it and at its axes, with units.
    lines
        Points of each line by its name, all above 0, at least two of different sizes.

    Examples
    --------
    >>> log_log("t", "articles", "s", {"read": [(1, 1), (10, 10)]}).count("<polyline")
    1
    """
    every = [point for points in lines.values() for point in points]
    across, up = (_axis([point[axis] for point in every]) for axis in (0, 1))
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDE + KEY} {TOP + HIGH + 50}" '
            'font-family="sans-serif" font-size="12">'
        ),
        f'<rect width="{LEFT + WIDE + KEY}" height="{TOP + HIGH + 50}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-size="14">{escape(title)}</text>',
        f'<text x="{LEFT + WIDE / 2:.0f}" y="{TOP + HIGH + 38}" text-anchor="middle">{escape(x)}</text>',
        (
            f'<text x="16" y="{TOP + HIGH / 2:.0f}" transform="rotate(-90 16 {TOP + HIGH / 2:.0f})" '
            f'text-anchor="middle">{escape(y)}</text>'
        ),
    ]
    for power in range(across[0], across[1] + 1):
        place = LEFT + _at(10.0**power, across) * WIDE
        parts.append(f'<path d="M{place:.1f} {TOP}V{TOP + HIGH}" stroke="#ddd"/>')
        parts.append(f'<text x="{place:.1f}" y="{TOP + HIGH + 18}" text-anchor="middle">{10.0**power:g}</text>')
    for power in range(up[0], up[1] + 1):
        place = TOP + HIGH - _at(10.0**power, up) * HIGH
        parts.append(f'<path d="M{LEFT} {place:.1f}H{LEFT + WIDE}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{place + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for number, (name, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        dots = [(LEFT + _at(a, across) * WIDE, TOP + HIGH - _at(b, up) * HIGH) for a, b in points]
        told = " ".join(f"{a:.1f},{b:.1f}" for a, b in dots)
        parts.append(f'<polyline points="{told}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in dots]
        line = TOP + 14 + 20 * number
        parts.append(f'<path d="M{LEFT + WIDE + 12} {line - 4}h18" stroke="{colour}" stroke-width="3"/>')
        parts.append(f'<text x="{LEFT + WIDE + 36}" y="{line}">{escape(name)}, slope {slope(points):.2f}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _axis(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten that an axis begins and ends with."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _at(value: float, axis: tuple[int, int]) -> float:
    """Return where on an axis a value stands, from 0 to 1."""
    return (math.log10(value) - axis[0]) / (axis[1] - axis[0])
