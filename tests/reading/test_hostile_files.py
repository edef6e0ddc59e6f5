"""Files that are damaged, protected, out of all measure or not what their name says: one clear line each."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen import canvas

from hdkg.errors import SourceError
from hdkg.reading import read_text

Build = Callable[..., bytes]
ARTICLE = "# 青川县这一年\n\n2023年，青川县粮食增产。\n"
MB = 1024 * 1024


def archive(**parts: bytes) -> bytes:
    """Return a zip archive; ``__`` in a name is ``/``."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", data)
    return whole.getvalue()


def word_with(document_xml: bytes) -> bytes:
    """Return a Word document whose main part is replaced."""
    plain, whole = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, document_xml if name == "word/document.xml" else old.read(name))
    return whole.getvalue()


def laughs() -> bytes:
    """Return a document whose entities would grow to a billion words."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a0 "县">{entities}]>'
        f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
    ).encode()


def scan() -> bytes:
    """Return a PDF of one picture."""
    whole = io.BytesIO()
    paper = canvas.Canvas(whole)
    paper.drawInlineImage(Image.new("RGB", (40, 40), "white"), 0, 0)
    paper.save()
    return whole.getvalue()


def unmapped() -> bytes:
    """Return a PDF whose font puts its glyphs where Unicode has no characters."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <FF> endcodespacerange "
        b"1 beginbfrange <20> <7E> <E020> endbfrange end"
    )
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 40>>stream\nBT /F 12 Tf 20 200 Td (abcdefgh) Tj ET   \nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    )
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size 7>>"


def bomb() -> bytes:
    """Return a PDF of a few kilobytes whose page unpacks to two hundred megabytes of nothing."""
    packed = zlib.compress(b" " * (200 * MB), 9)
    return (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n" % (len(packed), packed)
    ) + b"trailer<</Root 1 0 R/Size 5>>"


FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an empty PDF": ("a.pdf", lambda: b"", "a.pdf: the file is empty"),
    "an empty Word document": ("a.docx", lambda: b"", "a.docx: the file is empty"),
    "an empty page": ("a.html", lambda: b"", "a.html: the file is empty"),
    "a text named PDF": ("a.pdf", ARTICLE.encode, "a.pdf: this is a text, though its name promises a PDF"),
    "a text named Word": ("a.docx", ARTICLE.encode, "a.docx: this is a text, though its name promises a Word"),
    "a text named page": ("a.html", ARTICLE.encode, "a.html: this is a text, though its name promises a web page"),
    "a PDF named text": ("a.txt", scan, "a.txt: this is a PDF, though its name promises a text"),
    "a PDF named Word": ("a.docx", scan, "a.docx: this is a PDF, though its name promises a Word"),
    "a page named text": ("a.md", lambda: b"<!DOCTYPE html><p>", "a.md: this is a web page, though"),
    "an old document": ("a.doc", lambda: b"\xd0\xcf\x11\xe0....", "a.doc: this is an old Office document"),
    "a document in RTF": ("a.doc", lambda: b"{\\rtf1 x}", "a.doc: this is a document in RTF"),
    "a picture": ("a.md", lambda: b"\x89PNG\r\n\x1a\n", "a.md: this is a picture"),
    "an archive": ("a.docx", lambda: archive(x=b"y"), "a.docx: this is an archive, not a Word document"),
    "half a document": ("a.docx", lambda: word_with(laughs())[:900], "a.docx: the Word document is damaged"),
    "no real document": ("a.docx", lambda: archive(word__document=b"<x/>"), "a.docx: the Word document cannot be read"),
    "broken XML": ("a.docx", lambda: word_with(b"<w:document"), "a.docx: the Word document cannot be read"),
    "an entity bomb": ("a.docx", lambda: word_with(laughs()), "a.docx: "),
    "a zip bomb": ("a.docx", lambda: word_with(b" " * 257 * MB), "a.docx: the Word document unpacks to more than 256"),
    "no words": ("a.docx", lambda: word_with(docx_without_words()), "a.docx: the file is empty"),
    "a damaged PDF": ("a.pdf", lambda: b"%PDF-1.7\nnothing", "a.pdf: the PDF is damaged"),
    "half a PDF": ("a.pdf", lambda: scan()[:300], "a.pdf: the PDF is damaged"),
    "a scan": ("a.pdf", scan, "a.pdf: the PDF has no text; it is a scan; run OCR over it first"),
    "a PDF bomb": ("a.pdf", bomb, "a.pdf: the PDF has no text"),
    "a PDF without a map": ("a.pdf", unmapped, "a.pdf: the PDF's fonts do not say which characters they draw"),
    "a page of scripts": ("a.html", lambda: b"<html><script>alert(1)</script></html>", "a.html: the web page shows no"),
    "a page in a page": ("a.html", lambda: b"<html>" + b"<div>" * 100_000, "a.html: the web page "),
}


def docx_without_words() -> bytes:
    """Return the main part of a document without a word."""
    return b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


@pytest.mark.parametrize("case", FILES)
def test_what_is_no_article_is_named_in_one_line(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, made, message = FILES[case]
    (tmp_path / name).write_bytes(made())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError) as caught:
        read_text(name)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def test_a_protected_pdf_is_named(builders: dict[str, Build], tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(builders[".pdf"](ARTICLE, password="geheim"))
    with pytest.raises(SourceError, match="the PDF is protected by a password; save it without one"):
        read_text(file)


@pytest.mark.parametrize(
    ("ending", "module", "extra"),
    [(".pdf", "pypdfium2", "pdf"), (".docx", "docx", "word"), (".html", "trafilatura", "html")],
)
def test_a_missing_extra_is_named(
    ending: str, module: str, extra: str, builders: dict[str, Build], tmp_path: Path
) -> None:
    file = tmp_path / f"a{ending}"
    file.write_bytes(builders[ending](ARTICLE))
    without = f"import sys; sys.modules[{module!r}] = None; from hdkg.cli import main; "
    code = without + f"sys.exit(main(['read', {str(file)!r}]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.endswith(f"pip install 'hdkg[{extra}]'\n")
    assert done.stderr.count("\n") == 1


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([".docx", ".html", ".pdf"]), st.integers(0, 2**32), st.binary(min_size=1, max_size=8))
def test_a_file_with_a_few_bytes_changed_is_read_or_refused(ending: str, at: int, change: bytes) -> None:
    data = bytearray(WHOLE[ending])
    at %= len(data)
    data[at : at + len(change)] = change
    file = FOLDER / f"a{ending}"
    file.write_bytes(data)
    try:
        text = read_text(file)
    except SourceError:
        return
    assert text.encode("utf-8")


WHOLE: dict[str, bytes] = {}
FOLDER = Path()


@pytest.fixture(scope="module", autouse=True)
def whole_files(builders: dict[str, Build], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Build a sound file of each kind once."""
    global FOLDER  # noqa: PLW0603 - hypothesis wants no fixture that lives shorter than the examples
    FOLDER = tmp_path_factory.mktemp("changed")
    WHOLE.update({ending: make(ARTICLE) for ending, make in builders.items()})
