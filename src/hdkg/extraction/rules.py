"""Rules as data: read from YAML, compiled once, matched over coded text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import ahocorasick
import regex
import yaml

from hdkg.errors import RuleError
from hdkg.extraction.coded import Tag
from hdkg.normalise.units import unit_forms
from hdkg.resources import rules_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FEW = 6
_CORES = ("values", "rank", "points")
_OF_SENTENCES = ("conferral", "thing", "project-list", "project-state", "figure")
_MACRO = regex.compile(r"\{([A-Z][A-Z_]+)\}")
_KEYS = {
    "id",
    "phase",
    "priority",
    "pattern",
    "yields",
    "within",
    "note",
    "triggers",
    "set",
    "examples",
    "counter-examples",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes
    ----------
    id
        Its name; the graph names it as the reader of each claim.
    phase
        The pass in which it is tried.
    priority
        Within its phase, rules of a higher priority are tried first and keep what they matched.
    pattern
        What it matches, over text and annotations.
    triggers
        Words one of which must stand in the text before the pattern is tried; none = always.
    figures
        For a figure rule, the annotations that its figures can be: one of them must stand in the clause.
    cores
        The groups of a figure rule that hold its figures.
    yields
        What a match is read as.
    within
        For a rule of what a clause begins with: a trigger must begin within so many characters; 0 for other rules.
    settings
        What else the reader of the match must know.
    examples, counters
        Sentences with what the rule must, and must not, read in them.
    """

    id: str
    phase: str
    priority: int
    pattern: regex.Pattern[str]
    triggers: tuple[str, ...]
    figures: frozenset[str]
    cores: tuple[str, ...]
    yields: str
    within: int
    settings: dict[str, Any]
    examples: tuple[dict[str, Any], ...]
    counters: tuple[dict[str, Any], ...]

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """Return the matches in ``text[start:end]``."""
        stop = len(text) if end is None else end
        if self.within:
            return _begun(self, text)
        if self.triggers:
            for word in self.triggers:
                if text.find(word, start, stop) >= 0:
                    break
            else:
                return iter(())
        return self.pattern.finditer(text, start, stop)


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the list of words of that name in ``lexicon.yaml``, in the order of the file.

    Raises
    ------
    RuleError
        There is no such list.
    """
    lists = _lexicon()
    if name not in lists:
        raise RuleError(f"no list of words is called {name}", "add it to rules/lexicon.yaml")
    return lists[name]


@cache
def known(name: str) -> frozenset[str]:
    """Return the words of that list as a set, to ask whether a word is one of them."""
    return frozenset(words(name))


@cache
def macro(name: str) -> str:
    """Return the pattern that ``{NAME}`` stands for: an annotation, or any of a list of words, the longest first."""
    if name in Tag.__members__:
        return Tag[name].value
    if name in {"UNIT", "UNIT_COUNT"}:
        return _unit_forms(counted=name == "UNIT_COUNT")
    patterns = _patterns()
    if name in patterns:
        return f"(?:{expand(patterns[name])})"
    alternatives = sorted(words(name.lower().replace("_", "-")), key=lambda word: (-len(word), word))
    return _any_of([regex.escape(word, literal_spaces=True) for word in alternatives], alternatives)


def _any_of(patterns: list[str], alternatives: list[str]) -> str:
    """Return a pattern for any of some words; of many, their first characters are looked at first, which is quicker."""
    choice = "(?:" + "|".join(patterns) + ")"
    if len(alternatives) <= _FEW:
        return choice
    first = "".join(sorted({regex.escape(word[0]) for word in alternatives}))
    return f"(?:(?=[{first}]){choice})"


def _unit_forms(*, counted: bool) -> str:
    """Return a pattern for the surface forms of units; only of those that Chinese numerals go with, if so asked."""
    chosen = [
        form
        for form, concept in unit_forms().items()
        if form not in words("unit-excluded")
        and (not counted or concept.local_name in words("unit-counted"))
        and not (counted and form in words("unit-not-counted"))
    ]
    latin = "(?![A-Za-z])"
    forms = sorted(chosen, key=lambda form: (-len(form), form))
    patterns = [_brackets(regex.escape(f)) + (latin if f[-1].isascii() and f[-1].isalpha() else "") for f in forms]
    return _any_of(patterns, [*forms, *(form.replace("(", "（") for form in forms)])


def _brackets(pattern: str) -> str:
    """Let brackets in a pattern be of either width."""
    return pattern.replace(r"\(", "[(（]").replace(r"\)", "[)）]")


def expand(pattern: str) -> str:
    """Return `pattern` with its macros written out."""
    return _MACRO.sub(lambda found: macro(found[1]), pattern)


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """Return a pattern with macros, compiled."""
    return regex.compile(expand(pattern), regex.VERSION1)


@cache
def phase(name: str) -> tuple[Rule, ...]:
    """Return the rules of a phase, highest priority first, then in the order of the files."""
    chosen = [rule for rule in all_rules() if rule.phase == name]
    return tuple(sorted(chosen, key=lambda rule: -rule.priority))


@lru_cache(maxsize=1)
def candidates(text: str) -> dict[str, list[Rule]]:
    """Return for each phase that reads sentences its rules, without those none of whose triggers stands in the text.

    The triggers of all rules are looked for in one pass, and the phases ask for the same sentence one after the other.
    """
    rules, always, finder = _finder()
    found: dict[str, list[Rule]] = {name: [] for name in _OF_SENTENCES}
    for number in sorted(always.union(*(hit for _, hit in finder.iter(text)))):
        found[rules[number].phase].append(rules[number])
    return found


@cache
def _finder() -> tuple[list[Rule], frozenset[int], ahocorasick.Automaton]:
    """Return the rules of the phases that read sentences, those of them without triggers, and a finder of triggers."""
    rules = [rule for name in _OF_SENTENCES for rule in phase(name)]
    triggered: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for word in rule.triggers:
            triggered.setdefault(word, []).append(number)
    finder = ahocorasick.Automaton()
    for word, numbers in triggered.items():
        finder.add_word(word, frozenset(numbers))
    finder.make_automaton()
    return rules, frozenset(number for number, rule in enumerate(rules) if not rule.triggers), finder


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the rule files.

    Raises
    ------
    RuleError
        A file or a rule in it is malformed, or two rules have one id.
    """
    found: dict[str, Rule] = {}
    for path in sorted(rules_dir().glob("*.yaml")):
        for entry in _load(path).get("rules", []):
            rule = _rule(entry, path)
            if rule.id in found:
                raise RuleError(f"two rules are called {rule.id}", "rename one", where=path)
            found[rule.id] = rule
    return tuple(found.values())


