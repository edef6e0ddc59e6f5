"""Check a county's graph against the ontology's shapes; the contract is ``ontology/README.md``."""

from hdkg.validation.catalogued import uncatalogued
from hdkg.validation.check import validate
from hdkg.validation.quick import surely_conforms
from hdkg.validation.report import Report, Violation

__all__ = ["Report", "Violation", "surely_conforms", "uncatalogued", "validate"]
