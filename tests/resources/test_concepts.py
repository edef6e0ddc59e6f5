"""Catalogues of concepts: what is read, in which order, and what a malformed file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hdkg.errors import RuleError
from hdkg.resources import concepts, local_name, ontology_dir

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """@prefix ex: <https://example.org/v/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def write(folder: Path, body: str) -> Path:
    file = folder / "some.ttl"
    file.write_text(HEAD + body, encoding="utf-8")
    return file


def test_a_concept_is_read_with_all_it_says(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        """ex:scheme a skos:ConceptScheme ; skos:prefLabel "单位"@zh .
ex:b a skos:Concept ; skos:prefLabel "乙"@zh, "b"@en ; skos:altLabel "丙"@zh, "丁"@zh ; skos:notation "7" ;
    ex:factor 1.50 ; ex:kind ex:area .
ex:a a skos:Concept ; skos:prefLabel "甲"@zh .
ex:unlabelled ex:kind ex:area .
""",
    )
    second, first = concepts(file)
    assert (second.local_name, first.local_name) == ("b", "a")
    assert second.types == ("http://www.w3.org/2004/02/skos/core#Concept",)
    assert dict(second.labels) == {"zh": "乙", "en": "b"}
    assert second.surface_forms("zh") == ("乙", "丙", "丁")
    assert second.notations == ("7",)
    assert second.values("factor") == ("1.50",)
    assert second.values("kind") == ("https://example.org/v/area",)
    assert second.values("none") == ()
    assert first.label("en") == "a"
    assert hash(first) != hash(second)


def test_malformed_turtle_names_file_and_line(tmp_path: Path) -> None:
    file = write(tmp_path, 'ex:a skos:prefLabel "甲"@zh .\nex:b skos:prefLabel ;; .\n')
    with pytest.raises(RuleError, match=r"some\.ttl:4: this is not Turtle") as caught:
        concepts(file)
    assert caught.value.line == 4


def test_two_preferred_labels_in_one_language_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="two preferred labels in “zh”: 甲 and 乙"):
        concepts(write(tmp_path, 'ex:a skos:prefLabel "甲"@zh, "乙"@zh .\n'))


def test_a_missing_file_and_one_in_another_encoding_are_errors(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        concepts(tmp_path / "none.ttl")
    file = tmp_path / "gb.ttl"
    file.write_bytes((HEAD + 'ex:a skos:prefLabel "甲乙"@zh .\n').encode("gb18030"))
    with pytest.raises(RuleError, match=r"gb\.ttl"):
        concepts(file)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    assert concepts(write(tmp_path, 'ex:a skos:prefLabel "甲"@zh .\n'))[0].label("zh") == "甲"
    assert concepts(write(tmp_path, 'ex:a skos:prefLabel "甲乙"@zh .\n'))[0].label("zh") == "甲乙"


def test_every_catalogue_of_the_project_is_readable() -> None:
    files = [ontology_dir() / "units.ttl"]
    assert all(concepts(file) for file in files)


@pytest.mark.parametrize(
    ("iri", "expected"), [("https://e.org/a/b", "b"), ("https://e.org/a#c", "c"), ("urn:x", "urn:x")]
)
def test_local_name(iri: str, expected: str) -> None:
    assert local_name(iri) == expected
