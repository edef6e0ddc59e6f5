"""A comparison for a person to read, in Chinese or English, and for programs as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hdkg.resources import concepts, ontology_dir
from hdkg.store.render import one_line, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.comparison.claim import Claim
    from hdkg.comparison.pairing import Change, Comparison, Derived

_WORDS = {
    "zh": {
        "thing": "提及",
        "comparison": "与他地相比",
        "rank": "位次",
        "honour": "荣誉",
        "completion": "完成",
        "credit": "成果",
        "participation": "参与",
        "superlative": "之最",
        "place": "第{}",
        "derived": "推算：",
        "up": "上升{}位",
        "down": "下降{}位",
        "incomparable": "时期口径不同，不作比较",
        "counts": "新增{}，减少{}，改变{}，未变{}",
        "same": "没有差异：{}条相同",
        "comma": "，",
        "open": "（",
        "close": "）",
    },
    "en": {
        "thing": "mentioned",
        "comparison": "compared with others",
        "rank": "rank",
        "honour": "honour",
        "completion": "completion",
        "credit": "result",
        "participation": "taking part",
        "superlative": "first or only",
        "place": "no. {}",
        "derived": "derived: ",
        "up": "up {}",
        "down": "down {}",
        "incomparable": "other parts of a year: not compared",
        "counts": "{} added, {} removed, {} changed, {} unchanged",
        "same": "no difference: {} are the same",
        "comma": ", ",
        "open": " (",
        "close": ")",
    },
}
SILENT = frozenset({"exact", "final"})  # what goes without saying of a figure


def as_text(comparison: Comparison, language: str = "zh") -> str:
    r"""Return what changed, entity by entity, each with the words of both sides.

    Parameters
    ----------
    comparison
        What `compare` found.
    language
        ``zh`` or ``en``: the language of labels and names; quotes stay as they are.

    Returns
    -------
    str
        ``+`` added, ``-`` removed, ``~`` changed; what is computed is marked as derived.  Ends with a line end.

    Examples
    --------
    >>> from hdkg.comparison.pairing import Comparison
    >>> as_text(Comparison((), 77), "en")
    'no difference: 77 are the same\n'
    """
    words = _WORDS[language]
    if not comparison.changes:
        return words["same"].format(comparison.unchanged) + "\n"
    lines = []
    for _, changes in groupby(comparison.changes, key=lambda change: change.claim.about):
        group = list(changes)
        lines.append(one_line(_name(group[0].claim, "about", language)))
        lines += [line for change in group for line in _lines(change, language)]
        lines.append("")
    counts = [comparison.count(sign) for sign in "+-~"]
    lines.append(words["counts"].format(*counts, comparison.unchanged))
    return "\n".join(lines) + "\n"


def as_json(comparison: Comparison) -> str:
    """Return what changed as JSON: for each change its sign, both claims, and what is derived.

    Examples
    --------
    >>> from hdkg.comparison.pairing import Comparison
    >>> json.loads(as_json(Comparison((), 77)))
    {'added': 0, 'removed': 0, 'changed': 0, 'unchanged': 77, 'changes': []}
    """
    whole = {
        "added": comparison.count("+"),
        "removed": comparison.count("-"),
        "changed": comparison.count("~"),
        "unchanged": comparison.unchanged,
        "changes": [_change(change) for change in comparison.changes],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=lambda number: f"{number:f}") + "\n"


def _change(change: Change) -> dict[str, Any]:
    """Return one change for JSON; decimals become text, so that no digit is lost."""
    derived = change.derived
    sides = {name: side and asdict(side) for name, side in (("before", change.before), ("after", change.after))}
    return {"sign": change.sign, **sides, "comparable": change.comparable, "derived": derived and asdict(derived)}


def _lines(change: Change, language: str) -> Iterator[str]:
    """Yield one change: a line, and the words of each side."""
    claim, words = change.claim, _WORDS[language]
    head = " ".join(filter(None, (_topic(claim, language), _periods(change))))
    values = dict.fromkeys(_value(side, language) for side in (change.before, change.after) if side)
    said = " → ".join(values) if any(values) else ""
    derived = change.derived
    if derived:
        said += words["open"] + words["derived"] + _implied(derived, language) + words["close"]
    if not change.comparable:
        said += words["open"] + words["incomparable"] + words["close"]
    yield "  " + one_line(f"{change.sign} {head}{': ' if said else ''}{said}")
    for sign, side in (("-", change.before), ("+", change.after)):
        if side:
            yield f"      {sign} {quoted(side.quote)}"


def _topic(claim: Claim, language: str) -> str:
    """Return what a claim says something of; the kind is named where the words do not tell it."""
    kind = _WORDS[language].get(claim.kind, "")
    if claim.kind == "thing":
        return kind
    aspect = claim.aspect if claim.kind in {"rank", "superlative"} else _name(claim, "aspect", language)
    return " ".join(filter(None, (kind, _name(claim, "what", language), aspect)))


def _periods(change: Change) -> str:
    """Return the period of a change, or both where they differ."""
    return " → ".join(dict.fromkeys(side.period for side in (change.before, change.after) if side and side.period))


def _value(claim: Claim, language: str) -> str:
    """Return what a claim says, as its source writes it."""
    rest = " ".join(word for word in claim.text.split() if word not in SILENT)
    if claim.written:
        figure = claim.written + claim.written_unit
    elif claim.number is None:
        figure = ""
    elif claim.kind in {"rank", "superlative"}:
        figure = _WORDS[language]["place"].format(f"{claim.number:f}")
    elif claim.kind == "completion":
        figure = f"{claim.number:f}%"
    else:
        figure = f"{claim.number:f}{_unit(claim.unit, language)}"
    return " ".join(filter(None, (figure, rest)))


def _implied(derived: Derived, language: str) -> str:
    """Return a derived difference with its unit, and in percent."""
    if not derived.unit and not derived.written_unit:
        return _WORDS[language]["up" if derived.difference < 0 else "down"].format(f"{abs(derived.difference):f}")
    unit = derived.written_unit or _unit(derived.unit, language)
    percent = "" if derived.percent is None else f"{_WORDS[language]['comma']}{derived.percent:+f}%"
    return f"{derived.difference:+f}{unit}{percent}"


def _unit(code: str, language: str) -> str:
    """Return a unit's name as it stands behind a figure."""
    if not code:
        return ""
    for unit in concepts(ontology_dir() / "units.ttl"):
        if unit.local_name == code:
            return unit.label(language) if language == "zh" or code == "percent" else f" {unit.label(language)}"
    return code


def _name(claim: Claim, part: str, language: str) -> str:
    """Return a claim's name of a part in a language."""
    return str(getattr(claim, f"{part}_{language}"))
