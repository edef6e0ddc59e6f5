"""From an article to facts: annotations, rules as data, context, frames, claims, and a ledger of what was not read."""

from hdkg.extraction.cascade import extract

__all__ = ["extract"]
