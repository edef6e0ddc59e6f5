"""How each class of node and each relation is named and drawn."""

from __future__ import annotations

from dataclasses import dataclass

FONT = (
    '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", '
    "sans-serif"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of classes that are drawn alike.

    Attributes
    ----------
    name
        What the legend calls it.
    classes
        Local names of the classes that fall into it.
    shape
        A shape of vis-network; ``box`` and ``ellipse`` hold the label inside.
    fill, line, text
        Colours.
    """

    name: Named
    classes: tuple[str, ...]
    shape: str
    fill: str
    line: str
    text: str = "#1f2937"

    @property
    def inside(self) -> bool:
        """Whether the label stands inside the shape."""
        return self.shape in {"box", "ellipse"}


# In the order of the legend.  A node belongs to the first group that holds one of its classes; the last one is for
# classes that a later ontology may add.
GROUPS: dict[str, Group] = {
    "initiative": Group(Named("举措", "Initiative"), ("Initiative",), "box", "#3b4cc0", "#2b3a9e", "#ffffff"),
    "figure": Group(Named("数据", "Figure"), ("Observation",), "box", "#e3f4f1", "#2a9d8f", "#134e48"),
    "standing": Group(Named("位次", "Standing"), ("Ranking", "Superlative"), "box", "#fdebd9", "#e07a1f", "#7a3b06"),
    "honour": Group(Named("荣誉", "Honour"), ("Honour",), "star", "#f2b705", "#b98900"),
    "division": Group(
        Named("县及以上", "County and above"),
        ("County", "City", "Province"),
        "ellipse",
        "#b3261e",
        "#7f1d17",
        "#ffffff",
    ),
    "place": Group(Named("乡村与地点", "Town, village, site"), ("Place", "Collective"), "dot", "#7cb342", "#4b7a1c"),
    "organisation": Group(Named("组织", "Organisation"), ("Organisation",), "square", "#5b8db8", "#34617f"),
    "project": Group(Named("项目", "Project"), ("Project",), "triangle", "#a0704a", "#6d4628"),
    "industry": Group(
        Named("产业与工作", "Industry, line of work"), ("IndustryChain", "WorkArea"), "hexagon", "#8e7cc3", "#5f4b9b"
    ),
    "culture": Group(
        Named("活动、作品与人物", "Event, work, person"),
        ("Event", "Work", "Person"),
        "triangleDown",
        "#d66ba0",
        "#9c3d70",
    ),
    "other": Group(Named("其他", "Other"), (), "diamond", "#9aa5b1", "#616e7c"),
}

RELATIONS: dict[str, Named] = {
    "outcome": Named("成果", "outcome"),
    "output": Named("产出", "output"),
    "result": Named("成效", "result"),
    "participant": Named("参与方", "participant"),
    "honoured": Named("获得荣誉", "honoured with"),
    "granted": Named("授予", "granted"),
    "implements": Named("落实", "implements"),
    "appraised": Named("考评对象", "appraised in"),
    "compared": Named("对比", "compared with"),
    "alike": Named("名称相同", "of the same name"),
    "reports": Named("数据", "reports"),
    "ranked": Named("位次", "ranked"),
    "within": Named("位于", "lies within"),
    "county": Named("所属县", "belongs to"),
}


@dataclass(frozen=True, slots=True)
class Family:
    """Relations that are drawn alike, and shown or hidden together."""

    name: Named
    relations: tuple[str, ...]
    line: str
    width: float


# The last one is for all others; `HUB` is what touches a county, city or province: nearly everything does.
FAMILIES: dict[str, Family] = {
    "result": Family(Named("举措的成效", "Result of an initiative"), ("outcome", "output", "result"), "#2a9d8f", 2.0),
    "honour": Family(Named("荣誉", "Honour"), ("honoured", "granted"), "#c99700", 1.6),
    "participation": Family(Named("参与", "Participation"), ("participant", "implements"), "#5b8db8", 1.4),
    "other": Family(Named("数据、位置等", "Figure, place and others"), (), "#9aa5b1", 1.0),
}
HUB = Family(Named("与县、市、省的联系", "With county, city, province"), (), "#c3cad3", 1.0)
# What merely says that something belongs somewhere: the least telling steps of a way.
MEMBERSHIP = frozenset({"county", "within", "reports", "ranked"})


def family_of(relation: str) -> str:
    """Return the key of the family that edges of this relation are drawn as.

    Examples
    --------
    >>> family_of("outcome")
    'result'
    """
    return next((key for key, family in FAMILIES.items() if relation in family.relations), "other")


def group_of(classes: list[str]) -> str:
    """Return the key of the group that nodes of these classes are drawn as.

    Examples
    --------
    >>> group_of(["Entity", "Initiative", "Mechanism"])
    'initiative'
    """
    held = set(classes)
    return next((key for key, group in GROUPS.items() if held.intersection(group.classes)), "other")