def _rule(entry: dict[str, Any], path: Path) -> Rule:
    name = str(entry.get("id", "?"))
    triggers = tuple(_triggers(entry.get("triggers", ())))
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise RuleError(f"rule {name} has unknown keys: {', '.join(unknown)}", "see the head of the file", where=path)
    try:
        return Rule(
            id=str(entry["id"]),
            phase=str(entry["phase"]),
            priority=int(entry.get("priority", 50)),
            pattern=_pattern(entry),
            triggers=triggers,
            figures=_figures(str(entry["pattern"])) if entry["phase"] == "figure" else frozenset(),
            cores=tuple(name for name in _CORES if f"(?<{name}>" in str(entry["pattern"])),
            yields=str(entry["yields"]),
            within=int(entry.get("within", 0)),
            settings=dict(entry.get("set", {})),
            examples=tuple(entry.get("examples", ())),
            counters=tuple(entry.get("counter-examples", ())),
        )
    except KeyError as error:
        raise RuleError(f"rule {name} lacks {error}", "add it", where=path) from error
    except regex.error as error:
        raise RuleError(f"the pattern of rule {name} is malformed ({error})", "mend it", where=path) from error


def _pattern(entry: dict[str, Any]) -> regex.Pattern[str]:
    """Return the pattern of a rule, compiled; that of an annotating one runs over several blocks, a line each."""
    if entry["phase"] == "annotate":
        return regex.compile(expand(str(entry["pattern"])), regex.VERSION1 | regex.MULTILINE)
    return compiled(str(entry["pattern"]))


def _triggers(listed: Iterable[str]) -> Iterator[str]:
    """Yield the words that trigger a rule; a list of words may be named in their place."""
    for word in listed:
        named = _MACRO.fullmatch(word)
        yield from words(named[1].lower().replace("_", "-")) if named is not None else (word,)


@lru_cache(maxsize=1)
def _begins(text: str) -> tuple[int, ...]:
    """Return where in a text the subject of a clause can begin."""
    return tuple(found.start() for found in compiled("{BEGIN}").finditer(text))


@cache
def _trigger(triggers: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of some triggers; of plain words `re` is nine times as quick as `regex`."""
    return re.compile("|".join(map(re.escape, triggers)))


@lru_cache(maxsize=4)
def _near(pattern: re.Pattern[str], text: str) -> list[int]:
    """Return where in a text any trigger stands; rules with the same triggers ask it one after the other."""
    return [found.start() for found in pattern.finditer(text)]


def _begun(rule: Rule, text: str) -> Iterator[regex.Match[str]]:
    """Yield the matches of a rule where a clause's subject can begin and a trigger is near."""
    near = _near(_trigger(rule.triggers), text)
    begins = _begins(text) if near else ()
    tried = 0
    for trigger in near:
        first, tried = max(tried, bisect_left(begins, trigger - rule.within)), bisect_right(begins, trigger)
        for at in begins[first:tried]:
            match = rule.pattern.match(text, at)
            if match is not None:
                yield match


def _figures(pattern: str) -> frozenset[str]:
    """Return the annotations that stand in the groups of a pattern that hold its figures."""
    held = "".join(expand(found[0]) for found in _FIGURE_GROUP.finditer(pattern))
    return frozenset(char for char in held if "\ue000" <= char <= "\uf8ff")


_FIGURE_GROUP = regex.compile(r"\(\?<(?:values|rank|points)>(?<inner>[^()]*+(?:\((?&inner)\)[^()]*+)*+)\)")


@cache
def _load(path: Path) -> dict[str, Any]:
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as error:
        raise RuleError(f"not YAML ({error})", "mend the file", where=path) from error
    if not isinstance(loaded, dict):
        raise RuleError("a rule file is a mapping", "see the other files", where=path)
    return loaded


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted(rules_dir().glob("*.yaml")):
        for name, value in _load(path).get("words", {}).items():
            lists[name] = tuple(str(value).split())
    return lists


@cache
def mapping(name: str) -> dict[str, list[str]]:
    """Return a mapping of words to words of the rule files, by its key.

    Raises
    ------
    RuleError
        No file has it.
    """
    for path in sorted(rules_dir().glob("*.yaml")):
        found = _load(path).get(name)
        if isinstance(found, dict):
            return found
    raise RuleError(f"no mapping is called {name}", "add it to rules/names.yaml")


@cache
def measures() -> dict[str, dict[str, str]]:
    """Return what a verb behind its object measures, by the unit's concept."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(rules_dir().glob("*.yaml")):
        found.update(_load(path).get("verb-heads", {}))
    return found


@cache
def _patterns() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(rules_dir().glob("*.yaml")):
        found.update({str(name): str(value) for name, value in _load(path).get("patterns", {}).items()})
    return found
