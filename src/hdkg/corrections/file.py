"""The file in which a person's corrections of one article are kept: YAML that a person can read and mend."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from hdkg.corrections.keys import LEDGER
from hdkg.corrections.slots import BY_NAME, slots
from hdkg.errors import CorrectionError
from hdkg.files import write_text
from hdkg.model import Action, Correction, Span

if TYPE_CHECKING:
    from hdkg.model import Article

_HEAD = "# A person's last word on what was read out of this article; docs/corrections.md says how to write it.\n"
_TOP = ("article", "sha256", "corrections")
_NEEDED = ("action", "what", "start", "end", "words", "who", "when", "why")
_KEYS = (*_NEEDED, "set", "was")
_REMEDY = "mend it there, or write it anew with “hdkg review”"


@dataclass(frozen=True, slots=True)
class CorrectionFile:
    """What a file of corrections holds: the article's name and SHA-256 when it was written, and the corrections."""

    article: str = ""
    sha256: str = ""
    corrections: tuple[Correction, ...] = ()


def load(path: str | Path) -> CorrectionFile:
    """Read a file of corrections; one that is not there holds none.

    Parameters
    ----------
    path
        The YAML file.

    Raises
    ------
    CorrectionError
        It cannot be read or is malformed; the line is named.

    Examples
    --------
    >>> load("no-such-file.yaml").corrections
    ()
    """
    file = Path(path)
    if not file.is_file():
        return CorrectionFile()
    try:
        node = yaml.compose(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        reason = getattr(error, "problem", None) or "not UTF-8, or not readable"
        raise CorrectionError(f"this is no YAML ({reason})", _REMEDY, where=path, line=line) from error
    if node is None:
        return CorrectionFile()
    reader = _Reader(path)
    top = reader.map(node, "the file", _TOP)
    listed = top.get("corrections")
    if listed is not None and not isinstance(listed, yaml.SequenceNode):
        raise reader.error(listed, "“corrections” is no list")
    items = listed.value if listed is not None else []
    return CorrectionFile(
        reader.text(top, "article", node), reader.text(top, "sha256", node), tuple(map(reader.correction, items))
    )


def save(path: str | Path, article: Article, corrections: tuple[Correction, ...]) -> Path:
    """Write a file of corrections, whole or not at all.

    Raises
    ------
    TargetError
        It cannot be written; what stood there before is still there.
    """
    listed = [_plain(correction) for correction in corrections]
    whole = {"article": article.name, "sha256": article.sha256, "corrections": listed}
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=1000)
    return write_text(path, _HEAD + text)


def checked(correction: Correction) -> Correction:
    """Return a correction that can be meant.

    Raises
    ------
    CorrectionError
        Kind, action and slots do not go together, the day is none, or who or why is empty.

    Examples
    --------
    >>> checked(Correction(Action.REJECT, "numeral", Span(0, 1), "三", "张三", "2024-05-01", "误读"))
    Traceback (most recent call last):
    hdkg.errors.CorrectionError: an open numeral can only be accepted; that sets it aside
    """
    if correction.what not in LEDGER | BY_NAME.keys():
        raise CorrectionError(f"“{correction.what}” is no kind of thing", f"write one of {', '.join(sorted(BY_NAME))}")
    if correction.what in LEDGER and correction.action is not Action.ACCEPT:
        raise CorrectionError(f"an open {correction.what} can only be accepted", "that sets it aside")
    sets = correction.action in {Action.CORRECT, Action.ADD}
    if sets != bool(correction.slots):
        does = "sets no slot" if sets else "sets slots"
        raise CorrectionError(
            f"the action “{correction.action}” {does}", "use correct or add to set slots, and only those"
        )
    known_slots = slots(BY_NAME[correction.what]) if correction.what in BY_NAME else {}
    for name, _ in correction.slots:
        if name not in known_slots:
            raise CorrectionError(f"“{name}” is no slot of {correction.what}", f"set one of {', '.join(known_slots)}")
    if len(correction.words) != correction.span.end - correction.span.start:
        raise CorrectionError("the words are not as long as the place from start to end", _REMEDY)
    if not (correction.who.strip() and correction.why.strip()):
        raise CorrectionError("a correction says who makes it and why", "give --who and --why")
    try:
        if date.fromisoformat(correction.when).isoformat() != correction.when:
            raise ValueError
    except ValueError:
        raise CorrectionError(f"“{correction.when}” is no date", "write it as 2024-01-31") from None
    return correction


def _plain(correction: Correction) -> dict[str, object]:
    """Return a correction as the file writes it."""
    said: dict[str, object] = {
        "action": correction.action.value,
        "what": correction.what,
        "start": correction.span.start,
        "end": correction.span.end,
        "words": correction.words,
        "set": dict(correction.slots),
        "was": dict(correction.was),
        "why": correction.why,
        "who": correction.who,
        "when": correction.when,
    }
    return {key: value for key, value in said.items() if value != {}}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the nodes of the YAML, each of the kind that is expected there."""

    path: str | Path

    def error(self, node: yaml.Node, problem: str, remedy: str = _REMEDY) -> CorrectionError:
        """Return an error at the line of a node."""
        return CorrectionError(problem, remedy, where=self.path, line=node.start_mark.line + 1)

    def map(self, node: yaml.Node, what: str, keys: tuple[str, ...] | None) -> dict[str, yaml.Node]:
        """Return a mapping with these keys (None: any)."""
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, f"{what} has no keys")
        found = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or (keys is not None and key.value not in keys):
                raise self.error(key, f"“{key.value}” is no key of {what}", f"use {', '.join(keys or ())}")
            found[str(key.value)] = value
        return found

    def text(self, found: dict[str, yaml.Node], key: str, parent: yaml.Node, *, needed: bool = False) -> str:
        """Return a text."""
        node = found.get(key)
        if node is None:
            if needed:
                raise self.error(parent, f"“{key}” is missing")
            return ""
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(node, f"“{key}” is no text")
        return str(node.value)

    def correction(self, node: yaml.Node) -> Correction:
        """Return a correction."""
        found = self.map(node, "a correction", _KEYS)
        said = {key: self.text(found, key, node, needed=True) for key in _NEEDED}
        if said["action"] not in set(Action):
            raise self.error(found["action"], f"“{said['action']}” is no action", f"write one of {', '.join(Action)}")
        if not all(re.fullmatch(r"\d{1,9}", said[key], re.ASCII) for key in ("start", "end")):
            raise self.error(found["start"], "start and end are no offsets")
        try:
            made = Correction(
                Action(said["action"]),
                said["what"],
                Span(int(said["start"]), int(said["end"])),
                said["words"],
                said["who"],
                said["when"],
                said["why"],
            )
            return checked(replace(made, slots=self.slots(found.get("set")), was=self.slots(found.get("was"))))
        except CorrectionError as error:
            raise self.error(node, error.problem, error.remedy) if error.line is None else error from None
        except ValueError:
            raise self.error(found["start"], "the end does not come behind the start") from None

    def slots(self, node: yaml.Node | None) -> tuple[tuple[str, str], ...]:
        """Return names and values of slots."""
        if node is None:
            return ()
        found = self.map(node, "the list of slots", None)
        return tuple((key, self.text(found, key, node)) for key in found)
