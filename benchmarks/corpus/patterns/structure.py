"""Shares, parts and contributions: S1, S2, C4, C5."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.figures import grew, valued
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.patterns.periods import year_end
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene
    from benchmarks.corpus.words import Indicator

SECTORS = ("第一产业", "第二产业", "第三产业")


@pattern("S1", 10, topics="economy industry finance trade science ecology")
def share(scene: Scene) -> Said:
    """税收收入占一般公共预算收入的比重达71.6%."""
    row = scene.fresh([r["part"] for r in words.rows("shares") if r["topic"] == scene.topic])
    found = next(r for r in words.rows("shares") if r["part"] == row and r["topic"] == scene.topic)
    value = scene.number(float(found["low"]), float(found["high"]), scene.pick((1, 1, 2)))
    name = f"{found['part']}占{found['whole']}比重"
    text = scene.pick(
        (
            f"{name}达{value}%",
            f"{found['part']}占{found['whole']}的比重达到{value}%",
            f"{found['part']}占{found['whole']}的{value}%",
            f"{found['part']}占{found['whole']}的比重为{value}%",
            f"{name}达{value}%，同比提高{scene.number(0.1, 5, 1)}个百分点",
        )
    )
    return said(text, Fact("observation", name, value=value, unit="%", period=scene.period))


@pattern("S1", 3, topics="economy finance")
def short_share(scene: Scene) -> Said:
    """税收占比达71.6%."""
    text, name, low, high = scene.fresh(
        (("税收占比", "税收收入占一般公共预算收入比重", 55, 82), ("非税占比", "非税收入占一般公共预算收入比重", 18, 45))
    )
    value = scene.number(low, high, 1)
    fact = Fact("observation", name, value=value, unit="%", period=scene.period, aliases=(text,))
    return said(f"{text}{scene.pick(('达', '为', '达到', '升至'))}{value}%", fact)


def _part(scene: Scene, of: Indicator, whole: Decimal) -> Said:
    """Return a part of an indicator's figure: at times with a shorter name than it has alone."""
    mine = [row for row in words.rows("parts") if row["total"] == of.name]
    name = scene.fresh([row["name"] for row in mine])
    row = next(each for each in mine if each["name"] == name)
    most = float(row["most"])
    value = scene.number(float(whole) * most / 2, float(whole) * most, of.decimals)
    if scene.chance(0.4):
        fact = Fact("observation", name, value=value, unit=of.unit, period=scene.period)
        return said(f"{row['short']}{value}{of.unit}", fact)
    rate = scene.rate(of)
    fact = Fact("observation", name, value=value, unit=of.unit, period=scene.period, growth_pct=rate)
    return said(f"{row['short']}{value}{of.unit}，{grew(scene, rate, bare=True)}", fact)


@pattern("S2", 22, topics="economy finance farming trade people industry towns science")
def total_and_parts(scene: Scene) -> Said:
    """粮食总产量41万吨，增长1.1%，其中稻谷36万吨."""
    totals = {row["total"] for row in words.rows("parts")}
    of = scene.fresh(
        [each for each in words.indicators() if each.topic == scene.topic and each.name in totals and each.kind in "fs"]
    )
    scene = year_end(scene) if of.kind == "s" else scene
    inside = scene.during(scene.period, part=True) if of.kind == "s" else scene
    whole = valued(inside, replace(of, low=(of.low + of.high) / 2), scene.rate(of) if scene.chance(0.8) else None)
    if of.kind == "s":
        whole = scene.pick(("年末", "年末", "截至年底，")) + whole
    below = whole.facts[-1].value
    if not isinstance(below, Decimal):
        raise TypeError(below)
    many = len([row for row in words.rows("parts") if row["total"] == of.name and row["name"] not in scene.used])
    link = scene.pick(("，其中", "，其中", "，其中：", "。其中，", "；其中，"))
    parts = link + _part(scene, of, below)
    if many > 1 and scene.chance(0.5):
        mark = "；" if "；" not in link and scene.chance(0.5) else "，"
        parts = parts + mark + _part(scene, of, below)
    return whole + parts


def _shares(scene: Scene) -> tuple[Decimal, Decimal, Decimal]:
    first, second = scene.number(5, 26, 1), scene.number(28, 46, 1)
    return first, second, Decimal(100) - first - second


def _ratio(scene: Scene, shares: tuple[Decimal, ...]) -> str:
    return scene.pick((":", "：", "∶")).join(str(share) for share in shares)


@pattern("C4", 8, topics="economy")
def sectors(scene: Scene) -> Said:
    """三次产业结构由16.2:40.1:43.7调整为15.8:40.6:43.6; the earlier ones are doubtful rows."""
    if "三次产业结构" in scene.used:
        return share(scene)
    scene.used.add("三次产业结构")
    now = _shares(scene)
    name = scene.pick(("三次产业结构", "三次产业结构比", "三次产业比重", "产业结构"))
    rows = [
        Fact("observation", f"{sector}占比", value=value, unit="%", period=scene.period)
        for sector, value in zip(SECTORS, now, strict=True)
    ]
    if scene.chance(0.35):
        return said(f"{name}{scene.pick(('为', '调整为', '优化为'))}{_ratio(scene, now)}", *rows)
    moved = [scene.number(0.1, 1.6, 1) * scene.pick((1, -1)) for _ in range(2)]
    before = (now[0] + moved[0], now[1] + moved[1], now[2] - moved[0] - moved[1])
    mark = scene.pick((":", "：", "∶"))
    old, new = mark.join(map(str, before)), mark.join(map(str, now))
    verb = scene.pick(("调整为", "优化为", "变为"))
    origin = scene.pick(("由", "由上年的"))
    earlier = [
        Fact("observation", f"{sector}占比", value=value, unit="%", period=str(scene.year - 1), doubtful=True)
        for sector, value in zip(SECTORS, before, strict=True)
    ]
    return said(f"{name}{origin}{old}{verb}{new}", *rows, *earlier)


@pattern("C5", 8, topics="economy", genres="bulletin report")
def contributions(scene: Scene) -> Said:
    """三次产业对经济增长的贡献率分别为9.1%、41.2%和49.7%."""
    if "贡献率" in scene.used:
        return share(scene)
    scene.used.add("贡献率")
    shares = _shares(scene)
    growth = scene.pick(("经济增长", "地区生产总值增长", "GDP增长"))
    head = scene.pick(("三次产业", "第一、二、三产业"))
    listed = f"{shares[0]}%、{shares[1]}%{scene.pick(('、', '和'))}{shares[2]}%"
    rates = said(
        f"{head}对{growth}的贡献率分别为{listed}",
        *(
            Fact("observation", f"{sector}对{growth}的贡献率", value=value, unit="%", period=scene.period)
            for sector, value in zip(SECTORS, shares, strict=True)
        ),
    )
    if scene.chance(0.5):
        return rates
    points = [scene.number(0.2, 3.9, 1) for _ in SECTORS]
    listed = f"{points[0]}、{points[1]}{scene.pick(('和', '、'))}{points[2]}个百分点"
    return (
        rates
        + "，"
        + said(
            f"分别拉动{growth}{listed}",
            *(
                Fact("observation", f"{sector}拉动{growth}", value=value, unit="个百分点", period=scene.period)
                for sector, value in zip(SECTORS, points, strict=True)
            ),
        )
    )
