"""Check a county's graph against the ontology's shapes; the contract is ``ontology/README.md``."""

from hdkg.validation.catalogued import uncatalogued
from hdkg.validation.check import validate
from hdkg.validation.report import Report, Violation

__all__ = ["Report", "Violation", "uncatalogued", "validate"]
