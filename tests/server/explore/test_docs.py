"""What docs/explorer.md shows is what happens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.server.conftest import TOP
from tests.server.test_docs import needs_curl, told

if TYPE_CHECKING:
    from tests.server.conftest import Client

TEXT = (TOP / "docs" / "explorer.md").read_text("utf-8")


@needs_curl
def test_the_session_of_the_document(client: Client) -> None:
    (session,) = re.findall(r"^```console\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    words, _, shown = session.removeprefix("$ ").partition("\n")
    assert told(words, client) == shown


def test_the_document_names_every_view_and_key(client: Client) -> None:
    page = client.get("/explore?lang=en").text
    script = client.get("/explore/static/words.js").text
    views = re.findall(r"^\| ([A-Z]\w+) \|", TEXT, re.MULTILINE)
    assert len(views) == 8
    assert len(re.findall(r'role="tab" id="tab-', page)) == 8
    for view in views:
        assert f'"{view}"]' in script
