"""The file of corrections: what is written is read again, a slip is named with its line, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdkg.corrections import load, save
from hdkg.corrections.slots import BY_NAME, slots
from hdkg.errors import CorrectionError
from hdkg.model import Action, Article, Correction, Span

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = Article("2023年，青川县粮食总产量12.3万吨。", (), name="qingchuan-2023")
SOUND = """article: qingchuan-2023
sha256: abc
corrections:
- action: correct
  what: observation
  start: 8
  end: 12
  words: 粮食总产
  set: {period: '2022'}
  why: 说的是上一年
  who: 李四
  when: '2024-05-01'
"""
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)


@given(
    st.lists(
        st.builds(
            lambda action, start, quote, who, why, value: Correction(
                action,
                "observation",
                Span(start, start + len(quote)),
                quote,
                who,
                "2024-05-01",
                why,
                (("name", value),) if action in {Action.CORRECT, Action.ADD} else (),
                (("name", "粮食"),),
            ),
            st.sampled_from(list(Action)),
            st.integers(0, 10**6),
            words,
            words,
            words,
            words,
        ),
        max_size=3,
    )
)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, corrections: list[Correction]) -> None:
    file = tmp_path_factory.getbasetemp() / "written.yaml"
    save(file, ARTICLE, tuple(corrections))
    read = load(file)
    assert read.corrections == tuple(corrections)
    assert (read.article, read.sha256) == (ARTICLE.name, ARTICLE.sha256)
    before = file.read_bytes()
    save(file, ARTICLE, read.corrections)
    assert file.read_bytes() == before


def test_a_file_that_a_person_wrote_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(SOUND, "utf-8")
    (correction,) = load(file).corrections
    assert (correction.action, correction.words, correction.slots) == (
        Action.CORRECT,
        "粮食总产",
        (("period", "2022"),),
    )
    file.write_text("# nothing yet\n", "utf-8")
    assert load(file).corrections == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("correct\n", "mend\n", 4, "“mend” is no action; write one of accept, reject, correct, add"),
        ("observation", "fact", 4, "“fact” is no kind of thing"),
        ("start: 8", "start: x", 6, "start and end are no offsets"),
        ("end: 12", "end: 8", 6, "the end does not come behind the start"),
        ("end: 12", "end: 13", 4, "the words are not as long as the place"),
        ("period:", "colour:", 4, "“colour” is no slot of observation; set one of name, kind"),
        ("'2024-05-01'", "yesterday", 4, "“yesterday” is no date"),
        ("  who: 李四\n", "", 4, "“who” is missing"),
        ("who: 李四", "who: ''", 4, "a correction says who makes it and why"),
        ("  set: {period: '2022'}\n", "", 4, "the action “correct” sets no slot"),
        ("correct\n", "accept\n", 4, "the action “accept” sets slots"),
        ("why:", "because:", 10, "“because” is no key of a correction"),
        ("{period: '2022'}", "[period]", 9, "the list of slots has no keys"),
        ("words: 粮食总产", "words: [粮食]", 8, "“words” is no text"),
        ("article:", "county:", 1, "“county” is no key of the file"),
        ("sha256: abc", "sha256: [", 4, "this is no YAML"),
        ("- action", "  action", 4, "“corrections” is no list"),
    ],
)
def test_a_slip_is_named_with_its_line(old: str, new: str, line: int, message: str, tmp_path: Path) -> None:
    assert old in SOUND
    file = tmp_path / "a.yaml"
    file.write_text(SOUND.replace(old, new), "utf-8")
    with pytest.raises(CorrectionError) as caught:
        load(file)
    assert str(caught.value).startswith(f"{file}:{line}: {message}"), caught.value
    assert "\n" not in str(caught.value)


@given(st.text(max_size=200))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        load(file)
    except CorrectionError:
        return


def test_every_slot_of_every_kind_is_a_field_or_part_of_a_figure() -> None:
    assert len(BY_NAME) == 9
    for kind in BY_NAME.values():
        fields = set(kind.__dataclass_fields__)
        assert fields >= {slot.field for name, slot in slots(kind).items() if name not in {"value", "unit", "bound"}}
