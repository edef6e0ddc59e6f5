"""What no tracked file may hold, and how long a module may grow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# Put together here, so that this file does not name what it forbids.
FORBIDDEN = {
    "a path of somebody's machine": re.compile(
        r"""(?<![\w./<:])/(?:ho""" + r"""me|ro""" + r"""ot|wo""" + r"""rk|Use""" + r"""rs|mnt)/[\w.]"""
    ),
    "a path of somebody's Windows": re.compile(r"\b[A-Z]:\\+Use" + r"rs\\"),
    "a registry's address": re.compile(
        r"https?://[\w.-]*(?:py" + r"pi\.org/simple|pythonhos" + r"ted\.org|registry\.np" + r"mjs\.org)"
    ),
    "a choice of registry": re.compile(r"(?:extra-)?index-" + r"url\s*[=\s]\s*\S"),
}
LARGEST = 2 * 1024 * 1024
BINARY = {".png", ".jpg", ".ico", ".woff2"}


def found(text: str) -> list[str]:
    """Return what a text holds that it must not."""
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_no_file_names_a_machine_or_a_registry(tracked: tuple[Path, ...]) -> None:
    texts = {path: path.read_text("utf-8") for path in tracked if path.suffix not in BINARY}
    assert {path.name: found(text) for path, text in texts.items() if found(text)} == {}


@pytest.mark.parametrize(
    "text",
    [
        "see /ho" + "me/li/x.md",
        "cd /wo" + "rk/x",
        r"C:\Use" + r"rs\li",
        "https://py" + "pi.org/simple/x",
        "--index-" + "url https://x",
    ],
)
def test_what_is_forbidden_is_caught(text: str) -> None:
    assert len(found(text)) == 1


def test_no_file_is_too_large_to_review(tracked: tuple[Path, ...]) -> None:
    assert [path.name for path in tracked if path.stat().st_size > LARGEST] == []


def test_every_text_is_utf8_without_bom_and_ends_with_a_line_end(tracked: tuple[Path, ...]) -> None:
    fixtures = Path("tests") / "fixtures"
    wrong = []
    for path in tracked:
        data = path.read_bytes()
        if path.suffix in BINARY or str(fixtures) in str(path) or not data:
            continue
        if data.startswith(b"\xef\xbb\xbf") or not data.endswith(b"\n") or b"\r\n" in data:
            wrong.append(path.name)
    assert wrong == []


def test_modules_stay_short(top: Path) -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in (top / "src").rglob("*.py")}
    assert len(lengths) > 30
    assert {path.name: length for path, length in lengths.items() if length > 400} == {}
