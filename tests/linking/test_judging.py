"""How well labelled pairs are judged, and that what a person decided wins."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Graph

from hdkg.errors import LinkError, RuleError
from hdkg.linking import Decision, Link, Thing, decided, find_links, judge, read_decisions, read_things
from hdkg.linking.weights import weights
from hdkg.store import open_graph

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[3] / "shared" / "facts" / "link-gold.tsv"
PAGE = (Path(__file__).parents[2] / "docs" / "linking.md").read_text("utf-8")
SETS = {"pairs": 22, "traps": 50, "later": 47}
State = Callable[..., str]
HEAD = "subject_id\tobject_id\tdecision\treason\n"


@dataclass(frozen=True)
class Pair:
    """A labelled pair: county, type and name of both, and what a person says of it."""

    a: tuple[str, str, str]
    b: tuple[str, str, str]
    verdict: str


def read_pairs(path: Path) -> list[Pair]:
    rows = csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    sides = ("county", "type", "label")
    return [Pair(*(tuple(row[f"{s}_{f}"] for f in sides) for s in "ab"), row["verdict"]) for row in rows]  # type: ignore[arg-type]


def found(pair: Pair, state: State) -> str:
    """Return the verdict on a pair, each thing in a graph of its own, by the whole way from graphs to links."""
    graphs = Graph(), Graph()
    nodes = [
        state(graph, *each, number) for number, (graph, each) in enumerate(zip(graphs, (pair.a, pair.b), strict=True))
    ]
    things = [thing for thing in read_things(map(open_graph, graphs)) if thing.iri in nodes]
    assert len(things) == 2, pair
    links = find_links(things)
    return links[0].verdict if links else "noMatch"


@pytest.mark.parametrize(("path", "number"), [*((HERE / f"{name}.tsv", n) for name, n in SETS.items()), (SHARED, 26)])
def test_labelled_pairs(path: Path, number: int, state: State) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} is not here")
    pairs = read_pairs(path)
    assert len(pairs) == number
    verdicts = {pair: found(pair, state) for pair in pairs}
    linked = {pair for pair, verdict in verdicts.items() if verdict != "noMatch"}
    labelled = {pair for pair in pairs if pair.verdict != "noMatch"}
    wrong = [(pair, verdict) for pair, verdict in verdicts.items() if pair.verdict != verdict]
    precision, recall = len(linked & labelled) / len(linked), len(linked & labelled) / len(labelled)
    assert precision >= 0.98, wrong
    assert recall >= 0.95, wrong
    assert f"| `{path.name}` | {number} | {len(labelled)} | {precision:.2f} | {recall:.2f} |" in PAGE
    print(f"{path.name}: {len(pairs) - len(wrong)} of {len(pairs)} verdicts as labelled", wrong)  # noqa: T201
    assert len(wrong) <= len(pairs) * 0.05, wrong


def test_a_verdict_that_is_wrong_would_be_seen(state: State) -> None:
    assert (
        found(Pair(("衡东县", "honour", "中国厨师之乡"), ("祁东县", "honour", "中国曲艺之乡"), ""), state) == "noMatch"
    )
    assert (
        found(Pair(("衡东县", "honour", "中国厨师之乡"), ("祁东县", "honour", "“中国厨师之乡”"), ""), state)
        == "exactMatch"
    )


def thing(iri: str, name: str, graph: int, *, family: str = "Honour", kind: str = "", **more: str) -> Thing:
    return Thing(iri, family, kind, (name,), graphs=frozenset({graph}), **more)


ONE, SAME = thing("urn:a", "国家首批农业产业强镇", 0), thing("urn:b", "首批国家农业产业强镇", 1)
OTHER = thing("urn:c", "中国厨师之乡", 1)


def test_identifiers_decide_against_names_and_for_them() -> None:
    towns = [
        thing(f"urn:{at}", name, at, family="Place", kind="Town", code=code)
        for at, (name, code) in enumerate([("杨桥镇", "430424108"), ("杨桥镇", "430424106"), ("杨桥街道", "430424108")])
    ]
    assert judge(towns[0], towns[1]).verdict == "noMatch"
    assert judge(towns[0], towns[2]).verdict == "exactMatch"
    assert [link.object.iri for link in find_links(towns)] == ["urn:2"]


def test_what_a_person_decided_wins() -> None:
    assert [link.basis for link in find_links([ONE, SAME, OTHER])] == ["evidence"]
    said = read_decisions(
        HEAD + "urn:b\turn:a\treject\tanother year\nurn:a\turn:c\taccept\tI know\nurn:a\turn:x\taccept\tgone\n"
    )
    links = find_links([ONE, SAME, OTHER], said)
    assert [(link.object.iri, link.verdict, link.basis, link.reason) for link in links] == [
        ("urn:c", "exactMatch", "person", "I know")
    ]


def test_a_rejected_link_still_shows_its_evidence() -> None:
    link: Link = decided(judge(ONE, SAME), Decision("noMatch", "no"))
    assert link.evidence
    assert link.confidence == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("a\tb\n", 1),
        (HEAD + "urn:a\turn:b\tperhaps\tx\n", 2),
        (HEAD + "urn:a\turn:b\taccept\n", 2),
        (HEAD + "\turn:b\taccept\tx\n", 2),
        (HEAD + "urn:a\turn:b\taccept\tx\nurn:b\turn:a\treject\tx\n", 3),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(LinkError) as caught:
        read_decisions(text)
    assert caught.value.line == line


@pytest.mark.parametrize("text", ["prior: 1\n", "- 1\n", "a: [\n"])
def test_malformed_weights_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "linking.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError, match=r"linking\.yaml"):
        weights(path)


def test_events_of_other_times_are_apart() -> None:
    events = [
        thing(f"urn:{at}", "土菜节会", at, family="Event", county="430424", period=period)
        for at, period in enumerate(["2022-10", "2023-09_2023-10", "2023"])
    ]
    assert [(link.subject.iri, link.object.iri) for link in find_links(events)] == [("urn:1", "urn:2")]


def test_things_of_one_graph_are_not_linked() -> None:
    assert find_links([ONE, thing("urn:b", "首批国家农业产业强镇", 0)]) == ()
