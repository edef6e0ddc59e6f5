"""Counties of several endpoints and files beside one another, as if all were files; who does not answer is named."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.servers import free_port
from hdkg.counties import compare_counties, figure_rows, figures_of
from hdkg.pipeline.gathering import gather
from hdkg.store import open_store
from tests.server.conftest import serving

from .conftest import TOP, Server, answering, drips, says, virtuoso

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GRAPHS = {path.stem: path for path in sorted((TOP / "graph").glob("*.ttl"))}
PRODUCT = "地区生产总值"
PRESS, REPRINTS, COUNTY_2022 = GRAPHS["qidong-2022-press"], GRAPHS["qidong-2023-reprints"], GRAPHS["hengyangxian-2022"]


def hdkg(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `hdkg compare` as people do."""
    command = [sys.executable, "-m", "hdkg", "compare", *map(str, words)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment, timeout=300
    )


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


@pytest.mark.parametrize("indicator", [PRODUCT, "一般公共预算收入", "全体居民人均可支配收入"])
def test_endpoints_and_files_give_what_files_give(indicator: str, oxigraph: Callable[..., Server]) -> None:
    """Ranks, contradictions and warnings go across sources."""
    names = sorted(GRAPHS)
    with serving(*(GRAPHS[name] for name in names[:5])) as own:
        there = oxigraph(*(GRAPHS[name] for name in names[5:10]))
        named = [f"{own.address}sparql", there.url, *(GRAPHS[name] for name in names[10:])]
        found = gather(named, figures_of(indicator))
    assert found.unanswered == ()
    local = compare_counties(open_store(GRAPHS.values()), indicator)
    assert compare_counties(found.store, indicator) == local
    assert figure_rows(local)


def test_a_contradiction_between_an_endpoint_and_a_file(oxigraph: Callable[..., Server]) -> None:
    found = gather([PRESS, oxigraph(REPRINTS).url], figures_of(PRODUCT))
    level = next(row for row in compare_counties(found.store, PRODUCT).contradictions if row["kind"] == "level")
    assert (level["written_a"], level["written_b"]) == ("358.72亿元", "359.07亿元")


def test_virtuoso_gives_the_same(tmp_path: Path) -> None:
    with virtuoso(tmp_path, REPRINTS) as url:
        found = gather([url, COUNTY_2022], figures_of(PRODUCT))
    assert found.unanswered == ()
    local = compare_counties(open_store([REPRINTS, COUNTY_2022]), PRODUCT)
    assert figure_rows(compare_counties(found.store, PRODUCT)) == figure_rows(local)


def test_an_endpoint_that_cuts_its_answer_gives_nothing(tmp_path: Path) -> None:
    with virtuoso(tmp_path, REPRINTS, rows=20) as url:
        found = gather([url], figures_of(PRODUCT))
    assert found.empty
    (error,) = found.unanswered
    assert str(error).startswith(f"{url}: the endpoint gave 20 rows where it has "), error


def test_the_command_says_who_gave_each_figure(oxigraph: Callable[..., Server], tmp_path: Path) -> None:
    there = oxigraph(REPRINTS)
    done = hdkg(
        COUNTY_2022, "--on", there.url, "--indicator", PRODUCT, "--year", "2022", "--out", "a.csv", folder=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    levels = [row for row in rows(tmp_path / "a.csv") if row["statistic_kind"] == "level"]
    assert [(row["county_zh"], row["rank"], row["asked"]) for row in levels] == [
        ("衡阳县", "1", str(COUNTY_2022)),
        ("祁东县", "2", there.url),
    ]


def test_who_does_not_answer_costs_its_own_rows_only(oxigraph: Callable[..., Server], tmp_path: Path) -> None:
    there, down = oxigraph(REPRINTS), f"http://127.0.0.1:{free_port()}/sparql"
    with answering(drips) as slow, answering(says(b"<html></html>")) as page:
        bad = [word for url in (down, slow, page) for word in ("--on", url)]
        words = (COUNTY_2022, there.url, *bad, "--indicator", PRODUCT, "--timeout", "15", "--out", "a.csv")
        done = hdkg(*words, folder=tmp_path)
    assert done.returncode == 3
    told = done.stderr.splitlines()
    assert [line.partition(": ")[0] for line in told] == ["hdkg"] * 3
    for line, url, why in zip(
        told, (down, slow, page), ("cannot be reached", "within 15", "SPARQL's formats"), strict=True
    ):
        assert f"没有回答 / no answer: {url}: " in line
        assert why in line
    assert {row["county_zh"] for row in rows(tmp_path / "a.csv")} == {"衡阳县", "祁东县"}


def test_where_nobody_answers_nothing_is_written(tmp_path: Path) -> None:
    down = f"http://127.0.0.1:{free_port()}/sparql"
    for words in (("--indicator", PRODUCT), ("--shared",), ("--initiatives", "衡东县")):
        done = hdkg(down, *words, "--out", "a.csv", folder=tmp_path)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_what_is_shared_and_followed_across_endpoints(oxigraph: Callable[..., Server], tmp_path: Path) -> None:
    there = oxigraph(GRAPHS["hengdong-2023"])
    done = hdkg(there.url, GRAPHS["changning-2023"], "--shared", "--out", "s.csv", "--out", "s.html", folder=tmp_path)
    assert (done.returncode, done.stdout.split()) == (0, ["s.html", "s.csv"]), done.stderr
    assert {row["county"] for row in rows(tmp_path / "s.csv")} == {"衡东县", "常宁市"}
    done = hdkg(there.url, "--initiatives", "衡东县", folder=tmp_path)
    assert done.returncode == 0
    assert "解决问题180个" in done.stdout
