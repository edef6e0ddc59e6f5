"""A fictional county in which every kind of entity and every class of claim occurs, made by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from hdkg.model import (
    Article,
    Attainment,
    Attribution,
    AttributionBasis,
    Block,
    BlockKind,
    Bound,
    Comparison,
    Completion,
    Conferral,
    Entity,
    EntityKind,
    Extraction,
    LedgerEntry,
    LedgerKind,
    LedgerStatus,
    Metadata,
    Observation,
    Participation,
    Period,
    Quantity,
    RankBasis,
    Ranking,
    Reach,
    Reading,
    ResultKind,
    SlotName,
    SlotReading,
    Span,
    StatisticKind,
    Status,
    Superlative,
)
from hdkg.resources import Concept, concepts

TEXT = """# 云溪县：稳住底盘再起步

记者 甲乙

## 经济运行

前三季度，全县地区生产总值120.5亿元，增长6.2%，增速位列全市第二，快于全市1.3个百分点。1至11月，固定资产投资下降3.4%。
粮食总产量41.1万吨，比上年多0.7万吨，是十年前的1.2倍，五年年均增长2.1%。民生支出占比82.8%，五项指标进入全市第一方阵。
全年预计接待游客超300万人次。明年计划植树2000亩。2016年到2020年累计修路350公里。

## 营商环境

“企业恳谈会”开了12场，解决问题86个，远山铜业、溪谷茶业都来参加。“三联”工作解决问题120个，净增市场主体501户，三联工作获评全省改革创新案例。
云溪经开区的“码上批”为全市首创，“百日攻坚”行动考评列全市第一。营商环境考评列全省第67位，比2022年前移25位。

## 乡村

河口镇新华村和石桥镇新华村都在变。河口镇新华村获评全国文明村，15个村创成省级卫生村。县人民医院拿到质量奖提名奖2个。
云溪县成为全国第9个“中国醋乡”。《云溪日报》和省农业厅推介了“醋香富民”模式。醋文化节3月18日开幕，短片《醋坊》播放量近500万，歌曲《溪水谣》传唱开来。
省重点项目醋博物馆开工，14件民生实事全部完成，“十件改革”也已完成八成。断面水质达到Ⅱ类。县委办、老船工王小满、醋产业链、县水利局、守水岸、清溪旧址、“三步走”战略、“云溪好醋”品牌、“一网通办”改革。
其余六类工作按部就班。
"""

YEAR = Period("2023", "2023")
QUARTERS = Period("2023-01", "2023-09")


def at(words: str, nth: int = 1) -> Span:
    """Return where some words stand in the text for the n-th time."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def _blocks() -> tuple[Block, ...]:
    blocks, section, start = [], "", 0
    for line in TEXT.splitlines(keepends=True):
        words, span = line.strip(), Span(start, start + max(1, len(line.rstrip("\n"))))
        start += len(line)
        if line.startswith("## "):
            section = words.removeprefix("## ")
            blocks.append(Block(BlockKind.HEADING, (span,), section))
        elif words:
            kind = BlockKind.TITLE if line.startswith("# ") else BlockKind.BODY
            kind = BlockKind.BYLINE if words.startswith("记者") else kind
            blocks.append(Block(kind, (span,), section))
    return tuple(blocks)


ARTICLE = Article(
    TEXT,
    _blocks(),
    Metadata(
        county="990124",
        published="2024-01-15",
        year=2023,
        title="云溪县：稳住底盘再起步",
        newspaper="澄州晚报",
        authors=("甲乙",),
        licence="https://creativecommons.org/licenses/by/4.0/",
        reliability="high",
    ),
    name="yunxi-2023",
)


def _entity(key: str, kind: EntityKind, name: str, *words: str, **more: object) -> Entity:
    return Entity(key, kind, name, spans=tuple(at(each) for each in words), **more)  # type: ignore[arg-type]


