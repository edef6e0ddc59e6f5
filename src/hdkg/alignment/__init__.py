"""Graphs that are not ours: what they use, which alignment brings them into our terms, and what that gives.

An alignment is a CONSTRUCT query of ``queries/align/``.  What it makes says in our terms, of the other graph's own
nodes, what an extraction says of an article; `hdkg.triples` then writes it as it writes every county's graph.
"""

from hdkg.alignment.alignments import Alignment, alignments
from hdkg.alignment.brought import Brought, bring_in
from hdkg.alignment.document import Document
from hdkg.alignment.survey import Survey, survey

__all__ = ["Alignment", "Brought", "Document", "Survey", "alignments", "bring_in", "survey"]
