"""The atlas of many graphs: kept beside them, read again as it was, and said to be missing while it is made."""

from __future__ import annotations

import asyncio
import random
import time
from typing import TYPE_CHECKING, Any

import pytest

from hdkg.server import stock
from hdkg.server.explore import atlas as module
from hdkg.server.explore import keeping
from hdkg.server.explore.atlas import Atlas, Atlases, chart
from hdkg.server.explore.index import Index
from hdkg.server.explore.ways import suggest
from hdkg.store import open_store
from tests.server.conftest import TOP, Client, serving

from .conftest import INITIATIVE, ask

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def whole() -> Atlas:
    return chart(open_store([TOP / "graph" / "hengdong-2023.ttl"]))


def contents(atlas: Atlas) -> tuple[object, ...]:
    network = atlas.network
    return (
        list(atlas.nodes.items()),
        list(network.nodes(data=True)),
        list(network.edges(keys=True, data=True)),
        sorted(atlas.homes.items()),
        (atlas.counties, atlas.kinds, atlas.areas, atlas.articles, atlas.degrees),
    )


def test_an_atlas_is_read_as_it_was_written(whole: Atlas, tmp_path: Path) -> None:
    keeping.save(whole, tmp_path / "atlas")
    again = keeping.load(tmp_path / "atlas")
    assert again is not None
    assert len(again.nodes) > 100
    assert contents(again) == contents(whole)
    assert [path.name for path in tmp_path.iterdir()] == ["atlas"]


@pytest.mark.parametrize("spoil", ["cut", "a letter", "empty", "no line"])
def test_a_damaged_atlas_is_none(whole: Atlas, tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "atlas"
    keeping.save(whole, path)
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    spoilt = {
        "cut": data[: len(data) // 2],
        "a letter": data.replace("衡东县".encode(), "衡西县".encode(), 1),
        "empty": b"",
        "no line": b"".join(lines[:-2] + lines[-1:]),
    }
    path.write_bytes(spoilt[spoil])
    assert keeping.load(path) is None


def test_a_search_finds_what_a_walk_over_all_nodes_would(whole: Atlas) -> None:
    dice = random.Random(1)
    texts = [line for node in whole.nodes.values() for line in node.keys.splitlines()]
    tried = 0
    for _ in range(300):
        text = dice.choice(texts)
        start = dice.randrange(len(text))
        wanted = text[start : start + dice.choice((1, 2, 3, 50))]
        found = [node["iri"] for node in suggest(whole, wanted, 12)]
        assert found == walked(whole, wanted)[:12], wanted
        tried += len(found) > 1
    assert tried > 100


def walked(atlas: Atlas, wanted: str) -> list[str]:
    """Return the nodes whose keys hold a text, the nearest first, node by node."""

    def order(iri: str) -> tuple[int, int, int, str]:
        node = atlas.nodes[iri]
        keys = node.keys.split("\n")
        nearest = 0 if wanted in keys else 1 if any(key.startswith(wanted) for key in keys) else 2
        return nearest, -atlas.degrees[iri], len(node.zh), iri

    return sorted((iri for iri, node in atlas.nodes.items() if wanted in node.keys), key=order)


def test_an_index_of_nothing_finds_nothing() -> None:
    assert Index().find("a", 5) == []
    assert Index([("urn:a", "a")]).find("", 5) == []


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let every graph count as many, in a cache of its own."""
    monkeypatch.setattr(stock.prepare, "__kwdefaults__", {"small": 0})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def patiently(client: Client) -> Any:
    """Return what the page begins with, when the server has read the graphs."""
    until = time.monotonic() + 120
    while client.get("/explore/api/meta").status == 503:
        assert time.monotonic() < until, "the graphs are never read"
    return ask(client, "meta")


@pytest.mark.usefixtures("kept")
def test_a_second_start_makes_nothing_again(hengdong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answers(client: Client) -> list[object]:
        meta = patiently(client)
        return [meta["nodes"], meta["links"], ask(client, "neighbours", node=INITIATIVE), ask(client, "start")]

    with serving(hengdong) as client:
        first = answers(client)
    assert len(list(tmp_path.rglob("atlas-*.jsonl"))) == 1

    def never(*_: object, **__: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(stock, "open_store", never)
    monkeypatch.setattr(module, "chart", never)
    monkeypatch.setattr(asyncio, "create_subprocess_exec", only("hdkg.server.nursery"))
    with serving(hengdong) as client:
        assert answers(client) == first
    monkeypatch.undo()
    with serving(hengdong) as client:
        assert answers(client) == first  # asked of the workers


def only(module_name: str) -> object:
    """Return what starts one kind of process, and no other."""
    start = asyncio.create_subprocess_exec

    def started(*command: str, **options: object) -> object:
        assert module_name in command, command
        return start(*command, **options)  # type: ignore[arg-type]

    return started


@pytest.mark.usefixtures("kept")
def test_a_damaged_atlas_is_made_again(hengdong: Path, tmp_path: Path) -> None:
    with serving(hengdong) as client:
        nodes = patiently(client)["nodes"]
    (path,) = tmp_path.rglob("atlas-*.jsonl")
    right = path.read_bytes()
    path.write_bytes(right[: len(right) // 3])
    with serving(hengdong) as client:
        assert patiently(client)["nodes"] == nodes
    assert path.read_bytes() == right


def test_while_the_graphs_are_read_that_is_said(hengdong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = asyncio.Event()
    asked = Atlases._asked

    async def slowly(self: Atlases) -> Atlas:
        await done.wait()
        return await asked(self)

    monkeypatch.setattr(Atlases, "_asked", slowly)
    monkeypatch.setattr(module, "READING", 0.1)
    with serving(hengdong) as client:
        for name in ("meta", "start", "suggest?q=x", "list", f"neighbours?node={INITIATIVE}"):
            got = client.get(f"/explore/api/{name}")
            assert (got.status, got.headers["retry-after"]) == (503, "5")
            assert got.text == "The graphs are still being read; try again in a moment\n"
        assert client.rows("SELECT * { ?s ?p ?o } LIMIT 1")
        done._loop.call_soon_threadsafe(done.set)  # type: ignore[attr-defined]
        monkeypatch.setattr(module, "READING", 30.0)
        assert ask(client, "suggest", q="jiedairi")["nodes"][0]["iri"] == INITIATIVE
