"""The columns of the panel and of its codebook, each with what it holds in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name (a Stata name too) and what it holds."""

    name: str
    zh: str
    en: str


PANEL = (
    Column("county_code", "县的国标代码（GB/T 2260）", "GB/T 2260 code of the county"),
    Column("county_zh", "县名", "Name of the county in Chinese"),
    Column("county_en", "县名（英文）", "Name of the county in English"),
    Column("year", "数据所属年份：时期结束的年份", "Year of the figure: the one its period ends in"),
    Column("period", "时期（ISO 8601），原文未说则为空", "Period (ISO 8601); empty where unstated"),
    Column(
        "period_kind",
        "时期类型：year、part-year、month、day、years",
        "Kind of period: year, part-year, month, day, years",
    ),
    Column("variable", "变量名，见编码簿", "Name of the variable; see the codebook"),
    Column("indicator_iri", "指标的标识", "IRI of the indicator"),
    Column("indicator_zh", "指标", "Indicator in Chinese"),
    Column("indicator_en", "指标（英文）", "Indicator in English"),
    Column("statistic_kind", "统计类型：level、growth、share 等", "Kind of statistic: level, growth, share …"),
    Column("value", "数值，单位统一", "Value, in the unit that the variable has everywhere"),
    Column("unit", "单位代码", "Code of the unit"),
    Column("unit_zh", "单位", "Unit in Chinese"),
    Column("bound", "限定：exact、over、under、about", "Bound: exact, over, under, about"),
    Column("status", "状态：final、preliminary、estimated、planned", "Status: final, preliminary, estimated, planned"),
    Column(
        "price_basis",
        "价格基础：current、constant，引文未说则为空",
        "Prices: current, constant; empty where the quote is silent",
    ),
    Column("reading", "读法：asserted、inherited、inferred", "Reading: asserted, inherited, inferred"),
    Column("warnings", "提醒（代码）", "Warnings, as codes"),
    Column("warnings_zh", "提醒：与其他数字口径不同之处", "Warnings in Chinese: where definitions differ"),
    Column("warnings_en", "提醒（英文）", "Warnings in English: where definitions differ"),
    Column("written_name", "原文中的名称", "Name as the source writes it"),
    Column("written_value", "原文中的数字", "Figure as the source writes it"),
    Column("written_unit", "原文中的单位", "Unit as the source writes it"),
    Column("quote", "原文依据", "Words of the source that say it"),
    Column("quote_iri", "原文依据的标识", "IRI of those words"),
    Column("fact_iri", "数字的标识", "IRI of the figure"),
    Column("source_iri", "来源的标识", "IRI of the source"),
    Column("source_title", "来源的题名", "Title of the source"),
    Column("published", "来源的发表日期", "Date of publication of the source"),
)

CODEBOOK = (
    Column("variable", "变量名", "Name of the variable"),
    Column("indicator_iri", "指标的标识", "IRI of the indicator"),
    Column("catalogued", "是否在指标目录中：yes、no", "Whether the catalogue has it: yes, no"),
    Column("label_zh", "名称", "Label in Chinese"),
    Column("label_en", "名称（英文）", "Label in English"),
    Column("definition_zh", "定义（目录有定义的指标）", "Definition in Chinese, where the catalogue has one"),
    Column("definition_en", "定义（英文）", "Definition in English"),
    Column("example", "例句（虚构的县）", "Example sentence, of a county that does not exist"),
    Column("statistic_kind", "统计类型", "Kind of statistic"),
    Column("statistic_zh", "统计类型（中文）", "Kind of statistic in Chinese"),
    Column("unit", "单位代码", "Code of the unit"),
    Column("unit_zh", "单位", "Unit in Chinese"),
    Column("unit_en", "单位（英文）", "Unit in English"),
    Column(
        "more_is_better",
        "是否越多越好：true、false，不定则为空",
        "Whether more is better: true, false; empty where undecided",
    ),
    Column("n", "数字个数", "Number of figures"),
    Column("counties", "县数", "Number of counties"),
    Column("periods", "时期", "Periods"),
    Column("written_names", "原文中的各种名称", "Names as the sources write them"),
    Column("warnings", "出现过的提醒（代码）", "Warnings that its figures have, as codes"),
)
