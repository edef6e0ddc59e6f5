"""Two builds or two years are compared by what their claims are about, and what is computed is marked."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hdkg.comparison import Change, Comparison, as_json, as_text, claims, compare
from hdkg.resources import graph_dir
from hdkg.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

HENGDONG = graph_dir() / "hengdong-2023.ttl"


def compared(graphs: dict[str, Path], before: str, after: str) -> Comparison:
    return compare(open_store([graphs[before]]), open_store([graphs[after]]))


def of(comparison: Comparison, what: str, kind: str = "figure", aspect: str = "") -> Change:
    (found,) = (
        change
        for change in comparison.changes
        if change.claim.kind == kind and change.claim.what_zh == what and aspect in change.claim.aspect
    )
    return found


@pytest.fixture(scope="module")
def years(graphs: dict[str, Path]) -> Comparison:
    return compared(graphs, "earlier", "later")


def test_every_claim_of_a_graph_is_compared() -> None:
    store = open_store([HENGDONG])
    found = {claim.fact for claim in claims(store)}
    missing = store.query("SELECT DISTINCT ?c { ?c a <https://w3id.org/hdkg/ontology/Claim> }").rows
    assert len(missing) > 70
    assert {str(row[0]) for row in missing} <= found
    assert compare(store, store).unchanged >= len(missing)


def test_the_same_graph_and_new_wording_do_not_differ(graphs: dict[str, Path]) -> None:
    assert compared(graphs, "later", "later").changes == ()
    moved = compared(graphs, "later", "reworded")
    assert moved.changes == ()
    assert moved.unchanged > 8


def test_a_corrected_build_shows_both_values_with_both_quotes(graphs: dict[str, Path]) -> None:
    found = compared(graphs, "later", "corrected")
    assert [(found.count(sign), sign) for sign in "+-~"] == [(0, "+"), (1, "-"), (1, "~")]
    product, revenue = of(found, "地区生产总值"), of(found, "一般公共预算收入")
    assert (product.sign, revenue.sign) == ("~", "-")
    assert product.before
    assert product.after
    assert "80.5亿元" in product.before.quote
    assert "81.5亿元" in product.after.quote
    assert product.derived
    assert (product.derived.difference, product.derived.written_unit) == (Decimal("1.0"), "亿元")


def test_figures_of_two_years_stand_beside_one_another(years: Comparison) -> None:
    product = of(years, "地区生产总值", aspect="kind-level")
    assert product.before
    assert product.after
    assert (product.before.period, product.after.period) == ("2022", "2023")
    assert product.derived
    assert (product.derived.difference, product.derived.percent) == (Decimal("8.1"), Decimal("11.19"))
    growth = of(years, "地区生产总值", aspect="kind-growth")
    assert growth.derived
    assert (growth.derived.difference, growth.derived.unit) == (Decimal("1.6"), "percentage-point")


def test_units_are_converted(years: Comparison) -> None:
    area = of(years, "粮食播种面积")
    assert area.derived
    assert (area.derived.difference, area.derived.unit, area.derived.percent) == (1000, "hectare", Decimal("5.00"))


def test_other_parts_of_a_year_are_not_compared(years: Comparison) -> None:
    revenue = of(years, "一般公共预算收入")
    assert (revenue.sign, revenue.comparable, revenue.derived) == ("~", False, None)
    assert "时期口径不同" in as_text(years)


def test_ranks_and_things(years: Comparison) -> None:
    rank = next(change for change in years.changes if change.claim.kind == "rank")
    assert rank.derived
    assert rank.derived.difference == -2
    signs = {change.claim.what_zh: change.sign for change in years.changes if change.claim.kind == "thing"}
    assert signs["“明白账”机制"] == "+"
    assert signs["“红黑榜”机制"] == "-"


def test_text_in_both_languages(years: Comparison) -> None:
    zh, en = as_text(years), as_text(years, "en")
    assert "  ~ 地区生产总值 2022 → 2023: 72.4亿元 → 80.5亿元（推算：+8.1亿元，+11.19%）\n" in zh
    assert "  ~ gross regional product 2022 → 2023: 72.4亿元 → 80.5亿元 (derived: +8.1亿元, +11.19%)\n" in en
    assert "（推算：上升2位）" in zh
    assert "(derived: up 2)" in en
    assert "Qingchuan County\n" in en
    counts = [years.count(sign) for sign in "+-~"]
    assert en.endswith("{} added, {} removed, {} changed, {} unchanged\n".format(*counts, years.unchanged))
    quotes = zh.count("“") + zh.count("「")
    assert quotes >= 2 * years.count("~") + years.count("+") + years.count("-")


def test_names_in_quotation_marks_get_no_second_pair_of_the_same(years: Comparison) -> None:
    zh = as_text(years)
    assert "      - 「“红黑榜”机制」\n" in zh
    assert "““" not in zh
    assert "””" not in zh


def test_json_keeps_every_digit_and_marks_what_is_derived(years: Comparison) -> None:
    document = json.loads(as_json(years))
    assert [document[name] for name in ("added", "removed", "changed")] == [years.count(sign) for sign in "+-~"]
    assert len(document["changes"]) == len(years.changes)
    changed = [each for each in document["changes"] if each["sign"] == "~" and each["after"]["kind"] == "figure"]
    (product,) = (each for each in changed if each["after"]["written"] == "80.5")
    assert product["after"]["number"] == "8050000000"
    assert product["derived"]["difference"] == "8.1"
    assert product["before"]["quote_iri"].startswith("https://w3id.org/hdkg/id/source/")


def test_turning_the_sides_turns_the_signs(graphs: dict[str, Path], years: Comparison) -> None:
    back = compared(graphs, "later", "earlier")
    assert (back.count("+"), back.count("-"), back.count("~")) == (years.count("-"), years.count("+"), years.count("~"))


def test_hostile_names_stay_on_their_line(graphs: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "hostile.ttl"
    text = graphs["later"].read_text("utf-8")
    path.write_text(text.replace("“明白账”机制", "明\\u001B[2J\\n  + 白\\u202E账").replace("80.5", "81.5"), "utf-8")
    shown = as_text(compare(open_store([graphs["earlier"]]), open_store([path])))
    assert "明 [2J + 白 账" in shown
    assert all(line.isprintable() for line in shown.splitlines())


def run(*words: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "hdkg", "diff", *map(str, words)], capture_output=True, check=False)


def test_the_command_ends_as_diff_does(graphs: dict[str, Path], tmp_path: Path) -> None:
    same = run(graphs["later"], graphs["reworded"])
    assert (same.returncode, same.stdout.decode()[:4]) == (0, "没有差异")
    differs = run(graphs["later"], graphs["corrected"], "--format", "json")
    assert differs.returncode == 1
    assert json.loads(differs.stdout)["changed"] == 1
    trouble = run(graphs["later"], tmp_path / "none.ttl")
    assert (trouble.returncode, trouble.stdout) == (2, b"")
    assert trouble.stderr.decode().startswith("hdkg: ")
    assert run(graphs["later"]).returncode == 2
