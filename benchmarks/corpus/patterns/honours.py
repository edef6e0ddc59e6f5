"""Honours: A1-A7, and the lists of R4."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.corpus import words
from benchmarks.corpus.fact import Fact
from benchmarks.corpus.patterns.lists import listed
from benchmarks.corpus.patterns.numerals import chinese
from benchmarks.corpus.patterns.pattern import pattern
from benchmarks.corpus.said import Said, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.corpus.scene import Scene

TOPICS = {
    "county": "economy farming ecology towns people science society reform trade",
    "town": "farming towns society ecology",
    "village": "farming ecology society",
    "firm": "industry science",
    "park": "industry science",
    "institution": "people society",
    "scenic": "trade",
    "relic": "trade people society",
    "work": "people society trade",
}
PLACES = " ".join(sorted({topic for kind, topics in TOPICS.items() if kind != "county" for topic in topics.split()}))


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who is honoured: as the text has it, by full name, and the rows that its name brings along."""

    written: str
    full: str
    rows: tuple[Fact, ...] = ()


def bearer(scene: Scene, kind: str) -> Bearer:
    """Return somebody of the county whom a title can go to."""
    if kind == "village" and scene.chance(0.5):
        town, village = scene.town(), scene.village()
        return Bearer(f"{town}{village}", village, (Fact("place", village), Fact("place", town)))
    if kind == "institution":
        written = scene.fresh(words.lists("names")["institutions"])
        full = scene.full + written.removeprefix("县")
        return Bearer(written, full, (Fact("organization", full, aliases=(written,)),))
    if kind == "work":
        name = scene.fresh(words.lists("names")["works"])
        return Bearer(f"{scene.pick(words.lists('names')['work-kinds'])}{name}", name, (Fact("work", name),))
    makers: dict[str, Callable[[], str]] = {
        "town": scene.town,
        "village": scene.village,
        "firm": scene.firm,
        "park": scene.park,
        "scenic": lambda: str(scene.fresh(words.lists("names")["scenic"])),
        "relic": lambda: str(scene.fresh(words.lists("names")["relics"])),
    }
    name = makers[kind]()
    row = Fact("organization" if kind == "firm" else "place", name, doubtful=kind == "relic")
    return Bearer(name, name, (row,))


def _kind(scene: Scene) -> str:
    return scene.pick([kind for kind, topics in TOPICS.items() if kind != "county" and scene.topic in topics.split()])


def _title(scene: Scene, kind: str, levels: str = "国家级 省级 市级") -> tuple[str, str]:
    """Return a fresh title with its level."""
    options = words.lists("honours")[kind]
    level = scene.pick([level for level in levels.split() if level in options])
    return scene.fresh(options[level]), level


def _plain_title(scene: Scene, kind: str) -> tuple[str, str]:
    """Return a title that there are firsts of: no praise, no 全省 behind 全市首个."""
    options = [
        (title, level)
        for level in ("国家级", "省级")
        for title in words.lists("honours")[kind].get(level, ())
        if not _praise(title) and not title.startswith("全省") and title not in scene.used
    ]
    title, level = scene.fresh(options)
    scene.used.add(title)
    return title, level


PRAISE = ("先进", "优秀", "产粮大县", "十佳", "先锋", "优质服务", "奖", "作品", "视频", "资助")


def _praise(title: str) -> bool:
    """Tell whether a title praises what was done, so that nobody is 认定 for it."""
    return any(word in title for word in PRAISE)


def _prize(title: str) -> bool:
    """Tell whether a title is a thing won."""
    return title.endswith(("奖", "等奖", "资助项目"))


def _conferred(scene: Scene, title: str) -> str:
    """Return the words that say that a title was given."""
    if _prize(title):
        return scene.pick(("获{}", "荣获{}", "获得{}", "斩获{}")).format(title)
    bare: tuple[str, ...] = ("获评{}", "被评为{}", "获{}称号", "荣获{}称号", "被授予{}称号")
    bare = bare if _praise(title) else (*bare, "被命名为{}", "被认定为{}", "获批{}", "被确定为{}")
    quoted = ("获“{}”称号", "荣获“{}”称号", "获评“{}”", "被授予“{}”称号", "被评为“{}”")
    forms = bare if "“" in title or scene.chance(0.7) else quoted
    return scene.pick(forms).format(title)


@pattern("A1", 16, topics=TOPICS["county"])
def county_honoured(scene: Scene) -> Said:
    """成功创建国家园林县城."""
    title, level = _title(scene, "county")
    head = scene.pick(("", "", "我县" if scene.genre == "report" else scene.full, scene.short))
    if not head and scene.chance(0.5) and not _praise(title):
        text = scene.pick(("成功创建{}", "成功创成{}", "创成{}", "创建{}通过验收")).format(title)
    elif not head and scene.chance(0.25) and "“" not in title:
        text = scene.pick(
            (
                f"{title}称号花落{scene.short}",
                f"捧回{title}荣誉",
                f"摘得{title}称号",
                f"夺得“{title}”称号",
                f"获得{title}荣誉称号",
            )
        )
    else:
        text = head + _conferred(scene, title)
    return said(text, Fact("award", title, level=level))


