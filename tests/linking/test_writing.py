"""What ``hdkg link`` writes: SSSOM that the sssom package accepts, a linkset, and reasons."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDFS, SKOS, VOID

from hdkg.linking import Thing, find_links, linkset, sssom
from hdkg.resources import graph_dir

if TYPE_CHECKING:
    from pathlib import Path

HD = "https://w3id.org/hdkg/ontology/"
ONE, OTHER = "国家首批农业产业强镇", "首批国家农业产业强镇"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two graphs, of ours and of others, that name one honour."""
    for file, node, name in (("a", "https://w3id.org/hdkg/id/honour/a", ONE), ("b", "http://example.org/x#1", OTHER)):
        graph = Graph()
        graph.add((URIRef(node), RDF.type, URIRef(HD + "Honour")))
        graph.add((URIRef(node), RDFS.label, Literal(name, lang="zh")))
        graph.serialize(tmp_path / f"{file}.ttl")
    return tmp_path


def hdkg(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hdkg", *map(str, words)]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment, timeout=120)


def test_the_command_writes_both_files_the_same_every_time(folder: Path) -> None:
    written = []
    for out in (folder / "x", folder / "y"):
        done = hdkg("link", folder / "a.ttl", folder / "b.ttl", "--out", out)
        assert (done.returncode, done.stderr) == (0, "")
        assert "exactMatch" in done.stdout
        written.append([path.read_bytes() for path in sorted(out.iterdir())])
    assert len(written[0]) == 2
    assert written[0] == written[1]
    graph = Graph().parse(folder / "x" / "links.ttl")
    assert len(list(graph.subject_objects(SKOS.exactMatch))) == 1
    assert len(list(graph.subjects(RDF.type, VOID.Linkset))) == 1


def test_same_as_is_written_on_request_only(folder: Path) -> None:
    assert hdkg("link", folder, "--out", folder / "x", "--same-as").returncode == 0
    graph = Graph().parse(folder / "x" / "links.ttl")
    assert len(list(graph.subject_objects(OWL.sameAs))) == 1
    assert list(graph.subject_objects(SKOS.exactMatch)) == []


def test_the_sssom_package_accepts_the_mapping_set(folder: Path) -> None:
    assert hdkg("link", folder, "--out", folder / "x").returncode == 0
    # In a process of its own: it warns of its own dependencies.
    code = (
        "import json, sys; from sssom.parsers import parse_sssom_table; from sssom.validators import validate\n"
        "table = parse_sssom_table(sys.argv[1])\n"
        "reports = validate(table)\n"
        "problems = [result.message for report in reports.values() for result in report.results]\n"
        "print(json.dumps([problems, len(reports), table.df.to_dict('records')], default=str))"
    )
    command = [sys.executable, "-c", code, str(folder / "x" / "links.sssom.tsv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if "No module named 'sssom'" in done.stderr:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("sssom is not installed")
    assert done.returncode == 0, done.stderr[-2000:]
    problems, checks, rows = json.loads(done.stdout.splitlines()[-1])
    assert problems == []
    assert checks > 0
    assert [(row["predicate_id"], row["mapping_justification"]) for row in rows] == [
        ("skos:exactMatch", "semapv:CompositeMatching")
    ]


def test_explain_says_why_and_why_not(folder: Path) -> None:
    told = hdkg("link", folder, "--explain", ONE, OTHER).stdout.splitlines()
    assert told[0].endswith("exactMatch (0.9981)")
    assert "  name: same-core (+10)" in told
    done = hdkg("link", folder, "--explain", ONE, "无此物")
    assert done.returncode == 1
    assert done.stderr.startswith("hdkg: no graph has a thing named 无此物")


def test_a_rejection_outlives_a_rebuild(folder: Path) -> None:
    table = folder / "decisions.tsv"
    pair = "https://w3id.org/hdkg/id/honour/a\thttp://example.org/x#1"
    table.write_text(f"subject_id\tobject_id\tdecision\treason\n{pair}\treject\ttwo awards\n", "utf-8")
    for _ in range(2):
        done = hdkg("link", folder, "--decisions", table, "--out", folder / "x")
        assert (done.returncode, "Match" in done.stdout) == (0, False)
    assert "person: two awards" in hdkg("link", folder, "--decisions", table, "--explain", ONE, OTHER).stdout


def test_a_missing_table_is_said_in_one_line(folder: Path) -> None:
    done = hdkg("link", folder, "--decisions", folder / "none.tsv")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_a_hostile_label_stays_in_its_cell() -> None:
    label = '首批国家农业产业强镇\t"\n#x'
    things = [
        Thing("urn:a", "Honour", "", (label, ONE), graphs=frozenset({0})),
        Thing("urn:b", "Honour", "", (OTHER,), graphs=frozenset({1})),
    ]
    links = find_links(things)
    table = [line.split("\t") for line in sssom(links).splitlines() if not line.startswith("#")]
    assert len(table) == 2
    assert {len(row) for row in table} == {8}
    assert len(Graph().parse(data=linkset(links))) > 3


def test_the_kept_graphs_can_be_linked(tmp_path: Path) -> None:
    done = hdkg("link", graph_dir(), graph_dir() / "reference" / "divisions.ttl", "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
