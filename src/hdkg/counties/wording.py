"""What a comparison says, in Chinese or English: headings, figures for the eye, what was not mixed and why."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hdkg.panel.table import units
from hdkg.queries.periods import shape
from hdkg.resources import concepts, ontology_dir
from hdkg.store.render import one_line, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from hdkg.counties.ranking import Figure, Group, SideBySide

    Row = dict[str, Any]

CODE = "https://w3id.org/hdkg/code/"
UNIT = "https://w3id.org/hdkg/unit/"

#: The columns of a comparison's figures: those of the panel by the same names, and the places among the counties.
FIGURES = (
    *("indicator_iri", "statistic_kind", "year", "period", "status", "price_basis", "county_code", "county_zh"),
    *("county_en", "value", "unit", "bound", "growth_pct", "rank", "rank_to", "rank_of", "less_is_better"),
    *("stated_ranks", "comparable"),
    *("warnings_zh", "warnings_en", "written_value", "written_unit", "quote", "fact_iri", "source_title", "published"),
)
#: The columns of contradictions: those of ``queries/contradictions.rq``.
CONTRADICTIONS = (
    *("subject", "indicator", "indicator_en", "kind", "period"),
    *("written_a", "status_a", "quote_a", "source_a", "issued_a"),
    *("written_b", "status_b", "quote_b", "source_b", "issued_b"),
    *("difference", "unit", "derived", "fact_a", "fact_b"),
)
# From which power of ten on a figure is told in which scale; an income of 35,426 yuan is told as it is.
_SCALES = {
    "zh": ((8, 8, "亿"), (5, 4, "万")),
    "en": ((9, 9, " billion"), (6, 6, " million")),
}
_BOUNDS = {
    "zh": {"over": "超", "under": "不足", "about": "约"},
    "en": {"over": "over ", "under": "under ", "about": "about "},
}
_LARGEST_FIRST = "ranks are derived, the largest first"
_UNSTATED = {"zh": "未说", "en": "unstated"}
# What groups of one kind can differ in, other than the year.
_DIFFERENCES: tuple[tuple[str, str, Callable[[Group, str], str]], ...] = (
    ("时期口径", "parts of the year", lambda group, language: _part_of_year(group.period, language)),
    ("单位（不能换算）", "units (no conversion)", lambda group, _: group.unit),
    ("状态", "statuses", lambda group, language: _label(f"status-{group.status}", language)),
    ("价格基础", "price bases", lambda group, language: _label(f"price-{group.price_basis}", language)),
)


def heading(made: SideBySide, group: Group, language: str = "zh") -> str:
    """Return what a group holds: indicator, kind of statistic, period, status.

    Examples
    --------
    >>> from hdkg.counties.ranking import Group, SideBySide
    >>> group = Group("level", 2023, "2023", "CNY", "final", "", ())
    >>> heading(SideBySide("urn:x", "产值", "output value", (group,), ()), group)
    '产值 · 水平 · 2023 · 最终数'
    """
    return " · ".join((_indicator_of(made, language), *facets(group, language)))


def facets(group: Group, language: str = "zh") -> tuple[str, ...]:
    """Return what the figures of a group have in common: kind of statistic, period, status, prices where stated.

    Examples
    --------
    >>> from hdkg.counties.ranking import Group
    >>> facets(Group("growth", 2023, "", "percent", "planned", "", ()), "en")
    ('growth', '2023 (period unstated)', 'planned')
    """
    unstated = f"{group.year}（时期未说）" if language == "zh" else f"{group.year} (period unstated)"
    parts = [_label(f"kind-{group.kind}", language), group.period or unstated]
    parts.append(_label(f"status-{group.status}", language))
    return (*parts, _label(f"price-{group.price_basis}", language)) if group.price_basis else tuple(parts)


def amount(value: Decimal, unit: str, language: str = "zh", bound: str = "exact") -> str:
    """Return a figure for the eye, exactly: large ones in 亿 and 万, or in billions and millions.

    Examples
    --------
    >>> from decimal import Decimal
    >>> amount(Decimal(35511000000), "CNY"), amount(Decimal(35511000000), "CNY", "en")
    ('355.11亿元', '35.511 billion CNY')
    >>> amount(Decimal(35426), "CNY"), amount(Decimal("5.0"), "percent")
    ('35426元', '5%')
    """
    power, scale = next(((p, word) for least, p, word in _SCALES[language] if abs(value) >= 10**least), (0, ""))
    number = f"{value.scaleb(-power).normalize():f}"
    concept = units().get(UNIT + unit)
    name = concept.label("zh") if concept and language == "zh" else unit
    tail = "%" if unit == "percent" else name if language == "zh" else f" {name}"
    return f"{_BOUNDS[language].get(bound, '')}{number}{scale}{tail}"


def rank(figure: Figure) -> str:
    """Return a figure's place for the eye; a range where it is uncertain.

    Examples
    --------
    >>> from hdkg.counties.ranking import Figure
    >>> rank(Figure({}, rank=2, rank_to=3)), rank(Figure({}))
    ('2–3', '–')
    """
    if figure.rank is None:
        return "–"
    return str(figure.rank) if figure.rank == figure.rank_to else f"{figure.rank}–{figure.rank_to}"


def order(made: SideBySide, language: str = "zh") -> str:
    """Return how the ranks go.

    Examples
    --------
    >>> from hdkg.counties.ranking import SideBySide
    >>> order(SideBySide("urn:x", "产值", "output value", (), ()), "en")
    'ranks are derived, the largest first'
    >>> order(SideBySide("urn:x", "失业率", "unemployment rate", (), (), less_is_better=True))
    '名次为推算，从小到大（此指标越小越好）'
    """
    if language == "zh":
        return "名次为推算，从小到大（此指标越小越好）" if made.less_is_better else "名次为推算，从大到小"
    return "ranks are derived, the smallest first (less is better)" if made.less_is_better else _LARGEST_FIRST


def stated(figure: Figure) -> str:
    """Return the places that the source itself gives.

    Examples
    --------
    >>> from hdkg.counties.ranking import Figure
    >>> stated(Figure({}, stated=((2, "全市"),)))
    '全市第2'
    """
    return "、".join(f"{scope}第{position}" for position, scope in figure.stated)


def notes(made: SideBySide, language: str = "zh") -> tuple[str, ...]:
    """Return what was kept apart and why: where periods, units, statuses, prices, names or indicators differ.

    Examples
    --------
    >>> from hdkg.counties.ranking import Group, SideBySide
    >>> groups = [Group("level", 2023, period, "CNY", "final", "", ()) for period in ("2023", "2023-01/2023-09")]
    >>> notes(SideBySide("urn:x", "产值", "output value", tuple(groups), ()), "en")
    ('level: parts of the year differ, not mixed: months 01–09 / whole year',)
    """
    found = list(_differences(made, language))
    names = sorted({str(figure.row["written_name"]) for group in made.groups for figure in group.figures})
    if len(names) > 1:
        told = "来源中的名称不一：" if language == "zh" else "the sources' names differ: "
        found.append(told + " / ".join(names))
    similar = {_similar(figure, language) for group in made.groups for figure in group.figures} - {""}
    return (*found, *sorted(similar))


def _differences(made: SideBySide, language: str) -> Iterator[str]:
    """Yield in what the groups of one kind differ."""
    for kind in dict.fromkeys(group.kind for group in made.groups):
        groups = [group for group in made.groups if group.kind == kind]
        for zh, en, of in _DIFFERENCES:
            values = sorted({of(group, language) or _UNSTATED[language] for group in groups})
            told = " / ".join(values)
            if len(values) > 1 and language == "zh":
                yield f"{_label(f'kind-{kind}', 'zh')}：{zh}不一，不混在一起：{told}"
            elif len(values) > 1:
                yield f"{_label(f'kind-{kind}', 'en')}: {en} differ, not mixed: {told}"


def _part_of_year(period: str, language: str) -> str:
    """Return what of a year a period covers, in words where it is one year or months of one."""
    covered = shape(period).replace("Y-", "").replace("/", "–")
    if covered == "Y":
        return "全年" if language == "zh" else "whole year"
    if covered.replace("–", "").isdigit() and len(covered) in {2, 5}:
        return f"{covered}月" if language == "zh" else f"months {covered}"
    return covered


def _similar(figure: Figure, language: str) -> str:
    """Return the panel's warning of indicators that are easily taken for this one."""
    codes, texts = str(figure.row["warnings"]).split(), str(figure.row[f"warnings_{language}"])
    parts = texts.split("；" if language == "zh" else "; ")
    return parts[codes.index("kin")] if "kin" in codes else ""


