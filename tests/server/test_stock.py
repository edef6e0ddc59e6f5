"""What is made of graphs before they are served: in memory or on disk, kept or not, the same answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hdkg.errors import GraphError
from hdkg.server import stock
from hdkg.server.worker import opened
from hdkg.store import keep
from hdkg.store import kept as module
from tests.server.conftest import serving

if TYPE_CHECKING:
    import pyoxigraph as ox

COUNT = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def lines(store: ox.Store) -> list[str]:
    return sorted(re.sub(r"_:\w+", "_:", str(quad)) for quad in store)


def test_graphs_are_the_same_however_they_are_made_ready(
    hengdong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "small"
    place.mkdir()
    small = stock.prepare([hengdong], place)
    assert (len(small.files), small.folder, small.kept) == (1, "", None)
    right = lines(opened(small.config))
    assert len(right) > 10_000
    ways = {"in memory": {}, "on disk": {"IN_MEMORY": 100}, "by the disk": {"MIDDLING": 0}}
    for number, (name, changes) in enumerate(ways.items()):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache-{number}"))
        with monkeypatch.context() as patch:
            for limit, value in changes.items():
                patch.setattr(stock, limit, value)
            made = stock.prepare([hengdong], tmp_path, small=0)
        assert made.kept is not None
        made.kept.release()
        assert bool(made.folder) == (name != "in memory")
        assert lines(opened(made.config)) == right, name


def test_what_is_kept_is_made_again_when_it_is_damaged(hengdong: Path, tmp_path: Path) -> None:
    first = stock.prepare([hengdong], tmp_path, small=0)
    assert first.kept is not None
    first.kept.release()
    right = Path(first.files[0]).read_bytes()
    Path(first.files[0]).write_bytes(right[:1000])
    again = stock.prepare([hengdong], tmp_path, small=0)
    assert len(lines(opened(again.config))) == len(set(right.splitlines()))
    assert again.kept is not None
    again.kept.release()


def test_where_nothing_can_be_kept_graphs_are_served_all_the_same(
    hengdong: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_text("a file where the folder should be", "utf-8")
    monkeypatch.setattr(stock.prepare, "__kwdefaults__", {"small": 0})
    with serving(hengdong) as client:
        assert int(client.rows(COUNT)[0]["n"]) > 10_000


def test_a_broken_graph_leaves_nothing_behind(tmp_path: Path, cache: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> <urn:b>", "utf-8")
    with pytest.raises(GraphError, match="malformed"):
        stock.prepare([broken], tmp_path, small=0)
    assert list((cache / "hdkg" / "stores").iterdir()) == []


@pytest.mark.skipif(module.fcntl is None, reason="this system has no locks of files")
def test_what_is_in_use_is_not_swept_away(tmp_path: Path) -> None:
    def kept(number: int) -> module.Kept:
        path = tmp_path / f"{number}.ttl"
        path.write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
        made = keep([path], [], lambda folder: (folder / "graphs.nq").touch())
        assert made is not None
        return made

    used = kept(0)
    others = []
    for number in range(1, 2 + module._MOST):
        again = kept(number)
        others.append(again.folder)
        again.release()
    assert used.folder.is_dir()
    assert not others[0].exists()
    assert others[-1].is_dir()
    used.release()
