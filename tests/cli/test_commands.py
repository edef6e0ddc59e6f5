"""The commands do what their help says, on a real graph and as a person starts them."""

from __future__ import annotations

import hashlib
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
import pytest

import hdkg as package
from hdkg.cli.app import commands

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[bytes]]
NAMES = [
    "align",
    "build",
    "check",
    "cite",
    "compare",
    "diff",
    "draw",
    "export",
    "facts",
    "inspect",
    "link",
    "panel",
    "path",
    "query",
    "read",
    "reference",
    "review",
    "search",
    "serve",
]
SOURCE = ("--county", "510822", "--published", "2024-01-12")


def test_the_commands_are_these() -> None:
    assert sorted(commands.commands) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_has_help_with_an_example_of_itself(name: str, hdkg: Run) -> None:
    done = hdkg(name, "--help")
    text = done.stdout.decode("utf-8")
    assert done.returncode == 0
    assert re.search(rf"Example:\n +(echo .*\| )?hdkg {name} ", text), text
    options = [each for each in commands.commands[name].params if isinstance(each, click.Option)]
    assert all(option.help for option in options), "an option says nothing"


def test_version(hdkg: Run) -> None:
    assert hdkg("--version").stdout.decode().strip() == f"hdkg, version {package.__version__}"


def test_help_is_fast_because_it_loads_nothing_heavy() -> None:
    code = (
        "import sys; from hdkg.cli import main; main(['--help']); heavy = {'rdflib', 'pyoxigraph', 'rich', 'networkx',"
        "'regex', 'pyshacl'}; print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_build_then_everything_else(hdkg: Run, article: Path, here: Path) -> None:
    built = hdkg("build", article, *SOURCE)
    text = built.stdout.decode("utf-8")
    assert built.returncode == 0, built.stderr.decode() + text
    assert re.search(r"\d 观测 / observation", text)
    assert (here / "out" / "qingchuan.ttl").is_file()
    assert "out/qingchuan.ttl" in text
    assert hdkg("check", "out").returncode == 0
    facts = [json.loads(line) for line in hdkg("facts", "out/qingchuan.ttl").stdout.decode("utf-8").splitlines()]
    assert any(fact["kind"] == "observation" and str(fact.get("value")) == "80.5" for fact in facts)
    assert hdkg("facts", article, *SOURCE).stdout.decode("utf-8").splitlines() == [
        json.dumps(fact, ensure_ascii=False) for fact in facts
    ], "an article and its graph give the same facts"
    source = article.read_text("utf-8")
    assert all(fact["quote"] == source[fact["start"] : fact["end"]] for fact in facts)
    assert hdkg("draw", "out/qingchuan.ttl").stdout.decode().strip().endswith("qingchuan.html")
    assert hdkg("draw", "out", "--out", "n.graphml").returncode == 0
    assert b"<graphml" in (here / "n.graphml").read_bytes()
    first = hdkg("query", "first-in-the-city", "--on", "out", "--format", "csv").stdout.decode("utf-8-sig")
    assert "青川县" in first
    way = hdkg("path", "乔庄镇", "青川县", "--on", "out")
    assert (way.returncode, "乔庄镇" in way.stdout.decode("utf-8")) == (0, True), way.stderr.decode()


def test_read_prints_the_text_that_the_graph_names_and_offsets_count_in(hdkg: Run, article: Path, here: Path) -> None:
    (here / "a.txt").write_bytes(article.read_text("utf-8").encode("gb18030"))
    text = hdkg("read", "a.txt").stdout
    assert text == article.read_bytes()
    assert hdkg("read", "a.txt", "--out", "copy.txt").stdout == b""
    assert (here / "copy.txt").read_bytes() == text
    assert hdkg("build", "a.txt", *SOURCE, "--out", "a.ttl").returncode == 0
    assert hashlib.sha256(text).hexdigest() in (here / "a.ttl").read_text("utf-8")


def test_build_from_standard_input(hdkg: Run, article: Path, here: Path) -> None:
    done = hdkg("build", "-", *SOURCE, "--out", "mine.ttl", stdin=article.read_bytes())
    assert done.returncode == 0, done.stderr
    assert (here / "mine.ttl").is_file()


def test_building_twice_gives_the_same_bytes(hdkg: Run, article: Path, here: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        assert hdkg("build", article, *SOURCE, "--out", name).returncode == 0
    assert (here / "a.ttl").read_bytes() == (here / "b.ttl").read_bytes()


def test_two_articles_of_one_county_live_side_by_side(hdkg: Run, article: Path, here: Path) -> None:
    other = article.with_name("second.txt")
    other.write_text(article.read_text("utf-8").replace("80.5", "81.2"), "utf-8")
    assert hdkg("build", article, other, *SOURCE, "--out", "both").returncode == 0
    assert sorted(path.name for path in (here / "both").iterdir()) == ["qingchuan.ttl", "second.ttl"]


def test_the_graph_of_another_article_is_not_replaced(hdkg: Run, article: Path, here: Path) -> None:
    assert hdkg("build", article, *SOURCE).returncode == 0
    before = (here / "out" / "qingchuan.ttl").read_bytes()
    assert hdkg("build", article, *SOURCE).returncode == 0, "the same article may be built again"
    done = hdkg("build", article, "--county", "510822", "--published", "2023-01-12")
    assert done.returncode == 1
    assert b"another article" in done.stderr
    assert (here / "out" / "qingchuan.ttl").read_bytes() == before


def test_strict_fails_on_what_is_not_understood(hdkg: Run, article: Path, here: Path) -> None:
    riddle = article.with_name("riddle.txt")
    riddle.write_text(article.read_text("utf-8") + "\n那年“甲乙丙丁”七七四十九之三。\n", "utf-8")
    loose = hdkg("build", riddle, *SOURCE)
    assert loose.returncode == 0
    unread = re.findall(r"^ +(\d+):(\d+) ", loose.stdout.decode("utf-8"), re.MULTILINE)
    assert unread, "the riddle should not be understood"
    strict = hdkg("build", riddle, *SOURCE, "--strict", "--out", "strict.ttl")
    assert strict.returncode == 1
    assert "the graph was not written" in strict.stdout.decode("utf-8")
    assert not (here / "strict.ttl").exists()


def test_build_asks_and_draws(hdkg: Run, article: Path, here: Path) -> None:
    done = hdkg("build", article, *SOURCE, "--ask", "first-in-the-city", "--draw", "look.html")
    text = done.stdout.decode("utf-8")
    assert done.returncode == 0, done.stderr
    assert "全市第一 / First in the city" in text
    assert (here / "look.html").is_file()


def test_check_prints_node_shape_and_remedy(hdkg: Run, example: Path, here: Path) -> None:
    broken = example.read_text("utf-8").replace('skos:notation "430424" ;', 'skos:notation "43" ;')
    (here / "broken.ttl").write_text(broken, "utf-8")
    done = hdkg("check", example, "broken.ttl")
    text = done.stdout.decode("utf-8")
    assert done.returncode == 1
    assert "division/430424" in text
    assert "Shape" in text
    assert "→" in text


def test_an_interrupt_is_130_without_a_traceback(here: Path) -> None:
    command = [sys.executable, "-m", "hdkg", "build", "-", *SOURCE]
    with subprocess.Popen(command, cwd=here, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
