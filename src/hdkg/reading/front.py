"""The front matter of a source: YAML between two lines of ``---`` that says what the article is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import yaml

from hdkg.errors import SourceError
from hdkg.model import Metadata, Origin

KEYS = (
    "county",
    "code",
    "year",
    "published",
    "title",
    "newspaper",
    "authors",
    "also_published",
    "licence",
    "reliability",
)
"""The keys of a front matter; ``based_on`` holds some of them, of another article, or a list of origins."""

_BASED_ON = ("title", "newspaper", "published", "authors", "also_published")
_ORIGIN = ("title", "newspaper", "published", "url", "sections")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>(?=[A-Za-z_#]).*?^)---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_OPEN = re.compile(r"---[ \t]*\r?\n[a-z_]+:")
_RELIABILITY = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a front matter says.

    Attributes
    ----------
    metadata
        What it says of the article; its `county` is the code as written, not yet looked up.
    county
        The county's name as written.
    end
        Where the text behind it starts.
    lines
        The line of each key, for messages.
    """

    metadata: Metadata = field(default_factory=Metadata)
    county: str = ""
    end: int = 0
    lines: Mapping[str, int] = field(default_factory=dict, hash=False)


def front_matter(text: str, where: str) -> FrontMatter:
    r"""Read the front matter of a text, if it has one.

    Parameters
    ----------
    text
        The whole text.
    where
        The file's name, for messages.

    Raises
    ------
    SourceError
        It is no YAML, not closed, or a key or value is not one of a front matter; the line is named.

    Examples
    --------
    >>> front = front_matter("---\ncode: 430424\npublished: 2024-01-12\n---\n正文。", "a.md")
    >>> front.metadata.county, front.metadata.published, front.end
    ('430424', '2024-01-12', 43)
    """
    match = _FRONT.match(text)
    if match is None:
        if _OPEN.match(text):
            raise SourceError("the front matter has no end", "close it with a line of ---", where=where, line=1)
        return FrontMatter()
    written = match["yaml"]
    lines = {key: written.count("\n", 0, at) + 2 for key, at in _keys(written)}
    reader = _Reader(_load(written, where), lines, where)
    return FrontMatter(reader.metadata(), reader.text("county"), match.end(), lines)


def check_sections(front: FrontMatter, sections: Collection[str], where: str) -> None:
    r"""See that every section that an origin names is one of the text.

    Raises
    ------
    SourceError
        One is not; it is named, with the line of ``based_on``.

    Examples
    --------
    >>> front = front_matter("---\nbased_on:\n- newspaper: 甲日报\n  sections: 一、农业\n---\n正文。", "a.md")
    >>> check_sections(front, {"一、农业"}, "a.md")
    """
    for origin in front.metadata.origins:
        for section in origin.sections:
            if section not in sections:
                problem = f"“{section}” of “based_on” is no heading of the text"
                raise SourceError(problem, "copy the heading", where=where, line=front.lines.get("based_on", 1))


def _keys(written: str) -> list[tuple[str, int]]:
    """Return each key of the top level with its offset."""
    return [(found[1], found.start()) for found in re.finditer(r"^([A-Za-z_]+):", written, re.MULTILINE)]


def _load(written: str, where: str) -> dict[str, object]:
    """Parse the YAML; every value stays the text that it is written as."""
    try:
        values = yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 - it builds nothing but texts, lists and maps
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = 2 + (mark.line if mark is not None else 0)
        reason = getattr(error, "problem", None) or "it cannot be parsed"
        raise SourceError(
            f"the front matter is not YAML ({reason})", "mend this line", where=where, line=line
        ) from error
    if not isinstance(values, dict):
        raise SourceError("the front matter has no keys", "write key: value in each line", where=where, line=2)
    return values


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values of the front matter, each of the kind that its key asks for."""

    values: dict[str, object]
    lines: Mapping[str, int]
    where: str

    def metadata(self) -> Metadata:
        """Return what the front matter says of the article."""
        for key in self.values:
            if key not in (*KEYS, "based_on"):
                raise self.error(
                    str(key), f"“{key}” is no key of a front matter", f"use one of {', '.join(KEYS)}, based_on"
                )
        base, origins = self.based_on(), self.origins()
        reliability = self.text("reliability")
        if reliability not in ("", *_RELIABILITY):
            remedy = f"write one of {', '.join(_RELIABILITY)}"
            raise self.error("reliability", f"“{reliability}” is no reliability", remedy)
        return Metadata(
            county=self.text("code"),
            published=self.date("published") or base.date("published"),
            year=self.year(),
            title=base.text("title") or self.text("title"),
            newspaper=base.text("newspaper") or self.text("newspaper"),
            authors=base.texts("authors") or self.texts("authors"),
            also_published=base.texts("also_published") or self.texts("also_published"),
            licence=self.text("licence"),
            reliability=reliability,
            restatement=bool(base.values or origins),
            origins=origins,
        )

    def based_on(self) -> _Reader:
        """Return a reader of the one article that this one restates; it has no values where there is none."""
        values = self.values.get("based_on", {})
        if isinstance(values, list):
            return _Reader({}, self.lines, self.where)
        if not isinstance(values, dict) or not set(values) <= set(_BASED_ON):
            raise self.error("based_on", "“based_on” does not describe an article", f"give it {', '.join(_BASED_ON)}")
        return _Reader(values, dict.fromkeys(_BASED_ON, self.lines.get("based_on", 1)), self.where)

    def origins(self) -> tuple[Origin, ...]:
        """Return the places that the facts are put together from, where ``based_on`` lists several."""
        values = self.values.get("based_on")
        return tuple(self._origin(each) for each in values) if isinstance(values, list) else ()

    def _origin(self, values: object) -> Origin:
        """Return one of several origins."""
        if not isinstance(values, dict) or not set(values) <= set(_ORIGIN) or set(values) <= {"published", "sections"}:
            problem = "an item of “based_on” does not describe an origin"
            raise self.error("based_on", problem, f"give it {', '.join(_ORIGIN)}")
        reader = _Reader(values, dict.fromkeys(_ORIGIN, self.lines.get("based_on", 1)), self.where)
        url = reader.text("url")
        if url and not _ADDRESS.fullmatch(url):
            raise reader.error("url", f"“{url}” is no address on the web", "write it as https://…")
        return Origin(
            title=reader.text("title"),
            newspaper=reader.text("newspaper"),
            published=reader.date("published", short=True),
            url=url,
            sections=reader.texts("sections"),
        )

    def text(self, key: str) -> str:
        """Return a text."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.error(key, f"“{key}” is no text", "write one text")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text counts as a list of one."""
        value = self.values.get(key, [])
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) for item in items):
            raise self.error(key, f"“{key}” is no list of texts", "write [one, another]")
        return tuple(str(item).strip() for item in items)

    def date(self, key: str, *, short: bool = False) -> str:
        """Return a date after ISO 8601; a `short` one may be but a year or a month."""
        value = self.text(key)
        if short and re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", value, re.ASCII):
            return value
        try:
            return date.fromisoformat(value).isoformat() if value else ""
        except ValueError:
            raise self.error(key, f"“{value}” is no date", "write it as 2024-01-31") from None

    def year(self) -> int | None:
        """Return the year that is reviewed."""
        value = self.text("year")
        if value and not re.fullmatch(r"(?:19|20)\d\d", value):
            raise self.error("year", f"“{value}” is no year", "write it as 2023")
        return int(value) if value else None

    def error(self, key: str, problem: str, remedy: str) -> SourceError:
        """Return an error at the line of a key."""
        return SourceError(problem, remedy, where=self.where, line=self.lines.get(key, 1))
