"""Read a Turtle file of SKOS concepts into plain frozen values, so that the text side needs no RDF library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from hdkg.errors import RuleError

SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of a catalogue.

    Attributes
    ----------
    iri, local_name
        Its IRI, and what follows the last ``/`` or ``#`` of it.
    types
        IRIs of its classes.
    labels
        Preferred label by language tag: ``{"zh": "元", "en": "yuan"}``.
    alt_labels
        Alternative labels by language tag (``""`` for none), in the order of the file.
    notations
        Codes, in the order of the file.
    properties
        Every other property: full IRI of the predicate to its values, IRIs and literals alike as plain strings,
        in the order of the file.
    """

    iri: str
    local_name: str
    types: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    alt_labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    notations: tuple[str, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def label(self, language: str) -> str:
        """Return the preferred label in a language, or the local name where it has none.

        Examples
        --------
        >>> Concept("https://example.org/unit/mu", "mu", labels={"zh": "亩"}).label("zh")
        '亩'
        """
        return self.labels.get(language, self.local_name)

    def surface_forms(self, language: str) -> tuple[str, ...]:
        """Return preferred and alternative labels in a language, the preferred one first.

        Examples
        --------
        >>> concept = Concept("https://example.org/a", "a", labels={"zh": "甲"}, alt_labels={"zh": ("乙",)})
        >>> concept.surface_forms("zh")
        ('甲', '乙')
        """
        preferred = (self.labels[language],) if language in self.labels else ()
        return preferred + self.alt_labels.get(language, ())

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of the properties whose IRI ends in ``/name`` or ``#name``, in the order of the file.

        Examples
        --------
        >>> Concept("https://example.org/c", "c", properties={"https://example.org/p/symbol": ("t",)}).values("symbol")
        ('t',)
        """
        found: list[str] = []
        for predicate, values in self.properties.items():
            if local_name(predicate) == name:
                found.extend(values)
        return tuple(found)

    @property
    def less_is_better(self) -> bool:
        """Whether the catalogue says of an indicator that a smaller figure is the better one.

        Examples
        --------
        >>> concept = Concept("urn:c", "c", properties={"https://w3id.org/hdkg/ontology/moreIsBetter": ("false",)})
        >>> concept.less_is_better, Concept("urn:d", "d").less_is_better
        (True, False)
        """
        return self.values("moreIsBetter") == ("false",)


def local_name(iri: str) -> str:
    """Return what follows the last ``/`` or ``#`` of an IRI.

    Examples
    --------
    >>> local_name("https://w3id.org/hdkg/unit/CNY")
    'CNY'
    """
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def concepts(path: str | Path) -> tuple[Concept, ...]:
    """Read the concepts of a Turtle file: every subject with a ``skos:prefLabel`` but the concept schemes.

    A file that did not change is read once.

    Parameters
    ----------
    path
        The Turtle file.

    Returns
    -------
    tuple[Concept, ...]
        In the order of the file.

    Raises
    ------
    RuleError
        The file is missing or malformed, or a concept has two preferred labels in one language.

    Examples
    --------
    >>> from hdkg.resources import ontology_dir
    >>> {concept.local_name: concept for concept in concepts(ontology_dir() / "units.ttl")}["mu"].label("zh")
    '亩'
    """
    file = Path(path)
    try:
        state = file.stat()
    except OSError as error:
        raise RuleError(f"cannot be read ({error.strerror})", "name an existing Turtle file", where=path) from error
    return _read(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=32)
def _read(file: Path, _changed: int, _size: int) -> tuple[Concept, ...]:
    """Read a file; the time of change and the size are part of the cache's key only."""
    described: dict[str, dict[str, list[ox.Literal | str]]] = {}
    for subject, predicate, value in _statements(file):
        described.setdefault(subject, {}).setdefault(predicate, []).append(value)
    scheme = SKOS + "ConceptScheme"
    return tuple(
        _concept(file, subject, properties)
        for subject, properties in described.items()
        if SKOS + "prefLabel" in properties and scheme not in properties.get(_TYPE, [])
    )


def _statements(file: Path) -> Iterator[tuple[str, str, ox.Literal | str]]:
    """Yield subject, predicate and object of each statement between IRIs or of an IRI and a literal."""
    try:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode):
                if isinstance(quad.object, ox.NamedNode):
                    yield quad.subject.value, quad.predicate.value, quad.object.value
                elif isinstance(quad.object, ox.Literal):
                    yield quad.subject.value, quad.predicate.value, quad.object
    except SyntaxError as error:
        problem = f"this is not Turtle ({error.msg})"
        raise RuleError(problem, "mend the file at this line", where=file, line=error.lineno) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read ({error})", "name a Turtle file in UTF-8", where=file) from error


def _concept(file: Path, iri: str, described: dict[str, list[ox.Literal | str]]) -> Concept:
    """Build one concept from its statements."""
    labels: dict[str, str] = {}
    for language, text in _by_language(described.get(SKOS + "prefLabel", [])):
        if labels.setdefault(language, text) != text:
            problem = f"{iri} has two preferred labels in “{language}”: {labels[language]} and {text}"
            raise RuleError(problem, "make one of them a skos:altLabel", where=file)
    alternatives: dict[str, tuple[str, ...]] = {}
    for language, text in _by_language(described.get(SKOS + "altLabel", [])):
        alternatives[language] = (*alternatives.get(language, ()), text)
    own = {SKOS + "prefLabel", SKOS + "altLabel", SKOS + "notation", _TYPE}
    return Concept(
        iri=iri,
        local_name=local_name(iri),
        types=_plain(described.get(_TYPE, [])),
        labels=MappingProxyType(labels),
        alt_labels=MappingProxyType(alternatives),
        notations=_plain(described.get(SKOS + "notation", [])),
        properties=MappingProxyType({key: _plain(values) for key, values in described.items() if key not in own}),
    )


def _by_language(values: list[ox.Literal | str]) -> Iterator[tuple[str, str]]:
    """Yield language tag and text of the literals among `values`."""
    for value in values:
        if isinstance(value, ox.Literal):
            yield value.language or "", value.value


def _plain(values: list[ox.Literal | str]) -> tuple[str, ...]:
    """Return the values as plain strings."""
    return tuple(value.value if isinstance(value, ox.Literal) else value for value in values)
