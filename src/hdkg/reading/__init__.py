"""From a file to an article: decoding, front matter, blocks, and the county and date it is about."""

from hdkg.reading.article import read

__all__ = ["read"]
