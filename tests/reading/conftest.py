"""Builders of real Word documents, PDFs and web pages out of a Markdown article."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

FONT = "STSong-Light"  # one of the fonts that every reader of PDFs has to know, so that none is embedded
SIZE, STEP, LEFT, RIGHT, TOP, BOTTOM = 12, 20, 70, 520, 770, 70
Rows = list[list[str]]
Build = Callable[..., bytes]


def parts(article: str) -> Iterator[tuple[int, str]]:
    """Yield the level (0 for running text) and the words of each paragraph of an article without its front matter."""
    body = re.sub(r"\A---\n.*?\n---\n", "", article, flags=re.DOTALL)
    for line in filter(None, map(str.strip, body.splitlines())):
        marks = re.match(r"#+", line)
        yield (len(marks[0]) if marks else 0), line.lstrip("# ")


def word_of(article: str, rows: Rows | None = None) -> bytes:
    """Return a Word document with the styles for title and headings."""
    document = docx.Document()
    document.core_properties.title = "别的题目"
    for level, words in parts(article):
        if level:
            document.add_heading(words, level - 1)
        else:
            document.add_paragraph(words)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def page_of(article: str, rows: Rows | None = None) -> bytes:
    """Return a web page as county governments have them: menu, article, the site's foot, scripts."""
    made = "".join(
        f"<h{level}>{html.escape(words)}</h{level}>" if level else f"<p>　　{html.escape(words)}</p>"
        for level, words in parts(article)
    )
    cells = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows or [])
    table = f'<table border="1">{cells}</table>' if rows else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>县政府网站</title>
<script>var fake = "2023年，全县生产总值999亿元，居全市第一。";</script></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a></div>
<div class="content">{made}{table}</div><script>document.title = "解决问题999个。"</script>
<div class="footer"><a href="/x">网站地图</a></div></body></html>""".encode()


def pdf_of(article: str, rows: Rows | None = None, *, password: str = "", columns: int = 1) -> bytes:
    """Return a PDF whose lines break in mid-sentence wherever they are full, with running head and page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    whole = io.BytesIO()
    paper = canvas.Canvas(whole, pagesize=A4, encrypt=password or None, invariant=1)
    paper.setTitle("2020年1月1日的题目")
    pen = _Pen(paper, columns)
    for level, words in parts(article):
        pen.paragraph(words, SIZE + (8 if level == 1 else 0), indent=0 if level else 2)
    for row in rows or []:
        pen.row(row)
    pen.end_page()
    paper.save()
    return whole.getvalue()


class _Pen:
    """Writes lines down a page and begins the next one."""

    def __init__(self, paper: canvas.Canvas, columns: int) -> None:
        self.paper, self.y, self.page = paper, TOP, 1
        self.columns, self.column, self.width = columns, 0, (RIGHT - LEFT + 24) / columns

    @property
    def left(self) -> float:
        """The left edge of the column."""
        return LEFT + self.column * self.width

    def paragraph(self, words: str, size: int, indent: int) -> None:
        """Write a paragraph, broken wherever the line is full."""
        shift, line = float(indent * size), ""
        for char in words:
            if shift + pdfmetrics.stringWidth(line + char, FONT, size) > self.width - 24:
                self.line(line, shift, size)
                shift, line = 0.0, ""
            line += char
        self.line(line, shift, size)

    def line(self, words: str, shift: float, size: int) -> None:
        """Write a line so far from the left edge."""
        if self.y < BOTTOM:
            self.end_column()
        self.paper.setFont(FONT, size)
        self.paper.drawString(self.left + shift, self.y, words)
        self.y -= STEP

    def end_column(self) -> None:
        """Go to the top of the next column or page."""
        self.y, self.column = TOP, self.column + 1
        if self.column == self.columns:
            self.end_page()

    def row(self, cells: list[str]) -> None:
        """Write a row of a ruled table whose cells are hardly wider than their words."""
        if self.y < BOTTOM:
            self.end_column()
        x = self.left
        self.paper.setFont(FONT, SIZE)
        for cell in cells:
            width = pdfmetrics.stringWidth(cell, FONT, SIZE) + 4
            self.paper.rect(x, self.y - 4, width, STEP)
            self.paper.drawString(x + 2, self.y, cell)
            x += width
        self.y -= STEP

    def end_page(self) -> None:
        """Write running head and page number, and begin a page."""
        self.paper.setFont(FONT, 9)
        self.paper.drawString(LEFT, 810, "县级综述汇编")
        self.paper.drawString(290, 40, f"- {self.page} -")
        self.paper.showPage()
        self.y, self.page, self.column = TOP, self.page + 1, 0


@pytest.fixture(scope="session")
def builders() -> dict[str, Build]:
    """Return the builder of each kind of file by its ending."""
    return {".docx": word_of, ".html": page_of, ".pdf": pdf_of}
