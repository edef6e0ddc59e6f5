"""Ranks: R1-R7, as tails of a figure and alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.numerals import chinese, counted
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene


def _scope(scene: Scene) -> str:
    return scene.pick(("全市", "全市", "全市", "全省"))


def _place(scene: Scene, rank: int) -> str:
    """Return 第二, 第2, 第2位, 第二位, 首位."""
    if rank == 1 and scene.chance(0.15):
        return "首位"
    figure = chinese(rank) if scene.chance(0.5) and rank <= 20 else str(rank)
    return f"第{figure}{scene.pick(('', '', '位', '位'))}"


def _rank(scene: Scene, scope: str) -> int:
    return scene.dice.randint(1, 5) if scope.startswith("全市") else scene.dice.randint(1, 60)


def _topic(scene: Scene, clause: Said) -> str:
    """Return what of the figure is ranked, if the text says it."""
    fact = clause.facts[-1]
    options = ["", ""]
    said_already = any(word in clause.text for word in ("增速", "增幅"))
    if fact.growth_pct is not None and fact.growth_pct > 0 and not said_already:
        options += ["增速", "增幅"]
    if fact.value is not None and fact.unit in {"亿元", "万吨"}:
        options += ["总量"]
    return scene.pick(options)


def _tail(clause: Said, text: str, name: str, *more: Fact, **slots: object) -> Said:
    """Return a clause with words behind its last fact, which say these slots of it."""
    one = (clause + text).last(
        lambda fact: replace(fact, **slots, patterns=(*fact.patterns, name))  # type: ignore[arg-type]
    )
    whole = replace(one, patterns=one.patterns | {name})
    start = one.facts[-1].start
    added = tuple(replace(fact, start=start, end=len(whole.text), patterns=(name,)) for fact in more)
    return replace(whole, facts=(*whole.facts, *added))


VERBS = ("居", "列", "位居", "位列", "排名", "排", "名列", "排在", "跃居")


def in_area(scene: Scene, clause: Said) -> Said:
    """R1: 增速居全市第二."""
    if clause.facts[-1].growth_pct is not None and clause.facts[-1].growth_pct < 0:
        return clause
    scope = _scope(scene)
    rank = _rank(scene, scope)
    text = f"，{_topic(scene, clause)}{scene.pick(VERBS)}{scope}{_place(scene, rank)}"
    if scene.chance(0.08):
        text = f"，{scope}第{chinese(rank)}" if rank <= 20 else f"，{scope}第{rank}"
    return _tail(clause, text, "R1", rank=rank, rank_scope=scope)


def among(scene: Scene, clause: Said) -> Said:
    """R6: 在全市8县（市）中排第3."""
    number = 5 + int(scene.code) % 8
    rank = scene.dice.randint(1, min(5, number))
    scope = scene.pick(
        (
            f"全市{number}县（市）",
            f"全市{number}个县（市、区）",
            f"{counted(number)}县（市）",
            f"全市{counted(number)}县区",
        )
    )
    inside = f"在{scope}中{scene.pick(('排', '列', '位列', '排名', '居'))}{_place(scene, rank)}"
    text = f"，{_topic(scene, clause)}{inside}"
    return _tail(clause, text, "R6", rank=rank, rank_scope=scope)


def band(scene: Scene, clause: Said) -> Said:
    """R3: 增速稳居全市第一方阵; no rank."""
    where = scene.pick(("全市第一方阵", "全市前列", "全市上游", "全省前列", "全市第一梯队"))
    text = f"，{_topic(scene, clause)}{scene.pick(('位居', '稳居', '跻身', '保持在'))}{where}"
    return _tail(clause, text, "R3")


def in_two_areas(scene: Scene, clause: Said) -> Said:
    """R5: 增速居全省第12位、全市第2位; the second is a row of its own."""
    wide, near = scene.dice.randint(6, 40), scene.dice.randint(1, 3)
    unit = scene.pick(("位", "位", ""))
    text = f"，{_topic(scene, clause)}{scene.pick(VERBS)}全省第{wide}{unit}、全市第{near}{unit}"
    fact = clause.facts[-1]
    second = Fact("ranking", fact.name, fact.subject, period=fact.period, rank=near, rank_scope="全市", doubtful=True)
    return _tail(clause, text, "R5", second, rank=wide, rank_scope="全省")


def risen(scene: Scene, clause: Said) -> Said:
    """R7: 居全市第三，较上年前进2位; or the change alone."""
    places = scene.dice.randint(1, 6)
    since, rose, unit = (
        scene.pick(("较上年", "比上年", "")),
        scene.pick(("前进", "上升", "提升")),
        scene.pick(("位", "个位次")),
    )
    moved = f"{since}{rose}{places}{unit}"
    if scene.chance(0.3):
        return _tail(clause, f"，{_topic(scene, clause) or '增速'}排名{moved}", "R7", rank_change=places)
    rank = scene.dice.randint(1, 5)
    text = f"，{_topic(scene, clause)}{scene.pick(VERBS)}全市{_place(scene, rank)}，{moved}"
    return _tail(clause, text, "R7", rank=rank, rank_scope="全市", rank_change=places)


def _review(scene: Scene) -> str:
    return str(scene.fresh(words.lists("honours")["reviews"]))


@pattern("R1", 12, topics="society reform people ecology investment farming")
def review_rank(scene: Scene) -> Said:
    """平安建设群众满意度排名全省第七."""
    name, scope = _review(scene), _scope(scene)
    rank = _rank(scene, scope)
    text = f"{name}{scene.pick(VERBS)}{scope}{_place(scene, rank)}"
    return said(text, Fact("ranking", name, period=scene.period, rank=rank, rank_scope=scope))


@pattern("R2", 5, topics="society reform people ecology economy")
def reviews_alike(scene: Scene) -> Said:
    """甲、乙均居全市第一."""
    names = [_review(scene) for _ in range(scene.pick((2, 3)))]
    rank, scope = scene.dice.randint(1, 4), "全市"
    listed = scene.pick(("、".join(names), "、".join(names[:-1]) + "和" + names[-1]))
    verb = scene.pick(("均居", "均列", "均排名", "均位居", "双双位列" if len(names) == 2 else "均位列"))
    text = f"{listed}{verb}{scope}{_place(scene, rank)}"
    return said(text, *(Fact("ranking", name, period=scene.period, rank=rank, rank_scope=scope) for name in names))


@pattern("R5", 3, topics="society reform people")
def review_in_two_areas(scene: Scene) -> Said:
    """综合考评排名全省第九、全市第一."""
    name = _review(scene)
    wide, near = scene.dice.randint(4, 30), scene.dice.randint(1, 3)
    text = f"{name}{scene.pick(VERBS)}全省第{chinese(wide)}、全市第{chinese(near)}"
    return said(
        text,
        Fact("ranking", name, period=scene.period, rank=wide, rank_scope="全省"),
        Fact("ranking", name, period=scene.period, rank=near, rank_scope="全市"),
    )


@pattern("R6", 4, topics="society reform people economy")
def review_among(scene: Scene) -> Said:
    """乡村振兴实绩考核在全市8个县（市、区）中列第2位."""
    name, number = _review(scene), 5 + int(scene.code) % 8
    rank = scene.dice.randint(1, 5)
    scope = scene.pick((f"全市{number}个县（市、区）", f"全市{number}县区", f"{counted(number)}县（市、区）"))
    text = f"{name}在{scope}中{scene.pick(('排', '列', '位列', '排名'))}{_place(scene, rank)}"
    return said(text, Fact("ranking", name, period=scene.period, rank=rank, rank_scope=scope))


@pattern("R7", 6, topics="society reform people")
def review_risen(scene: Scene) -> Said:
    """综治民调居全省第36位，较上年前进12位."""
    name, rank, places = _review(scene), scene.dice.randint(3, 60), scene.dice.randint(2, 40)
    moved = scene.pick(
        (
            f"较上年前进{places}位",
            f"比上年上升{places}个位次",
            f"较{scene.year - 1}年提升{places}个名次",
            f"提升{places}位",
        )
    )
    text = f"{name}{scene.pick(VERBS)}全省第{rank}位，{moved}"
    return said(text, Fact("ranking", name, period=scene.period, rank=rank, rank_scope="全省", rank_change=places))


@pattern("R4", 4, topics="economy reform trade")
def top_of_a_list(scene: Scene) -> Said:
    """荣登全省县域旅游热度榜榜首."""
    name = scene.fresh(
        ("全省县域旅游热度榜", "全省县域消费活力榜", "全省县域电商发展榜", "全省县域营商环境榜", "全省乡村旅游人气榜")
    )
    return said(
        f"{scene.pick(('荣登', '登上', '位居'))}{name}榜首",
        Fact("ranking", name, period=scene.period, rank=1, rank_scope="全省"),
    )
