"""How a citation is written: GB/T 7714—2015, BibTeX, CSL-JSON.

A newspaper's article is [N/OL] and ``article-newspaper``; a source without a newspaper [EB/OL] and ``webpage``.
The day of access is the user's to give, for the same fact has to give the same text every day.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from hdkg.errors import QueryError
from hdkg.store.render import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hdkg.evidence.citation import Citation

NAMED = 3  # authors that GB/T 7714—2015 names before “等”
# BibTeX counts a brace even behind a backslash, so that a brace of the text must not stand in the entry as one.
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}


def gbt7714(citation: Citation, accessed: str = "") -> str:
    """Return a reference after GB/T 7714—2015 (an electronic source), followed by the words of the source.

    Parameters
    ----------
    citation
        What to cite.
    accessed
        Day of access, ISO 8601, which the standard asks for; left out where empty.

    Raises
    ------
    QueryError
        The day is none.

    Examples
    --------
    >>> from hdkg.evidence.citation import Citation, Quote
    >>> said = (Quote("总产值3亿元", 5, 11, "urn:span"),)
    >>> citation = Citation("urn:fact", "", "", said, "青溪一年", ("甲乙",), "青溪日报", "2033-01-09")
    >>> print(gbt7714(citation, accessed="2033-02-01"))
    甲乙. 青溪一年[N/OL]. 青溪日报, 2033-01-09[2033-02-01]. urn:fact. 原文：“总产值3亿元”.
    """
    day = f"[{_day(accessed)}]" if accessed else ""
    names = ", ".join((*citation.authors[:NAMED], *(("等",) if len(citation.authors) > NAMED else ())))
    if citation.publisher:
        published = ", ".join(filter(None, (citation.publisher, citation.issued))) + day
        parts = [names, f"{citation.title}[N/OL]", published]
    else:
        issued = f". ({citation.issued})" if citation.issued else ""
        parts = [names, f"{citation.title}[EB/OL]{issued}{day}"]
    parts += [citation.fact, f"原文：{_words(citation)}"]
    parts.append(_origin(citation))
    return one_line(". ".join(filter(None, parts))) + "."


def bibtex(citation: Citation, accessed: str = "") -> str:
    r"""Return a BibTeX entry in UTF-8; what TeX reads as commands is escaped.

    Examples
    --------
    >>> from hdkg.evidence.citation import Citation, Quote
    >>> said = (Quote("增长5%", 5, 9, "urn:span"),)
    >>> print(bibtex(Citation("https://w3id.org/hdkg/id/claim/a/b", "", "", said, "青溪一年")))
    @misc{claim-a-b,
      title = {{青溪一年}},
      url = {https://w3id.org/hdkg/id/claim/a/b},
      note = {“增长5\%”}
    }
    """
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in citation.authors),
        "title": f"{{{_tex(citation.title)}}}",
        "journal": _tex(citation.publisher),
        "date": citation.issued,
        "year": citation.issued[:4],
        "url": citation.fact,
        "urldate": _day(accessed) if accessed else "",
        "note": _tex(_note(citation)),
    }
    kind = "article" if citation.publisher else "misc"
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{_key(citation.fact)},\n" + ",\n".join(lines) + "\n}"


def csl_json(citations: Iterable[Citation], accessed: str = "") -> str:
    """Return CSL-JSON, the input of citation processors (Zotero, Pandoc).

    Examples
    --------
    >>> from hdkg.evidence.citation import Citation, Quote
    >>> said = (Quote("甲", 0, 1, "urn:span"),)
    >>> json.loads(csl_json([Citation("urn:fact", "", "", said, "青溪一年", issued="2033-01-09")]))[0]["issued"]
    {'date-parts': [[2033, 1, 9]]}
    """
    items = [_item(citation, accessed) for citation in citations]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(citation: Citation, accessed: str) -> dict[str, object]:
    """Return one item of CSL-JSON, what is unknown left out."""
    item: dict[str, object] = {
        "id": _key(citation.fact),
        "type": "article-newspaper" if citation.publisher else "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.publisher,
        "issued": _date_parts(citation.issued),
        "accessed": _date_parts(accessed),
        "URL": citation.fact,
        "language": "zh-CN",
        "note": _note(citation),
    }
    return {name: value for name, value in item.items() if value}


def _date_parts(date: str) -> dict[str, list[list[int]]]:
    """Return a day as CSL writes it; nothing where there is none."""
    return {"date-parts": [[int(part) for part in _day(date).split("-")]]} if date else {}


def _day(text: str) -> str:
    """Return an ISO 8601 day."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise QueryError(f"{text!r} is no day", "give it as 2024-01-31") from error


def _words(citation: Citation) -> str:
    """Return the words of the source, each run in quotation marks."""
    return "；".join(f"“{quote.text}”" for quote in citation.quotes)


def _note(citation: Citation) -> str:
    """Return what the fact says, the words, and the bibliographic record of the source."""
    return "；".join(filter(None, (citation.says, _words(citation), _origin(citation))))


def _origin(citation: Citation) -> str:
    """Return what a source without author and newspaper restates, or where another one appeared as well."""
    if not citation.record:
        return ""
    own = citation.authors or citation.publisher
    return f"著录：{citation.record}" if own else f"转述自：{citation.record}"


def _key(iri: str) -> str:
    """Return a key for bibliographies: the end of the IRI in letters, digits and hyphens."""
    tail = iri.removeprefix("https://w3id.org/hdkg/id/")
    return "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in tail).split())


def _tex(text: str) -> str:
    """Return a text with what TeX would read as a command escaped, on one line."""
    return "".join(_TEX.get(sign, sign) for sign in one_line(text))
