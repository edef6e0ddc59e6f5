"""Write the honours that a sentence tells as claims: who got what, from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hdkg.extraction.coded import Tag
from hdkg.extraction.drafts import reading
from hdkg.extraction.entities import kind_by_name
from hdkg.extraction.honours import grantor_of, reach_of, read_honours
from hdkg.extraction.rules import compiled
from hdkg.model import Conferral, EntityKind, Reading, SlotName, Span

if TYPE_CHECKING:
    from hdkg.extraction.claims import Claims
    from hdkg.extraction.coded import Coded
    from hdkg.extraction.entities import Registry
    from hdkg.extraction.honour_forms import Honour
    from hdkg.extraction.joined import Joined
    from hdkg.extraction.subjects import Subjects

_OURS = compiled("{OF_OURS}")
_COLLECTIVE = compiled("{RECIPIENTS_COUNTED}")


class Conferring:
    """Collects the honours of an article; one honour of one recipient is one claim."""

    def __init__(self, registry: Registry, claims: Claims) -> None:
        self.registry = registry
        self.claims = claims
        self.told: set[tuple[str, str]] = set()

    def read(self, coded: Coded, joined: Joined, used: dict[int, str], subjects: Subjects) -> None:
        """Add the honours of a sentence and note what they use of it."""
        for honour in read_honours(coded):
            span = joined.evidence(*coded.bounds(honour.start, honour.end), coded.bounds(*honour.verb))
            owners = self._owners(honour, coded, subjects)
            keys = owners or [self._recipient(name, span, honour) for name in honour.recipients or ("",)]
            claim = ""
            for key in keys:
                claim = self._confer(honour, key, span, inherited=not (owners or honour.recipients)) or claim
            for index in range(honour.start, honour.end):
                if honour.works and index == honour.count:
                    continue
                if index in coded.marks or honour.verb[0] <= index < honour.verb[1]:
                    used.setdefault(index, claim or "honour")

    def _owners(self, honour: Honour, coded: Coded, subjects: Subjects) -> list[str]:
        """Return the firms, institutions or places that the clause is told of, if it names no other recipient."""
        clause = max((start for start in subjects.owners if start <= honour.verb[0]), default=0)
        owners = list(subjects.owners.get(clause, ()))
        here = [index for index, _ in coded.within(clause, honour.verb[0], Tag.SUBJECT)]
        return owners if owners and (here or not honour.recipients) else []

    def _confer(self, honour: Honour, key: str, span: Span, *, inherited: bool) -> str:
        bare = honour.title.strip("“”")
        if (key, bare) in self.told:
            return ""
        self.told.add((key, bare))
        if honour.title.endswith("项目"):
            self.registry.add(EntityKind.PROJECT, honour.title, (span,))
        by = honour.granted_by or grantor_of(honour.title)
        return self.claims.add(
            Conferral(
                key=self.claims.key("conferral"),
                spans=(span,),
                rule="recognition" if honour.recognition else honour.rule,
                readings=(reading(SlotName.SUBJECT, Reading.INHERITED, "the county under review"),)
                if inherited
                else (),
                recipient=key,
                honour=honour.title,
                reach=reach_of(honour.title, self.registry.province_name, self.registry.city_name),
                granted_by=tuple(self._grantor(each, _where(each, span, self.registry.article.text)) for each in by),
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
        elif kind is None and honour.title.endswith(("镇", "乡")) and len(name) <= 3:
            kind, name = EntityKind.TOWN, name + "镇"
        elif "《" in name:
            kind, name = EntityKind.SONG if "歌" in name or "MV" in name else EntityKind.WORK, _book(name)
        elif "“" in name or name.endswith("监督"):
            kind = EntityKind.MECHANISM
        elif kind is not None:
            return self.registry.named(name, (span,))
        return self.registry.add(kind or EntityKind.COLLECTIVE, name, (span,))

    def _grantor(self, name: str, span: Span) -> str:
        if "《" in name:
            return self.registry.add(EntityKind.MEDIA_OUTLET, name.removesuffix("等主流媒体"), (span,))
        return self.registry.office(name, (span,))


def _where(name: str, span: Span, text: str) -> Span:
    """Return where in the evidence of an honour its grantor is named."""
    at = span.of(text).find(name)
    return Span(span.start + at, span.start + at + len(name)) if at >= 0 else span


def _book(name: str) -> str:
    return name[name.index("《") : name.index("》") + 1] if "》" in name else name
