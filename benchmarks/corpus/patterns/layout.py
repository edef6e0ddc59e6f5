"""What the page adds: lists of headings, text that breaks off: Z1, Z2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.patterns.numerals import chinese
from benchmarks.corpus.said import Said

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene


def enumerated(scene: Scene, number: int, heading: str) -> Said:
    """Z1: 一是经济运行稳中有进。: a short sentence that heads a paragraph; no fact."""
    figure = chinese(number)
    text = f"——{heading}。" if scene.genre == "newspaper" else f"{figure}是{heading}。"
    return Said(text, patterns=frozenset({"Z1"}))


def broken_off(scene: Scene) -> Said:
    """Z2: a paragraph that the excerpt ends in mid-sentence; no fact."""
    return Said(scene.fresh(words.lists("prose")["broken-offs"]), patterns=frozenset({"Z2"}))
