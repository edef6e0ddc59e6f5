"""The cascade: block by block, sentence by sentence, from annotations to claims."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hdkg.extraction import growths, ranks, shares  # noqa: F401  (they register their readers)
from hdkg.extraction.annotate import annotate
from hdkg.extraction.areas import with_areas
from hdkg.extraction.claims import Claims, period_of
from hdkg.extraction.clauses import after_semicolon, clauses, frames, sentences
from hdkg.extraction.coded import Tag
from hdkg.extraction.entities import Registry, kind_by_name
from hdkg.extraction.honours import reach_of, read_honours
from hdkg.extraction.joined import join
from hdkg.extraction.ledger import account
from hdkg.extraction.rules import compiled
from hdkg.extraction.scene import Scene, read_clause
from hdkg.extraction.things import read_things
from hdkg.extraction.timing import Calendar, period_marks
from hdkg.model import (
    Attainment,
    AttributionBasis,
    BlockKind,
    Completion,
    Conferral,
    ContextChange,
    EntityKind,
    Extraction,
    LedgerEntry,
    Participation,
    Period,
    Reading,
    SlotName,
    SlotReading,
    Status,
    Superlative,
)

if TYPE_CHECKING:
    from hdkg.extraction.coded import Coded
    from hdkg.extraction.drafts import Figure
    from hdkg.extraction.honour_forms import Honour
    from hdkg.extraction.joined import Joined
    from hdkg.extraction.thing import Thing
    from hdkg.model import Article, Span

_PLANNED = compiled("计划|目标|力争|预期")
_ESTIMATED = compiled("预计|预估")
_PRELIMINARY = compiled("初步核算|初步统计|快报")
_DONE = compiled("(?:全部|均已?|都已?|100%|100％|悉数|如期|按期|圆满|现已)[^，。；]{0,4}(?:完成|办结|交账|达标|兑现)")


def extract(article: Article) -> Extraction:
    """Read an article.

    Parameters
    ----------
    article
        The article, its county (GB/T 2260 code) and date of publication settled.

    Returns
    -------
    Extraction
        Entities, claims and the ledger, in the order of the text.

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
    for number, block in enumerate(article.blocks):
        if block.kind in {BlockKind.BODY, BlockKind.CAPTION}:
            reader.read_block(number, join(article.text, block), caption=block.kind is BlockKind.CAPTION)
    ledger = sorted(reader.ledger, key=lambda entry: (entry.span, entry.kind))
    found = Extraction(
        article,
        reader.registry.county,
        tuple(reader.registry.found.values()),
        tuple(reader.claims.claims),
        tuple(ledger),
        tuple(reader.log),
    )
    return with_areas(found)


