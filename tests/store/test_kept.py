"""A kept store answers as a fresh one does, and nothing that may be wrong with the cache is ever seen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hdkg.errors import GraphError
from hdkg.queries import catalogue, run
from hdkg.store import kept as module
from hdkg.store import open_kept, open_store
from hdkg.store.kept import cache_folder

COUNTY = Path(__file__).parents[1] / "fixtures/small-county.ttl"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module.platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    return tmp_path / "cache" / "stores"


def kept(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.glob("*"))


def test_every_question_of_the_catalogue_is_answered_alike(cache: Path) -> None:
    fresh = open_store([COUNTY], inferred=True)
    first, second = open_kept([COUNTY]), open_kept([COUNTY])
    (name,) = kept(cache)
    assert sorted(path.name for path in (cache / name).iterdir()).count("hashes") == 1
    assert len(catalogue()) > 20
    for question in catalogue():
        rows = run(fresh, question).to_json()
        assert run(first, question).to_json() == rows, question.name
        assert run(second, question).to_json() == rows, question.name
    assert len(second) == len(fresh)
    assert second.graphs == fresh.graphs


def test_a_change_of_a_file_is_seen(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "a.ttl"
    for count in (1, 2):
        path.write_text("".join(f"<urn:{number}> <urn:b> 1 .\n" for number in range(count)), "utf-8")
        assert str(open_kept([path]).query(COUNT).rows[0][0]) == str(count)
    assert len(kept(cache)) == 2


def test_a_file_of_another_name_is_another_graph(tmp_path: Path) -> None:
    for name in ("a", "b"):
        path = tmp_path / f"{name}.ttl"
        path.write_text("<urn:1> <urn:b> 1 .", "utf-8")
        assert open_kept([path]).graphs == (f"https://w3id.org/hdkg/id/graph/{name}",)


@pytest.mark.parametrize("spoil", ["empty", "cut", "overwritten", "removed", "no store"])
def test_a_damaged_store_is_made_again(cache: Path, spoil: str) -> None:
    right = open_kept([COUNTY]).query(COUNT).rows
    (folder,) = cache.glob("*")
    for path in list(folder.iterdir()):
        if spoil == "no store" or (spoil == "removed" and path.suffix == ".sst"):
            path.unlink()
        elif path.suffix == ".sst" or path.name.startswith("MANIFEST"):
            data = path.read_bytes()
            spoilt = {"empty": b"", "cut": data[: len(data) // 2], "overwritten": b"\x55" * len(data)}
            path.write_bytes(spoilt.get(spoil, data))
    assert open_kept([COUNTY]).query(COUNT).rows == right
    assert open_kept([COUNTY]).query(COUNT).rows == right
    assert len(kept(cache)) <= 1


def test_a_damaged_block_is_noticed_before_it_is_read(cache: Path) -> None:
    right = open_kept([COUNTY]).query(COUNT).rows
    (folder,) = cache.glob("*")
    largest = max(folder.glob("*.sst"), key=lambda path: path.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 3] ^= 1
    largest.write_bytes(data)
    assert open_kept([COUNTY]).query(COUNT).rows == right
    assert not largest.exists() or largest.read_bytes() != bytes(data)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", "utf-8")
    assert len(open_kept([COUNTY])) == len(open_store([COUNTY], inferred=True))


def test_a_graph_that_is_not_there_is_told_as_ever(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="cannot be read"):
        open_kept([tmp_path / "absent.ttl"])
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> <urn:b>", "utf-8")
    with pytest.raises(GraphError, match="malformed"):
        open_kept([broken])


def test_large_graphs_are_not_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST", 100)
    assert len(open_kept([COUNTY])) > 0
    assert not cache.exists()


def test_only_the_stores_used_last_are_kept(tmp_path: Path, cache: Path) -> None:
    for number in range(12):
        path = tmp_path / f"{number}.ttl"
        path.write_text("<urn:1> <urn:b> 1 .", "utf-8")
        open_kept([path])
    assert len(kept(cache)) == 8
    abandoned = cache / ".begun"
    abandoned.mkdir()
    os.utime(abandoned, (0, 0))
    other = tmp_path / "other.ttl"
    other.write_text("<urn:1> <urn:b> 1 .", "utf-8")
    open_kept([other])
    assert not abandoned.exists()


def test_several_programs_may_make_one_at_once(tmp_path: Path) -> None:
    code = f"from hdkg.store import open_kept; from pathlib import Path; print(len(open_kept([Path({str(COUNTY)!r})])))"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    running = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    answers = {process.communicate()[0] for process in running}
    assert answers == {f"{len(open_store([COUNTY], inferred=True))}\n"}


def test_where_it_stands_is_the_users_cache(tmp_path: Path) -> None:
    assert cache_folder() == tmp_path / "cache" / "stores"