@pattern("A1", 8, topics=TOPICS["county"])
def county_honoured_often(scene: Scene) -> Said:
    """先后获评甲、乙、丙: one verb, a row each."""
    titles = [_title(scene, "county", "国家级 省级") for _ in range(scene.pick((2, 2, 3)))]
    verb = scene.pick(("先后获评", "成功创建", "荣获", "获评", "先后荣获"))
    verb = "获评" if verb == "成功创建" and any(_praise(title) for title, _ in titles) else verb
    end = scene.pick(("", "", "等称号" if verb in ("荣获", "先后荣获") else ""))
    text = f"{verb}{listed(scene, [title for title, _ in titles])}{end}"
    return said(text, *(Fact("award", title, level=level) for title, level in titles))


@pattern("A1", 18, topics=PLACES, alone=True)
def somebody_honoured(scene: Scene) -> Said:
    """青石桥镇获评国家卫生乡镇."""
    kind = _kind(scene)
    who = bearer(scene, kind)
    title, level = _title(scene, kind)
    text = f"{who.written}{_conferred(scene, title)}"
    return said(text, Fact("award", title, who.full, level=level), *who.rows)


@pattern("A1", 6, topics=PLACES, alone=True)
def several_honoured(scene: Scene) -> Said:
    """甲镇、乙镇双双获评省级卫生乡镇: a row each."""
    kind = _kind(scene)
    both = [bearer(scene, kind), bearer(scene, kind)]
    title, level = _title(scene, kind)
    verb = scene.pick(("双双获评", "均获评", "获评", "被评为", "双双入选"))
    verb = scene.pick(("双双获", "均获")) if _prize(title) else verb
    text = f"{listed(scene, [who.written for who in both])}{verb}{title}"
    rows = [Fact("award", title, who.full, level=level) for who in both]
    return said(text, *rows, *(row for who in both for row in who.rows))


GIVERS = (
    (("卫生", "健康", "中医"), "国家卫健委", "省卫健委"),
    (("文明",), "中央文明委", "省文明委"),
    (("农", "粮", "油茶", "乡村", "村庄"), "农业农村部", "省农业农村厅"),
    (("生态", "森林", "水土"), "生态环境部", "省生态环境厅"),
    (("教育",), "教育部", "省教育厅"),
    (("科普", "创新", "知识产权"), "科技部", "省科技厅"),
)


def _giver(scene: Scene, title: str, level: str) -> str:
    """Return who would grant a title."""
    for heads, country, province in GIVERS:
        if any(head in title for head in heads):
            return country if level == "国家级" else province
    return scene.pick(("国务院", "党中央、国务院")) if level == "国家级" else scene.pick(("省委、省政府", "省政府"))


@pattern("A1", 5, topics=TOPICS["county"])
def granted(scene: Scene) -> Said:
    """被省政府授予“全省教育强县”称号."""
    title, level = _title(scene, "county", "国家级 省级")
    giver = _giver(scene, title, level)
    quoted = title if "“" in title else f"“{title}”"
    text = scene.pick((f"被{giver}授予{quoted}称号", f"被{giver}评为{title}", f"被{giver}命名为{title}"))
    return said(text, Fact("award", title, level=level, granted_by=_in_full(giver, scene)))


def _in_full(giver: str, scene: Scene) -> str:
    """Return a grantor by its full name: 省政府 is the province's government."""
    province = {"省政府": f"{scene.province}人民政府", "省委": f"中共{scene.province}委"}
    return "、".join(province.get(each, each) for each in giver.split("、"))


@pattern("A2", 15, topics=TOPICS["county"])
def listed_in(scene: Scene) -> Said:
    """入选国家数字乡村试点县."""
    title = scene.fresh(words.lists("honours")["lists"])
    level = "省级" if title.startswith("省") else "国家级"
    verb = scene.pick(("入选", "成功入选", "列入", "被列为", "获批", "入围", "被列入"))
    end = "名单" if verb in ("入选", "列入", "成功入选", "被列入") and scene.chance(0.2) else ""
    return said(f"{scene.pick(('', scene.short))}{verb}{title}{end}", Fact("award", title, level=level))


@pattern("A3", 10, topics=TOPICS["county"])
def first_of_its_kind(scene: Scene) -> Said:
    """成为全市首个国家生态文明建设示范县."""
    title, level = _plain_title(scene, "county")
    wide = ("全省首个", "全省唯一", "全省首批") if level == "国家级" else ()
    ordinal = scene.pick(("全市首个", "全市唯一", "全市首批", *wide))
    of_it = "的" if ordinal.endswith("唯一") and scene.chance(0.5) else ""
    return said(
        f"{scene.pick(('', scene.full))}成为{ordinal}{of_it}{title}", Fact("award", title, level=level, ordinal=ordinal)
    )