K = EntityKind
ENTITIES = (
    _entity("province", K.PROVINCE, "澄江省", code="990000"),
    _entity("city", K.CITY, "澄州市", code="990100", within="province"),
    _entity("county", K.COUNTY, "云溪县", "云溪县", "全县", code="990124", within="city"),
    _entity("hekou", K.TOWN, "河口镇", "河口镇", code="990124101", within="county"),
    _entity("shiqiao", K.TOWN, "石桥镇", "石桥镇", within="county"),
    _entity("xinhua-1", K.VILLAGE, "新华村", "河口镇新华村", within="hekou"),
    _entity("xinhua-2", K.VILLAGE, "新华村", "石桥镇新华村", within="shiqiao"),
    _entity("zone", K.DEVELOPMENT_ZONE, "云溪经济开发区", "云溪经开区", aliases=("云溪经开区",)),
    _entity("old-site", K.SITE, "清溪旧址", "清溪旧址"),
    _entity("villages", K.COLLECTIVE, "云溪县15个村", "15个村"),
    _entity("copper", K.ENTERPRISE, "远山铜业", "远山铜业", within="county"),
    _entity("tea", K.ENTERPRISE, "溪谷茶业", "溪谷茶业", within="county"),
    _entity("farm-office", K.GOVERNMENT_BODY, "省农业厅", "省农业厅", within="province"),
    _entity("water-office", K.GOVERNMENT_BODY, "县水利局", "县水利局", within="county"),
    _entity("party-office", K.PARTY_BODY, "县委办", "县委办", within="county"),
    _entity("daily", K.MEDIA_OUTLET, "《云溪日报》", "《云溪日报》"),
    _entity("hospital", K.INSTITUTION, "云溪县人民医院", "县人民医院", aliases=("县人民医院",)),
    _entity("chain", K.INDUSTRY_CHAIN, "醋产业链", "醋产业链"),
    _entity("museum", K.PROJECT, "醋博物馆", "醋博物馆", state="started", policy_area="culture"),
    _entity("talks", K.MECHANISM, "“企业恳谈会”", "“企业恳谈会”", policy_area="business-environment"),
    _entity("links", K.CAMPAIGN, "“三联”工作", "“三联”工作", policy_area="party-building"),
    _entity("links-2", K.PROGRAMME, "三联工作", "三联工作"),
    _entity("days", K.CAMPAIGN, "“百日攻坚”行动", "“百日攻坚”行动"),
    _entity("code", K.INITIATIVE, "“码上批”", "“码上批”", within="zone"),
    _entity("shore", K.PROGRAMME, "守水岸", "守水岸", policy_area="ecology"),
    _entity("vinegar", K.GOVERNANCE_MODEL, "“醋香富民”模式", "“醋香富民”模式"),
    _entity("steps", K.STRATEGY, "“三步走”战略", "“三步走”战略"),
    _entity("brand", K.BRAND, "“云溪好醋”品牌", "“云溪好醋”品牌"),
    _entity("reform", K.REFORM, "“一网通办”改革", "“一网通办”改革"),
    _entity("ten", K.PROGRAMME, "“十件改革”", "“十件改革”"),
    _entity("festival", K.FESTIVAL, "醋文化节", "醋文化节", held=Period("2023-03-18", "2023-03-18")),
    _entity("opening", K.EVENT, "醋文化节开幕式", "醋文化节3月18日开幕"),
    _entity("film", K.VIDEO, "《醋坊》", "《醋坊》"),
    _entity("song", K.SONG, "《溪水谣》", "《溪水谣》"),
    _entity("book", K.WORK, "《云溪》", "云溪好醋"),
    _entity("boatman", K.PERSON, "王小满", "王小满"),
    _entity("environment", K.WORK_AREA, "营商环境", "营商环境考评"),
)

MONEY = ("亿元", "CNY")


def _observation(  # noqa: PLR0917 - a table of figures reads best in columns
    key: str, words: str, name: str, figure: str, unit: str, base: str, **more: object
) -> Observation:
    """Build an observation; `figure` is ``written=value``, or the figure itself where they are the same."""
    written, _, value = figure.partition("=")
    given: dict[str, object] = {
        "subject": "county",
        "area": "county",
        "indicator": "",
        "written_name": name,
        "kind": StatisticKind.LEVEL,
        "period": YEAR,
        "rule": "figure",
        "bound": Bound.EXACT,
        **more,
    }
    bound = given.pop("bound")
    exact = None if base == "grade" else Decimal(value or written)
    quantity = Quantity(written, unit, exact, base, bound)  # type: ignore[arg-type]
    return Observation(key=key, spans=(at(words),), name=name, quantity=quantity, **given)  # type: ignore[arg-type]


