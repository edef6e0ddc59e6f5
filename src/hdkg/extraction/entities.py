"""The things that an article names, each once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hdkg.extraction.rules import compiled, mapping, words
from hdkg.model import Article, Entity, EntityKind, Span
from hdkg.resources import division, parents, towns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.extraction.areas import Areas
    from hdkg.model import Period

_QUOTES = str.maketrans("", "", '“”"「」')
_INITIATIVES = frozenset(
    {
        EntityKind.INITIATIVE,
        EntityKind.PROGRAMME,
        EntityKind.CAMPAIGN,
        EntityKind.MECHANISM,
        EntityKind.REFORM,
        EntityKind.GOVERNANCE_MODEL,
        EntityKind.STRATEGY,
        EntityKind.BRAND,
    }
)


@lru_cache(maxsize=2048)
def kind_by_name(name: str) -> EntityKind | None:
    """Return the kind that a name's ending tells, or None.

    Examples
    --------
    >>> kind_by_name("柳溪镇"), kind_by_name("柳溪经济开发区").value
    (<EntityKind.TOWN: 'Town'>, 'DevelopmentZone')
    """
    bare = name.translate(_QUOTES)
    for ending, kind in _endings():
        if bare.endswith(ending) and len(bare) > len(ending):
            return EntityKind(kind)
    return None


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Return the endings of names, the longest first."""
    pairs = [(ending, kind) for kind, endings in mapping("kinds").items() for ending in endings]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=2048)
def canonical(name: str) -> str:
    """Return what full and short forms of a name share: no quotation marks, the short word for what it is.

    Examples
    --------
    >>> canonical("青溪经济开发区"), canonical("“三联”工作"), canonical("金泉膜业有限公司")
    ('青溪经开区', '三联工作', '金泉膜业')
    """
    bare = name.translate(_QUOTES)
    for ending, short in _short_forms():
        if bare.endswith(ending) and len(bare) > len(ending) + 1:
            return bare.removesuffix(ending) + short
    return bare