class _Reader:
    """What is collected while an article is read."""

    def __init__(self, article: Article) -> None:
        self.registry = Registry(article)
        self.claims = Claims(self.registry)
        self.calendar = Calendar(article.metadata)
        self.code = article.metadata.county
        self.bulletin = any("公报" in b.pieces[0].of(article.text) for b in article.blocks if b.kind is BlockKind.TITLE)
        self.ledger: list[LedgerEntry] = []
        self.log: list[ContextChange] = []
        self.conferred: set[tuple[str, str]] = set()

    def read_block(self, number: int, joined: Joined, *, caption: bool) -> None:
        """Read a block, sentence by sentence."""
        self.calendar.enter_block()
        marks = annotate(joined.text, period_marks(joined.text))
        for count, coded in enumerate(sentences(joined.text, marks)):
            self._read_sentence(coded, joined, (number, count), caption=caption)

    def _read_sentence(self, coded: Coded, joined: Joined, at: tuple[int, int], *, caption: bool) -> None:
        used: dict[int, str] = {}
        self._honours(coded, joined, used)
        creditable = self._things(coded, joined, used)
        scene = Scene(coded, joined, block=at[0], number=at[1])
        for number, (start, end) in enumerate(clauses(coded)):
            if after_semicolon(coded, start):
                scene.group, scene.container, scene.since, scene.topic = [], None, len(scene.figures), ""
            scene.clause = number
            read_clause(scene, frames(coded, start, end, set(used)), start, end)
        self._figures(scene, creditable, used, caption=caption)
        self.ledger.extend(account(coded, joined, used, range(len(coded.code))))

    # --- honours

    def _honours(self, coded: Coded, joined: Joined, used: dict[int, str]) -> None:
        for honour in read_honours(coded):
            span = joined.evidence(*coded.bounds(honour.start, honour.end), coded.bounds(*honour.verb))
            for recipient in honour.recipients or ("",):
                self._confer(honour, recipient, span)
            for index in range(honour.start, honour.end):
                if honour.works and index == honour.count:
                    continue
                if index in coded.marks or honour.verb[0] <= index < honour.verb[1]:
                    used.setdefault(index, self.claims.claims[-1].key if self.claims.claims else "honour")

    def _confer(self, honour: Honour, recipient: str, span: Span) -> None:
        key = self._recipient(recipient, span, honour)
        bare = honour.title.strip("“”")
        if (key, bare) in self.conferred:
            return
        self.conferred.add((key, bare))
        granted = (self._grantor(honour.granted_by, span),) if honour.granted_by else ()
        self.claims.add(
            Conferral(
                key=self.claims.key("conferral"),
                spans=(span,),
                rule="recognition" if honour.recognition else honour.rule,
                readings=()
                if recipient
                else (SlotReading(SlotName.SUBJECT, Reading.INHERITED, "the county under review"),),
                recipient=key,
                honour=honour.title,
                reach=reach_of(honour.title),
                granted_by=granted,
                ordinal=honour.ordinal,
                recognition=honour.recognition,
            )
        )

    def _recipient(self, name: str, span: Span, honour: Honour) -> str:
        """Return the key of who was honoured; what the words shorten (15个村, 人民医院) is named in full."""
        name = _OURS.sub("", name).removesuffix("等经验").removesuffix("三项经验")
        known = self.registry.known(name) if name else self.registry.county
        if known:
            return known
        kind = kind_by_name(name)
        if kind is None and name.startswith(self.registry.short_name):
            return self.registry.county
        if honour.works:
            kind, name = EntityKind.WORK_AREA, self.registry.county_name + name
        elif _COLLECTIVE.match(name):
            kind, name = EntityKind.COLLECTIVE, self.registry.county_name + name
        elif _GENERIC.fullmatch(name):
            kind, name = EntityKind.INSTITUTION, self.registry.county_name + name
        elif kind is None and honour.title.endswith(("镇", "乡")) and len(name) <= 3:
            kind, name = EntityKind.TOWN, name + "镇"
        elif "《" in name:
            kind, name = EntityKind.SONG if "歌" in name or "MV" in name else EntityKind.WORK, _book(name)
        elif "“" in name or name.endswith("监督"):
            kind = EntityKind.MECHANISM
        return self.registry.add(kind or EntityKind.COLLECTIVE, name, (span,))

    def _grantor(self, name: str, span: Span) -> str:
        kind = EntityKind.MEDIA_OUTLET if "《" in name else kind_by_name(name) or EntityKind.GOVERNMENT_BODY
        return self.registry.add(kind, name.removesuffix("等主流媒体"), (span,))

    # --- things

    def _things(self, coded: Coded, joined: Joined, used: dict[int, str]) -> list[tuple[int, str]]:
        """Add the things of a sentence; return the initiatives that what follows may be credited to."""
        creditable: list[tuple[int, str]] = []
        taken = {index for index in used if index in coded.marks and coded.marks[index].tag is not Tag.BOOK}
        for thing in sorted(read_things(coded, self.code, taken), key=lambda each: (each.start, each.end)):
            key = self._thing(thing, coded, joined)
            used.update(
                {
                    index: key
                    for index, _ in coded.within(thing.start, thing.end, Tag.QUOTE, Tag.BOOK)
                    if index not in used
                }
            )
            if thing.credits:
                creditable.append((thing.start, key))
            elif thing.kind is EntityKind.ENTERPRISE and creditable and creditable[-1][0] < thing.start:
                self._take_part(key, creditable[-1][1], joined.evidence(*coded.bounds(thing.start, thing.end)))
        return creditable

    def _thing(self, thing: Thing, coded: Coded, joined: Joined) -> str:
        span = joined.evidence(*coded.bounds(thing.start, thing.end))
        within = self.registry.known(thing.within) if thing.within else ""
        held = self.calendar.held(coded) if thing.kind is EntityKind.EVENT else None
        key = self.registry.add(thing.kind, thing.name, (span,), within=within, held=held, state=thing.state)
        if thing.ordinal:
            around = joined.evidence(*coded.bounds(max(0, thing.start - 6), min(len(coded.code), thing.end + 8)))
            self.claims.add(
                Superlative(
                    key=self.claims.key("superlative"),
                    spans=(around,),
                    rule="first",
                    subject=key,
                    ordinal=thing.ordinal,
                    position=1,
                )
            )
        tail = _DONE.match(coded.code, thing.end, min(len(coded.code), thing.end + 12))
        if tail is not None:
            self.claims.add(
                Completion(
                    key=self.claims.key("completion"),
                    spans=(joined.evidence(*coded.bounds(thing.start, tail.end())),),
                    rule="completion",
                    of=key,
                    attainment=Attainment.MET,
                    percent=Decimal(100),
                )
            )
        return key

    def _take_part(self, participant: str, initiative: str, span: Span) -> None:
        self.claims.add(
            Participation(
                key=self.claims.key("participation"),
                spans=(span,),
                rule="participation",
                participant=participant,
                initiative=initiative,
                basis=AttributionBasis.SENTENCE,
            )
        )

    # --- figures

    def _figures(self, scene: Scene, creditable: list[tuple[int, str]], used: dict[int, str], *, caption: bool) -> None:
        periods = self.calendar.enter_sentence(scene.coded, figures=bool(scene.figures))
        for figure in _told(scene, used):
            if not compiled(r"[\p{L}\p{N}]").search(figure.name):
                continue  # a figure without a name is told by no one: its numeral stays open in the ledger
            at = scene.coded.position(figure.place.keep[0])
            self._time(figure, self.calendar.at(scene.coded, at, periods), caption=caption)
            self._hedge(figure, scene.coded, at)
            self._subject(figure, scene.coded)
            initiative = next((key for start, key in reversed(creditable) if start < at), "")
            keys = self.claims.figure(figure, initiative, AttributionBasis.SENTENCE)
            for place in _places(figure):
                used[scene.coded.position(place[0])] = keys[0] if keys else "figure"
        for index in scene.used:
            used.setdefault(index, "figure") if scene.coded.marks[index].tag == Tag.BACK else None

    def _time(self, figure: Figure, told: Period | None, *, caption: bool) -> None:
        if told is not None:
            figure.period = told
        elif not caption:
            period, cause = self.calendar.default()
            figure.period = period_of(figure, period) if self.bulletin else period
            figure.readings.append(SlotReading(SlotName.PERIOD, Reading.INHERITED, cause))
        for standing in figure.standings:
            standing.versus = self.calendar.resolved(standing.versus_mark)

    def _hedge(self, figure: Figure, coded: Coded, at: int) -> None:
        start = max(coded.code.rfind(mark, 0, at) for mark in "，；。") + 1
        near = coded.code[start:at]
        future = figure.period is not None and int(figure.period.start[:4]) > self.calendar.year
        if future or _PLANNED.search(near):
            figure.status = Status.PLANNED
        elif _ESTIMATED.search(coded.code[:at]):
            figure.status = Status.ESTIMATED
        elif _PRELIMINARY.search(coded.code[:at]):
            figure.status = Status.PRELIMINARY
        end = min((p for p in (coded.code.find(mark, at) for mark in "。；") if p >= 0), default=len(coded.code))
        done = _DONE.search(coded.code, at, end)
        if (
            done is not None
            and done.start() - at <= 24
            and figure.value is not None
            and figure.value.base_unit == "item"
        ):
            figure.completed, figure.percent = True, Decimal(100)

    def _subject(self, figure: Figure, coded: Coded) -> None:
        """Give a figure the work or place that its sentence or clause begins with as its subject."""
        at = coded.position(figure.place.keep[0])
        start = max(coded.code.rfind(mark, 0, at) for mark in "；。") + 1
        lead = coded.code[start:at]
        if Tag.BOOK.value in lead:
            index = start + lead.rindex(Tag.BOOK.value)
            key = self.registry.known(coded.text(index, index + 1))
            if key and self.registry.found[key].kind in {EntityKind.WORK, EntityKind.SONG, EntityKind.VIDEO}:
                figure.subject = key
        elif (village := _VILLAGE.match(lead)) is not None:
            figure.subject = self.registry.known(village[0])
        if figure.subject:
            return
        figure.readings.append(SlotReading(SlotName.SUBJECT, Reading.INHERITED, "the county under review"))


