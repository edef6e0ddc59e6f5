"""Graphs in the formats of the web of data: for stores, for web developers, for annotation tools, for catalogues."""

from hdkg.export.description import describe
from hdkg.export.evidence import web_annotations
from hdkg.export.formats import serialise
from hdkg.export.web import jsonld

__all__ = ["describe", "jsonld", "serialise", "web_annotations"]
