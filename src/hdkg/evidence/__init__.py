"""From words to the facts that they support, and from a fact to how it is cited."""

from hdkg.evidence.citation import Citation, cite
from hdkg.evidence.search import search

__all__ = ["Citation", "cite", "search"]
