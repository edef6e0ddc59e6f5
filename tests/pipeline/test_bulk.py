"""A folder is built as its articles one by one would be, goes on where it stopped, and no article costs another."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.corpus import write
from hdkg.cli import main
from hdkg.errors import GraphError, SourceError
from hdkg.pipeline.building import build
from hdkg.pipeline.bulk import Job, Tally, build_folder, jobs_of
from hdkg.pipeline.bulk.record import NAME
from hdkg.pipeline.bulk.work import work
from hdkg.pipeline.graphs import open_graphs
from hdkg.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

SEED = 8
COUNT = 4


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    write(folder, COUNT, SEED)
    return folder


@pytest.fixture
def articles(corpus: Path, tmp_path: Path) -> Path:
    """Give a copy that a test may spoil, with one article in a folder below."""
    folder = tmp_path / "articles"
    (folder / "below").mkdir(parents=True)
    for number, path in enumerate(sorted(corpus.glob("*.md"))):
        (folder / ("below" if number == 0 else ".") / path.name).write_bytes(path.read_bytes())
    return folder


def graphs(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.ttl"))}


def test_a_folder_is_built_as_its_articles_are(articles: Path, tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "store"
    tally = build_folder(articles, out, store=store, processes=2)
    assert (tally.built, tally.unchanged, tally.problems) == (COUNT, 0, ())
    made = graphs(out)
    assert len(made) == COUNT
    assert sum(name.startswith("below/") for name in made) == 1
    for job in jobs_of(articles, out):
        alone = build(job.source, out=tmp_path / "alone.ttl")
        assert alone.path is not None
        assert alone.path.read_bytes() == job.target.read_bytes()
    fresh, kept = open_store([out / name for name in made]), open_graphs(store)
    assert (len(kept), kept.graphs) == (len(fresh), fresh.graphs)
    text = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(isIRI(?o)) } ORDER BY ?s ?p ?o"
    assert kept.query(text).rows == fresh.query(text).rows


def test_what_did_not_change_is_not_built_again(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = build_folder(articles, out, processes=2)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.ttl")}
    again = build_folder(articles, out, processes=2)
    assert again == Tally(0, COUNT, first.triples)
    jobs = jobs_of(articles, out)
    changed = jobs[1]
    changed.source.write_text(changed.source.read_text("utf-8") + "\n新建公路12公里。\n", "utf-8")
    jobs[2].target.unlink()
    jobs[3].target.write_text("", "utf-8")
    assert build_folder(articles, out, processes=2).built == 3
    assert jobs[0].target.stat().st_mtime_ns == before[jobs[0].target]


def test_a_correction_is_a_change(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_folder(articles, out, processes=1)
    job = jobs_of(articles, out)[1]
    job.corrections.parent.mkdir()
    job.corrections.write_text("article: x\nsha256: y\ncorrections: []\n", "utf-8")
    assert build_folder(articles, out, processes=1).built == 1


def test_a_bad_article_costs_only_itself(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (articles / "empty.md").write_text("", "utf-8")
    (articles / "nowhere.txt").write_text("这里没有县名。\n\n今年粮食增产。\n", "utf-8")
    (articles / "table.csv").write_text("no article", "utf-8")
    (articles / ".hidden.md").write_text("no article", "utf-8")
    words = [
        "build",
        str(articles),
        "-o",
        str(tmp_path / "out"),
        "--store",
        str(tmp_path / "store"),
        "--processes",
        "2",
    ]
    assert main(words) == 1
    said = capsys.readouterr()
    assert f"{COUNT} 篇构建 / built, 0 篇未变 / unchanged, 2 篇未成 / failed" in said.out
    lines = said.err.splitlines()
    assert len(lines) == 2
    assert "empty.md" in lines[0]
    assert "nowhere.txt" in lines[1]
    assert len(graphs(tmp_path / "out")) == COUNT
    assert len(open_graphs(tmp_path / "store").graphs) == COUNT
    (articles / "empty.md").unlink()
    (articles / "nowhere.txt").unlink()
    assert main(words) == 0


class Deadly:
    """What ends the process that it is sent to."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def test_an_article_that_ends_its_process_costs_only_itself(articles: Path, tmp_path: Path) -> None:
    jobs = jobs_of(articles, tmp_path / "out")
    deadly = Job("deadly.md", Deadly(), tmp_path / "deadly.ttl", tmp_path / "none.yaml")  # type: ignore[arg-type]
    outcomes = list(work((jobs[0], deadly, *jobs[1:]), 2))
    assert sorted(outcome.job.name for outcome in outcomes if not outcome.problem) == [job.name for job in jobs]
    (lost,) = (outcome for outcome in outcomes if outcome.problem)
    assert lost.job is deadly
    assert "ended its process" in lost.problem
    assert len(graphs(tmp_path / "out")) == COUNT