INHERITED = (
    SlotReading(SlotName.SUBJECT, Reading.INHERITED, "county"),
    SlotReading(SlotName.PERIOD, Reading.INHERITED, "sentence"),
)
GDP = {"indicator": "gross-regional-product", "period": QUARTERS, "policy_area": "economy"}
GRAIN = {"indicator": "grain-output", "policy_area": "agriculture"}
S = StatisticKind
OBSERVATIONS = (
    _observation("gdp", "全县地区生产总值120.5亿元", "地区生产总值", "120.5=12050000000", "亿元", "CNY", **GDP),
    _observation(
        "gdp+", "增长6.2%", "地区生产总值", "6.2", "%", "percent",
        kind=S.GROWTH, qualifies="gdp", readings=INHERITED, **GDP,
    ),
    _observation(
        "fai+",
        "固定资产投资下降3.4%",
        "固定资产投资",
        "-3.4",
        "%",
        "percent",
        kind=S.GROWTH,
        indicator="fixed-asset-investment",
        period=Period("2023-01", "2023-11"),
    ),
    _observation("grain", "粮食总产量41.1万吨", "粮食总产量", "41.1=411000", "万吨", "tonne", **GRAIN),
    _observation(
        "grain-c", "多0.7万吨", "粮食总产量", "0.7=7000", "万吨", "tonne", kind=S.CHANGE, qualifies="grain", **GRAIN
    ),
    _observation(
        "grain-m", "十年前的1.2倍", "粮食总产量", "1.2", "倍", "times", kind=S.MULTIPLE, qualifies="grain", **GRAIN
    ),
    _observation(
        "grain-a", "年均增长2.1%", "粮食总产量", "2.1", "%", "percent",
        kind=S.AVERAGE_GROWTH, qualifies="grain", **GRAIN,
    ),
    _observation(
        "share", "民生支出占比82.8%", "民生支出占比", "82.8", "%", "percent",
        kind=S.SHARE, indicator="livelihood-expenditure-share",
    ),
    _observation(
        "visitors", "接待游客超300万人次", "接待游客", "300=3000000", "万人次", "person-time",
        indicator="tourists", bound=Bound.OVER, status=Status.ESTIMATED,
    ),
    _observation(
        "trees", "计划植树2000亩", "植树", "2000", "亩", "mu",
        period=Period("2024", "2024"), status=Status.PLANNED,
    ),
    _observation(
        "roads", "累计修路350公里", "累计修路", "350", "公里", "kilometre",
        kind=S.CUMULATIVE, period=Period("2016", "2020"),
    ),
    _observation("held", "开了12场", "开展恳谈", "12", "场", "item"),
    _observation("solved-1", "解决问题86个", "解决问题", "86", "个", "item", indicator="solved-problems"),
    _observation("solved-2", "解决问题120个", "解决问题", "120", "个", "item", indicator="solved-problems"),
    _observation(
        "firms", "净增市场主体501户", "净增市场主体", "501", "户", "household", indicator="net-new-market-entities"
    ),
    _observation("deeds", "14件民生实事", "民生实事", "14", "件", "item", indicator="livelihood-projects"),
    _observation("water", "断面水质达到Ⅱ类", "断面水质", "Ⅱ类", "", "grade", indicator="water-quality-grade"),
    _observation(
        "views", "播放量近500万", "播放量", "500=5000000", "万", "number",
        subject="film", period=None, bound=Bound.UNDER,
    ),
    _observation("gdp-again", "地区生产总值120.5亿元", "地区生产总值", "120.5=12050000000", "亿元", "CNY", **GDP),
)  # fmt: skip


def _about(key: str, *words: str, rule: str) -> dict[str, object]:
    return {"key": key, "spans": tuple(at(each) for each in words), "rule": rule}


