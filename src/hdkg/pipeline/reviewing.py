"""A person's review of one article: what to look at, and decisions that go into its file of corrections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hdkg.corrections import Corrected, Item, apply, decide, load, review, save
from hdkg.extraction import extract
from hdkg.model import Correction
from hdkg.pipeline.target import corrections_file
from hdkg.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hdkg.model import Action


@dataclass(frozen=True, slots=True)
class Review:
    """A review of one article.

    Attributes
    ----------
    corrected
        What was read, with the corrections so far, and those that do not fit.
    path
        The file of corrections; it need not exist yet.
    kept
        What the file holds.
    """

    corrected: Corrected
    path: Path
    kept: tuple[Correction, ...]

    def items(self, *, everything: bool = False) -> tuple[Item, ...]:
        """Return what to look at; with `everything` every claim and entity."""
        return review(self.corrected, everything=everything)

    def position(self, item: Item) -> tuple[int, int]:
        """Return line and column, both from 1, of something to look at."""
        return self.corrected.extraction.article.position(item.span.start)

    def decided(
        self, action: Action, key: str, *, who: str, when: str, why: str, slots: Mapping[str, str] | None = None
    ) -> Review:
        """Apply a decision and keep it in the file; a decision that does not fit changes nothing.

        Raises
        ------
        CorrectionError
            There is nothing with this key, or a slot or value is none.
        TargetError
            The file cannot be written; what stood there before is still there.
        """
        corrected = decide(self.corrected, action, key, who=who, when=when, why=why, slots=slots)
        extraction = corrected.extraction
        # The file names the version of the article at which each correction that fits stands where it says.
        moved = {applied.correction: applied.span for applied in extraction.corrections}
        kept = tuple(replace(each, span=moved.get(each, each.span)) for each in self.kept)
        kept = (*kept, extraction.corrections[-1].correction)
        save(self.path, extraction.article, kept)
        return Review(corrected, self.path, kept)


def open_review(
    source: str | Path, *, county: str = "", published: str = "", out: str | Path = "", corrections: str | Path = ""
) -> Review:
    """Read an article and apply the corrections so far.

    Parameters
    ----------
    source
        The article's file, or ``-`` for standard input.
    county, published
        What the source does not say.
    out
        Where its graph goes, as for a build: the file of corrections stands in the folder ``corrections`` beside it.
    corrections
        The file of corrections, where it stands somewhere else.

    Raises
    ------
    SourceError
        The source cannot be read, or county or date are not settled.
    CorrectionError
        The file of corrections is malformed.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> review = open_review(graph_dir() / "sources" / "hengdong-2023.md")
    >>> review.path.name, all(item.words for item in review.items())
    ('hengdong-2023.yaml', True)
    """
    article = read(source, county=county, published=published)
    path = Path(corrections) if str(corrections) else corrections_file(source, article.name, out)
    kept = load(path).corrections
    return Review(apply(extract(article), kept), path, kept)
