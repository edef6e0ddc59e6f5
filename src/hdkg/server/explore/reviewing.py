"""The queue of what a person should look at in the articles at hand, and a person's decisions about it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdkg.errors import CorrectionError, HdkgError
from hdkg.model import Action
from hdkg.pipeline.reviewing import open_review

if TYPE_CHECKING:
    from hdkg.pipeline.reviewing import Review
    from hdkg.server.explore.sources import Sources, Text
    from hdkg.server.service import Service

ASKS = Path(__file__).parent / "asks"
DECISIONS = {"accept": Action.ACCEPT, "correct": Action.CORRECT, "reject": Action.REJECT}
NAMES = ("sha256", "key", "action", "who", "why")
LONGEST = 2_000  # characters of what a person writes


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides.

    Attributes
    ----------
    sha256
        The article.
    key
        The item's key.
    action
        One of `DECISIONS`.
    who, why
        Who decides, for what reason.
    slots
        Slots to be set, for a correction.
    """

    sha256: str
    key: str
    action: str
    who: str
    why: str
    slots: Mapping[str, str]

    @classmethod
    def read(cls, told: Any) -> Decision:
        """Return what a request says.

        Raises
        ------
        CorrectionError
            Something is missing or of the wrong kind.
        """
        said = told if isinstance(told, dict) else {}
        sha256, key, action, who, why = given = [said.get(name) for name in NAMES]
        slots = said.get("slots", {})
        texts = [*given, *(slots.values() if isinstance(slots, dict) else [None])]
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
            raise CorrectionError("the decision is incomplete", f"send {', '.join(NAMES)}, slots")
        decision = cls(str(sha256), str(key), str(action), str(who), str(why), slots)
        if decision.action not in DECISIONS:
            raise CorrectionError(f"unknown action {decision.action[:40]!r}", f"choose one of: {', '.join(DECISIONS)}")
        if not (decision.who.strip() and decision.why.strip()):
            raise CorrectionError("a decision needs who and why", "fill in both")
        return decision


class Reviewing:
    """Reviews of the articles at hand; one at a time, for they read and write files.

    Parameters
    ----------
    sources
        The articles.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._turn = threading.Lock()
        self._known: dict[Path, tuple[str, Review]] = {}

    def queue(self, articles: Collection[str]) -> list[dict[str, Any]]:
        """Return what to look at in articles (SHA-256), where they are at hand, in the order of the text."""
        with self._turn:
            found = []
            for text in self._sources.all(articles):
                review = self._review(text)
                found += [] if review is None else [_told(review, item) for item in review.items()]
            return found

    def decide(self, decision: Decision) -> str:
        """Keep a decision in the article's file of corrections, which every build applies last; return its name.

        Raises
        ------
        CorrectionError
            There is no such article or item, or a slot or value is none.
        TargetError
            The file cannot be written.
        """
        with self._turn:
            text = self._sources.find(decision.sha256)
            review = None if text is None else self._review(text)
            if text is None or review is None:
                raise CorrectionError("this article is not at hand", "look at the queue again")
            day = datetime.now(UTC).date().isoformat()
            decided = review.decided(
                DECISIONS[decision.action],
                decision.key,
                who=decision.who.strip(),
                when=day,
                why=decision.why.strip(),
                slots={**decision.slots} if decision.action == "correct" else None,
            )
            self._known.pop(text.path, None)
            return decided.path.name

    def _review(self, text: Text) -> Review | None:
        """Return the review of an article; None of what is no article."""
        if not text.text:
            return None
        known = self._known.get(text.path)
        if known is None or known[0] != text.text:
            try:
                known = (text.text, open_review(text.path))
            except HdkgError:
                return None
            self._known[text.path] = known
        return known[1]


async def remembered(service: Service, at_hand: Collection[str]) -> list[dict[str, Any]]:
    """Return what the graphs themselves say of articles that are not at hand; without keys, so not to be decided here.

    Parameters
    ----------
    service
        The graphs.
    at_hand
        SHA-256 of the articles that a review reads itself.
    """
    items: dict[str, dict[str, Any]] = {}
    for row in await service.rows((ASKS / "queue.rq").read_text("utf-8")):
        said = {name: str(term["value"]) for name, term in row.items()}
        if said["sha256"] in at_hand:
            continue
        item = items.setdefault(
            said["item"],
            {
                "sha256": said["sha256"],
                "article": said.get("title", ""),
                "key": "",
                "concern": said["concern"],
                "start": int(said["start"]),
                "end": int(said["end"]),
                "words": said["words"],
                "says": {"label": said["says"]} if "says" in said else {},
                "why": "",
            },
        )
        if "slot" in said and said["slot"] not in item["why"]:
            item["why"] = "; ".join(filter(None, (item["why"], f"{said['slot']} inferred")))
    return list(items.values())


def _told(review: Review, item: Any) -> dict[str, Any]:
    article = review.corrected.extraction.article
    line, column = review.position(item)
    return {
        "sha256": article.sha256,
        "article": article.name,
        "key": item.key,
        "concern": item.concern.value,
        "line": line,
        "column": column,
        "start": item.span.start,
        "end": item.span.end,
        "words": item.words,
        "says": dict(item.says),
        "why": item.why,
    }