B = AttributionBasis
OTHERS = (
    Ranking(
        **_about("gdp-rank", "增速位列全市第二", rule="rank"), subject="county", name="地区生产总值", scope="全市",
        ranked="gdp+", position=2, period=QUARTERS, appraisal=False, basis=RankBasis.GROWTH,
        readings=(SlotReading(SlotName.SUBJECT, Reading.INFERRED, "sentence"),),
    ),
    Ranking(
        **_about("band", "进入全市第一方阵", rule="rank"), subject="county", name="民生支出占比", scope="全市",
        ranked="share", band="第一方阵", period=YEAR, appraisal=False,
    ),
    Ranking(
        **_about("days-rank", "“百日攻坚”行动考评列全市第一", rule="rank"), subject="county", name="“百日攻坚”行动",
        scope="全市", position=1, period=YEAR, appraisal=True, basis=RankBasis.SCORE,
    ),
    Ranking(
        **_about("env-rank", "营商环境考评列全省第67位", "比2022年前移25位", rule="rank"), subject="county",
        name="营商环境考评", scope="全省", position=67, scope_size=88, period=YEAR, change=25,
        compared_with=Period("2022", "2022"), ordinal="近年最好名次",
    ),
    Conferral(
        **_about("village", "河口镇新华村获评全国文明村", rule="conferral"), recipient="xinhua-1", honour="全国文明村",
        reach=Reach.NATIONAL, period=YEAR,
    ),
    Conferral(
        **_about("clean", "15个村创成省级卫生村", rule="conferral"), recipient="villages", honour="省级卫生村",
        reach=Reach.PROVINCIAL, count=15,
    ),
    Conferral(
        **_about("quality", "质量奖提名奖2个", rule="conferral"), recipient="hospital", honour="质量奖提名奖",
        reach=Reach.UNSTATED, count=2,
    ),
    Conferral(
        **_about("town", "全国第9个“中国醋乡”", rule="conferral"), recipient="county", honour="“中国醋乡”",
        reach=Reach.NATIONAL, ordinal="全国第9个",
    ),
    Conferral(
        **_about("case", "三联工作获评全省改革创新案例", rule="conferral"), recipient="links-2",
        honour="全省改革创新案例", reach=Reach.PROVINCIAL, granted_by=("party-office",),
    ),
    Conferral(
        **_about("praise", "《云溪日报》和省农业厅推介了“醋香富民”模式", rule="recognition"), recipient="vinegar",
        honour="媒体推介", reach=Reach.UNSTATED, granted_by=("daily", "farm-office"), recognition=True,
    ),
    Superlative(**_about("first", "“码上批”为全市首创", rule="first"), subject="code", ordinal="全市首创",
                scope="全市"),
    Comparison(**_about("gap", "快于全市1.3个百分点", rule="gap"), observation="gdp+", scope="全市",
               difference=Decimal("1.3")),
    Comparison(**_about("gap-2", "固定资产投资下降3.4%", rule="gap"), observation="fai+", scope="全省",
               difference=Decimal("-0.40"), comparator="province"),
    Completion(**_about("deeds-done", "14件民生实事全部完成", rule="completion"), of="deeds",
               attainment=Attainment.MET, percent=Decimal(100), period=YEAR),
    Completion(**_about("ten-done", "“十件改革”也已完成八成", rule="completion"), of="ten",
               attainment=Attainment.PARTLY, percent=Decimal(80)),
    Attribution(**_about("c1", "“企业恳谈会”开了12场", rule="credit"), initiative="talks", result="held",
                basis=B.CLAUSE, result_kind=ResultKind.OUTPUT),
    Attribution(**_about("c2", "“企业恳谈会”开了12场，解决问题86个", rule="credit"), initiative="talks",
                result="solved-1", basis=B.SENTENCE, result_kind=ResultKind.OUTCOME),
    Attribution(**_about("c3", "“三联”工作解决问题120个", rule="credit"), initiative="links", result="solved-2",
                basis=B.CLAUSE, result_kind=ResultKind.OUTCOME),
    Attribution(**_about("c4", "净增市场主体501户", rule="credit"), initiative="links", result="firms",
                basis=B.PARAGRAPH),
    Attribution(**_about("c5", "三联工作获评全省改革创新案例", rule="credit"), initiative="links", result="case",
                basis=B.CLAUSE),
    Participation(**_about("p1", "远山铜业、溪谷茶业都来参加", rule="participation"), participant="copper",
                  initiative="talks", basis=B.SENTENCE),
    Participation(**_about("p2", "远山铜业、溪谷茶业都来参加", rule="participation"), participant="tea",
                  initiative="talks", basis=B.SENTENCE),
)  # fmt: skip

LEDGER = (
    LedgerEntry(at("120.5"), LedgerKind.NUMERAL, LedgerStatus.USED, "gdp"),
    LedgerEntry(at("五项指标"), LedgerKind.NUMERAL, LedgerStatus.SET_ASIDE, "count-of-list"),
    LedgerEntry(at("六类"), LedgerKind.NUMERAL, LedgerStatus.OPEN),
    LedgerEntry(at("“醋香富民”"), LedgerKind.QUOTED_NAME, LedgerStatus.USED, "vinegar"),
    LedgerEntry(at("创成"), LedgerKind.CONFERRAL_VERB, LedgerStatus.USED, "clean"),
)


@pytest.fixture
def small_county() -> Extraction:
    """Return the fictional county's extraction."""
    return Extraction(ARTICLE, "county", ENTITIES, (*OBSERVATIONS, *OTHERS), LEDGER)


@pytest.fixture
def labels() -> dict[str, Concept]:
    """Return a catalogue that stays as it is when the ontology's labels are bettered."""
    return {concept.iri: concept for concept in concepts(Path(__file__).with_name("catalogue.ttl"))}
