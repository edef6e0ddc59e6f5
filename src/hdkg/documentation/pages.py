"""Fill the pages: one a language, a page to choose, the diagram as a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import yaml
from rdflib import SKOS, Literal, URIRef

from hdkg.documentation.diagram import diagram
from hdkg.documentation.reference import TERMS, Reference
from hdkg.files import write_text
from hdkg.resources import local_name, ontology_dir

if TYPE_CHECKING:
    from rdflib.term import Node

LANGUAGES = ("zh", "en")
_PAGE = Path(__file__).parent / "page"
_CODES = "https://w3id.org/hdkg/code/"
_GOALS = "http://metadata.un.org/sdg/"
Row = dict[str, Any]


def write(folder: str | Path) -> tuple[Path, ...]:
    """Write the documentation of the ontology.

    Parameters
    ----------
    folder
        Where to: ``index.html`` to choose, ``index.zh.html`` and ``index.en.html``, ``classes.zh.svg`` and
        ``classes.en.svg``, the logo and the change log.  The pages need nothing else and no web.

    Returns
    -------
    tuple[Path, ...]
        What was written, the page to begin with first.

    Raises
    ------
    TargetError
        A file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write(folder)][:3]
    ['index.html', 'index.zh.html', 'index.en.html']
    """
    target = Path(folder)
    reference = Reference()
    words = yaml.safe_load((_PAGE / "words.yaml").read_text(encoding="utf-8"))
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_PAGE), autoescape=True, undefined=jinja2.StrictUndefined
    )
    style = (_PAGE / "page.css").read_text(encoding="utf-8")
    titles = {language: reference.header("dcterms:title", language) for language in LANGUAGES}
    files = {"index.html": templates.get_template("index.html.j2").render(titles=titles, words=words, style=style)}
    shared = _catalogues(reference)
    pictures = {language: diagram(reference.terms, language, words[language]["diagram"]) for language in LANGUAGES}
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        files[f"index.{language}.html"] = templates.get_template("page.html.j2").render(
            lang=language,
            other=other,
            w=words[language],
            style=style,
            title=titles[language],
            diagram=pictures[language],
            terms=reference.terms,
            known={term.name: term for term in reference.terms},
            **_header(reference, language),
            **shared,
        )
    files |= {f"classes.{language}.svg": picture for language, picture in pictures.items()}
    files |= {name: (ontology_dir() / name).read_text(encoding="utf-8") for name in ("logo.svg", "CHANGELOG.md")}
    return tuple(write_text(target / name, text) for name, text in files.items())


def _header(reference: Reference, language: str) -> Row:
    """Return what stands above the terms."""
    return {
        "description": reference.header("dcterms:description", language),
        "abstract": reference.header("dcterms:abstract", language),
        "version": reference.header("owl:versionInfo"),
        "licence": reference.header("dcterms:license"),
        "citation": reference.header("dcterms:bibliographicCitation"),
        "namespace": TERMS,
    }


def _catalogues(reference: Reference) -> Row:
    """Return code lists, indicators, units and policy areas."""
    base = "https://w3id.org/hdkg"
    lists = [scheme for scheme in reference.schemes() if scheme.startswith(_CODES)]
    return {
        "codes": [
            _concept(reference, scheme)
            | {
                "id": f"code-{local_name(str(scheme))}",
                "members": [_concept(reference, code) for code in reference.members(scheme)],
            }
            for scheme in lists
        ],
        "indicators": [_indicator(reference, node) for node in reference.members(URIRef(f"{base}/indicator/scheme"))],
        "units": [_unit(reference, node) for node in reference.members(URIRef(f"{base}/unit/scheme"))],
        "areas": [_concept(reference, node) for node in reference.members(URIRef(f"{base}/policy-area/scheme"))],
    }


def _concept(reference: Reference, node: URIRef) -> Row:
    """Return what every concept has."""
    goals = (str(goal) for goal in reference.graph.objects(node, SKOS.relatedMatch))
    forms = (form for form in reference.graph.objects(node, SKOS.altLabel) if isinstance(form, Literal))
    return {
        "name": local_name(str(node)),
        "label": reference.texts(node, SKOS.prefLabel),
        "definition": dict.fromkeys(LANGUAGES, "") | reference.texts(node, SKOS.definition),
        "goal": ", ".join(sorted(goal.removeprefix(_GOALS) for goal in goals if goal.startswith(_GOALS))),
        "forms": "、".join(sorted(str(form) for form in forms if form.language == "zh")),
    }


def _indicator(reference: Reference, node: URIRef) -> Row:
    """Return an indicator with its unit, kind of statistic and area."""
    return _concept(reference, node) | {
        "unit": _named(reference, node, "unit"),
        "kind": _named(reference, node, "defaultKind"),
        "area": _named(reference, node, "policyArea"),
        "better": str(reference.graph.value(node, URIRef(f"{TERMS}moreIsBetter")) or ""),
    }


def _unit(reference: Reference, node: URIRef) -> Row:
    """Return a unit with its conversion."""
    matches = (str(match) for match in reference.graph.objects(node, SKOS.exactMatch))
    factor = reference.graph.value(node, URIRef(f"{TERMS}conversionFactor"))
    divisor = reference.graph.value(node, URIRef(f"{TERMS}conversionDivisor"))
    return _concept(reference, node) | {
        "factor": f"1/{divisor}" if divisor is not None else str(factor or ""),
        "to": _named(reference, node, "conversionUnit"),
        "qudt": min(matches, default=""),
    }


def _named(reference: Reference, node: Node, name: str) -> dict[str, str]:
    """Return the labels of what a property of ours leads to."""
    value = reference.graph.value(node, URIRef(f"{TERMS}{name}"))
    return {} if value is None else reference.texts(value, SKOS.prefLabel)