@pytest.mark.skipif(os.name == "nt", reason="an interruption is sent otherwise there")
def test_an_interrupted_build_goes_on(tmp_path: Path) -> None:
    folder, out = tmp_path / "articles", tmp_path / "out"
    write(folder, 12, SEED)
    command = [sys.executable, "-m", "hdkg", "build", str(folder), "-o", str(out), "--processes", "2"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    while not ((out / NAME).is_file() and (out / NAME).read_text("utf-8").count("\n")):
        assert running.poll() is None
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, complaints = running.communicate()
    assert (running.returncode, complaints.strip()) == (130, b"")
    whole = graphs(out)
    assert all(data.endswith(b" .\n") for data in whole.values())
    assert [path.name for path in out.iterdir() if path.suffix not in {".ttl", ".jsonl"}] == []
    noted = {json.loads(line)[0] for line in (out / NAME).read_text("utf-8").splitlines()}
    tally = build_folder(folder, out, processes=2)
    assert tally.unchanged >= len(noted) > 0
    assert tally.built + tally.unchanged == 12
    assert {name: data for name, data in graphs(out).items() if name in whole} == whole


def test_a_torn_record_is_no_harm(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_folder(articles, out, processes=1)
    record = out / NAME
    record.write_bytes(record.read_bytes()[:-20] + b"\n{\n[1]\nnull\n")
    tally = build_folder(articles, out, processes=1)
    assert (tally.built, tally.unchanged) == (1, COUNT - 1)


def test_a_folder_without_articles_and_two_of_one_name_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no article"):
        build_folder(tmp_path, tmp_path / "out")
    for ending in ("md", "txt"):
        (tmp_path / f"a.{ending}").write_text("x", "utf-8")
    with pytest.raises(SourceError, match=r"a\.md and a\.txt would have one graph"):
        build_folder(tmp_path, tmp_path / "out")


def test_a_store_follows_its_folder(articles: Path, tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "store"
    build_folder(articles, out, store=store, processes=2)
    gone, changed = jobs_of(articles, out)[:2]
    gone.source.unlink()
    changed.source.write_text(changed.source.read_text("utf-8") + "\n新建公路12公里。\n", "utf-8")
    build_folder(articles, out, store=store, processes=2)
    fresh = open_store([job.target for job in jobs_of(articles, out)])
    kept = open_graphs(store)
    assert (len(kept), kept.graphs) == (len(fresh), fresh.graphs)


def test_a_store_that_is_damaged_is_told(tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    (tmp_path / "loaded.jsonl").write_text("{}", "utf-8")
    with pytest.raises(GraphError, match="build it again"):
        open_graphs(tmp_path)


@pytest.mark.parametrize("more", [["--county", "430424"], ["--ask", "honours"], ["x.md"]])
def test_what_is_for_one_article_is_refused(articles: Path, more: list[str]) -> None:
    assert main(["build", str(articles), *more]) == 2


def test_what_is_for_a_folder_is_refused() -> None:
    assert main(["build", "x.md", "--store", "s"]) == 2