def figure_rows(made: SideBySide) -> list[Row]:
    """Return one row for each figure, with the keys of `FIGURES`, in the order of the groups."""
    rows = []
    for group in made.groups:
        for figure in group.figures:
            own = {
                "growth_pct": "" if figure.growth is None else figure.growth,
                "rank": "" if figure.rank is None else figure.rank,
                "rank_to": "" if figure.rank == figure.rank_to else figure.rank_to,
                "rank_of": group.counties,
                "less_is_better": "yes" if made.less_is_better else "no",
                "stated_ranks": stated(figure),
                "comparable": "yes" if group.comparable else "no",
            }
            rows.append({column: {**figure.row, **own}[column] for column in FIGURES})
    return rows


def contradiction_rows(made: SideBySide) -> list[Row]:
    """Return one row for each contradiction, with the keys of `CONTRADICTIONS`."""
    return [{name: row.get(name, "") for name in CONTRADICTIONS} for row in made.contradictions]


@cache
def _labels() -> dict[str, tuple[str, str]]:
    found = concepts(ontology_dir() / "core.ttl")
    return {each.iri.removeprefix(CODE): (each.label("zh"), each.label("en")) for each in found}


def _label(code: str, language: str) -> str:
    """Return the name of a code such as ``kind-level``; empty where nothing follows the hyphen."""
    zh, en = _labels().get(code, ("", "") if code.endswith("-") else (code, code))
    return zh if language == "zh" else en


