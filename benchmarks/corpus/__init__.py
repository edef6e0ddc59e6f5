"""Articles of fictional content about real counties, each with its exact table of facts.

They are put together from the sentence patterns that real county reviews use, with word lists of their own: what the
extractor reads in them shows how it reads sentences that nobody tuned it to.
"""

from benchmarks.corpus.article import Composed, compose
from benchmarks.corpus.writing import write

__all__ = ["Composed", "compose", "write"]
