"""The text of a block over its pieces, with the way back to the offsets of the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from hdkg.model import Block, Span
from hdkg.normalise.punctuation import widen

#: Longest quotation that a graph may keep of an article.
LONGEST = 40

_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Joined:
    """A block's pieces as one string.

    Attributes
    ----------
    text
        The pieces one after the other.  Characters for private use, which the annotations need, are replaced by
        U+FFFD, and half-width punctuation is full-width; the length stays.
    starts
        Where each piece starts in `text`.
    pieces
        The pieces in the article.

    Examples
    --------
    >>> from hdkg.model import BlockKind
    >>> block = Block(BlockKind.BODY, (Span(0, 2), Span(4, 6)))
    >>> joined = join("成功  创建", block)
    >>> joined.text, joined.span(1, 3)
    ('成功创建', Span(start=1, end=5))
    """

    text: str
    starts: tuple[int, ...]
    pieces: tuple[Span, ...]

    def at(self, index: int) -> int:
        """Return the article's offset of the character at `index`."""
        piece = bisect_right(self.starts, index) - 1
        return self.pieces[piece].start + index - self.starts[piece]

    def span(self, start: int, end: int) -> Span:
        """Return the article's span of ``text[start:end]``, which must not be empty."""
        return Span(self.at(start), self.at(end - 1) + 1)

    def evidence(self, start: int, end: int, keep: tuple[int, int] | None = None) -> Span:
        """Return the span of ``text[start:end]``, cut to the longest quotation that still holds ``text[keep]``."""
        whole = self.span(start, end)
        if whole.end - whole.start <= LONGEST:
            return whole
        inner = keep or (start, end)
        while start < inner[0] and self.at(end - 1) + 1 - self.at(start) > LONGEST:
            start += 1
        while end > inner[1] and self.at(end - 1) + 1 - self.at(start) > LONGEST:
            end -= 1
        whole = self.span(start, end)
        return whole if whole.end - whole.start <= LONGEST else Span(whole.start, whole.start + LONGEST)


def join(text: str, block: Block) -> Joined:
    """Return the block's pieces of `text` joined."""
    parts = [piece.of(text) for piece in block.pieces]
    starts = tuple(accumulate((len(part) for part in parts[:-1]), initial=0))
    return Joined(widen(_PRIVATE.sub("\ufffd", "".join(parts))), starts, block.pieces)