@pattern("A3", 5, topics=PLACES, alone=True)
def first_bearer(scene: Scene) -> Said:
    """东山村获评全市首个全国乡村治理示范村."""
    kind = _kind(scene)
    who = bearer(scene, kind)
    title, level = _plain_title(scene, kind)
    one = "全市首家" if kind in {"firm", "institution"} else "全市首个"
    ordinal = scene.pick((one, one, "全省首批" if level == "国家级" else "全市首批"))
    text = f"{who.written}{scene.pick(('获评', '成为'))}{ordinal}{title}"
    return said(text, Fact("award", title, who.full, level=level, ordinal=ordinal), *who.rows)


@pattern("A4", 5, topics="economy reform people", alone=True)
def works_praised(scene: Scene) -> Said:
    """招商引资、粮食生产等4项工作获省政府真抓实干督查激励."""
    tasks = scene.several(words.lists("honours")["tasks"], scene.pick((2, 2, 3)))
    number = len(tasks) + scene.dice.randint(1, 5)
    name = scene.pick(("省政府真抓实干督查激励", "省政府真抓实干督查表扬激励", "省政府督查激励"))
    verb = scene.pick(("获", "获得", "受到"))
    text = f"{'、'.join(tasks)}等{number}项工作{verb}{name}"
    title = name
    awards = [
        Fact("award", title, f"{scene.full}{task}工作", level="省级", granted_by=f"{scene.province}人民政府")
        for task in tasks
    ]
    count = Fact("observation", f"获{name}工作", value=Decimal(number), unit="项", period=scene.period)
    return said(text, *awards, count)


@pattern("A5", 7, topics=TOPICS["county"])
def again(scene: Scene) -> Said:
    """连续三年获评全省平安县; 蝉联全国文明城市."""
    title, level = _title(scene, "county")
    years = scene.dice.randint(2, 12)
    streak = scene.pick((f"连续{chinese(years)}年", f"连续{years}年", f"连续{chinese(years)}届"))
    streak = streak.replace("连续二", "连续两")
    if scene.chance(0.4):
        text = scene.pick(("蝉联{}", "成功蝉联{}", "再次获评{}", "再次荣获{}称号", "再获{}称号")).format(title)
        return said(text, Fact("award", title, level=level))
    return said(
        f"{streak}{scene.pick(('获评', '荣获', '蝉联', '被评为'))}{title}",
        Fact("award", title, level=level, ordinal=streak),
    )


@pattern("A6", 5, topics="farming ecology society people", alone=True)
def so_many_honoured(scene: Scene) -> Said:
    """6个村被命名为省级卫生村."""
    kind, noun, measure = scene.pick(
        (
            ("village", "村", "个"),
            ("village", "村（社区）", "个"),
            ("town", "乡镇", "个"),
            ("institution", "单位", "家"),
        )
    )
    title, level = _title(scene, kind)
    number = scene.dice.randint(2, 20)
    verb = scene.pick(("被命名为", "获评", "被评为", "创成", "获命名"))
    return said(
        f"{scene.pick(('', '全县'))}{number}{measure}{noun}{verb}{title}",
        Fact("award", title, f"{scene.full}{number}{measure}{noun}", level=level),
    )


@pattern("A7", 12, topics="farming trade people")
def home_of(scene: Scene) -> Said:
    """获评“中国油茶之乡”; a mere byname is doubtful."""
    title = f"中国{scene.fresh(words.lists('honours')['homes'])}之乡"
    if scene.chance(0.3):
        return said(f"素有“{title}”之称", Fact("award", title, level="国家级", doubtful=True))
    text = scene.pick(
        (f"获评“{title}”", f"荣获“{title}”称号", f"被命名为“{title}”", f"获授“{title}”", f"被授予{title}称号")
    )
    return said(text, Fact("award", title, level="国家级"))


@pattern("R4", 7, topics="economy trade science reform")
def among_a_hundred(scene: Scene) -> Said:
    """跻身全国投资潜力百强县; with a place: a rank among them."""
    name = scene.fresh(words.lists("honours")["hundred"])
    if scene.chance(0.35):
        rank = scene.dice.randint(30, 99)
        text = f"{scene.pick(('位列', '居', '排名', '列'))}{name}第{rank}{scene.pick(('位', '', '名'))}"
        return said(text, Fact("ranking", name, period=scene.period, rank=rank, rank_scope=name))
    verb = scene.pick(("跻身", "入围", "入选", "再次跻身", "上榜"))
    return said(f"{verb}{name}", Fact("award", name, level="国家级"))