@cache
def _short_forms() -> tuple[tuple[str, str], ...]:
    """Return endings of names with the short word that stands for them, the longest first."""
    pairs = [(full, short[0] if short else "") for full, short in mapping("short-endings").items()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _with_alias(entity: Entity, name: str, alias: str) -> tuple[str, ...]:
    """Return the aliases of an entity with those that it was not known by."""
    more = [each for each in dict.fromkeys((name, alias)) if each and each not in {entity.name, *entity.aliases}]
    return (*entity.aliases, *more)


@dataclass(slots=True)
class Registry:
    """Collects entities; one name of one family of kinds is one entity.

    `town_names` are those of the county's towns, as far as there is a pack of them.
    """

    article: Article
    found: dict[str, Entity] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    spans: dict[str, dict[Span, None]] = field(default_factory=dict)
    county: str = ""
    town_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        code = self.article.metadata.county
        self.town_names = tuple(town.name for town in towns(code))
        county = division(code)
        above = parents(code)
        for place in reversed(above):
            kind = EntityKind(place.level.value)
            within = next((f"division:{up.code}" for up in parents(place.code)), "")
            self._put(Entity(f"division:{place.code}", kind, place.name, (place.short_name,), place.code, within))
        name = county.name if county else code
        short = county.short_name if county else code
        self.county = f"division:{code}"
        within = f"division:{above[0].code}" if above else ""
        aliases = (short,) if short != name else ()
        self._put(Entity(self.county, EntityKind.COUNTY, name, aliases, code, within))

    @property
    def county_name(self) -> str:
        """The county's full name."""
        return self.found[self.county].name

    @property
    def short_name(self) -> str:
        """The county's short name."""
        return (*self.found[self.county].aliases, self.county_name)[0]

    @property
    def province_name(self) -> str:
        """The province's full name, or ""."""
        return next((each.name for each in self.found.values() if each.kind is EntityKind.PROVINCE), "")

    @property
    def city_name(self) -> str:
        """The city's full name, or ""."""
        return next((each.name for each in self.found.values() if each.kind is EntityKind.CITY), "")

    def _put(self, entity: Entity) -> None:
        self.found[entity.key] = entity
        for name in (entity.name, *entity.aliases):
            bare = canonical(name)
            self.names.setdefault((_family(entity.kind), bare), entity.key)
            self.keys.setdefault(bare, entity.key)

    def add(
        self,
        kind: EntityKind,
        name: str,
        spans: Iterable[Span],
        *,
        within: str = "",
        state: str = "",
        held: Period | None = None,
        policy_area: str = "",
        alias: str = "",
    ) -> str:
        """Add a mention of an entity and return its key; what is known of it already stays."""
        if name in {self.county_name, self.short_name, *words("county-names")}:
            key = self.county
        else:
            key = self.names.get((_family(kind), canonical(name)), "")
        if not key and kind is EntityKind.TOWN:
            town = next((each for each in towns(self.article.metadata.county) if each.name == name), None)
            if town is not None:
                key = f"division:{town.code}"
                self._put(Entity(key, EntityKind.TOWN, name, (), town.code, self.county))
        if not key:
            key = f"{kind.value}:{name}"
            self._put(Entity(key, kind, name, (alias,) if alias else (), "", within or self.county))
        old = self.found[key]
        self.spans.setdefault(key, {}).update(dict.fromkeys(spans))
        placed = within and old.within in {"", self.county} and within != key and not old.code
        news = {
            "aliases": _with_alias(old, name, alias),
            "state": old.state or state,
            "held": old.held or held,
            "policy_area": old.policy_area or policy_area,
            "within": within if placed else old.within,
        }
        if any(getattr(old, slot) != value for slot, value in news.items()):
            self.found[key] = replace(old, **news)  # type: ignore[arg-type]
        return key

    def named(self, name: str, spans: Iterable[Span]) -> str:
        """Add a mention of a firm, an institution or a place by what its name tells, and return its key.

        An institution that the text names without its county (县人民医院) gets its full name; 三樟镇荆竹村 is a village
        in a town.
        """
        full = self.county_name + name.removeprefix("县") if _OF_COUNTY.fullmatch(name) else ""
        known = self.known(full or name)
        if known:
            return self.add(self.found[known].kind, self.found[known].name, spans)
        kind = kind_by_name(name) or EntityKind.ENTERPRISE
        parts = _VILLAGE_IN.fullmatch(name) if kind is EntityKind.VILLAGE else None
        if parts is None:
            return self.add(kind, full or name, spans, alias=name if full else "")
        town = self.add(EntityKind.TOWN, parts["town"], spans)
        return self.add(kind, parts["village"], spans, within=town)

    def office(self, name: str, spans: Iterable[Span]) -> str:
        """Add a mention of a government or Party office and return its key; 省政府 is the province's own, in full."""
        above = {"省": self.province_name, "市": self.city_name, "县": self.county_name, "区": self.county_name}
        place, kind = above.get(name[:1], ""), kind_by_name(name) or EntityKind.GOVERNMENT_BODY
        if not place or not name[1:].startswith(("政府", "委")):
            return self.add(kind, name, spans)
        if name[1:] in {"政府", "人民政府"}:
            return self.add(EntityKind.GOVERNMENT_BODY, f"{place}人民政府", spans, alias=name)
        full = f"{place}人民{name[1:]}" if name[1:].startswith("政府") else f"中共{place}{name[1:]}"
        return self.add(kind, full, spans, alias=name)

    def is_initiative(self, key: str) -> bool:
        """Tell whether an entity is an initiative of some kind."""
        return self.found[key].kind in _INITIATIVES

    def known(self, name: str) -> str:
        """Return the key of an entity of this name, whatever its kind, or ""."""
        return self.keys.get(canonical(name), "")

    def entities(self, areas: Areas) -> tuple[Entity, ...]:
        """Return all entities with where they are named and their policy areas, in the order in which they were met."""
        found = []
        for key, each in self.found.items():
            spans = tuple(self.spans.get(key, ()))
            found.append(replace(each, spans=spans, policy_area=areas.of_entity(each, spans)))
        return tuple(found)


_OF_COUNTY = compiled("{OUR_INSTITUTION}")
_VILLAGE_IN = compiled("{VILLAGE_IN_TOWN}")


def _family(kind: EntityKind) -> str:
    """Kinds that one name does not tell apart share a family."""
    return "Initiative" if kind in _INITIATIVES else "Work" if kind in _WORKS else kind.value


_WORKS = frozenset({EntityKind.WORK, EntityKind.SONG, EntityKind.VIDEO})
