"""Which programme of the nation or of a province an initiative of a county implements: by its name, never by guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hdkg.errors import RuleError
from hdkg.resources import data_dir, programme_of, programmes

if TYPE_CHECKING:
    from pathlib import Path

HUNAN, YUNNAN, ZHEJIANG, GUANGDONG = "430424", "530426", "331125", "441424"


@pytest.mark.parametrize(
    ("name", "county", "year", "wide"),
    [
        ("“河长制”", HUNAN, 2023, "河长制"),
        ("河长制工作", YUNNAN, 2021, "河长制"),
        ("“蓝天、碧水、净土”保卫战", HUNAN, 2023, "蓝天、碧水、净土保卫战"),
        ("蓝天碧水净土保卫战", HUNAN, 2023, "蓝天、碧水、净土保卫战"),
        ("“五好园区”建设", HUNAN, 2023, "“五好”园区建设"),
        ("“三高四新”使命任务", HUNAN, 2022, "“三高四新”美好蓝图"),
        ("“千万工程”", ZHEJIANG, 2023, "“千村示范、万村整治”工程"),
        ("“百县千镇万村高质量发展工程”", GUANGDONG, 2023, "“百县千镇万村高质量发展工程”"),
        ("“双减”政策", HUNAN, 2022, "“双减”"),
    ],
)
def test_by_name(name: str, county: str, year: int, wide: str) -> None:
    found = programme_of(name, county, year)
    assert found
    assert found.name == wide


@pytest.mark.parametrize(
    ("name", "county", "year"),
    [
        ("“千万工程”", YUNNAN, 2021),  # another province's of the same name
        ("“五好园区”建设", YUNNAN, 2023),
        ("“一件事一次办”", HUNAN, 2021),  # a year before the nation had it
        ("“雪亮工程+网格员”防控模式", HUNAN, 2023),  # a county's model that builds on it
        ("联合河长制", HUNAN, 2023),
        ("重点产业链链长制", HUNAN, 2023),
        ("片组邻“三长制”", HUNAN, 2023),
        ("乡村振兴监督", HUNAN, 2023),
        ("打好经济增长主动仗建设“五好”园区若干政策措施", HUNAN, 2023),
        ("“双减双增”行动", HUNAN, 2023),
        ("“三个年”活动", HUNAN, 2023),
        ("建设", HUNAN, 2023),
        ("", HUNAN, 2023),
    ],
)
def test_never_by_guess(name: str, county: str, year: int) -> None:
    assert programme_of(name, county, year) is None


def test_each_has_a_source_and_there_are_both_levels() -> None:
    areas = {each.area for each in programmes()}
    assert {"cn", "430000"} <= areas
    assert len(programmes()) > 20
    assert all(any(digit.isdigit() for digit in each.source) for each in programmes())  # each source has its date


ENTRY = "{name: 甲乙, area: cn, kind: Reform, since: 2020, source: 丙}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 1", "cannot be read"),
        ("endings: []", "cannot be read"),
        ("programmes: [", "cannot be read"),
        ("endings: []\nprogrammes: [{name: 甲乙, area: cn, kind: Reform, since: 2020}]", "incomplete: 甲乙"),
        (f"endings: []\nprogrammes: [{ENTRY.replace('丙', '')}]", "incomplete: 甲乙"),
        (f"endings: []\nprogrammes: [{ENTRY.replace('cn', '430424')}]", "430424 is no province"),
        (f"endings: []\nprogrammes: [{ENTRY}, {ENTRY.replace('cn', '430000')}]", "are both called 甲乙"),
    ],
)
def test_a_malformed_catalogue_is_refused(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "programmes.yaml").write_text(text, "utf-8")
    monkeypatch.setattr("hdkg.resources.programme.data_dir", lambda: tmp_path)
    with pytest.raises(RuleError, match=said):
        programmes()
    assert (data_dir() / "reference" / "programmes.yaml").is_file()
