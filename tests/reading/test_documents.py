"""Word documents, web pages and PDFs of an article tell the same facts as its text, each at its place."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from hdkg.model import BlockKind
from hdkg.pipeline.building import build
from hdkg.queries.facts import facts
from hdkg.reading import read, read_text
from hdkg.resources import graph_dir

Build = Callable[..., bytes]
SOURCE = graph_dir() / "sources" / "hengdong-2023.md"
TOLD = {"county": "430424", "published": "2024-01-12"}
ROWS = [["指标", "单位", "绝对数"], ["粮食总产量", "万吨", "12.3"], ["生猪出栏", "万头", "8.1"]]
ENDINGS = (".docx", ".html", ".pdf")
ARTICLE = "# 青川县这一年\n\n2023年，青川县粮食增产。\n"


def table(source: Path) -> list[dict[str, Any]]:
    """Return the facts of a source without what depends on the kind of file: offsets."""
    result = build(source, **TOLD)
    assert result.report.conforms
    text = result.article.text
    rows = facts(result.graph)
    assert all(row["quote"] == text[row["start"] : row["end"]] for row in rows)
    return [{key: row[key] for key in row if key not in {"start", "end"}} for row in rows]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_facts_are_those_of_the_text(ending: str, builders: dict[str, Build], tmp_path: Path) -> None:
    file = tmp_path / f"a{ending}"
    file.write_bytes(builders[ending](SOURCE.read_text("utf-8")))
    expected, found = table(SOURCE), table(file)
    assert len(expected) > 80
    assert found == expected


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_file_gives_the_same_text(ending: str, builders: dict[str, Build], tmp_path: Path) -> None:
    file = tmp_path / f"a{ending}"
    file.write_bytes(builders[ending](SOURCE.read_text("utf-8")))
    text = read_text(file)
    assert text == read_text(file)
    assert "\r" not in text
    assert read(file, **TOLD).sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_table_keeps_its_rows(ending: str, builders: dict[str, Build], tmp_path: Path) -> None:
    file = tmp_path / f"a{ending}"
    file.write_bytes(builders[ending](SOURCE.read_text("utf-8"), ROWS))
    text = read_text(file)
    assert "| 指标 | 单位 | 绝对数 |\n| 粮食总产量 | 万吨 | 12.3 |\n| 生猪出栏 | 万头 | 8.1 |" in text
    blocks = read(file, **TOLD).blocks
    words = ["".join(piece.of(text) for piece in block.pieces) for block in blocks if block.kind is BlockKind.BODY]
    assert words[-2:] == ["粮食总产量 | 万吨 | 12.3", "生猪出栏 | 万头 | 8.1"], "no row runs into another"


def test_county_and_date_are_told_by_the_text_never_by_what_a_program_wrote(
    builders: dict[str, Build], tmp_path: Path
) -> None:
    article = "# 衡东县这一年\n\n2024年1月22日\n\n2023年，衡东县粮食增产，工业向好。\n"
    for ending in (".docx", ".pdf"):
        file = tmp_path / f"a{ending}"
        file.write_bytes(builders[ending](article))
        told = read(file).metadata
        assert (told.county, told.published, told.title) == ("430424", "2024-01-22", "衡东县这一年")


def test_a_government_page_states_its_title_and_day_in_its_head(tmp_path: Path) -> None:
    file = tmp_path / "a.htm"
    file.write_bytes(
        (
            '<html><head><meta name="ArticleTitle" content="衡东县2023年公报"><meta charset="gb2312">'
            '<meta name="PubDate" content="2024-04-12 10:21"><title>县政府</title></head>'
            "<body><div>　　2023年，衡东县粮食增产，工业向好。<br>　　全县总产量41.1万吨。</div></body></html>"
        ).encode("gb18030")
    )
    assert read_text(file) == (
        "# 衡东县2023年公报\n\n发布时间：2024-04-12\n\n2023年，衡东县粮食增产，工业向好。\n\n全县总产量41.1万吨。"
    )
    told = read(file).metadata
    assert (told.county, told.published, told.year) == ("430424", "2024-04-12", 2023)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_is_whole_paragraphs_without_running_heads_and_page_numbers(
    columns: int, builders: dict[str, Build], tmp_path: Path
) -> None:
    source = SOURCE.read_text("utf-8")
    file = tmp_path / "a.pdf"
    file.write_bytes(builders[".pdf"](source, columns=columns))
    written = [line.lstrip("# ") for line in source.partition("\n---\n")[2].splitlines() if line]
    assert [line.removeprefix("# ") for line in read_text(file).split("\n\n")] == written


@pytest.mark.parametrize("prefix", ["pdf_1", "pdf_2_", "pdf_3o"])
def test_a_pdf_that_a_browser_prints(prefix: str, builders: dict[str, Build]) -> None:
    # in a folder of a short name, for a long address in the running foot would be cut by the browser; one that has
    # the number of one of its pages
    with tempfile.TemporaryDirectory(prefix=prefix) as folder:
        _printed(builders, Path(folder))


def _printed(builders: dict[str, Build], tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("there is no Chromium here")
    (tmp_path / "a.html").write_bytes(builders[".html"](ARTICLE + "全县实现地区生产总值80.5亿元。\n" * 60, ROWS))
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={tmp_path / 'a.pdf'}"]
    subprocess.run([browser, *options, str(tmp_path / "a.html")], check=True, capture_output=True, timeout=120)
    text = read_text(tmp_path / "a.pdf")
    assert text.count("全县实现地区生产总值80.5亿元。") == 60
    assert "| 粮食总产量 | 万吨 | 12.3 |" in text
    assert "a.html" not in text, "the browser's running heads are left out"


def test_a_word_document_keeps_what_stands_in_boxes_controls_and_tracked_changes(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("全县")._p
    inner = (
        '<w:ins w:id="1" w:author="a"><w:r><w:t>增产</w:t></w:r></w:ins>',
        '<w:del w:id="2" w:author="a"><w:r><w:delText>减产</w:delText></w:r></w:del>',
        "<w:smartTag><w:r><w:t>三成</w:t></w:r></w:smartTag>",
        "<w:sdt><w:sdtContent><w:r><w:t>。</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>工业向好。</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    )
    for xml in inner:
        name, _, rest = xml[1:].partition(">")
        paragraph.append(parse_xml(f"<{name} {nsdecls('w')}>{rest}"))
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "农业向好。"
    cell.add_paragraph("林业向好。")
    document.save(str(tmp_path / "a.docx"))
    assert read_text(tmp_path / "a.docx") == "全县增产三成。\n\n工业向好。\n\n农业向好。\n\n林业向好。"


def test_a_table_in_markdown_is_read_row_by_row() -> None:
    text = ARTICLE + "\n| 指标 | 绝对数 |\n|:---|---:|\n| 粮食 | 12 |\n| 3月 | 5 |\n"
    found = read("a.md", text=text, **TOLD).blocks
    words = [[piece.of(text) for piece in block.pieces] for block in found]
    assert words[-3:] == [["指标 | 绝对数"], ["粮食 | 12"], ["3月 | 5"]]
