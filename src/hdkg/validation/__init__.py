"""Check a county's graph against the ontology's shapes; the contract is ``ontology/README.md``."""

from hdkg.validation.catalogued import uncatalogued
from hdkg.validation.check import validate
from hdkg.validation.quick import surely_conforms
from hdkg.validation.report import Report, Violation
from hdkg.validation.scope import Scope, scope

__all__ = ["Report", "Scope", "Violation", "scope", "surely_conforms", "uncatalogued", "validate"]
