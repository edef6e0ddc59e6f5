"""What changed from one set of graphs to another: two builds of an article, or two years of a county."""

from hdkg.comparison.claim import Claim, claims
from hdkg.comparison.pairing import Change, Comparison, compare
from hdkg.comparison.wording import as_json, as_text

__all__ = ["Change", "Claim", "Comparison", "as_json", "as_text", "claims", "compare"]
