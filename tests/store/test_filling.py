"""A store that is filled many graphs at a time holds what one that is loaded file by file does, whatever is in them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from hdkg.errors import GraphError
from hdkg.resources import graph_dir
from hdkg.store import filling, open_store
from hdkg.store.filling import Filling, fill
from hdkg.store.shelf import look_into
from hdkg.triples.turtle import HEAD

if TYPE_CHECKING:
    from pathlib import Path

DATASET = "<dataset/{}> a qb:DataSet ;\n    rdfs:label {} .\n"
OURS = sorted(graph_dir().glob("*.ttl"))[:3]


def files(folder: Path, **bodies: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, body in bodies.items():
        (folder / f"{name}.ttl").write_text(HEAD + "\n" + body, "utf-8")
    return [folder / f"{name}.ttl" for name in bodies]


def quads(store: ox.Store) -> set[tuple[str, str, str, str]]:
    """Return what a store holds, its blank nodes as one."""
    terms = [(quad.subject, quad.predicate, quad.object, quad.graph_name) for quad in store]
    return {tuple("_" if isinstance(term, ox.BlankNode) else str(term) for term in quad) for quad in terms}  # type: ignore[misc]


def same(folder: Path, paths: list[Path]) -> None:
    fresh = open_store(paths)
    there = look_into(folder)
    assert quads(there) == {tuple(map(str_or_blank, quad)) for quad in fresh.quads()}
    assert len(there) == sum(1 for _ in fresh.quads())


def str_or_blank(term: object) -> str:
    return "_" if isinstance(term, ox.BlankNode) else str(term)


def test_graphs_of_ours_and_of_others_are_loaded_as_they_would_be_one_by_one(tmp_path: Path) -> None:
    odd = files(
        tmp_path / "odd",
        braces=DATASET.format("b0", '"} <urn:x> { 甲 \\" }"@zh'),
        blank=DATASET.format("b1", '"x" ; rdfs:seeAlso [ rdfs:label "y" ], _:z') + '_:z rdfs:label "z" .\n',
        blank_too=DATASET.format("b2", '"x" ; rdfs:seeAlso _:z') + '_:z rdfs:label "other" .\n',
        lists=DATASET.format("b3", "( 1 2.50 )"),
        long='<dataset/b4> a qb:DataSet ; rdfs:label """a\n} b""" .\n',
        single="<dataset/b5> a qb:DataSet ; rdfs:label 'a }' .\n",
        prefix=DATASET.format("b6", '"x"') + 'PREFIX ex: <urn:ex:>\nex:a rdfs:label "y" .\n',
        again="@prefix qb: <urn:other:> .\n" + DATASET.format("b7", '"x"'),
        nameless='<period/2023> rdfs:label "2023" .\n',
        several=DATASET.format("b9", '"x"') + DATASET.format("b8", '"x"'),
        shared=DATASET.format("c0", '"x"') + '<urn:c> rdfs:label "in two" .\n',
        shared_too=DATASET.format("c1", '"x"') + '<urn:c> rdfs:label "in two" .\n',
    )
    fill(tmp_path / "store", [*OURS, *odd])
    same(tmp_path / "store", [*OURS, *odd])


@pytest.mark.parametrize(
    "body",
    [
        '<urn:a> rdfs:label "x" .\n}\n<urn:g> {\n<urn:b> rdfs:label "y" .\n',
        '<urn:a> rdfs:label "x .\n',
        '<urn:a> rdfs:label "x"\n<urn:b> rdfs:label "y" .\n',
    ],
)
def test_what_is_no_turtle_is_told_and_not_stored(body: str, tmp_path: Path) -> None:
    good, bad = files(tmp_path / "ttl", good=DATASET.format("a0", '"x"'), bad=DATASET.format("a1", '"y"') + body)
    with pytest.raises(GraphError, match="malformed") as told:
        fill(tmp_path / "store", [good, bad])
    assert told.value.where == bad
    assert told.value.line
    fill(tmp_path / "store", [good])
    same(tmp_path / "store", [good])


def test_a_graph_takes_the_place_of_its_earlier_version_only(tmp_path: Path) -> None:
    one, twin, other = paths = files(
        tmp_path / "ttl",
        one=DATASET.format("a0", '"first"'),
        twin=DATASET.format("a0", '"of the same name"'),
        other=DATASET.format("a1", '"first"'),
    )
    fill(tmp_path / "store", paths)
    files(tmp_path / "ttl", one=DATASET.format("a0", '"second"'))
    with Filling(tmp_path / "store") as filled:
        filled.add(one)
        filled.add(other)
        filled.finish([one, twin, other])
    same(tmp_path / "store", [one, twin, other])


def test_an_interrupted_filling_leaves_no_mixture_of_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = files(tmp_path / "ttl", one=DATASET.format("a0", '"first"'), two=DATASET.format("a1", '"first"'))
    fill(tmp_path / "store", paths)
    files(tmp_path / "ttl", one=DATASET.format("a0", '"second"'))
    monkeypatch.setattr(filling, "_AT_ONCE", 1)
    with suppress(KeyboardInterrupt), Filling(tmp_path / "store") as unfinished:
        unfinished.add(paths[0])
        raise KeyboardInterrupt
    same(tmp_path / "store", paths)


def test_what_was_not_finished_goes_on(tmp_path: Path) -> None:
    paths = files(tmp_path / "ttl", one=DATASET.format("a0", '"x"'), two=DATASET.format("a1", '"x"'))
    with suppress(KeyboardInterrupt), Filling(tmp_path / "store") as unfinished:
        unfinished.add(paths[0])
        raise KeyboardInterrupt
    fill(tmp_path / "store", paths)
    same(tmp_path / "store", paths)


def test_a_torn_record_costs_only_what_its_last_line_tells(tmp_path: Path) -> None:
    paths = files(tmp_path / "ttl", one=DATASET.format("a0", '"x"'), two=DATASET.format("a1", '"x"'))
    fill(tmp_path / "store", paths)
    record = tmp_path / "store/loaded.jsonl"
    whole = record.read_text("utf-8")
    record.write_text(whole[:-20] + "\n[]\nnull\n", "utf-8")
    fill(tmp_path / "store", paths)
    same(tmp_path / "store", paths)
    assert record.read_text("utf-8") == whole


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="cannot be read"):
        fill(tmp_path / "store", [tmp_path / "gone.ttl"])
    with pytest.raises(GraphError, match="cannot be read"), Filling(tmp_path / "other") as other:
        other.add(tmp_path / "gone.ttl")
