"""Parts of years, ends of years, several years: D1, D2, K5, G7."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.figures import grew, rated, valued, with_tail
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene
    from benchmarks.corpus.words import Indicator


def year_end(scene: Scene) -> Scene:
    """Return the scene at the year's end."""
    return scene.during(f"{scene.year}-12")


PARTS = (
    ("前三季度", 9),
    ("前三季度", 9),
    ("1—11月", 11),
    ("1-10月", 10),
    ("1至11月", 11),
    ("前11个月", 11),
    ("1—9月", 9),
    ("上半年", 6),
    ("一季度", 3),
)


def headline(scene: Scene) -> Said:
    """Return the sentence that a review opens its figures with: the gross product, at times of a part of the year."""
    of = next(each for each in words.indicators() if each.name == "地区生产总值")
    scene.used.add(of.name)
    if scene.genre == "newspaper" and scene.chance(0.35):
        return _part_of_year(scene, of, ("全县共完成", "全县完成", "实现", "全县实现")).tagged("D1")
    rate = scene.rate(of)
    if scene.genre == "newspaper" or scene.chance(0.4):
        when = scene.pick(("", "", "", "去年，", f"{scene.year}年，")) if scene.genre == "newspaper" else ""
        inside = scene.during(scene.period, part=bool(when))
        return when + with_tail(inside, valued(inside, of, rate)).tagged("G1")
    value, verb = scene.figure(of), scene.pick(("预计完成", "预计实现", "预计实现"))
    mark, status = ("", None) if scene.chance(0.4) else (verb, "estimated")
    if scene.genre == "bulletin" and status:
        mark = scene.pick(("经初步核算，", "根据初步核算，", "据市统计局统一核算，")) + scene.pick(
            ("", "全年实现", "全年全县")
        )
        status = None if "统一" in mark else status
    label = scene.pick((of.name, f"{of.name}（GDP）", f"{of.name}(GDP)"))
    fact = Fact("observation", of.name, value=value, unit="亿元", period=scene.period, growth_pct=rate, status=status)
    basis = scene.pick(("", "按可比价计算，", "按不变价格计算，"))
    told = said(f"{mark}{label}{scene.pick(('', '达', '为'))}{value}亿元，{basis}{grew(scene, rate)}", fact)
    return with_tail(scene, told).tagged("G10" if status else "G1")


@pattern("D1", 10, topics="economy industry trade finance investment", genres="newspaper report", alone=True)
def part_of_year(scene: Scene) -> Said:
    """前三季度，甲12亿元，增长4.1%；乙增长6%."""
    inside = scene.at("economy" if scene.topic == "investment" else scene.topic)
    return _part_of_year(inside, inside.indicator("f"), ("",))


def _part_of_year(scene: Scene, of: Indicator, verbs: tuple[str, ...]) -> Said:
    """Return figures of a part of the year, which holds to the sentence's end."""
    word, last = scene.pick(PARTS)
    inside = scene.during(f"{scene.year}-01/{scene.year}-{last:02}", part=True)
    if verbs == ("",):
        first = valued(inside, of, inside.rate(of))
    else:
        value, rate = inside.figure(of), inside.rate(of)
        fact = Fact("observation", of.name, value=value, unit=of.unit, period=inside.period, growth_pct=rate)
        first = said(f"{scene.pick(verbs)}{of.name}{value}{of.unit}，{grew(inside, rate)}", fact)
    parts = [with_tail(inside, first)]
    for _ in range(scene.pick((0, 1, 1, 2))):
        more = inside.indicator("fg")
        rate = inside.rate(more)
        alone = more.kind == "g" or scene.chance(0.5)
        parts.append(rated(inside, more, rate) if alone else valued(inside, more, rate))
    whole = word + scene.pick(("，", "，", "")) + parts[0]
    between = scene.pick(("，", "；", "；"))
    for each in parts[1:]:
        whole = whole + between + each
    return whole


