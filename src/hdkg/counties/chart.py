"""A comparison as a chart: bars for each group in which counties can be compared, as SVG by Vega-Lite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, chop_cells

from hdkg.counties.wording import amount, disputed, heading, left_out, name, order, rank
from hdkg.errors import TargetError
from hdkg.store.render import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hdkg.counties.ranking import Figure, Group, SideBySide

FONT = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
VERSION = "5.21"  # of Vega-Lite; vl-convert carries several
STEP, WIDE, ROOM = 26, 500, 190  # pixels: a bar with its gap, the bars, the names before them
NAME, LINE, TITLE = 26, 96, 72  # cells that a name, a line below the title, and a title take at most
MOST = 20  # lines below the title
ROOMY = 1.55  # how much wider a panel is than its longest bar, so that what stands at the end fits
PLACE = 4  # digits of a bar's place
_WORDS = {
    "zh": ("口径不同的不在同一幅内", "来源不一：", "不作比较（别无他县同口径，或时期未说）："),
    "en": (
        "what differs in definition is not in one panel",
        "sources differ:",
        "not compared (no other county alike, or the period is unstated):",
    ),
}


def svg(made: SideBySide, language: str = "zh") -> str:
    """Return a comparison as an SVG picture.

    Parameters
    ----------
    made
        What `compare_counties` found.
    language
        ``zh`` or ``en``: of headings and units.

    Returns
    -------
    str
        One panel of bars for each group that can be compared, each with a scale of its own that begins at zero; below
        the title what was left out, and what sources contradict each other in.  Text stays text.  The same comparison
        gives the same bytes, whatever fonts the machine has.

    Raises
    ------
    TargetError
        vl-convert is not installed, or no group can be compared.

    Examples
    --------
    >>> from hdkg.counties import compare_counties
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.store import open_store
    >>> made = compare_counties(open_store(sorted(graph_dir().glob("*.ttl"))), "地区生产总值", year="2023")
    >>> svg(made).count(">1 祁东县<")  # the first by level and by growth
    2
    """
    groups = [group for group in made.groups if group.comparable]
    if not groups:
        raise TargetError("nothing can be compared, so there is no chart", "leave the year open, or name more graphs")
    try:
        import vl_convert  # noqa: PLC0415 - an extra, and a second to load
    except ImportError as error:
        raise TargetError("a chart needs vl-convert", "pip install 'hdkg[chart]', or choose .csv") from error
    return str(vl_convert.vegalite_to_svg(_specification(made, groups, language), vl_version=VERSION)) + "\n"


def _specification(made: SideBySide, groups: Sequence[Group], language: str) -> dict[str, Any]:
    """Return the chart as Vega-Lite.

    No place in it depends on how wide a font is: sizes are stated, and a text that may not fit is cut by its cells.
    """
    order = sorted({figure.county for group in made.groups for figure in group.figures})
    indicator = made.indicator_zh if language == "zh" else made.indicator_en
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "padding": 16,
        "title": {
            "text": _short(indicator, TITLE),
            "subtitle": _below_the_title(made, language),
            "anchor": "start",
            "frame": "bounds",
            "offset": 20,
        },
        "vconcat": [_panel(made, group, order, language) for group in groups],
        "bounds": "flush",
        "spacing": 58,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "title": {"fontSize": 14, "subtitleFontSize": 11, "subtitleLineHeight": 15, "subtitleColor": "#64748b"},
            "axis": {"labelFontSize": 12, "domain": False, "ticks": False},
        },
    }


def _below_the_title(made: SideBySide, language: str) -> list[str]:
    """Return what has to be known of the chart: where sources contradict each other, and what is not in it."""
    alike, differ, apart = _WORDS[language]
    said = [f"{order(made, language)}{'；' if language == 'zh' else '; '}{alike}"]
    for words, lines in ((differ, disputed(made, language)), (apart, left_out(made, language))):
        said += [words, *("· " + line for line in lines)] if lines else []
    cut = [_short(line, LINE) for line in said]
    return cut if len(cut) <= MOST else [*cut[: MOST - 1], "…"]


def _panel(made: SideBySide, group: Group, order: Sequence[str], language: str) -> dict[str, Any]:
    """Return the bars of one group; a county has one colour in all panels, and plans are pale."""
    several = len(group.figures) > group.counties
    data = [_bar(*each, group, language, several=several) for each in enumerate(group.figures)]
    for figure, bar in zip(group.figures, data, strict=True):
        bar["county"] = order.index(figure.county)
    low, high = min(0.0, *(bar["value"] for bar in data)), max(0.0, *(bar["value"] for bar in data))
    scale = {"domain": [low * ROOMY, high * ROOMY or 1], "nice": False, "zero": True}
    axis = {
        "title": None,
        "labelExpr": f"substring(datum.value, {PLACE})",
        "labelPadding": 8,
        "labelLimit": ROOM,
        "minExtent": ROOM - 8,
        "maxExtent": ROOM - 8,
    }
    color = {
        "field": "county",
        "type": "nominal",
        "scale": {"domain": [*range(len(order))], "scheme": "tableau10"},
        "legend": None,
    }
    bars = {"type": "bar", "height": 16, "opacity": 0.4 if group.status == "planned" else 1}
    return {
        "title": {
            "text": _short(heading(made, group, language), TITLE),
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 12,
            "offset": 10,
        },
        "width": WIDE,
        "height": STEP * len(data),
        "data": {"values": data},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": None, "axis": axis},
            "x": {"field": "value", "type": "quantitative", "axis": None, "scale": scale},
        },
        "layer": [{"mark": bars, "encoding": {"color": color}}, _ends(">=", "left"), _ends("<", "right")],
    }


def _ends(sign: str, align: str) -> dict[str, Any]:
    """Return what stands at the ends of the bars on one side of zero."""
    return {
        "transform": [{"filter": f"datum.value {sign} 0"}],
        "mark": {"type": "text", "align": align, "dx": 6 if align == "left" else -6, "fontSize": 12},
        "encoding": {"text": {"field": "said"}},
    }


def _bar(place: int, figure: Figure, group: Group, language: str, *, several: bool) -> dict[str, Any]:
    """Return one bar: name, with its place before it so that no two are one, length, and what stands at its end."""
    label = f"{rank(figure)} {name(figure, language)}"
    if several:
        label += f" {figure.row['written_value']} {figure.row['source_title']}"
    said = amount(figure.value, group.unit, language, str(figure.row["bound"]))
    if figure.growth is not None:
        said += f"  {'+' if figure.growth >= 0 else ''}{figure.growth.normalize():f}%"
    return {
        "name": f"{place:0{PLACE}}{_short(label, NAME)}",
        "value": float(figure.value),
        "said": said,
    }


def _short(text: str, most: int) -> str:
    """Return as much of a text as there is room for, on one line; a Chinese character takes two cells."""
    line = one_line(text)
    return line if cell_len(line) <= most else chop_cells(line, most - 1)[0] + "…"
