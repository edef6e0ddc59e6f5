"""What is told of a county in two wordings: a seeded draw, the same of a county however many others are drawn."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from hdkg.iris import concept_iri, division_iri, entity_iri
from hdkg.model import EntityKind
from hdkg.resources.divisions import Division, county_names, parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SOUNDS = (("坪", "平"), ("阳", "洋"), ("桥", "乔"), ("林", "霖"), ("湖", "胡"), ("溪", "西"), ("塘", "堂"))
SYLLABLES = "金龙安吉云石清泉玉兴永福瑞嘉德丰祥和泰庆仁义康宁文昌景春秋松柏竹兰梅荷枫榆"
GOODS = ("油茶", "生猪", "黄桃", "脐橙", "中药材", "稻虾", "茶叶", "食用菌", "陶瓷", "箱包", "竹木", "烟花")
FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
ZONES = (("经济开发区", "经开区"), ("高新技术产业开发区", "高新区"), ("工业集中区", "工业区"), ("产业园区", "产业园"))
SLOGANS = ("夜访", "安居", "助企", "暖心", "清河", "护苗", "青蓝", "银龄", "微光", "连心", "敲门", "亮灯")
TITLES = ("示范县", "先进县", "重点县", "百强县", "优质基地", "特色小镇", "示范基地")
BATCHES = ("首批", "第二批", "第三批")
OFFICES = ("农业农村局", "教育局", "卫生健康局", "水利局", "文化旅游广电体育局", "市场监督管理局")
WORKS = ("污水处理厂", "垃圾中转站", "文化活动中心", "农贸市场", "自来水厂", "养老服务中心")

KINDS = {
    "place": (EntityKind.SITE, ("Place", "Entity")),
    "organization": (EntityKind.INSTITUTION, ("Organisation", "Entity")),
    "initiative": (EntityKind.INITIATIVE, ("Initiative", "Entity")),
    "project": (EntityKind.PROJECT, ("Project", "Entity")),
    "event": (EntityKind.EVENT, ("Event", "Entity")),
}
CONCEPTS = {"honour": "Honour", "indicator": "Indicator"}


@dataclass(frozen=True)
class Told:
    """One thing under one name.

    Attributes
    ----------
    sense
        What is meant: two things of one sense are one.
    wording
        0 or 1: of the two ways in which the county is told of, that which says it so.
    kind
        A key of `KINDS` or `CONCEPTS`.
    name
        What it is called.
    county
        The code of the county that it is told of.
    """

    sense: tuple[str, ...]
    wording: int
    kind: str
    name: str
    county: str

    @cached_property
    def iri(self) -> str:
        """The IRI that the thing has under this name.

        Examples
        --------
        >>> Told(("x",), 0, "honour", "中国厨师之乡", "430424").iri
        'https://w3id.org/hdkg/id/honour/zhongguochushizhixiang-42bcd4'
        """
        if self.kind in CONCEPTS:
            return concept_iri(self.kind, self.name)
        return entity_iri(KINDS[self.kind][0], self.name, self.county)


def drawn(number: int, seed: int) -> tuple[Division, ...]:
    """Return so many of today's county-level divisions, in the order of their codes.

    Parameters
    ----------
    number
        How many, up to all there are.
    seed
        Of the draw: a greater number of the same seed holds other divisions, not those of a lesser and more.

    Examples
    --------
    >>> [each.name for each in drawn(3, 1)] == [each.name for each in drawn(3, 1)]
    True
    """
    every = sorted(each for same in county_names()[0].values() for each in same)
    return tuple(sorted(random.Random(seed).sample(every, number)))


def told(county: Division, seed: int) -> tuple[Told, ...]:
    """Return all that is told of a county, in both wordings.

    Parameters
    ----------
    county
        A county-level division.
    seed
        With the county's code it decides every choice.

    Examples
    --------
    >>> from hdkg.resources import division
    >>> things = told(division("430424"), 1)
    >>> {thing.wording for thing in things}, things == told(division("430424"), 1)
    ({0, 1}, True)
    """
    return tuple(_County(county, seed).things())


def planted(things: Iterable[Told]) -> set[tuple[str, str]]:
    """Return the pairs of IRIs that mean the same and have to be found, the lesser first.

    Two IRIs that only ever stand in one graph are no pair; here the two wordings of a county are two graphs.

    Examples
    --------
    >>> one, other = (Told(("x",), at, "honour", name, "430424") for at, name in enumerate(("甲称号", "甲")))
    >>> len(planted([one, other])), planted([one, one])
    (1, set())
    """
    graphs: dict[tuple[str, ...], dict[str, set[tuple[str, int]]]] = defaultdict(lambda: defaultdict(set))
    for thing in things:
        graphs[thing.sense][thing.iri].add((thing.county, thing.wording))
    return {
        (a, b) for names in graphs.values() for a, b in combinations(sorted(names), 2) if len(names[a] | names[b]) > 1
    }


class _County:
    """The draw of one county."""

    def __init__(self, county: Division, seed: int) -> None:
        self.chance = random.Random(f"{seed}/{county.code}")
        self.code, self.name, self.stem = county.code, county.name, county.short_name
        self.province = next((each.short_name for each in parents(county.code)[::-1]), "")
        self.senses = 0

    def things(self) -> Iterator[Told]:
        """Yield what is told of it, kind by kind."""
        for each in (
            self._zone,
            self._firm,
            self._school,
            self._hospital,
            self._office,
            self._initiative,
            self._village,
            self._town,
            self._event,
            self._project,
            self._honours,
            self._alike,
        ):
            yield from each()

    def _word(self, length: int = 2) -> str:
        return "".join(self.chance.sample(SYLLABLES, length))

    def _twice(self, kind: str, one: str, other: str, sense: tuple[str, ...] = ()) -> Iterator[Told]:
        """Yield one thing under two names."""
        self.senses += 1
        meant = sense or (self.code, str(self.senses))
        yield Told(meant, 0, kind, one, self.code)
        yield Told(meant, 1, kind, other, self.code)

    def _once(self, kind: str, *names: str, sense: tuple[str, ...] = ()) -> Iterator[Told]:
        """Yield near-misses: things of their own that the second wording alone knows."""
        for name in names:
            self.senses += 1
            yield Told(sense or (self.code, str(self.senses)), 1, kind, name, self.code)

    def _zone(self) -> Iterator[Told]:
        long, short = self.chance.choice(ZONES)
        yield from self._twice("place", self.stem + long, self.chance.choice((self.stem + short, self.name + long)))
        yield from self._once("place", f"{self.stem}{self.chance.choice(GOODS)}片区")

    def _firm(self) -> Iterator[Told]:
        name, goods, form = self._word(), self.chance.choice(GOODS), self.chance.choice(FORMS)
        told_as = (f"{name}{goods}", f"{self.stem}{name}{goods}{form}", f"{name}{goods}（{self.stem}）{form}")
        yield from self._twice("organization", f"{name}{goods}{form}", self.chance.choice(told_as))
        sister = self.chance.choice([each for each in GOODS if each != goods])
        yield from self._once("organization", f"{name}{sister}{form}")

    def _school(self) -> Iterator[Told]:
        town = self._word()
        yield from self._twice("organization", f"{town}镇第一小学", f"{self.name}{town}镇第一小学")
        yield from self._once("organization", f"{town}镇第二小学", f"{town}镇小学")
        yield from self._twice("organization", "第一中学", f"{self.name}第一中学")
        yield from self._once("organization", f"{self.name}第二中学", f"{self.name}第十一中学")

    def _hospital(self) -> Iterator[Told]:
        yield from self._twice("organization", "人民医院", f"{self.name}人民医院")
        yield from self._once("organization", f"{self.name}第二人民医院", f"{self.name}中医医院")

    def _office(self) -> Iterator[Told]:
        office, other = self.chance.sample(OFFICES, 2)
        yield from self._twice("organization", office, f"{self.name}{office}")
        yield from self._once("organization", f"{self.name}{other}")

    def _initiative(self) -> Iterator[Told]:
        slogan, name = self.chance.choice(SLOGANS), self._word()
        one, other = self.chance.choice((("行动", "专项行动"), ("活动", "行动"), ("工程", "工程"), ("工作", "活动")))
        shown = f"{self.name}“{name}{slogan}”{other}"
        yield from self._twice("initiative", f"“{name}{slogan}”{one}", shown)
        rest = self.chance.choice([each for each in SLOGANS if each != slogan])
        yield from self._once("initiative", f"“{name}{rest}”{other}")

    def _village(self) -> Iterator[Told]:
        (right, wrong), name = self.chance.choice(SOUNDS), self._word(1)
        yield from self._twice("place", f"{name}{right}古村", f"{name}{wrong}古村")
        yield from self._once("place", f"{self._word(1)}家{name}古村")

    def _town(self) -> Iterator[Told]:
        yield from self._twice("place", "城关镇", f"{self.name}城关镇")
        yield from self._once("place", f"{self.name}城北镇", "城关村")

    def _event(self) -> Iterator[Told]:
        number, goods = self.chance.choice("三四五六"), self.chance.choice(GOODS)
        yield from self._twice("event", f"第{number}届{goods}文化节", f"{self.name}第{number}届“{goods}”文化节")
        yield from self._once("event", f"第七届{goods}文化节")

    def _project(self) -> Iterator[Told]:
        town, work = self._word(), self.chance.choice(WORKS)
        yield from self._twice("project", f"{town}镇{work}项目", f"{self.name}{town}镇{work}项目")
        yield from self._once("project", f"{town}镇{work}二期项目")

    def _honours(self) -> Iterator[Told]:
        """Yield honours: two of the nation's that other counties have as well, one of the province, one of its own."""
        for _ in range(2):
            goods, title, batch = self.chance.choice(GOODS), self.chance.choice(TITLES), self.chance.choice(BATCHES)
            one, other = f"国家{batch}{goods}产业{title}", f"{batch}国家{goods}产业{title}"
            other = self.chance.choice((other, f"{one}称号", f"全国{batch}{goods}产业{title}"))
            yield from self._twice("honour", one, other, ("nation", batch, goods, title))
        near = f"省级{goods}产业{title}"
        yield from self._once("honour", near, sense=("province's", goods, title))
        name = f"{self.province}省{goods}产业{title}"
        yield from self._twice("honour", name, f"{name}称号", ("province", self.province, goods, title))
        goods = self.chance.choice(GOODS)
        name = f"中国{self.stem}{goods}之乡"
        yield from self._twice("honour", name, f"“{name}”称号", ("county", self.stem, goods))

    def _alike(self) -> Iterator[Told]:
        """Yield what both call by the same name, so that it is one node: most of what is told is so."""
        for _ in range(10):
            town = self._word()
            for kind, name in (("place", f"{town}村"), ("organization", f"{town}小学"), ("project", f"{town}水库")):
                yield from self._twice(kind, name, name, (self.code, kind, name))


def division_of(thing: Told) -> str:
    """Return the IRI of the county that a thing is told of."""
    return division_iri(thing.county)