def contradiction_lines(made: SideBySide, language: str = "zh") -> tuple[str, ...]:
    """Return for each contradiction whose figure of what and when it is, and what either source says in which words.

    Examples
    --------
    >>> from hdkg.counties.ranking import SideBySide
    >>> contradiction_lines(SideBySide("urn:x", "产值", "output value", (), ()))
    ()
    """
    said = []
    for row in made.contradictions:
        kind = _label(f"kind-{row['kind']}", language)
        said.append(one_line(f"{_of(made, row, language)} {_indicator_of(made, language)} {kind} {row['period']}"))
        for side in "ab":
            status = _label(f"status-{row[f'status_{side}']}", language)
            words, source = quoted(row[f"quote_{side}"]), row[f"source_{side}"]
            told = f"{row[f'written_{side}']} {status}: {words} – {source} {row.get(f'issued_{side}', '')}"
            said.append("  " + one_line(told))
    return tuple(said)


def _of(made: SideBySide, row: Mapping[str, str], language: str) -> str:
    """Return the name of what a contradiction is about."""
    names = {figure.row["county_zh"]: name(figure, language) for group in made.groups for figure in group.figures}
    return str(names.get(row["subject"], row["subject"]))


def _indicator_of(made: SideBySide, language: str) -> str:
    return made.indicator_zh if language == "zh" else made.indicator_en


def disputed(made: SideBySide, language: str = "zh") -> tuple[str, ...]:
    """Return one line for each contradiction: whose figure of when, and what either source writes."""
    said = []
    for row in made.contradictions:
        of = f"{_of(made, row, language)} {_label('kind-' + row['kind'], language)} {row['period']}"
        said.append(f"{of}: {row['written_a']} ≠ {row['written_b']}")
    return tuple(said)


def left_out(made: SideBySide, language: str = "zh") -> tuple[str, ...]:
    """Return one line for each figure that has nothing to be compared with: whose it is, of what, and how much."""
    return tuple(
        f"{name(figure, language)} {' · '.join(facets(group, language))} "
        + amount(figure.value, group.unit, language, str(figure.row["bound"]))
        for group in made.groups
        for figure in (() if group.comparable else group.figures)
    )


def name(figure: Figure, language: str = "zh") -> str:
    """Return the name of a figure's county."""
    return str(figure.row[f"county_{language}"] or figure.row["county_zh"])
