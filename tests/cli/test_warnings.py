"""What is not wrong enough to stop at, and not right enough to say nothing of."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from hdkg.reading.county import another_county
from hdkg.resources import graph_dir

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[bytes]]
TEXT = "总结\n\n2023年，青川县粮食总产量12.3万吨。青川县修路3条。\n"


def test_a_county_that_the_text_never_names_is_warned_of(hdkg: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    wrong = hdkg("build", source, "--county", "430424", "--published", "2024-01-12", "--out", tmp_path / "a.ttl")
    assert wrong.returncode == 0
    (line,) = wrong.stderr.decode("utf-8").splitlines()
    assert line.startswith("hdkg: a: 所说的县与文中不同 / built as 衡东县 (430424), but the text names 青川县 (510822)")
    assert (tmp_path / "a.ttl").is_file()
    right = hdkg("build", source, "--county", "510822", "--published", "2024-01-12", "--out", tmp_path / "a.ttl")
    assert (right.returncode, right.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("title", "text", "county", "other"),
    [
        ("青川县这一年", "全县修路3条。", "430424", "青川县"),
        ("总结", "青川县修路3条。青川县种树。", "430424", "青川县"),
        ("总结", "向青川县学习。", "430424", ""),  # named once: no plain case
        ("总结", "青川县修路，青川县种树，衡东也修。", "430424", ""),  # its short name stands there
        ("总结", "青川县修路，衡东县修路，青川县种树，衡东县种树。", "430426", ""),  # about either
        ("总结", "全县修路3条。", "430424", ""),
        ("常宁县这一年", "常宁县种树。", "430482", ""),  # its name of earlier years
    ],
)
def test_only_what_is_plain_is_warned_of(title: str, text: str, county: str, other: str) -> None:
    found = another_county(title, text, county)
    assert (found.name if found else "") == other


def test_no_kept_source_is_warned_of(hdkg: Run, tmp_path: Path) -> None:
    sources = sorted((graph_dir() / "sources").glob("*.md"))
    assert len(sources) > 10
    done = hdkg("build", *sources, "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")


CLAIM = """
@base <https://w3id.org/hdkg/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix hd: <https://w3id.org/hdkg/ontology/> .
@prefix hdc: <https://w3id.org/hdkg/code/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<superlative/00112233445566aa/001122334455> a hd:Claim, hd:Superlative ;
    rdfs:label "甲"@zh, "a"@en ;
    dcterms:source <source/00112233445566aa> ;
    prov:wasDerivedFrom <source/00112233445566aa/span/0-1> ;
    hd:rule "x" ; hd:reading hdc:reading-asserted ; hd:subject <place/510822/jia-3fa91c> ; hd:ordinal "首家" .
"""


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", 1, "图里没有可检查的内容"),
        ("<urn:a> <urn:b> 1 .", 1, "hdkg align"),
        (CLAIM, 1, "有陈述而没有文章"),
    ],
)
def test_a_graph_without_an_article_does_not_pass_unseen(
    text: str, code: int, said: str, hdkg: Run, tmp_path: Path
) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(text, "utf-8")
    done = hdkg("check", path)
    assert done.returncode == code
    out = done.stdout.decode("utf-8")
    assert said in out
    assert "符合全部约束" not in out


def test_reference_data_passes_and_is_called_so(hdkg: Run) -> None:
    done = hdkg("check", graph_dir() / "reference" / "programmes.ttl")
    assert done.returncode == 0
    assert "没有文章，是参考数据" in done.stdout.decode("utf-8")