@pattern("D2", 14, topics="finance people towns trade farming ecology")
def at_the_end(scene: Scene) -> Said:
    """年末金融机构各项存款余额320亿元，比年初增长9.1%."""
    of = scene.indicator("s")
    inside = year_end(scene)
    value, rate = inside.figure(of), inside.rate(of)
    words_ = (
        "年末",
        "年末全县",
        f"{scene.year}年末，",
        "截至年底，",
        "截至12月底，",
        "截至年末，",
        f"截至{scene.year}年底，全县",
    )
    grown = scene.chance(0.6)
    fact = Fact(
        "observation", of.name, value=value, unit=of.unit, period=inside.period, growth_pct=rate if grown else None
    )
    verb = scene.pick(("", "达", "为", "达到"))
    tail = f"，{grew(scene.during(scene.period, part=True), rate)}" if grown else ""
    return said(f"{scene.pick(words_)}{of.name}{verb}{value}{of.unit}{tail}", fact)


@pattern("D2", 4, topics="industry economy farming science trade")
def so_many_at_the_end(scene: Scene) -> Said:
    """截至12月底，全县规模以上工业企业达128家."""
    name = scene.fresh([row["name"] for row in words.rows("classes") if row["topic"] == scene.topic])
    row = next(each for each in words.rows("classes") if each["name"] == name)
    value = scene.number(float(row["total_low"]), float(row["total_high"]), 0)
    when = scene.pick(("年末，全县", "截至12月底，全县", "截至年底，全县", "年末全县"))
    text = f"{when}{name}{scene.pick(('达', '达到', '有', '共有'))}{value}{row['unit']}"
    return said(text, Fact("observation", name, value=value, unit=row["unit"], period=f"{scene.year}-12"))


@pattern("G7", 8, topics="economy industry farming people", genres="report newspaper", alone=True)
def annual_average(scene: Scene) -> Said:
    """五年来，甲由2018年的80亿元增加到2023年的120亿元，年均增长7.2%: the average is doubtful."""
    of = scene.indicator("f")
    first = scene.year - 5
    later = scene.figure(of)
    earlier = scene.number(float(later) * 0.6, float(later) * 0.9, of.decimals)
    rate = Decimal(str(round(((float(later) / float(earlier)) ** 0.2 - 1) * 100, 1)))
    verb = scene.pick(("增加到", "增长到", "提高到"))
    text = f"{of.name}由{first}年的{earlier}{of.unit}{verb}{scene.year}年的{later}{of.unit}"
    both = said(
        text,
        Fact("observation", of.name, value=earlier, unit=of.unit, period=str(first)),
        Fact("observation", of.name, value=later, unit=of.unit, period=str(scene.year)),
    )
    average = Fact(
        "observation",
        of.name,
        period=f"{first + 1}/{scene.year}",
        growth_pct=rate,
        doubtful=True,
        aliases=(f"{of.name}年均增速",),
    )
    return scene.pick(("五年来，", "过去五年，", "")) + both + "，" + said(f"年均增长{rate}%", average)


@pattern("K5", 6, topics="farming ecology towns people industry", genres="report newspaper", alone=True)
def five_years(scene: Scene) -> Said:
    """五年来，累计改造老旧小区320个、新改建农村公路820公里."""
    pool = [each for each in words.works() if each.topic == scene.topic]
    inside = scene.during(f"{scene.year - 4}/{scene.year}")
    done = scene.several(pool, scene.pick((1, 2)))
    parts = []
    for number, work in enumerate(done):
        value = inside.number(work.low * 3, work.high * 4, work.decimals)
        name = f"累计{work.verb}{work.thing}"
        head = "累计" if number == 0 else ""
        fact = Fact("observation", name, value=value, unit=work.unit, period=inside.period)
        parts.append(said(f"{head}{work.verb}{work.thing}{value}{work.unit}", fact))
    whole = parts[0]
    for each in parts[1:]:
        whole = whole + scene.pick(("、", "，")) + each
    return scene.pick(("五年来，", "过去五年，", "近五年")) + whole


@pattern("K5", 5, topics="farming ecology towns people industry society finance reform trade")
def so_far(scene: Scene) -> Said:
    """累计发放创业担保贷款2.1亿元."""
    work = scene.fresh([each for each in words.works() if each.topic == scene.topic])
    value = scene.figure(work)
    fact = Fact("observation", f"累计{work.verb}{work.thing}", value=value, unit=work.unit, period=scene.period)
    return said(f"{scene.pick(('', '全年', '全县'))}累计{work.verb}{work.thing}{value}{work.unit}", fact)
