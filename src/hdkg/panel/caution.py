"""Where figures of one variable are not of one kind: each figure is told so, and none is left out or changed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from hdkg.queries.periods import shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Row = dict[str, Any]
    Caution = tuple[str, str, str]


def warn(rows: Sequence[Row], kin: Sequence[tuple[str, str]] = ()) -> None:
    """Fill the columns ``warnings``, ``warnings_zh`` and ``warnings_en`` of the rows of one variable.

    Parameters
    ----------
    rows
        All rows of the variable; they are changed.
    kin
        Chinese and English names of other indicators of the panel that are easily taken for this one.

    Examples
    --------
    >>> said = {"county_code": "1", "period": "2023", "period_kind": "year", "bound": "over", "reading": "asserted"}
    >>> row = said | {"written_name": "产值", "status": "planned", "price_basis": "", "unit": "CNY", "value": 1}
    >>> warn([row])
    >>> row["warnings"], row["warnings_en"]
    ('planned bound', 'a plan or target, no result; no exact figure: over')
    """
    cells = defaultdict(list)
    for row in rows:
        cells[row["county_code"], row["period"]].append(row)
    for row in rows:
        same = cells[row["county_code"], row["period"]]
        found = [*_of_itself(row), *_of_the_variable(row, rows), *_of_kin(kin), *_of_the_cell(row, same)]
        row["warnings"] = " ".join(code for code, _, _ in found)
        row["warnings_zh"] = "；".join(zh for _, zh, _ in found)
        row["warnings_en"] = "; ".join(en for _, _, en in found)


def _of_itself(row: Row) -> Iterator[Caution]:
    """Yield what has to be known of a figure alone."""
    if not row["period"]:
        yield (
            "period-unstated",
            "原文未说时期，年份取文章回顾的年份",
            "no period stated: the year is that of the review",
        )
    elif row["period_kind"] == "years":
        yield "several-years", f"时期跨多年：{row['period']}", f"covers several years: {row['period']}"
    if row["status"] == "planned":
        yield "planned", "计划数或目标，不是结果", "a plan or target, no result"
    if row["bound"] in _BOUNDS:
        zh, en = _BOUNDS[row["bound"]]
        yield "bound", f"不是确数：{zh}", f"no exact figure: {en}"
    if row["reading"] == "inferred":
        yield "inferred", "时期、主体等要素系推断，非原文明言", "a slot (period, subject …) is inferred, not stated"


_BOUNDS = {"over": ("超过", "over"), "under": ("不足", "under"), "about": ("大约", "about")}


def _of_the_variable(row: Row, rows: Sequence[Row]) -> Iterator[Caution]:
    """Yield where a figure differs in kind from others of its variable."""
    for code, zh, en, of in _DIFFERENCES:
        here = of(row)
        others = sorted({of(other) for other in rows} - {here})
        if others:
            rest_zh, rest_en = (
                "、".join(each or "未说" for each in others),
                ", ".join(each or "unstated" for each in others),
            )
            yield (
                code,
                f"{zh}不一：此处{here or '未说'}，别处{rest_zh}",
                f"{en} differ: here {here or 'unstated'}, elsewhere {rest_en}",
            )


_DIFFERENCES: tuple[tuple[str, str, str, Callable[[Row], str]], ...] = (
    ("period", "时期口径", "parts of the year", lambda row: shape(row["period"])),
    ("name", "名称", "names", lambda row: str(row["written_name"])),
    ("status", "状态", "statuses", lambda row: str(row["status"])),
    ("price-basis", "价格基础", "price bases", lambda row: str(row["price_basis"])),
    ("unit", "单位（不能换算）", "units (no conversion)", lambda row: str(row["unit"])),
)


def _of_kin(kin: Sequence[tuple[str, str]]) -> Iterator[Caution]:
    """Yield which other indicators stand in the panel as variables of their own."""
    if kin:
        zh, en = "、".join(zh for zh, _ in kin), ", ".join(en for _, en in kin)
        yield "kin", f"口径相近而另列的指标：{zh}", f"kept apart from the similar {en}"


def _of_the_cell(row: Row, same: Sequence[Row]) -> Iterator[Caution]:
    """Yield where a county has several figures of one variable in one period."""
    values = [f"{value:f}" for value in sorted({other["value"] for other in same} - {row["value"]})]
    if values:
        yield (
            "conflict",
            f"同县同期另有数值：{'、'.join(values)}",
            f"other values for county and period: {', '.join(values)}",
        )
    elif len(same) > 1:
        yield "repeated", "同县同期有相同数值多条", "the same value is stated more than once for county and period"
