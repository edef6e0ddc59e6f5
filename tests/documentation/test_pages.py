"""The documentation: every term on both pages, every link alive, the same bytes each time, no web needed."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef

from hdkg.cli import main
from hdkg.documentation import pages as pages_module
from hdkg.documentation import reference as reference_module
from hdkg.documentation import write
from hdkg.resources import ontology_dir

HD = "https://w3id.org/hdkg/ontology/"
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CORE = Graph().parse(ontology_dir() / "core.ttl")
TERMS = sorted({str(term) for kind in KINDS for term in CORE.subjects(RDF.type, kind) if str(term).startswith(HD)})


class Page(HTMLParser):
    """Collects anchors, links and what a page would fetch."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in values:
            self.anchors.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
        elif "src" in values or tag == "link":
            self.fetched.append(values.get("src") or values["href"])

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("docs")
    write(place)
    return place


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_term_is_told_in_the_page_s_language(folder: Path, language: str) -> None:
    page = Page(folder / f"index.{language}.html")
    assert len(TERMS) > 150
    for term in TERMS:
        assert term.removeprefix(HD) in page.anchors
        for predicate in (SKOS.definition, SKOS.example):
            (text,) = [t for t in CORE.objects(URIRef(term), predicate) if getattr(t, "language", "") == language]
            assert str(text) in page.text, term
    assert page.text.count("SELECT") == 0
    assert len(page.anchors) == len(set(page.anchors))


def test_the_catalogues_are_there(folder: Path) -> None:
    page = Page(folder / "index.en.html")
    for anchor in ("indicator-gross-regional-product", "unit-mu", "area-agriculture", "code-bound"):
        assert anchor in page.anchors
    assert "1/15 hectare" in page.text
    assert "at market prices" in page.text


@pytest.mark.parametrize("name", ["index.html", "index.zh.html", "index.en.html"])
def test_every_link_is_alive_and_nothing_comes_from_the_web(folder: Path, name: str) -> None:
    page = Page(folder / name)
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.anchors, link
        elif not link.startswith(("http://", "https://")):
            assert (folder / link).is_file(), link
    assert page.fetched
    assert all((folder / place).is_file() for place in page.fetched)
    assert "script" not in page.tags


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_diagram_is_a_picture_of_every_class(folder: Path, language: str) -> None:
    root = ET.parse(folder / f"classes.{language}.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    drawn = [link.get("href", "").removeprefix("#") for link in root.iter(f"{space}a")]
    classes = {str(cls).removeprefix(HD) for cls in CORE.subjects(RDF.type, OWL.Class) if str(cls).startswith(HD)}
    assert sorted(drawn) == sorted(classes)
    boxes = [
        tuple(int(box.get(side, "")) for side in ("x", "y", "width", "height")) for box in root.iter(f"{space}rect")
    ]
    _, _, width, height = map(int, root.get("viewBox", "").split())
    for number, (x, y, wide, high) in enumerate(boxes):
        assert x + wide < width
        assert y + high < height
        for left, top, w, h in boxes[:number]:
            assert x >= left + w or left >= x + wide or y >= top + h or top >= y + high


def test_the_same_ontology_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    files = write(tmp_path)
    assert len(files) == 7
    assert all(file.read_bytes() == (folder / file.name).read_bytes() for file in files)


def test_labels_are_never_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "ontology"
    shutil.copytree(ontology_dir(), copy)
    core = (copy / "core.ttl").read_text(encoding="utf-8")
    (copy / "core.ttl").write_text(core.replace('"县级行政区"@zh', '"<script>县</script>&"@zh'), encoding="utf-8")
    for module in (pages_module, reference_module):
        monkeypatch.setattr(module, "ontology_dir", lambda: copy)
    write(tmp_path / "docs")
    page = Page(tmp_path / "docs" / "index.zh.html")
    assert "script" not in page.tags
    assert "<script>县</script>&" in page.text
    ET.parse(tmp_path / "docs" / "classes.zh.svg")


def test_the_command_names_the_page_to_begin_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "docs", "--out", str(tmp_path / "docs")]) == 0
    assert Path(capsys.readouterr().out.strip()) == tmp_path / "docs" / "index.html"


def test_a_folder_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["export", "docs", "--out", str(tmp_path / "file")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
