"""From a file to an article: its text, front matter, blocks, and the county and date it is about."""

from hdkg.reading.article import read
from hdkg.reading.source import read_text

__all__ = ["read", "read_text"]