_OURS = compiled(
    "^(?:全县|我县|该县|全区|我区|该区|本县|县里|区里|县内|全域|这里|当地|县)(?![一二三四五六七八九中政人])"
)
_COLLECTIVE = compiled(r"(?:\d+|[一二两三四五六七八九十百]+)(?:余|多)?[个家所名位户座条]")
_GENERIC = compiled(
    r"县?(?:人民医院|中心医院|中医院|妇幼保健院|第[一二三四五]\p{Han}{0,4}(?:医院|中学|小学|学校)|[一二三四五]中"
    "|职业中专|职教中心|图书馆|文化馆|博物馆|法院|检察院|公安局)"
)
_VILLAGE = compiled(r"\p{Han}{2,3}[村镇]")
_ATTAINED = compiled("(?:地)?(?:完成|办结|兑现|达标|落实|实现)")
_RATE = compiled("(?:完成率|办结率|兑现率|达标率|率)$")


def _told(scene: Scene, used: dict[int, str]) -> list[Figure]:
    """Return the figures of a sentence; 100 % of a completion is told of the counts before it, and is none itself."""
    told: list[Figure] = []
    for figure in scene.figures:
        at = scene.coded.position(figure.place.keep[0])
        whole = figure.value is not None and figure.value.base_unit == "percent" and figure.value.written == "100"
        done = _ATTAINED.match(scene.coded.code, at + 1) is not None or _RATE.fullmatch(figure.written) is not None
        counts = [each for each in told if each.value is not None and each.value.base_unit == "item"]
        if whole and done and counts:
            for each in counts:
                each.completed, each.percent = True, Decimal(100)
            used[at] = "completion"
        else:
            told.append(figure)
    return told


def _places(figure: Figure) -> list[tuple[int, int]]:
    places = [figure.place.keep]
    parts = [figure.growth, figure.average, *figure.changes, *figure.multiples]
    places.extend(part.place.keep for part in parts if part is not None)
    places.extend(standing.place.keep for standing in figure.standings if standing.scope)
    places.extend(each.change_at for each in figure.standings if each.scope and each.change_at)
    places.extend(gap.place.keep for gap in figure.gaps)
    return places


def _book(name: str) -> str:
    return name[name.index("《") : name.index("》") + 1] if "》" in name else name
