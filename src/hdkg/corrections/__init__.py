"""A person's last word: corrections in a small file, applied to what the rules read, and what to look at."""

from hdkg.corrections.applying import Corrected, Misfit, apply
from hdkg.corrections.deciding import decide
from hdkg.corrections.file import CorrectionFile, load, save
from hdkg.corrections.review import Concern, Item, review

__all__ = [
    "Concern",
    "Corrected",
    "CorrectionFile",
    "Item",
    "Misfit",
    "apply",
    "decide",
    "load",
    "review",
    "save",
]
