"""Bad input: one clear line on standard error, the right exit code, nothing half-written, nothing lost."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hdkg.resources import queries_dir

Run = Callable[..., subprocess.CompletedProcess[bytes]]

TEXT = "二〇二三年，全县实现地区生产总值80.5亿元，同比增长6.1%。\n".encode()
COUNTY = ("--county", "510822")
DATE = ("--published", "2024-01-12")
TURTLE = b"@prefix : <urn:x:> .\n:a :b :c .\n:d :e [[ .\n"

# What stands in the file `bad`, the words after `hdkg`, and what the one line says.
SOURCES = {
    "empty": (b"", ("build", "bad", *COUNTY, *DATE), r"bad.*empty"),
    "blank": (b" \n\n \n", ("build", "bad", *COUNTY, *DATE), r"bad.*(empty|no text)"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01" * 9, ("build", "bad", *COUNTY, *DATE), r"bad.*(binary|text)"),
    "encoding": (b"\xff\x80\xff\x81 " * 40, ("build", "bad", *COUNTY, *DATE), r"bad.*(UTF-8|encoding|binary)"),
    "no county": (TEXT, ("build", "bad", *DATE), r"bad.*--county"),
    "no date": (TEXT, ("build", "bad", *COUNTY), r"bad.*--published"),
    "unknown county": (TEXT, ("build", "bad", "--county", "999999", *DATE), r"999999"),
    "no code": (TEXT, ("build", "bad", "--county", "无此县", *DATE), r"无此县"),
    "no such day": (TEXT, ("build", "bad", *COUNTY, "--published", "2024-02-30"), r"2024-02-30"),
    "missing source": (None, ("build", "bad", *COUNTY, *DATE), r"bad.*(No such file|cannot be read)"),
    "a folder as source": (None, ("facts", ".", *COUNTY, *DATE), r"\..*(directory|folder|graph)"),
    "facts of nothing": (b"", ("facts", "bad", *COUNTY, *DATE), r"bad.*empty"),
}
GRAPHS = {
    "malformed Turtle": (TURTLE, ("check", "bad.ttl"), r"bad\.ttl:3: .*build the graph again"),
    "malformed Turtle asked": (TURTLE, ("query", "honours", "--on", "bad.ttl"), r"bad\.ttl:3: "),
    "malformed Turtle drawn": (TURTLE, ("draw", "bad.ttl"), r"bad\.ttl:3: "),
    "malformed Turtle as facts": (TURTLE, ("facts", "bad.ttl"), r"bad\.ttl:3: "),
    "malformed Turtle walked": (TURTLE, ("path", "甲", "乙", "--on", "bad.ttl"), r"bad\.ttl:3: "),
    "binary graph": (b"\0\x01\x02\xff", ("check", "bad.ttl"), r"bad\.ttl"),
    "missing graph": (None, ("check", "bad.ttl"), r"bad\.ttl.*(No such file|cannot be read)"),
    "no graph in the folder": (None, ("query", "honours", "--on", "."), r"\..*no graph.*hdkg build"),
    "not a graph": (b"x", ("check", "bad"), r"bad.*\.ttl"),
    "nothing to draw": (b"", ("draw", "bad.ttl"), r"nothing to draw"),
    "no such drawing": (b"<urn:a> <urn:b> <urn:c> .", ("draw", "bad.ttl", "--out", "x.gif"), r"x\.gif.*\.html"),
    "no such thing": (b"<urn:a> <urn:b> <urn:c> .", ("path", "甲", "乙", "--on", "bad.ttl"), r"甲"),
}
QUERIES = {
    "malformed SPARQL": (b"SELECT *\nWHERE {\n  ?s ?p ;; . \n", ("query", "bad.rq", "--on", "x.ttl"), r"bad\.rq:\d+: "),
    "missing file": (None, ("query", "bad.rq", "--on", "x.ttl"), r"bad\.rq.*(No such file|cannot be read)"),
    "not UTF-8": ("SELECT * {} # 县".encode("gb18030"), ("query", "bad.rq", "--on", "x.ttl"), r"bad\.rq.*UTF-8"),
    "unknown query": (None, ("query", "honour", "--on", "x.ttl"), r"honour.*honours"),
    "unknown parameter": (None, ("query", "honours", "--on", "x.ttl", "-p", "colour=1"), r"colour.*county"),
    "wrong value": (None, ("query", "honours", "--on", "x.ttl", "-p", "year=soon"), r"soon.*2023"),
    "no Turtle of rows": (None, ("query", "honours", "--on", "x.ttl", "--format", "ttl"), r"CONSTRUCT.*csv"),
    "no endpoint": (None, ("query", "honours", "--endpoint", "http://127.0.0.1:9/sparql"), r"127\.0\.0\.1:9"),
}
CASES = [*SOURCES, *GRAPHS, *QUERIES]


def test_how_many_cases_there_are() -> None:
    assert len(CASES) == len(set(CASES)) == 32


def failed_well(done: subprocess.CompletedProcess[bytes], pattern: str) -> None:
    """Check that a run ended with one clear line and exit code 1."""
    error = done.stderr.decode("utf-8")
    assert done.returncode == 1, error
    assert re.fullmatch(r"hdkg: [^\n]+\n", error), error
    assert re.search(pattern, error), error
    assert done.stdout == b""


@pytest.mark.parametrize("name", CASES)
def test_one_line_and_exit_code_1(name: str, hdkg: Run, here: Path) -> None:
    content, words, pattern = {**SOURCES, **GRAPHS, **QUERIES}[name]
    bad = next((word for word in words if word.startswith("bad")), "bad")
    (here / "x.ttl").write_bytes(b"")
    if content is not None:
        (here / bad).write_bytes(content)
    elif name == "no graph in the folder":
        (here / "x.ttl").unlink()
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    failed_well(hdkg(*words), pattern)
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before, "something was written"


def test_malformed_sparql_from_standard_input_names_its_line(hdkg: Run, example: Path) -> None:
    failed_well(hdkg("query", "-", "--on", example, stdin=b"SELECT *\nWHERE {\n"), r"standard input:\d+: .*SPARQL")


USAGE = [
    (),
    ("bulid",),
    ("build",),
    ("build", "a", "--colour"),
    ("build", "a", "b", "--out", "c.ttl"),
    ("check",),
    ("facts",),
    ("facts", "a", "--format", "pdf"),
    ("facts", "a", "--format", "xlsx"),
    ("query",),
    ("query", "honours", "--param", "county"),
    ("query", "honours", "--on", "a.ttl", "--endpoint", "http://127.0.0.1:9/"),
    ("path", "a"),
    ("path", "a", "b", "--most", "0"),
]


@pytest.mark.parametrize("words", USAGE, ids=" ".join)
def test_wrong_usage_is_exit_code_2(words: tuple[str, ...], hdkg: Run, here: Path) -> None:
    done = hdkg(*words)
    assert done.returncode == 2
    assert b"Usage: hdkg" in done.stderr
    assert b"Traceback" not in done.stderr
    assert list(here.iterdir()) == []


@pytest.fixture(params=["a file in the way", "a kernel's folder", "a full disk"])
def unwritable(request: pytest.FixtureRequest, here: Path) -> Iterator[Path]:
    """Give a folder in which nothing can be written (root writes into read-only folders, so those would not do)."""
    if request.param == "a file in the way":
        (here / "file").write_text("in the way", "utf-8")
        yield here / "file" / "folder"
    elif request.param == "a kernel's folder":
        if not Path("/proc/self").exists():
            pytest.skip("there is no /proc here")
        yield Path("/proc/self")
    else:
        yield from full_disk(here / "disk")


def full_disk(folder: Path) -> Iterator[Path]:
    """Give a tiny file system with no room left, but for the graph that stands in it."""
    folder.mkdir()
    mounted = sys.platform == "linux" and os.geteuid() == 0
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    if not mounted or subprocess.run(mount, capture_output=True, check=False).returncode:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("only root can mount a tiny file system")
    try:
        for name in ("old.ttl", "old.html", "old.csv"):
            (folder / name).write_bytes(b"# what stood there before\n")
        fill(folder / "filler")
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(path: Path) -> None:
    """Write until there is no room left."""
    with path.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(b"\0" * 4096)
            except OSError as error:
                assert error.errno == errno.ENOSPC  # noqa: PT017 - anything else is no full disk
                return


@pytest.mark.parametrize("command", ["build", "draw", "facts", "query"])
def test_an_unwritable_target(command: str, unwritable: Path, hdkg: Run, article: Path, example: Path) -> None:
    words = {
        "build": ("build", article, *COUNTY, *DATE, "--out", unwritable / "old.ttl"),
        "draw": ("draw", example, "--out", unwritable / "old.html"),
        "facts": ("facts", example, "--format", "csv", "--out", unwritable / "old.csv"),
        "query": ("query", "honours", "--on", example, "--format", "csv", "--out", unwritable / "old.csv"),
    }[command]
    before = snapshot(unwritable)
    done = hdkg(*words)
    assert done.returncode == 1
    assert re.search(rb"hdkg: [^\n]*old\.(ttl|html|csv): cannot be written \([^\n]+\); [^\n]+\n\Z", done.stderr)
    assert b"Traceback" not in done.stderr
    assert snapshot(unwritable) == before, "what stood there before is lost, or something is half-written"


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder of the tests' own with their content."""
    if not folder.is_dir() or str(folder).startswith("/proc"):
        return {}
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_full_standard_output(example: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    for words in (("facts", example), ("query", "--list"), ("query", "honours", "--on", example)):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "hdkg", *map(str, words)], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert (done.returncode, done.stderr) == (1, b"hdkg: standard output: No space left on device\n")


def test_a_reader_that_goes_away(example: Path) -> None:
    command = [sys.executable, "-m", "hdkg", "facts", str(example)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 1


def test_the_catalogue_is_not_empty() -> None:
    assert (queries_dir() / "honours.rq").is_file(), "the cases above ask this question"
