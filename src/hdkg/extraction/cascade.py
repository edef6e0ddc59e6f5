"""The cascade: block by block, sentence by sentence, from annotations to claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction import growths, levels, ranks, shares  # noqa: F401  (they register their readers)
from hdkg.extraction.annotate import annotate_blocks
from hdkg.extraction.claims import Claims
from hdkg.extraction.clauses import after_semicolon, clauses, frames, sentences
from hdkg.extraction.coded import Tag
from hdkg.extraction.conferring import Conferring
from hdkg.extraction.entities import Registry
from hdkg.extraction.joined import join
from hdkg.extraction.ledger import OF_ARTICLE, account, outside
from hdkg.extraction.naming import Naming
from hdkg.extraction.scene import Scene, read_clause
from hdkg.extraction.subjects import Subjects
from hdkg.extraction.telling import Telling
from hdkg.extraction.timing import Calendar, period_marks
from hdkg.model import BlockKind, ContextChange, Extraction, LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.extraction.coded import Coded, Mark
    from hdkg.extraction.drafts import Figure
    from hdkg.extraction.joined import Joined
    from hdkg.model import Article, Block

#: So many characters are annotated at a time, or the blocks that begin within them.
_BATCH = 4_000


def extract(article: Article) -> Extraction:
    """Read an article.

    Parameters
    ----------
    article
        The article, its county (GB/T 2260 code) and date of publication settled.

    Returns
    -------
    Extraction
        Entities, claims, the ledger and the context log, in the order of the text.

    Examples
    --------
    >>> from hdkg.model import Block, Metadata, Span
    >>> from hdkg.model import Article
    >>> text = "全县粮食总产量41.1万吨，增长2%。"
    >>> metadata = Metadata(county="430424", published="2024-01-12", year=2023)
    >>> found = extract(Article(text, (Block(BlockKind.BODY, (Span(0, len(text)),)),), metadata))
    >>> [(claim.name, claim.quantity.written, claim.quantity.unit) for claim in found.claims]
    [('粮食总产量', '41.1', '万吨'), ('粮食总产量', '2', '%')]
    """
    reader = _Reader(article)
    for first, blocks in _batches(article.blocks):
        reader.read_blocks(first, blocks)
    return Extraction(
        article,
        reader.registry.county,
        reader.registry.entities(reader.claims.areas),
        tuple(reader.claims.claims),
        tuple(reader.ledger),
        tuple(reader.log),
    )


def _batches(blocks: tuple[Block, ...]) -> Iterator[tuple[int, list[Block]]]:
    """Yield the blocks in batches that are annotated together, with the number of the first of each."""
    batch: list[Block] = []
    size = 0
    for number, block in enumerate(blocks):
        batch.append(block)
        size += sum(piece.end - piece.start for piece in block.pieces)
        if size > _BATCH or number + 1 == len(blocks):
            yield number + 1 - len(batch), batch
            batch, size = [], 0


class _Reader:
    """What is collected while an article is read."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.registry = Registry(article)
        self.claims = Claims(self.registry)
        self.ledger: list[LedgerEntry] = []
        self.last: Figure | None = None
        self.log: list[ContextChange] = []
        bulletin = any("公报" in b.pieces[0].of(self.text) for b in article.blocks if b.kind is BlockKind.TITLE)
        self.calendar = Calendar(article.metadata, self.log)
        self.subjects = Subjects(self.registry, self.log)
        self.conferring = Conferring(self.registry, self.claims)
        self.naming = Naming(self.registry, self.claims, self.calendar)
        self.telling = Telling(self.registry, self.claims, self.calendar, bulletin=bulletin)

    def read_blocks(self, first: int, blocks: list[Block]) -> None:
        """Read blocks that follow each other; `first` is the number of the first."""
        texts = [join(self.text, block) for block in blocks]
        marks = annotate_blocks([joined.text for joined in texts], self._given)
        for number, (block, joined) in enumerate(zip(blocks, texts, strict=True)):
            self._read_block(first + number, block, joined, marks[number])

    def _given(self, text: str) -> list[Mark]:
        return [*period_marks(text), *self.subjects.county_marks(text)]

    def _read_block(self, number: int, block: Block, joined: Joined, marks: list[Mark]) -> None:
        """Read a block: its sentences if it states facts, else only for the ledger."""
        if block.kind not in {BlockKind.BODY, BlockKind.CAPTION}:
            if block.kind is BlockKind.HEADING:
                self.calendar.enter_section(joined, marks)
            own = {mark.start for mark in marks if self.calendar.of_article(mark)}
            self.ledger.extend(outside(block.kind, marks, joined, own))
            return
        self.calendar.enter_block(block.section)
        self.subjects.enter_block()
        self.naming.enter_block()
        for count, coded in enumerate(sentences(joined.text, marks)):
            self._read_sentence(coded, joined, (number, count), caption=block.kind is BlockKind.CAPTION)

    def _read_sentence(self, coded: Coded, joined: Joined, at: tuple[int, int], *, caption: bool) -> None:
        used: dict[int, str] = {}
        self.subjects.enter_sentence(coded, joined, used)
        self.conferring.read(coded, joined, used, self.subjects)
        creditable = self.naming.read(coded, joined, used)
        scene = Scene(
            coded,
            joined,
            block=at[0],
            number=at[1],
            named=frozenset(used),
            owners=self.subjects.owners,
            before=self.last if at[1] else None,
        )
        for number, (start, end) in enumerate(clauses(coded)):
            if after_semicolon(coded, start):
                scene.group, scene.container, scene.since, scene.topic = [], None, len(scene.figures), ""
            scene.clause = number
            read_clause(scene, frames(coded, start, end, set(used)), start, end)
        self.last = scene.figures[-1] if scene.figures else None
        self.telling.tell(scene, creditable, used, self.naming.projects, caption=caption)
        for index, mark in coded.within(0, len(coded.code), Tag.PERIOD):
            if self.calendar.of_article(mark):
                used[index] = OF_ARTICLE
        self.ledger.extend(sorted(account(coded, joined, used), key=lambda entry: (entry.span, entry.kind)))
